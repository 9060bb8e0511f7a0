// `keep`: what a statement takes is put into an archive first, from which its way back gives it back (rule S9). An
// archive is a table like any other, made and filled by statements like any other. What a statement has put there is
// noted in it (`Kept`), and its way back reads that (ir/invert_kept.cpp).
#pragma once

#include "ir/operation.h"
#include "ir/schema.h"
#include "support/diagnostics.h"

namespace migc {

// Whether `keep` may stand behind the operation: an update, a delete, the drop of a table, a column or a value, and a
// change of type take something.
bool takes_something(const Operation& op);

// The statements that `statement`, which says keep, stands for, with itself among them; `schema` is as it stands before
// it, without what goes along. Reports why it can't be kept, and is empty then.
std::vector<Statement> with_archive(Statement statement, const Schema& schema, Diagnostics& diagnostics);

// The archives that these statements make.
std::vector<TableName> archives_of(const std::vector<Statement>& statements);

// The name of the archive of a revision's `number`th `keep`.
std::string archive_name(std::string_view revision, int number);

// The type in which an archive holds values of that one: no type of the history's own, which may change later.
Type archived_type(const Type& type);
// A value of a column of that type as an archive holds it, and the other way round.
Expr into_archive(Expr value, const Type& type);
Expr out_of_archive(Expr value, const Type& type);
// `table.column`
Expr column_of(Name table, Name column);
// Whether the row of the table and that of the archive are the same one.
Expr same_row(const Table& table, const Kept& kept);

}  // namespace migc
