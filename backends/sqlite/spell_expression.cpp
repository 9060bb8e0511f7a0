#include <algorithm>

#include "backends/sqlite/sqlite.h"
#include "support/text.h"

namespace migc {

void Sqlite::boolean(SqlWriter& out, bool value) const { out.words(value ? "1" : "0"); }

void Sqlite::string_literal(SqlWriter& out, const Expr& expr) const {
  if (expr.derived.family == Family::TimestampTz)
    out.string(in_utc(expr.text));
  else if (expr.derived.family == Family::Uuid)
    out.string(to_lower(expr.text));
  else
    out.string(expr.text);
}

void Sqlite::typed_literal(SqlWriter& out, const Expr& expr) const {
  if (expr.type.kind == TypeKind::timestamptz)
    out.string(in_utc(expr.text));
  else if (expr.type.kind == TypeKind::uuid)
    out.string(to_lower(expr.text));
  else
    out.string(expr.text);
}

namespace {

bool is_timestamp(Family family) { return family == Family::Timestamp || family == Family::TimestampTz; }

// Whether a text looks like "0000-00-00".
bool looks_like(std::string_view text, std::string_view shape) {
  return text.size() == shape.size() &&
         std::equal(text.begin(), text.end(), shape.begin(),
                    [](char c, char s) { return s == '0' ? c >= '0' && c <= '9' : c == s; });
}

// A literal that a cast takes without a second look.
bool is_sound(const Expr& literal, Family to) {
  if (literal.kind != ExprKind::String) return false;
  const std::string& text = literal.text;
  switch (to) {
    case Family::Date:
      return looks_like(text, "0000-00-00");
    case Family::Time:
      return looks_like(text, "00:00:00");
    case Family::Timestamp:
    case Family::TimestampTz:
      return looks_like(text, "0000-00-00 00:00:00");
    case Family::Integer:
      return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
    case Family::Decimal:
    case Family::Float:
      return !text.empty() && text.find_first_not_of("0123456789.") == std::string::npos &&
             std::count(text.begin(), text.end(), '.') <= 1 && text != ".";
    default:
      return true;
  }
}

}  // namespace

// SQLite's casts take what they can read of a text, or all of it, as it is; elsewhere a text that is no number or
// no date is an error. There is no `raise` in an expression: a path that is none shows the message.
void Sqlite::cast_text(SqlWriter& out, const Expr& value, const Type& type) const {
  const Family to = family(type);
  const std::string name = cast_type(type);
  const auto checked = [&](std::string_view what, std::string_view wrong, std::string_view good) {
    form(out,
         fmt::format("case when {} then json_extract('{{}}', 'migc: {}: ' || #1) else {} end", wrong, what,
                     good),
         {value});
  };
  const bool sound = is_sound(value, to);
  switch (to) {
    case Family::Integer:
      if (sound) break;
      checked("no integer", "ltrim(trim($1), '+-') glob '*[^0-9]*' or $1 not glob '*[0-9]*'",
              "cast($1 as integer)");
      return;
    case Family::Decimal:
    case Family::Float: {
      std::string number = fmt::format("cast({} as {})", sound ? spelled(value) : "$1", name);
      if (to == Family::Decimal && type.size) number = rounded(number, type.scale.value_or(0));
      if (sound)
        out.words(number);
      else
        checked("no number", "trim($1) glob '*[^-+.0-9eE]*' or $1 not glob '*[0-9]*'", number);
      return;
    }
    case Family::Date:
      if (sound) break;
      checked("no date", "date($1, '+0 days') is not $1", "$1");
      return;
    case Family::Time:
      if (sound) break;
      checked("no time", "$1 is not null and time($1) is null",
              "case when length($1) < 8 then time($1) else $1 end");
      return;
    case Family::Timestamp:
      if (sound) break;
      checked("no timestamp", "date($1, '+0 days') is not substr($1, 1, 10)",
              "case when length($1) < 19 then datetime($1) else replace($1, 'T', ' ') end");
      return;
    case Family::TimestampTz:
      if (sound) break;
      checked("no timestamptz", "$1 is not null and datetime($1) is null",
              "rtrim(rtrim(strftime('%Y-%m-%d %H:%M:%f', $1), '0'), '.')");
      return;
    case Family::Uuid:
      form(out, "lower($1)", {value});
      return;
    default:
      break;
  }
  plain_cast(out, value, name);
}

// 1.005 is a little less as a double; 15 digits are what was meant. (Before 3.43 round() saw to that itself.)
std::string Sqlite::rounded(std::string_view number, std::int64_t digits) {
  if (digits == 0) return fmt::format("round({})", number);
  return fmt::format(
      "case when abs({0}) < 1e{1} then round(printf('%.15g', {0} * 1e{2})) / 1e{2} else round({0}, {2}) end",
      number, 15 - digits, digits);
}

void Sqlite::cast(SqlWriter& out, const Expr& expr) const {
  if (cast_to_boolean(out, expr)) return;
  const Expr& value = expr.args[0];
  const Family from = value.derived.family;
  const Family to = family(expr.type);
  if (to == Family::Text && expr.type.size) {
    Expr whole = expr;
    whole.type = Type{};
    whole.type.kind = TypeKind::text;
    out.call("substr");
    cast(out, whole);
    out.comma().words("1").comma().number(std::to_string(*expr.type.size)).close();
    return;
  }
  if (cast_boolean_to_text(out, expr)) return;
  const std::int64_t scale = expr.type.scale.value_or(0);
  if (to == Family::Decimal && expr.type.size && (from == Family::Decimal || from == Family::Float)) {
    out.words(rounded(spelled(value, precedence_primary), scale));
  } else if (to == Family::Integer && (from == Family::Decimal || from == Family::Float)) {
    // The cast alone would cut; elsewhere it rounds.
    form(out, "cast(round($1) as integer)", expr.args);
  } else if (to == Family::Text && (from == Family::Decimal || from == Family::Float)) {
    // Without the ".0" of a real.
    form(
        out,
        "case when $1 = cast($1 as integer) then cast(cast($1 as integer) as text) else cast($1 as text) end",
        expr.args);
  } else if (from == Family::Date && is_timestamp(to)) {
    out.open();
    expression(out, value, precedence_concat);
    out.words("|| ' 00:00:00'").close();
  } else if (is_timestamp(from) && to == Family::Date) {
    form(out, "substr($1, 1, 10)", expr.args);
  } else if (is_timestamp(from) && to == Family::Time) {
    form(out, "substr($1, 12)", expr.args);
  } else if (from == Family::Text && to != Family::Text) {
    cast_text(out, value, expr.type);
  } else {
    Backend::cast(out, expr);
  }
}

void Sqlite::divide(SqlWriter& out, const Expr& expr) const {
  // A decimal without a fraction is kept as an integer, and would be divided as one.
  expression(out, expr.args[0], precedence_product);
  if (expr.derived.family != Family::Integer) out.words("* 1.0");
  out.words("/");
  expression(out, expr.args[1], precedence_product + 1);
}

void Sqlite::distinct_from(SqlWriter& out, const Expr& expr) const {
  expression(out, expr.args[0], precedence_comparison + 1);
  out.words(expr.negated ? "is" : "is not");
  expression(out, expr.args[1], precedence_comparison + 1);
}

namespace {

// A pattern of `like` as one of `glob`, which has other marks, and brackets instead of a backslash.
std::string glob_pattern(std::string_view pattern) {
  std::string glob;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    char c = pattern[i];
    const bool escaped = c == '\\' && i + 1 < pattern.size();
    if (escaped) c = pattern[++i];
    if (!escaped && c == '%')
      glob += '*';
    else if (!escaped && c == '_')
      glob += '?';
    else if (c == '*' || c == '?' || c == '[')
      glob += std::string("[") + c + "]";
    else
      glob += c;
  }
  return glob;
}

}  // namespace

