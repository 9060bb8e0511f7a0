// Casts: with formats of their own, so that no setting of the session has a say.
#include "backends/oracle/oracle.h"

namespace migc {

namespace {

constexpr std::string_view date_format = "'YYYY-MM-DD'";
constexpr std::string_view timestamp_format = "'YYYY-MM-DD HH24:MI:SS.FF'";

}  // namespace

void Oracle::cast_to_text(SqlWriter& out, const Expr& value, const Type& type) const {
  const std::vector<Expr> args{value};
  const auto in_short = [&](std::string_view moment) {
    return fmt::format("rtrim(rtrim(to_char({}, 'YYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.')", moment);
  };
  std::string text;
  switch (value.derived.family) {
    case Family::Boolean:
      text = has_booleans() ? "case when $1 then 'true' when not #1 then 'false' end"
                            : "case #1 when 1 then 'true' when 0 then 'false' end";
      break;
    case Family::Integer:
      text = "to_char($1)";
      break;
    case Family::Decimal:
    case Family::Float:
      // Without the 0 in front it would be '.5'.
      text = R"(regexp_replace(to_char($1, 'TM9', 'nls_numeric_characters=''.,'''), '^(-?)[.]', '\10.'))";
      break;
    case Family::Date:
      text = fmt::format("to_char($1, {})", date_format);
      break;
    case Family::Timestamp:
      text = in_short("$1");
      break;
    case Family::TimestampTz:
      text = in_short("sys_extract_utc($1)");
      break;
    case Family::Binary:
      text = "utl_raw.cast_to_varchar2($1)";
      break;
    case Family::Json:
      text = since(21) ? "json_serialize($1)" : "$1";
      break;
    case Family::Xml:
      text = "xmlserialize(content $1 as clob)";
      break;
    case Family::Any:
    case Family::Text:
    case Family::Time:
    case Family::Interval:
    case Family::Uuid:
    case Family::Enum:
    case Family::Array:
      text = type.size ? "$1" : "#1";
      break;
  }
  SqlWriter spelling = writer();
  form(spelling, text, args);
  if (!type.size) {
    out.words(spelling.take());
    return;
  }
  out.words(fmt::format("cast(substr({}, 1, {}) as {})", spelling.take(), *type.size, this->type(type)));
}

// A text as something else; false when a plain cast does.
bool Oracle::cast_text(SqlWriter& out, const Expr& value, Family to) const {
  const bool literal = value.kind == ExprKind::String;
  switch (to) {
    case Family::Date:
    case Family::Timestamp:
    case Family::TimestampTz:
      if (literal) {
        moment(out, value.text, to);
        return true;
      }
      if (to == Family::Date)
        form(out, fmt::format("to_date($1, {})", date_format), {value});
      else if (to == Family::Timestamp)
        form(out, fmt::format("to_timestamp($1, {})", timestamp_format), {value});
      else
        form(out, "to_timestamp_tz($1, 'YYYY-MM-DD HH24:MI:SS.FF TZH:TZM')", {value});
      return true;
    case Family::Uuid:
      form(out, "lower($1)", {value});
      return true;
    case Family::Json:
      form(out, since(21) ? "json($1)" : "#1", {value});
      return true;
    case Family::Xml:
      form(out, "xmltype($1)", {value});
      return true;
    case Family::Binary:
      form(out, "utl_raw.cast_to_raw($1)", {value});
      return true;
    case Family::Enum:
      form(out, "#1", {value});
      return true;
    case Family::Any:
    case Family::Boolean:
    case Family::Integer:
    case Family::Decimal:
    case Family::Float:
    case Family::Text:
    case Family::Time:
    case Family::Interval:
    case Family::Array:
      return false;
  }
  return false;
}

void Oracle::cast(SqlWriter& out, const Expr& expr) const {
  const Expr& value = expr.args[0];
  const Family from = value.derived.family;
  const Family to = family(expr.type);
  const bool number = from == Family::Integer || from == Family::Decimal || from == Family::Float;
  if (to == Family::Text) {
    cast_to_text(out, value, expr.type);
  } else if (to == Family::Boolean && number && !has_booleans()) {
    form(out, "case when #1 <> 0 then 1 when #1 = 0 then 0 end", expr.args);
  } else if (cast_to_boolean(out, expr)) {
    return;
  } else if (from == Family::Text && cast_text(out, value, to)) {
    return;
  } else if (to == Family::Integer && from == Family::Float) {
    // A double would round its halves to even.
    form(out, fmt::format("cast(cast($1 as number) as {})", cast_type(expr.type)), expr.args);
  } else if (to == Family::Date && (from == Family::Timestamp || from == Family::Date)) {
    form(out, "trunc($1)", expr.args);
  } else if (to == Family::Date && from == Family::TimestampTz) {
    form(out, "trunc(sys_extract_utc($1))", expr.args);
  } else if (to == Family::Timestamp && from == Family::TimestampTz) {
    form(out, fmt::format("cast(sys_extract_utc($1) as {})", cast_type(expr.type)), expr.args);
  } else if (to == Family::TimestampTz && (from == Family::Timestamp || from == Family::Date)) {
    form(out, fmt::format("from_tz(cast($1 as timestamp({})), '+00:00')", expr.type.size.value_or(6)),
         expr.args);
  } else if (to == Family::Json || to == Family::Uuid || to == Family::Enum) {
    form(out, "#1", expr.args);
  } else {
    Backend::cast(out, expr);
  }
}

}  // namespace migc
