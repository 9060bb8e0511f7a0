// Binds the flat list of operands and operators by precedence (grammar/expression.h).
#include "frontend/lowering.h"
#include "support/text.h"

namespace migc {

namespace {

constexpr std::size_t max_depth = 256;

Operator find_operator(std::string_view text) {
  for (Operator op : {Operator::Multiply, Operator::Divide, Operator::Modulo, Operator::Add,
                      Operator::Subtract, Operator::Concat, Operator::Equal, Operator::NotEqual,
                      Operator::Less, Operator::LessEqual, Operator::Greater, Operator::GreaterEqual})
    if (operator_text(op) == text) return op;
  return Operator::NotEqual;  // "!=": the only other spelling that the grammar takes
}

// How tightly the operator node binds; 0 for what is no operator.
int binding(Cursor node) {
  switch (node.kind()) {
    case Kind::operator_or:
      return precedence_or;
    case Kind::operator_and:
      return precedence_and;
    case Kind::operator_like:
    case Kind::operator_between:
    case Kind::operator_distinct:
    case Kind::is_test:
    case Kind::in_list:
      return precedence_test;
    case Kind::operator_text:
      return precedence(find_operator(node.text()));
    case Kind::cast_suffix:
    case Kind::json_suffix:
      return precedence_cast;
    default:
      return 0;
  }
}

bool negated(Cursor node) {
  for (Cursor child : node)
    if (child.kind() == Kind::mark_not) return true;
  return false;
}

Expr make(ExprKind kind, Span span) {
  Expr expr;
  expr.kind = kind;
  expr.span = span;
  return expr;
}

}  // namespace

bool Lowering::too_deep(Cursor at) {
  if (depth_ < max_depth) return false;
  report(diag::nested_too_deeply, at.span(), max_depth);
  return true;
}

Expr Lowering::expression(Cursor node) {
  std::vector<Cursor> parts;
  for (Cursor child : node) parts.push_back(child);
  auto at = parts.cbegin();
  return binary_part(at, parts.cend(), precedence_or);
}

Expr Lowering::prefixed(std::vector<Cursor>::const_iterator& at, std::vector<Cursor>::const_iterator end) {
  const Cursor node = *at;
  if (node.kind() != Kind::prefix_not && node.kind() != Kind::prefix_sign) {
    ++at;
    return primary(node);
  }
  if (too_deep(node)) {
    at = end;
    return make(ExprKind::Null, node.span());
  }
  ++depth_;
  ++at;
  const bool is_not = node.kind() == Kind::prefix_not;
  Expr operand = binary_part(at, end, is_not ? precedence_not : precedence_sign);
  --depth_;
  if (!is_not && node.text() == "+") return operand;
  Expr expr = make(is_not ? ExprKind::Not : ExprKind::Negate, node.span());
  expr.span.end = operand.span.end;
  expr.args.push_back(std::move(operand));
  return expr;
}

// Precedence climbing: an operand and every operator after it that binds at least as tightly as `least`.
Expr Lowering::binary_part(std::vector<Cursor>::const_iterator& at, std::vector<Cursor>::const_iterator end,
                           int least) {
  Expr left = prefixed(at, end);
  std::size_t chain = 0;
  while (at != end) {
    const Cursor node = *at;
    const int tightness = binding(node);
    if (tightness < least) break;
    if (chain + depth_ >= max_depth && node.kind() != Kind::operator_and &&
        node.kind() != Kind::operator_or && node.text() != "||") {
      report(diag::nested_too_deeply, node.span(), max_depth);
      at = end;
      return left;
    }
    ++at;
    Span span = left.span;
    if (node.kind() == Kind::cast_suffix) {
      Expr cast = make(ExprKind::Cast, span);
      for (Cursor child : node) cast.type = type(child);
      cast.span.end = node.node().end;
      cast.args.push_back(std::move(left));
      left = std::move(cast);
      ++chain;
      continue;
    }
    if (node.kind() == Kind::json_suffix) {
      Expr get = make(ExprKind::JsonGet, span);
      for (Cursor child : node) {
        if (child.kind() == Kind::json_operator) get.as_text = child.text() == "->>";
        if (child.kind() == Kind::string_literal) get.text = string_value(child);
        if (child.kind() == Kind::integer_literal) {
          get.text = std::string(child.text());
          get.json_index = true;
        }
      }
      get.span.end = node.node().end;
      get.args.push_back(std::move(left));
      left = std::move(get);
      ++chain;
      continue;
    }
    if (node.kind() == Kind::is_test) {
      Expr test = make(ExprKind::IsNull, span);
      test.negated = negated(node);
      for (Cursor child : node) {
        if (child.kind() == Kind::true_literal || child.kind() == Kind::false_literal) {
          test.kind = ExprKind::IsBoolean;
          test.text = child.kind() == Kind::true_literal ? "true" : "false";
        }
      }
      test.span.end = node.node().end;
      test.args.push_back(std::move(left));
      left = std::move(test);
      ++chain;
      continue;
    }
    if (node.kind() == Kind::in_list) {
      Expr in = make(ExprKind::In, span);
      in.negated = negated(node);
      in.args.push_back(std::move(left));
      for (Cursor child : node) {
        if (child.kind() == Kind::expression) in.args.push_back(expression(child));
        if (child.kind() == Kind::select) {
          in.kind = ExprKind::InSelect;
          in.select.push_back(select(child));
        }
      }
      in.span.end = node.node().end;
      left = std::move(in);
      ++chain;
      continue;
    }
    ++depth_;
    Expr right = binary_part(at, end, tightness + 1);
    --depth_;
    span.end = right.span.end;
    if (node.kind() == Kind::operator_between) {
      Expr between = make(ExprKind::Between, span);
      between.negated = negated(node);
      between.args.push_back(std::move(left));
      between.args.push_back(std::move(right));
      if (at == end || (*at).kind() != Kind::operator_and) {
        report(diag::expected, Span{span.file, span.end, span.end}, "'and' of this 'between'",
               std::string("the end of the expression"));
        at = end;
        return make(ExprKind::Null, span);  // fits everywhere
      }
      ++at;
      ++depth_;
      between.args.push_back(binary_part(at, end, precedence_test + 1));
      --depth_;
      between.span.end = between.args.back().span.end;
      left = std::move(between);
      ++chain;
      continue;
    }
    if (node.kind() == Kind::operator_like || node.kind() == Kind::operator_distinct) {
      Expr test = make(node.kind() == Kind::operator_like ? ExprKind::Like : ExprKind::Distinct, span);
      test.negated = negated(node);
      test.args.push_back(std::move(left));
      test.args.push_back(std::move(right));
      left = std::move(test);
      ++chain;
      continue;
    }
    const Operator op = node.kind() == Kind::operator_and  ? Operator::And
                        : node.kind() == Kind::operator_or ? Operator::Or
                                                           : find_operator(node.text());
    const bool flat = op == Operator::And || op == Operator::Or || op == Operator::Concat;
    if (tightness == precedence_comparison && left.kind == ExprKind::Binary &&
        precedence(left.op) == precedence_comparison && chain > 0) {
      report(diag::chained_comparison, node.span()).fix("join them: a < b and b < c");
      left = make(ExprKind::Null, span);  // fits everywhere: one mistake, one message
      continue;
    }
    if (flat && left.kind == ExprKind::Binary && left.op == op && chain > 0) {
      // A chain of one such operator is one node, however long.
      left.args.push_back(std::move(right));
      left.span = span;
      continue;
    }
    Expr binary = make(ExprKind::Binary, span);
    binary.op = op;
    binary.args.push_back(std::move(left));
    binary.args.push_back(std::move(right));
    left = std::move(binary);
    ++chain;
  }
  return left;
}

Expr Lowering::case_expression(Cursor node) {
  Expr expr = make(ExprKind::Case, node.span());
  for (Cursor child : node) {
    if (child.kind() == Kind::case_operand) expr.case_operand = true;
    if (child.kind() == Kind::case_else) expr.case_else = true;
    for (Cursor part : child) expr.args.push_back(expression(part));
  }
  return expr;
}

Expr Lowering::reference(Cursor node) {
  std::vector<Ident> path;
  std::optional<Cursor> arguments;
  for (Cursor child : node) {
    if (child.kind() == Kind::arguments)
      arguments = child;
    else
      path.push_back(name(child));
  }
  if (!arguments) {
    Expr column = make(ExprKind::Column, node.span());
    column.name = path.back().name;
    if (path.size() > 1) column.qualifier = path[path.size() - 2].name;
    return column;
  }
  Expr call = make(ExprKind::Call, node.span());
  for (Cursor child : *arguments) {
    if (child.kind() == Kind::mark_distinct)
      call.distinct = true;
    else if (child.kind() == Kind::all_columns)
      call.args.push_back(make(ExprKind::Star, child.span()));
    else
      call.args.push_back(expression(child));
  }
  const std::string function = to_lower(path.back().name.str());
  const auto found = path.size() == 1 ? find_function(function) : std::nullopt;
  if (!found) {
    // A routine of the history, perhaps: it is looked for there.
    call.kind = ExprKind::Routine;
    call.name = path.back().name;
    if (path.size() > 1) call.qualifier = path[path.size() - 2].name;
    return call;
  }
  call.function = *found;
  return call;
}

Expr Lowering::primary(Cursor node) {
  Expr expr = make(ExprKind::Null, node.span());
  switch (node.kind()) {
    case Kind::null_literal:
      return expr;
    case Kind::array_expression:
      expr.kind = ExprKind::Array;
      for (Cursor child : node) expr.args.push_back(expression(child));
      return expr;
    case Kind::next_value:
      expr.kind = ExprKind::NextValue;
      for (Cursor child : node) {
        const QualifiedName sequence = table_name(child);
        expr.qualifier = sequence.schema;
        expr.name = sequence.name;
      }
      return expr;
    case Kind::true_literal:
    case Kind::false_literal:
      expr.kind = ExprKind::Boolean;
      expr.text = node.kind() == Kind::true_literal ? "true" : "false";
      return expr;
    case Kind::number_literal:
      expr.kind = ExprKind::Number;
      expr.text = to_lower(node.text());
      return expr;
    case Kind::string_literal:
      expr.kind = ExprKind::String;
      expr.text = string_value(node);
      return expr;
    case Kind::hex_literal:
      expr.kind = ExprKind::Bytes;
      expr.text = to_lower(node.text().substr(2, node.text().size() - 3));
      if (expr.text.size() % 2 != 0)
        report(diag::bad_number, node.span(), std::string(node.text().substr(0, 40)))
            .note("a byte has two hexadecimal digits, and one is left over");
      return expr;
    case Kind::typed_literal:
      expr.kind = ExprKind::Typed;
      expr.type.kind = *find_type(to_lower(node.text().substr(0, node.text().find_first_of(" '\t\r\n/-"))));
      for (Cursor child : node) expr.text = string_value(child);
      return expr;
    case Kind::current_value:
      expr.kind = ExprKind::Current;
      expr.text = to_lower(node.text().substr(std::string_view("current_").size()));
      return expr;
    case Kind::parenthesised:
      for (Cursor child : node) {
        if (child.kind() == Kind::select) {
          expr.kind = ExprKind::Subquery;
          expr.select.push_back(select(child));
          return expr;
        }
        if (too_deep(node)) return expr;
        ++depth_;
        expr = expression(child);
        --depth_;
        expr.span = node.span();
      }
      return expr;
    case Kind::case_expression:
      return case_expression(node);
    case Kind::cast_expression:
      expr.kind = ExprKind::Cast;
      for (Cursor child : node) {
        if (child.kind() == Kind::type)
          expr.type = type(child);
        else
          expr.args.push_back(expression(child));
      }
      return expr;
    case Kind::exists_expression:
      expr.kind = ExprKind::Exists;
      for (Cursor child : node) expr.select.push_back(select(child));
      return expr;
    case Kind::sql_fragment:
      expr.kind = ExprKind::Sql;
      for (Cursor child : node) {
        if (child.kind() != Kind::sql_variant) {
          expr.text = string_value(child);
          continue;
        }
        Expr variant = make(ExprKind::SqlVariant, child.span());
        for (Cursor part : child) {
          if (part.kind() != Kind::word) {
            variant.text = string_value(part);
          } else {
            const auto list = dialects({part}).list();
            if (!list.empty()) variant.dialect = list.front();
          }
        }
        expr.args.push_back(std::move(variant));
      }
      return expr;
    default:
      return reference(node);
  }
}

TableReference Lowering::table_reference(Cursor node) {
  TableReference reference;
  for (Cursor child : node) {
    if (child.kind() == Kind::qualified_name) reference.table = table_name(child);
    if (child.kind() == Kind::alias)
      for (Cursor part : child) reference.alias = name(part);
  }
  return reference;
}

Select::Join Lowering::join(Cursor node) {
  Select::Join join;
  for (Cursor part : node) {
    if (part.kind() == Kind::mark_left) join.left = true;
    if (part.kind() == Kind::table_reference) join.table = table_reference(part);
    if (part.kind() == Kind::expression) join.on = expression(part);
  }
  return join;
}

Select Lowering::select(Cursor node) {
  Select select;
  select.span = node.span();
  for (Cursor child : node) {
    switch (child.kind()) {
      case Kind::mark_distinct:
        select.distinct = true;
        break;
      case Kind::select_item: {
        Select::Item item;
        for (Cursor part : child) {
          if (part.kind() == Kind::all_columns) item.star = true;
          if (part.kind() == Kind::expression) item.expr = expression(part);
          if (part.kind() == Kind::alias)
            for (Cursor word : part) item.alias = name(word);
        }
        select.items.push_back(std::move(item));
        break;
      }
      case Kind::table_reference:
        select.from = table_reference(child);
        break;
      case Kind::join:
        select.joins.push_back(join(child));
        break;
      case Kind::where:
        for (Cursor part : child) select.where = expression(part);
        break;
      case Kind::group_by:
        for (Cursor part : child) select.group_by.push_back(expression(part));
        break;
      case Kind::having:
        for (Cursor part : child) select.having = expression(part);
        break;
      case Kind::order_by:
        for (Cursor item : child) {
          Select::Order order;
          for (Cursor part : item) {
            if (part.kind() == Kind::expression) order.expr = expression(part);
            if (part.kind() == Kind::mark_desc) order.descending = true;
          }
          select.order_by.push_back(std::move(order));
        }
        break;
      case Kind::limit:
        for (Cursor part : child)
          if (const auto value = integer(part, 9'000'000'000'000'000'000))
            select.limit = std::to_string(*value);
        break;
      default:
        break;
    }
  }
  return select;
}

}  // namespace migc
