// Expressions as .mig, with brackets only where they are needed.
#include <fmt/format.h>

#include <array>

#include "frontend/printer.h"
#include "support/text.h"

namespace migc {

void Printer::expression_name(Name name) {
  // The words of the language inside an expression (grammar/lexical.h, reserved_word).
  static constexpr std::array<std::string_view, 37> words = {
      "and",          "as",      "asc",          "between",      "case",
      "cast",         "collate", "current_date", "current_time", "current_timestamp",
      "current_user", "desc",    "else",         "end",          "exists",
      "false",        "from",    "group",        "having",       "in",
      "interval",     "is",      "join",         "like",         "limit",
      "not",          "null",    "nulls",        "on",           "or",
      "order",        "select",  "then",         "true",         "union",
      "when",         "where"};
  const std::string lower = to_lower(name.str());
  for (std::string_view word : words)
    if (word == lower) {
      out_ += fmt::format("\"{}\"", name.str());
      return;
    }
  // `sql` and `date` alone are columns; before a string they begin a literal.
  out_ += show(name);
}

void Printer::expression(const Expr& expr, int least) {
  const bool brackets = precedence(expr) < least;
  if (brackets) out_ += "(";
  const auto& args = expr.args;
  const auto nested = [&](std::size_t i) { expression(args[i], precedence_test + 1); };
  const auto negated = [&](std::string_view word) {
    out_ += expr.negated ? fmt::format(" not {} ", word) : fmt::format(" {} ", word);
  };
  switch (expr.kind) {
    case ExprKind::Null:
      out_ += "null";
      break;
    case ExprKind::Boolean:
    case ExprKind::Number:
      out_ += expr.text;
      break;
    case ExprKind::String:
      string(expr.text);
      break;
    case ExprKind::Bytes:
      out_ += fmt::format("x'{}'", expr.text);
      break;
    case ExprKind::Typed:
      out_ += fmt::format("{} ", type_name(expr.type.kind));
      string(expr.text);
      break;
    case ExprKind::Column:
      if (!expr.qualifier.empty()) {
        expression_name(expr.qualifier);
        out_ += "." + show(expr.name);
      } else {
        expression_name(expr.name);
      }
      break;
    case ExprKind::Negate:
      out_ += "- ";
      expression(args[0], precedence_sign + 1);
      break;
    case ExprKind::Not:
      out_ += "not ";
      expression(args[0], precedence_not);
      break;
    case ExprKind::Binary: {
      const int own = precedence(expr.op);
      const bool comparison = own == precedence_comparison;
      const bool flat = expr.op == Operator::And || expr.op == Operator::Or || expr.op == Operator::Concat;
      for (std::size_t i = 0; i < args.size(); ++i) {
        if (i > 0) out_ += fmt::format(" {} ", operator_text(expr.op));
        // A chain of one such operator parses as one node, so a nested one keeps its brackets.
        expression(args[i], own + (i > 0 || comparison || flat ? 1 : 0));
      }
      break;
    }
    case ExprKind::IsNull:
      nested(0);
      out_ += expr.negated ? " is not null" : " is null";
      break;
    case ExprKind::IsBoolean:
      nested(0);
      out_ += fmt::format(" is {}{}", expr.negated ? "not " : "", expr.text);
      break;
    case ExprKind::Distinct:
      nested(0);
      out_ += fmt::format(" is {}distinct from ", expr.negated ? "not " : "");
      nested(1);
      break;
    case ExprKind::In:
      nested(0);
      negated("in");
      out_ += "(";
      for (std::size_t i = 1; i < args.size(); ++i) {
        if (i > 1) out_ += ", ";
        expression(args[i]);
      }
      out_ += ")";
      break;
    case ExprKind::InSelect:
      nested(0);
      negated("in");
      out_ += "(";
      select(expr.select[0]);
      out_ += ")";
      break;
    case ExprKind::Between:
      nested(0);
      negated("between");
      nested(1);
      out_ += " and ";
      nested(2);
      break;
    case ExprKind::Like:
      nested(0);
      negated("like");
      nested(1);
      break;
    case ExprKind::Case: {
      out_ += "case";
      std::size_t i = 0;
      if (expr.case_operand) {
        out_ += " ";
        expression(args[i++]);
      }
      const std::size_t end = args.size() - (expr.case_else ? 1 : 0);
      for (; i < end; i += 2) {
        out_ += " when ";
        expression(args[i]);
        out_ += " then ";
        expression(args[i + 1]);
      }
      if (expr.case_else) {
        out_ += " else ";
        expression(args.back());
      }
      out_ += " end";
      break;
    }
    case ExprKind::Cast:
      out_ += "cast(";
      expression(args[0]);
      out_ += " as " + to_string(expr.type) + ")";
      break;
    case ExprKind::Call:
      out_ += fmt::format("{}({}", function_info(expr.function).name, expr.distinct ? "distinct " : "");
      joined(args, [&](const Expr& arg) { expression(arg); });
      out_ += ")";
      break;
    case ExprKind::Star:
      out_ += "*";
      break;
    case ExprKind::Current:
      out_ += "current_" + expr.text;
      break;
    case ExprKind::Exists:
      out_ += "exists (";
      select(expr.select[0]);
      out_ += ")";
      break;
    case ExprKind::Subquery:
      out_ += "(";
      select(expr.select[0]);
      out_ += ")";
      break;
    case ExprKind::Sql:
      out_ += "sql ";
      if (args.empty()) text(expr.text);
      for (std::size_t i = 0; i < args.size(); ++i) {
        out_ += fmt::format("{}{} ", i > 0 ? " " : "", dialect_name(args[i].dialect));
        text(args[i].text);
      }
      break;
    case ExprKind::SqlVariant:
      break;
    case ExprKind::Routine:
      if (!expr.qualifier.empty()) out_ += show(expr.qualifier) + ".";
      expression_name(expr.name);
      out_ += "(";
      joined(args, [&](const Expr& arg) { expression(arg); });
      out_ += ")";
      break;
    case ExprKind::NextValue:
      out_ += "next value for " + show(TableName{expr.qualifier, expr.name, {}});
      break;
    case ExprKind::Array:
      out_ += "array[";
      joined(args, [&](const Expr& arg) { expression(arg); });
      out_ += "]";
      break;
    case ExprKind::JsonGet:
      expression(args[0], precedence_cast);
      out_ += expr.as_text ? " ->> " : " -> ";
      if (expr.json_index)
        out_ += expr.text;
      else
        string(expr.text);
      break;
  }
  if (brackets) out_ += ")";
}

void Printer::table_reference(const TableReference& reference) {
  out_ += show(reference.table);
  if (!reference.alias.name.empty()) out_ += " as " + show(reference.alias.name);
}

void Printer::join(const Select::Join& join) {
  out_ += join.left ? " left join " : " join ";
  table_reference(join.table);
  out_ += " on ";
  expression(join.on);
}

void Printer::select(const Select& select) {
  out_ += select.distinct ? "select distinct " : "select ";
  const auto alias = [&](const Ident& ident) {
    if (!ident.name.empty()) out_ += " as " + show(ident.name);
  };
  joined(select.items, [&](const Select::Item& item) {
    if (item.star)
      out_ += "*";
    else
      expression(item.expr);
    alias(item.alias);
  });
  out_ += " from ";
  table_reference(select.from);
  for (const Select::Join& part : select.joins) {
    join(part);
  }
  where(select.where);
  if (!select.group_by.empty()) {
    out_ += " group by ";
    joined(select.group_by, [&](const Expr& expr) { expression(expr); });
  }
  if (select.having) {
    out_ += " having ";
    expression(*select.having);
  }
  if (!select.order_by.empty()) {
    out_ += " order by ";
    joined(select.order_by, [&](const Select::Order& order) {
      expression(order.expr);
      if (order.descending) out_ += " desc";
    });
  }
  if (!select.limit.empty()) out_ += " limit " + select.limit;
}

}  // namespace migc
