// The statements that make a thing as it stands: what the way back of its drop is, and what `migc schema` prints.
#pragma once

#include <vector>

#include "ir/operation.h"
#include "ir/schema.h"

namespace migc {

// A table, and the comments on it and its parts.
std::vector<Operation> creation_of(const Table& table);
std::vector<Operation> creation_of(const TableName& table, const Constraint& constraint);
std::vector<Operation> creation_of(const TableName& table, const Index& index);
std::vector<Operation> creation_of(const SchemaObject& object);
// All of a schema, in an order in which it can be made.
// `archives`: with what `keep` has put aside.
std::vector<Operation> creation_of(const Schema& schema, bool archives = false);

}  // namespace migc
