// The way back of an operation, from the schema as it stood before it.
#pragma once

#include "ir/operation.h"
#include "ir/schema.h"
#include "support/diagnostics.h"

namespace migc {

struct Inverse {
  std::vector<Statement> statements;  // in the order in which they are run
  bool possible = true;               // false: declared irreversible
  std::string why;                    // then
};

// Derives what takes back `statement`, which has just been applied: `schema` is as it stands after it, and
// `touched` how the tables that it touched were before. Reports a statement that needs a word from its
// author and has none; then the inverse is empty.
// `schema` must have a journal open since the beginning of the revision: what the revision itself made
// need not be emptied.
Inverse invert(const Statement& statement, const Schema& schema, const Journal& touched,
               Diagnostics& diagnostics);

}  // namespace migc
