// What MySQL keeps elsewhere than where it is written: attributes of columns in their definition, types in the
// columns that have them, comments on most things nowhere.
#include <algorithm>
#include <unordered_set>

#include "backends/mysql/mysql.h"

namespace migc {

bool Mysql::legalise_attribute(const Statement& statement, const Change& change,
                               std::vector<Step>& out) const {
  const auto next = [&](const TableName& table, long long value) {
    add(SetNextIdentity{table, value}, statement, out);
  };
  if (const auto* set = std::get_if<SetIdentity>(&statement.op)) {
    modify_key(set->table, set->column, statement, change, out);
    if (set->identity.start) next(set->table, *set->identity.start);
  } else if (const auto* drop = std::get_if<DropIdentity>(&statement.op)) {
    modify_key(drop->table, drop->column, statement, change, out);
  } else if (const auto* restart = std::get_if<RestartIdentity>(&statement.op)) {
    next(restart->table, restart->with.value_or(1));
  } else if (const auto* generated = std::get_if<SetGenerated>(&statement.op)) {
    modify(generated->table, generated->column, statement, change, out);
  } else if (const auto* plain = std::get_if<DropGenerated>(&statement.op)) {
    modify(plain->table, plain->column, statement, change, out);
  } else if (const auto* collation = std::get_if<SetCollation>(&statement.op)) {
    modify(collation->table, collation->column, statement, change, out);
  } else if (const auto* options = std::get_if<SetOptions>(&statement.op)) {
    const bool mine = std::any_of(options->options.begin(), options->options.end(),
                                  [&](const Option& o) { return o.dialect == target().dialect; });
    if (!mine) return true;
    if (options->column.name.empty()) {
      keep(statement, out);
      // What the whole table was converted to has taken the columns along that have their own.
      for (const Column& column : change.after(options->table)->columns)
        if (option(column.options, "charset") || option(column.options, "collate") ||
            !column.collation.name.empty())
          modify(options->table, column.name, statement, change, out);
    } else {
      modify(options->table, options->column, statement, change, out);
    }
  } else if (const auto* validate = std::get_if<ValidateConstraint>(&statement.op)) {
    add(Remark{fmt::format("{} has been looked at when it was added", show(validate->constraint.name))},
        statement, out);
  } else {
    return false;
  }
  return true;
}

void Mysql::legalise_enum(const Operation& op, const Statement& statement, const Change& change,
                          std::vector<Step>& out) const {
  const auto* rename = std::get_if<RenameEnumValue>(&op);
  const auto* drop = std::get_if<DropEnumValue>(&op);
  const QualifiedName& type = rename ? rename->type : drop ? drop->type : std::get<AddEnumValue>(op).type;
  std::vector<const Table*> tables = change.schema().tables_with(type);
  for (const Table* table : tables) {
    for (const Column& column : table->columns) {
      if (column.type.kind != TypeKind::user || !(column.type.name == type)) continue;
      const auto move = [&](const std::string& from, const std::string& to) {
        add(Update{table->name,
                   {},
                   {{column.name, string_expr(to)}},
                   {},
                   {},
                   binary_expr(Operator::Equal, column_expr(column.name.name), string_expr(from))},
            statement, out);
      };
      if (drop && !drop->to.empty()) move(drop->value, drop->to);
      if (rename) {
        // Both values are there while the rows move from one to the other.
        Column both = column;
        EnumType values = *column.type.user->values();
        values.values.push_back(rename->value);
        both.type.user = std::make_shared<UserType>(UserType{std::move(values)});
        add(ModifyColumn{table->name, both, {}}, statement, out);
        move(rename->value, rename->to);
      }
      add(ModifyColumn{table->name, column, {}}, statement, out);
    }
  }
  if (tables.empty()) add(Remark{fmt::format("no column has the type {}", show(type))}, statement, out);
}

void Mysql::legalise_revoke(const Revoke& op, const Statement& statement, const Change& change,
                            std::vector<Step>& out) const {
  // The right to give rights on is one flag for a role and a thing ("GRANT"): it goes with the last right that has it.
  std::unordered_set<Name> had;
  for (const auto& [key, before] : change.touched().rights)
    if (before && before->grantable) had.insert(before->role.name);
  std::unordered_set<Name> has;
  for (const Right* right : change.schema().rights_on(op.on))
    if (right->grantable) has.insert(right->role.name);
  for (const Ident& role : op.roles) {
    Revoke own{op.privileges, op.on, {role}};
    own.option_too = had.contains(role.name) && !has.contains(role.name);
    add(std::move(own), statement, out);
  }
  regrant_columns(op, statement, change, out);
}

bool Mysql::legalise_object(const Statement& statement, const Change& change, std::vector<Step>& out) const {
  const auto in_columns = [&](const ObjectName& name) {
    const bool type = name.kind == ObjectKind::EnumType || name.kind == ObjectKind::Domain;
    if (type) add(Remark{fmt::format("{}: each column has it in its own type", show(name))}, statement, out);
    return type;
  };
  const auto again = [&](const ObjectName& old, const SchemaObject& object) {
    add(DropObject{old, false}, statement, out);
    add(CreateObject{object}, statement, out);
    // The server forgets the rights on a routine that is dropped.
    const auto* routine = std::get_if<Routine>(&object.definition);
    if (routine)
      regrant(
          {routine->procedure ? GrantKind::Procedure : GrantKind::Function, object.name, routine->arguments},
          statement, change, out);
  };
  // Rights stay with the old name, for whatever has it next.
  const auto move_rights = [&](const QualifiedName& from, const QualifiedName& to) {
    for (const Right* right : change.schema().rights_on({GrantKind::Table, to, {}}))
      add(Revoke{{right->privilege}, {GrantKind::Table, from, {}}, {right->role}}, statement, out);
    keep(statement, out);
    regrant({GrantKind::Table, to, {}}, statement, change, out);
  };
  if (const auto* create = std::get_if<CreateObject>(&statement.op)) {
    if (!in_columns(name_of(create->object))) keep(statement, out);
  } else if (const auto* drop = std::get_if<DropObject>(&statement.op)) {
    if (!in_columns(drop->object)) keep(statement, out);
  } else if (const auto* replace = std::get_if<ReplaceObject>(&statement.op)) {
    if (std::holds_alternative<View>(replace->object.definition))
      keep(statement, out);
    else
      again(name_of(replace->object), replace->object);
  } else if (const auto* rename = std::get_if<RenameObject>(&statement.op)) {
    if (in_columns(rename->object)) return true;
    ObjectName now = rename->object;
    now.name.name = rename->to.name;
    if (rename->object.kind == ObjectKind::View)
      move_rights(rename->object.name, now.name);
    else if (rename->object.kind == ObjectKind::Sequence)
      keep(statement, out);
    else
      again(rename->object, *change.schema().find(now));
  } else if (std::holds_alternative<AddEnumValue>(statement.op) ||
             std::holds_alternative<RenameEnumValue>(statement.op) ||
             std::holds_alternative<DropEnumValue>(statement.op)) {
    legalise_enum(statement.op, statement, change, out);
  } else if (const auto* domain = std::get_if<AlterDomain>(&statement.op)) {
    const bool checks =
        domain->change == AlterDomain::Change::AddCheck || domain->change == AlterDomain::Change::DropCheck;
    std::vector<const Table*> tables = change.schema().tables_with(domain->domain);
    for (const Table* table : tables)
      for (const Column& column : table->columns)
        if (!checks && column.type.kind == TypeKind::user && column.type.name == domain->domain)
          add(ModifyColumn{table->name, column, {}}, statement, out);
    if (tables.empty())
      add(Remark{fmt::format("no column has the domain {}", show(domain->domain))}, statement, out);
  } else if (const auto* table = std::get_if<RenameTable>(&statement.op)) {
    move_rights(table->table, {table->table.schema, table->to.name, {}});
  } else if (const auto* moved = std::get_if<SetSchema>(&statement.op)) {
    move_rights(moved->table, {moved->schema.name, moved->table.name, {}});
  } else if (const auto* revoke = std::get_if<Revoke>(&statement.op)) {
    legalise_revoke(*revoke, statement, change, out);
  } else if (const auto* comment = std::get_if<CommentOn>(&statement.op)) {
    switch (comment->on.kind) {
      case CommentTarget::Kind::Table:
        keep(statement, out);
        break;
      case CommentTarget::Kind::Column:
        modify(comment->on.table, comment->on.element, statement, change, out);
        break;
      case CommentTarget::Kind::Constraint:
      case CommentTarget::Kind::Index:
        add(Remark{fmt::format("{}: {}", show(comment->on.element.name), comment->text)}, statement, out);
        break;
      case CommentTarget::Kind::Object:
        add(Remark{fmt::format("{}: {}", show(comment->on.object), comment->text)}, statement, out);
        break;
    }
  } else {
    return false;
  }
  return true;
}

}  // namespace migc
