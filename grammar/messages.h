// What the parser says it expected, for every rule that is a `must`. One without a line here does not
// compile.
#pragma once

#include "grammar/statement.h"

namespace migc::grammar {

template <typename Rule>
inline constexpr const char* expected = nullptr;

#define EXPECTED(rule, text) \
  template <>                \
  inline constexpr const char* expected<rule> = text

EXPECTED(name, "a name");
EXPECTED(qualified_name, "the name of a table");
EXPECTED(dialect_name, "the name of a dialect");
EXPECTED(list_end, "',' or ')'");
EXPECTED(element_end, "',' or ')'");
EXPECTED(lpar, "'('");
EXPECTED(rpar, "')'");
EXPECTED(lbrace, "'{'");
EXPECTED(rbrace, "'}'");
EXPECTED(element_open, "'('");
EXPECTED(assign, "'='");
EXPECTED(statement_end, "';'");
EXPECTED(integer, "a whole number");
EXPECTED(option, "an option like 'key = value'");
EXPECTED(option_value, "a value");
EXPECTED(expression, "an expression");
EXPECTED(operand, "an expression");
EXPECTED(is_value, "'null', 'true', 'false' or 'distinct from'");
EXPECTED(case_when, "'when'");
EXPECTED(select, "a select");
EXPECTED(select_item, "a column or '*'");
EXPECTED(table_reference, "the name of a table");
EXPECTED(order_item, "an expression");
EXPECTED(k_then, "'then'");
EXPECTED(k_end, "'end'");
EXPECTED(k_as, "'as'");
EXPECTED(k_on, "'on'");
EXPECTED(k_by, "'by'");
EXPECTED(k_from, "'from'");
EXPECTED(k_always, "'always'");
EXPECTED(k_default, "'default'");
EXPECTED(k_exists, "'exists'");
EXPECTED(k_to, "'to'");
EXPECTED(k_table, "'table'");
EXPECTED(k_column, "'column'");
EXPECTED(k_into, "'into'");
EXPECTED(k_set, "'set'");
EXPECTED(k_down, "'down'");
EXPECTED(key_word, "'key'");
EXPECTED(type, "a type");
EXPECTED(action, "'cascade', 'restrict', 'set null', 'set default' or 'no action'");
EXPECTED(references, "'references'");
EXPECTED(column_list, "a list of columns");
EXPECTED(any_constraint, "'primary key', 'unique', 'check' or 'foreign key'");
EXPECTED(any_attribute, "an attribute of the column, like 'not null' or 'default'");
EXPECTED(index_element, "a column, a call or an expression in brackets");
EXPECTED(column, "a column");
EXPECTED(element, "a column, a constraint or an index");
EXPECTED(create_any, "'table', 'index' or 'unique index'");
EXPECTED(drop_any, "'table' or 'index'");
EXPECTED(rename_any, "'table' or 'index'");
EXPECTED(add_any, "'column', a constraint or an index");
EXPECTED(member_drop_any, "'column' or 'constraint'");
EXPECTED(member_rename_any, "'column' or 'constraint'");
EXPECTED(alter_change, "'type', 'set' or 'drop'");
EXPECTED(set_any, "'not null' or 'default'");
EXPECTED(drop_attribute, "'not null' or 'default'");
EXPECTED(member, "a change: 'add', 'drop', 'alter', 'rename' or 'on'");
EXPECTED(values, "'values'");
EXPECTED(row, "a row of values in brackets");
EXPECTED(assignment, "a column and its new value");
EXPECTED(raw_text, "SQL as a string or between $$");
EXPECTED(reverse_way, "SQL as a string or between $$, or 'nothing'");
EXPECTED(why, "the reason as a string");
EXPECTED(revision_id, "the ID of a revision");
EXPECTED(message, "the revision's message in quotes");
EXPECTED(statement, "a statement");
// These report that something has no end, with this name for it.
EXPECTED(string_rest, "string");
EXPECTED(quoted_name_rest, "quoted name");
EXPECTED(message_rest, "message");
EXPECTED(block_comment_rest, "comment");
EXPECTED(dollar_rest, "dollar-quoted text");

#undef EXPECTED

}  // namespace migc::grammar
