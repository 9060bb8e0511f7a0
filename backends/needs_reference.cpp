// What a foreign key needs: of the key that it refers to, and of the tables that its actions reach.
#include <algorithm>
#include <map>

#include "backends/needs.h"

namespace migc {

namespace {

enum class On : std::uint8_t { Delete, Update };

bool acts(const Constraint& key, On on) {
  const Action action = on == On::Delete ? key.on_delete : key.on_update;
  return action != Action::NoAction && action != Action::Restrict;
}

// In how many ways each table is reached from `from` by actions; a table that reaches itself ends the search.
bool reached_twice(const Schema& schema, const TableName& from, On on, std::map<TableName, int>& ways) {
  if (++ways[from] > 1) return true;
  for (const Table* table : schema.referring_to(from))
    for (const Constraint& key : table->constraints)
      if (key.kind == ConstraintKind::ForeignKey && key.referred == from && acts(key, on) &&
          reached_twice(schema, table->name, on, ways))
        return true;
  return false;
}

// The tables from which an action comes to `of`, itself among them.
void sources(const Schema& schema, const TableName& of, On on, std::map<TableName, int>& found) {
  if (++found[of] > 1) return;
  const Table* table = schema.find(of);
  if (!table) return;
  for (const Constraint& key : table->constraints)
    if (key.kind == ConstraintKind::ForeignKey && acts(key, on)) sources(schema, key.referred, on, found);
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
    if (!acts(key, on)) continue;
    std::map<TableName, int> from;
    sources(schema_, key.referred, on, from);
    const bool twice = std::any_of(from.begin(), from.end(), [&](const auto& source) {
      std::map<TableName, int> ways;
      return reached_twice(schema_, source.first, on, ways);
    });
    if (!twice) continue;
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
