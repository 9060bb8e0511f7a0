#include "ir/schema.h"

#include <fmt/format.h>

#include <algorithm>

namespace migc {

bool operator<(const TableName& a, const TableName& b) {
  if (!(a.schema == b.schema)) return a.schema < b.schema;
  return a.name < b.name;
}

TableName Schema::folded(const TableName& name) {
  return {name.schema.folded(), name.name.folded(), name.span};
}

const Table* Schema::find(const TableName& name) const {
  const auto found = tables_.find(folded(name));
  return found != tables_.end() && found->second.name == name ? &found->second : nullptr;
}

const Table* Schema::find_in_other_case(const TableName& name) const {
  const auto found = tables_.find(folded(name));
  return found != tables_.end() && !(found->second.name == name) ? &found->second : nullptr;
}

const Table* Schema::owner_of(Name schema, Name name) const {
  const auto owner = owners_.find(folded({schema, name, {}}));
  if (owner == owners_.end()) return nullptr;
  return &tables_.at(owner->second);
}

std::vector<const Table*> Schema::referring_to(const TableName& name) const {
  return referring_.of(name, tables_);
}

std::vector<const Table*> Schema::generating() const {
  std::vector<const Table*> tables;
  for (const TableName& table : generating_) tables.push_back(&tables_.at(table));
  return tables;
}

std::vector<const Table*> Schema::partitions_of(const TableName& name) const {
  return parts_.of(name, tables_);
}

std::vector<const Table*> Schema::tables() const {
  std::vector<const Table*> list;
  list.reserve(tables_.size());
  for (const auto& [name, table] : tables_) list.push_back(&table);
  std::sort(list.begin(), list.end(), [](const Table* a, const Table* b) { return a->name < b->name; });
  return list;
}

void Schema::add(Table table) {
  remember(table.name);
  enter(table);
  const TableName key = folded(table.name);
  tables_.emplace(key, std::move(table));
}

void Schema::remove(const TableName& name) {
  remember(name);
  const auto found = tables_.find(folded(name));
  leave(found->second);
  tables_.erase(found);
}

void Schema::move(const TableName& from, Table moved) {
  if (!journals_.empty()) {
    auto& origins = journals_.back().origins;
    const auto known = origins.find(from);
    const TableName origin = known == origins.end() ? from : known->second;
    origins.erase(from);
    origins.insert_or_assign(moved.name, origin);
  }
  remove(from);
  add(std::move(moved));
}

Table& Schema::open_edit(const TableName& name) {
  remember(name);
  Table& table = tables_.at(folded(name));
  leave(table);
  return table;
}

void Schema::close_edit(const Table& table) { enter(table); }

void Schema::enter(const Table& table) {
  const TableName key = folded(table.name);
  for (const Constraint& constraint : table.constraints) {
    owners_.emplace(folded({key.schema, constraint.name.name, {}}), key);
    if (constraint.initially_deferred) ++deferred_;
    if (constraint.kind == ConstraintKind::ForeignKey) referring_.add(constraint.referred, key);
  }
  const auto generated = [](const Column& column) { return column.generated.has_value(); };
  if (std::any_of(table.columns.begin(), table.columns.end(), generated)) generating_.insert(key);
  if (table.partition_of) parts_.add(table.partition_of->parent, key);
  for (const Column& column : table.columns)
    if (column.type.kind == TypeKind::user) typed_.add(column.type.name, key);
  for (const Index& index : table.indexes) owners_.emplace(folded({key.schema, index.name.name, {}}), key);
}

void Schema::leave(const Table& table) {
  const TableName key = folded(table.name);
  for (const Constraint& constraint : table.constraints) {
    owners_.erase(folded({key.schema, constraint.name.name, {}}));
    if (constraint.initially_deferred) --deferred_;
    if (constraint.kind == ConstraintKind::ForeignKey) referring_.remove(constraint.referred, key);
  }
  generating_.erase(key);
  if (table.partition_of) parts_.remove(table.partition_of->parent, key);
  for (const Column& column : table.columns)
    if (column.type.kind == TypeKind::user) typed_.remove(column.type.name, key);
  for (const Index& index : table.indexes) owners_.erase(folded({key.schema, index.name.name, {}}));
}

void Schema::remember(const TableName& name) {
  if (journals_.empty()) return;
  const auto [entry, fresh] = journals_.back().tables.try_emplace(name);
  if (!fresh) return;
  if (const Table* table = find(name)) entry->second = *table;
}

bool Schema::operator==(const Schema& other) const {
  const auto same = [](const auto& left, const auto& right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](const auto* a, const auto* b) { return *a == *b; });
  };
  return same(tables(), other.tables()) && same(objects(), other.objects()) && same(rights(), other.rights());
}

