// create, replace, drop and rename of what is no table
#include <algorithm>

#include "ir/applier.h"
#include "ir/dependents.h"
#include "support/overloaded.h"
#include "support/text.h"

namespace migc {

const SchemaObject* Applier::need_object(ObjectName& name) {
  if (const SchemaObject* object = schema_.find(name)) {
    const Span span = name.name.span;
    name = name_of(*object);
    name.name.span = span;
    return object;
  }
  if (schema_.poisoned(name)) return nullptr;
  auto& diagnostic = report(diag::unknown_object, name.name.span, show(name));
  std::vector<std::string_view> names;
  for (const SchemaObject* other : schema_.objects())
    if (name_of(*other).kind == name.kind) names.push_back(other->name.name.str());
  const auto overloads = schema_.routines(name.name);
  if (const SchemaObject* other = schema_.relation(name.name))
    diagnostic.note(fmt::format("{} is there", show(name_of(*other)))).label(other->span, "made here");
  else if (const Table* table = schema_.find(name.name))
    diagnostic.note(fmt::format("table {} is there", show(table->name))).label(table->span, "made here");
  else if (!overloads.empty())
    diagnostic.note(fmt::format("{} is there", show(name_of(*overloads[0]))))
        .label(overloads[0]->span, "made here");
  else
    suggest(diagnostic, name.name.name, names);
  return nullptr;
}

bool Applier::need_used(QualifiedName& name) {
  if (schema_.find(name) || schema_.poisoned(name)) return true;
  const SchemaObject* object = schema_.relation(name);
  if (object && object->name == name) return true;
  if (!schema_.routines(name).empty()) return true;
  if (schema_.poisoned(ObjectName{ObjectKind::View, name, {}, {}})) return true;
  std::vector<std::string_view> names;
  for (const Table* table : schema_.tables()) names.push_back(table->name.name.str());
  for (const SchemaObject* other : schema_.objects()) names.push_back(other->name.name.str());
  suggest(report(diag::unknown_object, name.span, fmt::format("table, view or routine {}", show(name))),
          name.name, names);
  return false;
}

bool Applier::free_object(const SchemaObject& object) {
  const ObjectName name = name_of(object);
  switch (name.kind) {
    case ObjectKind::EnumType:
    case ObjectKind::Domain:
    case ObjectKind::Sequence:
    case ObjectKind::View:
    case ObjectKind::MaterializedView:
      return free_table(object.name);
    case ObjectKind::Namespace:
    case ObjectKind::Function:
    case ObjectKind::Procedure:
    case ObjectKind::Trigger:
    case ObjectKind::Extension:
    case ObjectKind::Policy:
      break;
  }
  if (const SchemaObject* other = schema_.same_key(name)) {
    report(diag::object_exists, object.name.span, show(name_of(*other))).label(other->span, "made here");
    return false;
  }
  return true;
}

bool Applier::check_domain_expression(const Domain& domain, Expr& expr, Family wanted) {
  Table values;  // the value of the domain is called `value`
  Column value;
  value.name = {Name("value"), {}};
  value.type = domain.base;
  values.columns.push_back(value);
  ExpressionChecker checker(schema_, diagnostics_, Place::Check);
  return checker.check(expr, scope_of(values), wanted);
}

bool Applier::define(SchemaObject& object) {
  const auto body = [&](Body& b) {
    bool ok = true;
    for (QualifiedName& name : b.uses) ok = need_used(name) && ok;
    return ok;
  };
  // A trigger stands on a table or a view.
  const auto on = [&](QualifiedName& name) {
    const SchemaObject* relation = schema_.relation(name);
    if (relation && std::holds_alternative<View>(relation->definition)) return true;
    return need_table(name) != nullptr;
  };
  return std::visit(
      overloaded{
          [&](Namespace&) { return true; }, [&](EnumType&) { return true; },
          [&](Domain& domain) {
            bool ok = complete_type(domain.base, schema_, diagnostics_);
            std::size_t levels = 1;
            for (const UserType* user = domain.base.user.get(); user && user->domain();
                 user = user->domain()->base.user.get())
              ++levels;
            if (ok && levels > 32) {
              report(diag::nested_too_deeply, object.name.span, std::size_t{32});
              return false;
            }
            if (ok && domain.default_value) {
              ExpressionChecker checker(schema_, diagnostics_, Place::Default);
              ok = checker.check(*domain.default_value, Scope{}, Wanted(domain.base));
            }
            for (std::size_t i = 0; ok && i < domain.checks.size(); ++i) {
              Domain::Check& check = domain.checks[i];
              if (check.name.name.empty())
                check.name.name = Name(
                    fmt::format("ck_{}{}", object.name.name.str(), i == 0 ? "" : fmt::format("_{}", i + 1)));
              ok = check_domain_expression(domain, check.expr, Family::Boolean);
            }
            for (std::size_t i = 0; ok && i < domain.checks.size(); ++i)
              for (std::size_t j = 0; j < i; ++j)
                if (domain.checks[i].name.name.folded() == domain.checks[j].name.name.folded()) {
                  report(diag::name_taken, domain.checks[i].name.span, show(domain.checks[i].name.name),
                         std::string("another check of the domain"));
                  ok = false;
                }
            std::sort(
                domain.checks.begin(), domain.checks.end(),
                [](const Domain::Check& a, const Domain::Check& b) { return a.name.name < b.name.name; });
            return ok;
          },
          [&](Sequence& sequence) {
            // What is left out means the same as written out ("CREATE SEQUENCE" of the PostgreSQL manual).
            const bool down = sequence.increment.value_or(1) < 0;
            if (!sequence.increment) sequence.increment = 1;
            if (!sequence.minimum) sequence.minimum = down ? -9223372036854775807 - 1 : 1;
            if (!sequence.maximum) sequence.maximum = down ? -1 : 9223372036854775807;
            if (!sequence.start) sequence.start = down ? *sequence.maximum : *sequence.minimum;
            if (!sequence.cache) sequence.cache = 1;
            const bool range = *sequence.minimum < *sequence.maximum;
            const bool fits =
                range && *sequence.start >= *sequence.minimum && *sequence.start <= *sequence.maximum;
            if (!fits)
              report(diag::bad_number, object.name.span,
                     range ? fmt::format("a start of {}", *sequence.start)
                           : fmt::format("a minimum of {}", *sequence.minimum))
                  .note(fmt::format("the sequence goes from {} to {}", *sequence.minimum, *sequence.maximum));
            return fits;
          },
          [&](View& view) { return body(view.body); }, [&](Routine& routine) { return body(routine.body); },
          [&](Trigger& trigger) {
            if (!on(trigger.table)) return false;
            object.name.schema = trigger.table.schema;
            return body(trigger.body);
          },
          [&](Extension&) { return true; },
          [&](Policy& policy) {
            const Table* table = need_table(policy.table);
            if (!table) return false;
            object.name.schema = policy.table.schema;
            bool ok = true;
            for (auto* expr : {&policy.using_expr, &policy.check}) {
              if (!*expr) continue;
              ExpressionChecker checker(schema_, diagnostics_, Place::Condition);
              ok = checker.check(**expr, scope_of(*table), Family::Boolean) && ok;
            }
            return ok;
          }},
      object.definition);
}

void Applier::warn_of_undeclared(const SchemaObject& object) {
  const Body* body = body_of(object);
  if (!body || statement_.assumed) return;
  std::vector<std::string> missing;
  std::vector<QualifiedName> wanted = body->uses;
  for (const std::string& word : body->words()) {
    const QualifiedName name{object.name.schema, Name(word), {}};
    const Table* table = schema_.find(name);
    if (!table) table = schema_.find_in_other_case(name);
    const SchemaObject* relation = schema_.relation(name);
    const bool view = relation && std::holds_alternative<View>(relation->definition);
    if (!table && !view) continue;
    const QualifiedName found = table ? table->name : relation->name;
    const bool declared = std::find(body->uses.begin(), body->uses.end(), found) != body->uses.end();
    if (declared || found == object.name || (table_of(object) && *table_of(object) == found)) continue;
    if (std::find(wanted.begin(), wanted.end(), found) != wanted.end()) continue;
    missing.push_back(show(found));
    wanted.push_back(found);
  }
  if (missing.empty()) return;
  std::string all;
  for (const QualifiedName& name : wanted) all += (all.empty() ? "" : ", ") + show(name);
  report(diag::undeclared_use, object.name.span, show(name_of(object)), join_and(missing))
      .note("what it uses is kept from being dropped under it, and renames are looked at")
      .fix(fmt::format("say so: uses ({})", all));
}

bool Applier::operator()(CreateObject& op) {
  const ObjectName name = name_of(op.object);
  if (schema_.poisoned(name)) return false;
  if (!define(op.object) || !free_object(op.object)) {
    if (!schema_.find(name)) schema_.poison(name);
    return false;
  }
  warn_of_undeclared(op.object);
  schema_.add(op.object);
  return true;
}

bool Applier::operator()(ReplaceObject& op) {
  ObjectName name = name_of(op.object);
  const SchemaObject* before = need_object(name);
  if (!before || !define(op.object)) return false;
  warn_of_undeclared(op.object);
  op.object.comment = before->comment;
  schema_.replace(name, op.object);
  return true;
}

std::vector<std::string> Applier::users_of(const SchemaObject& object) {
  const ObjectName name = name_of(object);
  std::vector<std::string> users;
  const auto mentioning = [&] {
    // A table or a view of that name is what is meant.
    const bool called = name.kind == ObjectKind::Function || name.kind == ObjectKind::Procedure;
    if (called && (schema_.find(object.name) || schema_.relation(object.name))) return;
    for (const SchemaObject* other : schema_.mentioning(object.name))
      if (other != &object) users.push_back(fmt::format("the {}", show(name_of(*other))));
  };
  switch (name.kind) {
    case ObjectKind::EnumType:
    case ObjectKind::Domain:
      for (const Table* table : schema_.tables_with(object.name))
        for (const Column& column : table->columns)
          if (column.type.kind == TypeKind::user && column.type.name == object.name)
            users.push_back(fmt::format("the column {}.{}", show(table->name), show(column.name.name)));
      mentioning();
      break;
    case ObjectKind::Sequence:
    case ObjectKind::Function:
      for (std::string& user : expression_users(schema_, name)) users.push_back(std::move(user));
      mentioning();
      break;
    case ObjectKind::View:
    case ObjectKind::MaterializedView:
    case ObjectKind::Procedure:
      mentioning();
      break;
    case ObjectKind::Namespace:
      for (const Table* table : schema_.tables())
        if (table->name.schema == object.name.name)
          users.push_back(fmt::format("the table {}", show(table->name)));
      for (const SchemaObject* other : schema_.objects())
        if (other->name.schema == object.name.name)
          users.push_back(fmt::format("the {}", show(name_of(*other))));
      break;
    case ObjectKind::Trigger:
    case ObjectKind::Extension:
    case ObjectKind::Policy:
      break;
  }
  return users;
}

bool Applier::operator()(DropObject& op) {
  const SchemaObject* object = need_object(op.object);
  if (!object) return false;
  const auto users = users_of(*object);
  if (!users.empty()) {
    auto& diagnostic = report(diag::still_used, op.object.name.span, show(op.object), join_and(users));
    diagnostic.fix("drop what uses it first");
    if (op.object.kind != ObjectKind::Namespace)
      diagnostic.fix(fmt::format("or drop it along: drop {} cascade; the way back puts all of it back",
                                 show(op.object)));
    return false;
  }
  schema_.remove(op.object);
  return true;
}

void Applier::move_object(ObjectName from, QualifiedName to) {
  SchemaObject moved = *schema_.find(from);
  const QualifiedName old = moved.name;
  moved.name = to;
  const bool type =
      std::holds_alternative<EnumType>(moved.definition) || std::holds_alternative<Domain>(moved.definition);
  std::vector<TableName> tables;
  if (type)
    for (const Table* table : schema_.tables_with(old)) tables.push_back(table->name);
  const bool called =
      std::holds_alternative<Sequence>(moved.definition) || std::holds_alternative<Routine>(moved.definition);
  if (called)
    while (const Table* table = expression_user(schema_, from)) {
      // Each is found once: it names the new one from then on.
      const TableName name = table->name;
      schema_.edit(name, [&](Table& t) {
        for_each_expression(t, [&](Expr& root) {
          for_each(root, [&](Expr& e) {
            const bool it = (e.kind == ExprKind::NextValue || e.kind == ExprKind::Routine) &&
                            e.name == old.name && e.qualifier == old.schema;
            if (it) e.name = to.name, e.qualifier = to.schema;
          });
        });
      });
    }
  // What bodies call by a routine's name is a table or a view, if there is one; triggers and the like they don't call.
  const SchemaObject* relation = schema_.relation(old);
  const bool meant = std::holds_alternative<Routine>(moved.definition)
                         ? !schema_.find(old) && !relation
                         : relation && name_of(*relation) == from;
  schema_.replace(from, std::move(moved));
  for (const TableName& table : tables)
    schema_.edit(table, [&](Table& t) {
      const auto rename = [&](Type& column_type) {
        if (column_type.kind == TypeKind::user && column_type.name == old) column_type.name = to;
      };
      for (Column& column : t.columns) rename(column.type);
      for_each_expression(t, [&](Expr& root) { for_each(root, [&](Expr& e) { rename(e.type); }); });
    });
  if (meant) rename_in_bodies(old, to);
  move_rights(from, to);
}

void Applier::move_rights(const ObjectName& from, const QualifiedName& to) {
  GrantTarget target{GrantKind::Table, from.name, from.arguments};
  switch (from.kind) {
    case ObjectKind::View:
    case ObjectKind::MaterializedView:
      break;
    case ObjectKind::Sequence:
      target.kind = GrantKind::Sequence;
      break;
    case ObjectKind::Namespace:
      target.kind = GrantKind::Namespace;
      break;
    case ObjectKind::Function:
      target.kind = GrantKind::Function;
      break;
    case ObjectKind::Procedure:
      target.kind = GrantKind::Procedure;
      break;
    case ObjectKind::EnumType:
    case ObjectKind::Domain:
    case ObjectKind::Trigger:
    case ObjectKind::Extension:
    case ObjectKind::Policy:
      return;  // there are no rights on these
  }
  std::vector<Right> rights;
  for (const Right* right : schema_.rights_on(target)) rights.push_back(*right);
  for (Right& right : rights) {
    schema_.remove(right);
    right.on.name = to;
    schema_.add(right);
  }
}

bool Applier::operator()(RenameObject& op) {
  const SchemaObject* object = need_object(op.object);
  if (!object) return false;
  SchemaObject renamed = *object;
  renamed.name.name = op.to.name;
  renamed.name.span = op.to.span;
  if (op.object.name.name == op.to.name) {
    report(diag::object_exists, op.to.span, show(op.object));
    return false;
  }
  const bool same_but_case = op.object.name.name.folded() == op.to.name.folded();
  if (!same_but_case && !free_object(renamed)) return false;
  if (op.object.kind != ObjectKind::Namespace) {
    move_object(op.object, renamed.name);
    return true;
  }
  const Name from = op.object.name.name;
  move_rights(op.object, renamed.name);
  schema_.replace(op.object, std::move(renamed));
  std::vector<TableName> tables;
  for (const Table* table : schema_.tables())
    if (table->name.schema == from) tables.push_back(table->name);
  for (const TableName& table : tables) move_table(table, {op.to.name, table.name, table.span});
  std::vector<ObjectName> objects;
  for (const SchemaObject* other : schema_.objects())
    if (other->name.schema == from && !table_of(*other)) objects.push_back(name_of(*other));
  for (const ObjectName& name : objects) move_object(name, {op.to.name, name.name.name, name.name.span});
  return true;
}

}  // namespace migc
