// `keep`: what a statement takes is put into an archive first, from which its way back gives it back (rule S9). An
// archive is a table like any other, made and filled by statements like any other. What a statement has put there is
// noted in it (`Kept`), and its way back reads that (ir/invert_kept.cpp).
#pragma once

#include "ir/operation.h"
#include "ir/schema.h"
#include "support/diagnostics.h"

namespace migc {

// Whether `keep` may stand behind the operation: an update, a delete, the drop of a table, a column or a value, and a
// change of type take something; and so does the way back of a new table or column.
bool can_keep(const Operation& op);

// The statements that `statement`, which says keep, stands for, with itself among them; `schema` is as it stands before
// it, without what goes along. Reports why it can't be kept, and is empty then.
std::vector<Statement> with_archive(Statement statement, const Schema& schema, Diagnostics& diagnostics);

}  // namespace migc
