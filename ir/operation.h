// The operations: what a revision says, as plain values. Everything about one is found by its name:
//
//   ir/apply_….cpp      what it does to a schema, and when that is legal
//   ir/invert.cpp       what takes it back
//   frontend/print.cpp  how it is written
//   backends/           what a target makes of it
//
// Adding one here makes the compiler point at each of these (docs/adding-an-operation.md).
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "ir/object.h"
#include "support/diagnostics.h"

namespace migc {

// Where a statement has put what it takes, so that its way back can give it back (ir/keep.h).
struct Kept {
  TableName archive;
  std::vector<Ident> key;  // what finds a row, in the table and in the archive
  struct Value {
    Ident column;
    Ident before;  // the archive's column with what it was; empty where that is known without it
    Ident after;   // with what the statement made of it; empty where that is not kept
    bool operator==(const Value&) const = default;
  };
  std::vector<Value> values;
  Ident changed;  // of a change of type: the archive's column that says which rows were changed since
  bool operator==(const Kept&) const = default;
};

struct CreateTable {
  Table table;
  Name kept_in =
      {};  // the archive that its rows are put in when it goes, and come back from; empty where there is none
  bool operator==(const CreateTable&) const = default;
};
struct DropTable {
  TableName table;
  bool cascade = false;  // with what depends on it
  bool if_there = false;
  bool operator==(const DropTable&) const = default;
};
struct RenameTable {
  TableName table;
  Ident to;
  bool archives = false;  // a drop that keeps the table: it is an archive from here on
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
  Name kept_in = {};  // the archive that its values are put in when it goes, and come back from
  bool operator==(const AddColumn&) const = default;
};
struct DropColumn {
  TableName table;
  Ident column;
  bool cascade = false;
  std::optional<Expr> reverse_using;  // its values, when it comes back
  std::optional<Kept> kept = {};
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
  std::optional<Kept> kept = {};
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
struct SetIdentity {
  TableName table;
  Ident column;
  Identity identity;
  bool operator==(const SetIdentity&) const = default;
};
struct DropIdentity {
  TableName table;
  Ident column;
  bool operator==(const DropIdentity&) const = default;
};
// Where the next value is taken from: state, not schema.
struct RestartIdentity {
  TableName table;
  Ident column;
  std::optional<long long> with;
  bool operator==(const RestartIdentity&) const = default;
};
struct SetGenerated {
  TableName table;
  Ident column;
  Generated generated;
  bool operator==(const SetGenerated&) const = default;
};
struct DropGenerated {  // the values stay
  TableName table;
  Ident column;
  bool operator==(const DropGenerated&) const = default;
};
struct SetCollation {
  TableName table;
  Ident column;
  Ident collation;  // empty: the default one
  bool operator==(const SetCollation&) const = default;
};
// `set with D (key = value)`: a key that is left out is untouched, one without a value is removed.
struct SetOptions {
  TableName table;
  Ident column;  // empty: the table's own
  std::vector<Option> options;
  bool operator==(const SetOptions&) const = default;
};
struct SetSchema {
  TableName table;
  Ident schema;  // empty: the default one
  bool operator==(const SetSchema&) const = default;
};
struct SetRowSecurity {
  TableName table;
  std::optional<bool> enabled, forced;  // what is said
  bool operator==(const SetRowSecurity&) const = default;
};
struct AttachPartition {
  TableName table;
  TableName partition;
  PartitionBound bound;
  bool operator==(const AttachPartition&) const = default;
};
struct DetachPartition {
  TableName table;
  TableName partition;
  bool operator==(const DetachPartition&) const = default;
};

struct AddConstraint {
  TableName table;
  Constraint constraint;
  bool operator==(const AddConstraint&) const = default;
};
// A constraint that is found by what it is: `drop unique (a, b)`. Resolved into its name.
struct ConstraintPattern {
  ConstraintKind kind = ConstraintKind::PrimaryKey;
  std::vector<Ident> columns;  // of a unique constraint or a foreign key
  bool operator==(const ConstraintPattern&) const = default;
};
struct DropConstraint {
  TableName table;
  Ident constraint;  // empty until resolved where there is a pattern
  bool cascade = false;
  std::optional<ConstraintPattern> pattern;
  bool operator==(const DropConstraint&) const = default;
};
struct RenameConstraint {
  TableName table;
  Ident constraint;
  Ident to;
  bool operator==(const RenameConstraint&) const = default;
};

struct ValidateConstraint {
  TableName table;
  Ident constraint;
  bool operator==(const ValidateConstraint&) const = default;
};

struct CreateIndex {
  TableName table;
  Index index;
  bool operator==(const CreateIndex&) const = default;
};
struct DropIndex {
  TableName table;  // empty until resolved when `on` is left out
  Ident index;      // empty until resolved where columns are given
  std::vector<Ident> columns;
  bool operator==(const DropIndex&) const = default;
};
struct RenameIndex {
  TableName table;  // likewise
  Ident index;
  Ident to;
  bool operator==(const RenameIndex&) const = default;
};

// --- types, sequences, views, routines, … (ir/object.h) ------------------------------------------------------

struct CreateObject {
  SchemaObject object;
  bool operator==(const CreateObject&) const = default;
};
// `create or replace`: of a view or a routine that is there; resolved into CreateObject where it is not.
struct ReplaceObject {
  SchemaObject object;
  bool operator==(const ReplaceObject&) const = default;
};
struct DropObject {
  ObjectName object;
  bool cascade = false;
  bool operator==(const DropObject&) const = default;
};
struct RenameObject {
  ObjectName object;
  Ident to;
  bool operator==(const RenameObject&) const = default;
};

struct AddEnumValue {
  QualifiedName type;
  std::string value;
  std::string before, after;  // a value that it stands beside; neither: at the end
  Span span;                  // of the value
  Span beside_span;
  bool operator==(const AddEnumValue&) const = default;
};
struct RenameEnumValue {
  QualifiedName type;
  std::string value, to;
  Span span;
  Span to_span;
  bool operator==(const RenameEnumValue&) const = default;
};
struct DropEnumValue {
  QualifiedName type;
  std::string value;
  std::string to;  // what rows get that have it; empty: there must be none
  Span span;
  Span to_span;
  std::vector<std::pair<TableName, Kept>> kept = {};  // the rows that had it, by the table that they are in
  bool operator==(const DropEnumValue&) const = default;
};
struct AlterDomain {
  QualifiedName domain;
  enum class Change : std::uint8_t {
    SetDefault,
    DropDefault,
    SetNotNull,
    DropNotNull,
    AddCheck,
    DropCheck,
  } change = Change::DropDefault;
  Expr expr;   // of SetDefault and AddCheck
  Ident name;  // of AddCheck and DropCheck
  bool operator==(const AlterDomain&) const = default;
};
struct AlterSequence {
  QualifiedName sequence;
  Sequence settings;          // those that are given
  std::optional<bool> cycle;  // where it is given
  bool operator==(const AlterSequence&) const = default;
};
struct RestartSequence {
  QualifiedName sequence;
  std::optional<long long> with;
  bool operator==(const RestartSequence&) const = default;
};
struct RefreshView {
  QualifiedName view;
  bool operator==(const RefreshView&) const = default;
};

// What a comment is about: a table, a column, a constraint or an index of one, or an object.
struct CommentTarget {
  enum class Kind : std::uint8_t { Table, Column, Constraint, Index, Object } kind = Kind::Table;
  TableName table;
  Ident element;
  ObjectName object;
  bool operator==(const CommentTarget&) const = default;
};
struct CommentOn {
  CommentTarget on;
  std::string text;  // empty: none
  bool operator==(const CommentOn&) const = default;
};

struct Grant {
  std::vector<Privilege> privileges;
  GrantTarget on;
  std::vector<Ident> roles;
  bool grantable = false;
  bool operator==(const Grant&) const = default;
};
struct Revoke {
  std::vector<Privilege> privileges;
  GrantTarget on;
  std::vector<Ident> roles;
  bool option_too = false;  // MySQL: the right to give rights on goes as well; no part of the language
  bool operator==(const Revoke&) const = default;
};

// --- data ----------------------------------------------------------------------------------------------------

struct Insert {
  TableName table;
  std::vector<Ident> columns;
  std::vector<std::vector<Expr>> rows;
  std::optional<Select> select;   // instead of rows
  std::optional<Kept> kept = {};  // rows that come back from an archive: their way back puts them there again
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
  std::optional<TableReference> from;
  std::vector<Select::Join> joins;
  std::optional<Expr> where;
  // Where its values are put; or, where they come from an archive, what its way back puts there again.
  std::optional<Kept> kept = {};
  bool operator==(const Update&) const = default;
};
struct Delete {
  TableName table;
  Ident alias;
  std::optional<Expr> where;
  std::optional<Kept> kept = {};
  bool operator==(const Delete&) const = default;
};

// Raw SQL: no effect on the model.
struct Execute {
  std::string sql;
  bool operator==(const Execute&) const = default;
};

// `@allow(rule, 'why')`: one of the diagnostics that can be allowed.
struct Allow {
  DiagnosticId rule{};
  std::string why;
  Span span;
  bool operator==(const Allow&) const = default;
};

struct Statement;
// `up { … } down { … }`
struct ByHand {
  std::vector<Statement> up;
  std::vector<Statement> down;
  bool operator==(const ByHand&) const;
};

using Operation =
    std::variant<CreateTable, DropTable, RenameTable, AddColumn, DropColumn, RenameColumn, AlterType,
                 SetNotNull, DropNotNull, SetDefault, DropDefault, SetIdentity, DropIdentity, RestartIdentity,
                 SetGenerated, DropGenerated, SetCollation, SetOptions, SetSchema, SetRowSecurity,
                 AttachPartition, DetachPartition, AddConstraint, DropConstraint, RenameConstraint,
                 ValidateConstraint, CreateIndex, DropIndex, RenameIndex, CreateObject, ReplaceObject,
                 DropObject, RenameObject, AddEnumValue, RenameEnumValue, DropEnumValue, AlterDomain,
                 AlterSequence, RestartSequence, RefreshView, CommentOn, Grant, Revoke, Insert, Update,
                 Delete, Execute, ByHand>;

// What the author said about the way back of a statement.
struct WayBack {
  enum class Kind : std::uint8_t {
    Derived,       // nothing: the compiler finds it
    Sql,           // reverse $$…$$
    Nothing,       // reverse nothing
    Irreversible,  // irreversible 'why'
    Keep,          // keep: what it takes is put into an archive
  } kind = Kind::Derived;
  std::string text;  // the SQL, why, or the name of the archive
  bool operator==(const WayBack&) const = default;
};

struct Statement {
  Operation op;
  DialectSet targets = DialectSet::all();  // from `on … { }`
  WayBack way_back;
  std::string comment;  // what stood right above it, a line a line, without the marks
  Span span;
  bool assumed = false;   // told to the model alone (`assume { … }`)
  bool aside = false;     // it serves a `keep`: it makes, fills or readies an archive
  bool declared = false;  // assumed, as a baseline says what is there
  std::vector<Allow> allows = {};
  bool operator==(const Statement&) const = default;
};

inline bool ByHand::operator==(const ByHand& other) const { return up == other.up && down == other.down; }

struct Revision {
  Ident id;
  std::string message;
  Span message_span;
  std::vector<Allow> allows;  // for all of it
  std::vector<Ident> after;
  std::vector<Ident> depends_on;
  Ident branch;
  std::optional<Span> baseline;  // it declares what is there, and does nothing
  std::vector<Ident> replaces;   // whose place it has taken: databases may have run those
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
// Whether it is no change of the schema: it reads or writes rows, or the state of a sequence or a view.
bool is_data(const Operation& op);
// Whether it changes the state of a sequence, an identity or a materialised view, which has no twin that takes it
// back (rule S12).
bool changes_state(const Operation& op);

}  // namespace migc
