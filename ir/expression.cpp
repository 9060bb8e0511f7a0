#include "ir/expression.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace migc {

namespace {

// The words of functions.def for a result.
namespace result {
constexpr std::optional<Family> Text = Family::Text;
constexpr std::optional<Family> Integer = Family::Integer;
constexpr std::optional<Family> Decimal = Family::Decimal;
constexpr std::optional<Family> TimestampTz = Family::TimestampTz;
constexpr std::optional<Family> Same = std::nullopt;
}  // namespace result

const FunctionInfo functions[] = {
#define FUNCTION(name, family, least, most, aggregate, deterministic) \
  {#name, result::family, least, most, aggregate, deterministic},
#include "ir/functions.def"
#undef FUNCTION
};

// Accepted, and written with the portable name.
constexpr std::pair<std::string_view, Function> synonyms[] = {
    {"ceiling", Function::ceil_},
    {"char_length", Function::length_},
    {"character_length", Function::length_},
    {"substr", Function::substring_},
};

// What to write instead of functions that people know.
constexpr std::pair<std::string_view, std::string_view> refused[] = {
    {"date", "cast(… as date)"},
    {"date_part", "year(…), month(…), day(…), hour(…), minute(…) or second(…)"},
    {"dayofmonth", "day(…)"},
    {"extract", "year(…), month(…), day(…), hour(…), minute(…) or second(…)"},
    {"getdate", "now()"},
    {"if", "case when … then … else … end"},
    {"ifnull", "coalesce(…, …)"},
    {"iif", "case when … then … else … end"},
    {"instr", "position(what, text)"},
    {"isnull", "… is null, or coalesce(…, …)"},
    {"lcase", "lower(…)"},
    {"len", "length(…)"},
    {"locate", "position(what, text)"},
    {"mod", "… % …"},
    {"nvl", "coalesce(…, …)"},
    {"strpos", "position(what, text)"},
    {"sysdate", "now()"},
    {"time", "cast(… as time)"},
    {"timestamp", "cast(… as timestamp)"},
    {"trunc", "floor(…) or ceil(…)"},
    {"truncate", "floor(…) or ceil(…)"},
    {"ucase", "upper(…)"},
};

}  // namespace

const FunctionInfo& function_info(Function function) { return functions[static_cast<int>(function)]; }

std::optional<Function> find_function(std::string_view name) {
  for (std::size_t i = 0; i < std::size(functions); ++i)
    if (functions[i].name == name) return static_cast<Function>(i);
  for (const auto& [synonym, function] : synonyms)
    if (synonym == name) return function;
  return std::nullopt;
}

std::string_view refused_function(std::string_view name) {
  for (const auto& [word, instead] : refused)
    if (word == name) return instead;
  return {};
}

std::vector<std::string_view> function_names() {
  std::vector<std::string_view> names;
  for (const FunctionInfo& function : functions) names.push_back(function.name);
  return names;
}

std::string_view operator_text(Operator op) {
  switch (op) {
    case Operator::None:
      return "";
    case Operator::Multiply:
      return "*";
    case Operator::Divide:
      return "/";
    case Operator::Modulo:
      return "%";
    case Operator::Add:
      return "+";
    case Operator::Subtract:
      return "-";
    case Operator::Concat:
      return "||";
    case Operator::Equal:
      return "=";
    case Operator::NotEqual:
      return "<>";
    case Operator::Less:
      return "<";
    case Operator::LessEqual:
      return "<=";
    case Operator::Greater:
      return ">";
    case Operator::GreaterEqual:
      return ">=";
    case Operator::And:
      return "and";
    case Operator::Or:
      return "or";
  }
  return "";
}

int precedence(Operator op) {
  switch (op) {
    case Operator::None:
      return precedence_primary;
    case Operator::Multiply:
    case Operator::Divide:
    case Operator::Modulo:
      return precedence_product;
    case Operator::Add:
    case Operator::Subtract:
      return precedence_sum;
    case Operator::Concat:
      return precedence_concat;
    case Operator::Equal:
    case Operator::NotEqual:
    case Operator::Less:
    case Operator::LessEqual:
    case Operator::Greater:
    case Operator::GreaterEqual:
      return precedence_comparison;
    case Operator::And:
      return precedence_and;
    case Operator::Or:
      return precedence_or;
  }
  return precedence_primary;
}

int precedence(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::Binary:
      return precedence(expr.op);
    case ExprKind::Negate:
      return precedence_sign;
    case ExprKind::Not:
      return precedence_not;
    case ExprKind::IsNull:
    case ExprKind::IsBoolean:
    case ExprKind::Distinct:
    case ExprKind::In:
    case ExprKind::InSelect:
    case ExprKind::Between:
    case ExprKind::Like:
      return precedence_test;
    case ExprKind::Null:
    case ExprKind::Boolean:
    case ExprKind::Number:
    case ExprKind::String:
    case ExprKind::Bytes:
    case ExprKind::Typed:
    case ExprKind::Column:
    case ExprKind::Case:
    case ExprKind::Cast:
    case ExprKind::Call:
    case ExprKind::Star:
    case ExprKind::Current:
    case ExprKind::Exists:
    case ExprKind::Subquery:
    case ExprKind::Sql:
    case ExprKind::SqlVariant:
    case ExprKind::Routine:
    case ExprKind::NextValue:
    case ExprKind::Array:
      return precedence_primary;
    case ExprKind::JsonGet:
      return precedence_cast;
  }
  return precedence_primary;
}

