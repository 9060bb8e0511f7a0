// What SQLite can do.
#include "backends/sqlite/sqlite.h"

namespace migc {

Support Sqlite::support(Feature feature) const {
  switch (feature) {
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
    case Feature::rename_column:
    case Feature::rename_under_generated:
    case Feature::rename_under_view:     // since 3.26 the text is changed along
    case Feature::rename_under_trigger:  // likewise
    case Feature::expression_default:
    case Feature::large_default:
    case Feature::stored_column:   // since 3.31
    case Feature::virtual_column:  // since 3.31
    case Feature::generated_not_null:
    case Feature::target_in_aliased_delete:
    case Feature::check_beside_action:
    case Feature::generated_beside_action:
    case Feature::generated_beside_cascade:
    case Feature::deferrable:
    case Feature::set_default_action:
    case Feature::create_index:
    case Feature::partial_index:
    case Feature::expression_index:
    case Feature::descending_index:
    case Feature::method_btree:
    case Feature::large_key:
    case Feature::json_type:
    case Feature::view:
    case Feature::trigger:
    case Feature::insert:
    case Feature::insert_select:
    case Feature::update:
    case Feature::update_from:  // since 3.33
    case Feature::delete_rows:
    case Feature::target_in_subquery:
    case Feature::exchanged_assignment:
    case Feature::settled_cast:
    case Feature::foreign_key_to_nullable_key:
    case Feature::cascade_paths:
    case Feature::update_identity:
    case Feature::generated_in_condition:
    case Feature::unique_generated:
    case Feature::bytes_of_text:
    case Feature::text_of_bytes:
    case Feature::settled_moment:
    case Feature::settled_zone:
    case Feature::execute:
    case Feature::nested_conditions:
      return native();
    case Feature::split_at_letter:
      return refused(
          "SQLite has no function that splits a text, and what stands for it takes other separators",
          "write sql sqlite $$…$$ for it");
    case Feature::add_column:
    case Feature::drop_column:
      return rewritten("natively where that works on a table with rows; else the table is made anew");
    case Feature::column_position:
    case Feature::alter_type:
    case Feature::nullability:
    case Feature::column_default:
    case Feature::set_identity:
    case Feature::set_generated:
    case Feature::set_virtual:
    case Feature::drop_generated:
    case Feature::drop_virtual:
    case Feature::rename_constraint:
    case Feature::rename_primary_key:
    case Feature::set_table_options:
      return rewritten("the table is made anew");
    case Feature::primary_key:
    case Feature::unique_constraint:
    case Feature::foreign_key:
    case Feature::check_constraint:
      return rewritten("as it is with a new table; else the table is made anew");
    case Feature::type_using:
    case Feature::key_type_using:
      return rewritten("the table is made anew, and filled through the expression");
    case Feature::identity:
      return rewritten("the row ID: integer primary key autoincrement");
    case Feature::restart_identity:
      return rewritten("the table's row in sqlite_sequence is set");
    case Feature::collation:
      return rewritten("later the table is made anew; SQLite has nocase, binary and rtrim");
    case Feature::index_collation:
      return rewritten("SQLite has nocase, binary and rtrim");
    case Feature::rename_index:
      return rewritten("it is dropped and created again");
    case Feature::index_prefix:
      return rewritten("the whole text is indexed");
    case Feature::not_valid:
      return rewritten("the rows are looked at at once; 'validate' has nothing left to do");
    case Feature::enum_type:
      return rewritten("each column is a text with a check of its values");
    case Feature::add_enum_value:
    case Feature::rename_enum_value:
    case Feature::drop_enum_value:
      return rewritten("each table with a column of the type is made anew");
    case Feature::domain:
    case Feature::domain_check:
      return rewritten("each column has the domain's type, default and checks of its own");
    case Feature::alter_domain:
      return rewritten("each table with a column of the domain is made anew");
    case Feature::replace_view:
    case Feature::rename_view:
    case Feature::rename_trigger:
      return rewritten("it is dropped and created again");
    case Feature::comment_on_table:
    case Feature::comment_on_element:
    case Feature::comment_on_object:
      return rewritten("it stands in the script alone: SQLite keeps none");
    case Feature::json_get:
      return rewritten("json_extract, with a path");
    case Feature::foreign_key_to_default_schema:
    case Feature::schema_name:
    case Feature::set_schema:
    case Feature::namespace_object:
    case Feature::rename_namespace:
      return refused("SQLite's schemas are attached files", "leave the schema out");
    case Feature::set_column_options:
      return rewritten("nothing is done: there are no options for columns of SQLite");
    case Feature::rename_beside_generated:
      // Seen in 3.35.0, and right in 3.40: the expression of a generated column of another table is changed along.
      if (target().version >= Version{3, 40}) return native();
      return refused("SQLite before 3.40 changes the generated columns of other tables along",
                     "add a column, copy the values and drop the old one");
    case Feature::partitioned_table:
    case Feature::partition:
      return refused("SQLite has no partitions", "leave them out: on postgres { … }");
    case Feature::row_security:
    case Feature::policy:
      return refused("SQLite has no users", "leave it out: on postgres { … }");
    case Feature::rename_under_routine:
    case Feature::routine:
    case Feature::replace_routine:
    case Feature::rename_routine:
    case Feature::routine_call:
      return refused("SQLite has no routines of its own", "leave it out: on postgres, mysql, mariadb { … }");
    case Feature::exclusion:
      return refused("SQLite has no exclusion constraints", "leave it out: on postgres { … }");
    case Feature::nulls_not_distinct:
      return refused("nulls are never equal in a unique index", "index an expression: coalesce(c, '')");
    case Feature::match_full:
      return refused("SQLite reads 'match full' and ignores it", "leave it out, and add a check");
    case Feature::deferrable_key:
    case Feature::deferrable_nullable_key:
      return refused("keys are checked at once", "leave 'deferrable' out");
    case Feature::unique_prefix:
      return refused("SQLite has no indexes over the beginning of a text",
                     "write it as an expression: unique index on t (left(c, 10))");
    case Feature::operator_class:
      return refused("SQLite has no operator classes", "leave it out");
    case Feature::index_include:
      return refused("SQLite has no included columns", "put the columns at the end of the index");
    case Feature::nulls_order:
      return refused("SQLite's indexes have nulls first");
    case Feature::method_hash:
    case Feature::method_gin:
    case Feature::method_gist:
    case Feature::method_spgist:
    case Feature::method_brin:
    case Feature::method_unknown:
      return refused("SQLite's indexes are btrees", "leave 'using' out");
    case Feature::identity_without_key:
      return refused("an identity is SQLite's row ID: it is the whole primary key",
                     "make the column the primary key");
    case Feature::identity_always:
      return refused("SQLite's row IDs take values of one's own", "make it 'identity by default'");
    case Feature::identity_start:
      return refused("SQLite's row IDs start at 1");
    case Feature::identity_increment:
      return refused("SQLite's row IDs have an increment of 1");
    case Feature::added_identity:
      return refused("an identity is SQLite's row ID, and a table has it from its beginning",
                     "make the column with its table");
    case Feature::interval_type:
      return refused("SQLite has no type for intervals", "keep the number of seconds as a bigint");
    case Feature::array_type:
      return refused("SQLite has no arrays", "use json, or a table of its own");
    case Feature::unsigned_type:
      return refused("SQLite has no unsigned integers", "use the next wider type, with a check (c >= 0)");
    case Feature::sequence:
    case Feature::restart_sequence:
      return refused("SQLite has no sequences", "make the column an identity");
    case Feature::extension:
      return refused("SQLite's extensions are loaded by the program", "leave it out: on postgres { … }");
    case Feature::materialized_view:
      return refused("SQLite has no materialized views", "make it a view, or a table that is filled");
    case Feature::shared_trigger_name:
      return refused("the triggers of a database have different names", "name the trigger after its table");
    case Feature::grant_table:
    case Feature::grant_column:
    case Feature::grant_truncate:
    case Feature::grant_sequence:
    case Feature::grant_namespace:
    case Feature::grant_routine:
      return refused("SQLite has no users", "leave it out: on postgres, mysql, mariadb { … }");
    case Feature::moment_arithmetic:
      return refused("SQLite keeps dates as texts", "write sql sqlite $$ datetime(…, '+1 day') $$");
    case Feature::current_user:
      return refused("SQLite has no users");
  }
  return native();
}

}  // namespace migc
