// `up { … } down { … }`: completed, and proved by running it on the model.
#pragma once

#include <functional>

#include "ir/naming.h"
#include "ir/operation.h"
#include "support/diagnostics.h"

namespace migc {

// Writes an operation as .mig text, for messages.
using OperationWriter = std::function<std::string(const Operation&)>;

// Resolves and checks both halves against `schema`, which is left as it was. Reports when `down` does
// not take the schema back to what it was before `up`, with every difference as a line of a diff. False after any error.
bool complete_by_hand(ByHand& op, const Statement& statement, Schema& schema, const Naming& naming,
                      const OperationWriter& write, Diagnostics& diagnostics);

}  // namespace migc
