// The tables in which `keep` puts things aside (ir/keep.h): what they are called, and how they hold values.
#pragma once

#include "ir/operation.h"
#include "ir/schema.h"

namespace migc {

// The name of the archive of a revision's `number`th `keep`; cut like other names that are made.
std::string archive_name(std::string_view revision, int number);
// The same as a name, in quotes where it could not stand without.
Name archive_of(std::string_view name);

// The archives that these statements make.
std::vector<TableName> archives_of(const std::vector<Statement>& statements);
// The archive that the statement gives something back from: rows, values, or the archive itself, which was a table; null
// where it is none of those.
const Table* archive_read(const Operation& op, const Schema& schema);

// A statement that gives rows or values back from an archive, as a way back does.
struct GivenBack {
  const Table* archive;
  TableName table;
  bool inserts;  // rows that the table has not; else values of rows that it has
  const Expr*
      met;  // which rows of the archive and of the table go together: given back are those, or the others
};
// Nothing where it reads no archive, or in a way of its own.
std::optional<GivenBack> given_back_by(const Operation& op, const Schema& schema);

// The type in which an archive holds values of that one: no type of the history's own, which may change later.
Type archived_type(const Type& type);
// A value of a column of that type as an archive holds it, and the other way round.
Expr into_archive(Expr value, const Type& type);
Expr out_of_archive(Expr value, const Type& type);
// Whether the row of the table and that of the archive are the same one.
Expr same_row(const Table& table, const Kept& kept);

}  // namespace migc
