// insert, update, delete: no effect on the schema, but every name and type in them is checked
#include "ir/applier.h"
#include "support/text.h"

namespace migc {

bool Applier::check_target_row(const Table& table, Ident& name, std::string_view how) {
  const Column* column = need_column(table, name);
  if (!column) return false;
  if (column->generated) {
    report(diag::generated_column, name.span, show(name.name), how).label(column->span, "generated here");
    return false;
  }
  if (column->identity && column->identity->always) {
    report(diag::generated_column, name.span, show(name.name), how)
        .label(column->span, "always an identity here")
        .fix("make it 'identity by default', or leave it out");
    return false;
  }
  return true;
}

bool Applier::operator()(Insert& op) {
  const Table* table = need_table(op.table);
  if (!table) return false;
  if (!need_columns(*table, op.columns)) return false;
  bool ok = true;
  for (Ident& column : op.columns) ok = check_target_row(*table, column, "inserted") && ok;
  if (!ok) return false;
  for (const Column& column : table->columns) {
    if (column.nullable || column.default_value || column.identity || column.generated) continue;
    if (names_column(op.columns, column.name.name)) continue;
    report(diag::required_column, op.table.span, show(column.name.name)).label(column.span, "not null here");
    ok = false;
  }
  for (std::vector<Expr>& row : op.rows) {
    if (row.size() != op.columns.size()) {
      Span span = row.front().span;
      span.end = row.back().span.end;
      report(diag::value_count, span, counted(row.size(), "value"), counted(op.columns.size(), "column"));
      ok = false;
      continue;
    }
    for (std::size_t i = 0; i < row.size(); ++i) {
      const Column& column = *table->column(op.columns[i].name);
      if (row[i].kind == ExprKind::Null && !column.nullable) {
        report(diag::null_not_allowed, row[i].span, show(column.name.name))
            .label(column.span, "not null here");
        ok = false;
      }
      ExpressionChecker checker(schema_, diagnostics_, Place::Value);
      ok = checker.check(row[i], Scope{}, Wanted(column.type)) && ok;
    }
  }
  if (op.select) {
    ExpressionChecker checker(schema_, diagnostics_, Place::Condition);
    std::vector<Wanted> wanted;
    for (const Ident& column : op.columns) wanted.emplace_back(Wanted(table->column(column.name)->type));
    ok = checker.check(*op.select, wanted) && ok;
  }
  return ok;
}

bool Applier::operator()(Update& op) {
  const Table* table = need_table(op.table);
  if (!table) return false;
  Scope scope{{{op.alias.name.empty() ? op.table.name : op.alias.name, table}}, nullptr};
  bool ok = true;
  if (op.from) {
    ExpressionChecker checker(schema_, diagnostics_, Place::Condition);
    ok = checker.join(*op.from, op.joins, scope);
  }
  std::vector<Ident> columns;
  for (Assignment& assignment : op.set) {
    columns.push_back(assignment.column);
    if (!check_target_row(*table, assignment.column, "updated")) {
      ok = false;
      continue;
    }
    const Column& column = *table->column(assignment.column.name);
    if (assignment.value.kind == ExprKind::Null && !column.nullable) {
      report(diag::null_not_allowed, assignment.value.span, show(column.name.name))
          .label(column.span, "not null here");
      ok = false;
    }
    ExpressionChecker checker(schema_, diagnostics_, Place::Assignment);
    ok = checker.check(assignment.value, scope, Wanted(column.type)) && ok;
  }
  ok = ok && need_columns(*table, columns);
  if (op.where) {
    ExpressionChecker checker(schema_, diagnostics_, Place::Condition);
    ok = checker.check(*op.where, scope, Family::Boolean) && ok;
  }
  return ok;
}

bool Applier::operator()(Delete& op) {
  const Table* table = need_table(op.table);
  if (!table) return false;
  if (!op.where) return true;
  const Scope scope{{{op.alias.name.empty() ? op.table.name : op.alias.name, table}}, nullptr};
  ExpressionChecker checker(schema_, diagnostics_, Place::Condition);
  return checker.check(*op.where, scope, Family::Boolean);
}

}  // namespace migc
