#include "ir/passes/resolve.h"

#include <algorithm>

#include "ir/applier.h"

namespace migc {

namespace {

// An index that is named without its table belongs to the one table that has it.
bool find_table(TableName& table, const Ident& index, const Schema& schema, Diagnostics& diagnostics) {
  if (!table.name.empty()) return true;
  const Table* owner = schema.owner_of(table.schema, index.name);
  if (owner && owner->index(index.name)) {
    table = owner->name;
    table.span = index.span;
    return true;
  }
  if (schema.poisoned(TableName(), index.name)) return false;
  std::vector<std::string_view> names;
  for (const Table* other : schema.tables()) {
    if (schema.poisoned(other->name, index.name)) return false;
    for (const Index& i : other->indexes) names.push_back(i.name.name.str());
  }
  auto& diagnostic = diagnostics.report(diag::unknown_index, index.span, show(index.name));
  if (owner)
    diagnostic.fix(fmt::format("it is a constraint: alter table {} drop constraint {};", show(owner->name),
                               show(index.name)));
  else
    suggest(diagnostic, index.name, names);
  return false;
}

void name_elements(Table& table, const Schema& schema, const Naming& naming) {
  if (const Constraint* key = table.primary_key())
    for (const Ident& ident : key->columns)
      if (Column* column = table.column(ident.name)) column->nullable = false;
  for (Column& column : table.columns)
    if (column.identity) column.nullable = false;
  for (Constraint& constraint : table.constraints)
    if (constraint.name.name.empty())
      constraint.name = {name_for(constraint, table, schema, naming), constraint.span};
  for (Index& index : table.indexes)
    if (index.name.name.empty()) index.name = {name_for(index, table, schema, naming), index.span};
}

// What stands on a column in its own table, but for the primary key, goes before it does.
void drop_dependents(const DropColumn& op, const Statement& statement, const Schema& schema,
                     std::vector<Statement>& out) {
  const Table* table = schema.find(op.table);
  if (!table) return;
  const auto add = [&](Operation drop) {
    out.push_back({std::move(drop), statement.targets, {}, "", statement.span});
  };
  for (const Index& index : table->indexes)
    if (uses_column(index, op.column.name)) add(DropIndex{op.table, {index.name.name, op.column.span}});
  // Foreign keys first: one of them may stand on a key of the table itself.
  for (bool foreign : {true, false})
    for (const Constraint& constraint : table->constraints)
      if ((constraint.kind == ConstraintKind::ForeignKey) == foreign &&
          constraint.kind != ConstraintKind::PrimaryKey && uses_column(constraint, op.column.name))
        add(DropConstraint{op.table, {constraint.name.name, op.column.span}});
}

}  // namespace

std::vector<Statement> resolve(Statement statement, const Schema& schema, const Naming& naming,
                               Diagnostics& diagnostics) {
  std::vector<Statement> out;
  if (auto* create = std::get_if<CreateTable>(&statement.op)) {
    name_elements(create->table, schema, naming);
  } else if (auto* added = std::get_if<AddColumn>(&statement.op)) {
    if (added->column.identity) added->column.nullable = false;
  } else if (auto* add = std::get_if<AddConstraint>(&statement.op)) {
    const Table* table = schema.find(add->table);
    if (table && add->constraint.name.name.empty())
      add->constraint.name = {name_for(add->constraint, *table, schema, naming), add->constraint.span};
    if (table && add->constraint.kind == ConstraintKind::PrimaryKey)
      for (const Ident& ident : add->constraint.columns)
        if (const Column* column = table->column(ident.name); column && column->nullable)
          out.push_back({SetNotNull{add->table, ident}, statement.targets, {}, "", statement.span});
  } else if (auto* index = std::get_if<CreateIndex>(&statement.op)) {
    const Table* table = schema.find(index->table);
    if (table && index->index.name.name.empty())
      index->index.name = {name_for(index->index, *table, schema, naming), index->index.span};
  } else if (auto* drop = std::get_if<DropIndex>(&statement.op)) {
    if (!find_table(drop->table, drop->index, schema, diagnostics)) return {};
  } else if (auto* rename = std::get_if<RenameIndex>(&statement.op)) {
    if (!find_table(rename->table, rename->index, schema, diagnostics)) return {};
  } else if (auto* drop_column = std::get_if<DropColumn>(&statement.op)) {
    drop_dependents(*drop_column, statement, schema, out);
  }
  // The comment stands above the first of them.
  if (!out.empty()) std::swap(out.front().comment, statement.comment);
  out.push_back(std::move(statement));
  return out;
}

}  // namespace migc
