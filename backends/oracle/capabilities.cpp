// What Oracle can do.
#include "backends/oracle/oracle.h"

namespace migc {

Support Oracle::support(Feature feature) const {
  switch (feature) {
    case Feature::create_table:
    case Feature::drop_table:
    case Feature::rename_table:
    case Feature::foreign_key_to_nullable_key:  // of one column; of several, reference_to_nullable_key
    case Feature::cascade_paths:
    case Feature::generated_in_condition:
    case Feature::unique_generated:
    case Feature::update_identity:
    case Feature::bytes_of_text:
    case Feature::text_of_bytes:
    case Feature::schema_name:
    case Feature::rename_beside_generated:
    case Feature::foreign_key_to_default_schema:
    case Feature::add_column:
    case Feature::drop_column:
    case Feature::rename_column:
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
    case Feature::virtual_column:
    case Feature::generated_not_null:
    case Feature::generated_beside_action:
    case Feature::generated_beside_cascade:
    case Feature::check_beside_action:
    case Feature::primary_key:
    case Feature::unique_constraint:
    case Feature::foreign_key:
    case Feature::check_constraint:
    case Feature::deferrable:
    case Feature::deferrable_key:
    case Feature::not_valid:
    case Feature::create_index:
    case Feature::rename_index:
    case Feature::expression_index:
    case Feature::descending_index:
    case Feature::method_btree:
    case Feature::sequence:
    case Feature::view:
    case Feature::replace_view:
    case Feature::routine:
    case Feature::replace_routine:
    case Feature::routine_call:
    case Feature::trigger:
    case Feature::rename_trigger:
    case Feature::grant_table:
    case Feature::grant_routine:
    case Feature::insert_select:
    case Feature::update:
    case Feature::delete_rows:
    case Feature::target_in_subquery:
    case Feature::target_in_aliased_delete:
    case Feature::exchanged_assignment:
    case Feature::execute:
    case Feature::current_user:
    case Feature::settled_zone:
    case Feature::split_at_letter:
      return native();
    case Feature::column_position:
      return rewritten("the column is appended: there is no other place");
    case Feature::alter_type:
      return rewritten(
          "natively where a column with rows takes it; else through a column beside it, which takes its "
          "place "
          "at the end of the table, with all that stands on it");
    case Feature::type_using:
    case Feature::key_type_using:
      return rewritten("through a column beside it, which takes its place at the end of the table");
    case Feature::set_identity:
      return rewritten("a new column takes its place at the end of the table (ORA-30673)");
    case Feature::restart_identity:
      return rewritten("the identity is given another start");
    case Feature::set_virtual:
      return rewritten("the column is dropped and made again, with what stands on it");
    case Feature::drop_virtual:
      return rewritten("a new column takes its place at the end of the table, with the values");
    case Feature::rename_constraint:
    case Feature::rename_primary_key:
      return rewritten("the index of a key is renamed with it");
    case Feature::nullable_key:
      return rewritten("a unique index over expressions that are null when one of the columns is");
    case Feature::partial_index:
      return rewritten(
          "a unique one over expressions that are null where the condition doesn't hold; others are refused");
    case Feature::index_prefix:
    case Feature::unique_prefix:
      return rewritten("an index over substr()");
    case Feature::json_type:
      if (since(21)) return native();
      return rewritten("a clob with a check that it is json");
    case Feature::enum_type:
      return rewritten("each column is a varchar2 with a check");
    case Feature::add_enum_value:
    case Feature::rename_enum_value:
    case Feature::drop_enum_value:
      return rewritten("the check of each column of the type is made again");
    case Feature::domain:
      return rewritten("each column has the domain's type, default and checks of its own");
    case Feature::domain_check:
      return rewritten("a check of each column");
    case Feature::alter_domain:
      return rewritten("each column of the domain is changed");
    case Feature::rename_view:
      return rewritten("'rename'; a materialized one or one of another schema is dropped and created again");
    case Feature::materialized_view:
      return rewritten("'refresh' is dbms_mview.refresh; a replaced one is dropped and created again");
    case Feature::rename_routine:
      return rewritten("it is dropped and created again");
    case Feature::comment_on_table:
      return native();
    case Feature::comment_on_element:
      return rewritten("it stands in the script alone: Oracle keeps none there");
    case Feature::comment_on_object:
      return rewritten("on a view Oracle keeps it; of other things it stands in the script alone");
    case Feature::grant_column:
      return rewritten("a revoke takes the right on the whole table, and gives again what stays (ORA-01750)");
    case Feature::grant_sequence:
      return rewritten("'usage' is the right to select");
    case Feature::set_table_options:
    case Feature::set_column_options:
      return rewritten("nothing is done: there are no options of Oracle");
    case Feature::insert:
      if (since(23)) return native();
      return rewritten("each row is an insert of its own, in one transaction");
    case Feature::update_from:
      return rewritten("a merge by the rows' rowid");
    case Feature::json_get:
      return rewritten("json_value and json_query, with a path");
    case Feature::stored_column:  // "Materialized Expression Columns"
      if (since(23, 7)) return native();
      return refused("Oracle has stored generated columns since 23.7",
                     "make it virtual: generated always as (…) virtual");
    case Feature::set_generated:
      if (since(23, 7)) return rewritten("the column is dropped and made again, with what stands on it");
      return refused("Oracle has stored generated columns since 23.7",
                     "make it virtual: generated always as (…) virtual");
    case Feature::drop_generated:
      if (since(23, 7))
        return rewritten("a new column takes its place at the end of the table, with the values");
      return refused("Oracle has stored generated columns since 23.7",
                     "make it virtual: generated always as (…) virtual");
    case Feature::restart_sequence:
      if (since(18)) return native();
      return refused("Oracle can restart a sequence since 18", "drop the sequence and create it again");
    case Feature::rename_under_generated:
      return refused("Oracle renames no column that a generated column reads (ORA-54032)",
                     "drop the generated column, rename, and add it again");
    case Feature::rename_under_view:
      return refused("the text of a view keeps the old name",
                     "drop the view before the change and create it again after it");
    case Feature::rename_under_routine:
      return refused("the text of a routine keeps the old name",
                     "drop the routine before the change and create it again after it");
    case Feature::rename_under_trigger:
      return refused("the text of a trigger keeps the old name",
                     "drop the trigger before the change and create it again after it");
    case Feature::set_schema:
      return refused("a table stays in its schema, which is a user's",
                     "create it there and fill it: insert into s.t (…) select … from t");
    case Feature::namespace_object:
    case Feature::rename_namespace:
      return refused("a schema is a user here, and comes and goes with it",
                     "leave it to whoever makes the users: assume { … }");
    case Feature::grant_namespace:
      return refused("a schema is a user here, and there are no rights on it",
                     "give the rights on what is in it");
    case Feature::partitioned_table:
    case Feature::partition:
      return refused("Oracle's partitions are no tables of their own", "write it as execute on oracle $$…$$");
    case Feature::row_security:
    case Feature::policy:
      return refused("policies are made by dbms_rls, over functions", "write it as execute on oracle $$…$$");
    case Feature::collation:
      return refused("a column has a collation only where max_string_size is extended (ORA-43929)",
                     "leave it out: compare by nlssort() where it matters");
    case Feature::index_collation:
      return refused("an index has the collation of its column",
                     "index the expression: (sql oracle $$ nlssort(c, 'NLS_SORT=BINARY_CI') $$)");
    case Feature::exclusion:
      return refused("there are no exclusion constraints", "leave it out: on postgres { … }");
    case Feature::nulls_not_distinct:
      return refused("nulls are equal only where another column of the key tells the rows apart",
                     "index an expression: coalesce(c, …)");
    case Feature::match_full:
      return refused("there is no 'match full'", "leave it out, and add a check");
    case Feature::set_default_action:
      return refused("there is no 'set default'", "use 'set null', or a trigger");
    case Feature::update_action:
      return refused("a foreign key does nothing on update but refuse it",
                     "leave it out: keys that never change need none");
    case Feature::deferrable_nullable_key:
      return refused("the key is an index over expressions here, and that is checked at once",
                     "leave 'deferrable' out, or make the columns not null");
    case Feature::reference_to_nullable_key:
      return refused("the key is an index over expressions here, and nothing can refer to that",
                     "make the columns of the key not null, or refer to the primary key");
    case Feature::zoned_key:
      return refused("a timestamp with a time zone can't be in a key (ORA-02329)",
                     "make the column a timestamp, in UTC, or create a unique index");
    case Feature::index_include:
      return refused("there are no included columns", "put the columns at the end of the index");
    case Feature::nulls_order:
      return refused("nulls come last in an index, or first in a descending one", "leave it out");
    case Feature::operator_class:
      return refused("there are no operator classes", "leave it out");
    case Feature::method_hash:
    case Feature::method_gin:
    case Feature::method_gist:
    case Feature::method_spgist:
    case Feature::method_brin:
    case Feature::method_unknown:
      return refused("all its indexes are btrees, or made by other words", "leave 'using' out");
    case Feature::duplicate_index:
      return refused("there is one index for a list of columns (ORA-01408, ORA-02261)",
                     "leave the index out: that of the key, or the other one, serves");
    case Feature::large_key:
      return refused("there is no key over a clob, a blob, json or xml (ORA-02327, ORA-02329)",
                     "index its beginning: (c prefix 100), or make the column a varchar");
    case Feature::large_comparison:
      return refused("a clob, a blob, json or xml can't be compared (ORA-00932)",
                     "make the column a varchar, or compare a part of it: cast(c as varchar(1000))");
    case Feature::empty_text:
      return refused("an empty text is null here",
                     "use null, or a text that isn't empty; what is compared with '' can say is null");
    case Feature::interval_type:
      return refused("intervals are of two kinds here, and neither is PostgreSQL's",
                     "keep the number of seconds as a bigint");
    case Feature::time_type:
      return refused("there is no type for a time of day",
                     "keep it as a timestamp, or as a varchar(8): '12:30:00'");
    case Feature::array_type:
      return refused("there are no arrays", "use json, or a table of its own");
    case Feature::unsigned_type:
      return refused("all its numbers have a sign", "use the next larger type, and a check: c >= 0");
    case Feature::extension:
      return refused("there are no extensions", "leave it out: on postgres { … }");
    case Feature::shared_trigger_name:
      return refused("the triggers of a schema have different names", "name the trigger after its table");
    case Feature::grant_truncate:
      return refused("only who may drop any table may truncate another's",
                     "write it as execute on oracle $$…$$");
    case Feature::nested_conditions:
      if (since(23)) return native();
      return refused("a condition is no value here: each is written twice, and each within it twice as often",
                     "compare them one by one, and keep what is found in a column");
    case Feature::moment_arithmetic:
      return refused("arithmetic with dates is written in a way of its own", "write sql $$…$$ for it");
    case Feature::settled_cast:
    case Feature::settled_moment:
      return refused("what depends on a format or a character set can't be kept (ORA-01743)",
                     "write sql oracle $$…$$ for it");
  }
  return native();
}

}  // namespace migc
