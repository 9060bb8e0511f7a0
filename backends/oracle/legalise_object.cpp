// Attributes of columns, what is no table, comments, rights, rows.
#include <algorithm>

#include "backends/oracle/oracle.h"

namespace migc {

namespace {

// To use a sequence is to select from it. None is said twice (ORA-01711).
std::vector<Privilege> on_oracle(std::vector<Privilege> privileges, const GrantTarget& on) {
  if (on.kind != GrantKind::Sequence) return privileges;
  std::vector<Privilege> made;
  for (Privilege& privilege : privileges) {
    if (privilege.word == "usage") privilege.word = "select";
    if (std::find(made.begin(), made.end(), privilege) == made.end()) made.push_back(std::move(privilege));
  }
  return made;
}

}  // namespace

bool Oracle::legalise_attribute(const Statement& statement, const Change& change,
                                std::vector<Step>& out) const {
  if (const auto* set = std::get_if<SetIdentity>(&statement.op)) {
    make_anew(set->table, set->column, column_expr(set->column.name), statement, change, out);
  } else if (const auto* drop = std::get_if<DropIdentity>(&statement.op)) {
    keep(statement, out);
    const Table& after = *change.after(drop->table);
    const Column& column = *after.column(drop->column.name);
    // What is in the primary key is not null as it is (ORA-01442).
    const Constraint* key = after.primary_key();
    const bool keyed = key && names_column(key->columns, column.name.name);
    if (!grounded(column).nullable && !keyed) add(SetNotNull{drop->table, drop->column}, statement, out);
  } else if (const auto* restart = std::get_if<RestartIdentity>(&statement.op)) {
    Identity identity = *change.after(restart->table)->column(restart->column.name)->identity;
    identity.start = restart->with.value_or(identity.start.value_or(1));
    add(SetIdentity{restart->table, restart->column, identity}, statement, out);
  } else if (const auto* generated = std::get_if<SetGenerated>(&statement.op)) {
    make_anew(generated->table, generated->column, {}, statement, change, out);
  } else if (const auto* plain = std::get_if<DropGenerated>(&statement.op)) {
    make_anew(plain->table, plain->column, column_expr(plain->column.name), statement, change, out);
  } else if (std::holds_alternative<SetOptions>(statement.op)) {
    return true;  // there are none of Oracle
  } else if (const auto* comment = std::get_if<CommentOn>(&statement.op)) {
    const CommentTarget& on = comment->on;
    const bool kept =
        on.kind == CommentTarget::Kind::Table || on.kind == CommentTarget::Kind::Column ||
        (on.kind == CommentTarget::Kind::Object &&
         (on.object.kind == ObjectKind::View || on.object.kind == ObjectKind::MaterializedView));
    if (kept)
      keep(statement, out);
    else
      add(Remark{fmt::format("{}: {}",
                             on.kind == CommentTarget::Kind::Object ? show(on.object) : show(on.element.name),
                             comment->text)},
          statement, out);
  } else {
    return false;
  }
  return true;
}

void Oracle::legalise_enum(const Statement& statement, const Change& change, std::vector<Step>& out) const {
  const auto* rename = std::get_if<RenameEnumValue>(&statement.op);
  const auto* drop = std::get_if<DropEnumValue>(&statement.op);
  const QualifiedName& type = rename ? rename->type
                              : drop ? drop->type
                                     : std::get<AddEnumValue>(statement.op).type;
  const auto tables = changed_tables(statement.op, change);
  // Checks and indexes that have the value in them are made again around the rows' move.
  std::vector<Step> again;
  for (const auto& [was, now] : tables) {
    for (const Constraint& c : was->constraints) {
      const Constraint* same = now->constraint(c.name.name);
      if (c.kind != ConstraintKind::Check || !same || *same == c) continue;
      drop_constraint(*was, c, statement, out);
      add_constraint(*now, *same, statement, again);
    }
    for (const Index& index : was->indexes) {
      const Index* same = now->index(index.name.name);
      if (!same || *same == index) continue;
      add(DropIndex{was->name, index.name, {}}, statement, out);
      add(CreateIndex{now->name, physical(*now, *same)}, statement, again);
    }
  }
  adapt_columns(statement, change, out);
  bool used = false;
  for (const Table* table : change.schema().tables_with(type))
    for (const Column& column : table->columns) {
      if (column.type.kind != TypeKind::user || !(column.type.name == type)) continue;
      used = true;
      const std::string* from = rename ? &rename->value : drop && !drop->to.empty() ? &drop->value : nullptr;
      if (!from) continue;
      add(Update{table->name,
                 {},
                 {{column.name, string_expr(rename ? rename->to : drop->to)}},
                 {},
                 {},
                 binary_expr(Operator::Equal, column_expr(column.name.name), string_expr(*from))},
          statement, out);
    }
  for (Step& step : again) out.push_back(std::move(step));
  if (!used) add(Remark{fmt::format("no column has the type {}", show(type))}, statement, out);
}

void Oracle::legalise_revoke(const Revoke& op, const Statement& statement, const Change& change,
                             std::vector<Step>& out) const {
  // A right on columns is revoked from the whole table (ORA-01750); what stays of it is given again.
  Revoke whole = op;
  whole.privileges = on_oracle(whole.privileges, op.on);
  for (Privilege& privilege : whole.privileges) privilege.columns.clear();
  const auto same = [](const Privilege& a, const Privilege& b) { return a.word == b.word; };
  whole.privileges.erase(std::unique(whole.privileges.begin(), whole.privileges.end(), same),
                         whole.privileges.end());
  add(whole, statement, out);
  for (const Right* right : change.schema().rights_on(op.on)) {
    const std::vector<Privilege> own = on_oracle({right->privilege}, right->on);
    const bool role = std::any_of(op.roles.begin(), op.roles.end(),
                                  [&](const Ident& r) { return r.name == right->role.name; });
    const bool word = std::any_of(whole.privileges.begin(), whole.privileges.end(), [&](const Privilege& p) {
      return p.word == own.front().word || p.word == "all";
    });
    if (role && word) add(Grant{own, right->on, {right->role}, right->grantable}, statement, out);
  }
}

bool Oracle::legalise_object(const Statement& statement, const Change& change, std::vector<Step>& out) const {
  const auto in_columns = [&](const ObjectName& name) {
    const bool type = name.kind == ObjectKind::EnumType || name.kind == ObjectKind::Domain;
    if (type)
      add(Remark{fmt::format("{}: it stands in each column that has it", show(name))}, statement, out);
    return type;
  };
  // What is dropped loses its rights and its comment.
  const auto again = [&](const ObjectName& old, const SchemaObject& object) {
    add(DropObject{old, false}, statement, out);
    add(CreateObject{object}, statement, out);
    const ObjectName now = name_of(object);
    const bool view = now.kind == ObjectKind::View || now.kind == ObjectKind::MaterializedView;
    if (view && !object.comment.empty()) {
      CommentTarget on;
      on.kind = CommentTarget::Kind::Object;
      on.object = now;
      add(CommentOn{on, object.comment}, statement, out);
    }
    const GrantKind kind = view                                ? GrantKind::Table
                           : now.kind == ObjectKind::Procedure ? GrantKind::Procedure
                                                               : GrantKind::Function;
    regrant({kind, now.name, now.arguments}, statement, change, out);
  };
  if (const auto* create = std::get_if<CreateObject>(&statement.op)) {
    if (!in_columns(name_of(create->object))) keep(statement, out);
  } else if (const auto* drop = std::get_if<DropObject>(&statement.op)) {
    if (!in_columns(drop->object)) keep(statement, out);
  } else if (const auto* replace = std::get_if<ReplaceObject>(&statement.op)) {
    const auto* view = std::get_if<View>(&replace->object.definition);
    if (view && view->materialized)
      again(name_of(replace->object), replace->object);
    else
      keep(statement, out);
  } else if (const auto* rename = std::get_if<RenameObject>(&statement.op)) {
    if (in_columns(rename->object)) return true;
    ObjectName now = rename->object;
    now.name.name = rename->to.name;
    const bool own = rename->object.name.schema.empty();  // "RENAME": of one's own schema alone
    switch (rename->object.kind) {
      case ObjectKind::View:
        if (own)
          keep(statement, out);
        else
          again(rename->object, *change.schema().find(now));
        break;
      case ObjectKind::Sequence:
        keep(statement, out);
        // A default keeps the text that it was given.
        for (const Table* table : change.schema().tables())
          for (const Column& column : table->columns) {
            if (!column.default_value) continue;
            bool reads = false;
            for_each(*column.default_value, [&](const Expr& e) {
              reads = reads || (e.kind == ExprKind::NextValue && e.name == now.name.name &&
                                e.qualifier == now.name.schema);
            });
            if (reads) add(SetDefault{table->name, column.name, *column.default_value}, statement, out);
          }
        break;
      case ObjectKind::Trigger:
        keep(statement, out);
        break;
      case ObjectKind::MaterializedView:
      case ObjectKind::Function:
      case ObjectKind::Procedure:
        again(rename->object, *change.schema().find(now));
        break;
      case ObjectKind::Namespace:
      case ObjectKind::EnumType:
      case ObjectKind::Domain:
      case ObjectKind::Extension:
      case ObjectKind::Policy:
        keep(statement, out);  // refused, or done above
        break;
    }
  } else if (std::holds_alternative<AddEnumValue>(statement.op) ||
             std::holds_alternative<RenameEnumValue>(statement.op) ||
             std::holds_alternative<DropEnumValue>(statement.op)) {
    legalise_enum(statement, change, out);
  } else if (const auto* domain = std::get_if<AlterDomain>(&statement.op)) {
    const std::size_t first = out.size();
    adapt_columns(statement, change, out);
    if (out.size() == first && change.schema().tables_with(domain->domain).empty())
      add(Remark{fmt::format("no column has the domain {}", show(domain->domain))}, statement, out);
  } else if (const auto* restart = std::get_if<RestartSequence>(&statement.op)) {
    const auto& sequence = std::get<Sequence>(
        change.schema().find(ObjectName{ObjectKind::Sequence, restart->sequence, {}, {}})->definition);
    RestartSequence own = *restart;
    if (!own.with) own.with = sequence.start;
    add(std::move(own), statement, out);
  } else if (const auto* alter = std::get_if<AlterSequence>(&statement.op)) {
    // Where it began can't be changed (ORA-02283), and says nothing about where it goes on.
    AlterSequence own = *alter;
    own.settings.start.reset();
    const Sequence none;
    if (own.settings == none && !own.cycle)
      add(Remark{fmt::format("{} begins elsewhere when it is created again", show(own.sequence))}, statement,
          out);
    else
      add(std::move(own), statement, out);
  } else if (const auto* revoke = std::get_if<Revoke>(&statement.op)) {
    legalise_revoke(*revoke, statement, change, out);
  } else if (const auto* grant = std::get_if<Grant>(&statement.op)) {
    add(Grant{on_oracle(grant->privileges, grant->on), grant->on, grant->roles, grant->grantable}, statement,
        out);
  } else {
    return false;
  }
  return true;
}

bool Oracle::legalise_rows(const Statement& statement, const Change& change, std::vector<Step>& out) const {
  const auto* insert = std::get_if<Insert>(&statement.op);
  if (!insert) return false;
  // "INSERT": several rows at once since 23.
  if (insert->rows.size() > 1 && !since(23)) {
    for (const std::vector<Expr>& row : insert->rows)
      add(Insert{insert->table, insert->columns, {row}, {}}, statement, out);
  } else {
    keep(statement, out);
  }
  for (const Column& column : change.after(insert->table)->columns)
    if (column.identity && names_column(insert->columns, column.name.name))
      add(SyncIdentity{insert->table, column.name.name}, statement, out);
  return true;
}

}  // namespace migc
