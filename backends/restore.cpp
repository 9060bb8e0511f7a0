#include "backends/restore.h"

#include <fmt/format.h>

#include <unordered_set>

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
  std::unordered_set<TableName> asked;
  for (const Statement& statement : statements)
    if (const Table* archive = archive_read(statement.op, schema);
        archive && asked.insert(archive->name).second)
      guards.push_back(
          {RequireTable{archive->name,
                        fmt::format("migc: {} is not there, so what was kept in it can't be given back",
                                    show(archive->name))},
           {statement.span},
           ""});
  return guards;
}

std::optional<CountRestored> count_restored(const Operation& op, const Schema& schema) {
  const auto back = given_back_by(op, schema);
  if (!back) return std::nullopt;
  Select query;
  query.from = {back->archive->name, {}};
  // The key is called alike in both, and never null.
  Expr found = column_expr(back->table.name, back->archive->primary_key()->columns.front().name);
  // Rows of the table that the update meets are given back; those that the insert would meet again are left alone.
  Expr met = call_expr(Function::count_, {std::move(found)});
  Expr others = binary_expr(Operator::Subtract, count_expr(), met);
  query.items.push_back(item(string_expr(show(back->table)), "restored"));
  query.items.push_back(item(back->inserts ? others : met, "given_back"));
  query.items.push_back(item(back->inserts ? met : others, "left_alone"));
  query.joins.push_back({true, {back->table, {}}, *back->met});
  return CountRestored{std::move(query)};
}

}  // namespace migc
