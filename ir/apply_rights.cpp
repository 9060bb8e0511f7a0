// comments and rights
#include "ir/applier.h"
#include "support/text.h"

namespace migc {

void Applier::edit_policies(const TableName& table, const std::function<void(Expr&)>& change) {
  std::vector<SchemaObject> policies;
  for (const SchemaObject* object : schema_.mentioning(table))
    if (std::holds_alternative<Policy>(object->definition)) policies.push_back(*object);
  for (SchemaObject& object : policies) {
    for_each_policy_expression(std::get<Policy>(object.definition), change);
    schema_.replace(name_of(object), object);
  }
}

bool Applier::operator()(CommentOn& op) {
  CommentTarget& on = op.on;
  if (on.kind == CommentTarget::Kind::Object) {
    const SchemaObject* object = need_object(on.object);
    if (!object) return false;
    SchemaObject changed = *object;
    changed.comment = op.text;
    schema_.replace(on.object, std::move(changed));
    return true;
  }
  const Table* table = need_table(on.table);
  if (!table) return false;
  switch (on.kind) {
    case CommentTarget::Kind::Table:
      schema_.edit(on.table, [&](Table& t) { t.comment = op.text; });
      return true;
    case CommentTarget::Kind::Column:
      if (!need_column(*table, on.element)) return false;
      schema_.edit(on.table, [&](Table& t) { t.column(on.element.name)->comment = op.text; });
      return true;
    case CommentTarget::Kind::Constraint:
      if (!need_constraint(*table, on.element)) return false;
      schema_.edit(on.table, [&](Table& t) {
        for (Constraint& constraint : t.constraints)
          if (constraint.name.name == on.element.name) constraint.comment = op.text;
      });
      return true;
    case CommentTarget::Kind::Index:
      if (!need_index(*table, on.element)) return false;
      schema_.edit(on.table, [&](Table& t) {
        for (Index& index : t.indexes)
          if (index.name.name == on.element.name) index.comment = op.text;
      });
      return true;
    case CommentTarget::Kind::Object:
      break;
  }
  return false;
}

namespace {

template <class F>
void for_each_right(const std::vector<Privilege>& privileges, const GrantTarget& on,
                    const std::vector<Ident>& roles, F visit) {
  for (const Ident& role : roles)
    for (const Privilege& privilege : privileges) visit(Right{on, privilege, role, false, role.span});
}

}  // namespace

bool Applier::need_grant_target(GrantTarget& on, std::vector<Privilege>& privileges) {
  ObjectName object;
  object.name = on.name;
  object.arguments = on.arguments;
  switch (on.kind) {
    case GrantKind::Table: {
      const SchemaObject* relation = schema_.relation(on.name);
      if (relation && std::holds_alternative<View>(relation->definition)) return true;
      const Table* table = need_table(on.name);
      if (!table) return false;
      bool ok = true;
      for (Privilege& privilege : privileges) ok = need_columns(*table, privilege.columns) && ok;
      return ok;
    }
    case GrantKind::Namespace:
      object.kind = ObjectKind::Namespace;
      break;
    case GrantKind::Sequence:
      object.kind = ObjectKind::Sequence;
      break;
    case GrantKind::Function:
      object.kind = ObjectKind::Function;
      break;
    case GrantKind::Procedure:
      object.kind = ObjectKind::Procedure;
      break;
  }
  return need_object(object) != nullptr;
}

bool Applier::operator()(Grant& op) {
  if (!need_grant_target(op.on, op.privileges)) return false;
  for_each_right(op.privileges, op.on, op.roles, [&](Right right) {
    right.grantable = op.grantable;
    if (const Right* before = schema_.right(right)) {
      if (before->grantable || !op.grantable) {
        report(diag::no_effect, right.span,
               fmt::format("{} has the right to {} already", show(right.role.name), right.privilege.word));
        return;
      }
      schema_.remove(Right(*before));
    }
    schema_.add(right);
  });
  return true;
}

bool Applier::operator()(Revoke& op) {
  if (!need_grant_target(op.on, op.privileges)) return false;
  bool ok = true;
  for_each_right(op.privileges, op.on, op.roles, [&](const Right& right) {
    if (schema_.right(right)) return;
    ok = false;
    std::string word = right.privilege.word;
    if (!right.privilege.columns.empty()) word += fmt::format(" ({})", show(right.privilege.columns));
    report(diag::right_not_held, right.span, show(right.role.name), word, show(right.on))
        .note("the history has not granted it, so the way back would not know what to grant")
        .fix(fmt::format("if it was granted elsewhere, say so: assume {{ grant {} on {} to {}; }}", word,
                         show(right.on), show(right.role.name)));
  });
  if (!ok) return false;
  for_each_right(op.privileges, op.on, op.roles, [&](const Right& right) {
    if (schema_.right(right)) schema_.remove(right);
  });
  return true;
}

}  // namespace migc
