// Types, sequences, schemas, views, routines, triggers, policies.
#include <unordered_set>

#include "frontend/lowering.h"
#include "support/text.h"

namespace migc {

Body Lowering::body(Cursor node) {
  Body body;
  DialectSet seen;
  for (Cursor child : node) {
    if (child.kind() == Kind::uses)
      for (Cursor used : child) body.uses.push_back(table_name(used));
    if (child.kind() == Kind::body_text)
      for (Cursor text : child) body.texts.push_back({std::nullopt, string_value(text)});
    if (child.kind() != Kind::body_variant) continue;
    BodyText variant;
    for (Cursor part : child) {
      if (part.kind() == Kind::dialect_name) {
        const auto list = dialects({part}).list();
        if (list.empty()) continue;
        if (seen.has(list.front())) report(diag::clause_twice, part.span(), part.text());
        seen.add(list.front());
        variant.dialect = list.front();
      } else {
        variant.text = string_value(part);
      }
    }
    if (variant.dialect) body.texts.push_back(std::move(variant));
  }
  return body;
}

std::string arguments_text(std::string_view text) {
  std::string out;
  bool space = false;
  for (char c : text) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      space = !out.empty();
      continue;
    }
    const bool tight = c == ',' || c == ')' || c == '(' || out.ends_with('(') || c == '[' || c == ']';
    if (space && !tight) out += ' ';
    if (!space && out.ends_with(',')) out += ' ';
    space = false;
    out += c;
  }
  return out;
}

ObjectName Lowering::object_name(Cursor node) {
  ObjectName name;
  for (Cursor child : node) {
    switch (child.kind()) {
      case Kind::kind_type:
        name.kind = ObjectKind::EnumType;
        break;
      case Kind::kind_domain:
        name.kind = ObjectKind::Domain;
        break;
      case Kind::kind_sequence:
        name.kind = ObjectKind::Sequence;
        break;
      case Kind::kind_schema:
        name.kind = ObjectKind::Namespace;
        break;
      case Kind::kind_extension:
        name.kind = ObjectKind::Extension;
        break;
      case Kind::kind_view:
        name.kind = ObjectKind::View;
        break;
      case Kind::kind_materialized_view:
        name.kind = ObjectKind::MaterializedView;
        break;
      case Kind::kind_function:
        name.kind = ObjectKind::Function;
        break;
      case Kind::kind_procedure:
        name.kind = ObjectKind::Procedure;
        break;
      case Kind::kind_trigger:
        name.kind = ObjectKind::Trigger;
        break;
      case Kind::kind_policy:
        name.kind = ObjectKind::Policy;
        break;
      case Kind::word:
      case Kind::quoted_name:
        // The first name is the trigger's; one that follows is what it is renamed to.
        if (name.name.name.empty()) {
          const Ident ident = this->name(child);
          name.name = {Name(), ident.name, ident.span};
        }
        break;
      case Kind::qualified_name:
        if (name.name.name.empty())
          name.name = table_name(child);
        else
          name.table = table_name(child);
        break;
      case Kind::argument_text:
        name.arguments = arguments_text(child.text());
        break;
      default:
        break;
    }
  }
  if (!name.table.name.empty()) name.name.schema = name.table.schema;
  return name;
}

void Lowering::create_type(Cursor node, SchemaObject& object) {
  EnumType type;
  std::unordered_set<std::string> seen;
  for (Cursor child : node) {
    if (child.kind() == Kind::qualified_name) object.name = table_name(child);
    if (child.kind() != Kind::enum_value) continue;
    std::string value = string_value(*child.begin());
    if (!seen.insert(value).second) {
      report(diag::enum_value_exists, child.span(), show(object.name), value);
      continue;
    }
    type.values.push_back(std::move(value));
  }
  object.definition = std::move(type);
}

Ident Lowering::domain_check(Cursor node, Expr& expr) {
  Ident name;
  for (Cursor child : node) {
    if (child.kind() == Kind::expression)
      expr = expression(child);
    else if (child.kind() == Kind::word || child.kind() == Kind::quoted_name)
      name = this->name(child);
  }
  return name;
}

