// What SQL Server can do.
#include "backends/mssql/mssql.h"

namespace migc {

Support Mssql::support(Feature feature) const {
  switch (feature) {
    case Feature::create_table:
    case Feature::update_action:
    case Feature::zoned_key:
    case Feature::duplicate_index:
    case Feature::time_type:
    case Feature::empty_text:
    case Feature::large_comparison:
    case Feature::drop_table:
    case Feature::schema_name:
    case Feature::set_table_options:
    case Feature::add_column:
    case Feature::drop_column:
    case Feature::rename_beside_generated:
    case Feature::expression_default:
    case Feature::large_default:
    case Feature::identity_always:
    case Feature::identity_start:
    case Feature::identity_increment:
    case Feature::identity_without_key:
    case Feature::added_identity:
    case Feature::generated_beside_action:
    case Feature::generated_beside_cascade:
    case Feature::collation:
    case Feature::set_column_options:
    case Feature::primary_key:
    case Feature::foreign_key:
    case Feature::check_constraint:
    case Feature::check_beside_action:
    case Feature::foreign_key_to_default_schema:
    case Feature::nulls_not_distinct:
    case Feature::set_default_action:
    case Feature::create_index:
    case Feature::partial_index:
    case Feature::index_include:
    case Feature::descending_index:
    case Feature::method_btree:
    case Feature::sequence:
    case Feature::restart_sequence:
    case Feature::namespace_object:
    case Feature::view:
    case Feature::replace_view:
    case Feature::routine:
    case Feature::replace_routine:
    case Feature::trigger:
    case Feature::grant_table:
    case Feature::grant_column:
    case Feature::grant_sequence:
    case Feature::grant_routine:
    case Feature::insert_select:
    case Feature::update:
    case Feature::delete_rows:
    case Feature::target_in_subquery:
    case Feature::target_in_aliased_delete:
    case Feature::exchanged_assignment:
    case Feature::execute:
    case Feature::current_user:
    case Feature::settled_cast:
    case Feature::settled_moment:
    case Feature::settled_zone:
    case Feature::split_at_letter:
      return native();
    case Feature::rename_table:
    case Feature::rename_constraint:
    case Feature::rename_primary_key:
    case Feature::rename_index:
      return rewritten("sp_rename");
    case Feature::set_schema:
      return rewritten("'alter schema … transfer'; the rights on it are given again");
    case Feature::column_position:
      return rewritten("the column is appended: there is no other place");
    case Feature::rename_column:
      return rewritten(
          "sp_rename; checks, computed columns and conditions of indexes that read it are dropped and made "
          "again");
    case Feature::rename_under_generated:
      return rewritten("the generated column is dropped and made again");
    case Feature::alter_type:
    case Feature::nullability:
      return rewritten("the column is restated; what stands on it is dropped before and made again after");
    case Feature::type_using:
    case Feature::key_type_using:
      return rewritten("through a column beside it, which takes its place: it is the last one then");
    case Feature::column_default:
      return rewritten("a default is a constraint with a name, df_TABLE__COLUMN");
    case Feature::identity:
      return rewritten("identity(start, increment); values of one's own under 'set identity_insert'");
    case Feature::restart_identity:
      return rewritten("dbcc checkident");
    case Feature::stored_column:
      return rewritten("a persisted computed column: cast(… as its type)");
    case Feature::virtual_column:
      return rewritten("a computed column: cast(… as its type)");
    case Feature::generated_not_null:
      return rewritten("persisted not null; a virtual one can't be");
    case Feature::set_generated:
    case Feature::set_virtual:
      return rewritten("the column is dropped and added again");
    case Feature::drop_generated:
    case Feature::drop_virtual:
      return rewritten("through a column beside it, which takes its place");
    case Feature::unique_constraint:
      return rewritten("where a column can be null, a unique index over the rows without nulls");
    case Feature::not_valid:
      return rewritten("with nocheck; 'with check check constraint' validates it");
    case Feature::json_type:
      return rewritten("nvarchar(max) with a check: isjson(c) = 1");
    case Feature::enum_type:
      return rewritten("nvarchar with a check of its own on each column");
    case Feature::add_enum_value:
    case Feature::drop_enum_value:
      return rewritten("the check of each column is made again");
    case Feature::rename_enum_value:
      return rewritten("the check of each column is made again, and its rows are changed");
    case Feature::domain:
      return rewritten("each column has the domain's type, default and checks of its own");
    case Feature::domain_check:
      return rewritten("a check of each column");
    case Feature::alter_domain:
      return rewritten("each column of the domain is changed");
    case Feature::rename_view:
    case Feature::rename_routine:
    case Feature::rename_trigger:
      return rewritten("it is dropped and created again");
    case Feature::routine_call:
      return rewritten("by two names: dbo, where there is no schema");
    case Feature::comment_on_table:
    case Feature::comment_on_element:
      return rewritten("an extended property, MS_Description");
    case Feature::comment_on_object:
      return rewritten("an extended property, MS_Description; types have none");
    case Feature::insert:
      return rewritten("a thousand rows at a time");
    case Feature::update_from:
      return rewritten("update … from, with the table itself among those it is from");
    case Feature::json_get:
      return rewritten("json_query, json_value");
    case Feature::bytes_of_text:
      if (before(2019))  // "Collation and Unicode support": UTF-8
        return refused("SQL Server has UTF-8 since 2019", "write sql $$…$$ for it");
      return native();
    case Feature::partitioned_table:
      return refused("a table is partitioned by a function and a scheme of their own",
                     "write it as execute on mssql $$…$$");
    case Feature::partition:
      return refused("a partition is no table of its own", "write it as execute on mssql $$…$$");
    case Feature::row_security:
    case Feature::policy:
      return refused("row level security is made of functions and policies of its own",
                     "write it as execute on mssql $$…$$");
    case Feature::rename_under_view:
      return refused("the text of a view keeps the old name",
                     "drop the view before the change and create it again after it");
    case Feature::rename_under_routine:
      return refused("the text of a routine keeps the old name",
                     "drop the routine before the change and create it again after it");
    case Feature::rename_under_trigger:
      return refused("the text of a trigger keeps the old name",
                     "drop the trigger before the change and create it again after it");
    case Feature::set_identity:
      return refused("a column has its identity from its beginning",
                     "add another column with it, and fill that under 'set identity_insert'");
    case Feature::exclusion:
      return refused("there are no exclusion constraints", "leave it out: on postgres { … }");
    case Feature::foreign_key_to_nullable_key:
    case Feature::reference_to_nullable_key:
      return refused("such a key is an index with a condition here, which no foreign key refers to",
                     "make its columns not null, or the key 'nulls not distinct'");
    case Feature::cascade_paths:
      return refused("no table may be reached twice by what a delete or an update sets off (error 1785)",
                     "leave the action out, and write a trigger");
    case Feature::nullable_key:
      return rewritten("a unique index that leaves out the rows in which one of them is null");
    case Feature::match_full:
      return refused("there is no 'match full'", "leave it out, and add a check");
    case Feature::deferrable:
      return refused("foreign keys are checked at once", "leave 'deferrable' out");
    case Feature::deferrable_key:
    case Feature::deferrable_nullable_key:
      return refused("keys are checked at once", "leave 'deferrable' out");
    case Feature::update_identity:
      return refused("an identity takes no values from an update (error 8102)",
                     "insert the rows again with other values, and delete the old ones");
    case Feature::generated_in_condition:
      return refused("a condition reads no computed column (error 10609)", "leave the condition out");
    case Feature::unique_generated:
      return refused("nulls are left out by a condition, which reads no computed column (error 10609)",
                     "make the generated column not null, or the key 'nulls not distinct'");
    case Feature::expression_index:
      return refused("an index is over columns", "add a generated column for the expression, and index that");
    case Feature::nulls_order:
      return refused("nulls always come first");
    case Feature::index_prefix:
    case Feature::unique_prefix:
      return refused("an index is over whole columns",
                     "add a generated column: left(c, 100), and index that");
    case Feature::index_collation:
      return refused("an index has the collation of its column", "give the column the collation");
    case Feature::operator_class:
      return refused("there are no operator classes", "leave it out");
    case Feature::method_hash:
    case Feature::method_gin:
    case Feature::method_gist:
    case Feature::method_spgist:
    case Feature::method_brin:
    case Feature::method_unknown:
      return refused("all its indexes are btrees", "leave 'using' out");
    case Feature::large_key:
      return refused("there is no key over a whole text, blob, json or xml column (error 1919)",
                     "make the column a varchar");
    case Feature::interval_type:
      return refused("there is no type for intervals", "keep the number of seconds as a bigint");
    case Feature::array_type:
      return refused("there are no arrays", "use json, or a table of its own");
    case Feature::unsigned_type:
      return refused("integers have a sign", "use the next larger type, and a check");
    case Feature::rename_namespace:
      return refused("a schema can't be renamed",
                     "create the other one and move the tables: alter table t set schema s");
    case Feature::extension:
      return refused("there are no extensions", "leave it out: on postgres { … }");
    case Feature::materialized_view:
      return refused("an indexed view is something else", "make it a view, or a table that is filled");
    case Feature::shared_trigger_name:
      return refused("the triggers of a schema have different names", "name the trigger after its table");
    case Feature::grant_truncate:
      return refused("to truncate is the right to alter the table here",
                     "write it as execute on mssql $$…$$");
    case Feature::grant_namespace:
      return refused("a schema has other rights here", "write it as execute on mssql $$…$$");
    case Feature::nested_conditions:
      return refused("a condition is no value here: each is written twice, and each within it twice as often",
                     "compare them one by one, and keep what is found in a column");
    case Feature::moment_arithmetic:
      return refused("arithmetic with dates is written in a way of its own", "write sql $$…$$ for it");
    case Feature::text_of_bytes:
      return refused("bytes are read in the code page of the database", "write sql $$…$$ for it");
  }
  return native();
}

}  // namespace migc
