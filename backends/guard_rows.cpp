// Which rows stand in the way of rows that go or come back, and of what types allow.
#include <fmt/format.h>

#include "backends/guard_rules.h"
#include "ir/archive.h"

namespace migc {

namespace {

// The columns of each key of the table besides `known`, whose rows are told apart by it.
std::vector<std::vector<Ident>> other_keys(const Table& table, const std::vector<Ident>& known) {
  std::vector<std::vector<Ident>> keys;
  const auto take = [&](std::vector<Ident> columns) {
    if (!columns.empty() && !(columns == known)) keys.push_back(std::move(columns));
  };
  for (const Constraint& c : table.constraints)
    if (c.kind == ConstraintKind::PrimaryKey || c.kind == ConstraintKind::Unique) take(c.columns);
  for (const Index& index : table.indexes) {
    if (!index.unique || index.where) continue;
    std::vector<Ident> columns;
    for (const IndexElement& element : index.elements) {
      if (element.expr.kind != ExprKind::Column || element.prefix) {
        columns.clear();
        break;
      }
      columns.push_back({element.expr.name, {}});
    }
    take(std::move(columns));
  }
  return keys;
}

}  // namespace

void GuardRules::value_unused(const DropEnumValue& op) {
  if (!op.to.empty()) return;
  for (const Table* table : schema_.tables_with(op.type))
    for (const Column& column : table->columns) {
      if (column.type.kind != TypeKind::user || !(column.type.name == op.type) || column.type.array ||
          column.generated)
        continue;
      Select rows = rows_of(table->name);
      rows.where = binary_expr(Operator::Equal, column_expr(table->name.name, column.name.name),
                               string_expr(op.value));
      add(std::move(rows),
          fmt::format("rows of {} in which {} is '{}'", show(table->name), show(column.name.name), op.value));
    }
}

// What a domain does not allow any more stands in columns of it.
void GuardRules::domain(const AlterDomain& op) {
  const bool check = op.change == AlterDomain::Change::AddCheck;
  if (!check && op.change != AlterDomain::Change::SetNotNull) return;
  for (const Table* table : schema_.tables_with(op.domain))
    for (const Column& column : table->columns) {
      if (column.type.kind != TypeKind::user || !(column.type.name == op.domain) || column.type.array ||
          column.generated)
        continue;
      const Expr value = column_expr(table->name.name, column.name.name);
      Select rows = rows_of(table->name);
      Expr test = op.expr;
      for_each(test, [&](Expr& e) {
        if (e.kind == ExprKind::Column) e = value;
      });
      rows.where = check ? not_expr(std::move(test)) : is_null_expr(value, false);
      add(std::move(rows), fmt::format("rows of {} in which {} is not what {} allows", show(table->name),
                                       show(column.name.name), show(op.domain)));
    }
}

// Rows that refer to those that are deleted.
void GuardRules::not_referred_to(const Delete& op) {
  if (!op.alias.name.empty()) return;
  schema_.for_each_key_to(op.table, [&](const Table& other, const Constraint& key) {
    // What would change along with rows that are kept is not kept.
    const bool stands = op.kept || (!key.deferrable && !acts(key.on_delete));
    // Rows that go along with those that they refer to are in nobody's way.
    if (!stands || other.name.name == op.table.name) return;
    std::optional<Expr> gone;
    for (std::size_t i = 0; i < key.columns.size(); ++i)
      and_also(gone, binary_expr(Operator::Equal, column_expr(op.table.name, key.referred_columns[i].name),
                                 column_expr(other.name.name, key.columns[i].name)));
    // Its columns are looked for in the table itself first.
    if (op.where) and_also(gone, *op.where);
    Select rows = rows_of(other.name);
    rows.where = exists_expr({{op.table.schema, op.table.name, {}}, {}}, {}, std::move(gone));
    add(std::move(rows),
        fmt::format("rows of {} that refer to what goes from {}", show(other.name), show(op.table)))
        .may_go = op.table;
  });
}

// insert into t (…) select … from archive where not exists (…): deleted rows that come back.
void GuardRules::fits_back(const Insert& op) {
  const auto back = given_back_by(op, schema_);
  const Table* table = schema_.find(op.table);
  if (!back || !table) return;
  const std::vector<Ident>& key = back->archive->primary_key()->columns;
  const auto value = [&](Name column) -> const Expr* {
    for (std::size_t i = 0; i < op.columns.size(); ++i)
      if (op.columns[i].name == column) return &op.select->items[i].expr;
    return nullptr;
  };
  taken(*table, key, value, [&](Expr test) {
    Select rows = rows_of(back->archive->name);
    rows.where = *op.select->where;
    and_also(rows.where, std::move(test));
    return rows;
  });
}
// update t set … from archive where …: values that come back.
void GuardRules::fits_back(const Update& op) {
  const auto back = given_back_by(op, schema_);
  const Table* table = schema_.find(op.table);
  if (!back || !table) return;
  const std::vector<Ident>& key = back->archive->primary_key()->columns;
  const auto value = [&](Name column) -> const Expr* {
    for (const Assignment& assignment : op.set)
      if (assignment.column.name == column) return &assignment.value;
    return nullptr;
  };
  // A row is no other one than itself.
  std::optional<Expr> itself;
  for (const Ident& ident : key)
    and_also(itself, binary_expr(Operator::Equal, column_expr(other_than(op.table).name, ident.name),
                                 column_expr(op.table.name, ident.name)));
  const Expr others = not_expr(std::move(*itself));
  taken(*table, key, value, [&](Expr test) {
    for (Select& other : test.select) and_also(other.where, others);
    Select rows = rows_of(back->archive->name);
    rows.joins.push_back({false, {rows_of(op.table).from.table, {}}, *op.where});
    rows.where = std::move(test);
    return rows;
  });
}
void GuardRules::taken(const Table& table, const std::vector<Ident>& key,
                       const std::function<const Expr*(Name)>& value,
                       const std::function<Select(Expr)>& rows) {
  const TableReference other{{table.name.schema, table.name.name, {}}, other_than(table.name)};
  for (const std::vector<Ident>& columns : other_keys(table, key)) {
    std::optional<Expr> same;
    bool changes = false;
    bool known = true;
    for (const Ident& ident : columns) {
      const Expr* back = value(ident.name);
      changes = changes || back;
      known = known && !table.column(ident.name)->generated;
      and_also(same, binary_expr(Operator::Equal, column_expr(other.visible(), ident.name),
                                 back ? *back : column_expr(table.name.name, ident.name)));
    }
    if (!changes || !known) continue;
    add(rows(exists_expr(other, {}, std::move(same))),
        fmt::format("rows of {} that can't get back {}, which other rows have now", show(table.name),
                    show(columns)))
        .among = table.name;
  }
  for (const Constraint& c : table.constraints) {
    if (c.kind != ConstraintKind::ForeignKey || c.referred == table.name || c.deferrable) continue;
    std::optional<Expr> given;
    std::vector<Expr> values;
    bool changes = false;
    for (const Ident& ident : c.columns) {
      const Expr* back = value(ident.name);
      changes = changes || back;
      values.push_back(back ? *back : column_expr(table.name.name, ident.name));
      and_also(given, is_null_expr(values.back(), true));
    }
    if (!changes) continue;
    and_also(given, no_such_row(table.name, c, values));
    add(rows(std::move(*given)), fmt::format("rows of {} that can't get back {}, which no row of {} has now",
                                             show(table.name), show(c.columns), show(c.referred)));
  }
}

}  // namespace migc
