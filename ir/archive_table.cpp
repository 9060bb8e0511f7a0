#include <fmt/format.h>

#include <algorithm>

#include "ir/archive.h"
#include "ir/naming.h"

namespace migc {

namespace {

Column held(const Column& column, Ident name, bool nullable) {
  Column made;
  made.name = std::move(name);
  made.type = archived_type(column.type);
  made.nullable = nullable;
  if (family(column.type) != Family::Enum) {
    made.collation = column.collation;
    made.options = column.options;
  }
  return made;
}

}  // namespace

std::vector<Ident> archive_key(const Table& table, const std::vector<Name>& changed) {
  const auto stays = [&](const Constraint& c) {
    return std::all_of(c.columns.begin(), c.columns.end(), [&](const Ident& ident) {
      const Column* column = table.column(ident.name);
      return column && !column->nullable && !column->type.array && is_comparable(family(column->type)) &&
             std::find(changed.begin(), changed.end(), ident.name) == changed.end();
    });
  };
  for (ConstraintKind kind : {ConstraintKind::PrimaryKey, ConstraintKind::Unique})
    for (const Constraint& c : table.constraints)
      if (c.kind == kind && stays(c)) return c.columns;
  return {};
}

Cause no_key(const Table& table) {
  const std::string name = show(table.name);
  if (table.primary_key())
    return {fmt::format("the key of {} is what changes here", name),
            fmt::format("give {} another unique key, of columns that are not null", name)};
  return {fmt::format("{} has no key, by which its rows would be found again", name),
          fmt::format("give it one: alter table {} add primary key (…);", name)};
}

std::optional<Cause> cannot_keep_values(const Column& column) {
  const std::string name = show(column.name.name);
  if (column.generated)
    return Cause{fmt::format("{} is computed: nothing of it is lost", name), "leave 'keep' out"};
  if (column.identity)
    return Cause{fmt::format("{} is an identity, and can't be given back", name),
                 "leave 'keep' out, or make it a plain column before"};
  return std::nullopt;
}

std::optional<Cause> cannot_keep_rows(const Table& table) {
  for (const Column& column : table.columns)
    if (column.identity && column.identity->always)
      return Cause{fmt::format("{} is always an identity, and can't be given back", show(column.name.name)),
                   "make it 'identity by default'"};
  return std::nullopt;
}

Table empty_archive(const TableName& name, const Table& of, const std::vector<Ident>& key) {
  Table made;
  made.name = name;
  made.archive = true;
  Constraint primary;
  primary.kind = ConstraintKind::PrimaryKey;
  for (const Ident& ident : key) {
    made.columns.push_back(held(*of.column(ident.name), {ident.name, {}}, false));
    primary.columns.push_back({ident.name, {}});
  }
  primary.name = {Name(shortened(fmt::format("pk_{}", name.name.str())), name.name.quoted()), {}};
  made.constraints.push_back(std::move(primary));
  return made;
}

Ident fresh_column(const Table& archive, Name of, std::string_view what) {
  std::string name = shortened(fmt::format("{}_{}", of.str(), what));
  while (archive.column(Name(name))) name += '_';
  return {Name(name, of.quoted()), {}};
}

Ident add_value(Table& archive, const Column& column, std::string_view what) {
  const Ident name = fresh_column(archive, column.name.name, what);
  archive.columns.push_back(held(column, name, true));
  return name;
}

// MySQL, "Collation Coercibility in Expressions": a _bin collation prevails.
Ident add_written(Table& archive, const Column& column) {
  const Ident name = add_value(archive, column, "after");
  Column& made = archive.columns.back();
  if (family(made.type) == Family::Text && made.options.empty() && made.collation.name.empty())
    for (Dialect dialect : {Dialect::mysql, Dialect::mariadb}) {
      made.options.push_back({dialect, {Name("charset"), {}}, "utf8mb4", true});
      made.options.push_back({dialect, {Name("collate"), {}}, "utf8mb4_bin", true});
    }
  return name;
}

std::vector<Kept::Value> add_other_columns(Table& archive, const Table& of) {
  std::vector<Kept::Value> values;
  for (const Column& column : of.columns)
    if (!column.generated && !archive.column(column.name.name)) {
      archive.columns.push_back(held(column, {column.name.name, {}}, true));
      values.push_back({{column.name.name, {}}, {column.name.name, {}}, {}});
    }
  return values;
}

Select rows_to_keep(const Table& table, const Ident& alias, const Kept& kept) {
  Select rows;
  rows.from = {table.name, alias};
  const Name visible = rows.from.visible();
  const auto item = [&](Name column) {
    Select::Item made;
    made.expr = into_archive(column_expr(visible, column), table.column(column)->type);
    rows.items.push_back(std::move(made));
  };
  for (const Ident& ident : kept.key) item(ident.name);
  for (const Kept::Value& value : kept.values) item(value.column.name);
  return rows;
}

Insert filling(const Kept& kept, Select rows) {
  Insert insert{kept.archive, kept.key, {}, {}};
  for (const Kept::Value& value : kept.values) insert.columns.push_back(value.before);
  insert.select = std::move(rows);
  return insert;
}

}  // namespace migc
