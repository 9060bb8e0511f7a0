// What SQL Server keeps as a thing of its own on a table, and what of it stands on a column: most of that has to be
// taken off before the column is changed, and put back after it ("ALTER TABLE": ALTER COLUMN, errors 5074 and 4922).
#pragma once

#include "ir/table.h"

namespace migc {

struct Element {
  // In the order in which they are made.
  enum class Kind : std::uint8_t { Computed, Default, PrimaryKey, Unique, Index, Check, ForeignKey } kind{};
  TableName table;
  Column column;               // of a computed column and a default
  Constraint constraint;       // of a key and a check
  Index index;                 // of an index, and of a unique constraint in which nulls differ
  bool is_constraint = false;  // of an index: the model has it as a constraint
  std::string comment;         // goes with it, and is no part of what it is

  bool operator==(const Element& other) const;
  // What it is called; a computed column is called as the column.
  Name name() const;
  // Whether it holds or reads that column.
  bool stands_on(Name column) const;
  // Whether it reads that column in an expression, so that the column can't be renamed below it.
  bool reads(Name column) const;
};

// The default's name, which follows the table and the column unless the author gave one. Two underscores keep those
// of the tables a and a_b apart.
Name default_name(const TableName& table, const Column& column);

// The index that stands for a unique constraint in which nulls differ, since SQL Server takes nulls as equal ("Create
// Unique Constraints"); nothing where none of its columns can be null, or nulls are to be equal.
std::optional<Index> filtered_key(const Table& table, const Constraint& key);
// An index with the condition that leaves rows with nulls out of a unique one.
Index physical_index(const Table& table, const Index& index);

// A condition in the form that an index takes: comparisons of columns with constants, joined by `and` ("CREATE
// INDEX": filter_predicate). Nothing where it has another one.
std::optional<Expr> filter_form(const Expr& condition);

}  // namespace migc
