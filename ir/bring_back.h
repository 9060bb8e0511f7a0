// `keep` behind a new table or column: its way back puts aside what was written into it, and the next upgrade brings
// that back. The archive may be there or not when the upgrade begins, so it is no part of the schema (`Table::maybe`).
#pragma once

#include "ir/operation.h"
#include "ir/schema.h"
#include "support/diagnostics.h"

namespace migc {

// Whether it makes a table or a column that is kept.
bool puts_aside_when_it_goes(const Operation& op);

// What stands at the end of a revision that makes the table or the column by `made` (a create table or an add column
// that is kept), so that it wins over what the revision itself has written: the archive, which is made where it is not
// there, the rows or values from it, and its drop. `schema` and `statements` are as they are then. Reports why it can't
// be kept, and is empty then.
std::vector<Statement> brought_back(const Statement& made, const std::vector<Statement>& statements,
                                    const Schema& schema, Diagnostics& diagnostics);

// Takes the archives that a way back has left for the next upgrade out of the schema: they are no part of it.
void forget_left(const std::vector<Statement>& way_back, Schema& schema);

// The archives come first, so that what may stand in the way is asked before anything changes.
void archives_first(std::vector<Statement>& statements);

}  // namespace migc
