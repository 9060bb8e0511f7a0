// What Oracle can't say as it is written.
#include <algorithm>

#include "backends/oracle/oracle.h"

namespace migc {

namespace {

// Renames take the implied checks along: they get the names that the new ones have, one by one.
bool renames(const Operation& op) {
  return std::holds_alternative<RenameTable>(op) || std::holds_alternative<RenameColumn>(op);
}

// Whether the check is one of that column; what is json is said in SQL, and comes with a column made anew alone.
bool reads(const Constraint& check, Name column) {
  return mentions(check.check, column) || check.check.kind == ExprKind::Sql;
}

}  // namespace

void Oracle::legalise(const Statement& statement, const Change& change, std::vector<Step>& out) const {
  const std::size_t first = out.size();
  std::vector<Step> after;
  keys_whose_form_changes(statement.op, change, out, after, statement);

  // Checks that stand for types. Those of a column that goes or is made anew go and come with it.
  const Ident* anew = column_made_anew(statement.op, change);
  const auto* gone_column = std::get_if<DropColumn>(&statement.op);
  const bool with_column = anew != nullptr || gone_column != nullptr;
  std::vector<Step> renamed;
  if (renames(statement.op)) {
    for (const auto& [was, now] : changed_tables(statement.op, change)) {
      const std::vector<Constraint> old = implied_checks(*was);
      const std::vector<Constraint> made = implied_checks(*now);
      for (std::size_t i = 0; i < old.size() && i < made.size(); ++i)
        if (!(old[i].name.name == made[i].name.name))
          add(RenameConstraint{now->name, old[i].name, made[i].name}, statement, renamed);
    }
  } else if (!with_column) {
    for (const auto& [table, check] : checks_gone(statement.op, change))
      add(DropConstraint{table, {check, {}}, false, {}}, statement, out);
  }

  if (const auto* create = std::get_if<CreateTable>(&statement.op)) {
    keep(statement, out);
    const Table& table = create->table;
    for (const Constraint& c : table.constraints)
      if (skips(table, c)) add_constraint(table, c, statement, out);
    for (const Index& index : table.indexes)
      add(CreateIndex{table.name, physical(table, index)}, statement, out);
  } else if (const auto* alter = std::get_if<AlterType>(&statement.op)) {
    alter_type(*alter, statement, change, out);
  } else if (const auto* added = std::get_if<AddConstraint>(&statement.op)) {
    add_constraint(*change.after(added->table), added->constraint, statement, out);
  } else if (const auto* dropped = std::get_if<DropConstraint>(&statement.op)) {
    const Table& before = *change.before(dropped->table);
    drop_constraint(before, *before.constraint(dropped->constraint.name), statement, out);
  } else if (const auto* rename = std::get_if<RenameConstraint>(&statement.op)) {
    const Table& before = *change.before(rename->table);
    const Constraint& constraint = *before.constraint(rename->constraint.name);
    const bool indexed =
        constraint.kind == ConstraintKind::PrimaryKey || constraint.kind == ConstraintKind::Unique;
    if (!skips(before, constraint)) keep(statement, out);
    if (indexed) add(RenameIndex{rename->table, rename->constraint, rename->to}, statement, out);
  } else if (const auto* index = std::get_if<CreateIndex>(&statement.op)) {
    add(CreateIndex{index->table, physical(*change.after(index->table), index->index)}, statement, out);
  } else if (!legalise_attribute(statement, change, out) && !legalise_object(statement, change, out) &&
             !legalise_rows(statement, change, out)) {
    keep(statement, out);
  }

  for (Step& step : renamed) out.push_back(std::move(step));
  if (!renames(statement.op) && !gone_column)
    for (auto& [table, check] : checks_new(statement.op, change))
      if (!anew || !reads(check, anew->name)) add(AddConstraint{table, std::move(check)}, statement, out);
  for (Step& step : after) out.push_back(std::move(step));
  for (std::size_t i = first; i < out.size(); ++i) out[i].comment.clear();
  if (out.size() > first) out[first].comment = statement.comment;
}

}  // namespace migc
