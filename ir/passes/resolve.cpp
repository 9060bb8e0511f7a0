#include "ir/passes/resolve.h"

#include <algorithm>

#include "ir/applier.h"
#include "ir/dependents.h"
#include "ir/keep.h"

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

// The constraint that is meant by what it is.
bool find_constraint(DropConstraint& drop, const Schema& schema, Diagnostics& diagnostics) {
  if (!drop.pattern) return true;
  const Table* table = schema.find(drop.table);
  if (!table) return true;  // reported when it is applied
  const ConstraintPattern pattern = *std::exchange(drop.pattern, std::nullopt);
  std::vector<const Constraint*> found;
  for (const Constraint& constraint : table->constraints) {
    if (constraint.kind != pattern.kind) continue;
    if (pattern.kind == ConstraintKind::PrimaryKey || constraint.columns == pattern.columns)
      found.push_back(&constraint);
  }
  std::string what(pattern.kind == ConstraintKind::Unique ? "unique constraint"
                                                          : constraint_word(pattern.kind));
  if (pattern.kind != ConstraintKind::PrimaryKey) what += fmt::format(" ({})", show(pattern.columns));
  if (found.size() == 1) {
    drop.constraint.name = found[0]->name.name;
    return true;
  }
  if (found.empty()) {
    if (!schema.poisoned(drop.table)) {
      auto& diagnostic =
          diagnostics.report(diag::element_not_found, drop.constraint.span, show(drop.table), what);
      for (const Constraint& other : table->constraints)
        if (other.kind == pattern.kind)
          diagnostic.note(fmt::format("there is {} ({})", show(other.name.name), show(other.columns)));
    }
  } else {
    diagnostics.report(diag::ambiguous_element, drop.constraint.span, show(drop.table), what)
        .label(found[0]->span, "one")
        .label(found[1]->span, "another")
        .fix(fmt::format("say which: drop constraint {}", show(found[0]->name.name)));
  }
  return false;
}

bool find_index(DropIndex& drop, const Schema& schema, Diagnostics& diagnostics) {
  if (drop.columns.empty()) return find_table(drop.table, drop.index, schema, diagnostics);
  const Table* table = schema.find(drop.table);
  if (!table) return true;
  const std::vector<Ident> columns = std::exchange(drop.columns, {});
  std::vector<const Index*> found;
  for (const Index& index : table->indexes) {
    const bool same = index.elements.size() == columns.size() &&
                      std::equal(index.elements.begin(), index.elements.end(), columns.begin(),
                                 [](const IndexElement& e, const Ident& c) {
                                   return e.expr.kind == ExprKind::Column && e.expr.name == c.name;
                                 });
    if (same) found.push_back(&index);
  }
  const std::string what = fmt::format("index ({})", show(columns));
  if (found.size() == 1) {
    drop.index.name = found[0]->name.name;
    return true;
  }
  if (found.empty())
    diagnostics.report(diag::element_not_found, drop.index.span, show(drop.table), what);
  else
    diagnostics.report(diag::ambiguous_element, drop.index.span, show(drop.table), what)
        .label(found[0]->span, "one")
        .label(found[1]->span, "another")
        .fix(fmt::format("say which: drop index {}", show(found[0]->name.name)));
  return false;
}

// The columns of a partition are those of its parent.
void fill_partition(Table& table, const Schema& schema) {
  if (!table.partition_of || !table.columns.empty()) return;
  const Table* parent = schema.find(table.partition_of->parent);
  if (!parent) return;
  table.columns = parent->columns;
  for (Column& column : table.columns) {
    column.identity.reset();
    column.comment.clear();
  }
}

// Names and finds what is left out; false when that can't be done.
bool complete(Statement& statement, const Schema& schema, const Naming& naming, Diagnostics& diagnostics) {
  if (auto* create = std::get_if<CreateTable>(&statement.op)) {
    fill_partition(create->table, schema);
    name_elements(create->table, schema, naming);
  } else if (auto* added = std::get_if<AddColumn>(&statement.op)) {
    if (added->column.identity) added->column.nullable = false;
  } else if (auto* add = std::get_if<AddConstraint>(&statement.op)) {
    const Table* table = schema.find(add->table);
    if (table && add->constraint.name.name.empty())
      add->constraint.name = {name_for(add->constraint, *table, schema, naming), add->constraint.span};
  } else if (auto* index = std::get_if<CreateIndex>(&statement.op)) {
    const Table* table = schema.find(index->table);
    if (table && index->index.name.name.empty())
      index->index.name = {name_for(index->index, *table, schema, naming), index->index.span};
  } else if (auto* drop = std::get_if<DropIndex>(&statement.op)) {
    return find_index(*drop, schema, diagnostics);
  } else if (auto* rename = std::get_if<RenameIndex>(&statement.op)) {
    return find_table(rename->table, rename->index, schema, diagnostics);
  } else if (auto* constraint = std::get_if<DropConstraint>(&statement.op)) {
    return find_constraint(*constraint, schema, diagnostics);
  } else if (auto* comment = std::get_if<CommentOn>(&statement.op)) {
    if (comment->on.kind == CommentTarget::Kind::Index)
      return find_table(comment->on.table, comment->on.element, schema, diagnostics);
  } else if (auto* replace = std::get_if<ReplaceObject>(&statement.op)) {
    if (!schema.find(name_of(replace->object))) statement.op = CreateObject{std::move(replace->object)};
  }
  return true;
}

}  // namespace

bool resolve(Statement statement, const Schema& schema, const Naming& naming, Diagnostics& diagnostics,
             const std::function<bool(Statement&)>& run) {
  if (!complete(statement, schema, naming, diagnostics)) return false;
  while (auto before = first_dependent(statement.op, schema)) {
    Statement dependent{std::move(*before), statement.targets, {}, "", statement.span, statement.assumed};
    // The comment stands above the first of them.
    std::swap(dependent.comment, statement.comment);
    if (!resolve(std::move(dependent), schema, naming, diagnostics, run)) return false;
  }
  if (statement.way_back.kind != WayBack::Kind::Keep) return run(statement);
  std::vector<Statement> parts = with_archive(std::move(statement), schema, diagnostics);
  return !parts.empty() && std::all_of(parts.begin(), parts.end(), run);
}

}  // namespace migc
