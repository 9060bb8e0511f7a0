// What SQLite has no statement for: most changes make the table anew; types stand in the tables that have columns of
// them; comments are kept nowhere.
#include <algorithm>

#include "backends/sqlite/sqlite.h"

namespace migc {

bool Sqlite::legalise_attribute(const Statement& statement, std::vector<Step>& out,
                                const std::function<void(const TableName&)>& anew) const {
  if (const auto* set = std::get_if<SetIdentity>(&statement.op)) {
    anew(set->table);
  } else if (const auto* drop = std::get_if<DropIdentity>(&statement.op)) {
    anew(drop->table);
  } else if (const auto* restart = std::get_if<RestartIdentity>(&statement.op)) {
    add(SetNextIdentity{restart->table, restart->with.value_or(1)}, statement, out);
  } else if (const auto* generated = std::get_if<SetGenerated>(&statement.op)) {
    anew(generated->table);
  } else if (const auto* plain = std::get_if<DropGenerated>(&statement.op)) {
    anew(plain->table);
  } else if (const auto* collation = std::get_if<SetCollation>(&statement.op)) {
    anew(collation->table);
  } else if (const auto* options = std::get_if<SetOptions>(&statement.op)) {
    const bool mine = std::any_of(options->options.begin(), options->options.end(),
                                  [&](const Option& o) { return o.dialect == target().dialect; });
    if (mine) anew(options->table);
  } else if (const auto* validate = std::get_if<ValidateConstraint>(&statement.op)) {
    add(Remark{fmt::format("{} has been looked at when it was added", show(validate->constraint.name))},
        statement, out);
  } else if (const auto* comment = std::get_if<CommentOn>(&statement.op)) {
    const CommentTarget& on = comment->on;
    std::string what = on.kind == CommentTarget::Kind::Object ? show(on.object) : show(on.table);
    if (!on.element.name.empty()) what += "." + show(on.element.name);
    add(Remark{fmt::format("{}: {}", what, comment->text)}, statement, out);
  } else {
    return false;
  }
  return true;
}

void Sqlite::legalise_type_change(const Statement& statement, const Change& change,
                                  std::vector<Step>& out) const {
  // The old value's place in a row is taken by the new one.
  const auto moved = [&](Name column, const std::string& from, const std::string& to) {
    Expr expr;
    expr.kind = ExprKind::Case;
    expr.case_else = true;
    expr.args = {binary_expr(Operator::Equal, column_expr(column), string_expr(from)), string_expr(to),
                 column_expr(column)};
    return expr;
  };
  const auto* rename = std::get_if<RenameEnumValue>(&statement.op);
  const auto* drop = std::get_if<DropEnumValue>(&statement.op);
  const auto* added = std::get_if<AddEnumValue>(&statement.op);
  const auto* domain = std::get_if<AlterDomain>(&statement.op);
  const QualifiedName& type = rename  ? rename->type
                              : drop  ? drop->type
                              : added ? added->type
                                      : domain->domain;
  const std::vector<const Table*> tables = change.schema().tables_with(type);
  for (const Table* table : tables) {
    RebuildTable step = rebuild(*change.before(table->name), *table, change.schema());
    for (RebuildTable::Copied& copied : step.copied) {
      const Column& column = *table->column(copied.to);
      if (column.type.kind != TypeKind::user || !(column.type.name == type)) continue;
      if (rename) copied.from = moved(copied.to, rename->value, rename->to);
      if (drop && !drop->to.empty()) copied.from = moved(copied.to, drop->value, drop->to);
    }
    add(std::move(step), statement, out);
  }
  if (tables.empty()) add(Remark{fmt::format("no column has the type {}", show(type))}, statement, out);
}

bool Sqlite::legalise_object(const Statement& statement, const Change& change, std::vector<Step>& out) const {
  const std::size_t first = out.size();
  const auto in_columns = [&](const ObjectName& name) {
    const bool type = name.kind == ObjectKind::EnumType || name.kind == ObjectKind::Domain;
    if (type)
      add(Remark{fmt::format("{}: it stands in each column that has it", show(name))}, statement, out);
    return type;
  };
  const auto again = [&](const ObjectName& old, const SchemaObject& object) {
    add(DropObject{old, false}, statement, out);
    add(CreateObject{object}, statement, out);
  };
  if (const auto* create = std::get_if<CreateObject>(&statement.op)) {
    if (!in_columns(name_of(create->object))) add(statement.op, statement, out);
  } else if (const auto* drop = std::get_if<DropObject>(&statement.op)) {
    if (!in_columns(drop->object)) add(statement.op, statement, out);
  } else if (const auto* replace = std::get_if<ReplaceObject>(&statement.op)) {
    again(name_of(replace->object), replace->object);
  } else if (const auto* rename = std::get_if<RenameObject>(&statement.op)) {
    ObjectName now = rename->object;
    now.name.name = rename->to.name;
    if (!in_columns(rename->object)) again(rename->object, *change.schema().find(now));
  } else if (std::holds_alternative<AddEnumValue>(statement.op) ||
             std::holds_alternative<RenameEnumValue>(statement.op) ||
             std::holds_alternative<DropEnumValue>(statement.op) ||
             std::holds_alternative<AlterDomain>(statement.op)) {
    legalise_type_change(statement, change, out);
  } else {
    return false;
  }
  if (out.size() > first) out[first].comment = statement.comment;
  return true;
}

}  // namespace migc
