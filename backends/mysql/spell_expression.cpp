#include <algorithm>

#include "backends/mysql/mysql.h"
#include "support/text.h"

namespace migc {

void Mysql::string_literal(SqlWriter& out, const Expr& expr) const {
  if (expr.derived.family == Family::TimestampTz)
    out.string(in_utc(expr.text));
  else if (expr.derived.family == Family::Uuid)
    out.string(to_lower(expr.text));
  else
    out.string(expr.text);
}

void Mysql::typed_literal(SqlWriter& out, const Expr& expr) const {
  switch (family(expr.type)) {
    case Family::Date:
      out.words("date").string(expr.text);
      return;
    case Family::Time:
      out.words("time").string(expr.text);
      return;
    case Family::Timestamp:
      out.words("timestamp").string(expr.text);
      return;
    case Family::TimestampTz:
      out.words("timestamp").string(in_utc(expr.text));
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
    case Family::Uuid:
      out.string(to_lower(expr.text));
      return;
  }
}

// `||` is "or" unless the server is told otherwise.
void Mysql::concat(SqlWriter& out, const Expr& expr) const { arguments(out, "concat", expr); }

namespace {

// concat() makes the text that a cast would make.
bool of_itself_a_text(Family of) {
  return of == Family::Text || of == Family::Any || of == Family::Integer || of == Family::Decimal ||
         of == Family::Date || of == Family::Uuid;
}

}  // namespace

// A text by which letters' case counts, whatever its column's collation says.
std::string Mysql::exact(const Expr& text) const {
  const auto letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
  };
  if (text.kind == ExprKind::String && std::none_of(text.text.begin(), text.text.end(), letter))
    return spelled(text);
  // MySQL 5.7 reads a generated column's literals in the character set of whoever opens the table first, unless it
  // is told another one; MySQL 8 notes it by itself.
  if (text.kind == ExprKind::String)
    return (before_8() ? "_utf8mb4" : "") + spelled(text) + " collate utf8mb4_bin";
  return fmt::format("convert({} using utf8mb4) collate utf8mb4_bin", spelled(text));
}

void Mysql::like(SqlWriter& out, const Expr& expr) const {
  expression(out, expr.args[0], precedence_comparison + 1);
  out.words(expr.negated ? "not like" : "like").words(exact(expr.args[1]));
}

// "Cast Functions and Operators": no cast to double before 8.0.17.
std::string Mysql::as_double(std::string_view value) const {
  if (before_8()) return fmt::format("({} + 0e0)", value);
  return fmt::format("cast({} as double)", value);
}

void Mysql::cast(SqlWriter& out, const Expr& expr) const {
  if (cast_to_boolean(out, expr)) return;
  const Expr& value = expr.args[0];
  const Family from = value.derived.family;
  const Family to = family(expr.type);
  if (to == Family::Text && expr.type.size) {
    // A cast to char(n) stops at a longer text instead of cutting it.
    Expr whole = expr;
    whole.type = Type{};
    whole.type.kind = TypeKind::text;
    out.call("left");
    cast(out, whole);
    out.comma().number(std::to_string(*expr.type.size)).close();
    return;
  }
  if (cast_boolean_to_text(out, expr)) return;
  if (to == Family::Float)
    out.words(as_double(spelled(value, precedence_sum)));
  else if (from == Family::Float && to == Family::Integer)
    // A double would round its halves to even.
    form(out, "cast(cast($1 as decimal(65, 30)) as signed)", expr.args);
  else if (to == Family::Text &&
           (from == Family::Time || from == Family::Timestamp || from == Family::TimestampTz))
    // The fraction as short as it goes.
    form(out,
         fmt::format("trim(trailing '.' from trim(trailing '0' from cast(cast($1 as {}) as char)))",
                     from == Family::Time ? "time(6)" : "datetime(6)"),
         expr.args);
  else if (from == Family::Binary && to == Family::Text)
    form(out, "convert($1 using utf8mb4)", expr.args);
  else if (from == Family::Text && to == Family::Uuid)
    form(out, "lower(cast($1 as char))", expr.args);
  else
    Backend::cast(out, expr);
}

