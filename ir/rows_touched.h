// What a statement writes and reads besides the schema: rows of tables, and the defaults that rows get. The model of a
// schema can't tell that.
#pragma once

#include "ir/operation.h"
#include "ir/schema.h"

namespace migc {

struct RowsTouched {
  // "rows of users", "the default of users.age", "the numbers of seq"
  std::vector<std::string> written;
  std::vector<std::string> read;
  bool raw = false;  // raw SQL: nobody knows
};

// Of a statement as it stands after resolve; `schema` is as it is before it. What foreign keys pass on to other tables, or
// look up in them, counts.
RowsTouched rows_touched(const Operation& op, const Schema& schema);

}  // namespace migc