void Lowering::create_domain(Cursor node, SchemaObject& object) {
  Domain domain;
  Ident given;
  for (Cursor child : node) {
    if (child.kind() == Kind::qualified_name) object.name = table_name(child);
    if (child.kind() == Kind::type) domain.base = type(child);
    if (child.kind() == Kind::domain_not_null && !std::exchange(domain.nullable, false))
      report(diag::clause_twice, child.span(), "not null");
    if (child.kind() == Kind::domain_default && domain.default_value)
      report(diag::clause_twice, child.span(), "default");
    if (child.kind() == Kind::domain_default) domain.default_value = expression(*child.begin());
    if (child.kind() == Kind::constraint_name) given = name(*child.begin());
    if (child.kind() != Kind::domain_check) continue;
    Domain::Check check;
    check.name = domain_check(child, check.expr);
    if (check.name.name.empty()) check.name = given;
    if (check.name.span.known() == false) check.name.span = child.span();
    given = Ident();
    domain.checks.push_back(std::move(check));
  }
  object.definition = std::move(domain);
}

Sequence Lowering::sequence_settings(Cursor node, std::optional<bool>& cycle) {
  Sequence sequence;
  for (Cursor child : node) {
    const auto value = [&]() -> std::optional<long long> { return signed_integer(*child.begin()); };
    const auto once = [&](const std::optional<long long>& there, std::string_view what) {
      if (there) report(diag::clause_twice, child.span(), what);
    };
    switch (child.kind()) {
      case Kind::sequence_start:
        once(sequence.start, "start");
        sequence.start = value();
        break;
      case Kind::sequence_increment:
        once(sequence.increment, "increment");
        sequence.increment = value();
        if (sequence.increment == 0) report(diag::bad_number, child.span(), std::string("an increment of 0"));
        break;
      case Kind::sequence_minimum:
        once(sequence.minimum, "minimum");
        sequence.minimum = value();
        break;
      case Kind::sequence_maximum:
        once(sequence.maximum, "maximum");
        sequence.maximum = value();
        break;
      case Kind::sequence_cache:
        once(sequence.cache, "cache");
        sequence.cache = value();
        break;
      case Kind::sequence_cycle:
        if (cycle) report(diag::clause_twice, child.span(), "cycle");
        cycle = sequence.cycle = true;
        break;
      case Kind::sequence_no_cycle:
        if (cycle) report(diag::clause_twice, child.span(), "cycle");
        cycle = false;
        break;
      default:
        break;
    }
  }
  if (sequence.increment == 0) sequence.increment = 1;
  return sequence;
}

