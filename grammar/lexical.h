// Words, literals and white space. Every token rule eats the white space after it; the spans of nodes
// leave that out (see frontend/parser.cpp).
#pragma once

#include <tao/pegtl.hpp>

namespace migc::grammar {

using namespace tao::pegtl;  // NOLINT: the rules below are meant to read like the EBNF

// --- white space and comments -----------------------------------------------------------------------

struct line_comment : seq<two<'-'>, until<eolf>> {};

// The rest of a block comment; comments nest.
struct block_comment_rest {
  using rule_t = block_comment_rest;
  using subs_t = empty_list;
  template <typename Input>
  static bool match(Input& in) {
    const char* const begin = in.current();
    std::size_t depth = 1;
    for (const char* p = begin; p + 1 < in.end(); ++p) {
      if (p[0] == '/' && p[1] == '*') {
        ++depth, ++p;
      } else if (p[0] == '*' && p[1] == '/') {
        ++p;
        if (--depth == 0) {
          in.bump(static_cast<std::size_t>(p + 1 - begin));
          return true;
        }
      }
    }
    return false;
  }
};
struct block_comment : if_must<string<'/', '*'>, block_comment_rest> {};

struct ws : star<sor<plus<space>, line_comment, block_comment>> {};

// --- words --------------------------------------------------------------------------------------------

struct word_first : sor<alpha, one<'_'>> {};
struct word_other : sor<alnum, one<'_', '$'>> {};

// A keyword: any case, and not the beginning of a longer word.
#define KEYWORD(text) \
  struct k_##text : seq<TAO_PEGTL_ISTRING(#text), not_at<word_other>, ws> {}

KEYWORD(action);
KEYWORD(add);
KEYWORD(after);
KEYWORD(all);
KEYWORD(allow);
KEYWORD(alter);
KEYWORD(always);
KEYWORD(and);
KEYWORD(array);
KEYWORD(as);
KEYWORD(asc);
KEYWORD(assume);
KEYWORD(attach);
KEYWORD(baseline);
KEYWORD(before);
KEYWORD(between);
KEYWORD(branch);
KEYWORD(by);
KEYWORD(cache);
KEYWORD(cascade);
KEYWORD(case);
KEYWORD(cast);
KEYWORD(check);
KEYWORD(collate);
KEYWORD(column);
KEYWORD(comment);
KEYWORD(constraint);
KEYWORD(create);
KEYWORD(current_date);
KEYWORD(current_time);
KEYWORD(current_timestamp);
KEYWORD(current_user);
KEYWORD(cycle);
KEYWORD(default);
KEYWORD(deferrable);
KEYWORD(deferred);
KEYWORD(delete);
KEYWORD(depends);
KEYWORD(desc);
KEYWORD(detach);
KEYWORD(disable);
KEYWORD(distinct);
KEYWORD(domain);
KEYWORD(down);
KEYWORD(drop);
KEYWORD(else);
KEYWORD(enable);
KEYWORD(end);
KEYWORD(enum);
KEYWORD(exclude);
KEYWORD(execute);
KEYWORD(exists);
KEYWORD(extension);
KEYWORD(false);
KEYWORD(first);
KEYWORD(for);
KEYWORD(force);
KEYWORD(foreign);
KEYWORD(from);
KEYWORD(full);
KEYWORD(function);
KEYWORD(generated);
KEYWORD(grant);
KEYWORD(group);
KEYWORD(hash);
KEYWORD(having);
KEYWORD(identity);
KEYWORD(if);
KEYWORD(immediate);
KEYWORD(in);
KEYWORD(include);
KEYWORD(increment);
KEYWORD(index);
KEYWORD(initially);
KEYWORD(insert);
KEYWORD(into);
KEYWORD(irreversible);
KEYWORD(is);
KEYWORD(join);
KEYWORD(keep);
KEYWORD(key);
KEYWORD(last);
KEYWORD(left);
KEYWORD(level);
KEYWORD(like);
KEYWORD(limit);
KEYWORD(list);
KEYWORD(match);
KEYWORD(materialized);
KEYWORD(maximum);
KEYWORD(maxvalue);
KEYWORD(minimum);
KEYWORD(minvalue);
KEYWORD(modulus);
KEYWORD(native);
KEYWORD(next);
KEYWORD(no);
KEYWORD(not );
KEYWORD(nothing);
KEYWORD(null);
KEYWORD(nulls);
KEYWORD(of);
KEYWORD(on);
KEYWORD(option);
KEYWORD(or);
KEYWORD(order);
KEYWORD(partition);
KEYWORD(permissive);
KEYWORD(policy);
KEYWORD(precision);
KEYWORD(prefix);
KEYWORD(primary);
KEYWORD(privileges);
KEYWORD(procedure);
KEYWORD(range);
KEYWORD(references);
KEYWORD(refresh);
KEYWORD(remainder);
KEYWORD(rename);
KEYWORD(replace);
KEYWORD(replaces);
KEYWORD(restart);
KEYWORD(restrict);
KEYWORD(restrictive);
KEYWORD(reverse);
KEYWORD(revision);
KEYWORD(revoke);
KEYWORD(row);
KEYWORD(schema);
KEYWORD(security);
KEYWORD(select);
KEYWORD(sequence);
KEYWORD(set);
KEYWORD(sql);
KEYWORD(start);
KEYWORD(stored);
KEYWORD(table);
KEYWORD(then);
KEYWORD(time);
KEYWORD(to);
KEYWORD(trigger);
KEYWORD(true);
KEYWORD(type);
KEYWORD(unique);
KEYWORD(unsigned);
KEYWORD(up);
KEYWORD(update);
KEYWORD(uses);
KEYWORD(using);
KEYWORD(valid);
KEYWORD(validate);
KEYWORD(value);
KEYWORD(values);
KEYWORD(varying);
KEYWORD(version);
KEYWORD(view);
KEYWORD(virtual);
KEYWORD(when);
KEYWORD(where);
KEYWORD(with);
KEYWORD(without);
KEYWORD(zone);

// Words that are no column inside an expression (there such a column is quoted).
struct reserved_word
    : seq<sor<TAO_PEGTL_ISTRING("and"), TAO_PEGTL_ISTRING("as"), TAO_PEGTL_ISTRING("asc"),
              TAO_PEGTL_ISTRING("between"), TAO_PEGTL_ISTRING("case"), TAO_PEGTL_ISTRING("cast"),
              TAO_PEGTL_ISTRING("collate"), TAO_PEGTL_ISTRING("current_date"),
              TAO_PEGTL_ISTRING("current_timestamp"), TAO_PEGTL_ISTRING("current_time"),
              TAO_PEGTL_ISTRING("current_user"), TAO_PEGTL_ISTRING("desc"), TAO_PEGTL_ISTRING("else"),
              TAO_PEGTL_ISTRING("end"), TAO_PEGTL_ISTRING("exists"), TAO_PEGTL_ISTRING("false"),
              TAO_PEGTL_ISTRING("from"), TAO_PEGTL_ISTRING("group"), TAO_PEGTL_ISTRING("having"),
              TAO_PEGTL_ISTRING("interval"), TAO_PEGTL_ISTRING("in"), TAO_PEGTL_ISTRING("is"),
              TAO_PEGTL_ISTRING("join"), TAO_PEGTL_ISTRING("like"), TAO_PEGTL_ISTRING("limit"),
              TAO_PEGTL_ISTRING("not"), TAO_PEGTL_ISTRING("nulls"), TAO_PEGTL_ISTRING("null"),
              TAO_PEGTL_ISTRING("on"), TAO_PEGTL_ISTRING("order"), TAO_PEGTL_ISTRING("or"),
              TAO_PEGTL_ISTRING("select"), TAO_PEGTL_ISTRING("then"), TAO_PEGTL_ISTRING("true"),
              TAO_PEGTL_ISTRING("union"), TAO_PEGTL_ISTRING("when"), TAO_PEGTL_ISTRING("where")>,
          not_at<word_other>> {};

// Words that are not a name where a name may be left out: `create index on users (…)`.
struct not_a_name
    : seq<sor<TAO_PEGTL_ISTRING("concurrently"), TAO_PEGTL_ISTRING("if"), TAO_PEGTL_ISTRING("not"),
              TAO_PEGTL_ISTRING("nulls"), TAO_PEGTL_ISTRING("on"), TAO_PEGTL_ISTRING("using")>,
          not_at<word_other>> {};

// --- names ----------------------------------------------------------------------------------------------

struct word : seq<word_first, star<word_other>> {};
struct quoted_name_rest : seq<star<sor<two<'"'>, not_one<'"', '\n', '\r'>>>, one<'"'>> {};
struct quoted_name : if_must<one<'"'>, quoted_name_rest> {};

struct name : seq<sor<word, quoted_name>, ws> {};
struct optional_name : seq<sor<seq<not_at<not_a_name>, word>, quoted_name>, ws> {};
// A name inside an expression.
struct expression_name : seq<sor<seq<not_at<reserved_word>, word>, quoted_name>, ws> {};

// --- punctuation ----------------------------------------------------------------------------------------

struct lpar : seq<one<'('>, ws> {};
struct rpar : seq<one<')'>, ws> {};
struct lbrace : seq<one<'{'>, ws> {};
struct rbrace : seq<one<'}'>, ws> {};
struct rbracket : seq<one<']'>, ws> {};
struct comma : seq<one<','>, ws> {};
struct dot : seq<one<'.'>, ws> {};
struct assign : seq<one<'='>, ws> {};
struct semicolon : seq<one<';'>, ws> {};
struct list_end : rpar {};  // after an item of a list in brackets

// A list in brackets may end in a comma.
template <typename Item>
struct bracket_list : seq<must<Item>, star<comma, sor<at<rpar>, must<Item>>>, must<list_end>> {};
// No other list may.
template <typename Item>
struct plain_list : seq<must<Item>, star<comma, must<Item>>> {};

// table or schema.table
struct qualified_name : seq<name, opt<dot, must<name>>> {};

// --- literals -------------------------------------------------------------------------------------------

struct string_rest : seq<star<sor<two<'\''>, not_one<'\'', '\n', '\r'>>>, one<'\''>> {};
struct string_literal : if_must<one<'\''>, string_rest> {};
struct string_token : seq<string_literal, ws> {};

struct number_literal : seq<plus<digit>, opt<one<'.'>, plus<digit>>,
                            opt<one<'e', 'E'>, opt<one<'+', '-'>>, plus<digit>>, not_at<word_other>> {};
struct number : seq<number_literal, ws> {};
struct integer_literal : seq<plus<digit>, not_at<word_other>> {};
struct integer : seq<integer_literal, ws> {};

struct hex_literal : seq<one<'x', 'X'>, one<'\''>, star<xdigit>, one<'\''>> {};
struct hex_token : seq<hex_literal, ws> {};

// $$ … $$ or $tag$ … $tag$
struct dollar_open : seq<one<'$'>, opt<word_first, star<sor<alnum, one<'_'>>>>, one<'$'>> {};
struct dollar_rest {
  using rule_t = dollar_rest;
  using subs_t = empty_list;
  template <typename Input>
  static bool match(Input& in) {
    const char* const begin = in.current();  // right after the opening tag
    const char* tag = begin - 2;
    while (*tag != '$') --tag;
    const std::string_view mark(tag, static_cast<std::size_t>(begin - tag));
    const std::string_view rest(begin, static_cast<std::size_t>(in.end() - begin));
    const std::size_t end = rest.find(mark);
    if (end == std::string_view::npos) return false;
    in.bump(end + mark.size());
    return true;
  }
};
struct dollar_text : if_must<dollar_open, dollar_rest> {};

// A TEXT of the language: a string or a dollar-quoted one.
struct text : seq<sor<string_literal, dollar_text>, ws> {};

// Words whose being there is what matters.
struct mark_not : k_not {};
struct mark_distinct : k_distinct {};
struct mark_asc : k_asc {};
struct mark_desc : k_desc {};
struct mark_unique : k_unique {};
struct mark_unsigned : k_unsigned {};
struct mark_cascade : k_cascade {};
struct mark_replace : seq<k_or, k_replace> {};
struct mark_materialized : k_materialized {};

}  // namespace migc::grammar
