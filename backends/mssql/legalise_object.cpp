// What SQL Server does by procedures, by dropping and creating again, or not at all.
#include <algorithm>

#include "backends/mssql/mssql.h"

namespace migc {

// Constraints and indexes that are called otherwise, looked at, or commented on.
bool Mssql::legalise_element(const Statement& statement, const Change& change, std::vector<Step>& out) const {
  if (const auto* rename = std::get_if<RenameConstraint>(&statement.op)) {
    const Table& table = *change.after(rename->table);
    if (filtered_key(table, *table.constraint(rename->to.name)))
      add(RenameIndex{rename->table, rename->constraint, rename->to}, statement, out);
    else
      keep(statement, out);
  } else if (const auto* comment = std::get_if<CommentOn>(&statement.op)) {
    legalise_comment(*comment, statement, change, out);
  } else if (std::holds_alternative<SetOptions>(statement.op)) {
    // There are none of SQL Server's own.
  } else if (const auto* restart = std::get_if<RestartIdentity>(&statement.op)) {
    const Identity& identity = *change.after(restart->table)->column(restart->column.name)->identity;
    add(SetNextIdentity{restart->table, restart->with.value_or(identity.start.value_or(1)),
                        identity.increment.value_or(1)},
        statement, out);
  } else if (const auto* moved = std::get_if<SetSchema>(&statement.op)) {
    // "ALTER SCHEMA": foreign keys follow, the rights on what is moved are dropped.
    keep(statement, out);
    regrant({GrantKind::Table, {moved->schema.name, moved->table.name, {}}, {}}, statement, change, out);
  } else if (std::holds_alternative<RenameIndex>(statement.op) ||
             std::holds_alternative<ValidateConstraint>(statement.op) ||
             std::holds_alternative<DropTable>(statement.op)) {
    keep(statement, out);
  } else {
    return false;
  }
  return true;
}

namespace {

// Whether SQL Server has things of the kind, which can have properties.
bool is_kept(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::Namespace:
    case ObjectKind::Sequence:
    case ObjectKind::View:
    case ObjectKind::Function:
    case ObjectKind::Procedure:
    case ObjectKind::Trigger:
      return true;
    case ObjectKind::EnumType:
    case ObjectKind::Domain:
    case ObjectKind::MaterializedView:
    case ObjectKind::Extension:
    case ObjectKind::Policy:
      return false;
  }
  return false;
}

}  // namespace

void Mssql::legalise_comment(const CommentOn& op, const Statement& statement, const Change& change,
                             std::vector<Step>& out) const {
  CommentTarget on = op.on;
  std::string was;
  if (on.kind == CommentTarget::Kind::Object) {
    if (!is_kept(on.object.kind)) {
      add(Remark{fmt::format("{}: {}", show(on.object), op.text)}, statement, out);
      return;
    }
    if (const SchemaObject* before = change.touched().object(on.object)) was = before->comment;
  } else if (const Table* before = change.before(on.table)) {
    switch (on.kind) {
      case CommentTarget::Kind::Table:
        was = before->comment;
        break;
      case CommentTarget::Kind::Column:
        was = before->column(on.element.name)->comment;
        break;
      case CommentTarget::Kind::Constraint:
        was = before->constraint(on.element.name)->comment;
        if (filtered_key(*before, *before->constraint(on.element.name))) on.kind = CommentTarget::Kind::Index;
        break;
      case CommentTarget::Kind::Index:
        was = before->index(on.element.name)->comment;
        break;
      case CommentTarget::Kind::Object:
        break;
    }
  }
  if (!was.empty()) add(CommentOn{on, ""}, statement, out);
  if (!op.text.empty()) add(CommentOn{on, op.text}, statement, out);
}

bool Mssql::legalise_rows(const Statement& statement, const Change& change, std::vector<Step>& out) const {
  const auto* insert = std::get_if<Insert>(&statement.op);
  if (!insert) {
    const bool rows = std::holds_alternative<Update>(statement.op) ||
                      std::holds_alternative<Delete>(statement.op) ||
                      std::holds_alternative<Execute>(statement.op);
    if (rows) keep(statement, out);
    return rows;
  }
  const Table* table = change.after(insert->table);
  const bool own_values =
      table && std::any_of(table->columns.begin(), table->columns.end(), [&](const Column& c) {
        return c.identity && (names_column(insert->columns, c.name.name) || insert->columns.empty());
      });
  const auto allow = [&](std::string_view word) {
    SqlWriter sql = writer();
    sql.words("set identity_insert").name(insert->table).words(word);
    if (own_values) add(Execute{sql.take()}, statement, out);
  };
  allow("on");
  // "Table Value Constructor": at most 1000 rows.
  constexpr std::size_t most = 1000;
  if (insert->select || insert->rows.size() <= most) {
    keep(statement, out);
  } else {
    for (std::size_t i = 0; i < insert->rows.size(); i += most) {
      Insert part = *insert;
      const auto begin = insert->rows.begin() + static_cast<std::ptrdiff_t>(i);
      part.rows.assign(begin, begin + static_cast<std::ptrdiff_t>(std::min(most, insert->rows.size() - i)));
      add(std::move(part), statement, out);
    }
  }
  allow("off");
  return true;
}