void Schema::begin_journal() { journals_.emplace_back(); }

Journal Schema::end_journal() {
  Journal journal = std::move(journals_.back());
  journals_.pop_back();
  if (!journals_.empty()) {
    for (const auto& [name, before] : journal.tables) journals_.back().tables.try_emplace(name, before);
    for (const auto& [key, before] : journal.objects) journals_.back().objects.try_emplace(key, before);
    for (const auto& [key, before] : journal.rights) journals_.back().rights.try_emplace(key, before);
    const std::unordered_map<TableName, TableName> earlier = journals_.back().origins;
    for (const auto& [name, from] : journal.origins) {
      const auto known = earlier.find(from);
      journals_.back().origins.insert_or_assign(name, known == earlier.end() ? from : known->second);
    }
  }
  return journal;
}

const Table* Journal::table(const TableName& name) const {
  const auto found = tables.find(name);
  return found != tables.end() && found->second ? &*found->second : nullptr;
}

bool Journal::made(const TableName& name) const {
  const auto moved = origins.find(name);
  const auto found = tables.find(moved == origins.end() ? name : moved->second);
  return found != tables.end() && !found->second;
}

Schema::Changes Schema::changed_since(const Journal& journal) const {
  Changes changes;
  for (const auto& [name, before] : journal.tables) {
    const Table* now = find(name);
    if (now && now->maybe) continue;
    if (before.has_value() != (now != nullptr) || (now && !(*now == *before))) changes.tables.push_back(name);
  }
  std::sort(changes.tables.begin(), changes.tables.end());
  for (const auto& [key, before] : journal.objects) {
    const auto now = objects_.find(key);
    const bool there = now != objects_.end();
    if (before.has_value() != there || (there && !(now->second == *before)))
      changes.objects.push_back({before ? &*before : nullptr, there ? &now->second : nullptr});
  }
  for (const auto& [key, before] : journal.rights) {
    const auto now = rights_.find(key);
    const bool there = now != rights_.end();
    if (before.has_value() == there && (!there || now->second == *before)) continue;
    const Right& right = there ? now->second : *before;
    changes.rights.push_back(
        fmt::format("the right of {} to {} {}", show(right.role.name), right.privilege.word, show(right.on)));
  }
  return changes;
}

void Schema::roll_back(const Journal& journal) {
  for (const auto& [name, before] : journal.tables)
    if (find(name)) remove(name);
  for (const auto& [name, before] : journal.tables)
    if (before) add(*before);
  for (const auto& [key, before] : journal.objects)
    if (const auto now = objects_.find(key); now != objects_.end()) remove(name_of(now->second));
  for (const auto& [key, before] : journal.objects)
    if (before) add(*before);
  for (const auto& [key, before] : journal.rights)
    if (const auto now = rights_.find(key); now != rights_.end()) remove(Right(now->second));
  for (const auto& [key, before] : journal.rights)
    if (before) add(*before);
}

void Schema::poison(const TableName& table, Name column) {
  poisoned_.columns.insert(fmt::format("{}\n{}", show(table), column.folded().str()));
}

bool Schema::poisoned(const TableName& table, Name column) const {
  return !poisoned_.columns.empty() &&
         poisoned_.columns.contains(fmt::format("{}\n{}", show(table), column.folded().str()));
}

}  // namespace migc
