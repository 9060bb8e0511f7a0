// Casts, so that their result is what it is on the other engines.
#include "backends/mssql/mssql.h"

namespace migc {

namespace {

// Without the zeros at the end of a fraction, and without the point when none are left. There must be no blanks.
std::string short_fraction(std::string_view text) {
  return fmt::format(
      "replace(rtrim(replace(replace(rtrim(replace({}, N'0', N' ')), N' ', N'0'), N'.', N' ')), N' ', N'.')",
      text);
}

}  // namespace

std::string Mssql::cast_type(const Type& type) const {
  // A text is cut by left(), and has its length of the column that it is written to; a value that is too long for an
  // enum stops there, too.
  const Family to = family(type);
  return to == Family::Text || to == Family::Enum ? "nvarchar(max)" : type_or_native(type);
}

// The text of what is none, as `cast(… as text)` makes it. A style above 100 depends on no setting.
std::string Mssql::text_of(const Expr& value) const {
  const std::string own = spelled(value);
  switch (value.derived.family) {
    case Family::Boolean:
      return fmt::format("case {} when 1 then N'true' when 0 then N'false' end", own);
    case Family::Float:
      // A float's own text has six digits.
      return short_fraction(fmt::format("cast(cast({} as decimal(38, 15)) as nvarchar(40))", own));
    case Family::Date:
      return fmt::format("convert(nvarchar(10), {}, 121)", own);
    case Family::Time:
      return short_fraction(fmt::format("convert(nvarchar(16), cast({} as time(6)), 121)", own));
    case Family::Timestamp:
    case Family::TimestampTz: {
      const std::string moment =
          value.derived.family == Family::Timestamp ? own : fmt::format("switchoffset({}, 0)", own);
      const std::string text =
          fmt::format("replace(convert(nvarchar(26), cast({} as datetime2(6)), 121), N' ', N'T')", moment);
      return fmt::format("replace({}, N'T', N' ')", short_fraction(text));
    }
    case Family::Uuid:
      return fmt::format("lower(cast({} as nvarchar(36)))", own);
    case Family::Any:
    case Family::Integer:
    case Family::Decimal:
    case Family::Text:
    case Family::Binary:  // refused
    case Family::Interval:
    case Family::Json:
    case Family::Xml:
    case Family::Enum:
    case Family::Array:
      return fmt::format("cast({} as nvarchar(max))", own);
  }
  return own;
}

void Mssql::cast_text(SqlWriter& out, const Expr& value, const Type& type) const {
  const std::string own = spelled(value);
  // A text without a digit would be 0, or the first of January 1900 ("CAST and CONVERT": empty strings).
  const bool sure =
      value.kind == ExprKind::String && value.text.find_first_of("0123456789") != std::string::npos;
  const auto checked = [&](std::string_view what) {
    if (sure) return own;
    return fmt::format("case when {} like N'%[0-9]%' then {} else N'migc: no {}: ' + {} end",
                       spelled(value, precedence_primary), own, what, spelled(value, precedence_primary));
  };
  const std::string to = cast_type(type);
  switch (family(type)) {
    case Family::Integer:
      out.words(fmt::format("cast({} as {})", checked("integer"), to));
      return;
    case Family::Decimal:
      // A decimal does not read an exponent.
      if (sure && value.text.find_first_of("eE") == std::string::npos)
        out.words(fmt::format("cast({} as {})", own, to));
      else
        out.words(fmt::format(
            "case when {0} like N'%e%' then cast(cast({1} as float(53)) as {2}) else cast({1} as {2}) end",
            spelled(value, precedence_primary), checked("number"), to));
      return;
    case Family::Float:
      out.words(fmt::format("cast({} as {})", checked("number"), to));
      return;
    case Family::Date:
      out.words(fmt::format("convert(date, {}, 121)", checked("date")));
      return;
    case Family::Time:
    case Family::Timestamp:
    case Family::TimestampTz:
      out.words(fmt::format("convert({}, {}, 121)", to, checked("time")));
      return;
    case Family::Binary:
      out.words(
          fmt::format("cast(cast({} collate Latin1_General_100_BIN2_UTF8 as varchar(max)) as varbinary(max))",
                      spelled(value, precedence_primary)));
      return;
    case Family::Any:
    case Family::Boolean:
    case Family::Text:
    case Family::Uuid:
    case Family::Json:
    case Family::Xml:
    case Family::Interval:
    case Family::Enum:
    case Family::Array:
      out.words(fmt::format("cast({} as {})", own, to));
      return;
  }
}

void Mssql::cast(SqlWriter& out, const Expr& expr) const {
  const Expr& value = expr.args[0];
  const Family from = value.derived.family;
  const Family to = family(expr.type);
  if (to == Family::Text) {
    if (expr.type.size)
      out.words(fmt::format("left({}, {})", text_of(value), *expr.type.size));
    else
      out.words(text_of(value));
    return;
  }
  const bool with_fraction = from == Family::Decimal || from == Family::Float;
  const bool has_zone = from == Family::TimestampTz;
  if (from == Family::Text) {
    cast_text(out, value, expr.type);
  } else if (to == Family::Integer && with_fraction) {
    // The cast alone cuts.
    const std::string_view exactly = from == Family::Float ? "cast($1 as decimal(38, 15))" : "$1";
    form(out, fmt::format("cast(round({}, 0) as {})", exactly, cast_type(expr.type)), expr.args);
  } else if (to == Family::Decimal && from == Family::Float) {
    form(out, fmt::format("cast(cast($1 as decimal(38, 15)) as {})", cast_type(expr.type)), expr.args);
  } else if (has_zone && (to == Family::Date || to == Family::Time || to == Family::Timestamp)) {
    form(out, fmt::format("cast(switchoffset($1, 0) as {})", cast_type(expr.type)), expr.args);
  } else {
    Backend::cast(out, expr);
  }
}

}  // namespace migc
