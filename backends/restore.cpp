#include "backends/restore.h"

#include <fmt/format.h>

#include "ir/archive.h"

namespace migc {

namespace {

Select::Item item(Expr expr, const char* name) {
  Select::Item made;
  made.expr = std::move(expr);
  made.alias = {Name(name), {}};
  return made;
}

}  // namespace

std::vector<Step> require_archives(const std::vector<Statement>& statements, const Schema& schema) {
  std::vector<Step> guards;
  for (const Statement& statement : statements)
    if (const Table* archive = archive_read(statement.op, schema))
      guards.push_back(
          {RequireTable{archive->name,
                        fmt::format("migc: {} is not there, so what was kept in it can't be given back",
                                    show(archive->name))},
           {statement.span},
           ""});
  return guards;
}

std::optional<CountRestored> count_restored(const Operation& op, const Schema& schema) {
  const Table* archive = archive_read(op, schema);
  const auto* update = std::get_if<Update>(&op);
  const auto* insert = std::get_if<Insert>(&op);
  if (!archive || !(update || insert)) return std::nullopt;
  const TableName& table = update ? update->table : insert->table;
  Select query;
  query.from = {archive->name, {}};
  // The key is called alike in both, and never null.
  Expr found = column_expr(table.name, archive->primary_key()->columns.front().name);
  // Rows of the table that the update meets are given back; those that the insert would meet again are left alone.
  Expr met = call_expr(Function::count_, {std::move(found)});
  Expr others = binary_expr(Operator::Subtract, count_expr(), met);
  query.items.push_back(item(string_expr(show(table)), "restored"));
  query.items.push_back(item(update ? met : others, "given_back"));
  query.items.push_back(item(update ? others : met, "left_alone"));
  const Expr* where = update ? &*update->where : &*insert->select->where;
  // not exists (select 1 from the table where …)
  if (insert) where = &*where->args[0].select[0].where;
  query.joins.push_back({true, {table, {}}, *where});
  return CountRestored{std::move(query)};
}

}  // namespace migc
