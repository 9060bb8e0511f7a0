// Statements, and a file of them.
#pragma once

#include "grammar/annotation.h"
#include "grammar/object.h"

namespace migc::grammar {

// --- create, drop, rename -------------------------------------------------------------------------------
// A statement's node begins at its first word. Where none of the forms that begin with a word fits, the
// last alternative says which there are.

struct if_table : seq<opt<if_exists>, must<qualified_name>> {};
struct partition_parent : qualified_name {};
struct create_partition : seq<k_create, k_table, if_table, k_partition, must<k_of>, must<partition_parent>,
                              must<partition_bound>, star<options>, end_of_statement> {};
struct create_table : seq<k_create, k_table, if_table, must<lpar>, element_list, must<list_end>,
                          opt<partition_by>, star<options>, end_of_statement> {};
struct create_index : seq<k_create, opt<mark_unique>, k_index, opt<if_exists>, opt<optional_name>, must<k_on>,
                          must<qualified_name>, index_body, end_of_statement> {};
struct create_any : failure {};
struct create
    : sor<create_partition, create_table, create_index, create_object, seq<k_create, must<create_any>>> {};

struct on_table : seq<k_on, must<qualified_name>> {};
struct drop_table : seq<k_drop, k_table, if_table, opt<mark_cascade>, end_of_statement> {};
struct drop_index
    : seq<k_drop, k_index, opt<if_exists>,
          sor<seq<on_table, must<column_list>>, seq<must<name>, opt<on_table>>>, end_of_statement> {};
struct drop_any : failure {};
struct drop : sor<drop_table, drop_index, drop_object, seq<k_drop, must<drop_any>>> {};

struct rename_table : seq<k_rename, k_table, must<qualified_name>, must<k_to>, must<name>, end_of_statement> {
};
struct rename_index
    : seq<k_rename, k_index, must<name>, must<k_to>, must<name>, opt<on_table>, end_of_statement> {};
struct rename_any : failure {};
struct rename : sor<rename_table, rename_index, rename_object, seq<k_rename, must<rename_any>>> {};

// --- alter table ----------------------------------------------------------------------------------------

struct position_first : k_first {};
struct position_after : seq<k_after, must<name>> {};
struct position : opt<sor<position_first, position_after>> {};
struct add_column : seq<k_add, k_column, must<column>, position, end_of_statement> {};
struct add_index : seq<k_add, at<opt<k_unique>, k_index>, table_index, end_of_statement> {};
struct add_constraint : seq<k_add, table_constraint, end_of_statement> {};
struct add_any : failure {};
struct add : sor<add_column, add_index, add_constraint, seq<k_add, must<add_any>>> {};

struct using_expression : seq<k_using, must<lpar>, must<expression>, must<rpar>> {};
struct reverse_using : seq<k_reverse, k_using, must<lpar>, must<expression>, must<rpar>> {};
struct drop_column
    : seq<k_drop, k_column, must<name>, opt<mark_cascade>, opt<reverse_using>, end_of_statement> {};
struct drop_constraint : seq<k_drop, k_constraint, must<name>, opt<mark_cascade>, end_of_statement> {};
// A constraint that is found by what it is.
struct found_primary_key : seq<k_primary, must<key_word>> {};
struct found_unique : seq<k_unique, must<column_list>> {};
struct found_foreign_key : seq<k_foreign, must<key_word>, must<column_list>> {};
struct found_check : seq<k_check, must<name>> {};
struct drop_found : seq<k_drop, sor<found_primary_key, found_unique, found_foreign_key, found_check>,
                        opt<mark_cascade>, end_of_statement> {};
struct member_drop_any : failure {};
struct member_drop : sor<drop_column, drop_constraint, drop_found, seq<k_drop, must<member_drop_any>>> {};

struct rename_column : seq<k_rename, k_column, must<name>, must<k_to>, must<name>, end_of_statement> {};
struct rename_constraint : seq<k_rename, k_constraint, must<name>, must<k_to>, must<name>, end_of_statement> {
};
struct member_rename_any : failure {};
struct member_rename : sor<rename_column, rename_constraint, seq<k_rename, must<member_rename_any>>> {};

struct alter_type : seq<k_type, must<type>, opt<using_expression>, opt<reverse_using>> {};
struct set_not_null : seq<k_set, k_not, k_null> {};
struct drop_not_null : seq<k_drop, k_not, k_null> {};
struct set_default : seq<k_set, k_default, must<expression>> {};
struct drop_default : seq<k_drop, k_default> {};
struct set_identity : seq<k_set, k_identity, identity_options> {};
struct drop_identity : seq<k_drop, k_identity> {};
struct restart_identity : seq<k_restart, must<k_identity>, opt<restart_with>> {};
struct set_generated : seq<k_set, attribute_generated> {};
struct drop_generated : seq<k_drop, k_generated> {};
struct set_collation : seq<k_set, k_collate, must<name>> {};
struct drop_collation : seq<k_drop, k_collate> {};
struct set_options : seq<k_set, options> {};
struct set_any : failure {};
struct drop_attribute : failure {};
struct alter_change
    : sor<alter_type, set_not_null, set_default, set_identity, set_generated, set_collation, set_options,
          drop_not_null, drop_default, drop_identity, drop_generated, drop_collation, restart_identity,
          seq<k_set, must<set_any>>, seq<k_drop, must<drop_attribute>>> {};
struct alter_column : seq<k_alter, must<k_column>, must<name>, must<alter_change>, end_of_statement> {};

struct validate : seq<k_validate, must<k_constraint>, must<name>, end_of_statement> {};
struct set_schema : seq<k_set, k_schema, must<name>, end_of_statement> {};
struct set_table_options : seq<k_set, options, end_of_statement> {};
struct member_set_any : failure {};
struct member_set : sor<set_schema, set_table_options, seq<k_set, must<member_set_any>>> {};
struct attach_partition
    : seq<k_attach, must<k_partition>, must<qualified_name>, must<partition_bound>, end_of_statement> {};
struct detach_partition : seq<k_detach, must<k_partition>, must<qualified_name>, end_of_statement> {};
struct row_level_security : seq<k_row, k_level, k_security> {};
struct security_enable : k_enable {};
struct security_disable : k_disable {};
struct security_force : k_force {};
struct security_no_force : seq<k_no, k_force> {};
struct row_security : seq<sor<security_enable, security_disable, security_force, security_no_force>,
                          must<row_level_security>, end_of_statement> {};

struct member_list;
struct member_block : seq<must<lbrace>, member_list, must<rbrace>> {};
struct else_members : seq<k_else, sor<seq<k_on, dialect_list, member_block>, member_block>> {};
struct on_members : seq<k_on, dialect_list, member_block, star<else_members>> {};

struct member : sor<add, member_drop, member_rename, alter_column, validate, member_set, attach_partition,
                    detach_partition, row_security, on_members> {};
struct annotated_member : seq<annotations, must<member>> {};
struct block_member : sor<annotated_member, member> {};
struct member_slot : sor<semicolon, try_catch_type<SyntaxError, must<block_member>>, seq<skip_member, ws>> {};
struct member_list : star<not_at<one<'}'>>, not_at<eof>, not_at<at_statement>, member_slot> {};

struct alter_body : sor<seq<lbrace, member_list, must<rbrace>>, must<member>> {};
struct alter_table : seq<k_alter, k_table, must<qualified_name>, alter_body> {};

// --- data -----------------------------------------------------------------------------------------------

struct row : seq<lpar, bracket_list<expression>> {};
struct values : seq<k_values, plain_list<row>> {};
struct insert_source : sor<values, select> {};
struct insert : seq<k_insert, must<k_into>, must<qualified_name>, must<column_list>, must<insert_source>,
                    end_of_statement> {};
struct assignment : seq<name, must<assign>, must<expression>> {};
struct update_from : seq<k_from, must<table_reference>, star<join>> {};
struct update : seq<k_update, must<qualified_name>, opt<alias>, must<k_set>, plain_list<assignment>,
                    opt<update_from>, opt<where>, end_of_statement> {};
struct delete_from
    : seq<k_delete, must<k_from>, must<qualified_name>, opt<alias>, opt<where>, end_of_statement> {};

// --- raw SQL, by hand, one dialect alone -----------------------------------------------------------------

struct on_dialects : seq<k_on, dialect_list> {};
struct raw_text : text {};
struct execute : seq<k_execute, opt<on_dialects>, must<raw_text>, end_of_statement> {};

struct statement_list;
struct statement_block : seq<must<lbrace>, statement_list, must<rbrace>> {};
struct up_block : statement_block {};
struct down_block : statement_block {};
struct by_hand : seq<k_up, up_block, must<k_down>, down_block> {};

struct assume : seq<k_assume, statement_block> {};

struct else_statements : seq<k_else, sor<seq<k_on, dialect_list, statement_block>, statement_block>> {};
struct on_statements : seq<k_on, dialect_list, statement_block, star<else_statements>> {};

// --- the revision's first line ----------------------------------------------------------------------------

struct id_text : plus<word_other> {};
struct revision_id : seq<id_text, ws> {};
struct id_list : plain_list<revision_id> {};
struct header_after : seq<k_after, id_list> {};
struct header_depends : seq<k_depends, must<k_on>, id_list> {};
struct header_branch : seq<k_branch, must<name>> {};
struct header_baseline : seq<k_baseline> {};
struct header_replaces : seq<k_replaces, id_list> {};
struct message_rest : seq<star<sor<two<'"'>, not_one<'"', '\n', '\r'>>>, one<'"'>> {};
struct message_text : sor<if_must<one<'"'>, message_rest>, string_literal> {};
struct message : seq<message_text, ws> {};
struct revision
    : seq<k_revision, must<revision_id>, must<message>,
          star<sor<header_after, header_depends, header_branch, header_baseline, header_replaces>>,
          must<statement_end>> {};

// --- a file -----------------------------------------------------------------------------------------------

struct alter_any : failure {};
struct alter : sor<alter_object, seq<at<k_alter, k_table>, alter_table>, seq<k_alter, must<alter_any>>> {};
struct statement;
struct annotated_statement : seq<annotations, must<statement>> {};
struct statement : sor<revision, create, alter, drop, rename, insert, update, delete_from, execute, by_hand,
                       assume, comment_on, grant, revoke, refresh_view, on_statements, annotated_statement> {
};
struct statement_slot
    : sor<semicolon, try_catch_type<SyntaxError, must<statement>>, seq<skip_statement, ws>> {};
struct block_slot : sor<semicolon, try_catch_type<SyntaxError, must<statement>>, seq<skip_member, ws>> {};
struct statement_list : star<not_at<one<'}'>>, not_at<eof>, block_slot> {};
struct byte_order_mark : opt<string<'\xEF', '\xBB', '\xBF'>> {};
struct file : seq<byte_order_mark, ws, until<eof, statement_slot>> {};

}  // namespace migc::grammar
