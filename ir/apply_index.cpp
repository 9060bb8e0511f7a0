// create, drop and rename index
#include "ir/applier.h"
#include "support/text.h"

namespace migc {

bool Applier::check_index(const Table& table, Index& index) {
  ExpressionChecker checker(schema_, diagnostics_, Place::Index);
  for (IndexElement& element : index.elements) checker.check(element.expr, scope_of(table));
  for (std::size_t i = 0; i < index.elements.size(); ++i) {
    const Expr& expr = index.elements[i].expr;
    for (std::size_t j = 0; j < i && expr.kind == ExprKind::Column; ++j) {
      if (!(index.elements[j].expr == expr)) continue;
      report(diag::column_twice, expr.span, show(expr.name));
      return false;
    }
  }
  if (index.unique && !holds_partition_key(table, columns_of(index), index.span,
                                           fmt::format("the unique index {}", show(index.name.name))))
    return false;
  if (index.where) checker.check(*index.where, scope_of(table), Family::Boolean);
  return need_columns(table, index.include) && checker.ok();
}

bool Applier::operator()(CreateIndex& op) {
  const Table* table = need_table(op.table);
  if (!table) return false;
  if (table->indexes.size() >= max_elements) {
    report(diag::too_many_columns, op.index.span, max_elements);
    return false;
  }
  if (!check_index(*table, op.index) || !free_name(*table, op.index.name)) {
    schema_.poison(op.table, op.index.name.name);
    return false;
  }
  schema_.edit(op.table, [&](Table& t) { t.indexes.push_back(op.index); });
  return true;
}

bool Applier::operator()(DropIndex& op) {
  const Table* table = need_table(op.table);
  const Index* index = table ? need_index(*table, op.index) : nullptr;
  if (!index) return false;
  if (index->unique) {
    const auto users = users_of_key(*table, op.index.name);
    if (!users.empty()) {
      report(diag::still_used, op.index.span, fmt::format("index {}", show(op.index.name)), join_and(users))
          .fix("drop the foreign key first");
      return false;
    }
  }
  schema_.edit(op.table, [&](Table& t) {
    std::erase_if(t.indexes, [&](const Index& i) { return i.name.name == op.index.name; });
  });
  return true;
}

bool Applier::operator()(RenameIndex& op) {
  const Table* table = need_table(op.table);
  const Index* index = table ? need_index(*table, op.index) : nullptr;
  if (!index) {
    if (table) schema_.poison(op.table, op.to.name);
    return false;
  }
  if (!free_name(*table, op.to)) return false;
  schema_.edit(op.table, [&](Table& t) {
    for (Index& i : t.indexes)
      if (i.name.name == op.index.name) i.name.name = op.to.name;
  });
  return true;
}

}  // namespace migc
