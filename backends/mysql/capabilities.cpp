// What MySQL can do.
#include "backends/mysql/mysql.h"

namespace migc {

Support Mysql::support(Feature feature) const {
  switch (feature) {
    case Feature::schema_name:
    case Feature::expression_index:  // since 8.0.13
    case Feature::descending_index:  // since 8.0
    case Feature::method_btree:
    case Feature::check_constraint:  // since 8.0.16
    case Feature::stored_column:
    case Feature::virtual_column:
    case Feature::json_type:
    case Feature::current_user:
    case Feature::settled_cast:
    case Feature::settled_moment:
    case Feature::split_at_letter:
    case Feature::identity_start:
    case Feature::generated_not_null:
      return native();
    case Feature::expression_default:  // since 8.0.13
      return rewritten("the expression is put in brackets");
    case Feature::large_default:
      return rewritten("the default is put in brackets");
    case Feature::type_using:
      return rewritten("through a column beside it: filled, the old one emptied, changed and filled again");
    case Feature::key_type_using:
      return refused("the column of a primary key can't be emptied while it is converted",
                     "drop the primary key, change the type and add it again");
    case Feature::partial_index:
      return refused("there are no indexes with a condition", "leave the condition out");
    case Feature::index_include:
      return refused("there are no included columns", "put the columns at the end of the index");
    case Feature::nulls_order:
      return refused("nulls always come first");
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
                     "make the column a varchar");
    case Feature::deferrable:
      return refused("foreign keys are checked at once", "leave 'deferrable' out");
    case Feature::set_default_action:
      return refused("InnoDB has no 'set default'", "use 'set null' or 'restrict'");
    case Feature::identity_always:
      return refused("auto_increment takes values of one's own", "make it 'identity by default'");
    case Feature::identity_increment:
      return refused("there is one increment for the whole server");
    case Feature::added_identity:
      return refused("an auto_increment column has to be a key from its beginning (error 1075)",
                     "make the column with its table");
    case Feature::interval_type:
      return refused("there is no type for intervals", "keep the number of seconds as a bigint");
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
    case Feature::identity_without_key:
      return refused("an auto_increment column has to begin a key (error 1075)",
                     "make the column the primary key, or give it an index");
    case Feature::rename_under_generated:
      return refused("MySQL renames no column that a generated column reads (error 3108)",
                     "drop the generated column, rename, and add it again");
  }
  return native();
}

}  // namespace migc
