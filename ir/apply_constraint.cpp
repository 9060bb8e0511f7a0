// add, drop and rename constraint
#include <algorithm>

#include "ir/applier.h"
#include "support/text.h"

namespace migc {

bool Applier::check_foreign_key(const Table& table, Constraint& constraint) {
  const bool self = constraint.referred == table.name;
  const Table* referred = self ? &table : need_table(constraint.referred);
  if (!referred) return false;
  if (constraint.referred_columns.empty()) {
    const Constraint* key = referred->primary_key();
    if (!key) {
      report(diag::foreign_key_target, constraint.referred.span, show(constraint.referred),
             std::string("it has no primary key"))
          .fix(fmt::format("name the columns: references {} (…)", show(constraint.referred)));
      return false;
    }
    for (const Ident& column : key->columns)
      constraint.referred_columns.push_back({column.name, constraint.referred.span});
  } else if (!need_columns(*referred, constraint.referred_columns)) {
    return false;
  }
  if (constraint.columns.size() != constraint.referred_columns.size()) {
    report(diag::foreign_key_count, constraint.span, counted(constraint.columns.size(), "column"),
           constraint.referred_columns.size());
    return false;
  }
  if (!is_key(*referred, constraint.referred_columns)) {
    report(diag::foreign_key_target, constraint.referred.span, show(constraint.referred),
           fmt::format("no primary key or unique constraint of it covers ({})",
                       show(constraint.referred_columns)))
        .fix(fmt::format("alter table {} add unique ({});", show(constraint.referred),
                         show(constraint.referred_columns)));
    return false;
  }
  bool ok = true;
  const bool sets_null = constraint.on_delete == Action::SetNull || constraint.on_update == Action::SetNull;
  for (std::size_t i = 0; i < constraint.columns.size(); ++i) {
    const Column* here = table.column(constraint.columns[i].name);
    const Column* there = referred->column(constraint.referred_columns[i].name);
    if (!joinable(here->type, there->type)) {
      report(diag::foreign_key_types, constraint.columns[i].span, show(here->name.name),
             to_string(here->type), show(referred->name) + "." + show(there->name.name),
             to_string(there->type))
          .note("both sides of a foreign key have one type: most engines demand it");
      ok = false;
    }
    if (sets_null && !here->nullable) {
      report(diag::set_null_on_not_null, constraint.columns[i].span, show(here->name.name))
          .label(here->span, "not null here");
      ok = false;
    }
  }
  return ok;
}

bool Applier::holds_partition_key(const Table& table, const std::vector<Name>& columns, Span place,
                                  std::string what) {
  if (!table.partition_by) return true;
  for (const Expr& key : table.partition_by->keys) {
    const bool plain = key.kind == ExprKind::Column;
    if (plain && !table.column(key.name)) continue;  // reported
    if (plain && std::find(columns.begin(), columns.end(), key.name) != columns.end()) continue;
    std::vector<Ident> wanted;
    for (Name column : columns) wanted.push_back({column, {}});
    if (plain) wanted.push_back({key.name, {}});
    auto& diagnostic = report(diag::partition_key_not_in_key, place, std::move(what),
                              plain ? show(key.name) : std::string("behind the expression"));
    diagnostic.note("each partition looks after its own rows: only so a key is one for the whole table");
    if (plain) diagnostic.fix(fmt::format("make it ({})", show(wanted)));
    return false;
  }
  return true;
}

bool Applier::check_constraint(const Table& table, Constraint& constraint) {
  switch (constraint.kind) {
    case ConstraintKind::Check: {
      ExpressionChecker checker(schema_, diagnostics_, Place::Check);
      return checker.check(constraint.check, scope_of(table), Family::Boolean);
    }
    case ConstraintKind::PrimaryKey:
    case ConstraintKind::Unique: {
      if (!need_columns(table, constraint.columns)) return false;
      if (!table.partition_by) return true;
      std::vector<Name> columns;
      for (const Ident& column : constraint.columns) columns.push_back(column.name);
      return holds_partition_key(
          table, columns, constraint.span,
          fmt::format("the {} {}",
                      constraint.kind == ConstraintKind::Unique ? "unique constraint"
                                                                : constraint_word(constraint.kind),
                      show(constraint.name.name)));
    }
    case ConstraintKind::Exclude: {
      ExpressionChecker checker(schema_, diagnostics_, Place::Index);
      for (Constraint::Excluded& excluded : constraint.excluded)
        checker.check(excluded.element.expr, scope_of(table));
      if (constraint.where) checker.check(*constraint.where, scope_of(table), Family::Boolean);
      return checker.ok();
    }
    case ConstraintKind::ForeignKey:
      return need_columns(table, constraint.columns) && check_foreign_key(table, constraint);
  }
  return false;
}

bool Applier::operator()(AddConstraint& op) {
  const Table* table = need_table(op.table);
  if (!table) return false;
  Constraint& constraint = op.constraint;
  if (table->constraints.size() >= max_elements) {
    report(diag::too_many_columns, constraint.span, max_elements);
    return false;
  }
  bool ok = check_constraint(*table, constraint);
  if (ok && constraint.kind == ConstraintKind::PrimaryKey) {
    if (const Constraint* key = table->primary_key()) {
      report(diag::second_primary_key, constraint.span, show(op.table)).label(key->span, "this one");
      ok = false;
    }
    for (const Ident& column : constraint.columns) {
      if (!table->column(column.name)->nullable) continue;
      report(diag::primary_key_nullable, column.span, show(column.name));
      ok = false;
    }
  }
  ok = ok && free_name(*table, constraint.name);
  if (!ok) {
    schema_.poison(op.table, constraint.name.name);
    return false;
  }
  schema_.edit(op.table, [&](Table& t) { t.constraints.push_back(constraint); });
  return true;
}

std::vector<std::string> Applier::users_of_key(const Table& table, Name dropped) {
  Table without = table;
  std::erase_if(without.constraints, [&](const Constraint& c) { return c.name.name == dropped; });
  std::erase_if(without.indexes, [&](const Index& i) { return i.name.name == dropped; });
  std::vector<std::string> users;
  for (const Table* other : schema_.referring_to(table.name)) {
    const Table& from = other == &table ? without : *other;
    for (const Constraint& constraint : from.constraints) {
      if (constraint.kind != ConstraintKind::ForeignKey || !(constraint.referred == table.name)) continue;
      if (is_key(without, constraint.referred_columns)) continue;
      users.push_back(fmt::format("the foreign key {} of {}", show(constraint.name.name), show(other->name)));
    }
  }
  return users;
}

bool Applier::operator()(DropConstraint& op) {
  const Table* table = need_table(op.table);
  const Constraint* constraint = table ? need_constraint(*table, op.constraint) : nullptr;
  if (!constraint) return false;
  if (constraint->kind == ConstraintKind::PrimaryKey || constraint->kind == ConstraintKind::Unique) {
    const auto users = users_of_key(*table, op.constraint.name);
    if (!users.empty()) {
      report(diag::still_used, op.constraint.span, fmt::format("constraint {}", show(op.constraint.name)),
             join_and(users))
          .fix("drop the foreign key first")
          .fix(fmt::format("or drop it along: drop constraint {} cascade", show(op.constraint.name)));
      return false;
    }
  }
  schema_.edit(op.table, [&](Table& t) {
    std::erase_if(t.constraints, [&](const Constraint& c) { return c.name.name == op.constraint.name; });
  });
  return true;
}

bool Applier::operator()(RenameConstraint& op) {
  const Table* table = need_table(op.table);
  const Constraint* constraint = table ? need_constraint(*table, op.constraint) : nullptr;
  if (!constraint) {
    if (table) schema_.poison(op.table, op.to.name);
    return false;
  }
  if (!free_name(*table, op.to)) return false;
  schema_.edit(op.table, [&](Table& t) {
    for (Constraint& c : t.constraints)
      if (c.name.name == op.constraint.name) c.name.name = op.to.name;
  });
  return true;
}

bool Applier::operator()(ValidateConstraint& op) {
  const Table* table = need_table(op.table);
  const Constraint* constraint = table ? need_constraint(*table, op.constraint) : nullptr;
  if (!constraint) return false;
  if (!constraint->not_valid)
    report(diag::no_effect, op.constraint.span, fmt::format("{} is valid already", show(op.constraint.name)));
  schema_.edit(op.table, [&](Table& t) {
    for (Constraint& c : t.constraints)
      if (c.name.name == op.constraint.name) c.not_valid = false;
  });
  return true;
}

}  // namespace migc
