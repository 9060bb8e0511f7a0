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
  // `key = default`
  bool removes() const { return !is_string && value == "default"; }
};

// Options are a set, kept in one order.
void sort_options(std::vector<Option>& options);

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
  Ident collation;
  std::string comment;
  std::vector<Option> options;
  DialectSet targets = DialectSet::all();
  Span span;
  bool operator==(const Column&) const = default;
};

enum class ConstraintKind : std::uint8_t { PrimaryKey, Unique, ForeignKey, Check, Exclude };
enum class Action : std::uint8_t { NoAction, Restrict, Cascade, SetNull, SetDefault };
enum class NullsOrder : std::uint8_t { Default, First, Last };

struct IndexElement {
  Expr expr;                  // a column, or an expression
  std::optional<int> prefix;  // how many characters of it
  Ident collation;
  Ident operator_class;
  bool descending = false;
  NullsOrder nulls = NullsOrder::Default;
  bool operator==(const IndexElement&) const = default;
};

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
  bool match_full = false;
  bool not_valid = false;           // of a foreign key or a check: rows from before have not been looked at
  bool nulls_not_distinct = false;  // of a unique constraint
  // of a check
  Expr check;
  // of an exclusion
  struct Excluded {
    IndexElement element;
    std::string op;
    bool operator==(const Excluded&) const = default;
  };
  Ident method;
  std::vector<Excluded> excluded;
  std::optional<Expr> where;
  std::string comment;
  DialectSet targets = DialectSet::all();
  Span span;
  bool operator==(const Constraint&) const = default;
};

struct Index {
  Ident name;  // empty until it has been given one
  bool unique = false;
  Ident method;
  std::vector<IndexElement> elements;
  std::vector<Ident> include;
  bool nulls_not_distinct = false;
  std::optional<Expr> where;
  std::string comment;
  std::vector<Option> options;
  DialectSet targets = DialectSet::all();
  Span span;
  bool operator==(const Index&) const = default;
};

enum class PartitionMethod : std::uint8_t { Range, List, Hash };
struct PartitionBy {
  PartitionMethod method = PartitionMethod::Range;
  std::vector<Expr> keys;
  bool operator==(const PartitionBy&) const = default;
};
// Which rows a partition holds.
struct PartitionBound {
  enum class Kind : std::uint8_t { Range, List, Hash, Default } kind = Kind::Default;
  std::vector<Expr> from;  // of a range; of a list its values. Null stands for minvalue and maxvalue.
  std::vector<Expr> to;
  long long modulus = 0, remainder = 0;
  bool operator==(const PartitionBound&) const = default;
};
struct PartitionOf {
  TableName parent;
  PartitionBound bound;
  bool operator==(const PartitionOf&) const = default;
};

// Row-level security: whether policies hold, and for the table's owner too.
struct RowSecurity {
  bool enabled = false;
  bool forced = false;
  bool operator==(const RowSecurity&) const = default;
};

struct Table {
  TableName name;
  std::vector<Column> columns;
  std::vector<Constraint> constraints;
  std::vector<Index> indexes;
  std::optional<PartitionBy> partition_by;
  std::optional<PartitionOf> partition_of;
  RowSecurity row_security;
  std::string comment;
  std::vector<Option> options;
  bool archive = false;  // it holds what `keep` put there (ir/keep.h)
  bool maybe = false;  // an archive that a way back leaves for the next upgrade, and is no part of the schema
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
bool acts(Action action);                               // whether rows that refer change along
std::string_view constraint_word(ConstraintKind kind);  // "foreign key"
bool names_column(const std::vector<Ident>& list, Name column);
// Whether the constraint reads or holds that column of its own table.
bool uses_column(const Constraint& constraint, Name column);
bool uses_column(const Index& index, Name column);
// Calls `visit` for every expression that the table holds: defaults, generated columns, checks, exclusions,
// indexes, the keys of its partitions; not for the parts of one.
void for_each_expression(Table& table, const std::function<void(Expr&)>& visit);
void for_each_expression(const Table& table, const std::function<void(const Expr&)>& visit);
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
