#include "ir/check_expression.h"

#include <algorithm>

#include "support/text.h"

namespace migc {

namespace {

std::string_view place_name(Place place) {
  switch (place) {
    case Place::Check:
      return "a check";
    case Place::Default:
      return "a default";
    case Place::Generated:
      return "a generated column";
    case Place::Index:
      return "an index";
    case Place::Value:
      return "the values of an insert";
    case Place::Condition:
      return "a condition";
    case Place::Assignment:
      return "an assignment";
    case Place::Using:
      return "a 'using'";
  }
  return "";
}

bool columns_allowed(Place place) { return place != Place::Default && place != Place::Value; }
bool subqueries_allowed(Place place) {
  return place == Place::Value || place == Place::Condition || place == Place::Assignment;
}

// Some dialect's spelling repeats the arguments.
bool is_repeated(const Expr& expr) {
  if (expr.kind != ExprKind::Call) return expr.kind == ExprKind::Cast;
  switch (expr.function) {
    case Function::substring_:
    case Function::left_:
    case Function::right_:
    case Function::lpad_:
    case Function::split_part_:
    case Function::greatest_:
    case Function::least_:
    case Function::sign_:
    case Function::round_:
    case Function::floor_:
    case Function::ceil_:
      return true;
    default:
      return false;
  }
}

constexpr std::size_t deepest_repetition = 8;

}  // namespace

Scope scope_of(const Table& table) { return {{{table.name.name, &table}}, nullptr}; }

Family ExpressionChecker::check(Expr& expr, const Scope& scope) {
  const bool repeated = is_repeated(expr);
  if (repeated && repetitions_ == deepest_repetition) {
    report(diag::nested_too_deeply, expr.span, deepest_repetition)
        .note("casts and functions that a dialect spells with their arguments several times");
    return expr.derived.family = Family::Any;
  }
  repetitions_ += repeated ? 1 : 0;
  expr.derived.family = find(expr, scope);
  repetitions_ -= repeated ? 1 : 0;
  return expr.derived.family;
}

bool ExpressionChecker::check(Expr& expr, const Scope& scope, Wanted wanted) {
  want(expr, check(expr, scope), wanted);
  return ok_;
}

void ExpressionChecker::refuse_volatile(const Expr& expr, std::string what) {
  if (place_ == Place::Check || place_ == Place::Generated || place_ == Place::Index)
    refuse(expr, std::move(what));
}

void ExpressionChecker::refuse(const Expr& expr, std::string what) {
  report(diag::expression_not_allowed, expr.span, what, place_name(place_));
}

Family ExpressionChecker::column(Expr& expr, const Scope& scope) {
  if (!columns_allowed(place_) && !scope.outer) {
    refuse(expr, fmt::format("the column {}", show(expr.name)));
    return Family::Any;
  }
  const Scope::Source* found = nullptr;
  const Column* column = nullptr;
  std::vector<std::string_view> names;
  for (const Scope* s = &scope; s && !found; s = s->outer) {
    for (const Scope::Source& source : s->sources) {
      if (!expr.qualifier.empty() && !(expr.qualifier == source.visible)) continue;
      if (!source.table || schema_.poisoned(source.table->name, expr.name)) return Family::Any;
      for (const Column& c : source.table->columns) names.push_back(c.name.name.str());
      const Column* here = source.table->column(expr.name);
      if (!here) continue;
      if (found) {
        report(diag::ambiguous_column, expr.span, show(expr.name), show(found->visible),
               show(source.visible));
        return Family::Any;
      }
      found = &source;
      column = here;
    }
  }
  if (!column) {
    const std::string name =
        expr.qualifier.empty() ? show(expr.name) : show(expr.qualifier) + "." + show(expr.name);
    const bool of_domain = scope.sources.size() == 1 && scope.sources[0].visible.empty();
    const bool one_table = !of_domain && expr.qualifier.empty() && scope.sources.size() == 1 &&
                           !scope.outer && scope.sources[0].table != nullptr;
    auto& diagnostic = one_table
                           ? report(diag::unknown_column, expr.span, show(scope.sources[0].table->name), name)
                           : report(diag::unknown_name, expr.span, name);
    if (of_domain)
      diagnostic.fix("the value of the domain is called value");
    else if (const auto near = nearest(expr.name.str(), names); !near.empty())
      diagnostic.fix(fmt::format("did you mean {}?", show(Name(near))));
    else if (find_function(expr.name.str()))
      diagnostic.fix(fmt::format("the function is called with brackets: {}()", expr.name.str()));
    else if (expr.name.quoted())
      diagnostic.fix("a text is written in single quotes: 'text'");
    return Family::Any;
  }
  // A table's own expressions live on when the table is renamed: they don't name it.
  if (scope.sources.size() == 1 && !scope.outer && place_ != Place::Condition && place_ != Place::Assignment)
    expr.qualifier = Name();
  expr.name = column->name.name;
  if (place_ == Place::Generated && column->generated)
    refuse(expr, fmt::format("the generated column {}", show(expr.name)));
  expr.derived.type = column->type.name.name;
  expr.derived.user = column->type.user;
  return family(column->type);
}

Family ExpressionChecker::merge(const std::vector<Expr*>& parts, const Scope& scope) {
  Family merged = Family::Any;
  bool literals = true;
  for (Expr* part : parts) {
    const Family found = check(*part, scope);
    if (part->kind == ExprKind::String || found == Family::Any) continue;
    literals = false;
    if (assignable(found, merged) && merged != Family::Any) continue;
    if (assignable(merged, found)) {
      merged = found;
      continue;
    }
    want(*part, found, merged);
  }
  const Expr* value = nullptr;  // one that says which enum it is
  for (const Expr* part : parts)
    if (part->derived.family == Family::Enum && part->derived.user) value = part;
  for (Expr* part : parts) {
    if (part->kind != ExprKind::String) continue;
    if (literals)
      merged = Family::Text;
    else if (value && value->derived.user->values())
      want_value(*part, value->derived.type, *value->derived.user->values());
    else
      want(*part, Family::Text, merged);
  }
  return merged;
}

void ExpressionChecker::compare(Expr& left, Expr& right, const Scope& scope) {
  const Family a = check(left, scope);
  const Family b = check(right, scope);
  // PostgreSQL has no comparison for either.
  for (const Family whole : {a, b}) {
    if (is_comparable(whole)) continue;
    report(diag::type_mismatch, a == whole ? left.span : right.span, "something that can be compared",
           std::string(family_name(whole)))
        .fix(whole == Family::Json ? "compare what is in it, as text: column ->> 'key' = '…'"
                                   : "compare it as text: cast(column as text) = '…'");
    return;
  }
  if (compare_enums(left, right)) return;
  if (assignable(a, b) || assignable(b, a)) return;
  if (literal_fits(left, b)) {
    left.derived.family = b;
  } else {
    want(right, b, a);
  }
}

Family ExpressionChecker::arithmetic(Expr& expr, Family left, Family right) {
  const bool sum = expr.op == Operator::Add || expr.op == Operator::Subtract;
  if (sum && is_moment(left) && (right == Family::Interval || right == Family::Any))
    return left == Family::Date ? Family::Timestamp : left;
  if (sum && left == Family::Interval && right == Family::Interval) return Family::Interval;
  if (left == Family::Date && right == left && expr.op == Operator::Subtract) {
    report(diag::type_mismatch, expr.span, "a difference of timestamps", "a difference of dates")
        .note("it is a number of days on one engine, and something else on another")
        .fix("cast both: cast(… as timestamp)");
    return Family::Any;
  }
  if (sum && expr.op == Operator::Subtract && left == right && is_moment(left)) return Family::Interval;
  if (sum && is_moment(left)) {
    want(expr.args[1], right, is_moment(right) ? left : Family::Interval);
    return Family::Any;
  }
  if (!is_number(left)) {
    want(expr.args[0], left, Family::Decimal);
    return Family::Any;
  }
  if (!is_number(right)) {
    want(expr.args[1], right, Family::Decimal);
    return Family::Any;
  }
  if (expr.op == Operator::Modulo) {
    want(expr.args[0], left, Family::Integer);
    want(expr.args[1], right, Family::Integer);
  }
  if (left == Family::Float || right == Family::Float) return Family::Float;
  if (left == Family::Decimal || right == Family::Decimal) return Family::Decimal;
  if (left == Family::Any || right == Family::Any) return Family::Any;
  return Family::Integer;
}

Family ExpressionChecker::binary(Expr& expr, const Scope& scope) {
  switch (expr.op) {
    case Operator::And:
    case Operator::Or:
      for (Expr& arg : expr.args) check(arg, scope, Family::Boolean);
      return Family::Boolean;
    case Operator::Concat:
      for (Expr& arg : expr.args) check(arg, scope, Family::Text);
      return Family::Text;
    case Operator::Equal:
    case Operator::NotEqual:
    case Operator::Less:
    case Operator::LessEqual:
    case Operator::Greater:
    case Operator::GreaterEqual:
      compare(expr.args[0], expr.args[1], scope);
      return Family::Boolean;
    case Operator::Multiply:
    case Operator::Divide:
    case Operator::Modulo:
    case Operator::Add:
    case Operator::Subtract: {
      const Family left = check(expr.args[0], scope);
      const Family right = check(expr.args[1], scope);
      return arithmetic(expr, left, right);
    }
    case Operator::None:
      break;
  }
  return Family::Any;
}

bool ExpressionChecker::join(TableReference& from, std::vector<Select::Join>& joins, Scope& scope) {
  const auto add = [&](TableReference& reference) {
    const Table* table = schema_.find(reference.table);
    if (!table && !schema_.poisoned(reference.table) && !schema_.relation(reference.table)) {
      std::vector<std::string_view> names;
      for (const Table* other : schema_.tables()) names.push_back(other->name.name.str());
      auto& diagnostic = report(diag::unknown_table, reference.table.span, show(reference.table));
      if (const auto near = nearest(reference.table.name.str(), names); !near.empty())
        diagnostic.fix(fmt::format("did you mean {}?", near));
    }
    scope.sources.push_back({reference.visible(), table});  // what is in a view is not known
  };
  add(from);
  for (Select::Join& join : joins) {
    add(join.table);
    check(join.on, scope, Family::Boolean);
  }
  return ok_;
}

bool ExpressionChecker::check(Select& query, const std::vector<Wanted>& wanted) {
  select(query, Scope{});
  bool star = false;
  for (const Select::Item& item : query.items) star = star || item.star;
  if (star || !ok_) return ok_;
  if (query.items.size() != wanted.size()) {
    report(diag::value_count, query.span, counted(query.items.size(), "column"),
           counted(wanted.size(), "column"));
    return false;
  }
  for (std::size_t i = 0; i < wanted.size(); ++i)
    want(query.items[i].expr, query.items[i].expr.derived.family, wanted[i]);
  return ok_;
}

Family ExpressionChecker::select(Select& select, const Scope& outer) {
  Scope scope;
  scope.outer = &outer;
  join(select.from, select.joins, scope);
  if (select.where) check(*select.where, scope, Family::Boolean);
  for (Expr& expr : select.group_by) check(expr, scope);
  const bool outside = std::exchange(aggregates_allowed_, true);
  Family only = Family::Any;
  for (Select::Item& item : select.items)
    if (!item.star) only = check(item.expr, scope);
  if (select.having) check(*select.having, scope, Family::Boolean);
  for (Select::Order& order : select.order_by) check(order.expr, scope);
  aggregates_allowed_ = outside;
  return select.items.size() == 1 ? only : Family::Any;
}

Family ExpressionChecker::find(Expr& expr, const Scope& scope) {
  auto& args = expr.args;
  if (!expr.select.empty() && !subqueries_allowed(place_)) {
    refuse(expr, "a subquery");
    return Family::Any;
  }
  switch (expr.kind) {
    case ExprKind::Null:
      return Family::Any;
    case ExprKind::Boolean:
      return Family::Boolean;
    case ExprKind::Number:
      if (expr.text.find_first_of("eE") != std::string::npos) return Family::Float;
      return expr.text.find('.') != std::string::npos ? Family::Decimal : Family::Integer;
    case ExprKind::String:
      return Family::Text;
    case ExprKind::Bytes:
      return Family::Binary;
    case ExprKind::Typed:
      return family(expr.type);
    case ExprKind::Column:
      return column(expr, scope);
    case ExprKind::Negate: {
      const Family found = check(args[0], scope);
      if (!is_number(found) && found != Family::Interval) want(args[0], found, Family::Decimal);
      return found;
    }
    case ExprKind::Not:
      check(args[0], scope, Family::Boolean);
      return Family::Boolean;
    case ExprKind::Binary:
      return binary(expr, scope);
    case ExprKind::IsNull:
      check(args[0], scope);
      return Family::Boolean;
    case ExprKind::IsBoolean:
      check(args[0], scope, Family::Boolean);
      return Family::Boolean;
    case ExprKind::Distinct:
      compare(args[0], args[1], scope);
      return Family::Boolean;
    case ExprKind::In:
      for (std::size_t i = 1; i < args.size(); ++i) compare(args[0], args[i], scope);
      return Family::Boolean;
    case ExprKind::InSelect: {
      check(args[0], scope);
      const Family found = select(expr.select[0], scope);
      if (!assignable(found, args[0].derived.family) && !assignable(args[0].derived.family, found))
        report(diag::type_mismatch, expr.span, std::string(family_name(args[0].derived.family)),
               std::string(family_name(found)));
      return Family::Boolean;
    }
    case ExprKind::Between:
      compare(args[0], args[1], scope);
      compare(args[0], args[2], scope);
      return Family::Boolean;
    case ExprKind::Like:
      for (Expr& arg : args) check(arg, scope, Family::Text);
      return Family::Boolean;
    case ExprKind::Case: {
      std::vector<Expr*> results;
      const std::size_t first = expr.case_operand ? 1 : 0;
      const std::size_t end = args.size() - (expr.case_else ? 1 : 0);
      for (std::size_t i = first; i < end; i += 2) {
        if (expr.case_operand)
          compare(args[0], args[i], scope);
        else
          check(args[i], scope, Family::Boolean);
        results.push_back(&args[i + 1]);
      }
      if (expr.case_else) results.push_back(&args.back());
      return merge(results, scope);
    }
    case ExprKind::Cast:
      return cast(expr, scope);
    case ExprKind::Call:
      return call(expr, scope);
    case ExprKind::Star:
      return Family::Any;
    case ExprKind::Current:
      refuse_volatile(expr, fmt::format("current_{}, which changes,", expr.text));
      if (expr.text == "date") return Family::Date;
      if (expr.text == "time") return Family::Time;
      if (expr.text == "timestamp") return Family::TimestampTz;
      return Family::Text;
    case ExprKind::Exists:
      select(expr.select[0], scope);
      return Family::Boolean;
    case ExprKind::Subquery:
      return select(expr.select[0], scope);
    case ExprKind::Routine:
      return routine(expr, scope);
    case ExprKind::NextValue:
      return next_value(expr);
    case ExprKind::JsonGet:
      return json_get(expr, scope);
    case ExprKind::Array: {
      std::vector<Expr*> parts;
      for (Expr& arg : args) parts.push_back(&arg);
      merge(parts, scope);
      return Family::Array;
    }
    case ExprKind::Sql:
    case ExprKind::SqlVariant:
      return Family::Any;
  }
  return Family::Any;
}

Family ExpressionChecker::json_get(Expr& expr, const Scope& scope) {
  const Family found = check(expr.args[0], scope);
  if (found != Family::Json && found != Family::Any) {
    want(expr.args[0], found, Family::Json);
    return Family::Any;
  }
  return expr.as_text ? Family::Text : Family::Json;
}

Family ExpressionChecker::next_value(Expr& expr) {
  if (place_ != Place::Default && place_ != Place::Value && place_ != Place::Assignment)
    refuse(expr, "next value for a sequence");
  const ObjectName name{ObjectKind::Sequence, {expr.qualifier, expr.name, expr.span}, {}, {}};
  if (!schema_.find(name) && !schema_.poisoned(name)) report(diag::unknown_object, expr.span, show(name));
  return Family::Integer;
}

}  // namespace migc
