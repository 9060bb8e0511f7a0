// What stands in a table: types, columns, constraints, indexes, options.
#pragma once

#include "grammar/expression.h"
#include "grammar/recovery.h"

namespace migc::grammar {

struct dialect_name : seq<word, ws> {};
struct dialect_list : plain_list<dialect_name> {};

// --- types ----------------------------------------------------------------------------------------------

// `double precision`, `character varying`, `timestamp with time zone` are accepted and formatted as
// the portable name.
struct type_name : seq<sor<word, quoted_name>, ws, opt<sor<k_precision, k_varying, seq<dot, must<name>>>>> {};
struct type_parameters : seq<lpar, bracket_list<integer>> {};
struct with_time_zone : seq<k_with, k_time, k_zone> {};
struct without_time_zone : seq<k_without, k_time, k_zone> {};
struct mark_array : seq<one<'['>, ws, one<']'>, ws> {};
// native postgres 'tsvector'   or   native (postgres 'tsvector', mysql 'json', else text)
struct native_text : string_token {};
struct native_variant : seq<dialect_name, must<native_text>> {};
struct native_else : seq<k_else, must<type>> {};
struct native_item : sor<native_else, native_variant> {};
struct native_list : seq<lpar, bracket_list<native_item>> {};
// Looked ahead at: what makes no node.
struct bare_word : seq<word_first, star<word_other>> {};
struct native_what : sor<native_list, native_variant> {};
struct native_type
    : seq<k_native, at<sor<one<'('>, one<'\''>, seq<bare_word, star<space>, one<'\''>>>>, must<native_what>> {
};
struct plain_type
    : seq<type_name, opt<type_parameters>, opt<mark_unsigned>, opt<sor<with_time_zone, without_time_zone>>> {
};
struct type : seq<sor<native_type, plain_type>, opt<mark_array>> {};

// --- options --------------------------------------------------------------------------------------------

struct option_value : sor<string_token, number, seq<word, ws>> {};
struct option : seq<name, must<assign>, must<option_value>> {};
struct options : seq<k_with, must<dialect_name>, must<lpar>, bracket_list<option>> {};

// --- index elements ----------------------------------------------------------------------------------------

struct nulls_first : seq<k_nulls, k_first> {};
struct nulls_last : seq<k_nulls, k_last> {};
struct index_key : sor<parenthesised, reference> {};
struct index_prefix : seq<k_prefix, integer> {};
struct collate : seq<k_collate, must<name>> {};
// A word that is none of those that may follow.
struct operator_class
    : seq<not_at<sor<k_asc, k_desc, k_nulls, k_collate, k_with, k_where>>, sor<word, quoted_name>, ws> {};
struct index_element : seq<index_key, opt<index_prefix>, opt<collate>, opt<operator_class>,
                           opt<sor<mark_asc, mark_desc>>, opt<sor<nulls_first, nulls_last>>> {};
struct index_method : seq<k_using, must<name>> {};

// --- constraints ----------------------------------------------------------------------------------------

struct column_list : seq<lpar, bracket_list<name>> {};

struct action_cascade : k_cascade {};
struct action_restrict : k_restrict {};
struct action_set_null : seq<k_set, k_null> {};
struct action_set_default : seq<k_set, k_default> {};
struct action_none : seq<k_no, k_action> {};
struct action : sor<action_cascade, action_restrict, action_set_null, action_set_default, action_none> {};
struct on_delete : seq<k_on, k_delete, must<action>> {};
struct on_update : seq<k_on, k_update, must<action>> {};
struct deferrable : k_deferrable {};
struct not_deferrable : seq<k_not, k_deferrable> {};
struct initially_deferred : seq<k_initially, k_deferred> {};
struct initially_immediate : seq<k_initially, k_immediate> {};
struct match_full : seq<k_match, must<k_full>> {};
struct not_valid : seq<k_not, k_valid> {};
struct references : seq<k_references, must<qualified_name>, opt<column_list>,
                        star<sor<match_full, on_delete, on_update, deferrable, not_deferrable,
                                 initially_deferred, initially_immediate>>> {};

// After the words that begin an element the parser is committed: a column of that name is quoted.
struct element_open : lpar {};
struct element_columns : seq<must<element_open>, bracket_list<name>> {};

struct constraint_name : seq<k_constraint, must<name>> {};
struct key_word : k_key {};
struct deferral : star<sor<deferrable, not_deferrable, initially_deferred, initially_immediate>> {};
struct primary_key : seq<k_primary, k_key, opt<optional_name>, element_columns, deferral> {};
struct nulls_not_distinct : seq<k_nulls, k_not, must<k_distinct>> {};
struct unique_key : seq<k_unique, opt<optional_name>, opt<nulls_not_distinct>, element_columns, deferral> {};
struct check_body : seq<must<element_open>, must<expression>, must<rpar>> {};
struct check : seq<k_check, opt<optional_name>, check_body, opt<not_valid>> {};
struct foreign_key
    : seq<k_foreign, k_key, opt<optional_name>, element_columns, must<references>, opt<not_valid>> {};
struct exclude_operator
    : plus<one<'=', '<', '>', '&', '|', '@', '~', '-', '*', '!', '#', '%', '^', '+', '/'>> {};
struct excluded : seq<index_element, must<k_with>, must<exclude_operator>, ws> {};
struct exclude : seq<k_exclude, opt<optional_name>, opt<index_method>, must<element_open>,
                     bracket_list<excluded>, opt<where>, deferral> {};
struct any_constraint : sor<primary_key, unique_key, check, foreign_key, exclude> {};
struct table_constraint : sor<seq<constraint_name, must<any_constraint>>, any_constraint> {};

// --- indexes --------------------------------------------------------------------------------------------

struct index_include : seq<k_include, must<column_list>> {};
struct index_elements : seq<must<element_open>, bracket_list<index_element>> {};
struct index_body : seq<opt<index_method>, index_elements, opt<index_include>, opt<nulls_not_distinct>,
                        opt<where>, star<options>> {};
// `index …` inside a create table
struct table_index : seq<opt<mark_unique>, k_index, opt<optional_name>, index_body> {};

// --- columns --------------------------------------------------------------------------------------------

struct attribute_not_null : seq<k_not, k_null> {};
struct attribute_null : k_null {};
struct attribute_default : seq<k_default, must<expression>> {};
struct attribute_primary_key : seq<k_primary, must<key_word>> {};
struct attribute_unique : k_unique {};
struct attribute_check : seq<k_check, must<lpar>, must<expression>, must<rpar>> {};
struct attribute_references : references {};
struct stored : k_stored {};
struct virtual_column : k_virtual {};
struct attribute_generated : seq<k_generated, must<k_always>, must<k_as>, must<lpar>, must<expression>,
                                 must<rpar>, opt<sor<stored, virtual_column>>> {};
struct identity_always : k_always {};
struct identity_by_default : seq<k_by, must<k_default>> {};
struct identity_start : seq<k_start, must<integer>> {};
struct identity_increment : seq<k_increment, must<integer>> {};
struct identity_options : seq<opt<sor<identity_always, identity_by_default>>,
                              opt<lpar, opt<identity_start>, opt<identity_increment>, must<rpar>>> {};
struct attribute_identity : seq<k_identity, identity_options> {};
struct attribute_collate : collate {};
struct any_attribute
    : sor<attribute_not_null, attribute_null, attribute_default, attribute_primary_key, attribute_unique,
          attribute_check, attribute_references, attribute_generated, attribute_identity, attribute_collate> {
};
struct attribute : sor<seq<constraint_name, must<any_attribute>>, any_attribute> {};
struct column : seq<name, must<type>, star<attribute>, star<options>> {};

// --- partitions -----------------------------------------------------------------------------------------

struct partition_range : k_range {};
struct partition_list : k_list {};
struct partition_hash : k_hash {};
struct partition_kind : sor<partition_range, partition_list, partition_hash> {};
struct partition_by
    : seq<k_partition, must<k_by>, must<partition_kind>, must<lpar>, bracket_list<index_key>> {};
struct bound_unlimited : sor<k_minvalue, k_maxvalue> {};
struct bound_value : sor<bound_unlimited, expression> {};
struct bound_list : seq<must<lpar>, bracket_list<bound_value>> {};
struct bound_range : seq<k_from, bound_list, must<k_to>, bound_list> {};
struct bound_in : seq<k_in, bound_list> {};
struct bound_hash : seq<k_with, must<lpar>, must<k_modulus>, must<integer>, must<comma>, must<k_remainder>,
                        must<integer>, must<rpar>> {};
struct bound_default : k_default {};
struct bound_kind : sor<bound_range, bound_in, bound_hash> {};
struct partition_values : seq<k_for, must<k_values>, must<bound_kind>> {};
struct partition_bound : sor<bound_default, partition_values> {};

// --- the elements of a create table ---------------------------------------------------------------------

struct element_list;
struct element_block : seq<must<lbrace>, element_list, must<rbrace>> {};
struct else_elements : seq<k_else, sor<seq<k_on, dialect_list, element_block>, element_block>> {};
struct on_elements : seq<k_on, dialect_list, at<one<'{'>>, element_block, star<else_elements>> {};

struct element : sor<on_elements, seq<at<k_unique, k_index>, table_index>, seq<at<k_index>, table_index>,
                     table_constraint, column> {};
struct element_end : at<one<',', ')', '}'>> {};
struct element_slot : sor<try_catch_type<SyntaxError, must<element>, must<element_end>>, skip_element> {};
struct element_list : seq<element_slot, star<comma, sor<at<sor<rpar, rbrace>>, element_slot>>> {};

}  // namespace migc::grammar
