// What a foreign key needs: of the key that it refers to, and of the tables that its actions reach.
#include <algorithm>
#include <set>

#include "backends/needs.h"

namespace migc {

namespace {

enum class On : std::uint8_t { Delete, Update };

bool acts(const Constraint& key, On on) {
  return migc::acts(on == On::Delete ? key.on_delete : key.on_update);
}

// The tables that an action on `from` reaches by other keys than `without`, itself among them.
void reach(const Schema& schema, const TableName& from, On on, const Constraint* without,
           std::set<TableName>& found) {
  if (!found.insert(from).second) return;
  schema.for_each_key_to(from, [&](const Table& table, const Constraint& key) {
    if (acts(key, on) && !(without && key.name == without->name))
      reach(schema, table.name, on, without, found);
  });
}

// The tables from which an action comes to `of` by other keys than `without`, itself among them.
void sources(const Schema& schema, const TableName& of, On on, const Constraint* without,
             std::set<TableName>& found) {
  const Table* table = schema.find(of);
  if (!table || !found.insert(of).second) return;
  for (const Constraint& key : table->constraints)
    if (key.kind == ConstraintKind::ForeignKey && acts(key, on) && !(without && key.name == without->name))
      sources(schema, key.referred, on, without, found);
}

// Whether an action comes back to where it began by this key, or by it to a table that it comes to by others, too.
// Looked for from below, where a key that is new has little.
bool meets(const Schema& schema, const Constraint& key, const TableName& of, On on) {
  std::set<TableName> below;
  reach(schema, of, on, &key, below);
  if (below.contains(key.referred)) return true;
  std::set<TableName> others;
  for (const TableName& name : below) sources(schema, name, on, &key, others);
  if (others.size() == below.size()) return false;
  std::set<TableName> above;
  sources(schema, key.referred, on, nullptr, above);
  return std::any_of(above.begin(), above.end(),
                     [&](const TableName& name) { return others.contains(name); });
}

bool has_nullable_key(const Table& table, const std::vector<Ident>& columns) {
  const auto same = [&](const Constraint& c) {
    return c.columns.size() == columns.size() &&
           std::all_of(columns.begin(), columns.end(),
                       [&](const Ident& column) { return names_column(c.columns, column.name); });
  };
  for (const Constraint& c : table.constraints) {
    const bool key =
        c.kind == ConstraintKind::PrimaryKey || (c.kind == ConstraintKind::Unique && c.nulls_not_distinct);
    if (key && same(c)) return false;
  }
  return std::any_of(columns.begin(), columns.end(), [&](const Ident& name) {
    const Column* column = table.column(name.name);
    return column && column->nullable;
  });
}

}  // namespace

void NeedsCollector::reference(const Constraint& key, const TableName& of) {
  const Table* referred = key.referred == of && table_ ? table_ : schema_.find(key.referred);
  if (referred && has_nullable_key(*referred, key.referred_columns))
    use(Feature::foreign_key_to_nullable_key, key.span);
  for (const On on : {On::Delete, On::Update}) {
    if (!acts(key, on) || !meets(schema_, key, of, on)) continue;
    use(Feature::cascade_paths, key.span);
    return;
  }
}

void NeedsCollector::referred_to(Name column, Span span) {
  if (!table_) return;
  for (const Table* other : schema_.referring_to(table_->name))
    for (const Constraint& key : other->constraints)
      if (key.kind == ConstraintKind::ForeignKey && key.referred == table_->name &&
          names_column(key.referred_columns, column) && has_nullable_key(*table_, key.referred_columns))
        use(Feature::foreign_key_to_nullable_key, span);
}

}  // namespace migc
