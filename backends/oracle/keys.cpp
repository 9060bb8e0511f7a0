// Unique keys. Two rows with nulls in them are duplicates here as soon as the rest of the key is the same, but rows of
// which all of the key is null aren't looked at ("CREATE INDEX": unique). So a key over several columns of which one may
// be null is an index over expressions that are all null when one column is.
#include <algorithm>

#include "backends/oracle/oracle.h"

namespace migc {

namespace {

Expr is_not_null(Expr value) {
  Expr expr;
  expr.kind = ExprKind::IsNull;
  expr.negated = true;
  expr.args.push_back(std::move(value));
  return expr;
}

Expr all_of(std::vector<Expr> conditions) {
  Expr all = std::move(conditions.front());
  for (std::size_t i = 1; i < conditions.size(); ++i)
    all = binary_expr(Operator::And, std::move(all), std::move(conditions[i]));
  return all;
}

// case when `condition` then `value` end
Expr when(Expr condition, Expr value) {
  Expr expr;
  expr.kind = ExprKind::Case;
  expr.args = {std::move(condition), std::move(value)};
  return expr;
}

// cast(substr(c, 1, n) as varchar2(n)): of a clob too it is a text that can be indexed
Expr beginning(Expr value, int characters) {
  Type type;
  type.kind = TypeKind::varchar;
  type.size = characters;
  value.derived.family = Family::Text;
  return cast_expr(std::move(value), type);
}

bool may_be_null(const Table& table, const IndexElement& element) {
  if (element.expr.kind != ExprKind::Column) return true;
  const Column* column = table.column(element.expr.name);
  return !column || column->nullable;
}

}  // namespace

Index Oracle::index_of(const Constraint& unique) {
  Index index;
  index.name = unique.name;
  index.unique = true;
  for (const Ident& column : unique.columns) {
    IndexElement element;
    element.expr = column_expr(column.name);
    index.elements.push_back(std::move(element));
  }
  return index;
}

bool Oracle::is_rewritten(const Table& table, const Index& index) {
  if (!index.unique) return false;
  if (index.where) return true;
  return index.elements.size() > 1 &&
         std::any_of(index.elements.begin(), index.elements.end(),
                     [&](const IndexElement& element) { return may_be_null(table, element); });
}

Index Oracle::physical(const Table& table, const Index& index) const {
  Index made = index;
  for (IndexElement& element : made.elements)
    if (element.prefix) {
      element.expr = beginning(std::move(element.expr), *element.prefix);
      element.prefix.reset();
    }
  if (!is_rewritten(table, index)) return made;
  std::vector<Expr> conditions;
  if (index.where) conditions.push_back(*index.where);
  if (made.elements.size() > 1)
    for (const IndexElement& element : made.elements)
      if (may_be_null(table, element)) conditions.push_back(is_not_null(element.expr));
  const Expr condition = all_of(std::move(conditions));
  for (IndexElement& element : made.elements) element.expr = when(condition, std::move(element.expr));
  made.where.reset();
  return made;
}

void Oracle::add_constraint(const Table& table, const Constraint& constraint, const Statement& statement,
                            std::vector<Step>& out) const {
  if (skips(table, constraint))
    add(CreateIndex{table.name, physical(table, index_of(constraint))}, statement, out);
  else
    add(AddConstraint{table.name, constraint}, statement, out);
}

void Oracle::drop_constraint(const Table& table, const Constraint& constraint, const Statement& statement,
                             std::vector<Step>& out) const {
  if (skips(table, constraint))
    add(DropIndex{table.name, constraint.name, {}}, statement, out);
  else
    add(DropConstraint{table.name, constraint.name, false, {}}, statement, out);
}

void Oracle::keys_whose_form_changes(const Operation& op, const Change& change, std::vector<Step>& before,
                                     std::vector<Step>& after, const Statement& statement) const {
  // What a column's nullability has a say in. Other changes of a key are its own, or a rename, which it follows.
  const auto same_form = [&](const Table& was, const Table& now, const Index& index) {
    return physical(was, index) == physical(now, index);
  };
  // What an expression reads keeps its type as long as there is an index over it, which a descending one is too
  // (ORA-30556). A column that is made anew has taken its indexes off.
  const bool anew = column_made_anew(op, change) != nullptr;
  const auto in_the_way = [&](const Table& was, const Table& now, const Index& index) {
    if (anew) return false;
    const Index made = physical(was, index);
    return std::any_of(was.columns.begin(), was.columns.end(), [&](const Column& old) {
      const Column* column = now.column(old.name.name);
      if (!column || type_or_native(grounded(old).type) == type_or_native(grounded(*column).type))
        return false;
      return std::any_of(made.elements.begin(), made.elements.end(), [&](const IndexElement& element) {
        return (element.descending || element.expr.kind != ExprKind::Column) &&
               mentions(element.expr, old.name.name);
      });
    });
  };
  for (const auto& [was, now] : changed_tables(op, change)) {
    for (const Constraint& c : was->constraints) {
      const Constraint* same = now->constraint(c.name.name);
      if (!same || !(*same == c) || c.kind != ConstraintKind::Unique) continue;
      const bool kept =
          !skips(*was, c) || (same_form(*was, *now, index_of(c)) && !in_the_way(*was, *now, index_of(c)));
      if (skips(*was, c) == skips(*now, c) && kept) continue;
      drop_constraint(*was, c, statement, before);
      add_constraint(*now, *same, statement, after);
    }
    for (const Index& index : was->indexes) {
      const Index* same = now->index(index.name.name);
      if (!same || !(*same == index) || (same_form(*was, *now, index) && !in_the_way(*was, *now, index)))
        continue;
      add(DropIndex{was->name, index.name, {}}, statement, before);
      add(CreateIndex{now->name, physical(*now, *same)}, statement, after);
    }
  }
}

}  // namespace migc
