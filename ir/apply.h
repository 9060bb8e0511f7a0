// What the operations mean. `apply` is the only place that says what an operation does to a schema, and
// the only one that decides whether it is legal: validating is applying.
#pragma once

#include "ir/operation.h"
#include "ir/schema.h"
#include "support/diagnostics.h"

namespace migc {

// Applies a resolved operation (ir/passes/resolve.h). True when it was legal; else what is wrong has been
// reported, and the schema is as it was. Completes the operation: what its names and expressions mean.
bool apply(Statement& statement, Schema& schema, Diagnostics& diagnostics);
// All of them in order; false as soon as one is not legal.
bool apply(std::vector<Statement>& statements, Schema& schema, Diagnostics& diagnostics);

}  // namespace migc
