// The plan for one target: operations that it can do, and the few steps that only targets have.
#pragma once

#include <variant>

#include "ir/operation.h"

namespace migc {

// A column with its whole definition restated: MySQL ("ALTER TABLE … MODIFY", and CHANGE where it is renamed), and
// PostgreSQL for a collation, which comes with the type.
struct ModifyColumn {
  TableName table;
  Column column;
  Name from;  // what it was called, where that is something else
};

// From which number an identity goes on, and by how much (SQL Server's procedure wants the number before it).
struct SetNextIdentity {
  TableName table;
  long long next = 1;
  long long increment = 1;
};

// PostgreSQL: an enum made anew under the same name, and the columns of it moved over.
struct RemakeEnum {
  QualifiedName type;
  EnumType after;
  std::string value, to;  // the value that goes, and what rows get that have it (empty: nothing)
  struct Use {
    TableName table;
    Column column;
  };
  std::vector<Use> uses;
};

// What a target keeps no trace of: it stands in the script, for its reader.
struct Remark {
  std::string text;
};

// SQLite: a table made anew, filled from the old one, and put in its place.
struct RebuildTable {
  struct Copied {
    Name to;
    Expr from;  // over the old table's columns
  };
  Table before;
  Table after;
  std::vector<Copied> copied;
  std::vector<SchemaObject> triggers_before;
  std::vector<SchemaObject> triggers_after;
  // The operation that does it without making the table anew, where there is one and nothing else is to be
  // done with the table.
  std::optional<Operation> native;
};

// MySQL: a constraint, dropped by what it is.
struct DropConstraintOfKind {
  TableName table;
  Name constraint;
  ConstraintKind kind;
};

// SQL Server: a column's default, which is a constraint with a name of its own.
struct AddDefault {
  TableName table;
  Column column;
};

// Stops the script when the query gives rows (or groups of rows, where it groups); what they are is said, and their number.
struct RequireNone {
  Select rows;       // without items, unless it groups
  std::string what;  // "rows of users in which name is null"
};

// Stops the script with a message when the table is not there.
struct RequireTable {
  TableName table;
  std::string message;
};

// Says how many rows the step after it gives back from an archive, and how many it leaves alone.
struct CountRestored {
  Select query;
};

// PostgreSQL: moves an identity's sequence past the values that were given by hand.
struct SyncIdentity {
  TableName table;
  Name column;
};

// PostgreSQL: checks deferred constraints now, so that the table can be altered in this transaction.
struct CheckDeferred {};

using StepBody = std::variant<Operation, ModifyColumn, DropConstraintOfKind, SetNextIdentity, RemakeEnum,
                              Remark, RebuildTable, AddDefault, RequireNone, RequireTable, CountRestored,
                              SyncIdentity, CheckDeferred>;

struct Step {
  StepBody body;
  std::vector<Span> sources;  // the statements that it comes from
  std::string comment;        // the author's
  bool follows_keys = false;  // the actions of foreign keys may change other rows along with it
};

// What a step is to a transaction.
enum class StepKind : std::uint8_t { Schema, Data, Guard, DeferredCheck };

// A step as SQL: one statement or more, without their terminators.
struct SqlStep {
  std::vector<std::string> sql;
  std::vector<Span> sources;
  std::string comment;
  StepKind kind = StepKind::Schema;
  std::string query;           // of a guard: counts what stands in the way,
  std::string asks;            // which is this
  std::string new_enum_value;  // PostgreSQL: can be used once the transaction is over
  bool compound = false;       // its statements may hold semicolons of their own
  bool follows_keys = false;   // SQLite: wants foreign keys on
  bool rebuild = false;        // SQLite: wants foreign keys off
  bool renames_table = false;  // SQLite: wants legacy_alter_table off
};

}  // namespace migc
