// Functions. A null argument makes the result null, as elsewhere; a text that comes out empty is null here.
#include "backends/oracle/oracle.h"
#include "support/text.h"

namespace migc {

void Oracle::call(SqlWriter& out, const Expr& expr) const {
  const auto& args = expr.args;
  const std::string_view name = function_info(expr.function).name;
  const Family of = args.empty() ? Family::Any : args[0].derived.family;
  const auto part = [&](std::string_view field) {
    const std::string_view value = of == Family::TimestampTz ? "sys_extract_utc($1)" : "$1";
    form(out, fmt::format("extract({} from {})", field, value), args);
  };
  const auto as_number = [&](std::string_view rounded) {
    // A binary_double would round its halves to even, and knows no sign of zero ("ROUND", "SIGN").
    form(out, fmt::format("cast({} as binary_double)", rounded), args);
  };
  switch (expr.function) {
    case Function::octet_length_:
      form(out, of == Family::Binary ? "dbms_lob.getlength($1)" : "lengthb($1)", args);
      return;
    case Function::substring_: {
      // "SUBSTR": what begins before the first character would be counted from the end.
      const auto from = literal_integer(args[1]);
      if (from && *from >= 1) {
        arguments(out, "substr", expr);
        return;
      }
      form(out,
           args.size() == 2 ? "substr($1, greatest($2, 1))"
                            : "substr($1, greatest($2, 1), greatest(#2 + #3, 1) - greatest($2, 1))",
           args);
      return;
    }
    case Function::left_:
      form(out, "substr($1, 1, $2)", args);
      return;
    case Function::right_:
      form(out, "substr($1, greatest(length($1) - #2, 0) + 1)", args);
      return;
    case Function::replace_: {
      // Without a third argument, or with a null one, what is found is taken away ("REPLACE").
      SqlWriter spelling = writer();
      form(spelling, is_empty_text(args[2]) ? "replace($1, $2)" : "replace($1, $2, $3)", args);
      unless_null(out, {args[1], args[2]}, spelling.take());
      return;
    }
    case Function::concat_: {
      // `||` skips nulls as concat() does.
      out.open();
      bool first = true;
      for (const Expr& arg : args) {
        if (is_empty_text(arg)) continue;
        if (!std::exchange(first, false)) out.words("||");
        if (arg.kind == ExprKind::String)
          string_literal(out, arg);
        else
          as_text(out, arg);
      }
      if (first) out.words("null");
      out.close();
      return;
    }
    case Function::position_:
      form(out, "instr($2, $1)", args);
      return;
    case Function::split_part_: {
      const std::int64_t number = *literal_integer(args[2]);
      if (number == 1) {
        form(out, "case when instr($1, $2) > 0 then substr($1, 1, instr($1, $2) - 1) else $1 end", args);
        return;
      }
      // Between two of the separators that stand around all parts.
      const std::size_t size = utf8_length(args[1].text);
      form(out,
           fmt::format("substr($2 || $1 || $2, nullif(instr($2 || $1 || $2, $2, 1, {0}), 0) + {1}, "
                       "instr($2 || $1 || $2, $2, 1, {2}) - instr($2 || $1 || $2, $2, 1, {0}) - {1})",
                       number, size, number + 1),
           args);
      return;
    }
    case Function::nullif_:
      // Nothing is equal to an empty text, which is null.
      if (!is_empty_text(args[1])) break;
      form(out, "#1", args);
      return;
    case Function::sign_:
      if (of != Family::Float) break;
      form(out, "sign(cast($1 as number))", args);
      return;
    case Function::round_:
      if (of == Family::Integer) {
        form(out, "#1", args);
        return;
      }
      if (of != Family::Float) break;
      as_number(args.size() > 1 ? "round(cast($1 as number), $2)" : "round(cast($1 as number))");
      return;
    case Function::floor_:
    case Function::ceil_:
      if (of != Family::Integer) break;
      form(out, "#1", args);
      return;
    case Function::now_:
      out.words("current_timestamp");
      return;
    case Function::year_:
    case Function::month_:
    case Function::day_:
    case Function::hour_:
    case Function::minute_:
      part(name);
      return;
    case Function::second_:
      out.call("trunc");
      part(name);
      out.close();
      return;
    case Function::lpad_:
    case Function::rpad_:
    case Function::lower_:
    case Function::upper_:
    case Function::length_:
    case Function::trim_:
    case Function::ltrim_:
    case Function::rtrim_:
    case Function::coalesce_:
    case Function::greatest_:
    case Function::least_:
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
