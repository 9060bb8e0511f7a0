// What MySQL can do.
#include "backends/mysql/mysql.h"

namespace migc {

Support Mysql::support(Feature feature) const {
  const bool is_57 = target().version < Version{8, 0};
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
    case Feature::schema_name:
    case Feature::rename_beside_generated:
    case Feature::add_column:
    case Feature::column_position:
    case Feature::drop_column:
    case Feature::identity_start:
    case Feature::set_table_options:
    case Feature::stored_column:
    case Feature::virtual_column:
    case Feature::settled_cast:
    case Feature::settled_moment:
    case Feature::nested_conditions:
    case Feature::split_at_letter:
    case Feature::foreign_key_to_nullable_key:
    case Feature::cascade_paths:
    case Feature::update_identity:
    case Feature::unique_generated:
    case Feature::bytes_of_text:
    case Feature::text_of_bytes:
    case Feature::generated_not_null:
    case Feature::unique_constraint:
    case Feature::foreign_key:
    case Feature::create_index:
    case Feature::rename_index:
    case Feature::index_prefix:
    case Feature::unique_prefix:
    case Feature::method_btree:
    case Feature::json_type:
    case Feature::unsigned_type:
    case Feature::namespace_object:
    case Feature::view:
    case Feature::replace_view:
    case Feature::rename_view:
    case Feature::routine:
    case Feature::routine_call:
    case Feature::trigger:
    case Feature::grant_table:
    case Feature::grant_column:
    case Feature::grant_routine:
    case Feature::insert:
    case Feature::insert_select:
    case Feature::delete_rows:
    case Feature::execute:
    case Feature::current_user:
    case Feature::collation:
      return native();
    case Feature::primary_key:
      return rewritten("its name stays in the history: it is always called PRIMARY");
    case Feature::rename_primary_key:
      return rewritten("nothing is done: it is always called PRIMARY");
    case Feature::rename_column:
      if (is_57) return rewritten("'change column' restates the whole column");
      return native();
    case Feature::set_schema:
      return rewritten("the table is renamed into the other database");
    case Feature::alter_type:
      return rewritten("the whole column is restated; foreign keys on it are taken off and put back");
    case Feature::nullability:
    case Feature::column_default:
    case Feature::set_column_options:
    case Feature::set_identity:
    case Feature::set_generated:
    case Feature::drop_generated:
      return rewritten("the whole column is restated");
    case Feature::identity:
      return rewritten("auto_increment");
    case Feature::restart_identity:
      return rewritten("the table's auto_increment is set");
    case Feature::type_using:
      return rewritten("through a column beside it: filled, the old one emptied, changed and filled again");
    case Feature::rename_constraint:
      return rewritten("a unique one by its index; others are dropped and added again");
    case Feature::not_valid:
      return rewritten("the rows are looked at at once; 'validate' has nothing left to do");
    case Feature::enum_type:
      return rewritten("each column has the list of values in its type");
    case Feature::add_enum_value:
    case Feature::rename_enum_value:
    case Feature::drop_enum_value:
      return rewritten("each column of the type is restated with the new list of values");
    case Feature::domain:
      return rewritten("each column has the domain's type, default and checks of its own");
    case Feature::alter_domain:
      return rewritten("each column of the domain is changed");
    case Feature::replace_routine:
    case Feature::rename_routine:
    case Feature::rename_trigger:
      return rewritten("it is dropped and created again");
    case Feature::comment_on_table:
      return rewritten("a comment on a column restates the column");
    case Feature::comment_on_element:
    case Feature::comment_on_object:
      return rewritten("it stands in the script alone: MySQL keeps none there");
    case Feature::update:
      return rewritten("the assignments are put in an order in which each reads before another sets");
    case Feature::update_from:
      return rewritten("an update of joined tables");
    case Feature::json_get:
      return rewritten("json_extract, with a path");
    case Feature::check_constraint:  // since 8.0.16
      if (is_57)
        return refused("MySQL 5.7 reads checks and ignores them",
                       "leave the check out: on mysql { … } else { … }");
      return native();
    case Feature::domain_check:
      if (is_57)
        return refused("MySQL 5.7 reads checks and ignores them",
                       "leave the check out: on mysql { … } else { … }");
      return rewritten("a check of each column");
    case Feature::expression_index:  // since 8.0.13
      if (is_57)
        return refused("MySQL has indexes over expressions since 8.0.13",
                       "add a generated column for the expression, and index that");
      return native();
    case Feature::descending_index:  // since 8.0
      if (is_57) return refused("MySQL 5.7 reads 'desc' and ignores it", "leave 'desc' out");
      return native();
    case Feature::expression_default:  // since 8.0.13
      if (is_57)
        return refused("MySQL has defaults that are expressions since 8.0.13",
                       "give the value in each insert");
      return rewritten("the expression is put in brackets");
    case Feature::large_default:
      if (is_57)
        return refused("MySQL has defaults for texts, blobs and json since 8.0.13",
                       "make the column a varchar");
      return rewritten("the default is put in brackets");
    case Feature::key_type_using:
      return refused("the column of a primary key can't be emptied while it is converted",
                     "drop the primary key, change the type and add it again");
    case Feature::partitioned_table:
    case Feature::partition:
      return refused("MySQL's partitions are no tables of their own", "write it as execute on mysql $$…$$");
    case Feature::row_security:
    case Feature::policy:
      return refused("there is no row level security", "leave it out: on postgres { … }");
    case Feature::rename_under_view:
      return refused("the text of a view keeps the old name",
                     "drop the view before the change and create it again after it");
    case Feature::rename_under_routine:
      return refused("the text of a routine keeps the old name",
                     "drop the routine before the change and create it again after it");
    case Feature::rename_under_trigger:
      return refused("the text of a trigger keeps the old name",
                     "drop the trigger before the change and create it again after it");
    case Feature::foreign_key_to_default_schema:
      return refused("a name without a schema is looked for in the schema of the other table",
                     "give both tables a schema, or none");
    case Feature::generated_beside_action:
    case Feature::generated_beside_cascade:
      return refused(
          "a foreign key with an action can't stand on a column that a stored one is computed from (error "
          "1215)",
          "make the column virtual, or leave the action out");
    case Feature::check_beside_action:
      return refused("a check can't read a column that a foreign key sets or changes (error 3823)",
                     "leave the action out, or the check");
    case Feature::target_in_aliased_delete:
      return refused("the table that is written is read under another name (error 1093)",
                     "write it as execute on mysql $$…$$");
    case Feature::exclusion:
      return refused("there are no exclusion constraints", "leave it out: on postgres { … }");
    case Feature::nulls_not_distinct:
      return refused("nulls are never equal in a unique key", "index a generated column: coalesce(c, '')");
    case Feature::match_full:
      return refused("InnoDB reads 'match full' and ignores it", "leave it out, and add a check");
    case Feature::partial_index:
    case Feature::generated_in_condition:
      return refused("there are no indexes with a condition", "leave the condition out");
    case Feature::index_include:
      return refused("there are no included columns", "put the columns at the end of the index");
    case Feature::nulls_order:
      return refused("nulls always come first");
    case Feature::index_collation:
      return refused("an index has the collation of its column", "give the column the collation");
    case Feature::operator_class:
      return refused("there are no operator classes", "leave it out");
    case Feature::method_hash:
      return refused("InnoDB reads 'using hash' and makes a btree of it", "leave 'using' out");
    case Feature::method_gin:
    case Feature::method_gist:
    case Feature::method_spgist:
    case Feature::method_brin:
    case Feature::method_unknown:
      return refused("all its indexes are btrees", "leave 'using' out");
    case Feature::large_key:
      return refused("there is no key over a whole text, blob or json column (error 1170)",
                     "index its beginning: (c prefix 100), or make the column a varchar");
    case Feature::deferrable:
      return refused("foreign keys are checked at once", "leave 'deferrable' out");
    case Feature::deferrable_key:
    case Feature::deferrable_nullable_key:
      return refused("keys are checked at once", "leave 'deferrable' out");
    case Feature::set_default_action:
      return refused("InnoDB has no 'set default'", "use 'set null' or 'restrict'");
    case Feature::identity_always:
      return refused("auto_increment takes values of one's own", "make it 'identity by default'");
    case Feature::identity_increment:
      return refused("there is one increment for the whole server");
    case Feature::added_identity:
      return refused("an auto_increment column has to be a key from its beginning (error 1075)",
                     "make the column with its table");
    case Feature::identity_without_key:
      return refused("an auto_increment column has to begin a key (error 1075)",
                     "make the column the primary key, or give it an index");
    case Feature::set_virtual:
    case Feature::drop_virtual:
      return refused("a column is virtual from its beginning (error 3106)",
                     "drop the column and add it again");
    case Feature::interval_type:
      return refused("there is no type for intervals", "keep the number of seconds as a bigint");
    case Feature::array_type:
      return refused("there are no arrays", "use json, or a table of its own");
    case Feature::sequence:
    case Feature::restart_sequence:
      return refused("there are no sequences", "make the column an identity");
    case Feature::grant_truncate:
      return refused("to truncate is the right to drop here", "write it as execute on mysql $$…$$");
    case Feature::grant_sequence:
      return refused("there are no sequences");
    case Feature::grant_namespace:
      return refused("a schema is a database here, and has other rights",
                     "write it as execute on mysql $$…$$");
    case Feature::rename_namespace:
      return refused("a database can't be renamed",
                     "create the other one and move the tables: alter table t set schema s");
    case Feature::extension:
      return refused("there are no extensions", "leave it out: on postgres { … }");
    case Feature::materialized_view:
      return refused("there are no materialized views", "make it a view, or a table that is filled");
    case Feature::shared_trigger_name:
      return refused("the triggers of a database have different names", "name the trigger after its table");
    case Feature::moment_arithmetic:
      return refused("arithmetic with dates is written in a way of its own", "write sql $$…$$ for it");
    case Feature::settled_zone:
      return refused("it is read in the time zone of whoever writes the row",
                     "make the column a timestamp, in UTC");
    case Feature::target_in_subquery:
      return refused("MySQL can't read the table that it writes in a subquery (error 1093)",
                     "write it as execute on mysql $$…$$");
    case Feature::exchanged_assignment:
      return refused("assignments are made from left to right, and read what has been set already",
                     "write it as execute on mysql $$…$$");
    case Feature::rename_under_generated:
      return refused("MySQL renames no column that a generated column reads (error 3108)",
                     "drop the generated column, rename, and add it again");
  }
  return native();
}

}  // namespace migc
