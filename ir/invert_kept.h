// Inside of ir/invert.cpp: what gives back what a statement has kept (ir/keep.h). Rows that somebody changed or
// deleted since are left as they are.
#pragma once

#include "ir/archive.h"

namespace migc {

// update the table set columns = what they were, from the archive, where it is the same row
Update put_back(const Table& table, const Kept& kept);
// insert into the table the rows of the archive whose key it has not got
Insert give_missing(const Table& table, const Kept& kept);
// The rows of an update get the values that they had, where they still have those that the update gave them.
Operation given_back(const Update& op, const Table& table);
// The rows of a delete, but for those whose key there is again.
Operation given_back(const Delete& op, const Table& table);
// The values of a column that is there again.
Operation given_back(const Kept& kept, const Table& table);
// The type that a column had, and its values. `now`: the column as the statement has left it; `back`: the change of
// type that would be its way back without what was kept, or nothing where there is none.
std::vector<Operation> given_back(const AlterType& op, const Table& before, const Column& now,
                                  std::optional<AlterType> back);
// The rows that had a value of an enum, where they still have the one that they got for it.
std::vector<Operation> given_back(const DropEnumValue& op, const Schema& schema);

}  // namespace migc
