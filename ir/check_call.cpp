// Calls and casts: what each function of the portable table takes and gives.
#include <algorithm>

#include "ir/check_expression.h"
#include "support/text.h"

namespace migc {

Family ExpressionChecker::call(Expr& expr, const Scope& scope) {
  const FunctionInfo& function = function_info(expr.function);
  const std::size_t count = expr.args.size();
  if (count < function.least || count > function.most) {
    const std::string takes =
        function.most == 99 ? fmt::format("at least {} arguments", function.least)
        : function.least == function.most
            ? fmt::format("{} argument{}", function.least, function.least == 1 ? "" : "s")
            : fmt::format("{} or {} arguments", function.least, function.most);
    report(diag::wrong_argument_count, expr.span, function.name, takes, count);
    return Family::Any;
  }
  if (function.aggregate && !aggregates_allowed_)
    refuse(expr, fmt::format("the aggregate {}()", function.name));
  if (!function.deterministic)
    refuse_volatile(expr, fmt::format("{}(), which changes with time,", function.name));
  auto& args = expr.args;
  const auto number = [&](Expr& arg) {
    if (const Family found = check(arg, scope); !is_number(found)) {
      want(arg, found, Family::Decimal);
      arg.derived.family = Family::Any;  // one mistake, one message
    }
  };
  const auto all = [&] {
    std::vector<Expr*> parts;
    for (Expr& arg : args) parts.push_back(&arg);
    return parts;
  };
  switch (expr.function) {
    case Function::lower_:
    case Function::upper_:
    case Function::length_:
    case Function::trim_:
    case Function::ltrim_:
    case Function::rtrim_:
    case Function::replace_:
    case Function::position_:
      for (Expr& arg : args) check(arg, scope, Family::Text);
      break;
    case Function::octet_length_:
      if (check(args[0], scope) != Family::Binary) want(args[0], args[0].derived.family, Family::Text);
      break;
    case Function::substring_:
      check(args[0], scope, Family::Text);
      want_at_least(args[1], scope, 1);
      if (count > 2) want_at_least(args[2], scope, 0);
      break;
    case Function::left_:
    case Function::right_:
      check(args[0], scope, Family::Text);
      want_at_least(args[1], scope, 0);
      break;
    case Function::lpad_:
    case Function::rpad_:
      check(args[0], scope, Family::Text);
      want_literal(args[1], scope, 0, 1000);
      if (count > 2) want_separator(args[2], scope);
      break;
    case Function::split_part_:
      check(args[0], scope, Family::Text);
      want_separator(args[1], scope);
      want_literal(args[2], scope, 1, 1000);
      break;
    case Function::concat_:
      for (Expr& arg : args) check(arg, scope);
      break;
    case Function::coalesce_:
      return merge(all(), scope);
    case Function::nullif_:
      compare(args[0], args[1], scope);
      break;
    case Function::greatest_:
    case Function::least_: {
      // The order of texts is the collation's, and so differs from database to database.
      const Family merged = merge(all(), scope);
      if (!is_number(merged) && !is_moment(merged) && merged != Family::Interval)
        report(diag::type_mismatch, expr.span, "a number, a date or a time",
               std::string(family_name(merged)));
      return merged;
    }
    case Function::abs_:
    case Function::sign_:
    case Function::floor_:
    case Function::ceil_:
    case Function::sum_:
      number(args[0]);
      break;
    case Function::avg_:
      number(args[0]);
      if (args[0].derived.family == Family::Float) return Family::Float;
      break;
    case Function::round_:
      number(args[0]);
      if (count > 1) want_literal(args[1], scope, 0, 30);
      break;
    case Function::year_:
    case Function::month_:
    case Function::day_:
      want_moment(args[0], scope, true, false);
      break;
    case Function::hour_:
    case Function::minute_:
    case Function::second_:
      want_moment(args[0], scope, false, true);
      break;
    case Function::count_:
      if (args[0].kind != ExprKind::Star) check(args[0], scope);
      break;
    case Function::min_:
    case Function::max_:
      // PostgreSQL has no least and greatest of booleans, json, uuids and bytes.
      switch (check(args[0], scope)) {
        case Family::Boolean:
        case Family::Json:
        case Family::Uuid:
        case Family::Binary:
        case Family::Xml:
        case Family::Enum:
        case Family::Array:
          refuse(expr, fmt::format("{}() of {}", function.name, family_name(args[0].derived.family)));
          break;
        case Family::Any:
        case Family::Integer:
        case Family::Decimal:
        case Family::Float:
        case Family::Text:
        case Family::Date:
        case Family::Time:
        case Family::Timestamp:
        case Family::TimestampTz:
        case Family::Interval:
          break;
      }
      break;
    case Function::now_:
      break;
  }
  return function.result ? *function.result : args[0].derived.family;
}

void ExpressionChecker::want_literal(Expr& expr, const Scope& scope, std::int64_t least, std::int64_t most) {
  check(expr, scope);
  const auto value = literal_integer(expr);
  if (value && *value >= least && *value <= most) return;
  report(diag::type_mismatch, expr.span,
         fmt::format("a whole number from {} to {}, written out,", least, most),
         value ? std::to_string(*value) : "an expression");
}

void ExpressionChecker::want_at_least(Expr& expr, const Scope& scope, std::int64_t least) {
  check(expr, scope, Family::Integer);
  if (const auto value = literal_integer(expr); value && *value < least)
    report(diag::type_mismatch, expr.span, fmt::format("a number of at least {}", least),
           std::to_string(*value));
}

void ExpressionChecker::want_separator(Expr& expr, const Scope& scope) {
  check(expr, scope);
  if (expr.kind != ExprKind::String)
    report(diag::type_mismatch, expr.span, "a text in quotes", "an expression");
  else if (expr.text.empty())
    report(diag::type_mismatch, expr.span, "a text of at least one character", "an empty one");
}

void ExpressionChecker::want_moment(Expr& expr, const Scope& scope, bool date, bool time) {
  const Family found = check(expr, scope);
  if (found == Family::Any || found == Family::Timestamp || found == Family::TimestampTz) return;
  if ((date && found == Family::Date) || (time && found == Family::Time)) return;
  auto& diagnostic =
      report(diag::type_mismatch, expr.span, date ? "a date or a timestamp" : "a time or a timestamp",
             std::string(family_name(found)));
  if (expr.kind == ExprKind::String) diagnostic.fix(date ? "write date '…'" : "write time '…'");
}

Family ExpressionChecker::cast(Expr& expr, const Scope& scope) {
  const Family from = check(expr.args[0], scope);
  if (!complete_type(expr.type, schema_, diagnostics_)) {
    ok_ = false;
    return Family::Any;
  }
  const Family to = family(expr.type);
  if (expr.args[0].kind == ExprKind::String && to == Family::Enum)
    want(expr.args[0], Family::Text, Wanted(expr.type));
  expr.derived.type = expr.type.name.name;
  expr.derived.user = expr.type.user;
  if (!castable(from, to)) {
    auto& diagnostic =
        report(diag::type_mismatch, expr.args[0].span,
               fmt::format("something that casts to {}", family_name(to)), std::string(family_name(from)));
    if (to == Family::Boolean) diagnostic.fix("compare: … in ('true', 'yes')");
  }
  return to;
}

Family ExpressionChecker::routine(Expr& expr, const Scope& scope) {
  for (Expr& arg : expr.args) check(arg, scope);
  const QualifiedName name{expr.qualifier, expr.name, expr.span};
  const auto routines = schema_.routines(name);
  const bool callable = std::any_of(routines.begin(), routines.end(), [](const SchemaObject* routine) {
    return !std::get<Routine>(routine->definition).procedure;
  });
  if (callable || schema_.poisoned(ObjectName{ObjectKind::Function, name, {}, {}})) return Family::Any;
  const std::string function = to_lower(expr.name.str());
  Span place = expr.span;
  place.end = std::min<std::uint32_t>(place.end, place.begin + static_cast<std::uint32_t>(function.size()));
  auto& diagnostic = report(diag::unknown_function, place, show(name));
  std::vector<std::string_view> known = function_names();
  for (const SchemaObject* object : schema_.objects())
    if (std::holds_alternative<Routine>(object->definition)) known.push_back(object->name.name.str());
  if (const auto instead = refused_function(function); !instead.empty())
    diagnostic.fix(fmt::format("write {}", instead));
  else if (const auto near = nearest(function, known); !near.empty())
    diagnostic.fix(fmt::format("did you mean {}()?", near));
  diagnostic.fix("a function of one engine alone is written as raw SQL: sql postgres $$…$$");
  return Family::Any;
}

}  // namespace migc
