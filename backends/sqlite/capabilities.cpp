// What SQLite can do.
#include "backends/sqlite/sqlite.h"

namespace migc {

Support Sqlite::support(Feature feature) const {
  switch (feature) {
    case Feature::partial_index:
    case Feature::expression_index:
    case Feature::descending_index:
    case Feature::method_btree:
    case Feature::large_key:
    case Feature::check_constraint:
    case Feature::deferrable:
    case Feature::set_default_action:
    case Feature::stored_column:   // since 3.31
    case Feature::virtual_column:  // since 3.31
    case Feature::expression_default:
    case Feature::large_default:
    case Feature::json_type:
    case Feature::target_in_subquery:
    case Feature::rename_under_generated:
    case Feature::generated_not_null:
    case Feature::identity_without_key:  // sqlite/legalise.cpp looks at the whole primary key
    case Feature::exchanged_assignment:
    case Feature::settled_cast:
    case Feature::settled_moment:
    case Feature::settled_zone:
      return native();
    case Feature::split_at_letter:
      return refused(
          "SQLite has no function that splits a text, and what stands for it takes other separators",
          "write sql sqlite $$…$$ for it");
    case Feature::type_using:
    case Feature::key_type_using:
      return rewritten("the table is made anew, and filled through the expression");
    case Feature::schema_name:
      return refused("SQLite's schemas are attached files", "leave the schema out");
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
    case Feature::moment_arithmetic:
      return refused("SQLite keeps dates as texts", "write sql sqlite $$ datetime(…, '+1 day') $$");
    case Feature::current_user:
      return refused("SQLite has no users");
  }
  return native();
}

}  // namespace migc
