// Where the parser goes on after a syntax error, so that one mistake gives one diagnostic and five
// mistakes give five. What is skipped is skipped in units: a string, a comment or a bracketed group can
// hold any of the marks that are looked for.
#pragma once

#include <tao/pegtl.hpp>

#include <array>
#include <string_view>

#include "support/scan.h"
#include "support/text.h"

namespace migc::grammar {

// Thrown where a syntax error has been reported; carries nothing, so that throwing is cheap.
struct SyntaxError {};

namespace scan {

using migc::scan::is_word;
using migc::scan::unit_end;

// The words at `p`, in lower case.
inline std::array<std::string, 2> two_words(const char* p, const char* end) {
  std::array<std::string, 2> words;
  for (std::string& word : words) {
    while (p < end && (*p == ' ' || *p == '\t')) ++p;
    const char* begin = p;
    while (p < end && is_word(*p)) ++p;
    word = to_lower(std::string_view(begin, static_cast<std::size_t>(p - begin)));
    if (word.empty() && p < end) word = std::string(1, *p);
  }
  return words;
}

// Two tokens that begin a statement where they begin a line. (`on delete cascade` or a block's
// `drop column` begin lines too, so one word is not enough.)
inline bool statement_head(const char* p, const char* end) {
  const auto [first, second] = two_words(p, end);
  const bool kind = second == "table" || second == "index" || second == "type" || second == "sequence" ||
                    second == "schema" || second == "view" || second == "domain" || second == "function" ||
                    second == "procedure" || second == "trigger" || second == "extension" ||
                    second == "policy" || second == "materialized";
  if (first == "create") return kind || second == "unique" || second == "or";
  if (first == "drop" || first == "alter" || first == "rename") return kind;
  if (first == "insert") return second == "into";
  if (first == "delete") return second == "from";
  if (first == "comment") return second == "on";
  if (first == "up" || first == "down" || first == "assume") return second == "{";
  if (first == "refresh") return second == "materialized";
  if (first == "on") return second != "delete" && second != "update";
  return first == "revision" || first == "execute" || first == "grant" || first == "revoke" || first == "@" ||
         first == "update";
}

template <typename Input>
bool at_line_start(const Input& in, const char* p) {
  while (p > in.begin() && (p[-1] == ' ' || p[-1] == '\t')) --p;
  return p == in.begin() || p[-1] == '\n';
}

// Skips units from where the input stands until `stop(p, depth)`; brackets count as depth.
template <typename Input, typename Stop>
std::size_t skip(Input& in, Stop stop) {
  const char* p = in.current();
  std::size_t depth = 0;
  while (p < in.end() && !stop(p, depth)) {
    if (*p == '(' || *p == '{') ++depth;
    if ((*p == ')' || *p == '}') && depth > 0) --depth;
    p = unit_end(p, in.end());
  }
  const auto skipped = static_cast<std::size_t>(p - in.current());
  in.bump(skipped);
  return skipped;
}

}  // namespace scan

// A line that begins a statement where members of a block are read: the block's brace is missing. (`on` and
// an annotation begin members, too.)
struct at_statement {
  using rule_t = at_statement;
  using subs_t = tao::pegtl::empty_list;
  template <typename Input>
  static bool match(Input& in) {
    const char* const p = in.current();
    return scan::at_line_start(in, p) && scan::statement_head(p, in.end()) &&
           scan::two_words(p, in.end())[0] != "on" && *p != '@';
  }
};

// An element of a list in brackets or of an `on` block in it: on to the next comma or the closing bracket.
struct skip_element {
  using rule_t = skip_element;
  using subs_t = tao::pegtl::empty_list;
  template <typename Input>
  static bool match(Input& in) {
    const char* const end = in.end();
    scan::skip(in, [&](const char* p, std::size_t depth) {
      if (depth == 0 && (*p == ',' || *p == ')' || *p == '}' || *p == ';')) return true;
      return scan::at_line_start(in, p) && scan::statement_head(p, end);
    });
    return true;
  }
};

// A member of a block in braces: on past its semicolon, or to the closing brace.
struct skip_member {
  using rule_t = skip_member;
  using subs_t = tao::pegtl::empty_list;
  template <typename Input>
  static bool match(Input& in) {
    const char* const end = in.end();
    const char* const begin = in.current();
    const std::size_t skipped = scan::skip(in, [&](const char* p, std::size_t depth) {
      if (depth == 0 && (*p == ';' || *p == '}')) return true;
      return p != begin && scan::at_line_start(in, p) && scan::statement_head(p, end);
    });
    if (in.current() < end && *in.current() == ';') {
      in.bump(1);
      return true;
    }
    return skipped > 0;
  }
};

// A statement: on to the next line that begins one.
struct skip_statement {
  using rule_t = skip_statement;
  using subs_t = tao::pegtl::empty_list;
  template <typename Input>
  static bool match(Input& in) {
    const char* const end = in.end();
    const char* const begin = in.current();
    bool ended = false;  // behind a semicolon that ends its line
    const std::size_t skipped = scan::skip(in, [&](const char* p, std::size_t depth) {
      if (ended) return true;
      if (depth == 0 && *p == ';') {
        const char* rest = p + 1;
        while (rest < end && (*rest == ' ' || *rest == '\t' || *rest == '\r')) ++rest;
        ended = rest == end || *rest == '\n';
      }
      return p != begin && scan::at_line_start(in, p) && scan::statement_head(p, end);
    });
    return skipped > 0;
  }
};

}  // namespace migc::grammar
