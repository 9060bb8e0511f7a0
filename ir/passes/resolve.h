// The pass that makes a statement complete: unnamed things get their names, an index finds its table, and
// what goes along with a dropped column is dropped by statements of its own (rule S5), so that the way
// back puts it back.
#pragma once

#include "ir/naming.h"
#include "ir/operation.h"
#include "support/diagnostics.h"

namespace migc {

// The statements that `statement` stands for, against the schema before it. Reports what can't be
// found; whether the result is legal is for `apply` to say. `by hand` is taken apart by its own pass.
std::vector<Statement> resolve(Statement statement, const Schema& schema, const Naming& naming,
                               Diagnostics& diagnostics);

}  // namespace migc
