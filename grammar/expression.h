// Expressions. The grammar takes operands and operators as a flat list; frontend/lower_expression.cpp
// binds them by this table, tightest first:
//
//   ::                                          cast
//   -> ->>                                      into json, by a key
//   - +                                         sign
//   * / %
//   + -
//   ||
//   = <> != < <= > >=                           not chained
//   is [not] null | true | false
//   is [not] distinct from
//   [not] like    [not] in    [not] between
//   not
//   and
//   or
#pragma once

#include "grammar/lexical.h"

namespace migc::grammar {

struct expression;
struct select;
struct type;

// --- operands -----------------------------------------------------------------------------------------

struct true_literal : k_true {};
struct false_literal : k_false {};
struct null_literal : k_null {};

struct typed_literal_word
    : seq<sor<TAO_PEGTL_ISTRING("date"), TAO_PEGTL_ISTRING("timestamptz"), TAO_PEGTL_ISTRING("timestamp"),
              TAO_PEGTL_ISTRING("time"), TAO_PEGTL_ISTRING("interval"), TAO_PEGTL_ISTRING("uuid"),
              TAO_PEGTL_ISTRING("json")>,
          not_at<word_other>> {};
struct typed_literal : seq<typed_literal_word, ws, at<one<'\''>>, string_token> {};

struct current_value : sor<k_current_date, k_current_timestamp, k_current_time, k_current_user> {};

struct case_operand : seq<expression> {};
struct case_when : seq<k_when, must<expression>, must<k_then>, must<expression>> {};
struct case_else : seq<k_else, must<expression>> {};
struct case_expression
    : seq<k_case, opt<case_operand>, must<case_when>, star<case_when>, opt<case_else>, must<k_end>> {};

struct cast_expression : seq<k_cast, must<lpar>, must<expression>, must<k_as>, must<type>, must<rpar>> {};

struct exists_expression : seq<k_exists, must<lpar>, must<select>, must<rpar>> {};

struct parenthesised : seq<lpar, sor<select, must<expression>>, must<rpar>> {};

struct array_expression : seq<k_array, one<'['>, ws, opt<plain_list<expression>>, must<rbracket>> {};
struct next_value : seq<k_next, k_value, must<k_for>, must<qualified_name>> {};

// sql $$…$$   or   sql postgres $$…$$ mysql $$…$$
struct sql_variant : seq<word, ws, text> {};
struct sql_fragment : seq<k_sql, sor<text, plus<sql_variant>>> {};

struct all_columns : seq<one<'*'>, ws> {};
struct arguments
    : seq<lpar, sor<seq<all_columns, must<rpar>>, rpar, seq<opt<mark_distinct>, bracket_list<expression>>>> {
};
// a column, table.column, or a call
struct reference : seq<expression_name, star<dot, must<name>>, opt<arguments>> {};

struct primary_expression
    : sor<hex_token, string_token, number, typed_literal, parenthesised, true_literal, false_literal,
          null_literal, case_expression, cast_expression, exists_expression, current_value, array_expression,
          next_value, sql_fragment, reference> {};

// --- operators ----------------------------------------------------------------------------------------

struct prefix_not : k_not {};
struct prefix_sign : seq<one<'-', '+'>, ws> {};

struct operator_and : k_and {};
struct operator_or : k_or {};
struct operator_like : seq<opt<mark_not>, k_like> {};
struct operator_between : seq<opt<mark_not>, k_between> {};
struct operator_distinct : seq<k_is, opt<mark_not>, k_distinct, must<k_from>> {};
struct json_operator : sor<string<'-', '>', '>'>, string<'-', '>'>> {};
struct json_key : sor<string_literal, integer_literal> {};
struct json_suffix : seq<json_operator, ws, must<json_key>, ws> {};
struct operator_text : sor<two<'|'>, string<'<', '>'>, string<'!', '='>, string<'<', '='>, string<'>', '='>,
                           one<'=', '<', '>', '+', '-', '*', '/', '%'>> {};
struct operator_symbol : seq<operator_text, ws> {};

struct is_value : sor<null_literal, true_literal, false_literal> {};
struct is_test : seq<k_is, opt<mark_not>, must<is_value>> {};
struct in_list
    : seq<opt<mark_not>, k_in, must<lpar>, sor<seq<select, must<rpar>>, bracket_list<expression>>> {};
struct cast_suffix : seq<two<':'>, ws, must<type>> {};

struct prefix : sor<prefix_not, prefix_sign> {};
struct operand : seq<star<prefix>, primary_expression> {};
struct infix
    : sor<operator_symbol, operator_and, operator_or, operator_distinct, operator_like, operator_between> {};
struct tight_suffix : sor<cast_suffix, json_suffix> {};
struct suffix : sor<is_test, in_list> {};

// Where recursion passes: the parser counts its depth here.
struct expression : seq<operand, star<sor<tight_suffix, seq<infix, must<operand>>, suffix>>> {};

// --- select -------------------------------------------------------------------------------------------

struct alias : seq<k_as, must<name>> {};
struct select_item : sor<all_columns, seq<expression, opt<alias>>> {};
struct select_items : plain_list<select_item> {};
struct table_reference : seq<qualified_name, opt<alias>> {};
struct mark_left : k_left {};
struct join : seq<opt<mark_left>, k_join, must<table_reference>, must<k_on>, must<expression>> {};
struct where : seq<k_where, must<expression>> {};
struct group_by : seq<k_group, must<k_by>, plain_list<expression>> {};
struct having : seq<k_having, must<expression>> {};
struct order_item : seq<expression, opt<sor<mark_asc, mark_desc>>> {};
struct order_by : seq<k_order, must<k_by>, plain_list<order_item>> {};
struct limit : seq<k_limit, must<integer>> {};
struct select : seq<k_select, opt<mark_distinct>, select_items, must<k_from>, must<table_reference>,
                    star<join>, opt<where>, opt<group_by>, opt<having>, opt<order_by>, opt<limit>> {};

}  // namespace migc::grammar
