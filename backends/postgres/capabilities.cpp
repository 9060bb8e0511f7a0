// What PostgreSQL can do.
#include "backends/postgres/postgres.h"

namespace migc {

Support Postgres::support(Feature feature) const {
  const Version version = target().version;
  switch (feature) {
    case Feature::schema_name:
    case Feature::partial_index:
    case Feature::expression_index:
    case Feature::index_include:  // since 11
    case Feature::descending_index:
    case Feature::nulls_order:
    case Feature::method_btree:
    case Feature::method_hash:
    case Feature::method_gin:
    case Feature::method_gist:
    case Feature::method_spgist:
    case Feature::method_brin:
    case Feature::large_key:
    case Feature::check_constraint:
    case Feature::deferrable:
    case Feature::set_default_action:
    case Feature::stored_column:  // since 12
    case Feature::expression_default:
    case Feature::large_default:
    case Feature::identity_always:
    case Feature::identity_start:
    case Feature::identity_increment:
    case Feature::added_identity:
    case Feature::interval_type:
    case Feature::json_type:
    case Feature::moment_arithmetic:
    case Feature::current_user:
    case Feature::settled_zone:
    case Feature::split_at_letter:
    case Feature::target_in_subquery:
    case Feature::type_using:
    case Feature::key_type_using:
    case Feature::rename_under_generated:
    case Feature::generated_not_null:
    case Feature::identity_without_key:
    case Feature::exchanged_assignment:
      return native();
    case Feature::virtual_column:
      if (version >= Version{18, 0}) return native();
      return refused("PostgreSQL has virtual generated columns since 18", "make it stored");
    case Feature::settled_cast:
    case Feature::settled_moment:
      return refused("what the cast gives depends on a setting such as datestyle, and is refused there",
                     "keep the other type in a column of its own, and set it with an update");
    case Feature::method_unknown:
      return refused("the methods are btree, hash, gin, gist, spgist and brin");
  }
  return native();
}

}  // namespace migc
