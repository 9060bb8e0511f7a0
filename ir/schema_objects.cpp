// The part of a schema that is no table: objects and rights.
#include <fmt/format.h>

#include <algorithm>

#include "ir/schema.h"
#include "support/text.h"

namespace migc {

namespace {

std::string folded_text(const QualifiedName& name) {
  return fmt::format("{}.{}", name.schema.folded().str(), name.name.folded().str());
}

// Objects of these kinds have their names where tables have theirs.
bool is_relation(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::EnumType:
    case ObjectKind::Domain:
    case ObjectKind::Sequence:
    case ObjectKind::View:
    case ObjectKind::MaterializedView:
      return true;
    case ObjectKind::Namespace:
    case ObjectKind::Function:
    case ObjectKind::Procedure:
    case ObjectKind::Trigger:
    case ObjectKind::Extension:
    case ObjectKind::Policy:
      return false;
  }
  return false;
}

// The names that an object depends on, its own left out.
std::vector<QualifiedName> mentioned(const SchemaObject& object) {
  std::vector<QualifiedName> names;
  if (const Body* body = body_of(object)) names = body->uses;
  if (const QualifiedName* table = table_of(object)) names.push_back(*table);
  if (const auto* domain = std::get_if<Domain>(&object.definition))
    if (domain->base.kind == TypeKind::user) names.push_back(domain->base.name);
  return names;
}

}  // namespace

std::string key_of(const ObjectName& name) {
  // A view and a materialised one, a function and a procedure have their names in one space.
  const ObjectKind kind = name.kind == ObjectKind::MaterializedView ? ObjectKind::View : name.kind;
  return fmt::format("{}|{}|{}|{}", static_cast<int>(kind), folded_text(name.name), folded_text(name.table),
                     to_lower(name.arguments));
}

std::string key_of(const Right& right) {
  std::string columns;
  for (const Ident& column : right.privilege.columns)
    columns += fmt::format(",{}", column.name.folded().str());
  return fmt::format("{}|{}|{}|{}|{}|{}", static_cast<int>(right.on.kind), folded_text(right.on.name),
                     to_lower(right.on.arguments), right.role.name.folded().str(), right.privilege.word,
                     columns);
}

const SchemaObject* Journal::object(const ObjectName& name) const {
  const auto found = objects.find(key_of(name));
  return found != objects.end() && found->second ? &*found->second : nullptr;
}

const SchemaObject* Schema::find(const ObjectName& name) const {
  const auto found = objects_.find(key_of(name));
  if (found == objects_.end()) return nullptr;
  const SchemaObject& object = found->second;
  return object.name == name.name && name_of(object).kind == name.kind ? &object : nullptr;
}

const SchemaObject* Schema::object_of_key(const std::string& key) const {
  const auto found = objects_.find(key);
  return found == objects_.end() ? nullptr : &found->second;
}

const SchemaObject* Schema::same_key(const ObjectName& name) const { return object_of_key(key_of(name)); }

std::vector<const SchemaObject*> Schema::triggers_named(const QualifiedName& name) const {
  std::vector<const SchemaObject*> list;
  const std::string prefix = fmt::format("{}|{}|", static_cast<int>(ObjectKind::Trigger), folded_text(name));
  for (auto at = objects_.lower_bound(prefix); at != objects_.end() && at->first.starts_with(prefix); ++at)
    list.push_back(&at->second);
  return list;
}

const SchemaObject* Schema::relation(const QualifiedName& name) const {
  const auto found = relations_.find(folded(name));
  return found == relations_.end() ? nullptr : &objects_.at(found->second);
}

const SchemaObject* Schema::type(const QualifiedName& name) const {
  const SchemaObject* object = relation(name);
  if (!object || !(object->name == name)) return nullptr;
  const bool is_type = std::holds_alternative<EnumType>(object->definition) ||
                       std::holds_alternative<Domain>(object->definition);
  return is_type ? object : nullptr;
}

std::vector<const SchemaObject*> Schema::routines(const QualifiedName& name) const {
  return routines_.of(name, objects_);
}

std::vector<const SchemaObject*> Schema::mentioning(const QualifiedName& name) const {
  return mentioning_.of(name, objects_);
}

std::vector<const Table*> Schema::tables_with(const QualifiedName& type) const {
  return typed_.of(type, tables_);
}

std::vector<const SchemaObject*> Schema::objects() const {
  std::vector<const SchemaObject*> list;
  for (const auto& [key, object] : objects_) list.push_back(&object);
  return list;
}

std::vector<const Right*> Schema::rights() const {
  std::vector<const Right*> list;
  for (const auto& [key, right] : rights_) list.push_back(&right);
  return list;
}

std::vector<const Right*> Schema::rights_on(const GrantTarget& target) const {
  std::vector<const Right*> list;
  const std::string prefix = fmt::format("{}|{}|{}|", static_cast<int>(target.kind), folded_text(target.name),
                                         to_lower(target.arguments));
  for (auto at = rights_.lower_bound(prefix); at != rights_.end() && at->first.starts_with(prefix); ++at)
    list.push_back(&at->second);
  return list;
}

const Right* Schema::right(const Right& right) const {
  const auto found = rights_.find(key_of(right));
  return found == rights_.end() ? nullptr : &found->second;
}

void Schema::enter(const std::string& key, const SchemaObject& object) {
  const ObjectName name = name_of(object);
  if (is_relation(name.kind)) relations_.emplace(folded(object.name), key);
  if (std::holds_alternative<Routine>(object.definition)) routines_.add(object.name, key);
  for (const QualifiedName& other : mentioned(object)) mentioning_.add(other, key);
}

void Schema::leave(const std::string& key, const SchemaObject& object) {
  const ObjectName name = name_of(object);
  if (is_relation(name.kind)) relations_.erase(folded(object.name));
  if (std::holds_alternative<Routine>(object.definition)) routines_.remove(object.name, key);
  for (const QualifiedName& other : mentioned(object)) mentioning_.remove(other, key);
}

void Schema::add(SchemaObject object) {
  const std::string key = key_of(name_of(object));
  if (!journals_.empty()) journals_.back().objects.try_emplace(key, std::nullopt);
  enter(key, object);
  objects_.emplace(key, std::move(object));
}

void Schema::remove(const ObjectName& name) {
  const auto found = objects_.find(key_of(name));
  if (!journals_.empty()) journals_.back().objects.try_emplace(found->first, found->second);
  leave(found->first, found->second);
  objects_.erase(found);
}

void Schema::replace(const ObjectName& name, SchemaObject object) {
  remove(name);
  add(std::move(object));
}

void Schema::add(const Right& right) {
  const std::string key = key_of(right);
  if (!journals_.empty()) journals_.back().rights.try_emplace(key, std::nullopt);
  rights_.emplace(key, right);
}

void Schema::remove(const Right& right) {
  const auto found = rights_.find(key_of(right));
  if (!journals_.empty()) journals_.back().rights.try_emplace(found->first, found->second);
  rights_.erase(found);
}

void Schema::poison(const ObjectName& object) { poisoned_.objects.insert(key_of(object)); }
bool Schema::poisoned(const ObjectName& object) const { return poisoned_.objects.contains(key_of(object)); }

}  // namespace migc
