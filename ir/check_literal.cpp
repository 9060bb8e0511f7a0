// Whether a value may stand where it does, and literals above all: they take the type that their place asks for.
#include <algorithm>

#include "ir/check_expression.h"
#include "support/text.h"

namespace migc {

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

void note_values(Diagnostic& diagnostic, const EnumType& type, std::string_view value) {
  const std::vector<std::string_view> known(type.values.begin(), type.values.end());
  if (const auto near = nearest(value, known); !near.empty())
    diagnostic.fix(fmt::format("did you mean '{}'?", near));
  std::vector<std::string> values;
  for (std::size_t i = 0; i < type.values.size() && i < 12; ++i)
    values.push_back(fmt::format("'{}'", type.values[i]));
  if (type.values.size() > 12) values.emplace_back("…");
  diagnostic.note(fmt::format("its values are {}", join_and(values)));
}

void ExpressionChecker::want_value(Expr& literal, Name type, const EnumType& values) {
  literal.derived.family = Family::Enum;
  literal.derived.type = type;
  if (std::find(values.values.begin(), values.values.end(), literal.text) != values.values.end()) return;
  auto& diagnostic = report(diag::unknown_enum_value, literal.span, show(type), literal.text);
  note_values(diagnostic, values, literal.text);
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
  const auto largest = [&]() -> std::string_view {
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
  std::string_view most = largest();
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

}  // namespace migc
