// add, drop, rename and alter column
#include <algorithm>

#include "ir/applier.h"
#include "ir/dependents.h"
#include "support/text.h"

namespace migc {

bool Applier::check_default(const Column& column, Expr& value) {
  if (column.generated) {
    report(diag::attribute_conflict, value.span, show(column.name.name), "generated", "have a default");
    return false;
  }
  if (column.identity) {
    report(diag::attribute_conflict, value.span, show(column.name.name), "an identity", "have a default");
    return false;
  }
  if (value.kind == ExprKind::Null && !column.nullable) {
    report(diag::bad_default, value.span, "be null where the column can't be");
    return false;
  }
  ExpressionChecker checker(schema_, diagnostics_, Place::Default);
  return checker.check(value, Scope{}, Wanted(column.type));
}

bool Applier::own_columns(const Table& table, const Ident& column) {
  if (!table.partition_of) return true;
  report(diag::bad_partition, column.span,
         fmt::format("{} is a partition of {}: its columns are changed there", show(table.name),
                     show(table.partition_of->parent)))
      .fix(fmt::format("alter table {}", show(table.partition_of->parent)));
  return false;
}

bool Applier::check_column(const Table& table, Column& column) {
  if (!complete_type(column.type, schema_, diagnostics_)) return false;
  bool ok = true;
  if (!column.collation.name.empty() && family(column.type) != Family::Text &&
      family(column.type) != Family::Any) {
    report(diag::type_mismatch, column.collation.span, std::string(family_name(Family::Text)),
           to_string(column.type));
    ok = false;
  }
  if (column.identity) {
    if (family(column.type) != Family::Integer) {
      report(diag::bad_identity, column.name.span, show(column.name.name), "it has to be an integer")
          .fix("make it a bigint");
      ok = false;
    }
    if (column.generated) {
      report(diag::attribute_conflict, column.name.span, show(column.name.name), "generated", "an identity");
      ok = false;
    }
  }
  if (column.default_value) ok = check_default(column, *column.default_value) && ok;
  if (column.generated) {
    ExpressionChecker checker(schema_, diagnostics_, Place::Generated);
    Expr& expr = column.generated->expr;
    if (mentions(expr, column.name.name)) {
      report(diag::expression_not_allowed, expr.span, "the column itself", "a generated column");
      return false;
    }
    ok = checker.check(expr, scope_of(table), Wanted(column.type)) && ok;
  }
  return ok;
}

bool Applier::operator()(AddColumn& op) {
  const Table* table = need_table(op.table);
  const auto fail = [&] {
    if (!table->column(op.column.name.name)) schema_.poison(op.table, op.column.name.name);
    return false;
  };
  if (!table || schema_.poisoned(op.table, op.column.name.name) || !own_columns(*table, op.column.name))
    return false;
  if (table->columns.size() >= max_elements) {
    report(diag::too_many_columns, op.column.name.span, max_elements);
    return fail();
  }
  bool ok = free_column(*table, op.column.name);
  ok = check_column(*table, op.column) && ok;
  if (op.column.identity) {
    for (const Column& other : table->columns) {
      if (!other.identity) continue;
      report(diag::bad_identity, op.column.name.span, show(op.column.name.name),
             "a table has one identity column at most")
          .label(other.span, "the other one");
      ok = false;
    }
  }
  if (op.position.where == Position::Where::After) ok = need_column(*table, op.position.after) && ok;
  if (!ok) return fail();
  edit_with_partitions(op.table, [&](Table& t) {
    auto at = t.columns.end();
    if (op.position.where == Position::Where::First) at = t.columns.begin();
    if (op.position.where == Position::Where::After)
      at = t.columns.begin() + (t.column(op.position.after.name) - t.columns.data()) + 1;
    t.columns.insert(at, op.column);
  });
  return true;
}

bool Applier::operator()(DropColumn& op) {
  const Table* table = need_table(op.table);
  if (!table) return false;
  const Column* column = need_column(*table, op.column);
  if (!column || !own_columns(*table, op.column)) return false;
  const Name name = column->name.name;
  if (op.reverse_using) {
    // It reads the row as it is once the column is gone.
    Table without = *table;
    std::erase_if(without.columns, [&](const Column& c) { return c.name.name == name; });
    ExpressionChecker checker(schema_, diagnostics_, Place::Assignment);
    if (!checker.check(*op.reverse_using, scope_of(without), Wanted(column->type))) return false;
  }
  if (table->columns.size() == 1) {
    report(diag::last_column, op.column.span, show(name), show(op.table)).fix("drop the table");
    return false;
  }
  // Own indexes and constraints have been taken off before (ir/passes/resolve.h), but for the primary key.
  std::vector<std::string> users;
  for (const Constraint& constraint : table->constraints) {
    if (!uses_column(constraint, name)) continue;
    users.push_back(constraint.kind == ConstraintKind::PrimaryKey
                        ? std::string("the primary key")
                        : fmt::format("the constraint {}", show(constraint.name.name)));
  }
  for (const Index& index : table->indexes)
    if (uses_column(index, name)) users.push_back(fmt::format("the index {}", show(index.name.name)));
  for (const Column& other : table->columns)
    if (other.generated && mentions(other.generated->expr, name))
      users.push_back(fmt::format("the generated column {}", show(other.name.name)));
  if (table->partition_by)
    for (const Expr& key : table->partition_by->keys)
      if (mentions(key, name)) users.push_back("the table's partitions");
  for (const SchemaObject* object : column_users(schema_, *table, name))
    users.push_back(fmt::format("the {}", show(name_of(*object))));
  if (!users.empty()) {
    report(diag::still_used, op.column.span, fmt::format("column {}", show(name)), join_and(users))
        .fix("drop what uses it first")
        .fix(fmt::format("or drop it along: drop column {} cascade", show(name)));
    return false;
  }
  make_stale(table->name, name, Name());
  edit_with_partitions(op.table, [&](Table& t) {
    std::erase_if(t.columns, [&](const Column& c) { return c.name.name == name; });
  });
  return true;
}

bool Applier::operator()(RenameColumn& op) {
  const Table* table = need_table(op.table);
  if (!table) return false;
  const Column* column = need_column(*table, op.column);
  if (!column) {
    schema_.poison(op.table, op.to.name);
    return false;
  }
  if (!own_columns(*table, op.column)) return false;
  if (schema_.poisoned(op.table, op.to.name)) return false;
  const bool same_but_case = op.column.name.folded() == op.to.name.folded();
  if (same_but_case ? op.column.name == op.to.name : !free_column(*table, op.to)) {
    if (same_but_case) report(diag::column_exists, op.to.span, show(op.table), show(op.to.name));
    return false;
  }
  const Name from = column->name.name;
  const Name to = op.to.name;
  const auto rename = [&](std::vector<Ident>& list) {
    for (Ident& ident : list)
      if (ident.name == from) ident.name = to;
  };
  std::vector<TableName> referring;
  for (const Table* other : schema_.referring_to(op.table)) referring.push_back(other->name);
  make_stale(table->name, from, to);
  edit_with_partitions(op.table, [&](Table& t) {
    t.column(from)->name.name = to;
    for_each_expression(t, [&](Expr& e) { rename_column(e, from, to); });
    for (Constraint& c : t.constraints) rename(c.columns);
    for (Index& index : t.indexes) rename(index.include);
  });
  std::vector<Right> rights;
  for (const Right* right : schema_.rights_on({GrantKind::Table, op.table, {}}))
    if (names_column(right->privilege.columns, from)) rights.push_back(*right);
  for (Right& right : rights) {
    schema_.remove(right);
    rename(right.privilege.columns);
    schema_.add(right);
  }
  edit_policies(op.table, [&](Expr& e) { rename_column(e, from, to); });
  for (const TableName& other : referring) {
    schema_.edit(other, [&](Table& t) {
      for (Constraint& c : t.constraints)
        if (c.kind == ConstraintKind::ForeignKey && c.referred == op.table) rename(c.referred_columns);
    });
  }
  return true;
}

bool Applier::recheck_expressions(Table table, Name column) {
  bool ok = true;
  for (Constraint& constraint : table.constraints) {
    if (constraint.kind != ConstraintKind::Check || !mentions(constraint.check, column)) continue;
    ExpressionChecker checker(schema_, diagnostics_, Place::Check);
    ok = checker.check(constraint.check, scope_of(table), Family::Boolean) && ok;
  }
  for (Constraint& constraint : table.constraints) {
    if (constraint.kind != ConstraintKind::Exclude || !uses_column(constraint, column)) continue;
    ok = check_constraint(table, constraint) && ok;
  }
  for (Index& index : table.indexes) {
    ExpressionChecker checker(schema_, diagnostics_, Place::Index);
    for (IndexElement& element : index.elements)
      if (mentions(element.expr, column)) checker.check(element.expr, scope_of(table));
    if (index.where && mentions(*index.where, column))
      checker.check(*index.where, scope_of(table), Family::Boolean);
    ok = checker.ok() && ok;
  }
  return ok;
}

bool Applier::operator()(AlterType& op) {
  const Table* table = need_table(op.table);
  if (!table) return false;
  const Column* column = need_column(*table, op.column);
  if (!column || !own_columns(*table, op.column) || !complete_type(op.type, schema_, diagnostics_))
    return false;
  const Name name = column->name.name;
  if (column->type == op.type && !op.using_expr)
    report(diag::no_effect, op.column.span, fmt::format("{} is {} already", show(name), to_string(op.type)));
  if (table->partition_by)
    for (const Expr& key : table->partition_by->keys)
      if (mentions(key, name)) {
        report(diag::still_used, op.column.span, fmt::format("column {}", show(name)),
               "the table's partitions");
        return false;
      }
  if (column->generated) {
    report(diag::generated_column, op.column.span, show(name), "given another type")
        .fix("drop the column and add it again");
    return false;
  }
  if (column->identity && family(op.type) != Family::Integer) {
    report(diag::bad_identity, op.column.span, show(name), "it has to be an integer");
    return false;
  }
  for (const Column& other : table->columns) {
    if (!other.generated || !mentions(other.generated->expr, name)) continue;
    report(diag::still_used, op.column.span, fmt::format("column {}", show(name)),
           fmt::format("the generated column {}", show(other.name.name)))
        .label(other.span, "used here")
        .fix("drop the generated column, change the type and add it again");
    return false;
  }
  // PostgreSQL, "ALTER TABLE": a column that a policy reads keeps its type.
  for (const SchemaObject* object : column_users(schema_, *table, name)) {
    if (!std::holds_alternative<Policy>(object->definition)) continue;
    report(diag::still_used, op.column.span, fmt::format("column {}", show(name)), show(name_of(*object)))
        .label(object->span, "used here")
        .fix("drop the policy, change the type and create it again");
    return false;
  }
  Table changed = *table;
  changed.column(name)->type = op.type;
  for (const Constraint& constraint : table->constraints) {
    if (constraint.kind != ConstraintKind::ForeignKey) continue;
    for (std::size_t i = 0; i < constraint.columns.size(); ++i) {
      const Table* referred = schema_.find(constraint.referred);
      const bool own = constraint.columns[i].name == name;
      const bool self = referred == table && constraint.referred_columns[i].name == name;
      if (!own && !self) continue;
      const Table& target = referred == table ? changed : *referred;
      const Column* there = target.column(constraint.referred_columns[i].name);
      const Column* here = changed.column(constraint.columns[i].name);
      if (joinable(here->type, there->type)) continue;
      report(diag::still_used, op.column.span, fmt::format("column {}", show(name)),
             fmt::format("the foreign key {}", show(constraint.name.name)))
          .label(constraint.span, "used here")
          .note(fmt::format("both sides of a foreign key have one type; {}.{} is {}", show(target.name),
                            show(there->name.name), to_string(there->type)))
          .fix("drop the foreign key, change both columns, and add it again");
      return false;
    }
  }
  for (const Table* other : schema_.referring_to(op.table)) {
    if (other == table) continue;
    for (const Constraint& constraint : other->constraints) {
      if (constraint.kind != ConstraintKind::ForeignKey || !(constraint.referred == table->name)) continue;
      for (std::size_t i = 0; i < constraint.columns.size(); ++i) {
        if (!(constraint.referred_columns[i].name == name)) continue;
        if (joinable(other->column(constraint.columns[i].name)->type, op.type)) continue;
        report(diag::still_used, op.column.span, fmt::format("column {}", show(name)),
               fmt::format("the foreign key {} of {}", show(constraint.name.name), show(other->name)))
            .label(constraint.span, "used here")
            .note("both sides of a foreign key have one type")
            .fix("drop the foreign key, change both columns, and add it again");
        return false;
      }
    }
  }
  bool ok = true;
  if (op.using_expr) {
    ExpressionChecker checker(schema_, diagnostics_, Place::Using);
    ok = checker.check(*op.using_expr, scope_of(*table), Wanted(op.type));
  } else if (!converts(column->type, op.type)) {
    report(diag::needs_using, op.type == column->type ? op.column.span : statement_.span,
           to_string(column->type), to_string(op.type))
        .fix(fmt::format(
            "say how, there and back: alter column {} type {} using (cast({} as {})) reverse using "
            "(cast({} as {}))",
            show(name), to_string(op.type), show(name), to_string(op.type), show(name),
            to_string(column->type)));
    ok = false;
  }
  if (op.reverse_using) {
    ExpressionChecker checker(schema_, diagnostics_, Place::Using);
    ok = checker.check(*op.reverse_using, scope_of(changed), Wanted(column->type)) && ok;
  }
  if (column->default_value) {
    Expr value = *column->default_value;
    ok = check_default(*changed.column(name), value) && ok;
  }
  ok = recheck_expressions(changed, name) && ok;
  if (!ok) return false;
  edit_with_partitions(op.table, [&](Table& t) { t.column(name)->type = op.type; });
  return true;
}

bool Applier::operator()(SetNotNull& op) {
  const Table* table = need_table(op.table);
  const Column* column = table ? need_column(*table, op.column) : nullptr;
  if (!column) return false;
  if (!column->nullable)
    report(diag::no_effect, op.column.span, fmt::format("{} is not null already", show(op.column.name)));
  if (column->default_value && column->default_value->kind == ExprKind::Null) {
    report(diag::bad_default, op.column.span, "be null where the column can't be");
    return false;
  }
  for (const Constraint& constraint : table->constraints) {
    const bool sets_null = constraint.on_delete == Action::SetNull || constraint.on_update == Action::SetNull;
    if (constraint.kind != ConstraintKind::ForeignKey || !sets_null) continue;
    if (!names_column(constraint.columns, op.column.name)) continue;
    report(diag::set_null_on_not_null, op.column.span, show(op.column.name))
        .label(constraint.span, "set to null by this foreign key");
    return false;
  }
  edit_with_partitions(op.table, [&](Table& t) { t.column(op.column.name)->nullable = false; });
  return true;
}

bool Applier::operator()(DropNotNull& op) {
  const Table* table = need_table(op.table);
  const Column* column = table ? need_column(*table, op.column) : nullptr;
  if (!column) return false;
  if (column->nullable)
    report(diag::no_effect, op.column.span, fmt::format("{} may be null already", show(op.column.name)));
  const Constraint* key = table->primary_key();
  if (key && names_column(key->columns, op.column.name)) {
    report(diag::primary_key_nullable, op.column.span, show(op.column.name));
    return false;
  }
  if (column->identity) {
    report(diag::attribute_conflict, op.column.span, show(op.column.name), "an identity", "null");
    return false;
  }
  edit_with_partitions(op.table, [&](Table& t) { t.column(op.column.name)->nullable = true; });
  return true;
}

bool Applier::operator()(SetDefault& op) {
  const Table* table = need_table(op.table);
  const Column* column = table ? need_column(*table, op.column) : nullptr;
  if (!column || !check_default(*column, op.value)) return false;
  edit_with_partitions(op.table, [&](Table& t) { t.column(op.column.name)->default_value = op.value; });
  return true;
}

bool Applier::operator()(DropDefault& op) {
  const Table* table = need_table(op.table);
  const Column* column = table ? need_column(*table, op.column) : nullptr;
  if (!column) return false;
  if (!column->default_value)
    report(diag::no_effect, op.column.span, fmt::format("{} has no default", show(op.column.name)));
  edit_with_partitions(op.table, [&](Table& t) { t.column(op.column.name)->default_value.reset(); });
  return true;
}

void Applier::make_stale(TableName table, Name column, Name now) {
  std::vector<SchemaObject> touched;
  for (const SchemaObject* object : schema_.mentioning(table)) {
    const Body* body = body_of(*object);
    if (body && (body->mentions(column) || (!now.empty() && body->mentions(now)))) touched.push_back(*object);
  }
  for (SchemaObject& object : touched) {
    Body* body = body_of(object);
    if (body->mentions(column))
      body->stale = statement_.span;
    else
      body->stale.reset();
    schema_.replace(name_of(object), object);
  }
}

}  // namespace migc
