// What MySQL can't say as it is written: a change of a column restates the whole column, and the indexes
// that foreign keys stand on are made by name.
#include <algorithm>

#include "backends/mysql/mysql.h"

namespace migc {

namespace {

// Whether an index with these leading columns is there for a foreign key over `columns`, in any order
// of its first columns that InnoDB takes: the same order ("FOREIGN KEY Constraints": as the first columns
// in the same order).
bool leads(const std::vector<Name>& index, const std::vector<Ident>& columns) {
  if (index.size() < columns.size()) return false;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (!(index[i] == columns[i].name)) return false;
  return true;
}

std::vector<Name> leading_columns(const Index& index) {
  std::vector<Name> names;
  for (const IndexElement& element : index.elements) {
    if (element.expr.kind != ExprKind::Column) break;
    names.push_back(element.expr.name);
  }
  return names;
}

bool has_index(const std::vector<Index>& list, const Index& wanted) {
  return std::any_of(list.begin(), list.end(), [&](const Index& i) { return i == wanted; });
}

}  // namespace

std::vector<Index> stand_in_indexes(const Table& table) {
  std::vector<Index> made;
  for (const Constraint& key : table.constraints) {
    if (key.kind != ConstraintKind::ForeignKey) continue;
    const auto covers = [&](const auto& names) { return leads(names, key.columns); };
    bool covered = false;
    for (const Constraint& other : table.constraints)
      if (other.kind == ConstraintKind::PrimaryKey || other.kind == ConstraintKind::Unique) {
        std::vector<Name> names;
        for (const Ident& column : other.columns) names.push_back(column.name);
        covered = covered || covers(names);
      }
    for (const Index& index : table.indexes) covered = covered || covers(leading_columns(index));
    for (const Index& index : made) covered = covered || covers(leading_columns(index));
    if (covered) continue;
    Index index;
    index.name = key.name;
    for (const Ident& column : key.columns)
      index.elements.push_back(IndexElement{column_expr(column.name), {}, {}, {}, false, {}});
    made.push_back(std::move(index));
  }
  return made;
}

void Mysql::modify(const TableName& table, const Ident& column, const Statement& statement,
                   const Change& change, std::vector<Step>& out) const {
  add(ModifyColumn{table, *change.after(table)->column(column.name), {}}, statement, out);
}

void Mysql::modify_key(const TableName& table, const Ident& column, const Statement& statement,
                       const Change& change, std::vector<Step>& out) const {
  // "Cannot change column: used in a foreign key constraint" (error 1833), whatever the change.
  const auto keys = foreign_keys_on(change, table, column.name);
  for (const auto& [owner, key] : keys)
    add(DropConstraintOfKind{owner, key.name.name, key.kind}, statement, out);
  modify(table, column, statement, change, out);
  for (const auto& [owner, key] : keys) add(AddConstraint{owner, key}, statement, out);
}

void Mysql::legalise_type(const AlterType& op, const Statement& statement, const Change& change,
                          std::vector<Step>& out) const {
  // "Cannot change column: used in a foreign key constraint" (error 1832): the keys are taken off.
  const auto keys = foreign_keys_on(change, op.table, op.column.name);
  for (const auto& [table, key] : keys)
    add(DropConstraintOfKind{table, key.name.name, key.kind}, statement, out);
  if (!op.using_expr) {
    modify(op.table, op.column, statement, change, out);
  } else {
    // There is no USING. The values are computed into a column beside it; then the column is emptied, so
    // that nothing has to be converted, changed, and filled.
    const Column& before = *change.before(op.table)->column(op.column.name);
    const Column& after = *change.after(op.table)->column(op.column.name);
    Column beside = after;
    beside.name = migc::beside(op.column);
    beside.nullable = true;
    beside.default_value.reset();
    Column emptied = before;
    emptied.nullable = true;
    emptied.default_value.reset();
    Column refilled = after;
    refilled.nullable = true;
    refilled.default_value.reset();
    Expr null;
    const auto set = [&](const Ident& column, Expr value) {
      add(Update{op.table, {}, {{column, std::move(value)}}, {}, {}, {}}, statement, out);
    };
    add(AddColumn{op.table, beside, {}}, statement, out);
    set(beside.name, *op.using_expr);
    if (!(emptied == before)) add(ModifyColumn{op.table, emptied, {}}, statement, out);
    set(op.column, null);
    add(ModifyColumn{op.table, refilled, {}}, statement, out);
    set(op.column, column_expr(beside.name.name));
    if (!(refilled == after)) add(ModifyColumn{op.table, after, {}}, statement, out);
    add(DropColumn{op.table, beside.name, false, {}}, statement, out);
  }
  for (const auto& [table, key] : keys) add(AddConstraint{table, key}, statement, out);
}

void Mysql::legalise(const Statement& statement, const Change& change, std::vector<Step>& out) const {
  const std::size_t first = out.size();
  // Stand-in indexes: a new one is made before the statement where its key is there already, one that is
  // needed no longer is dropped after it.
  const TableName* name = table_of(statement.op);
  const bool new_or_gone =
      std::holds_alternative<CreateTable>(statement.op) || std::holds_alternative<DropTable>(statement.op) ||
      std::holds_alternative<RenameTable>(statement.op) || std::holds_alternative<RenameColumn>(statement.op);
  std::vector<Index> needed_before;
  std::vector<Index> needed_after;
  if (name && !new_or_gone && !is_data(statement.op)) {
    if (const Table* table = change.before(*name)) needed_before = stand_in_indexes(*table);
    if (const Table* table = change.after(*name)) needed_after = stand_in_indexes(*table);
  }
  for (const auto& [table, check] : checks_gone(statement.op, change))
    add(DropConstraintOfKind{table, check, ConstraintKind::Check}, statement, out);
  for (const Index& index : needed_after)
    if (!has_index(needed_before, index)) add(CreateIndex{*name, index}, statement, out);

  if (const auto* op = std::get_if<AlterType>(&statement.op)) {
    legalise_type(*op, statement, change, out);
  } else if (const auto* set = std::get_if<SetNotNull>(&statement.op)) {
    modify(set->table, set->column, statement, change, out);
  } else if (const auto* unset = std::get_if<DropNotNull>(&statement.op)) {
    modify(unset->table, unset->column, statement, change, out);
  } else if (const auto* set_default = std::get_if<SetDefault>(&statement.op)) {
    modify(set_default->table, set_default->column, statement, change, out);
  } else if (const auto* drop_default = std::get_if<DropDefault>(&statement.op)) {
    // `alter column … drop default` would leave a nullable column without its null.
    modify(drop_default->table, drop_default->column, statement, change, out);
  } else if (const auto* drop = std::get_if<DropConstraint>(&statement.op)) {
    const Constraint& before = *change.before(drop->table)->constraint(drop->constraint.name);
    add(DropConstraintOfKind{drop->table, before.name.name, before.kind}, statement, out);
  } else if (const auto* rename = std::get_if<RenameConstraint>(&statement.op)) {
    const Constraint& before = *change.before(rename->table)->constraint(rename->constraint.name);
    const Constraint& after = *change.after(rename->table)->constraint(rename->to.name);
    switch (before.kind) {
      case ConstraintKind::PrimaryKey:
        break;  // it is always called PRIMARY
      case ConstraintKind::Unique:
        add(RenameIndex{rename->table, rename->constraint, rename->to}, statement, out);
        break;
      case ConstraintKind::ForeignKey:
      case ConstraintKind::Check:
      case ConstraintKind::Exclude:
        add(DropConstraintOfKind{rename->table, before.name.name, before.kind}, statement, out);
        add(AddConstraint{rename->table, after}, statement, out);
        break;
    }
  } else if (legalise_attribute(statement, change, out) || legalise_object(statement, change, out)) {
    // done there
  } else if (const auto* update = std::get_if<Update>(&statement.op)) {
    // MySQL assigns from left to right and reads what has been set already; elsewhere all values are read
    // first. A circle has been refused, or is MariaDB's, which is told to read first.
    Update ordered = *update;
    ordered.set = read_before_set(update->set).value_or(update->set);
    add(std::move(ordered), statement, out);
  } else if (const auto* column = std::get_if<RenameColumn>(&statement.op)) {
    // Checks and indexes over expressions that read the column refuse it (errors 3959 and 3837).
    const Table& before = *change.before(column->table);
    const Table& after = *change.after(column->table);
    const auto reads = [](const Index& index, Name column_name) {
      return std::any_of(index.elements.begin(), index.elements.end(), [&](const IndexElement& e) {
        return e.expr.kind != ExprKind::Column && mentions(e.expr, column_name);
      });
    };
    for (const Constraint& c : before.constraints)
      if (c.kind == ConstraintKind::Check && mentions(c.check, column->column.name))
        add(DropConstraintOfKind{column->table, c.name.name, c.kind}, statement, out);
    for (const Index& index : before.indexes)
      if (reads(index, column->column.name)) add(DropIndex{column->table, index.name, {}}, statement, out);
    if (target().dialect == Dialect::mysql && target().version < Version{8, 0})
      add(ModifyColumn{column->table, *after.column(column->to.name), column->column.name}, statement, out);
    else
      keep(statement, out);
    for (const Index& index : after.indexes)
      if (reads(index, column->to.name)) add(CreateIndex{column->table, index}, statement, out);
    for (const Constraint& c : after.constraints)
      if (c.kind == ConstraintKind::Check && mentions(c.check, column->to.name))
        add(AddConstraint{column->table, c}, statement, out);
  } else {
    keep(statement, out);
  }

  for (const auto& [table, check] : checks_new(statement.op, change))
    add(AddConstraint{table, check}, statement, out);
  for (const Index& index : needed_before)
    if (!has_index(needed_after, index)) add(DropIndex{*name, index.name, {}}, statement, out);
  if (out.size() > first) {
    for (std::size_t i = first; i < out.size(); ++i) out[i].comment.clear();
    out[first].comment = statement.comment;
  }
}

}  // namespace migc
