// The operations: what a revision says, as plain values. Everything about one is found by its name:
//
//   ir/apply.cpp        what it does to a schema, and when that is legal
//   ir/invert.cpp       what takes it back
//   frontend/print.cpp  how it is written
//   backends/           what a target makes of it
//
// Adding one here makes the compiler point at each of these (docs/adding-an-operation.md).
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "ir/table.h"

namespace migc {

struct CreateTable {
  Table table;
  bool operator==(const CreateTable&) const = default;
};
struct DropTable {
  TableName table;
  bool operator==(const DropTable&) const = default;
};
struct RenameTable {
  TableName table;
  Ident to;
  bool operator==(const RenameTable&) const = default;
};

// Where a new column stands among the others. A note for the engines that care, never a difference.
struct Position {
  enum class Where : std::uint8_t { Last, First, After } where = Where::Last;
  Ident after;
  bool operator==(const Position&) const = default;
};
struct AddColumn {
  TableName table;
  Column column;
  Position position;
  bool operator==(const AddColumn&) const = default;
};
struct DropColumn {
  TableName table;
  Ident column;
  bool operator==(const DropColumn&) const = default;
};
struct RenameColumn {
  TableName table;
  Ident column;
  Ident to;
  bool operator==(const RenameColumn&) const = default;
};
struct AlterType {
  TableName table;
  Ident column;
  Type type;
  std::optional<Expr> using_expr;
  std::optional<Expr> reverse_using;
  bool operator==(const AlterType&) const = default;
};
struct SetNotNull {
  TableName table;
  Ident column;
  bool operator==(const SetNotNull&) const = default;
};
struct DropNotNull {
  TableName table;
  Ident column;
  bool operator==(const DropNotNull&) const = default;
};
struct SetDefault {
  TableName table;
  Ident column;
  Expr value;
  bool operator==(const SetDefault&) const = default;
};
struct DropDefault {
  TableName table;
  Ident column;
  bool operator==(const DropDefault&) const = default;
};

struct AddConstraint {
  TableName table;
  Constraint constraint;
  bool operator==(const AddConstraint&) const = default;
};
struct DropConstraint {
  TableName table;
  Ident constraint;
  bool operator==(const DropConstraint&) const = default;
};
struct RenameConstraint {
  TableName table;
  Ident constraint;
  Ident to;
  bool operator==(const RenameConstraint&) const = default;
};

struct CreateIndex {
  TableName table;
  Index index;
  bool operator==(const CreateIndex&) const = default;
};
struct DropIndex {
  TableName table;  // empty until resolved when `on` is left out
  Ident index;
  bool operator==(const DropIndex&) const = default;
};
struct RenameIndex {
  TableName table;  // likewise
  Ident index;
  Ident to;
  bool operator==(const RenameIndex&) const = default;
};

struct Insert {
  TableName table;
  std::vector<Ident> columns;
  std::vector<std::vector<Expr>> rows;
  bool operator==(const Insert&) const = default;
};
struct Assignment {
  Ident column;
  Expr value;
  bool operator==(const Assignment&) const = default;
};
struct Update {
  TableName table;
  Ident alias;
  std::vector<Assignment> set;
  std::optional<Expr> where;
  bool operator==(const Update&) const = default;
};
struct Delete {
  TableName table;
  Ident alias;
  std::optional<Expr> where;
  bool operator==(const Delete&) const = default;
};

// Raw SQL: no effect on the model.
struct Execute {
  std::string sql;
  bool operator==(const Execute&) const = default;
};

struct Statement;
// `up { … } down { … }`
struct ByHand {
  std::vector<Statement> up;
  std::vector<Statement> down;
  bool operator==(const ByHand&) const;
};

using Operation = std::variant<CreateTable, DropTable, RenameTable, AddColumn, DropColumn, RenameColumn,
                               AlterType, SetNotNull, DropNotNull, SetDefault, DropDefault, AddConstraint,
                               DropConstraint, RenameConstraint, CreateIndex, DropIndex, RenameIndex, Insert,
                               Update, Delete, Execute, ByHand>;

// What the author said about the way back of a statement.
struct WayBack {
  enum class Kind : std::uint8_t {
    Derived,       // nothing: the compiler finds it
    Sql,           // reverse $$…$$
    Nothing,       // reverse nothing
    Irreversible,  // irreversible 'why'
  } kind = Kind::Derived;
  std::string text;  // the SQL, or why
  bool operator==(const WayBack&) const = default;
};

struct Statement {
  Operation op;
  DialectSet targets = DialectSet::all();  // from `on … { }`
  WayBack way_back;
  std::string comment;  // what stood right above it, a line a line, without the marks
  Span span;
  bool operator==(const Statement&) const = default;
};

inline bool ByHand::operator==(const ByHand& other) const { return up == other.up && down == other.down; }

struct Revision {
  Ident id;
  std::string message;
  std::vector<Ident> after;
  std::vector<Ident> depends_on;
  Ident branch;
  std::string comment;
  std::vector<Statement> statements;
  // `on` blocks that stand in it, with the dialects that they name: all branches together.
  struct OnBlock {
    DialectSet named;
    bool has_else = false;
    Span span;
    bool operator==(const OnBlock&) const = default;
  };
  std::vector<OnBlock> on_blocks;
  bool complete = true;  // false when a syntax error left something out
  // What the left-out parts would have made, as far as can be seen: a table, or a column or other named
  // element of one. It is not missed afterwards.
  struct Lost {
    TableName table;
    Name element;
  };
  std::vector<Lost> lost;
  Span span;
};

// The table that an operation is about, where there is one.
const TableName* table_of(const Operation& op);
// Inserts, updates, deletes and raw SQL: what reads or writes rows.
bool is_data(const Operation& op);

}  // namespace migc
