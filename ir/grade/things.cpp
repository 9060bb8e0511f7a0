#include "ir/grade/things.h"

#include <algorithm>
#include <unordered_set>

namespace migc {

namespace {

template <class Map, class Key>
Things::Number number(const Map& map, const Key& key) {
  const auto found = map.find(key);
  return found == map.end() ? Things::always : found->second;
}

}  // namespace

void Things::follow(const Statement& statement, const Schema& schema, const Journal& touched) {
  // What is told to the model was there already, and what somebody makes by hand he may have filled with rows from before.
  const bool made = !statement.assumed && !std::holds_alternative<ByHand>(statement.op);
  gone_.clear();
  follow_tables(statement, schema, touched, made);
  follow_objects(statement, schema, touched, made);
}

void Things::follow_tables(const Statement& statement, const Schema& schema, const Journal& touched,
                           bool made) {
  tables_before_.clear();
  for (const auto& [name, before] : touched.tables)
    if (auto entry = tables_.extract(name)) tables_before_.insert(std::move(entry));
  const auto* rename = std::get_if<RenameColumn>(&statement.op);
  std::unordered_set<Number> there;
  for (const auto& [name, before] : touched.tables) {
    const Table* table = schema.find(name);
    if (!table) continue;
    const auto origin = touched.origins.find(name);
    const auto old = tables_before_.find(origin == touched.origins.end() ? name : origin->second);
    const Entry* known = old == tables_before_.end() ? nullptr : &old->second;
    Entry entry;
    entry.table = known ? known->table : fresh(made);
    there.insert(entry.table);
    for (const Column& column : table->columns) {
      const Name now = column.name.name;
      const Name was = rename && now == rename->to.name ? rename->column.name : now;
      const bool had = known && known->columns.contains(was);
      const Number own = had ? known->columns.at(was) : fresh(made);
      entry.columns.emplace(now, own);
      there.insert(own);
    }
    tables_.emplace(name, std::move(entry));
  }
  for (const auto& [name, entry] : tables_before_) {
    if (!there.contains(entry.table)) gone_.push_back(entry.table);
    for (const auto& [column, own] : entry.columns)
      if (!there.contains(own)) gone_.push_back(own);
  }
}

void Things::follow_objects(const Statement& statement, const Schema& schema, const Journal& touched,
                            bool made) {
  objects_before_.clear();
  for (const auto& [key, before] : touched.objects)
    if (auto entry = objects_.extract(key)) objects_before_.insert(std::move(entry));
  // A schema's new name moves all that is in it: which was which is not followed, so none of it counts as new.
  const auto* rename = std::get_if<RenameObject>(&statement.op);
  for (const auto& [key, before] : touched.objects) {
    const SchemaObject* now = schema.object_of_key(key);
    if (!now) continue;
    Number own = number(objects_before_, key);
    if (!before && rename)
      own = number(objects_before_, key_of(rename->object));
    else if (!before)
      own = fresh(made);
    objects_.emplace(key, own);
  }
}

Things::Number Things::table(const TableName& name) const {
  const auto found = tables_.find(name);
  return found == tables_.end() ? always : found->second.table;
}

Things::Number Things::column(const TableName& table, Name column) const {
  const auto found = tables_.find(table);
  return found == tables_.end() ? always : number(found->second.columns, column);
}

Things::Number Things::table_before(const TableName& name) const {
  const auto found = tables_before_.find(name);
  return found == tables_before_.end() ? table(name) : found->second.table;
}

Things::Number Things::column_before(const TableName& name, Name column) const {
  const auto found = tables_before_.find(name);
  return found == tables_before_.end() ? this->column(name, column) : number(found->second.columns, column);
}

Things::Number Things::object_before(const ObjectName& name) const {
  const std::string key = key_of(name);
  return objects_before_.contains(key) ? objects_before_.at(key) : number(objects_, key);
}

}  // namespace migc
