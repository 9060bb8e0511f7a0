#include "ir/invert_kept.h"

namespace migc {

namespace {

Expr both(Expr a, Expr b) { return binary_expr(Operator::And, std::move(a), std::move(b)); }

// Whether the row has the value still that the statement gave it.
Expr untouched(const Table& table, const Kept& kept, const Kept::Value& value, const Type& type) {
  Expr test;
  test.kind = ExprKind::Distinct;
  test.negated = true;
  test.args = {into_archive(column_expr(table.name.name, value.column.name), type),
               column_expr(kept.archive.name, value.after.name)};
  // Some values are compared by how they are written alone.
  Type text;
  text.kind = TypeKind::text;
  if (!is_comparable(family(type)))
    for (Expr& arg : test.args) arg = cast_expr(std::move(arg), text);
  return test;
}

// not exists (select 1 from the table where …)
Expr is_missing(const TableName& table, Expr where) {
  return not_expr(exists_expr({table, {}}, {}, std::move(where)));
}

}  // namespace

Update put_back(const Table& table, const Kept& kept) {
  Update update{table.name, {}, {}, TableReference{kept.archive, {}}, {}, same_row(table, kept)};
  for (const Kept::Value& value : kept.values)
    update.set.push_back({value.column, out_of_archive(column_expr(kept.archive.name, value.before.name),
                                                       table.column(value.column.name)->type)});
  return update;
}

Operation given_back(const Update& op, const Table& table) {
  Update update = put_back(table, *op.kept);
  for (const Kept::Value& value : op.kept->values)
    update.where = both(std::move(*update.where),
                        untouched(table, *op.kept, value, table.column(value.column.name)->type));
  return update;
}

Insert give_missing(const Table& table, const Kept& kept) {
  Insert insert{table.name, {}, {}, {}};
  Select rows;
  rows.from = {kept.archive, {}};
  const auto give = [&](const Ident& column, const Ident& from) {
    if (table.column(column.name)->generated) return;
    insert.columns.push_back(column);
    Select::Item item;
    item.expr = out_of_archive(column_expr(kept.archive.name, from.name), table.column(column.name)->type);
    rows.items.push_back(std::move(item));
  };
  for (const Ident& column : kept.key) give(column, column);
  for (const Kept::Value& value : kept.values) give(value.column, value.before);
  rows.where = is_missing(table.name, same_row(table, kept));
  insert.select = std::move(rows);
  return insert;
}

Operation given_back(const Delete& op, const Table& table) { return give_missing(table, *op.kept); }

Operation given_back(const Kept& kept, const Table& table) { return put_back(table, kept); }

std::vector<Operation> given_back(const AlterType& op, const Table& before, const Column& now,
                                  std::optional<AlterType> back) {
  const Kept& kept = *op.kept;
  const Kept::Value& value = kept.values.front();
  std::vector<Operation> made;
  Expr same = both(same_row(before, kept), untouched(before, kept, value, now.type));
  made.emplace_back(Update{kept.archive,
                           {},
                           {{kept.changed, boolean_expr(true)}},
                           {},
                           {},
                           is_missing(before.name, std::move(same))});
  const bool empties = !back;
  if (empties) {
    // No value turns back by itself: the column is emptied, and gets what was kept.
    if (!now.nullable) made.emplace_back(DropNotNull{op.table, op.column});
    Expr nothing;
    nothing.kind = ExprKind::Null;
    back = AlterType{op.table, op.column, before.column(op.column.name)->type, nothing, op.using_expr};
  }
  made.emplace_back(std::move(*back));
  Update update = put_back(before, kept);
  update.where = both(
      std::move(*update.where),
      binary_expr(Operator::Equal, column_expr(kept.archive.name, kept.changed.name), boolean_expr(false)));
  made.emplace_back(std::move(update));
  if (empties && !now.nullable) made.emplace_back(SetNotNull{op.table, op.column});
  return made;
}

std::vector<Operation> given_back(const DropEnumValue& op, const Schema& schema) {
  std::vector<Operation> made;
  for (const auto& [name, kept] : op.kept) {
    const Ident& column = kept.values.front().column;
    Expr still = binary_expr(Operator::Equal, column_expr(name.name, column.name), string_expr(op.to));
    Update update{name, {}, {{column, string_expr(op.value)}}, TableReference{kept.archive, {}}, {}, {}};
    update.where = both(same_row(*schema.find(name), kept), std::move(still));
    made.emplace_back(std::move(update));
  }
  return made;
}

}  // namespace migc
