// Random statements about types, sequences, views, triggers and rights, and about attributes.
#include "test/property/random_ops.h"

namespace migc::test {

Body Generator::body(const Table& table) {
  static const std::vector<std::string> texts = {"select 1", "a text with $$ in it", "select x from it's"};
  Body body;
  body.uses = {table.name};
  if (random_.chance(0.5)) {
    body.texts.push_back({std::nullopt, random_.pick(texts)});
  } else {
    for (Dialect dialect : all_dialects) body.texts.push_back({dialect, random_.pick(texts)});
  }
  return body;
}

SchemaObject Generator::object(const Table& table) {
  SchemaObject object;
  object.name.name = fresh_name();
  switch (random_.below(8)) {
    case 0:
    case 1: {
      EnumType type;
      for (std::size_t i = 0; i <= random_.below(4); ++i) type.values.push_back("v" + std::to_string(i));
      object.definition = std::move(type);
      break;
    }
    case 2: {
      Domain domain;
      domain.base.kind = random_.chance(0.5) ? TypeKind::integer : TypeKind::text;
      domain.nullable = random_.chance(0.7);
      if (random_.chance(0.5)) {
        Expr test;
        test.kind = ExprKind::IsNull;
        test.negated = true;
        test.args = {column_expr(Name("value"))};
        domain.checks.push_back({{}, std::move(test)});
      }
      object.definition = std::move(domain);
      break;
    }
    case 3: {
      Sequence sequence;
      if (random_.chance(0.5)) sequence.start = 2 + static_cast<long long>(random_.below(100));
      if (random_.chance(0.3)) sequence.increment = random_.chance(0.5) ? 5 : 2;
      sequence.cycle = random_.chance(0.2);
      object.definition = std::move(sequence);
      break;
    }
    case 4:
    case 5: {
      View view;
      view.materialized = random_.chance(0.2);
      view.body = body(table);
      object.definition = std::move(view);
      break;
    }
    case 6: {
      Routine routine;
      routine.procedure = random_.chance(0.3);
      if (random_.chance(0.5)) routine.arguments = "integer, text";
      routine.body = body(table);
      object.definition = std::move(routine);
      break;
    }
    default:
      object.name.schema = table.name.schema;
      if (random_.chance(0.5)) {
        object.definition = Trigger{table.name, body(table)};
      } else {
        Policy policy;
        policy.table = table.name;
        policy.restrictive = random_.chance(0.3);
        policy.using_expr = expression(Family::Boolean, &table, 1);
        object.definition = std::move(policy);
      }
      break;
  }
  return object;
}

Operation Generator::object_operation(const Table& table) {
  const SchemaObject* any = any_object([](const SchemaObject&) { return true; });
  if (!any || random_.chance(0.4)) return CreateObject{object(table)};
  const ObjectName name = name_of(*any);
  const auto* type = std::get_if<EnumType>(&any->definition);
  switch (random_.below(9)) {
    case 0:
      return DropObject{name, random_.chance(0.5)};
    case 1:
      return RenameObject{name, ident(fresh_name())};
    case 2:
      if (const Body* old = body_of(*any); old && !table_of(*any)) {
        SchemaObject replaced = *any;
        replaced.comment.clear();
        *body_of(replaced) = body(table);
        return ReplaceObject{std::move(replaced)};
      }
      return DropObject{name, true};
    case 3: {
      CommentOn op;
      op.on.kind = CommentTarget::Kind::Object;
      op.on.object = name;
      op.text = random_.chance(0.7) ? "it's a comment" : "";
      return op;
    }
    case 4: {
      Grant grant{
          {{"select", {}}}, {GrantKind::Table, table.name, {}}, {ident(Name("app"))}, random_.chance(0.2)};
      if (random_.chance(0.5)) grant.privileges.push_back({"update", {any_column(table)->name}});
      return grant;
    }
    case 5: {
      const auto rights = schema_.rights();
      if (rights.empty()) return CreateObject{object(table)};
      const Right& right = *rights[random_.below(rights.size())];
      return Revoke{{right.privilege}, right.on, {right.role}};
    }
    case 6:
      if (type) {
        AddEnumValue op{any->name, "n" + std::to_string(random_.below(1000)), {}, {}, {}, {}};
        if (random_.chance(0.5)) op.before = random_.pick(type->values);
        return op;
      }
      break;
    case 7:
      if (type)
        return RenameEnumValue{
            any->name, random_.pick(type->values), "r" + std::to_string(random_.below(1000)), {}, {}};
      break;
    default:
      if (type) return DropEnumValue{any->name, random_.pick(type->values), {}, {}, {}};
      break;
  }
  if (std::holds_alternative<Sequence>(any->definition)) {
    AlterSequence op{any->name, {}, {}};
    op.settings.increment = 3;
    if (random_.chance(0.3)) return RestartSequence{any->name, 7};
    return op;
  }
  if (std::holds_alternative<Domain>(any->definition)) {
    AlterDomain op{any->name, AlterDomain::Change::SetNotNull, {}, {}};
    if (random_.chance(0.5)) op.change = AlterDomain::Change::DropNotNull;
    if (random_.chance(0.3)) {
      op.change = AlterDomain::Change::AddCheck;
      op.expr = binary_expr(Operator::Equal, string_expr("a"), string_expr("a"));
    }
    return op;
  }
  return CreateObject{object(table)};
}

Operation Generator::attribute_operation(const Table& table) {
  const Ident column = any_column(table)->name;
  switch (random_.below(9)) {
    case 0:
      return SetIdentity{table.name, column, {}};
    case 1:
      return DropIdentity{table.name, column};
    case 2:
      return SetGenerated{table.name, column,
                          Generated{expression(family(any_column(table)->type), &table, 1), true}};
    case 3:
      return DropGenerated{table.name, column};
    case 4:
      return SetCollation{table.name, column, random_.chance(0.7) ? ident(Name("nocase")) : Ident()};
    case 5: {
      SetOptions op{table.name, {}, {}};
      op.options.push_back(
          {Dialect::postgres, ident(Name("fillfactor")), random_.chance(0.7) ? "70" : "default", false});
      return op;
    }
    case 6: {
      CommentOn op;
      op.on.table = table.name;
      op.text = "why\nit is there";
      if (random_.chance(0.5)) {
        op.on.kind = CommentTarget::Kind::Column;
        op.on.element = column;
      }
      return op;
    }
    case 7:
      for (const Constraint& constraint : table.constraints)
        if (constraint.not_valid) return ValidateConstraint{table.name, constraint.name};
      return SetSchema{table.name, random_.chance(0.5) ? ident(Name("other")) : Ident()};
    default: {
      SetRowSecurity op{table.name, {}, {}};
      if (random_.chance(0.5))
        op.enabled = random_.chance(0.7);
      else
        op.forced = random_.chance(0.7);
      return op;
    }
  }
}

}  // namespace migc::test
