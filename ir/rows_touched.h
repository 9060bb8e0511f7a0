// The tables whose rows a statement writes or reads: what the model of a schema can't tell of it.
#pragma once

#include "ir/operation.h"
#include "ir/schema.h"

namespace migc {

struct RowsTouched {
  std::vector<TableName> written;
  std::vector<TableName> read;
  bool raw = false;  // raw SQL: nobody knows
};

// Of a statement as it stands after resolve; `schema` is as it is before it. A sequence or view whose contents it changes
// counts as a table that is written.
RowsTouched rows_touched(const Operation& op, const Schema& schema);

}  // namespace migc
