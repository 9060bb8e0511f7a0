#include "ir/archive.h"

#include <fmt/format.h>

#include <algorithm>

#include "ir/naming.h"

namespace migc {

std::string archive_name(std::string_view revision, int number) {
  return shortened(fmt::format("_mig_{}_{}", revision, number));
}

Name archive_of(std::string_view name) {
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
  return Name(name, !plain);
}

bool makes_maybe(const Operation& op) {
  const auto* create = std::get_if<CreateTable>(&op);
  return create && create->table.maybe;
}

std::vector<Archive> archives_of(const std::vector<Statement>& statements) {
  std::vector<Archive> archives;
  for (const Statement& statement : statements) {
    const auto* create = std::get_if<CreateTable>(&statement.op);
    const auto* rename = std::get_if<RenameTable>(&statement.op);
    if (create && create->table.archive) archives.push_back({create->table.name, create->table.maybe});
    if (rename && rename->archives)
      archives.push_back({{rename->table.schema, rename->to.name, rename->to.span}, false});
  }
  return archives;
}

const Table* archive_read(const Operation& op, const Schema& schema) {
  const auto archive = [&](const TableName& name) {
    const Table* table = schema.find(name);
    return table && table->archive ? table : nullptr;
  };
  if (const auto* update = std::get_if<Update>(&op))
    return update->from ? archive(update->from->table) : nullptr;
  if (const auto* insert = std::get_if<Insert>(&op))
    return insert->select ? archive(insert->select->from.table) : nullptr;
  if (const auto* rename = std::get_if<RenameTable>(&op)) return archive(rename->table);
  return nullptr;
}

std::optional<GivenBack> given_back_by(const Operation& op, const Schema& schema) {
  const Table* archive = archive_read(op, schema);
  const TableName* name = table_of(op);
  const Table* table = name ? schema.find(*name) : nullptr;
  if (!archive || !archive->primary_key() || !table) return std::nullopt;
  for (const Ident& ident : archive->primary_key()->columns)
    if (!table->column(ident.name)) return std::nullopt;
  if (const auto* update = std::get_if<Update>(&op)) {
    if (!update->where || !update->joins.empty() || !update->alias.name.empty() ||
        !update->from->alias.name.empty())
      return std::nullopt;
    return GivenBack{archive, update->table, false, &*update->where};
  }
  const auto* insert = std::get_if<Insert>(&op);
  if (!insert || !insert->select->where || !insert->select->joins.empty() ||
      !insert->select->from.alias.name.empty())
    return std::nullopt;
  // not exists (select 1 from the table where …)
  const Expr& missing = *insert->select->where;
  if (missing.kind != ExprKind::Not || missing.args[0].kind != ExprKind::Exists) return std::nullopt;
  const Select& met = missing.args[0].select[0];
  if (!(met.from.table == insert->table) || !met.where) return std::nullopt;
  return GivenBack{archive, insert->table, true, &*met.where};
}

Type archived_type(const Type& type) {
  if (type.kind != TypeKind::user || !type.user) return type;
  if (const Domain* domain = type.user->domain()) return archived_type(domain->base);
  Type text;
  text.kind = TypeKind::varchar;
  text.size = 255;
  return text;
}

namespace {

bool is_enum(const Type& type) { return type.kind == TypeKind::user && type.user && type.user->values(); }

}  // namespace

Expr into_archive(Expr value, const Type& type) {
  return is_enum(type) ? cast_expr(std::move(value), archived_type(type)) : value;
}

Expr out_of_archive(Expr value, const Type& type) {
  return is_enum(type) ? cast_expr(std::move(value), type) : value;
}

Expr same_row(const Table& table, const Kept& kept) {
  std::optional<Expr> all;
  for (const Ident& ident : kept.key) {
    Expr own = into_archive(column_expr(table.name.name, ident.name), table.column(ident.name)->type);
    Expr same = binary_expr(Operator::Equal, std::move(own), column_expr(kept.archive.name, ident.name));
    and_also(all, std::move(same));
  }
  return *all;
}

}  // namespace migc