void Lowering::create_view(Cursor node, SchemaObject& object) {
  View view;
  view.body = body(node);
  for (Cursor child : node) {
    if (child.kind() == Kind::qualified_name) object.name = table_name(child);
    if (child.kind() == Kind::mark_materialized) view.materialized = true;
    if (child.kind() == Kind::column_list) view.columns = names(child);
  }
  for (std::size_t i = 0; i < view.columns.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (view.columns[i].name.folded() == view.columns[j].name.folded())
        report(diag::column_twice, view.columns[i].span, show(view.columns[i].name));
  object.definition = std::move(view);
}

void Lowering::create_routine(Cursor node, SchemaObject& object) {
  Routine routine;
  routine.body = body(node);
  for (Cursor child : node) {
    if (child.kind() == Kind::qualified_name) object.name = table_name(child);
    if (child.kind() == Kind::mark_procedure) routine.procedure = true;
    if (child.kind() == Kind::argument_text) routine.arguments = arguments_text(child.text());
  }
  object.definition = std::move(routine);
}

void Lowering::create_policy(Cursor node, SchemaObject& object) {
  Policy policy;
  for (Cursor child : node) {
    if (child.kind() == Kind::policy_restrictive) policy.restrictive = true;
    if (child.kind() == Kind::policy_command) {
      policy.command = to_lower(child.text());
      if (policy.command == "all") policy.command.clear();
    }
    if (child.kind() == Kind::policy_roles) policy.roles = names(child);
    if (child.kind() == Kind::policy_using) {
      policy.using_expr = expression(*child.begin());
      if (policy.command == "insert")
        report(diag::bad_clause_here, child.span(), "using",
               "in a policy for insert: a new row is looked at by 'with check'");
    }
    if (child.kind() == Kind::policy_check) {
      policy.check = expression(*child.begin());
      if (policy.command == "select" || policy.command == "delete")
        report(diag::bad_clause_here, child.span(), "with check", "in a policy for " + policy.command);
    }
  }
  const ObjectName name = object_name(node);
  policy.table = name.table;
  object.name = name.name;
  object.definition = std::move(policy);
}

std::optional<Operation> Lowering::create_object(Cursor node) {
  SchemaObject object;
  object.span = node.span();
  bool replace = false;
  for (Cursor child : node) replace = replace || child.kind() == Kind::mark_replace;
  switch (node.kind()) {
    case Kind::create_type:
      create_type(node, object);
      break;
    case Kind::create_domain:
      create_domain(node, object);
      break;
    case Kind::create_sequence: {
      std::optional<bool> cycle;
      object.definition = sequence_settings(node, cycle);
      object.name = object_name(node).name;
      break;
    }
    case Kind::create_schema:
      object.definition = Namespace{};
      object.name = object_name(node).name;
      break;
    case Kind::create_extension: {
      Extension extension;
      object.name = object_name(node).name;
      for (Cursor child : node) {
        if (child.kind() == Kind::extension_schema) extension.schema = name(*child.begin());
        if (child.kind() == Kind::extension_version) extension.version = string_value(*child.begin());
      }
      object.definition = std::move(extension);
      break;
    }
    case Kind::create_view:
      create_view(node, object);
      break;
    case Kind::create_routine:
      create_routine(node, object);
      break;
    case Kind::create_trigger: {
      const ObjectName name = object_name(node);
      object.name = name.name;
      object.definition = Trigger{name.table, body(node)};
      break;
    }
    case Kind::create_policy:
      create_policy(node, object);
      break;
    default:
      throw InternalError{fmt::format("no lowering for {}", kind_name(node.kind()))};
  }
  if (const Body* text = body_of(object); text && text->texts.empty()) return std::nullopt;
  if (replace) return ReplaceObject{std::move(object)};
  return CreateObject{std::move(object)};
}

std::optional<Operation> Lowering::alter_object(Cursor node) {
  const QualifiedName name = table_name(*node.begin());
  struct Value {
    std::string text;
    Span span;
  };
  const auto value = [&](Cursor list, Kind kind) -> Value {
    for (Cursor child : list) {
      if (child.kind() != kind) continue;
      const Cursor literal = kind == Kind::enum_value ? child : *child.begin();
      return {string_value(*literal.begin()), literal.span()};
    }
    return {};
  };
  for (Cursor change : node) {
    switch (change.kind()) {
      case Kind::add_value: {
        const Value added = value(change, Kind::enum_value);
        const Value before = value(change, Kind::value_before);
        const Value after = value(change, Kind::value_after);
        return AddEnumValue{name,       added.text, before.text,
                            after.text, added.span, before.text.empty() ? after.span : before.span};
      }
      case Kind::rename_value: {
        const Value old = value(change, Kind::enum_value);
        const Value to = value(change, Kind::value_to);
        return RenameEnumValue{name, old.text, to.text, old.span, to.span};
      }
      case Kind::drop_value: {
        const Value old = value(change, Kind::enum_value);
        const Value to = value(change, Kind::value_to);
        return DropEnumValue{name, old.text, to.text, old.span, to.span};
      }
      case Kind::domain_add: {
        AlterDomain op{name, AlterDomain::Change::AddCheck, {}, {}};
        Ident given;
        for (Cursor child : change) {
          if (child.kind() == Kind::constraint_name) given = this->name(*child.begin());
          if (child.kind() == Kind::domain_check) op.name = domain_check(child, op.expr);
        }
        if (op.name.name.empty()) op.name = given;
        return op;
      }
      case Kind::domain_drop_constraint:
        return AlterDomain{name, AlterDomain::Change::DropCheck, {}, this->name(*change.begin())};
      case Kind::domain_drop_not_null:
        return AlterDomain{name, AlterDomain::Change::DropNotNull, {}, {}};
      case Kind::domain_drop_default:
        return AlterDomain{name, AlterDomain::Change::DropDefault, {}, {}};
      case Kind::domain_set_not_null:
        return AlterDomain{name, AlterDomain::Change::SetNotNull, {}, {}};
      case Kind::domain_set_default:
        return AlterDomain{name, AlterDomain::Change::SetDefault, expression(*change.begin()), {}};
      case Kind::restart: {
        RestartSequence op{name, {}};
        for (Cursor with : change)
          for (Cursor number : with) op.with = signed_integer(number);
        return op;
      }
      default:
        break;
    }
  }
  AlterSequence op{name, {}, {}};
  op.settings = sequence_settings(node, op.cycle);
  return op;
}

}  // namespace migc
