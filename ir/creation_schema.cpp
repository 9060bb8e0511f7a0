// A whole schema, in an order in which it can be made.
#include <algorithm>
#include <unordered_set>

#include "ir/creation.h"

namespace migc {

namespace {

// What is made before the tables, between them and after them.
int rank(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::Namespace:
      return 0;
    case ObjectKind::Extension:
      return 1;
    case ObjectKind::EnumType:
      return 2;
    case ObjectKind::Domain:
      return 3;
    case ObjectKind::Sequence:
      return 4;
    case ObjectKind::Function:
    case ObjectKind::Procedure:
      return 5;
    case ObjectKind::View:
    case ObjectKind::MaterializedView:
      return 10;
    case ObjectKind::Trigger:
      return 11;
    case ObjectKind::Policy:
      return 12;
  }
  return 0;
}
constexpr int after_tables = 10;

// A body that uses others comes after them: those that nothing is waited for by come first.
std::vector<const SchemaObject*> ordered(const Schema& schema) {
  std::vector<const SchemaObject*> list = schema.objects();
  std::stable_sort(list.begin(), list.end(), [](const SchemaObject* a, const SchemaObject* b) {
    return rank(name_of(*a).kind) < rank(name_of(*b).kind);
  });
  std::vector<const SchemaObject*> out;
  std::unordered_set<const SchemaObject*> done;
  const auto visit = [&](const SchemaObject* object, const auto& self) -> void {
    if (!done.insert(object).second) return;
    if (const Body* body = body_of(*object))
      for (const QualifiedName& used : body->uses)
        for (const SchemaObject* other : list)
          if (other->name == used) self(other, self);
    if (const auto* domain = std::get_if<Domain>(&object->definition))
      if (const SchemaObject* base = schema.type(domain->base.name)) self(base, self);
    out.push_back(object);
  };
  for (const SchemaObject* object : list) visit(object, visit);
  return out;
}

// Whether a routine can only be made once tables and views stand.
bool needs_tables(const SchemaObject& object, const Schema& schema) {
  const Body* body = body_of(object);
  return body && std::any_of(body->uses.begin(), body->uses.end(), [&](const QualifiedName& used) {
           return schema.find(used) || (schema.relation(used) != nullptr);
         });
}

void tables(const Schema& schema, bool archives, std::vector<Operation>& out) {
  std::vector<const Table*> left = schema.tables();
  if (!archives) std::erase_if(left, [](const Table* table) { return table->archive; });
  std::unordered_set<TableName> done;
  std::vector<Operation> later;
  while (!left.empty()) {
    // The first table whose parent and foreign keys all lead to tables that stand already; else the first one.
    auto next = std::find_if(left.begin(), left.end(), [&](const Table* table) {
      if (table->partition_of && !done.contains(table->partition_of->parent)) return false;
      return std::all_of(table->constraints.begin(), table->constraints.end(), [&](const Constraint& c) {
        return c.kind != ConstraintKind::ForeignKey || c.referred == table->name || done.contains(c.referred);
      });
    });
    if (next == left.end()) next = left.begin();
    Table table = **next;
    left.erase(next);
    done.insert(table.name);
    std::erase_if(table.constraints, [&](const Constraint& c) {
      if (c.kind != ConstraintKind::ForeignKey || done.contains(c.referred)) return false;
      for (Operation& op : creation_of(table.name, c)) later.push_back(std::move(op));
      return true;
    });
    for (Operation& op : creation_of(table)) out.push_back(std::move(op));
  }
  for (Operation& op : later) out.push_back(std::move(op));
}

// The rights of each role on each thing in one statement.
void rights(const Schema& schema, std::vector<Operation>& out) {
  std::vector<Grant> grants;
  for (const Right* right : schema.rights()) {
    const bool joins = !grants.empty() && grants.back().on == right->on &&
                       grants.back().roles[0] == right->role && grants.back().grantable == right->grantable;
    if (!joins) grants.push_back({{}, right->on, {right->role}, right->grantable});
    grants.back().privileges.push_back(right->privilege);
  }
  for (Grant& grant : grants) out.push_back(std::move(grant));
}

}  // namespace

std::vector<Operation> creation_of(const Schema& schema, bool archives) {
  std::vector<Operation> out;
  const std::vector<const SchemaObject*> objects = ordered(schema);
  const auto late = [&](const SchemaObject& object) {
    return rank(name_of(object).kind) >= after_tables || needs_tables(object, schema);
  };
  for (const SchemaObject* object : objects)
    if (!late(*object))
      for (Operation& op : creation_of(*object)) out.push_back(std::move(op));
  tables(schema, archives, out);
  for (const SchemaObject* object : objects)
    if (late(*object))
      for (Operation& op : creation_of(*object)) out.push_back(std::move(op));
  rights(schema, out);
  return out;
}

}  // namespace migc
