// values of enums, domains, sequences, materialised views
#include <algorithm>

#include "ir/applier.h"
#include "support/text.h"

namespace migc {

const SchemaObject* Applier::need_enum(QualifiedName& name) {
  ObjectName wanted{ObjectKind::EnumType, name, {}, {}};
  const SchemaObject* object = need_object(wanted);
  if (object) name = wanted.name;
  return object;
}

void Applier::retype(QualifiedName type, SchemaObject now, const std::function<void(Expr&)>& change) {
  std::vector<TableName> tables;
  for (const Table* table : schema_.tables_with(type)) tables.push_back(table->name);
  schema_.replace(name_of(now), now);
  Type completed;
  completed.kind = TypeKind::user;
  completed.name = now.name;
  complete_type(completed, schema_, diagnostics_);
  for (const TableName& table : tables)
    schema_.edit(table, [&](Table& t) {
      for (Column& column : t.columns)
        if (column.type.kind == TypeKind::user && column.type.name == type) column.type.user = completed.user;
      for_each_expression(t, [&](Expr& root) { for_each(root, change); });
    });
  for (const TableName& table : tables) edit_policies(table, [&](Expr& root) { for_each(root, change); });
  std::vector<SchemaObject> domains;
  for (const SchemaObject* object : schema_.mentioning(type))
    if (std::holds_alternative<Domain>(object->definition)) domains.push_back(*object);
  for (SchemaObject& object : domains) {
    auto& domain = std::get<Domain>(object.definition);
    domain.base.user = completed.user;
    if (domain.default_value) for_each(*domain.default_value, change);
    for (Domain::Check& check : domain.checks) for_each(check.expr, change);
    retype(object.name, object, change);
  }
}

namespace {
std::vector<std::string>::iterator find_value(EnumType& type, std::string_view value) {
  return std::find(type.values.begin(), type.values.end(), value);
}

bool is_value(const Expr& e, const QualifiedName& type, std::string_view value) {
  return e.kind == ExprKind::String && e.derived.family == Family::Enum && e.derived.type == type.name &&
         e.text == value;
}
}  // namespace

bool Applier::no_value(Span place, const QualifiedName& name, const EnumType& type,
                       const std::string& value) {
  auto& diagnostic = report(diag::unknown_enum_value, place, show(name), value);
  note_values(diagnostic, type, value);
  return false;
}

bool Applier::operator()(AddEnumValue& op) {
  const SchemaObject* object = need_enum(op.type);
  if (!object) return false;
  SchemaObject changed = *object;
  auto& type = std::get<EnumType>(changed.definition);
  if (find_value(type, op.value) != type.values.end()) {
    report(diag::enum_value_exists, op.span, show(op.type), op.value);
    return false;
  }
  auto at = type.values.end();
  const std::string& beside = op.before.empty() ? op.after : op.before;
  if (!beside.empty()) {
    at = find_value(type, beside);
    if (at == type.values.end()) {
      return no_value(op.beside_span, op.type, type, beside);
    }
    if (op.before.empty()) ++at;
  }
  type.values.insert(at, op.value);
  retype(op.type, changed, [](Expr&) {});
  return true;
}

bool Applier::operator()(RenameEnumValue& op) {
  const SchemaObject* object = need_enum(op.type);
  if (!object) return false;
  SchemaObject changed = *object;
  auto& type = std::get<EnumType>(changed.definition);
  const auto at = find_value(type, op.value);
  if (at == type.values.end()) return no_value(op.span, op.type, type, op.value);
  if (find_value(type, op.to) != type.values.end()) {
    report(diag::enum_value_exists, op.to_span, show(op.type), op.to);
    return false;
  }
  *at = op.to;
  retype(op.type, changed, [&](Expr& e) {
    if (is_value(e, op.type, op.value)) e.text = op.to;
  });
  return true;
}

bool Applier::operator()(DropEnumValue& op) {
  const SchemaObject* object = need_enum(op.type);
  if (!object) return false;
  SchemaObject changed = *object;
  auto& type = std::get<EnumType>(changed.definition);
  const auto at = find_value(type, op.value);
  if (at == type.values.end()) return no_value(op.span, op.type, type, op.value);
  if (!op.to.empty() && op.to == op.value) {
    report(diag::bad_clause_here, op.to_span, "to", "with the value that is dropped");
    return false;
  }
  if (!op.to.empty() && find_value(type, op.to) == type.values.end())
    return no_value(op.to_span, op.type, type, op.to);
  if (type.values.size() == 1) {
    report(diag::last_value, op.span, op.value, show(op.type))
        .fix(fmt::format("drop type {};", show(op.type)));
    return false;
  }
  std::vector<std::string> users;
  const auto look = [&](const Expr& root, const std::string& whose) {
    for_each(root, [&](const Expr& e) {
      if (is_value(e, op.type, op.value)) users.push_back(whose);
    });
  };
  for (const Table* table : schema_.tables_with(op.type)) {
    for_each_expression(
        *table, [&](const Expr& root) { look(root, fmt::format("an expression of {}", show(table->name))); });
    for (const SchemaObject* other : schema_.mentioning(table->name))
      if (const auto* policy = std::get_if<Policy>(&other->definition))
        for_each_policy_expression(
            *policy, [&](const Expr& root) { look(root, fmt::format("the {}", show(name_of(*other)))); });
  }
  if (!users.empty()) {
    report(diag::still_used, op.span, fmt::format("the value '{}'", op.value), join_and(users))
        .fix("change the defaults, checks and indexes that name it first");
    return false;
  }
  type.values.erase(at);
  retype(op.type, changed, [](Expr&) {});
  return true;
}

bool Applier::operator()(AlterDomain& op) {
  ObjectName name{ObjectKind::Domain, op.domain, {}, {}};
  const SchemaObject* object = need_object(name);
  if (!object) return false;
  op.domain = name.name;
  SchemaObject changed = *object;
  auto& domain = std::get<Domain>(changed.definition);
  const auto named = [&](const Domain::Check& check) {
    return check.name.name.folded() == op.name.name.folded();
  };
  switch (op.change) {
    case AlterDomain::Change::SetDefault: {
      ExpressionChecker checker(schema_, diagnostics_, Place::Default);
      if (!checker.check(op.expr, Scope{}, Wanted(domain.base))) return false;
      domain.default_value = op.expr;
      break;
    }
    case AlterDomain::Change::DropDefault:
      if (!domain.default_value)
        report(diag::no_effect, op.domain.span, fmt::format("{} has no default", show(name)));
      domain.default_value.reset();
      break;
    case AlterDomain::Change::SetNotNull:
      domain.nullable = false;
      break;
    case AlterDomain::Change::DropNotNull:
      domain.nullable = true;
      break;
    case AlterDomain::Change::AddCheck:
      if (op.name.name.empty())
        for (int i = 1;
             op.name.name.empty() || std::any_of(domain.checks.begin(), domain.checks.end(), named); ++i)
          op.name.name =
              Name(fmt::format("ck_{}{}", op.domain.name.str(), i == 1 ? "" : fmt::format("_{}", i)));
      if (std::any_of(domain.checks.begin(), domain.checks.end(), named)) {
        report(diag::name_taken, op.name.span, show(op.name.name), "a check of the domain");
        return false;
      }
      if (!check_domain_expression(domain, op.expr, Family::Boolean)) return false;
      domain.checks.push_back({op.name, op.expr});
      break;
    case AlterDomain::Change::DropCheck:
      if (std::erase_if(domain.checks, named) == 0) {
        report(diag::unknown_object, op.name.span,
               fmt::format("check {} of domain {}", show(op.name.name), show(op.domain)));
        return false;
      }
      break;
  }
  std::sort(domain.checks.begin(), domain.checks.end(),
            [](const Domain::Check& a, const Domain::Check& b) { return a.name.name < b.name.name; });
  retype(op.domain, changed, [](Expr&) {});
  return true;
}

bool Applier::operator()(AlterSequence& op) {
  ObjectName name{ObjectKind::Sequence, op.sequence, {}, {}};
  const SchemaObject* object = need_object(name);
  if (!object) return false;
  op.sequence = name.name;
  SchemaObject changed = *object;
  auto& sequence = std::get<Sequence>(changed.definition);
  const auto set = [](std::optional<long long>& to, const std::optional<long long>& from) {
    if (from) to = from;
  };
  set(sequence.start, op.settings.start);
  set(sequence.increment, op.settings.increment);
  set(sequence.minimum, op.settings.minimum);
  set(sequence.maximum, op.settings.maximum);
  set(sequence.cache, op.settings.cache);
  if (op.cycle) sequence.cycle = *op.cycle;
  if (!define(changed)) return false;
  schema_.replace(name, std::move(changed));
  return true;
}

bool Applier::operator()(RestartSequence& op) {
  ObjectName name{ObjectKind::Sequence, op.sequence, {}, {}};
  return need_object(name) != nullptr;
}

bool Applier::operator()(RefreshView& op) {
  ObjectName name{ObjectKind::MaterializedView, op.view, {}, {}};
  return need_object(name) != nullptr;
}

}  // namespace migc
