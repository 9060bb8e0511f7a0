#include "ir/rows_touched.h"

#include <fmt/format.h>

#include <algorithm>
#include <concepts>
#include <unordered_set>

#include "support/overloaded.h"

namespace migc {

namespace {

template <class Op, class... Ops>
concept OneOf = (std::same_as<Op, Ops> || ...);

std::string rows_of(const TableName& table) { return "rows of " + show(table); }
std::string default_of(const TableName& table, Name column) {
  return fmt::format("the default of {}.{}", show(table), show(column));
}
bool names_one(const std::vector<Ident>& columns, const std::vector<Name>& of) {
  return std::any_of(columns.begin(), columns.end(), [&](const Ident& column) {
    return std::find(of.begin(), of.end(), column.name) != of.end();
  });
}

class Toucher {
 public:
  Toucher(const Schema& schema, RowsTouched& rows) : schema_(schema), rows_(rows) {}

  void operator()(const Insert& op) {
    write(rows_of(op.table));
    for (const auto& row : op.rows)
      for (const Expr& value : row) reads(value);
    if (op.select) for_each_reference(*op.select, [&](const TableReference& at) { read(rows_of(at.table)); });
    const Table* table = schema_.find(op.table);
    if (!table) return;
    for (const Column& column : table->columns)
      if (std::none_of(op.columns.begin(), op.columns.end(),
                       [&](const Ident& given) { return given.name == column.name.name; }))
        read(default_of(op.table, column.name.name));
    for (const Constraint& key : table->constraints)
      if (key.kind == ConstraintKind::ForeignKey) read(rows_of(key.referred));
  }
  void operator()(const Update& op) {
    write(rows_of(op.table));
    std::vector<Name> set;
    for (const Assignment& assignment : op.set) {
      set.push_back(assignment.column.name);
      reads(assignment.value);
    }
    if (op.from) read(rows_of(op.from->table));
    for (const Select::Join& join : op.joins) {
      read(rows_of(join.table.table));
      reads(join.on);
    }
    if (op.where) reads(*op.where);
    if (const Table* table = schema_.find(op.table))
      for (const Constraint& key : table->constraints)
        if (key.kind == ConstraintKind::ForeignKey && names_one(key.columns, set))
          read(rows_of(key.referred));
    schema_.for_each_key_to(op.table, [&](const Table& other, const Constraint& key) {
      if (names_one(key.referred_columns, set)) passes_on(other, key.on_update);
    });
  }
  void operator()(const Delete& op) {
    write(rows_of(op.table));
    if (op.where) reads(*op.where);
    std::unordered_set<TableName> seen{op.table};
    goes_along(op.table, seen);
  }
  void operator()(const AlterType& op) {
    if (!op.using_expr) return;  // the same value, in another form
    write(rows_of(op.table));
    reads(*op.using_expr);
  }
  void operator()(const DropEnumValue& op) {
    if (op.to.empty()) return;
    for (const Table* table : schema_.tables_with(op.type)) write(rows_of(table->name));
  }
  void operator()(const SetDefault& op) { write(default_of(op.table, op.column.name)); }
  void operator()(const DropDefault& op) { write(default_of(op.table, op.column.name)); }
  // Goes on from the largest number that is there.
  void operator()(const SetIdentity& op) { read(rows_of(op.table)); }
  void operator()(const RestartIdentity& op) { write(rows_of(op.table)); }
  void operator()(const RestartSequence& op) { write("the numbers of " + show(op.sequence)); }
  void operator()(const RefreshView& op) { write(rows_of(op.view)); }
  void operator()(const Execute&) { rows_.raw = true; }
  void operator()(const ByHand& op) {
    for (const Statement& statement : op.up) std::visit(*this, statement.op);
  }
  template <
      OneOf<CreateTable, DropTable, RenameTable, AddColumn, DropColumn, RenameColumn, SetNotNull, DropNotNull,
            DropIdentity, SetGenerated, DropGenerated, SetCollation, SetOptions, SetSchema, SetRowSecurity,
            AttachPartition, DetachPartition, AddConstraint, DropConstraint, RenameConstraint,
            ValidateConstraint, CreateIndex, DropIndex, RenameIndex, CreateObject, ReplaceObject, DropObject,
            RenameObject, AddEnumValue, RenameEnumValue, AlterDomain, AlterSequence, CommentOn, Grant, Revoke>
          Op>
  void operator()(const Op&) {}

 private:
  void write(std::string what) { rows_.written.push_back(std::move(what)); }
  void read(std::string what) { rows_.read.push_back(std::move(what)); }
  void reads(const Expr& expr) {
    for_each_reference(expr, [&](const TableReference& at) { read(rows_of(at.table)); });
  }
  void passes_on(const Table& other, Action action) {
    if (acts(action))
      write(rows_of(other.name));
    else
      read(rows_of(other.name));
  }
  void goes_along(const TableName& name, std::unordered_set<TableName>& seen) {
    schema_.for_each_key_to(name, [&](const Table& other, const Constraint& key) {
      passes_on(other, key.on_delete);
      if (key.on_delete == Action::Cascade && seen.insert(other.name).second) goes_along(other.name, seen);
    });
  }

  const Schema& schema_;
  RowsTouched& rows_;
};

}  // namespace

RowsTouched rows_touched(const Operation& op, const Schema& schema) {
  RowsTouched rows;
  std::visit(Toucher(schema, rows), op);
  return rows;
}

}  // namespace migc
