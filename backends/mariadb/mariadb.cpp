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
    case Feature::schema_name:
    case Feature::partial_index:
    case Feature::index_include:
    case Feature::nulls_order:
    case Feature::method_btree:
    case Feature::method_hash:
    case Feature::method_gin:
    case Feature::method_gist:
    case Feature::method_spgist:
    case Feature::method_brin:
    case Feature::method_unknown:
    case Feature::large_key:
    case Feature::check_constraint:
    case Feature::deferrable:
    case Feature::set_default_action:
    case Feature::stored_column:
    case Feature::virtual_column:
    case Feature::expression_default:
    case Feature::identity_always:
    case Feature::identity_start:
    case Feature::identity_increment:
    case Feature::added_identity:
    case Feature::interval_type:
    case Feature::json_type:
    case Feature::moment_arithmetic:
    case Feature::current_user:
    case Feature::settled_cast:
    case Feature::settled_zone:
    case Feature::split_at_letter:
    case Feature::type_using:
    case Feature::key_type_using:
    case Feature::identity_without_key:
      return Mysql::support(feature);
  }
  return native();
}

}  // namespace migc
