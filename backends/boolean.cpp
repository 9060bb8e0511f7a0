#include "backends/boolean.h"

#include <algorithm>

namespace migc {

namespace {

// Whether the expression is a test, which some engines know as no value.
bool is_test(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::Binary:
      switch (expr.op) {
        case Operator::Or:
        case Operator::And:
        case Operator::Equal:
        case Operator::NotEqual:
        case Operator::Less:
        case Operator::LessEqual:
        case Operator::Greater:
        case Operator::GreaterEqual:
          return true;
        case Operator::None:
        case Operator::Concat:
        case Operator::Add:
        case Operator::Subtract:
        case Operator::Multiply:
        case Operator::Divide:
        case Operator::Modulo:
          return false;
      }
      return false;
    case ExprKind::Not:
    case ExprKind::IsNull:
    case ExprKind::IsBoolean:
    case ExprKind::Distinct:
    case ExprKind::In:
    case ExprKind::InSelect:
    case ExprKind::Between:
    case ExprKind::Like:
    case ExprKind::Exists:
      return true;
    case ExprKind::Null:
    case ExprKind::Boolean:
    case ExprKind::Number:
    case ExprKind::String:
    case ExprKind::Bytes:
    case ExprKind::Typed:
    case ExprKind::Column:
    case ExprKind::Negate:
    case ExprKind::Case:
    case ExprKind::Cast:
    case ExprKind::Call:
    case ExprKind::Star:
    case ExprKind::Current:
    case ExprKind::Subquery:
    case ExprKind::Sql:
    case ExprKind::SqlVariant:
    case ExprKind::Routine:
    case ExprKind::NextValue:
    case ExprKind::JsonGet:
    case ExprKind::Array:
      return false;
  }
  return false;
}

// A test that is never unknown.
bool is_certain(const Expr& expr) {
  return expr.kind == ExprKind::IsNull || expr.kind == ExprKind::IsBoolean ||
         expr.kind == ExprKind::Distinct || expr.kind == ExprKind::Exists;
}

// Twice turned round is what it was; some grammars take no `not not`.
Expr turned_round(Expr test) {
  if (test.kind != ExprKind::Not) return not_expr(std::move(test));
  Expr inner = std::move(test.args[0]);
  return inner;
}

// case when `test` then 1 when not `test` then 0 end; with `certain`, else 0 for what is unknown too
Expr number_of(Expr test, bool certain) {
  Expr expr;
  expr.kind = ExprKind::Case;
  expr.derived.family = Family::Boolean;  // a cast of it is one of a boolean
  expr.args = {test, number_expr("1")};
  if (certain) {
    expr.case_else = true;
    expr.args.push_back(number_expr("0"));
  } else {
    expr.args.push_back(turned_round(std::move(test)));
    expr.args.push_back(number_expr("0"));
  }
  return expr;
}

Expr is_one(Expr value) { return binary_expr(Operator::Equal, std::move(value), number_expr("1")); }

// Whether a condition is wanted as that part of the expression, and not a value.
bool wants_condition(const Expr& expr, std::size_t part) {
  if (expr.kind == ExprKind::Case && !expr.case_operand)
    return part % 2 == 0 && part < expr.args.size() - (expr.case_else ? 1 : 0);
  return expr.kind == ExprKind::Not ||
         (expr.kind == ExprKind::Binary && (expr.op == Operator::And || expr.op == Operator::Or));
}

// The parts of a test or a value, each as what is wanted there.
Expr with_parts(Expr expr) {
  if (expr.kind == ExprKind::Not) return turned_round(as_condition(std::move(expr.args[0])));
  for (std::size_t i = 0; i < expr.args.size(); ++i)
    expr.args[i] =
        wants_condition(expr, i) ? as_condition(std::move(expr.args[i])) : as_value(std::move(expr.args[i]));
  return expr;
}

// x is [not] true or false: never unknown itself
Expr spelled_out(Expr expr) {
  const bool negated = expr.negated;
  Expr test = as_condition(std::move(expr.args[0]));
  if (expr.text == "false") test = turned_round(std::move(test));
  return binary_expr(Operator::Equal, number_of(std::move(test), true), number_expr(negated ? "0" : "1"));
}

}  // namespace

Expr as_value(Expr expr) {
  if (expr.kind == ExprKind::Boolean) {
    Expr number = number_expr(expr.text == "true" ? "1" : "0");
    number.derived.family = Family::Boolean;
    return number;
  }
  if (!is_test(expr)) return with_parts(std::move(expr));
  const bool certain = is_certain(expr);
  return number_of(as_condition(std::move(expr)), certain);
}

Expr as_condition(Expr expr) {
  if (expr.kind == ExprKind::IsBoolean) return spelled_out(std::move(expr));
  if (expr.kind == ExprKind::Not && expr.args[0].kind == ExprKind::Not)
    return as_condition(std::move(expr.args[0].args[0]));
  if (is_test(expr)) return with_parts(std::move(expr));
  // An author's own SQL is taken to be what the place wants.
  if (expr.kind == ExprKind::Sql) return expr;
  return is_one(as_value(std::move(expr)));
}

int nested_conditions(const Expr& expr) {
  int most = 0;
  for (std::size_t i = 0; i < expr.args.size(); ++i) {
    const Expr& part = expr.args[i];
    const bool twice = !wants_condition(expr, i) && is_test(part) && !is_certain(part);
    most = std::max(most, nested_conditions(part) + (twice ? 1 : 0));
  }
  for (const Select& query : expr.select) most = std::max(most, nested_conditions(query));
  return most;
}

int nested_conditions(const Select& query) {
  int most = 0;
  for (const Select::Item& item : query.items) most = std::max(most, nested_conditions(item.expr));
  for (const Select::Join& join : query.joins) most = std::max(most, nested_conditions(join.on));
  if (query.where) most = std::max(most, nested_conditions(*query.where));
  for (const Expr& key : query.group_by) most = std::max(most, nested_conditions(key));
  if (query.having) most = std::max(most, nested_conditions(*query.having));
  for (const auto& key : query.order_by) most = std::max(most, nested_conditions(key.expr));
  return most;
}

}  // namespace migc
