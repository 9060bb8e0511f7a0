// Comparisons of large values, which some engines don't compare.
#include <algorithm>

#include "backends/needs.h"

namespace migc {

namespace {

// The tables whose columns an expression may read: those of its own query first, then those around it.
struct Scope {
  std::vector<std::pair<Name, const Table*>> tables;
  const Scope* outer = nullptr;

  const Column* column(const Expr& expr) const {
    for (const auto& [name, table] : tables) {
      if (!table || (!expr.qualifier.empty() && !(expr.qualifier == name))) continue;
      if (const Column* found = table->column(expr.name)) return found;
    }
    return outer ? outer->column(expr) : nullptr;
  }
};

class LargeComparisons {
 public:
  LargeComparisons(const Schema& schema, const std::function<void(Span)>& found)
      : schema_(schema), found_(found) {}

  void query(const Select& select, const Scope* outer) {
    const Scope scope = inside(select, outer);
    for (const Select::Item& item : select.items) {
      if (item.star) continue;
      if (select.distinct) compared(item.expr, scope);
      look(item.expr, scope);
    }
    for (const Select::Join& join : select.joins) look(join.on, scope);
    if (select.where) look(*select.where, scope);
    for (const Expr& key : select.group_by) compared(key, scope);
    if (select.having) look(*select.having, scope);
    for (const auto& key : select.order_by) compared(key.expr, scope);
  }

  void look(const Expr& expr, const Scope& scope) {
    if (compares(expr))
      for (const Expr& arg : expr.args) compared(arg, scope);
    for (const Expr& arg : expr.args) look(arg, scope);
    for (const Select& select : expr.select) {
      query(select, &scope);
      if (expr.kind == ExprKind::InSelect) {
        const Scope inner = inside(select, &scope);
        for (const Select::Item& item : select.items)
          if (!item.star) compared(item.expr, inner);
      }
    }
  }

 private:
  Scope inside(const Select& select, const Scope* outer) const {
    Scope scope{{}, outer};
    const auto add = [&](const TableReference& reference) {
      scope.tables.emplace_back(reference.alias.name.empty() ? reference.table.name : reference.alias.name,
                                schema_.find(reference.table));
    };
    add(select.from);
    for (const Select::Join& join : select.joins) add(join.table);
    return scope;
  }

  static bool compares(const Expr& expr) {
    if (expr.kind == ExprKind::Binary)
      return expr.op == Operator::Equal || expr.op == Operator::NotEqual || expr.op == Operator::Less ||
             expr.op == Operator::LessEqual || expr.op == Operator::Greater ||
             expr.op == Operator::GreaterEqual;
    if (expr.kind == ExprKind::Call)
      return expr.distinct || expr.function == Function::min_ || expr.function == Function::max_ ||
             (expr.function == Function::nullif_ && !is_empty_text(expr.args[1]));
    return expr.kind == ExprKind::In || expr.kind == ExprKind::InSelect || expr.kind == ExprKind::Between ||
           expr.kind == ExprKind::Distinct || (expr.kind == ExprKind::Case && expr.case_operand);
  }

  void compared(const Expr& expr, const Scope& scope) {
    if (is_large_value(expr, scope)) found_(expr.span);
  }

  bool is_large_value(const Expr& expr, const Scope& scope) const {
    const auto any = [&] {
      return std::any_of(expr.args.begin(), expr.args.end(),
                         [&](const Expr& arg) { return is_large_value(arg, scope); });
    };
    if (expr.kind == ExprKind::Column) {
      const Column* column = scope.column(expr);
      return column && is_large(column->type);
    }
    if (expr.kind == ExprKind::Cast) return is_large(expr.type) && any();
    if (expr.kind == ExprKind::Call) {
      const auto result = function_info(expr.function).result;
      return (!result || *result == Family::Text) && any();
    }
    return (expr.kind == ExprKind::Case || (expr.kind == ExprKind::Binary && expr.op == Operator::Concat)) &&
           any();
  }

  const Schema& schema_;
  const std::function<void(Span)>& found_;
};

}  // namespace

bool is_empty_text(const Expr& expr) { return expr.kind == ExprKind::String && expr.text.empty(); }

void NeedsCollector::comparisons(const Expr& expr) {
  const std::function<void(Span)> found = [&](Span span) { use(Feature::large_comparison, span); };
  Scope scope;
  const auto add = [&](const TableName& table, const Ident& alias) {
    scope.tables.emplace_back(alias.name.empty() ? table.name : alias.name, schema_.find(table));
  };
  if (const auto* update = std::get_if<Update>(&statement_.op)) {
    add(update->table, update->alias);
    if (update->from) add(update->from->table, update->from->alias);
    for (const Select::Join& join : update->joins) add(join.table.table, join.table.alias);
  } else if (const auto* gone = std::get_if<Delete>(&statement_.op)) {
    add(gone->table, gone->alias);
  } else if (table_) {
    add(table_->name, {});
  }
  LargeComparisons(schema_, found).look(expr, scope);
}

void NeedsCollector::comparisons(const Select& select) {
  const std::function<void(Span)> found = [&](Span span) { use(Feature::large_comparison, span); };
  LargeComparisons(schema_, found).query(select, nullptr);
}

}  // namespace migc
