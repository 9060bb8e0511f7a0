// What a schema is made of: tables with their columns, constraints and indexes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ir/expression.h"

namespace migc {

// `with postgres (fillfactor = 70)`: one key of it.
struct Option {
  Dialect dialect{};
  Ident key;
  std::string value;
  bool is_string = false;
  bool operator==(const Option&) const = default;
};

struct Identity {
  bool always = false;  // else: by default
  std::optional<long long> start;
  std::optional<long long> increment;
  bool operator==(const Identity&) const = default;
};

struct Generated {
  Expr expr;
  bool stored = true;
  bool operator==(const Generated&) const = default;
};

struct Column {
  Ident name;
  Type type;
  bool nullable = true;
  std::optional<Expr> default_value;
  Ident default_name;  // of `constraint NAME default …`; only SQL Server has such names
  std::optional<Identity> identity;
  std::optional<Generated> generated;
  std::vector<Option> options;
  DialectSet targets = DialectSet::all();
  Span span;
  bool operator==(const Column&) const = default;
};

enum class ConstraintKind : std::uint8_t { PrimaryKey, Unique, ForeignKey, Check };
enum class Action : std::uint8_t { NoAction, Restrict, Cascade, SetNull, SetDefault };

struct Constraint {
  ConstraintKind kind = ConstraintKind::Check;
  Ident name;  // empty until it has been given one
  std::vector<Ident> columns;
  // of a foreign key
  TableName referred;
  std::vector<Ident> referred_columns;  // empty until resolved when they are the primary key's
  Action on_delete = Action::NoAction;
  Action on_update = Action::NoAction;
  bool deferrable = false;
  bool initially_deferred = false;
  // of a check
  Expr check;
  DialectSet targets = DialectSet::all();
  Span span;
  bool operator==(const Constraint&) const = default;
};

enum class NullsOrder : std::uint8_t { Default, First, Last };

struct IndexElement {
  Expr expr;  // a column, or an expression
  bool descending = false;
  NullsOrder nulls = NullsOrder::Default;
  bool operator==(const IndexElement&) const = default;
};

struct Index {
  Ident name;  // empty until it has been given one
  bool unique = false;
  Ident method;
  std::vector<IndexElement> elements;
  std::vector<Ident> include;
  std::optional<Expr> where;
  std::vector<Option> options;
  DialectSet targets = DialectSet::all();
  Span span;
  bool operator==(const Index&) const = default;
};

struct Table {
  TableName name;
  std::vector<Column> columns;
  std::vector<Constraint> constraints;
  std::vector<Index> indexes;
  std::vector<Option> options;
  Span span;

  const Column* column(Name name) const;
  Column* column(Name name);
  const Constraint* constraint(Name name) const;
  const Index* index(Name name) const;
  const Constraint* primary_key() const;

  // Columns, constraints and indexes are sets: where they stand is never a difference.
  bool operator==(const Table& other) const;
};

std::string_view action_text(Action action);            // "set null"
std::string_view constraint_word(ConstraintKind kind);  // "foreign key"
bool names_column(const std::vector<Ident>& list, Name column);
// Whether the constraint reads or holds that column of its own table.
bool uses_column(const Constraint& constraint, Name column);
bool uses_column(const Index& index, Name column);
// The columns that an index or a constraint is about, for its conventional name.
std::vector<Name> columns_of(const Constraint& constraint);
std::vector<Name> columns_of(const Index& index);
// Whether rows of the table can be found by this: a primary key or a unique constraint over exactly
// these columns, or a unique index over them with no condition and no expression.
bool is_key(const Table& table, const std::vector<Ident>& columns);

// A name as it is written in .mig and in messages: in quotes when it needs them.
std::string show(Name name);
std::string show(const TableName& table);
std::string show(const std::vector<Ident>& columns);  // "a, b"

}  // namespace migc