std::string Sqlite::glob(const Expr& pattern) const {
  if (pattern.kind == ExprKind::String) {
    SqlWriter out = writer();
    return out.string(glob_pattern(pattern.text)).take();
  }
  if (pattern.kind == ExprKind::Binary && pattern.op == Operator::Concat) {
    std::string joined;
    for (const Expr& part : pattern.args) joined += (joined.empty() ? "" : " || ") + glob(part);
    return "(" + joined + ")";
  }
  // The same, when the script runs: what a backslash stands before is put aside first.
  static constexpr std::pair<std::string_view, std::string_view> steps[] = {
      {R"('\\')", "char(1)"}, {R"('\%')", "char(2)"}, {R"('\_')", "char(3)"}, {"'['", "'[[]'"},
      {"'*'", "'[*]'"},       {"'?'", "'[?]'"},       {"'%'", "'*'"},         {"'_'", "'?'"},
      {"char(1)", R"('\')"},  {"char(2)", "'%'"},     {"char(3)", "'_'"},
  };
  std::string text = spelled(pattern);
  for (const auto& [what, by] : steps) text = fmt::format("replace({}, {}, {})", text, what, by);
  return text;
}

void Sqlite::like(SqlWriter& out, const Expr& expr) const {
  // `like` ignores the case of letters; `glob` doesn't.
  expression(out, expr.args[0], precedence_comparison + 1);
  out.words(expr.negated ? "not glob" : "glob").words(glob(expr.args[1]));
}