void Mysql::divide(SqlWriter& out, const Expr& expr) const {
  expression(out, expr.args[0], precedence_product);
  out.words(expr.derived.family == Family::Integer ? "div" : "/");
  expression(out, expr.args[1], precedence_product + 1);
}

void Mysql::distinct_from(SqlWriter& out, const Expr& expr) const {
  if (!expr.negated) out.words("not").open();
  expression(out, expr.args[0], precedence_comparison + 1);
  out.words("<=>");
  expression(out, expr.args[1], precedence_comparison + 1);
  if (!expr.negated) out.close();
}

void Mysql::current(SqlWriter& out, const Expr& expr) const {
  if (expr.text == "timestamp")
    out.words("current_timestamp(6)");
  else if (expr.text == "user")
    out.words("current_user()");
  else
    out.words("current_" + expr.text);
}

void Mysql::call(SqlWriter& out, const Expr& expr) const {
  const auto& args = expr.args;
  const std::string_view name = function_info(expr.function).name;
  const Family of = args.empty() ? Family::Any : args[0].derived.family;
  switch (expr.function) {
    case Function::length_:
      arguments(out, "char_length", expr);
      return;
    case Function::octet_length_:
      arguments(out, "length", expr);
      return;
    case Function::substring_:
      // What begins before the first character is not counted from the end.
      if (literal_integer(args[1])) break;
      form(out,
           args.size() == 2 ? "substring($1, greatest($2, 1))"
                            : "substring($1, greatest($2, 1), greatest(#2 + #3, 1) - greatest($2, 1))",
           args);
      return;
    case Function::lpad_:
    case Function::rpad_:
      if (args.size() > 2) break;
      form(out, fmt::format("{}($1, $2, ' ')", name), args);
      return;
    case Function::position_:
      out.words(fmt::format("locate({}, {})", exact(args[0]), spelled(args[1])));
      return;
    case Function::split_part_: {
      const std::int64_t part = *literal_integer(args[2]);
      if (part == 1) {
        form(out, "substring_index($1, $2, 1)", args);
        return;
      }
      // substring_index() gives the last part for those that are not there.
      form(out,
           fmt::format("substring_index(substring($1, char_length(substring_index($1, $2, {})) + {}), $2, 1)",
                       part - 1, utf8_length(args[1].text) + 1),
           args);
      return;
    }
    case Function::now_:
      out.words("current_timestamp(6)");
      return;
    case Function::concat_:
      // concat() skips nulls, as on PostgreSQL; MySQL's own gives null.
      out.call("concat");
      for (std::size_t i = 0; i < args.size(); ++i) {
        if (i > 0) out.comma();
        if (args[i].kind == ExprKind::String) {
          out.string(args[i].text);
          continue;
        }
        out.call("coalesce");
        if (of_itself_a_text(args[i].derived.family))
          expression(out, args[i]);
        else
          as_text(out, args[i]);
        out.comma().string("").close();
      }
      out.close();
      return;
    case Function::round_:
      if (of == Family::Integer) {
        form(out, "#1", args);
        return;
      }
      // A double would round its halves to even.
      if (of == Family::Float) {
        SqlWriter rounded = writer();
        form(rounded, fmt::format("round(cast($1 as decimal(65, 30)){})", args.size() > 1 ? ", $2" : ""),
             args);
        out.words(as_double(rounded.take()));
        return;
      }
      break;
    case Function::floor_:
    case Function::ceil_:
      if (of != Family::Integer) break;
      form(out, "#1", args);
      return;
    case Function::lower_:
    case Function::upper_:
    case Function::left_:
    case Function::right_:
    case Function::replace_:
    case Function::trim_:
    case Function::ltrim_:
    case Function::rtrim_:
    case Function::coalesce_:
    case Function::nullif_:
    case Function::greatest_:
    case Function::least_:
    case Function::abs_:
    case Function::sign_:
    case Function::year_:
    case Function::month_:
    case Function::day_:
    case Function::hour_:
    case Function::minute_:
    case Function::second_:
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
