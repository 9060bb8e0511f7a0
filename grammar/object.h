// Statements about what is no table: types, sequences, schemas, views, routines, triggers, rights, comments.
#pragma once

#include "grammar/tail.h"

namespace migc::grammar {

// --- bodies ---------------------------------------------------------------------------------------------
// as $$…$$   or   as postgres $$…$$ mysql $$…$$

struct body_variant : seq<dialect_name, text> {};
struct body_text : text {};
struct body_any : sor<body_text, plus<body_variant>> {};
struct body : seq<must<k_as>, must<body_any>> {};
struct uses : seq<k_uses, must<lpar>, bracket_list<qualified_name>> {};

// The types between the brackets of a routine: any text without brackets of its own but those of types.
struct argument_text : star<sor<not_one<'(', ')', ';', '\'', '"', '{', '}'>,
                                seq<one<'('>, star<sor<digit, one<',', ' '>>>, one<')'>>>> {};
struct arguments_of_routine : seq<one<'('>, argument_text, must<rpar>> {};
struct routine_name : seq<qualified_name, arguments_of_routine> {};

// --- create ---------------------------------------------------------------------------------------------

struct enum_value : string_token {};
struct create_type : seq<k_create, k_type, opt<if_exists>, must<qualified_name>, must<k_as>, must<k_enum>,
                         must<lpar>, bracket_list<enum_value>, end_of_statement> {};

struct domain_not_null : seq<k_not, k_null> {};
struct domain_default : seq<k_default, must<expression>> {};
struct domain_check : seq<k_check, opt<optional_name>, must<lpar>, must<expression>, must<rpar>> {};
struct domain_constraint
    : sor<domain_not_null, domain_default, seq<constraint_name, must<domain_check>>, domain_check> {};
struct create_domain : seq<k_create, k_domain, opt<if_exists>, must<qualified_name>, must<k_as>, must<type>,
                           star<domain_constraint>, end_of_statement> {};

struct signed_integer : seq<opt<one<'-'>>, integer_literal> {};
struct signed_token : seq<signed_integer, ws> {};
struct sequence_start : seq<k_start, must<signed_token>> {};
struct sequence_increment : seq<k_increment, must<signed_token>> {};
struct sequence_minimum : seq<k_minimum, must<signed_token>> {};
struct sequence_maximum : seq<k_maximum, must<signed_token>> {};
struct sequence_cache : seq<k_cache, must<signed_token>> {};
struct sequence_no_cycle : seq<k_no, k_cycle> {};
struct sequence_cycle : k_cycle {};
struct sequence_setting : sor<sequence_start, sequence_increment, sequence_minimum, sequence_maximum,
                              sequence_cache, sequence_no_cycle, sequence_cycle> {};
struct create_sequence : seq<k_create, k_sequence, opt<if_exists>, must<qualified_name>,
                             star<sequence_setting>, end_of_statement> {};

struct create_schema : seq<k_create, k_schema, opt<if_exists>, must<name>, end_of_statement> {};
struct extension_schema : seq<k_schema, must<name>> {};
struct extension_version : seq<k_version, must<string_token>> {};
struct create_extension : seq<k_create, k_extension, opt<if_exists>, must<name>, opt<extension_schema>,
                              opt<extension_version>, end_of_statement> {};

struct create_view : seq<k_create, opt<mark_replace>, opt<mark_materialized>, k_view, opt<if_exists>,
                         must<qualified_name>, opt<column_list>, opt<uses>, body, end_of_statement> {};
struct mark_function : k_function {};
struct mark_procedure : k_procedure {};
struct routine_kind : sor<mark_function, mark_procedure> {};
struct create_routine
    : seq<k_create, opt<mark_replace>, routine_kind, must<routine_name>, opt<uses>, body, end_of_statement> {
};
struct create_trigger : seq<k_create, k_trigger, opt<if_exists>, must<name>, must<k_on>, must<qualified_name>,
                            opt<uses>, body, end_of_statement> {};

struct policy_permissive : k_permissive {};
struct policy_restrictive : k_restrictive {};
struct policy_command : sor<k_all, k_select, k_insert, k_update, k_delete> {};
struct policy_for : seq<k_for, must<policy_command>> {};
struct policy_roles : seq<k_to, plain_list<name>> {};
struct policy_using : seq<k_using, must<lpar>, must<expression>, must<rpar>> {};
struct policy_check : seq<k_with, k_check, must<lpar>, must<expression>, must<rpar>> {};
struct policy_kind : sor<policy_permissive, policy_restrictive> {};
struct create_policy
    : seq<k_create, k_policy, must<name>, must<k_on>, must<qualified_name>, opt<k_as, must<policy_kind>>,
          opt<policy_for>, opt<policy_roles>, opt<policy_using>, opt<policy_check>, end_of_statement> {};

struct replace_any : failure {};
struct create_object
    : sor<create_type, create_domain, create_sequence, create_schema, create_extension, create_view,
          create_routine, create_trigger, create_policy, seq<k_create, k_or, k_replace, must<replace_any>>,
          seq<k_create, k_materialized, must<k_view>>> {};

// --- drop, rename ---------------------------------------------------------------------------------------

struct kind_type : k_type {};
struct kind_domain : k_domain {};
struct kind_sequence : k_sequence {};
struct kind_schema : k_schema {};
struct kind_extension : k_extension {};
struct kind_view : k_view {};
struct kind_materialized_view : seq<k_materialized, must<k_view>> {};
struct kind_function : k_function {};
struct kind_procedure : k_procedure {};
struct kind_trigger : k_trigger {};
struct kind_policy : k_policy {};

struct named_object : seq<sor<kind_type, kind_domain, kind_sequence, kind_schema, kind_extension,
                              kind_materialized_view, kind_view>,
                          opt<if_exists>, must<qualified_name>> {};
struct called_object : seq<sor<kind_function, kind_procedure>, opt<if_exists>, must<routine_name>> {};
struct attached_object
    : seq<sor<kind_trigger, kind_policy>, opt<if_exists>, must<name>, must<k_on>, must<qualified_name>> {};
struct object : sor<named_object, called_object, attached_object> {};

struct drop_object : seq<k_drop, object, opt<mark_cascade>, end_of_statement> {};
struct rename_object : seq<k_rename, object, must<k_to>, must<name>, end_of_statement> {};

// --- alter ----------------------------------------------------------------------------------------------

struct value_before : seq<k_before, must<enum_value>> {};
struct value_after : seq<k_after, must<enum_value>> {};
struct value_to : seq<k_to, must<enum_value>> {};
struct add_value : seq<k_add, must<k_value>, must<enum_value>, opt<sor<value_before, value_after>>> {};
struct rename_value : seq<k_rename, must<k_value>, must<enum_value>, must<value_to>> {};
struct drop_value : seq<k_drop, must<k_value>, must<enum_value>, opt<value_to>> {};
struct type_change : sor<add_value, rename_value, drop_value> {};
struct alter_enum : seq<k_alter, k_type, must<qualified_name>, must<type_change>, end_of_statement> {};

struct domain_add : seq<k_add, sor<seq<constraint_name, must<domain_check>>, must<domain_check>>> {};
struct domain_drop_constraint : seq<k_drop, k_constraint, must<name>> {};
struct domain_drop_not_null : seq<k_drop, k_not, k_null> {};
struct domain_drop_default : seq<k_drop, k_default> {};
struct domain_set_not_null : seq<k_set, k_not, k_null> {};
struct domain_set_default : seq<k_set, k_default, must<expression>> {};
struct domain_set_any : failure {};
struct domain_drop_any : failure {};
struct domain_change
    : sor<domain_add, domain_drop_constraint, domain_drop_not_null, domain_drop_default, domain_set_not_null,
          domain_set_default, seq<k_set, must<domain_set_any>>, seq<k_drop, must<domain_drop_any>>> {};
struct alter_domain : seq<k_alter, k_domain, must<qualified_name>, must<domain_change>, end_of_statement> {};

struct restart_with : seq<k_with, must<signed_token>> {};
struct restart : seq<k_restart, opt<restart_with>> {};
struct sequence_settings : plus<sequence_setting> {};
struct sequence_change : sor<restart, sequence_settings> {};
struct alter_sequence
    : seq<k_alter, k_sequence, must<qualified_name>, must<sequence_change>, end_of_statement> {};

struct refresh_view
    : seq<k_refresh, must<k_materialized>, must<k_view>, must<qualified_name>, end_of_statement> {};

struct alter_object : sor<alter_enum, alter_domain, alter_sequence> {};

// --- comments -------------------------------------------------------------------------------------------

struct kind_table : k_table {};
struct kind_column : k_column {};
struct kind_index : k_index {};
struct kind_constraint : k_constraint {};
struct column_path : seq<name, must<dot>, must<name>, opt<dot, must<name>>> {};
struct commented_table : seq<kind_table, must<qualified_name>> {};
struct commented_column : seq<kind_column, must<column_path>> {};
struct commented_index : seq<kind_index, must<name>, opt<k_on, must<qualified_name>>> {};
struct commented_constraint : seq<kind_constraint, must<name>, must<k_on>, must<qualified_name>> {};
struct commented : sor<commented_table, commented_column, commented_index, commented_constraint, object> {};
struct comment_value : sor<text, null_literal> {};
struct comment_on
    : seq<k_comment, must<k_on>, must<commented>, must<k_is>, must<comment_value>, end_of_statement> {};

// --- rights ---------------------------------------------------------------------------------------------

struct privilege_word : seq<not_at<sor<k_on, k_to, k_from>>, word> {};
struct privilege : seq<privilege_word, ws, opt<k_privileges>, opt<column_list>> {};
struct grant_object
    : sor<seq<kind_sequence, must<qualified_name>>, seq<kind_schema, must<qualified_name>>,
          seq<sor<kind_function, kind_procedure>, must<routine_name>>, seq<opt<k_table>, qualified_name>> {};
struct roles : plain_list<name> {};
struct grant_option : seq<k_with, must<k_grant>, must<k_option>> {};
struct grant : seq<k_grant, plain_list<privilege>, must<k_on>, must<grant_object>, must<k_to>, roles,
                   opt<grant_option>, end_of_statement> {};
struct revoke : seq<k_revoke, plain_list<privilege>, must<k_on>, must<grant_object>, must<k_from>, roles,
                    end_of_statement> {};

}  // namespace migc::grammar
