// Expressions, with brackets only where they are needed.
#include <charconv>

#include "backends/backend.h"
#include "backends/boolean.h"
#include "support/text.h"

namespace migc {

void Backend::string_literal(SqlWriter& out, const Expr& expr) const { out.string(expr.text); }

void Backend::boolean(SqlWriter& out, bool value) const { out.words(value ? "true" : "false"); }

void Backend::bytes(SqlWriter& out, std::string_view hex) const {
  out.words(std::string("x'") + std::string(hex) + "'");
}

void Backend::typed_literal(SqlWriter& out, const Expr& expr) const {
  out.words(type_name(expr.type.kind)).string(expr.text);
}

void Backend::cast(SqlWriter& out, const Expr& expr) const {
  plain_cast(out, expr.args[0], cast_type(expr.type));
}

void Backend::plain_cast(SqlWriter& out, const Expr& value, std::string_view type) const {
  out.call("cast");
  expression(out, value);
  out.words("as").words(type).close();
}

bool Backend::cast_to_boolean(SqlWriter& out, const Expr& expr) const {
  const Family from = expr.args[0].derived.family;
  if (expr.type.kind != TypeKind::boolean ||
      (from != Family::Integer && from != Family::Decimal && from != Family::Float))
    return false;
  out.open();
  expression(out, expr.args[0], precedence_comparison + 1);
  out.words("<> 0").close();
  return true;
}

bool Backend::cast_boolean_to_text(SqlWriter& out, const Expr& expr) const {
  if (expr.args[0].derived.family != Family::Boolean || family(expr.type) != Family::Text) return false;
  form(out, "case when $1 then 'true' when not #1 then 'false' end", expr.args);
  return true;
}

void Backend::as_text(SqlWriter& out, const Expr& value) const {
  if (value.derived.family == Family::Text) {
    expression(out, value);
    return;
  }
  Expr text;
  text.kind = ExprKind::Cast;
  text.type.kind = TypeKind::text;
  text.derived.family = Family::Text;
  text.args.push_back(value);
  cast(out, text);
}

std::string Backend::spelled(const Expr& expr, int least) const {
  SqlWriter out = writer();
  expression(out, expr, least);
  return out.take();
}

std::string Backend::repeated(std::string_view text, std::size_t characters) {
  std::string made;
  std::string_view left;
  for (std::size_t i = 0; i < characters; ++i) {
    if (left.empty()) left = text;
    const std::size_t bytes = utf8_sequence(left);
    made += left.substr(0, bytes);
    left.remove_prefix(bytes);
  }
  return made;
}

void Backend::form(SqlWriter& out, std::string_view spelling, const std::vector<Expr>& args) const {
  std::string text;
  for (std::size_t i = 0; i < spelling.size(); ++i) {
    const char mark = spelling[i];
    const bool digit = i + 1 < spelling.size() && spelling[i + 1] >= '1' && spelling[i + 1] <= '9';
    if (!digit || (mark != '$' && mark != '#')) {
      text += mark;
      continue;
    }
    const Expr& arg = args[static_cast<std::size_t>(spelling[++i] - '1')];
    text += spelled(arg, mark == '$' ? 0 : precedence_primary);
  }
  out.words(text);
}

void Backend::like(SqlWriter& out, const Expr& expr) const {
  expression(out, expr.args[0], precedence_comparison + 1);
  out.words(expr.negated ? "not like" : "like");
  expression(out, expr.args[1], precedence_comparison + 1);
}

void Backend::joined_text(SqlWriter& out, const Expr& call) const {
  out.open();
  for (std::size_t i = 0; i < call.args.size(); ++i) {
    const Expr& arg = call.args[i];
    if (i > 0) out.words("||");
    if (arg.kind == ExprKind::String) {
      out.string(arg.text);
      continue;
    }
    out.call("coalesce");
    as_text(out, arg);
    out.comma().string("").close();
  }
  out.close();
}

void Backend::concat(SqlWriter& out, const Expr& expr) const {
  for (std::size_t i = 0; i < expr.args.size(); ++i) {
    if (i > 0) out.words("||");
    expression(out, expr.args[i], precedence_concat + (i > 0 ? 1 : 0));
  }
}

void Backend::divide(SqlWriter& out, const Expr& expr) const {
  expression(out, expr.args[0], precedence_product);
  out.words("/");
  expression(out, expr.args[1], precedence_product + 1);
}

void Backend::modulo(SqlWriter& out, const Expr& expr) const {
  expression(out, expr.args[0], precedence_product);
  out.words("%");
  expression(out, expr.args[1], precedence_product + 1);
}

void Backend::distinct_from(SqlWriter& out, const Expr& expr) const {
  expression(out, expr.args[0], precedence_comparison + 1);
  out.words(expr.negated ? "is not distinct from" : "is distinct from");
  expression(out, expr.args[1], precedence_comparison + 1);
}

void Backend::current(SqlWriter& out, const Expr& expr) const { out.words("current_" + expr.text); }

void Backend::next_value(SqlWriter& out, const Expr& expr) const {
  out.words("next value for").name(TableName{expr.qualifier, expr.name, {}});
}

void Backend::routine_name(SqlWriter& out, const Expr& call) const {
  out.name(TableName{call.qualifier, call.name, {}});
}

void Backend::array(SqlWriter&, const Expr&) const { not_left("an array"); }

std::string Backend::json_path(const Expr& expr) {
  if (expr.json_index) return "$[" + expr.text + "]";
  std::string path = "$.\"";
  for (char c : expr.text) path += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  return path + '"';
}

void Backend::arguments(SqlWriter& out, std::string_view function, const Expr& call) const {
  out.call(function);
  if (call.distinct) out.words("distinct");
  for (std::size_t i = 0; i < call.args.size(); ++i) {
    if (i > 0) out.comma();
    expression(out, call.args[i]);
  }
  out.close();
}

void Backend::value(SqlWriter& out, const Expr& expr, int least) const {
  expression(out, has_booleans() ? expr : as_value(expr), least);
}

void Backend::condition(SqlWriter& out, const Expr& expr) const {
  expression(out, has_booleans() ? expr : as_condition(expr));
}

void Backend::expression(SqlWriter& out, const Expr& expr, int least) const {
  const bool brackets = precedence(expr) < least;
  if (brackets) out.open();
  const auto& args = expr.args;
  // Engines differ in how tests and comparisons bind to one another: brackets say it.
  const auto nested = [&](std::size_t i) { expression(out, args[i], precedence_comparison + 1); };
  switch (expr.kind) {
    case ExprKind::Null:
      out.words("null");
      break;
    case ExprKind::Boolean:
      boolean(out, expr.text == "true");
      break;
    case ExprKind::Number:
      out.number(expr.text);
      break;
    case ExprKind::String:
      string_literal(out, expr);
      break;
    case ExprKind::Bytes:
      bytes(out, expr.text);
      break;
    case ExprKind::Typed:
      typed_literal(out, expr);
      break;
    case ExprKind::Column:
      if (!expr.qualifier.empty())
        out.name(TableName{expr.qualifier, expr.name, {}});
      else
        out.name(expr.name);
      break;
    case ExprKind::Negate:
      if (args[0].kind == ExprKind::Number) {
        out.number("-" + args[0].text);
        break;
      }
      // Two signs side by side would begin a comment.
      out.words("-");
      expression(out, args[0], precedence_sign + 1);
      break;
    case ExprKind::Not:
      out.words("not");
      expression(out, args[0], precedence_not);
      break;
    case ExprKind::Binary:
      if (expr.op == Operator::Concat) {
        concat(out, expr);
      } else if (expr.op == Operator::Divide) {
        divide(out, expr);
      } else if (expr.op == Operator::Modulo) {
        modulo(out, expr);
      } else {
        const int own = precedence(expr.op);
        const bool comparison = own == precedence_comparison;
        for (std::size_t i = 0; i < args.size(); ++i) {
          if (i > 0) out.words(operator_text(expr.op));
          expression(out, args[i], own + (i > 0 || comparison ? 1 : 0));
        }
      }
      break;
    case ExprKind::IsNull:
      nested(0);
      out.words(expr.negated ? "is not null" : "is null");
      break;
    case ExprKind::IsBoolean:
      nested(0);
      out.words(expr.negated ? "is not" : "is").words(expr.text);
      break;
    case ExprKind::Distinct:
      distinct_from(out, expr);
      break;
    case ExprKind::In:
      nested(0);
      out.words(expr.negated ? "not in" : "in").open();
      for (std::size_t i = 1; i < args.size(); ++i) {
        if (i > 1) out.comma();
        expression(out, args[i]);
      }
      out.close();
      break;
    case ExprKind::InSelect:
      nested(0);
      out.words(expr.negated ? "not in" : "in").open();
      select(out, expr.select[0]);
      out.close();
      break;
    case ExprKind::Between:
      nested(0);
      out.words(expr.negated ? "not between" : "between");
      nested(1);
      out.words("and");
      nested(2);
      break;
    case ExprKind::Like:
      like(out, expr);
      break;
    case ExprKind::Case: {
      out.words("case");
      std::size_t i = 0;
      if (expr.case_operand) expression(out, args[i++]);
      const std::size_t end = args.size() - (expr.case_else ? 1 : 0);
      for (; i < end; i += 2) {
        out.words("when");
        expression(out, args[i]);
        out.words("then");
        expression(out, args[i + 1]);
      }
      if (expr.case_else) {
        out.words("else");
        expression(out, args.back());
      }
      out.words("end");
      break;
    }
    case ExprKind::Cast:
      cast(out, expr);
      break;
    case ExprKind::Call:
      call(out, expr);
      break;
    case ExprKind::Star:
      out.words("*");
      break;
    case ExprKind::Current:
      current(out, expr);
      break;
    case ExprKind::Exists:
      out.words("exists").open();
      select(out, expr.select[0]);
      out.close();
      break;
    case ExprKind::Subquery:
      out.open();
      select(out, expr.select[0]);
      out.close();
      break;
    case ExprKind::Sql: {
      const std::string* text = args.empty() ? &expr.text : nullptr;
      for (const Expr& variant : args)
        if (variant.dialect == target_.dialect) text = &variant.text;
      if (text) out.open().raw(*text).close();
      break;
    }
    case ExprKind::SqlVariant:
      break;
    case ExprKind::Routine:
      routine_name(out, expr);
      out.open();
      for (std::size_t i = 0; i < args.size(); ++i) {
        if (i > 0) out.comma();
        expression(out, args[i]);
      }
      out.close();
      break;
    case ExprKind::NextValue:
      next_value(out, expr);
      break;
    case ExprKind::Array:
      array(out, expr);
      break;
    case ExprKind::JsonGet:
      json_get(out, expr);
      break;
  }
  if (brackets) out.close();
}

void Backend::alias(SqlWriter& out, const Ident& name) const {
  if (name.name.empty()) return;
  if (!alias_word().empty()) out.words(alias_word());
  out.name(name.name);
}

void Backend::table_reference(SqlWriter& out, const TableReference& reference) const {
  out.name(reference.table);
  alias(out, reference.alias);
}

void Backend::joined_table(SqlWriter& out, const Select::Join& join) const {
  out.words(join.left ? "left join" : "join");
  table_reference(out, join.table);
  out.words("on");
  condition(out, join.on);
}

void Backend::select(SqlWriter& out, const Select& select) const {
  out.words(select.distinct ? "select distinct" : "select");
  limit_before(out, select);
  for (std::size_t i = 0; i < select.items.size(); ++i) {
    if (i > 0) out.comma();
    const Select::Item& item = select.items[i];
    if (item.star)
      out.words("*");
    else
      value(out, item.expr);
    if (!item.alias.name.empty()) out.words("as").name(item.alias.name);
  }
  out.words("from");
  table_reference(out, select.from);
  for (const Select::Join& part : select.joins) joined_table(out, part);
  where(out, select.where);
  for (std::size_t i = 0; i < select.group_by.size(); ++i) {
    if (i > 0)
      out.comma();
    else
      out.words("group by");
    value(out, select.group_by[i]);
  }
  if (select.having) {
    out.words("having");
    condition(out, *select.having);
  }
  for (std::size_t i = 0; i < select.order_by.size(); ++i) {
    if (i > 0)
      out.comma();
    else
      out.words("order by");
    value(out, select.order_by[i].expr);
    if (select.order_by[i].descending) out.words("desc");
  }
  limit_behind(out, select);
}

void Backend::limit_behind(SqlWriter& out, const Select& select) const {
  if (!select.limit.empty()) out.words("limit").number(select.limit);
}

}  // namespace migc
