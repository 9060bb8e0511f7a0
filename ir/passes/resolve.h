// The pass that makes a statement complete: unnamed things get their names, elements are found, and what goes along
// with something that is dropped is dropped by statements of its own (rule S5), so that the way back puts it back.
#pragma once

#include <functional>

#include "ir/naming.h"
#include "ir/operation.h"
#include "support/diagnostics.h"

namespace migc {

// Hands the statements that `statement` stands for, one after another, to `run`, which applies them to `schema`; stops
// at the first for which it gives false. Reports what can't be found; whether a statement is legal is for
// `apply` to say. `by hand` is taken apart by its own pass. False when it stopped or found something wrong.
bool resolve(Statement statement, const Schema& schema, const Naming& naming, Diagnostics& diagnostics,
             const std::function<bool(Statement&)>& run);

}  // namespace migc
