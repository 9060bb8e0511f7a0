// The tables in which `keep` puts things aside (ir/keep.h): what they are called, and how they hold values.
#pragma once

#include "ir/operation.h"
#include "ir/schema.h"

namespace migc {

// The name of the archive of a revision's `number`th `keep`; cut like other names that are made.
std::string archive_name(std::string_view revision, int number);
// The same as a name, in quotes where it could not stand without.
Name archive_of(std::string_view name);

// Whether it makes an archive that may be there already, as a way back leaves it for the next upgrade.
bool makes_maybe(const Operation& op);
// The archives that these statements make, and those that may be there before them.
struct Archive {
  TableName name;
  bool maybe;
};
std::vector<Archive> archives_of(const std::vector<Statement>& statements);
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

// --- archive_table.cpp: archives as tables, and how they are filled -----------------------------------------
// What the rows of a table are found by: its primary key, or a unique key that is never null, without columns of
// `changed`. Empty where it has none; why, and what to do, says no_key().
std::vector<Ident> archive_key(const Table& table, const std::vector<Name>& changed);
struct Cause {
  std::string why;
  std::string fix;
};
Cause no_key(const Table& table);
// Why the values of a column of its own, or the rows of a table, can't be kept; nothing where they can.
std::optional<Cause> cannot_keep_values(const Column& column);
std::optional<Cause> cannot_keep_rows(const Table& table);
// An archive of that table's rows, with the columns of the key alone.
Table empty_archive(const TableName& name, const Table& of, const std::vector<Ident>& key);
// A name for a column of the archive that it has not got yet: that of a column, and what it is.
Ident fresh_column(const Table& archive, Name of, std::string_view what);
// Adds a column for what that one holds, which may be null; its name.
Ident add_value(Table& archive, const Column& column, std::string_view what);
// The same for values that are compared later with what the column holds then: upper and lower case differ.
Ident add_written(Table& archive, const Column& column);
// Adds all columns that hold something of their own, but for those of the key, under their names.
std::vector<Kept::Value> add_other_columns(Table& archive, const Table& of);
// select key, values from the table
Select rows_to_keep(const Table& table, const Ident& alias, const Kept& kept);
// insert into the archive (key, values) select …
Insert filling(const Kept& kept, Select rows);

}  // namespace migc
