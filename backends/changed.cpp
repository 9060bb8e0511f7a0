// What a statement changes beside what it says: the checks that stand for types, the keys on a column, the column beside it.
#include <algorithm>

#include "backends/backend.h"
#include "support/text.h"

namespace migc {

namespace {

bool has_check(const std::vector<Constraint>& list, const Constraint& wanted) {
  return std::any_of(list.begin(), list.end(), [&](const Constraint& c) { return c == wanted; });
}

}  // namespace

std::vector<std::pair<TableName, Constraint>> foreign_keys_on(const Change& change, const TableName& name,
                                                              Name column) {
  std::vector<std::pair<TableName, Constraint>> keys;
  const Table& table = *change.after(name);
  for (const Constraint& c : table.constraints)
    if (c.kind == ConstraintKind::ForeignKey && names_column(c.columns, column)) keys.emplace_back(name, c);
  for (const Table* other : change.schema().referring_to(name))
    for (const Constraint& c : other->constraints)
      if (c.kind == ConstraintKind::ForeignKey && c.referred == name &&
          names_column(c.referred_columns, column) &&
          std::none_of(keys.begin(), keys.end(), [&](const auto& k) { return k.second == c; }))
        keys.emplace_back(other->name, c);
  return keys;
}

Ident beside(const Ident& column) {
  constexpr std::string_view prefix = "_mig_";
  constexpr std::size_t longest = 63;  // of PostgreSQL, the shortest of all
  const std::string_view own = cut_utf8(column.name.str(), longest - prefix.size());
  return {Name(std::string(prefix) + std::string(own), column.name.quoted()), {}};
}

std::vector<std::pair<const Table*, const Table*>> changed_tables(const Operation& op, const Change& change) {
  std::vector<std::pair<const Table*, const Table*>> tables;
  const auto pair = [&](const TableName& from, const TableName& to) {
    const Table* before = change.before(from);
    const Table* after = change.after(to);
    if (before && after) tables.emplace_back(before, after);
  };
  if (const auto* rename = std::get_if<RenameTable>(&op))
    pair(rename->table, {rename->table.schema, rename->to.name, {}});
  else if (const auto* move = std::get_if<SetSchema>(&op))
    pair(move->table, {move->schema.name, move->table.name, {}});
  for (const auto& [name, before] : change.touched().tables)
    if (before) pair(name, name);
  std::sort(tables.begin(), tables.end(),
            [](const auto& a, const auto& b) { return a.first->name < b.first->name; });
  return tables;
}

std::vector<std::pair<TableName, Name>> Backend::checks_gone(const Operation& op,
                                                             const Change& change) const {
  std::vector<std::pair<TableName, Name>> gone;
  for (const auto& [before, after] : changed_tables(op, change)) {
    const std::vector<Constraint> now = implied_checks(*after);
    for (const Constraint& check : implied_checks(*before))
      if (!has_check(now, check)) gone.emplace_back(before->name, check.name.name);
  }
  return gone;
}

std::vector<std::pair<TableName, Constraint>> Backend::checks_new(const Operation& op,
                                                                  const Change& change) const {
  std::vector<std::pair<TableName, Constraint>> made;
  for (const auto& [before, after] : changed_tables(op, change)) {
    const std::vector<Constraint> old = implied_checks(*before);
    for (Constraint& check : implied_checks(*after))
      if (!has_check(old, check)) made.emplace_back(after->name, std::move(check));
  }
  return made;
}

}  // namespace migc