bool Expr::operator==(const Expr& other) const {
  return kind == other.kind && op == other.op && negated == other.negated && distinct == other.distinct &&
         case_operand == other.case_operand && case_else == other.case_else && as_text == other.as_text &&
         json_index == other.json_index && function == other.function && dialect == other.dialect &&
         type == other.type && qualifier == other.qualifier && name == other.name && text == other.text &&
         args == other.args && select == other.select;
}

namespace {

template <class E, class S, class F>
void walk_select(S& select, const F& visit);

template <class E, class F>
void walk(E& expr, const F& visit) {
  visit(expr);
  for (auto& arg : expr.args) walk<E>(arg, visit);
  for (auto& select : expr.select) walk_select<E>(select, visit);
}

template <class E, class S, class F>
void walk_select(S& select, const F& visit) {
  for (auto& item : select.items)
    if (!item.star) walk<E>(item.expr, visit);
  for (auto& join : select.joins) walk<E>(join.on, visit);
  if (select.where) walk<E>(*select.where, visit);
  for (auto& expr : select.group_by) walk<E>(expr, visit);
  if (select.having) walk<E>(*select.having, visit);
  for (auto& order : select.order_by) walk<E>(order.expr, visit);
}

template <class S, class F>
void visit_references(S& select, const F& visit) {
  visit(select.from);
  for (auto& join : select.joins) visit(join.table);
}

}  // namespace

void for_each(const Expr& expr, const std::function<void(const Expr&)>& visit) {
  walk<const Expr>(expr, visit);
}
void for_each(Expr& expr, const std::function<void(Expr&)>& visit) { walk<Expr>(expr, visit); }
void for_each(const Select& select, const std::function<void(const Expr&)>& visit) {
  walk_select<const Expr>(select, visit);
}
void for_each(Select& select, const std::function<void(Expr&)>& visit) { walk_select<Expr>(select, visit); }

void for_each_reference(Select& query, const std::function<void(TableReference&)>& visit) {
  visit_references(query, visit);
  walk_select<Expr>(query, [&](Expr& expr) {
    for (Select& select : expr.select) visit_references(select, visit);
  });
}
void for_each_reference(const Select& query, const std::function<void(const TableReference&)>& visit) {
  visit_references(query, visit);
  walk_select<const Expr>(query, [&](const Expr& expr) {
    for (const Select& select : expr.select) visit_references(select, visit);
  });
}
void for_each_reference(const Expr& expr, const std::function<void(const TableReference&)>& visit) {
  walk<const Expr>(expr, [&](const Expr& inner) {
    for (const Select& select : inner.select) visit_references(select, visit);
  });
}

bool mentions(const Expr& expr, Name column) {
  bool found = false;
  for_each(expr, [&](const Expr& e) { found = found || (e.kind == ExprKind::Column && e.name == column); });
  return found;
}

std::vector<Name> columns_of(const Expr& expr) {
  std::vector<Name> columns;
  for_each(expr, [&](const Expr& e) {
    if (e.kind == ExprKind::Column && std::find(columns.begin(), columns.end(), e.name) == columns.end())
      columns.push_back(e.name);
  });
  return columns;
}

void rename_column(Expr& expr, Name from, Name to) {
  for_each(expr, [&](Expr& e) {
    if (e.kind == ExprKind::Column && e.name == from) e.name = to;
  });
}

