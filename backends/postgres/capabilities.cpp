// What PostgreSQL can do.
#include "backends/postgres/postgres.h"

namespace migc {

Support Postgres::support(Feature feature) const {
  const Version version = target().version;
  const auto since = [&](int major, std::string_view why, std::string_view fix) {
    return version >= Version{major, 0} ? native() : refused(why, fix);
  };
  switch (feature) {
    case Feature::create_table:
    case Feature::update_action:
    case Feature::nullable_key:
    case Feature::deferrable_nullable_key:
    case Feature::reference_to_nullable_key:
    case Feature::zoned_key:
    case Feature::duplicate_index:
    case Feature::time_type:
    case Feature::empty_text:
    case Feature::large_comparison:
    case Feature::drop_table:
    case Feature::rename_table:
    case Feature::schema_name:
    case Feature::set_schema:
    case Feature::set_table_options:
    case Feature::partitioned_table:
    case Feature::partition:
    case Feature::row_security:
    case Feature::rename_under_view:     // views hold what they read, not its name
    case Feature::rename_under_trigger:  // likewise
    case Feature::add_column:
    case Feature::drop_column:
    case Feature::rename_column:
    case Feature::rename_beside_generated:
    case Feature::rename_under_generated:
    case Feature::type_using:
    case Feature::key_type_using:
    case Feature::nullability:
    case Feature::column_default:
    case Feature::expression_default:
    case Feature::large_default:
    case Feature::identity:
    case Feature::identity_always:
    case Feature::identity_start:
    case Feature::identity_increment:
    case Feature::identity_without_key:
    case Feature::added_identity:
    case Feature::restart_identity:
    case Feature::stored_column:  // since 12
    case Feature::generated_not_null:
    case Feature::collation:
    case Feature::primary_key:
    case Feature::unique_constraint:
    case Feature::foreign_key:
    case Feature::foreign_key_to_default_schema:
    case Feature::check_constraint:
    case Feature::target_in_aliased_delete:
    case Feature::check_beside_action:
    case Feature::generated_beside_action:
    case Feature::generated_beside_cascade:
    case Feature::exclusion:
    case Feature::rename_constraint:
    case Feature::rename_primary_key:
    case Feature::match_full:
    case Feature::deferrable:
    case Feature::deferrable_key:
    case Feature::set_default_action:
    case Feature::not_valid:
    case Feature::create_index:
    case Feature::rename_index:
    case Feature::partial_index:
    case Feature::expression_index:
    case Feature::index_include:  // since 11
    case Feature::descending_index:
    case Feature::nulls_order:
    case Feature::index_collation:
    case Feature::operator_class:
    case Feature::method_btree:
    case Feature::method_hash:
    case Feature::method_gin:
    case Feature::method_gist:
    case Feature::method_spgist:
    case Feature::method_brin:
    case Feature::large_key:
    case Feature::interval_type:
    case Feature::json_type:
    case Feature::array_type:
    case Feature::enum_type:
    case Feature::add_enum_value:
    case Feature::rename_enum_value:
    case Feature::domain:
    case Feature::domain_check:
    case Feature::alter_domain:
    case Feature::sequence:
    case Feature::restart_sequence:
    case Feature::namespace_object:
    case Feature::rename_namespace:
    case Feature::extension:
    case Feature::view:
    case Feature::rename_view:
    case Feature::materialized_view:
    case Feature::routine:
    case Feature::replace_routine:
    case Feature::rename_routine:
    case Feature::routine_call:
    case Feature::trigger:
    case Feature::rename_trigger:
    case Feature::shared_trigger_name:
    case Feature::policy:
    case Feature::comment_on_table:
    case Feature::comment_on_element:
    case Feature::comment_on_object:
    case Feature::grant_table:
    case Feature::grant_column:
    case Feature::grant_truncate:
    case Feature::grant_sequence:
    case Feature::grant_namespace:
    case Feature::grant_routine:
    case Feature::insert:
    case Feature::insert_select:
    case Feature::update:
    case Feature::update_from:
    case Feature::delete_rows:
    case Feature::target_in_subquery:
    case Feature::exchanged_assignment:
    case Feature::execute:
    case Feature::moment_arithmetic:
    case Feature::current_user:
    case Feature::json_get:
    case Feature::settled_zone:
    case Feature::nested_conditions:
    case Feature::split_at_letter:
    case Feature::foreign_key_to_nullable_key:
    case Feature::cascade_paths:
    case Feature::update_identity:
    case Feature::generated_in_condition:
    case Feature::unique_generated:
    case Feature::bytes_of_text:
    case Feature::text_of_bytes:
      return native();
    case Feature::alter_type:
      return rewritten("views, policies and triggers that stand on the column are taken off and put back");
    case Feature::set_identity:
      return rewritten("then the sequence goes on after the highest value that is there");
    case Feature::column_position:
      return rewritten("the column is appended: there is no other place");
    case Feature::virtual_column:
      return since(18, "PostgreSQL has virtual generated columns since 18", "make it stored");
    case Feature::set_generated:
      if (version < Version{13, 0})
        return refused("PostgreSQL 12 can't take the expression off again",
                       "drop the column and add it again");
      return rewritten("the column is dropped and made again, with what stands on it");
    case Feature::set_virtual:
      if (version >= Version{18, 0})
        return rewritten("the column is dropped and made again, with what stands on it");
      return refused("PostgreSQL has virtual generated columns since 18", "make it stored");
    case Feature::settled_cast:
    case Feature::settled_moment:
      return refused("what the cast gives depends on a setting such as datestyle, and is refused there",
                     "keep the other type in a column of its own, and set it with an update");
    case Feature::drop_generated:
      return since(13, "PostgreSQL can drop an expression since 13", "drop the column and add it again");
    case Feature::drop_virtual:
      return refused("PostgreSQL can't drop the expression of a virtual column",
                     "drop the column and add it again");
    case Feature::set_column_options:
      return rewritten("nothing is done: there are no options for columns of PostgreSQL");
    case Feature::nulls_not_distinct:
      return since(15, "PostgreSQL has 'nulls not distinct' since 15", "leave it out");
    case Feature::index_prefix:
      return rewritten("the whole text is indexed");
    case Feature::unique_prefix:
      return refused("there are no indexes over the beginning of a text",
                     "write it as an expression: unique index on t (left(c, 10))");
    case Feature::unsigned_type:
      return refused("there are no unsigned integers", "use the next wider type, with a check (c >= 0)");
    case Feature::drop_enum_value:
      return rewritten("the type is made anew under its name, and the columns moved over");
    case Feature::replace_view:
      return rewritten(
          "the view and what stands on it are dropped and made again, with their rights and comments");
    case Feature::rename_under_routine:
      return refused("the text of a routine keeps the old name",
                     "drop the routine before the change and create it again after it");
    case Feature::method_unknown:
      return refused("the methods are btree, hash, gin, gist, spgist and brin");
  }
  return native();
}

}  // namespace migc
