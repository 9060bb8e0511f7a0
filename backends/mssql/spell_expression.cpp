#include <algorithm>

#include "backends/mssql/mssql.h"
#include "support/text.h"

namespace migc {

namespace {

// Upper and lower case differ, whatever a column's collation says.
constexpr std::string_view binary = "collate Latin1_General_100_BIN2";

// How many characters; len() leaves blanks at the end out.
std::string length_of(std::string_view text) { return fmt::format("(datalength({}) / 2)", text); }

std::string wrapped(std::string_view text) { return fmt::format("({})", text); }

}  // namespace

void Mssql::boolean(SqlWriter& out, bool value) const { out.words(value ? "1" : "0"); }
void Mssql::bytes(SqlWriter& out, std::string_view hex) const { out.words("0x" + std::string(hex)); }

void Mssql::string_literal(SqlWriter& out, const Expr& expr) const {
  if (expr.derived.family == Family::TimestampTz) {
    out.string(in_utc(expr.text));  // no zone is UTC
    return;
  }
  // sqlcmd would take $( for the beginning of a variable.
  if (expr.text.find("$(") == std::string::npos) {
    out.string(expr.text);
    return;
  }
  std::string parts;
  std::size_t begin = 0;
  for (std::size_t at = 0; (at = expr.text.find("$(", at)) != std::string::npos; begin = ++at)
    parts += string_text(std::string_view(expr.text).substr(begin, at + 1 - begin)) + " + ";
  out.words(wrapped(parts + string_text(std::string_view(expr.text).substr(begin))));
}

// A style above 100 makes the result the same under every setting ("CAST and CONVERT": deterministic).
void Mssql::typed_literal(SqlWriter& out, const Expr& expr) const {
  switch (family(expr.type)) {
    case Family::Date:
      out.words(fmt::format("convert(date, {}, 121)", string_text(expr.text)));
      return;
    case Family::Time:
    case Family::Timestamp:
      out.words(fmt::format("convert({}, {}, 121)", type(expr.type), string_text(expr.text)));
      return;
    case Family::TimestampTz:
      out.words(fmt::format("convert({}, {}, 121)", type(expr.type), string_text(in_utc(expr.text))));
      return;
    case Family::Uuid:
      out.words(fmt::format("cast({} as uniqueidentifier)", string_text(expr.text)));
      return;
    case Family::Any:
    case Family::Boolean:
    case Family::Integer:
    case Family::Decimal:
    case Family::Float:
    case Family::Text:
    case Family::Binary:
    case Family::Interval:
    case Family::Json:
    case Family::Xml:
    case Family::Enum:
    case Family::Array:
      out.string(expr.text);
      return;
  }
}

void Mssql::concat(SqlWriter& out, const Expr& expr) const {
  for (std::size_t i = 0; i < expr.args.size(); ++i) {
    if (i > 0) out.words("+");
    expression(out, expr.args[i], precedence_sum + (i > 0 ? 1 : 0));
  }
}

std::string Mssql::exact(const Expr& text) const {
  return fmt::format("{} {}", spelled(text, precedence_primary), binary);
}

// "LIKE": a bracket begins a set of characters, and there is no escape unless one is said.
void Mssql::like(SqlWriter& out, const Expr& expr) const {
  expression(out, expr.args[0], precedence_comparison + 1);
  out.words(expr.negated ? "not like" : "like");
  const Expr& pattern = expr.args[1];
  if (pattern.kind == ExprKind::String) {
    std::string text;
    for (char c : pattern.text) text += c == '[' ? std::string("\\[") : std::string(1, c);
    Expr own = pattern;
    own.text = text;
    string_literal(out, own);
  } else {
    out.words(fmt::format("replace({}, N'[', N'\\[')", spelled(pattern)));
  }
  out.words(binary).words("escape N'\\'");
}

void Mssql::distinct_from(SqlWriter& out, const Expr& expr) const {
  if (!before(2022)) {  // "IS [NOT] DISTINCT FROM": since 2022
    Backend::distinct_from(out, expr);
    return;
  }
  form(out,
       fmt::format("case when #1 = #2 or (#1 is null and #2 is null) then 0 else 1 end = {}",
                   expr.negated ? 0 : 1),
       expr.args);
}

void Mssql::current(SqlWriter& out, const Expr& expr) const {
  if (expr.text == "timestamp")
    out.words("todatetimeoffset(sysutcdatetime(), 0)");
  else if (expr.text == "user")
    out.words("current_user");
  else
    out.words(fmt::format("cast(sysutcdatetime() as {})", expr.text == "date" ? "date" : "time(6)"));
}

// json_query gives objects and lists, json_value what is none ("JSON_VALUE": comparison with JSON_QUERY).
void Mssql::json_get(SqlWriter& out, const Expr& expr) const {
  const std::string of = spelled(expr.args[0]);
  const std::string path = string_text(json_path(expr));
  const std::string query = fmt::format("json_query({}, {})", of, path);
  if (expr.as_text)
    out.words(fmt::format("coalesce({}, json_value({}, {}))", query, of, path));
  else
    out.words(query);
}

void Mssql::limit_before(SqlWriter& out, const Select& select) const {
  if (!select.limit.empty())
    out.words("top").open().number(select.limit).close();
  else if (!select.order_by.empty())  // an order in a subquery wants it (error 1033)
    out.words("top (9223372036854775807)");
}

// A scalar function is called by two names ("User-defined functions").
void Mssql::routine_name(SqlWriter& out, const Expr& call) const {
  out.name(TableName{call.qualifier.empty() ? Name("dbo") : call.qualifier, call.name, {}});
}

void Mssql::call(SqlWriter& out, const Expr& expr) const {
  const auto& args = expr.args;
  const std::string_view name = function_info(expr.function).name;
  const Family of = args.empty() ? Family::Any : args[0].derived.family;
  const auto no_less = [&](const Expr& number) {
    return literal_integer(number) ? spelled(number)
                                   : fmt::format("case when {0} < 0 then 0 else {0} end", spelled(number));
  };
  // A part of a moment; of one with a zone as it is in UTC.
  const auto part = [&](std::string_view what) {
    const std::string_view moment = of == Family::TimestampTz ? "switchoffset($1, 0)" : "$1";
    form(out, fmt::format("datepart({}, {})", what, moment), args);
  };
  switch (expr.function) {
    case Function::length_:
      out.words(length_of(spelled(args[0])));
      return;
    case Function::octet_length_:
      if (of == Family::Binary)
        arguments(out, "datalength", expr);
      else
        form(out, "datalength(cast(#1 collate Latin1_General_100_BIN2_UTF8 as varchar(max)))", args);
      return;
    case Function::substring_:
      // The length is always said; what lies before the first character counts here as well.
      form(out, args.size() == 2 ? "substring($1, $2, 2147483647)" : "substring($1, $2, $3)", args);
      return;
    case Function::left_:
    case Function::right_:
      out.words(fmt::format("{}({}, {})", name, spelled(args[0]), no_less(args[1])));
      return;
    case Function::replace_:
      form(out, fmt::format("replace(#1 {}, $2, $3) collate database_default", binary), args);
      return;
    case Function::lpad_:
    case Function::rpad_: {
      const auto width = static_cast<std::size_t>(*literal_integer(args[1]));
      const std::string padding =
          string_text(repeated(args.size() > 2 ? std::string_view(args[2].text) : " ", width));
      const std::string text = spelled(args[0], precedence_primary);
      if (expr.function == Function::rpad_)
        out.words(fmt::format("left({} + {}, {})", text, padding, width));
      else
        out.words(fmt::format("left(left({0}, case when {1} < {2} then {2} - {1} else 0 end) + {3}, {2})",
                              padding, length_of(text), width, text));
      return;
    }
    case Function::position_:
      if (args[0].kind == ExprKind::String && !args[0].text.empty())
        out.words(fmt::format("charindex({}, {})", spelled(args[0]), exact(args[1])));
      else
        out.words(fmt::format(
            "case when datalength({0}) = 0 and {1} is not null then 1 else charindex({0}, {2}) end",
            spelled(args[0]), spelled(args[1], precedence_primary), exact(args[1])));
      return;
    case Function::split_part_: {
      const std::string text = spelled(args[0]);
      const std::string separator = spelled(args[1]);
      const std::size_t size = utf8_length(args[1].text);
      // Where the separator occurs for the nth time; null where it doesn't.
      std::string from;
      const auto next = [&](const std::string& last) {
        const std::string start = last.empty() ? "" : fmt::format(", {} + {}", last, size);
        return fmt::format("nullif(charindex({}, {}{}), 0)", separator, exact(args[0]), start);
      };
      const std::int64_t number = *literal_integer(args[2]);
      for (std::int64_t i = 1; i < number; ++i) from = next(from);
      const std::string to = next(from);
      if (number == 1)
        out.words(fmt::format("left({}, coalesce({} - 1, {}))", text, to, length_of(text)));
      else
        out.words(fmt::format(
            "case when {0} is not null then coalesce(substring({0}, {1} + {2}, coalesce({3}, 2147483647) "
            "- {1} - {2}), N'') end",
            text, from, size, to));
      return;
    }
    case Function::concat_:
      out.call("concat");
      for (std::size_t i = 0; i < args.size(); ++i) {
        if (i > 0) out.comma();
        as_text(out, args[i]);
      }
      if (args.size() == 1) out.comma().string("");  // it wants two
      out.close();
      return;
    case Function::greatest_:
    case Function::least_: {
      // Null if one is null; SQL Server's own, since 2022, skip nulls.
      const std::string_view better = expr.function == Function::greatest_ ? ">=" : "<=";
      std::string nulls;
      for (const Expr& arg : args)
        if (!is_literal(arg) || arg.kind == ExprKind::Null)
          nulls += fmt::format("{}{} is null", nulls.empty() ? "" : " or ", spelled(arg, precedence_primary));
      std::string text = nulls.empty() ? "case" : "case when " + nulls + " then null";
      for (std::size_t i = 0; i + 1 < args.size(); ++i) {
        text += " when ";
        for (std::size_t j = i + 1; j < args.size(); ++j)
          text += fmt::format("{}{} {} {}", j > i + 1 ? " and " : "", spelled(args[i], precedence_primary),
                              better, spelled(args[j], precedence_primary));
        text += " then " + spelled(args[i]);
      }
      out.words(text + " else " + spelled(args.back()) + " end");
      return;
    }
    case Function::sign_:
      form(out, "cast(sign($1) as int)", args);
      return;
    case Function::round_: {
      const std::string digits = args.size() > 1 ? spelled(args[1]) : "0";
      if (of == Family::Integer)
        form(out, "#1", args);
      else if (of == Family::Float)  // as the decimal that is meant
        form(out, fmt::format("cast(round(cast($1 as decimal(38, 15)), {}) as float(53))", digits), args);
      else
        form(out, fmt::format("round($1, {})", digits), args);
      return;
    }
    case Function::floor_:
    case Function::ceil_:
      if (of == Family::Integer)
        form(out, "#1", args);
      else
        arguments(out, expr.function == Function::floor_ ? "floor" : "ceiling", expr);
      return;
    case Function::now_:
      // In UTC, so that it is that too where it is kept without its zone.
      out.words("todatetimeoffset(sysutcdatetime(), 0)");
      return;
    case Function::year_:
    case Function::month_:
    case Function::day_:
    case Function::hour_:
    case Function::minute_:
    case Function::second_:
      part(name);
      return;
    case Function::sum_:
    case Function::avg_:
      if (of != Family::Integer) break;
      // An int's sum is an int, and its average a whole number.
      form(out,
           fmt::format("{}({}cast($1 as {}))", name, expr.distinct ? "distinct " : "",
                       expr.function == Function::sum_ ? "bigint" : "decimal(29, 10)"),
           args);
      return;
    case Function::lower_:
    case Function::upper_:
    case Function::trim_:
    case Function::ltrim_:
    case Function::rtrim_:
    case Function::coalesce_:
    case Function::nullif_:
    case Function::abs_:
    case Function::count_:
    case Function::min_:
    case Function::max_:
      break;
  }
  arguments(out, name, expr);
}

}  // namespace migc
