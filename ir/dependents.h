// What depends on what (rule S5): found so that it can be dropped along and put back, alike on every dialect.
#pragma once

#include "ir/operation.h"
#include "ir/schema.h"

namespace migc {

// The views whose text names the column, and the policies that read it.
std::vector<const SchemaObject*> column_users(const Schema& schema, const Table& table, Name column);

// The first table with an expression that reads the sequence or calls the routine; null when there is none.
const Table* expression_user(const Schema& schema, const ObjectName& object);
// Every such expression, as people call it: "the default of users.ticket".
std::vector<std::string> expression_users(const Schema& schema, const ObjectName& object);

// A statement that has to be run before `statement` can be: the drop of something that is the table's or the column's own, or,
// with `cascade`, of anything else that depends on what is dropped. Nothing when none is left. To be called
// again after each: what it gives depends on the schema as it stands.
std::optional<Operation> first_dependent(const Operation& op, const Schema& schema);

}  // namespace migc
