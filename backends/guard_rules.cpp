#include "backends/guard_rules.h"

#include <fmt/format.h>

#include <algorithm>

#include "backends/casts.h"
#include "support/overloaded.h"

namespace migc {

namespace {

bool is_exact(Family family) { return family == Family::Integer || family == Family::Decimal; }

// The ends of what a type of numbers holds, as digits; the lower one without its sign.
struct Ends {
  std::string lowest, highest;
};
std::optional<Ends> number_ends(const Type& type) {
  if (type.kind == TypeKind::decimal && type.size) {
    const int scale = type.scale.value_or(0);
    std::string most(static_cast<std::size_t>(std::max(*type.size - scale, 1)),
                     *type.size > scale ? '9' : '0');
    if (scale > 0) most += "." + std::string(static_cast<std::size_t>(scale), '9');
    return Ends{type.is_unsigned ? "0" : most, most};
  }
  const int bits = integer_bits(type.kind);
  if (bits == 0) return std::nullopt;
  const std::uint64_t all = bits == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
  if (type.is_unsigned) return Ends{"0", std::to_string(all)};
  return Ends{std::to_string(all / 2 + 1), std::to_string(all / 2)};
}

std::vector<Expr> plain(const TableName& table, const std::vector<Ident>& columns) {
  std::vector<Expr> list;
  for (const Ident& ident : columns) list.push_back(column_expr(table.name, ident.name));
  return list;
}

}  // namespace

std::vector<Guard> guards_of(const Statement& statement, const Schema& schema, const CastBehaviour& casts) {
  return GuardRules(schema, casts, statement.span).of(statement.op);
}

std::vector<Guard> GuardRules::of(const Operation& op) {
  std::visit(overloaded{
                 [&](const AddColumn& o) { required(o); },
                 [&](const AlterType& o) { fits(o); },
                 [&](const SetNotNull& o) { not_null(o.table, o.column.name); },
                 [&](const AddConstraint& o) { constraint(o.table, o.constraint); },
                 [&](const ValidateConstraint& o) { validated(o); },
                 [&](const CreateIndex& o) { unique_index(o.table, o.index); },
                 [&](const DropEnumValue& o) { value_unused(o); },
                 [&](const AlterDomain& o) { domain(o); },
                 [&](const Delete& o) { not_referred_to(o); },
                 [&](const Insert& o) { fits_back(o); },
                 [&](const Update& o) { fits_back(o); },
                 // No row stands in the way of these, or only the engine can tell.
                 [](const CreateTable&) {},
                 [](const DropTable&) {},
                 [](const RenameTable&) {},
                 [](const DropColumn&) {},
                 [](const RenameColumn&) {},
                 [](const DropNotNull&) {},
                 [](const SetDefault&) {},
                 [](const DropDefault&) {},
                 [](const SetIdentity&) {},
                 [](const DropIdentity&) {},
                 [](const RestartIdentity&) {},
                 [](const SetGenerated&) {},
                 [](const DropGenerated&) {},
                 [](const SetCollation&) {},
                 [](const SetOptions&) {},
                 [](const SetSchema&) {},
                 [](const SetRowSecurity&) {},
                 [](const AttachPartition&) {},
                 [](const DetachPartition&) {},
                 [](const DropConstraint&) {},
                 [](const RenameConstraint&) {},
                 [](const DropIndex&) {},
                 [](const RenameIndex&) {},
                 [](const CreateObject&) {},
                 [](const ReplaceObject&) {},
                 [](const DropObject&) {},
                 [](const RenameObject&) {},
                 [](const AddEnumValue&) {},
                 [](const RenameEnumValue&) {},
                 [](const AlterSequence&) {},
                 [](const RestartSequence&) {},
                 [](const RefreshView&) {},
                 [](const CommentOn&) {},
                 [](const Grant&) {},
                 [](const Revoke&) {},
                 [](const Execute&) {},
                 [](const ByHand&) {},
             },
             op);
  return std::move(found_);
}

Guard& GuardRules::add(Select rows, std::string what) {
  return found_.emplace_back(Guard{{std::move(rows), std::move(what)}, source_, {}, {}, {}});
}

Select GuardRules::rows_of(const TableName& table) {
  Select rows;
  rows.from = {{table.schema, table.name, {}}, {}};
  return rows;
}

void GuardRules::required(const AddColumn& op) {
  const Column& column = op.column;
  if (column.nullable || column.default_value || column.generated || column.identity) return;
  if (column.type.user && column.type.user->domain() && column.type.user->domain()->default_value) return;
  add(rows_of(op.table), fmt::format("column {} can't be null and has no default, and there are rows of {}",
                                     show(column.name.name), show(op.table)));
}

void GuardRules::not_null(const TableName& table, Name column) {
  Select rows = rows_of(table);
  rows.where = is_null_expr(column_expr(table.name, column), false);
  add(std::move(rows), fmt::format("rows of {} in which {} is null", show(table), show(column))).null =
      column;
}

void GuardRules::fits(const AlterType& op) {
  const Table* table = schema_.find(op.table);
  const Column* column = table ? table->column(op.column.name) : nullptr;
  if (!column || op.using_expr) return;
  const Type& from = column->type;
  if (from.kind == TypeKind::user || from.array || op.type.array) return;
  if (casts_.cast_outcome(from, op.type, false).refused.empty()) return;
  const Expr value = column_expr(op.table.name, op.column.name);
  Select rows = rows_of(op.table);
  std::string why;
  if (family(from) == Family::Text && family(op.type) == Family::Text && op.type.size) {
    rows.where = binary_expr(Operator::Greater, call_expr(Function::length_, {value}),
                             number_expr(std::to_string(*op.type.size)));
    why = fmt::format("is longer than {} characters", *op.type.size);
  } else if (const auto end = number_ends(op.type); end && is_exact(family(from))) {
    // What has digits after those that the type holds is rounded first.
    const bool rounds = family(from) == Family::Decimal && from.scale.value_or(0) > op.type.scale.value_or(0);
    const auto bound = [&](std::string digits) {
      if (rounds) digits += digits.find('.') == std::string::npos ? ".5" : "5";
      return number_expr(std::move(digits));
    };
    Expr lowest = bound(end->lowest);
    if (!op.type.is_unsigned) {
      Expr negative;
      negative.kind = ExprKind::Negate;
      negative.args.push_back(std::move(lowest));
      lowest = std::move(negative);
    }
    const Operator under = rounds && !op.type.is_unsigned ? Operator::LessEqual : Operator::Less;
    rows.where = binary_expr(
        Operator::Or, binary_expr(under, value, std::move(lowest)),
        binary_expr(rounds ? Operator::GreaterEqual : Operator::Greater, value, bound(end->highest)));
    why = "is out of range";
  } else {
    return;
  }
  add(std::move(rows), fmt::format("rows of {} in which {} {}", show(op.table), show(op.column.name), why));
}

// --- constraints ------------------------------------------------------------------------------------------

void GuardRules::constraint(const TableName& table, const Constraint& c) {
  switch (c.kind) {
    case ConstraintKind::PrimaryKey:
      if (const Table* there = schema_.find(table))
        for (const Ident& ident : c.columns)
          if (const Column* column = there->column(ident.name); column && column->nullable)
            not_null(table, ident.name);
      unique(table, plain(table, c.columns), {}, true);
      return;
    case ConstraintKind::Unique:
      unique(table, plain(table, c.columns), {}, c.nulls_not_distinct);
      return;
    case ConstraintKind::ForeignKey:
      if (!c.not_valid) refers(table, c);
      return;
    case ConstraintKind::Check:
      if (!c.not_valid) checked(table, c);
      return;
    case ConstraintKind::Exclude:  // its operators are the engine's
      return;
  }
}
void GuardRules::validated(const ValidateConstraint& op) {
  const Table* table = schema_.find(op.table);
  const Constraint* found = table ? table->constraint(op.constraint.name) : nullptr;
  if (!found) return;
  Constraint valid = *found;
  valid.not_valid = false;
  constraint(op.table, valid);
}

// Values that stand there more than once.
void GuardRules::unique(const TableName& table, std::vector<Expr> values, std::optional<Expr> where,
                        bool nulls_too) {
  Select rows = rows_of(table);
  rows.where = std::move(where);
  std::vector<Name> names;
  std::string what;
  for (const Expr& value : values) {
    if (value.kind == ExprKind::Column) names.push_back(value.name);
    what +=
        (what.empty() ? "" : ", ") + (value.kind == ExprKind::Column ? show(value.name) : "an expression");
    if (nulls_too) continue;
    const Table* there = schema_.find(table);
    const Column* column = there && value.kind == ExprKind::Column ? there->column(value.name) : nullptr;
    if (!column || column->nullable) and_also(rows.where, is_null_expr(value, true));
  }
  Select::Item one;
  one.expr = number_expr("1");
  one.alias = {Name("one"), {}};
  rows.items.push_back(std::move(one));
  rows.group_by = std::move(values);
  rows.having = binary_expr(Operator::Greater, count_expr(), number_expr("1"));
  Guard& guard = add(std::move(rows), fmt::format("values of {} that rows of {} share", what, show(table)));
  if (!nulls_too) guard.not_null = std::move(names);
}
void GuardRules::unique_index(const TableName& table, const Index& index) {
  if (!index.unique) return;
  std::vector<Expr> values;
  for (const IndexElement& element : index.elements) {
    // Equal by a prefix or another collation than the column's own: the engine knows.
    if (element.prefix || !element.collation.name.empty()) return;
    values.push_back(element.expr.kind == ExprKind::Column ? column_expr(table.name, element.expr.name)
                                                           : element.expr);
  }
  unique(table, std::move(values), index.where, index.nulls_not_distinct);
}
void GuardRules::checked(const TableName& table, const Constraint& c) {
  Select rows = rows_of(table);
  rows.where = not_expr(c.check);
  add(std::move(rows), fmt::format("rows of {} that {} does not allow", show(table), show(c.name.name)));
}
Ident GuardRules::other_than(const TableName& table) {
  return {Name(table.name.str() == "other" ? "another" : "other"), {}};
}
Expr GuardRules::no_such_row(const TableName& from, const Constraint& c, const std::vector<Expr>& values) {
  const TableReference referred{{c.referred.schema, c.referred.name, {}},
                                c.referred.name == from.name ? other_than(from) : Ident{}};
  std::optional<Expr> same;
  for (std::size_t i = 0; i < values.size(); ++i)
    and_also(same, binary_expr(Operator::Equal, column_expr(referred.visible(), c.referred_columns[i].name),
                               values[i]));
  return not_expr(exists_expr(referred, {}, std::move(same)));
}
void GuardRules::refers(const TableName& table, const Constraint& c) {
  if (c.match_full) return;
  Select rows = rows_of(table);
  const std::vector<Expr> values = plain(table, c.columns);
  for (const Expr& value : values) and_also(rows.where, is_null_expr(value, true));
  and_also(rows.where, no_such_row(table, c, values));
  Guard& guard = add(std::move(rows), fmt::format("rows of {} whose {} no row of {} has", show(table),
                                                  show(c.columns), show(c.referred)));
  for (const Ident& ident : c.columns) guard.not_null.push_back(ident.name);
}

}  // namespace migc
