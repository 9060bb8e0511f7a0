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
// What is computed when a row is written and looked up later must be the same every time.
bool volatile_allowed(Place place) {
  return place != Place::Check && place != Place::Generated && place != Place::Index;
}

bool is_number(Family family) {
  return family == Family::Integer || family == Family::Decimal || family == Family::Float ||
         family == Family::Any;
}

bool is_moment(Family family) {
  return family == Family::Date || family == Family::Timestamp || family == Family::TimestampTz ||
         family == Family::Time;
}

// A string literal takes the type that its place asks for.
bool literal_fits(const Expr& expr, Family wanted) {
  if (expr.kind != ExprKind::String) return false;
  switch (wanted) {
    case Family::Any:
    case Family::Text:
    case Family::Date:
    case Family::Time:
    case Family::Timestamp:
    case Family::TimestampTz:
    case Family::Interval:
    case Family::Uuid:
    case Family::Json:
    case Family::Xml:
    case Family::Enum:
    case Family::Array:
      return true;
    case Family::Boolean:
    case Family::Integer:
    case Family::Decimal:
    case Family::Float:
    case Family::Binary:
      return false;
  }
  return false;
}

}  // namespace

Scope scope_of(const Table& table) { return {{{table.name.name, &table}}, nullptr}; }

namespace {

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

std::string values_note(const EnumType& type) {
  std::vector<std::string> values;
  for (std::size_t i = 0; i < type.values.size() && i < 12; ++i)
    values.push_back(fmt::format("'{}'", type.values[i]));
  if (type.values.size() > 12) values.emplace_back("…");
  return fmt::format("its values are {}", join_and(values));
}

bool ExpressionChecker::check(Expr& expr, const Scope& scope, Wanted wanted) {
  want(expr, check(expr, scope), wanted);
  return ok_;
}

void ExpressionChecker::want_value(Expr& literal, Name type, const EnumType& values) {
  literal.derived.family = Family::Enum;
  literal.derived.type = type;
  if (std::find(values.values.begin(), values.values.end(), literal.text) != values.values.end()) return;
  auto& diagnostic = report(diag::unknown_enum_value, literal.span, show(type), literal.text);
  const std::vector<std::string_view> known(values.values.begin(), values.values.end());
  if (const auto near = nearest(literal.text, known); !near.empty())
    diagnostic.fix(fmt::format("did you mean '{}'?", near));
  diagnostic.note(values_note(values));
  diagnostic.fix(
      fmt::format("add it before it is used: alter type {} add value '{}';", show(type), literal.text));
}

void ExpressionChecker::want_fitting(const Expr& literal, const Type& type) {
  const Type* base = &type;
  if (type.user && type.user->domain()) base = &type.user->domain()->base;
  const bool negative = literal.kind == ExprKind::Negate;
  const Expr& value = negative ? literal.args[0] : literal;
  if (value.kind == ExprKind::String && base->size && !base->array &&
      (base->kind == TypeKind::varchar || base->kind == TypeKind::char_) &&
      utf8_length(value.text) > static_cast<std::size_t>(*base->size)) {
    report(diag::value_does_not_fit, literal.span,
           fmt::format("a text of {} characters", utf8_length(value.text)), to_string(type));
    return;
  }
  if (value.kind != ExprKind::Number || value.text.find_first_of(".e") != std::string::npos) return;
  const auto bits = [&]() -> std::string_view {
    const bool wide = base->is_unsigned;
    switch (base->kind) {
      case TypeKind::tinyint:
        return wide ? "255" : negative ? "128" : "127";
      case TypeKind::smallint:
        return wide ? "65535" : negative ? "32768" : "32767";
      case TypeKind::integer:
        return wide ? "4294967295" : negative ? "2147483648" : "2147483647";
      case TypeKind::bigint:
        return wide ? "18446744073709551615" : negative ? "9223372036854775808" : "9223372036854775807";
      default:
        return "";  // no integer
    }
  };
  std::string_view most = bits();
  if (most.empty()) return;
  if (negative && base->is_unsigned) most = "0";
  std::string_view digits = value.text;
  while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
  if (digits.size() < most.size() || (digits.size() == most.size() && digits <= most)) return;
  report(diag::value_does_not_fit, literal.span, (negative ? "-" : "") + value.text.substr(0, 40),
         to_string(type));
}

void ExpressionChecker::want(Expr& expr, Family found, Wanted wanted) {
  const EnumType* values = wanted.type && wanted.type->user ? wanted.type->user->values() : nullptr;
  if (values && wanted.family == Family::Enum) {
    if (expr.kind == ExprKind::String) {
      want_value(expr, wanted.type->name.name, *values);
      return;
    }
    if (found == Family::Enum && !(expr.derived.type == wanted.type->name.name)) {
      report(diag::type_mismatch, expr.span, show(wanted.type->name), show(expr.derived.type));
      return;
    }
  }
  if (wanted.type && !wanted.type->array) want_fitting(expr, *wanted.type);
  if (assignable(found, wanted.family)) return;
  if (literal_fits(expr, wanted.family)) {
    expr.derived.family = wanted.family;
    return;
  }
  auto& diagnostic = report(diag::type_mismatch, expr.span, std::string(family_name(wanted.family)),
                            std::string(family_name(found)));
  if (wanted.family == Family::Boolean)
    diagnostic.fix(place_ == Place::Check || place_ == Place::Condition
                       ? "a condition compares: … = …"
                       : "booleans are written true and false");
  else if (expr.kind == ExprKind::String)
    diagnostic.fix("only a text, a date, a time, a uuid and the like are written in quotes");
  else if (found != Family::Boolean)
    diagnostic.fix("convert it: cast(… as …)");
}

bool ExpressionChecker::compare_enums(Expr& left, Expr& right) {
  const auto values = [](const Expr& e) { return e.derived.user ? e.derived.user->values() : nullptr; };
  if (left.derived.family != Family::Enum && right.derived.family != Family::Enum) return false;
  if (values(left) && right.kind == ExprKind::String) {
    want_value(right, left.derived.type, *values(left));
  } else if (values(right) && left.kind == ExprKind::String) {
    want_value(left, right.derived.type, *values(right));
  } else if (values(left) && values(right)) {
    if (!(left.derived.type == right.derived.type))
      report(diag::type_mismatch, right.span, show(left.derived.type), show(right.derived.type));
  } else {
    return false;
  }
  return true;
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
  if (!function.deterministic && !volatile_allowed(place_))
    refuse(expr, fmt::format("{}(), which changes with time,", function.name));
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
      if (!volatile_allowed(place_)) refuse(expr, fmt::format("current_{}, which changes,", expr.text));
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
  if (found != Family::Json && found != Family::Any) want(expr.args[0], found, Family::Json);
  return expr.as_text ? Family::Text : Family::Json;
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

Family ExpressionChecker::next_value(Expr& expr) {
  if (place_ != Place::Default && place_ != Place::Value && place_ != Place::Assignment)
    refuse(expr, "next value for a sequence");
  const ObjectName name{ObjectKind::Sequence, {expr.qualifier, expr.name, expr.span}, {}, {}};
  if (!schema_.find(name) && !schema_.poisoned(name)) report(diag::unknown_object, expr.span, show(name));
  return Family::Integer;
}

bool complete_type(Type& type, const Schema& schema, Diagnostics& diagnostics) {
  if (type.kind == TypeKind::native && type.native->otherwise) {
    auto native = std::make_shared<NativeType>(*type.native);
    const bool known = complete_type(*native->otherwise, schema, diagnostics);
    type.native = std::move(native);
    return known;
  }
  if (type.kind != TypeKind::user) return true;
  const SchemaObject* object = schema.type(type.name);
  if (!object) {
    if (schema.poisoned(ObjectName{ObjectKind::EnumType, type.name, {}, {}})) return false;
    std::vector<std::string_view> names = type_names();
    for (const SchemaObject* other : schema.objects())
      if (schema.type(other->name)) names.push_back(other->name.name.str());
    auto& diagnostic = diagnostics.report(
        diag::unknown_type, type.name.span.known() ? type.name.span : type.span, show(type.name));
    if (const auto near = nearest(type.name.name.str(), names); !near.empty())
      diagnostic.fix(fmt::format("did you mean {}?", near));
    else
      diagnostic.fix("a type that one dialect alone has is written: native postgres 'tsvector'");
    return false;
  }
  const Span span = type.name.span;
  type.name = object->name;
  type.name.span = span;
  auto user = std::make_shared<UserType>();
  if (const auto* values = std::get_if<EnumType>(&object->definition)) user->definition = *values;
  if (const auto* domain = std::get_if<Domain>(&object->definition)) user->definition = *domain;
  type.user = std::move(user);
  return true;
}

}  // namespace migc