void Sqlite::call(SqlWriter& out, const Expr& expr) const {
  const auto& args = expr.args;
  const std::string_view name = function_info(expr.function).name;
  const Family of = args.empty() ? Family::Any : args[0].derived.family;
  // A part of a moment's text, 'YYYY-MM-DD hh:mm:ss.ffffff'; a time's is the end of it.
  const auto part = [&](int from, int count) {
    form(out,
         fmt::format("cast(substr($1, {}, {}) as integer)", of == Family::Time ? from - 11 : from, count),
         args);
  };
  switch (expr.function) {
    case Function::octet_length_:
      form(out, "length(cast($1 as blob))", args);
      return;
    case Function::substring_: {
      // From before the first character, or for a negative number of them, SQLite counts from the other end.
      const bool from = literal_integer(args[1]).has_value();
      if (args.size() == 2)
        form(out, from ? "substr($1, $2)" : "substr($1, max($2, 1))", args);
      else if (from)
        form(out, literal_integer(args[2]) ? "substr($1, $2, $3)" : "substr($1, $2, max($3, 0))", args);
      else
        form(out, "substr($1, max($2, 1), max(max(#2 + #3, 1) - max($2, 1), 0))", args);
      return;
    }
    case Function::left_:
      form(out, literal_integer(args[1]) ? "substr($1, 1, $2)" : "substr($1, 1, max($2, 0))", args);
      return;
    case Function::right_:
      form(out, literal_integer(args[1]) ? "substr($1, -$2, $2)" : "substr($1, -max($2, 0), max($2, 0))",
           args);
      return;
    case Function::lpad_:
    case Function::rpad_: {
      const auto width = static_cast<std::size_t>(*literal_integer(args[1]));
      std::string padding = repeated(args.size() > 2 ? std::string_view(args[2].text) : " ", width);
      SqlWriter quoted = writer();
      padding = quoted.string(padding).take();
      if (expr.function == Function::rpad_) {
        out.words(
            fmt::format("substr({} || {}, 1, {})", spelled(args[0], precedence_primary), padding, width));
      } else {
        out.words(fmt::format("substr(substr({}, 1, max({} - length({}), 0)) || {}, 1, {})", padding, width,
                              spelled(args[0]), spelled(args[0], precedence_primary), width));
      }
      return;
    }
    case Function::position_:
      form(out, "instr($2, $1)", args);
      return;
    case Function::split_part_: {
      const std::int64_t number = *literal_integer(args[2]);
      if (number == 1)
        form(out, "case when instr($1, $2) > 0 then substr($1, 1, instr($1, $2) - 1) else $1 end", args);
      else
        // An array of the parts: the separator ends one text and begins the next.
        form(out,
             fmt::format(
                 R"(case when $1 is not null then coalesce(json_extract('["' || )"
                 R"(replace(substr(json_quote($1), 2, length(json_quote($1)) - 2), $2, '","') || '"]', )"
                 R"('$[{}]'), '') end)",
                 number - 1),
             args);
      return;
    }
    case Function::greatest_:
    case Function::least_:
      arguments(out, expr.function == Function::greatest_ ? "max" : "min", expr);
      return;
    case Function::sign_:
      form(out, "((#1 > 0) - (#1 < 0))", args);
      return;
    case Function::round_:
      if (of == Family::Integer)
        form(out, "#1", args);
      else
        out.words(
            rounded(spelled(args[0], precedence_primary), args.size() > 1 ? *literal_integer(args[1]) : 0));
      return;
    case Function::floor_:
    case Function::ceil_:
      // They are there only where SQLite is compiled with them.
      if (of == Family::Integer)
        form(out, "#1", args);
      else if (expr.function == Function::floor_)
        form(out, "(cast($1 as integer) - (#1 < cast($1 as integer)))", args);
      else
        form(out, "(cast($1 as integer) + (#1 > cast($1 as integer)))", args);
      return;
    case Function::year_:
      part(1, 4);
      return;
    case Function::month_:
      part(6, 2);
      return;
    case Function::day_:
      part(9, 2);
      return;
    case Function::hour_:
      part(12, 2);
      return;
    case Function::minute_:
      part(15, 2);
      return;
    case Function::second_:
      part(18, 2);
      return;
    case Function::now_:
      out.words("current_timestamp");
      return;
    case Function::concat_:
      // concat() is there since 3.44 alone.
      joined_text(out, expr);
      return;
    case Function::lower_:
    case Function::upper_:
    case Function::length_:
    case Function::replace_:
    case Function::trim_:
    case Function::ltrim_:
    case Function::rtrim_:
    case Function::coalesce_:
    case Function::nullif_:
    case Function::abs_:
    case Function::count_:
    case Function::sum_:
    case Function::min_:
    case Function::max_:
    case Function::avg_:
      break;
  }
  arguments(out, name, expr);
}

}  // namespace migc