bool is_literal(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::Null:
    case ExprKind::Boolean:
    case ExprKind::Number:
    case ExprKind::String:
    case ExprKind::Bytes:
    case ExprKind::Typed:
      return true;
    case ExprKind::Negate:
      return is_literal(expr.args[0]);
    case ExprKind::Column:
    case ExprKind::Not:
    case ExprKind::Binary:
    case ExprKind::IsNull:
    case ExprKind::IsBoolean:
    case ExprKind::Distinct:
    case ExprKind::In:
    case ExprKind::InSelect:
    case ExprKind::Between:
    case ExprKind::Like:
    case ExprKind::Case:
    case ExprKind::Cast:
    case ExprKind::Call:
    case ExprKind::Star:
    case ExprKind::Current:
    case ExprKind::Exists:
    case ExprKind::Subquery:
    case ExprKind::Sql:
    case ExprKind::SqlVariant:
    case ExprKind::Routine:
    case ExprKind::NextValue:
    case ExprKind::Array:
    case ExprKind::JsonGet:
      return false;
  }
  return false;
}

std::optional<std::int64_t> literal_integer(const Expr& expr) {
  if (expr.kind == ExprKind::Negate) {
    const auto value = literal_integer(expr.args[0]);
    return value ? std::optional(-*value) : std::nullopt;
  }
  if (expr.kind != ExprKind::Number) return std::nullopt;
  std::int64_t value = 0;
  const char* const end = expr.text.data() + expr.text.size();
  const auto read = std::from_chars(expr.text.data(), end, value);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return value;
}

std::string canonical_text(const Expr& expr) {
  std::string out = fmt::format("({} {} {} {} {} {}", static_cast<int>(expr.kind), operator_text(expr.op),
                                expr.negated ? "not" : "", expr.qualifier.str(), expr.name.str(), expr.text);
  if (expr.kind == ExprKind::Call) out += function_info(expr.function).name;
  if (expr.kind == ExprKind::Cast || expr.kind == ExprKind::Typed) out += to_string(expr.type);
  for (const Expr& arg : expr.args) out += canonical_text(arg);
  for (const Select& select : expr.select)
    for_each(select, [&](const Expr& e) { out += fmt::format(" {}{}", e.name.str(), e.text); });
  return out + ")";
}

Expr column_expr(Name column) {
  Expr expr;
  expr.kind = ExprKind::Column;
  expr.name = column;
  return expr;
}

Expr string_expr(std::string text) {
  Expr expr;
  expr.kind = ExprKind::String;
  expr.text = std::move(text);
  return expr;
}

Expr number_expr(std::string digits) {
  Expr expr;
  expr.kind = ExprKind::Number;
  expr.text = std::move(digits);
  return expr;
}

void and_also(std::optional<Expr>& all, Expr test) {
  all = all ? binary_expr(Operator::And, std::move(*all), std::move(test)) : std::move(test);
}

Expr binary_expr(Operator op, Expr left, Expr right) {
  Expr expr;
  expr.kind = ExprKind::Binary;
  expr.op = op;
  expr.derived.family = Family::Boolean;
  expr.args.push_back(std::move(left));
  expr.args.push_back(std::move(right));
  return expr;
}

Expr column_expr(Name table, Name column) {
  Expr expr = column_expr(column);
  expr.qualifier = table;
  return expr;
}

Expr boolean_expr(bool value) {
  Expr expr;
  expr.kind = ExprKind::Boolean;
  expr.derived.family = Family::Boolean;
  expr.text = value ? "true" : "false";
  return expr;
}

Expr cast_expr(Expr value, const Type& type) {
  Expr expr;
  expr.kind = ExprKind::Cast;
  expr.type = type;
  expr.derived.family = family(type);
  expr.args.push_back(std::move(value));
  return expr;
}

Expr exists_expr(TableReference from, std::vector<Select::Join> joins, std::optional<Expr> where) {
  Select rows;
  Select::Item one;
  one.expr = number_expr("1");
  rows.items.push_back(std::move(one));
  rows.from = std::move(from);
  rows.joins = std::move(joins);
  rows.where = std::move(where);
  Expr expr;
  expr.kind = ExprKind::Exists;
  expr.derived.family = Family::Boolean;
  expr.select.push_back(std::move(rows));
  return expr;
}

Expr call_expr(Function function, std::vector<Expr> args) {
  Expr expr;
  expr.kind = ExprKind::Call;
  expr.function = function;
  expr.args = std::move(args);
  return expr;
}

Expr count_expr() {
  Expr star;
  star.kind = ExprKind::Star;
  return call_expr(Function::count_, {std::move(star)});
}

Expr is_null_expr(Expr value, bool negated) {
  Expr expr;
  expr.kind = ExprKind::IsNull;
  expr.negated = negated;
  expr.args.push_back(std::move(value));
  return expr;
}

Expr not_expr(Expr test) {
  Expr expr;
  expr.kind = ExprKind::Not;
  expr.derived.family = Family::Boolean;
  expr.args.push_back(std::move(test));
  return expr;
}

}  // namespace migc
