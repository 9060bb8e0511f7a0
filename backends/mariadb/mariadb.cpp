#include "backends/mariadb/mariadb.h"

namespace migc {

Support Mariadb::support(Feature feature) const {
  const Version version = target().version;
  switch (feature) {
    case Feature::expression_index:
      return refused("MariaDB has no indexes over expressions",
                     "add a generated column for the expression, and index that");
    case Feature::descending_index:
      if (version >= Version{10, 8}) return native();
      return refused("MariaDB reads 'desc' and ignores it before 10.8", "leave 'desc' out");
    case Feature::large_default:
      return native();
    case Feature::target_in_subquery:
      // "UPDATE: UPDATE Statements With the Same Source and Target": since 10.3.1; a delete too.
      return native();
    case Feature::generated_beside_cascade:
    case Feature::rename_under_generated:
      return native();
    case Feature::generated_not_null:
      return refused("MariaDB takes no 'not null' on a generated column", "leave it out, or add a check");
    case Feature::settled_moment:
      return refused("how a fraction of a second is read depends on a setting, and the cast is refused there",
                     "make the column virtual, or keep it as a column of its own");
    case Feature::exchanged_assignment:
      // "SQL_MODE": simultaneous_assignment, since 10.3.5; the script sets it.
      return native();
    case Feature::sequence:  // since 10.3
    case Feature::restart_sequence:
      return native();
    case Feature::grant_sequence:
      return refused("a sequence has the rights of a table here", "write it as execute on mariadb $$…$$");
    case Feature::replace_routine:
      return rewritten("it is dropped and created again");
    case Feature::rename_constraint:
      return rewritten("a unique one by its index; others are dropped and added again");
    case Feature::comment_on_object:
      return rewritten("it stands in the script alone: MariaDB keeps none there");
    case Feature::create_table:
    case Feature::update_action:
    case Feature::nullable_key:
    case Feature::reference_to_nullable_key:
    case Feature::zoned_key:
    case Feature::duplicate_index:
    case Feature::time_type:
    case Feature::empty_text:
    case Feature::large_comparison:
    case Feature::drop_table:
    case Feature::rename_table:
    case Feature::rename_beside_generated:
    case Feature::foreign_key_to_default_schema:
    case Feature::check_beside_action:
    case Feature::generated_beside_action:
    case Feature::target_in_aliased_delete:
    case Feature::schema_name:
    case Feature::set_schema:
    case Feature::set_table_options:
    case Feature::partitioned_table:
    case Feature::partition:
    case Feature::row_security:
    case Feature::rename_under_view:
    case Feature::rename_under_routine:
    case Feature::rename_under_trigger:
    case Feature::add_column:
    case Feature::column_position:
    case Feature::drop_column:
    case Feature::rename_column:
    case Feature::alter_type:
    case Feature::type_using:
    case Feature::key_type_using:
    case Feature::nullability:
    case Feature::column_default:
    case Feature::expression_default:
    case Feature::identity:
    case Feature::identity_always:
    case Feature::identity_start:
    case Feature::identity_increment:
    case Feature::identity_without_key:
    case Feature::added_identity:
    case Feature::set_identity:
    case Feature::restart_identity:
    case Feature::stored_column:
    case Feature::virtual_column:
    case Feature::set_generated:
    case Feature::set_virtual:
    case Feature::drop_generated:
    case Feature::drop_virtual:
    case Feature::collation:
    case Feature::set_column_options:
    case Feature::primary_key:
    case Feature::unique_constraint:
    case Feature::foreign_key:
    case Feature::check_constraint:
    case Feature::exclusion:
    case Feature::rename_primary_key:
    case Feature::nulls_not_distinct:
    case Feature::match_full:
    case Feature::deferrable:
    case Feature::deferrable_key:
    case Feature::deferrable_nullable_key:
    case Feature::set_default_action:
    case Feature::not_valid:
    case Feature::create_index:
    case Feature::rename_index:
    case Feature::partial_index:
    case Feature::index_include:
    case Feature::nulls_order:
    case Feature::index_prefix:
    case Feature::unique_prefix:
    case Feature::index_collation:
    case Feature::operator_class:
    case Feature::method_btree:
    case Feature::method_hash:
    case Feature::method_gin:
    case Feature::method_gist:
    case Feature::method_spgist:
    case Feature::method_brin:
    case Feature::method_unknown:
    case Feature::large_key:
    case Feature::interval_type:
    case Feature::json_type:
    case Feature::array_type:
    case Feature::unsigned_type:
    case Feature::enum_type:
    case Feature::add_enum_value:
    case Feature::rename_enum_value:
    case Feature::drop_enum_value:
    case Feature::domain:
    case Feature::domain_check:
    case Feature::alter_domain:
    case Feature::namespace_object:
    case Feature::rename_namespace:
    case Feature::extension:
    case Feature::view:
    case Feature::replace_view:
    case Feature::rename_view:
    case Feature::materialized_view:
    case Feature::routine:
    case Feature::rename_routine:
    case Feature::routine_call:
    case Feature::trigger:
    case Feature::rename_trigger:
    case Feature::shared_trigger_name:
    case Feature::policy:
    case Feature::comment_on_table:
    case Feature::comment_on_element:
    case Feature::grant_table:
    case Feature::grant_column:
    case Feature::grant_truncate:
    case Feature::grant_namespace:
    case Feature::grant_routine:
    case Feature::insert:
    case Feature::insert_select:
    case Feature::update:
    case Feature::update_from:
    case Feature::delete_rows:
    case Feature::execute:
    case Feature::moment_arithmetic:
    case Feature::current_user:
    case Feature::json_get:
    case Feature::settled_cast:
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
      return Mysql::support(feature);
  }
  return native();
}

}  // namespace migc
