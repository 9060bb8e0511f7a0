#include "backends/postgres/postgres.h"

namespace migc {

void Postgres::bytes(SqlWriter& out, std::string_view hex) const {
  out.call("decode").string(hex).comma().string("hex").close();
}

// A timestamptz is read in UTC: in the session's time zone it would be another value for everyone, and PostgreSQL
// takes no such thing in indexes and generated columns.
std::string Postgres::moment(const Expr& value) const {
  if (value.derived.family != Family::TimestampTz) return spelled(value, precedence_primary);
  return "(" + spelled(value, precedence_primary) + " at time zone 'UTC')";
}

void Postgres::cast(SqlWriter& out, const Expr& expr) const {
  if (cast_to_boolean(out, expr)) return;
  const Expr& value = expr.args[0];
  const Family from = value.derived.family;
  const Family to = family(expr.type);
  const auto as = [&](std::string_view inner) {
    out.words(fmt::format("cast({} as {})", inner, type(expr.type)));
  };
  // A boolean casts to integer alone ("CREATE CAST": the built-in ones).
  if (from == Family::Boolean && to != Family::Boolean && expr.type.kind != TypeKind::integer &&
      to != Family::Text)
    as(fmt::format("cast({} as integer)", spelled(value)));
  // A double would round its halves to even.
  else if (from == Family::Float && to == Family::Integer)
    as(fmt::format("cast({} as numeric)", spelled(value)));
  else if (from == Family::TimestampTz && to != Family::TimestampTz)
    as(moment(value));
  else if (to == Family::TimestampTz && (from == Family::Date || from == Family::Timestamp))
    as(fmt::format("cast({} as timestamp) at time zone 'UTC'", spelled(value)));
  else if (from == Family::Binary && to == Family::Text)
    as(fmt::format("convert_from({}, 'UTF8')", spelled(value)));
  else if (from == Family::Text && to == Family::Binary)
    out.words(fmt::format("convert_to({}, 'UTF8')", spelled(value)));
  else
    Backend::cast(out, expr);
}

void Postgres::call(SqlWriter& out, const Expr& expr) const {
  const auto& args = expr.args;
  const std::string_view name = function_info(expr.function).name;
  const Family of = args.empty() ? Family::Any : args[0].derived.family;
  switch (expr.function) {
    case Function::concat_:
      // concat() is only stable, and so is refused in indexes and generated columns.
      joined_text(out, expr);
      return;
    case Function::position_:
      form(out, "strpos($2, $1)", args);
      return;
    case Function::left_:
    case Function::right_:
      // A negative number would count from the other end.
      if (literal_integer(args[1])) break;
      form(out, fmt::format("{}($1, case when #2 < 0 then 0 else $2 end)", name), args);
      return;
    case Function::greatest_:
    case Function::least_: {
      // They skip nulls; elsewhere one null makes them null.
      std::string known;
      for (const Expr& arg : args)
        if (!is_literal(arg) || arg.kind == ExprKind::Null)
          known += fmt::format("{}{} is not null", known.empty() ? "" : " and ",
                               spelled(arg, precedence_comparison + 1));
      if (known.empty()) break;
      out.words("case when").words(known).words("then");
      arguments(out, name, expr);
      out.words("end");
      return;
    }
    case Function::sign_:
      form(out, "cast(sign($1) as integer)", args);
      return;
    case Function::round_:
      if (of == Family::Integer) {
        form(out, "#1", args);
        return;
      }
      // A double would round its halves to even, and takes no number of digits.
      if (of == Family::Float) {
        form(out,
             fmt::format("cast(round(cast($1 as numeric){}) as double precision)",
                         args.size() > 1 ? ", $2" : ""),
             args);
        return;
      }
      break;
    case Function::floor_:
    case Function::ceil_:
      if (of != Family::Integer) break;
      form(out, "#1", args);
      return;
    case Function::year_:
    case Function::month_:
    case Function::day_:
    case Function::hour_:
    case Function::minute_:
      out.words(fmt::format("cast(extract({} from {}) as integer)", name, moment(args[0])));
      return;
    case Function::second_:
      out.words(fmt::format("cast(floor(extract(second from {})) as integer)", moment(args[0])));
      return;
    case Function::sum_:
      // Of bigints it is a numeric, which would be divided as one.
      if (of != Family::Integer) break;
      out.call("cast");
      arguments(out, name, expr);
      out.words("as bigint").close();
      return;
    case Function::lower_:
    case Function::upper_:
    case Function::length_:
    case Function::octet_length_:
    case Function::substring_:
    case Function::replace_:
    case Function::trim_:
    case Function::ltrim_:
    case Function::rtrim_:
    case Function::lpad_:
    case Function::rpad_:
    case Function::split_part_:
    case Function::coalesce_:
    case Function::nullif_:
    case Function::abs_:
    case Function::now_:
    case Function::count_:
    case Function::min_:
    case Function::max_:
    case Function::avg_:
      break;
  }
  arguments(out, name, expr);
}

}  // namespace migc
