// create table, drop table, rename table
#include "ir/applier.h"
#include "support/text.h"

namespace migc {

namespace {

// Two elements of a new table with one name, in any case.
template <class T>
const T* same_name_before(const std::vector<T>& list, std::size_t i) {
  for (std::size_t j = 0; j < i; ++j)
    if (list[j].name.name.folded() == list[i].name.name.folded()) return &list[j];
  return nullptr;
}

}  // namespace

bool Applier::operator()(CreateTable& op) {
  Table& table = op.table;
  if (schema_.poisoned(table.name)) return false;
  if (table.columns.size() > max_elements || table.constraints.size() > max_elements ||
      table.indexes.size() > max_elements) {
    report(diag::too_many_columns, table.name.span, max_elements);
    return false;
  }
  bool ok = free_table(table.name);
  if (table.columns.empty()) {
    report(diag::no_columns, table.name.span);
    ok = false;
  }
  const Column* identity = nullptr;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    Column& column = table.columns[i];
    if (const Column* other = same_name_before(table.columns, i)) {
      if (other->name.name == column.name.name)
        report(diag::column_exists, column.name.span, show(table.name), show(column.name.name))
            .label(other->span, "made here");
      else
        report(diag::names_differ_in_case, column.name.span, show(column.name.name), show(other->name.name))
            .label(other->span, "made here");
      ok = false;
    }
    ok = check_column(table, column) && ok;
    if (column.identity && identity) {
      report(diag::bad_identity, column.name.span, show(column.name.name),
             "a table has one identity column at most")
          .label(identity->span, "the other one");
      ok = false;
    }
    if (column.identity) identity = &column;
  }
  const Constraint* key = nullptr;
  for (std::size_t i = 0; i < table.constraints.size(); ++i) {
    Constraint& constraint = table.constraints[i];
    if (constraint.kind == ConstraintKind::PrimaryKey) {
      if (key) {
        report(diag::second_primary_key, constraint.span, show(table.name)).label(key->span, "the other one");
        ok = false;
      }
      key = &constraint;
    }
    if (const Constraint* other = same_name_before(table.constraints, i)) {
      report(diag::name_taken, constraint.span, show(constraint.name.name), "another constraint")
          .label(other->span, "this one");
      ok = false;
    } else {
      ok = free_name(table, constraint.name) && ok;
    }
    ok = check_constraint(table, constraint) && ok;
  }
  for (std::size_t i = 0; i < table.indexes.size(); ++i) {
    Index& index = table.indexes[i];
    const bool taken = same_name_before(table.indexes, i) || table.constraint(index.name.name);
    if (taken) {
      report(diag::name_taken, index.span, show(index.name.name), "another element of the table");
      ok = false;
    } else {
      ok = free_name(table, index.name) && ok;
    }
    ok = check_index(table, index) && ok;
  }
  if (ok) {
    schema_.add(table);
  } else if (!schema_.find(table.name) && !schema_.find_in_other_case(table.name)) {
    schema_.poison(table.name);
  }
  return ok;
}

bool Applier::operator()(DropTable& op) {
  const Table* table = need_table(op.table);
  if (!table) return false;
  std::vector<std::string> users;
  Span place;
  for (const Table* other : schema_.referring_to(table->name)) {
    if (other == table) continue;
    for (const Constraint& constraint : other->constraints) {
      if (constraint.kind != ConstraintKind::ForeignKey || !(constraint.referred == table->name)) continue;
      users.push_back(fmt::format("the foreign key {} of {}", show(constraint.name.name), show(other->name)));
      place = constraint.span;
    }
  }
  if (!users.empty()) {
    report(diag::still_used, op.table.span, fmt::format("table {}", show(op.table)), join_and(users))
        .label(place, "used here")
        .fix("drop what uses it first");
    return false;
  }
  schema_.remove(op.table);
  return true;
}

bool Applier::operator()(RenameTable& op) {
  const Table* table = need_table(op.table);
  TableName to{op.table.schema, op.to.name, op.to.span};
  if (!table) {
    schema_.poison(to);
    return false;
  }
  // A name that differs in case alone from the old one is free once the old one is gone.
  const bool same_but_case = op.table.name.folded() == op.to.name.folded();
  if (same_but_case && op.table.name == op.to.name) {
    report(diag::table_exists, op.to.span, show(to));
    return false;
  }
  if (schema_.poisoned(to) || (!same_but_case && !free_table(to))) return false;
  const TableName from = table->name;
  std::vector<TableName> referring;
  for (const Table* other : schema_.referring_to(from))
    if (other != table) referring.push_back(other->name);
  Table renamed = *table;
  schema_.remove(from);
  renamed.name = to;
  for (Constraint& constraint : renamed.constraints)
    if (constraint.kind == ConstraintKind::ForeignKey && constraint.referred == from)
      constraint.referred = to;
  schema_.add(std::move(renamed));
  for (const TableName& other : referring) {
    schema_.edit(other, [&](Table& t) {
      for (Constraint& constraint : t.constraints)
        if (constraint.kind == ConstraintKind::ForeignKey && constraint.referred == from)
          constraint.referred = to;
    });
  }
  return true;
}

}  // namespace migc