// The step that stands for the statement itself; what it does to tables is found by comparing them.
bool Mssql::legalise_object(const Statement& statement, const Change& change, std::vector<Step>& out) const {
  const auto in_columns = [&](const ObjectName& name) {
    const bool type = name.kind == ObjectKind::EnumType || name.kind == ObjectKind::Domain;
    if (type) add(Remark{fmt::format("{}: each column has it in its own type", show(name))}, statement, out);
    return type;
  };
  const auto target_of = [](const ObjectName& name) {
    GrantTarget target{GrantKind::Table, name.name, name.arguments};
    if (name.kind == ObjectKind::Function) target.kind = GrantKind::Function;
    if (name.kind == ObjectKind::Procedure) target.kind = GrantKind::Procedure;
    if (name.kind == ObjectKind::Sequence) target.kind = GrantKind::Sequence;
    return target;
  };
  const auto comment_on = [&](const SchemaObject& object) {
    if (object.comment.empty()) return;
    add(CommentOn{{CommentTarget::Kind::Object, {}, {}, name_of(object)}, object.comment}, statement, out);
  };
  const auto move_values = [&](const QualifiedName& type, const std::string& from, const std::string& to) {
    for (const Table* table : change.schema().tables_with(type))
      for (const Column& column : table->columns)
        if (column.type.kind == TypeKind::user && column.type.name == type)
          add(Update{table->name,
                     {},
                     {{column.name, string_expr(to)}},
                     {},
                     {},
                     binary_expr(Operator::Equal, column_expr(column.name.name), string_expr(from))},
              statement, out);
  };
  if (const auto* create = std::get_if<CreateObject>(&statement.op)) {
    if (in_columns(name_of(create->object))) return true;
    keep(statement, out);
    comment_on(create->object);
  } else if (const auto* drop = std::get_if<DropObject>(&statement.op)) {
    if (!in_columns(drop->object)) keep(statement, out);
  } else if (const auto* rename = std::get_if<RenameObject>(&statement.op)) {
    if (in_columns(rename->object)) return true;
    if (rename->object.kind == ObjectKind::Sequence) {
      keep(statement, out);
      return true;
    }
    // "sp_rename": the text of a view, a routine or a trigger keeps the old name.
    ObjectName now = rename->object;
    now.name.name = rename->to.name;
    const SchemaObject& object = *change.schema().find(now);
    add(DropObject{rename->object, false}, statement, out);
    add(CreateObject{object}, statement, out);
    comment_on(object);
    if (now.kind != ObjectKind::Trigger) regrant(target_of(now), statement, change, out);
  } else if (const auto* value = std::get_if<RenameEnumValue>(&statement.op)) {
    move_values(value->type, value->value, value->to);
  } else if (const auto* gone = std::get_if<DropEnumValue>(&statement.op)) {
    if (!gone->to.empty()) move_values(gone->type, gone->value, gone->to);
  } else if (const auto* sequence = std::get_if<AlterSequence>(&statement.op)) {
    const Sequence& settings = sequence->settings;
    if (settings.increment || settings.minimum || settings.maximum || settings.cache || sequence->cycle)
      keep(statement, out);
    else
      add(Remark{fmt::format("where {} starts is said when it is restarted", show(sequence->sequence))},
          statement, out);
  } else if (const auto* again = std::get_if<RestartSequence>(&statement.op)) {
    RestartSequence from = *again;
    const SchemaObject* object =
        change.schema().find(ObjectName{ObjectKind::Sequence, again->sequence, {}, ""});
    if (!from.with && object) from.with = std::get<Sequence>(object->definition).start;
    add(std::move(from), statement, out);
  } else if (const auto* revoke = std::get_if<Revoke>(&statement.op)) {
    // "REVOKE": a right that may be given on goes with 'cascade' alone (error 4611).
    Revoke whole = *revoke;
    for (const auto& [key, before] : change.touched().rights)
      whole.option_too = whole.option_too || (before && before->grantable);
    add(std::move(whole), statement, out);
    regrant_columns(*revoke, statement, change, out);
  } else if (std::holds_alternative<ReplaceObject>(statement.op) ||
             std::holds_alternative<Grant>(statement.op)) {
    keep(statement, out);
  } else {
    return false;
  }
  return true;
}

}  // namespace migc
