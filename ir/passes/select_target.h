// The first pass: of every `on … { }`, what the target's dialect gets.
#pragma once

#include "ir/operation.h"

namespace migc {

// Whether a revision has anything that only some dialects get.
bool depends_on_target(const Revision& revision);

// The statements that `dialect` gets, with the elements of tables that it gets; what is left is marked
// as for all.
std::vector<Statement> select_target(const std::vector<Statement>& statements, Dialect dialect);

}  // namespace migc
