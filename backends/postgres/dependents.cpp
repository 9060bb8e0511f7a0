#include "backends/postgres/dependents.h"

#include <algorithm>

#include "ir/creation.h"

namespace migc {

void TakenOff::add(const SchemaObject& object) {
  if (std::find(objects_.begin(), objects_.end(), &object) == objects_.end()) objects_.push_back(&object);
}

void TakenOff::views_over(const QualifiedName& name) {
  for (const SchemaObject* object : schema_.mentioning(name)) {
    if (!std::holds_alternative<View>(object->definition)) continue;
    // One that stands on others comes after all of them.
    std::erase(objects_, object);
    objects_.push_back(object);
    views_over(object->name);
    for (const SchemaObject* trigger : schema_.mentioning(object->name))
      if (table_of(*trigger) && *table_of(*trigger) == object->name) add(*trigger);
  }
}

void TakenOff::attached_to(const Table& table, Name column) {
  for (const SchemaObject* object : schema_.mentioning(table.name)) {
    if (!table_of(*object) || !(*table_of(*object) == table.name)) continue;
    const auto* policy = std::get_if<Policy>(&object->definition);
    const Body* body = body_of(*object);
    const bool names = body ? body->mentions(column)
                            : policy && ((policy->using_expr && mentions(*policy->using_expr, column)) ||
                                         (policy->check && mentions(*policy->check, column)));
    if (names) add(*object);
  }
}

std::vector<Operation> TakenOff::drops() const {
  std::vector<Operation> out;
  for (auto object = objects_.rbegin(); object != objects_.rend(); ++object)
    out.push_back(DropObject{name_of(**object), false});
  return out;
}

std::vector<Operation> TakenOff::creations() const {
  std::vector<Operation> out;
  for (const SchemaObject* object : objects_) {
    for (Operation& op : creation_of(*object)) out.push_back(std::move(op));
    if (!std::holds_alternative<View>(object->definition)) continue;
    for (const Right* right : schema_.rights_on({GrantKind::Table, object->name, {}}))
      out.push_back(Grant{{right->privilege}, right->on, {right->role}, right->grantable});
  }
  return out;
}

}  // namespace migc
