#include "backends/mysql/mysql.h"

namespace migc {

void Mysql::string_literal(SqlWriter& out, const Expr& expr) const {
  out.string(expr.derived.family == Family::TimestampTz ? in_utc(expr.text) : expr.text);
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
    case Family::Uuid:
    case Family::Json:
    case Family::Xml:
    case Family::Enum:
    case Family::Array:
      out.string(expr.text);
      return;
  }
}

// `||` is "or" unless the server is told otherwise.
void Mysql::concat(SqlWriter& out, const Expr& expr) const { arguments(out, "concat", expr); }

void Mysql::cast(SqlWriter& out, const Expr& expr) const {
  if (cast_to_boolean(out, expr)) return;
  if (family(expr.type) == Family::Text && expr.type.size) {
    // A cast to char(n) stops at a longer text instead of cutting it.
    out.call("left");
    plain_cast(out, expr.args[0], "char");
    out.comma().number(std::to_string(*expr.type.size)).close();
    return;
  }
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
  switch (expr.function) {
    case Function::length_:
      arguments(out, "char_length", expr);
      return;
    case Function::now_:
      out.words("current_timestamp(6)");
      return;
    case Function::concat_:
      // concat() skips nulls, as on PostgreSQL; MySQL's own gives null.
      out.call("concat");
      for (std::size_t i = 0; i < expr.args.size(); ++i) {
        if (i > 0) out.comma();
        if (expr.args[i].kind == ExprKind::String) {
          out.string(expr.args[i].text);
          continue;
        }
        out.call("coalesce");
        expression(out, expr.args[i]);
        out.comma().string("").close();
      }
      out.close();
      return;
    case Function::lower_:
    case Function::upper_:
    case Function::substring_:
    case Function::replace_:
    case Function::trim_:
    case Function::coalesce_:
    case Function::nullif_:
    case Function::abs_:
    case Function::round_:
    case Function::count_:
    case Function::sum_:
    case Function::min_:
    case Function::max_:
    case Function::avg_:
      break;
  }
  arguments(out, function_info(expr.function).name, expr);
}

}  // namespace migc
