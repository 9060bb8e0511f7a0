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
EXPECTED(qualified_name, "a name");
EXPECTED(replace_any, "'view', 'materialized view', 'function' or 'procedure'");
EXPECTED(domain_set_any, "'not null' or 'default'");
EXPECTED(domain_drop_any, "'constraint', 'not null' or 'default'");
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
EXPECTED(k_column, "'column'");
EXPECTED(k_into, "'into'");
EXPECTED(k_set, "'set'");
EXPECTED(k_down, "'down'");
EXPECTED(key_word, "'key'");
EXPECTED(type, "a type");
EXPECTED(action, "'cascade', 'restrict', 'set null', 'set default' or 'no action'");
EXPECTED(references, "'references'");
EXPECTED(column_list, "a list of columns");
EXPECTED(any_constraint, "'primary key', 'unique', 'check', 'foreign key' or 'exclude'");
EXPECTED(excluded, "a column and the operator that it is compared with");
EXPECTED(exclude_operator, "an operator");
EXPECTED(rbracket, "']'");
EXPECTED(dot, "'.'");
EXPECTED(comma, "','");
EXPECTED(json_key, "a key as a string, or the place in an array");
EXPECTED(native_text, "the type's SQL as a string");
EXPECTED(native_item, "a dialect and its type, or 'else' and a type");
EXPECTED(native_what, "a dialect and its type");
EXPECTED(partition_kind, "'range', 'list' or 'hash'");
EXPECTED(index_key, "a column or an expression in brackets");
EXPECTED(bound_value, "a value, 'minvalue' or 'maxvalue'");
EXPECTED(bound_kind, "'from', 'in' or 'with'");
EXPECTED(partition_bound, "'for values' or 'default'");
EXPECTED(partition_parent, "the name of a table");
EXPECTED(body_any, "SQL as a string or between $$, or one for each dialect");
EXPECTED(routine_name, "a name and the types of the arguments in brackets");
EXPECTED(enum_value, "a value as a string");
EXPECTED(domain_check, "'check'");
EXPECTED(signed_token, "a whole number");
EXPECTED(string_token, "a string");
EXPECTED(policy_command, "'all', 'select', 'insert', 'update' or 'delete'");
EXPECTED(policy_kind, "'permissive' or 'restrictive'");
EXPECTED(value_to, "'to'");
EXPECTED(type_change, "'add value', 'rename value' or 'drop value'");
EXPECTED(domain_change, "'add', 'set' or 'drop'");
EXPECTED(sequence_change, "'restart' or a setting of the sequence");
EXPECTED(column_path, "a table and its column: t.c");
EXPECTED(commented, "'table', 'column', 'index', 'constraint' or another kind of thing");
EXPECTED(comment_value, "a string or null");
EXPECTED(privilege, "a right, like 'select'");
EXPECTED(grant_object, "a table, or 'sequence', 'schema' or 'function' and a name");
EXPECTED(row_level_security, "'row level security'");
EXPECTED(k_for, "'for'");
EXPECTED(k_full, "'full'");
EXPECTED(k_distinct, "'distinct'");
EXPECTED(k_with, "'with'");
EXPECTED(k_values, "'values'");
EXPECTED(k_modulus, "'modulus'");
EXPECTED(k_remainder, "'remainder'");
EXPECTED(k_enum, "'enum'");
EXPECTED(k_value, "'value'");
EXPECTED(k_view, "'view'");
EXPECTED(k_materialized, "'materialized'");
EXPECTED(k_is, "'is'");
EXPECTED(k_grant, "'grant'");
EXPECTED(k_option, "'option'");
EXPECTED(k_constraint, "'constraint'");
EXPECTED(k_identity, "'identity'");
EXPECTED(k_partition, "'partition'");
EXPECTED(k_of, "'of'");
EXPECTED(any_attribute, "an attribute of the column, like 'not null' or 'default'");
EXPECTED(index_element, "a column, a call or an expression in brackets");
EXPECTED(column, "a column");
EXPECTED(element, "a column, a constraint or an index");
EXPECTED(create_any, "'table', 'index', 'type', 'view' or another kind of thing");
EXPECTED(drop_any, "'table', 'index', 'type', 'view' or another kind of thing");
EXPECTED(rename_any, "'table', 'index', 'type', 'view' or another kind of thing");
EXPECTED(alter_any, "'table', 'type', 'domain' or 'sequence'");
EXPECTED(add_any, "'column', a constraint or an index");
EXPECTED(member_drop_any, "'column', 'constraint', 'primary key', 'unique', 'foreign key' or 'check'");
EXPECTED(member_set_any, "'schema' or 'with'");
EXPECTED(member_rename_any, "'column' or 'constraint'");
EXPECTED(alter_change, "'type', 'set', 'drop' or 'restart'");
EXPECTED(set_any, "'not null', 'default', 'identity', 'generated', 'collate' or 'with'");
EXPECTED(drop_attribute, "'not null', 'default', 'identity', 'generated' or 'collate'");
EXPECTED(block_member, "a change: 'add', 'drop', 'alter', 'rename', 'set' or 'on'");
EXPECTED(member, "a change: 'add', 'drop', 'alter', 'rename', 'set' or 'on'");
EXPECTED(insert_source, "'values' or 'select'");
EXPECTED(row, "a row of values in brackets");
EXPECTED(assignment, "a column and its new value");
EXPECTED(raw_text, "SQL as a string or between $$");
EXPECTED(reverse_way, "SQL as a string or between $$, or 'nothing'");
EXPECTED(why, "the reason as a string");
EXPECTED(annotation_any, "'allow'");
EXPECTED(allowed_rule, "the name of a rule");
EXPECTED(allowed_why, "the reason as a string");
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
