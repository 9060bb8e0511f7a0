#include "backends/mssql/elements.h"

#include <fmt/format.h>

#include <algorithm>

#include "backends/mssql/mssql.h"
#include "ir/naming.h"

namespace migc {

bool Element::operator==(const Element& other) const {
  return kind == other.kind && table == other.table && column == other.column &&
         constraint == other.constraint && index == other.index && is_constraint == other.is_constraint;
}

Name Element::name() const {
  switch (kind) {
    case Kind::Computed:
      return column.name.name;
    case Kind::Default:
      return default_name(table, column);
    case Kind::Index:
      return index.name.name;
    case Kind::PrimaryKey:
    case Kind::Unique:
    case Kind::Check:
    case Kind::ForeignKey:
      return constraint.name.name;
  }
  return {};
}

bool Element::stands_on(Name of) const {
  switch (kind) {
    case Kind::Computed:
      return column.name.name == of || mentions(column.generated->expr, of);
    case Kind::Default:
      return column.name.name == of;
    case Kind::Index:
      return uses_column(index, of);
    case Kind::ForeignKey:
      return names_column(constraint.columns, of) ||
             (constraint.referred == table && names_column(constraint.referred_columns, of));
    case Kind::PrimaryKey:
    case Kind::Unique:
      return names_column(constraint.columns, of);
    case Kind::Check:
      return reads(of);
  }
  return false;
}

bool Element::reads(Name of) const {
  switch (kind) {
    case Kind::Computed:
      return mentions(column.generated->expr, of);
    case Kind::Check:
      // A stand-in check, whose text is SQL, says whose it is.
      return mentions(constraint.check, of) || names_column(constraint.columns, of);
    case Kind::Index:
      return index.where && mentions(*index.where, of);
    case Kind::Default:
    case Kind::PrimaryKey:
    case Kind::Unique:
    case Kind::ForeignKey:
      return false;
  }
  return false;
}

Name default_name(const TableName& table, const Column& column) {
  if (!column.default_name.name.empty()) return column.default_name.name;
  return Name(shortened(fmt::format("df_{}__{}", table.name.str(), column.name.name.str())));
}

namespace {

// Domains have their own nullability.
bool can_be_null(const Table& table, Name name) {
  const Column* column = table.column(name);
  if (!column || !column->nullable) return false;
  for (Type type = column->type; type.kind == TypeKind::user && type.user && type.user->domain();) {
    const Domain domain = *type.user->domain();
    if (!domain.nullable) return false;
    type = domain.base;
  }
  return true;
}

Expr is_not_null(Name column) {
  Expr test;
  test.kind = ExprKind::IsNull;
  test.negated = true;
  test.derived.family = Family::Boolean;
  test.args.push_back(column_expr(column));
  return test;
}

void require(Index& index, Name column) { and_also(index.where, is_not_null(column)); }

bool is_column(const Expr& expr) { return expr.kind == ExprKind::Column; }
bool is_constant(const Expr& expr) { return is_literal(expr) && expr.kind != ExprKind::Null; }

Expr equals(Expr column, bool value) {
  return binary_expr(Operator::Equal, std::move(column), number_expr(value ? "1" : "0"));
}

}  // namespace

std::optional<Index> filtered_key(const Table& table, const Constraint& key) {
  if (key.kind != ConstraintKind::Unique || key.nulls_not_distinct) return std::nullopt;
  Index index;
  index.name = key.name;
  index.unique = true;
  index.span = key.span;
  for (const Ident& column : key.columns) {
    index.elements.push_back(IndexElement{column_expr(column.name), {}, {}, {}, false, NullsOrder::Default});
    if (can_be_null(table, column.name)) require(index, column.name);
  }
  if (!index.where) return std::nullopt;
  return index;
}

Index physical_index(const Table& table, const Index& index) {
  Index made = index;
  made.comment.clear();
  std::erase_if(made.options, [](const Option& option) { return option.dialect != Dialect::mssql; });
  made.method = {};
  made.nulls_not_distinct = false;
  if (made.where)
    if (auto form = filter_form(*made.where)) made.where = std::move(form);
  if (index.unique && !index.nulls_not_distinct)
    for (const IndexElement& element : index.elements)
      if (is_column(element.expr) && can_be_null(table, element.expr.name)) require(made, element.expr.name);
  return made;
}

std::optional<Expr> filter_form(const Expr& condition) {
  const auto& args = condition.args;
  switch (condition.kind) {
    case ExprKind::Binary: {
      if (condition.op == Operator::And) {
        std::optional<Expr> all;
        for (const Expr& arg : args) {
          auto part = filter_form(arg);
          if (!part) return std::nullopt;
          and_also(all, std::move(*part));
        }
        return all;
      }
      const bool comparison = precedence(condition.op) == precedence_comparison;
      if (!comparison || !is_column(args[0]) || !is_constant(args[1])) return std::nullopt;
      return condition;
    }
    case ExprKind::IsNull:
      if (!is_column(args[0])) return std::nullopt;
      return condition;
    case ExprKind::In:
      if (condition.negated || !is_column(args[0]) || !std::all_of(args.begin() + 1, args.end(), is_constant))
        return std::nullopt;
      return condition;
    case ExprKind::Between:
      if (condition.negated || !is_column(args[0]) || !is_constant(args[1]) || !is_constant(args[2]))
        return std::nullopt;
      return binary_expr(Operator::And, binary_expr(Operator::GreaterEqual, args[0], args[1]),
                         binary_expr(Operator::LessEqual, args[0], args[2]));
    case ExprKind::Column:
      return equals(condition, true);
    case ExprKind::IsBoolean:
      if (condition.negated || !is_column(args[0])) return std::nullopt;
      return equals(args[0], condition.text == "true");
    case ExprKind::Not:
      if (is_column(args[0])) return equals(args[0], false);
      if (args[0].kind == ExprKind::IsNull && is_column(args[0].args[0])) {
        Expr test = args[0];
        test.negated = !test.negated;
        return test;
      }
      return std::nullopt;
    case ExprKind::Null:
    case ExprKind::Boolean:
    case ExprKind::Number:
    case ExprKind::String:
    case ExprKind::Bytes:
    case ExprKind::Typed:
    case ExprKind::Negate:
    case ExprKind::Distinct:
    case ExprKind::InSelect:
    case ExprKind::Like:
    case ExprKind::Case:
    case ExprKind::Cast:
    case ExprKind::Call:
    case ExprKind::Star:
    case ExprKind::Current:
    case ExprKind::Exists:
    case ExprKind::Subquery:
    case ExprKind::SqlVariant:
    case ExprKind::Routine:
    case ExprKind::NextValue:
    case ExprKind::Array:
    case ExprKind::JsonGet:
      return std::nullopt;
    case ExprKind::Sql:  // the author knows what the target takes
      return condition;
  }
  return std::nullopt;
}

std::vector<Constraint> Mssql::stand_in_checks(const Table& table) const {
  std::vector<Constraint> checks = domain_checks(table);
  const auto check = [&](const Column& column, std::string_view what, std::string sql) {
    Constraint made;
    made.kind = ConstraintKind::Check;
    made.name.name =
        Name(shortened(fmt::format("ck_{}__{}_{}", table.name.name.str(), column.name.name.str(), what)));
    made.columns = {column.name};
    made.check.kind = ExprKind::Sql;
    made.check.text = std::move(sql);
    checks.push_back(std::move(made));
  };
  for (const Column& declared : table.columns) {
    const Column column = grounded(declared);
    const auto type = type_for(column.type, target().dialect);
    if (!type || column.type.kind == TypeKind::native) continue;
    const std::string name = name_text(column.name.name);
    if (family(*type) == Family::Json) check(column, "json", fmt::format("isjson({}) = 1", name));
    if (type->kind != TypeKind::user) continue;
    std::string values;
    for (const std::string& value : type->user->values()->values)
      values += (values.empty() ? "" : ", ") + string_text(value);
    // Upper and lower case differ, whatever the column's collation says.
    check(column, "values", fmt::format("{} collate Latin1_General_100_BIN2 in ({})", name, values));
  }
  return checks;
}

std::vector<Element> Mssql::elements(const Table& table) const {
  std::vector<Element> list;
  const auto element = [&](Element::Kind kind) -> Element& {
    Element made;
    made.kind = kind;
    made.table = table.name;
    list.push_back(std::move(made));
    return list.back();
  };
  for (const Column& declared : table.columns) {
    Column column = grounded(declared);
    column.comment.clear();
    column.options.clear();
    if (column.generated) {
      Element& computed = element(Element::Kind::Computed);
      computed.column = column;
      computed.comment = declared.comment;
    } else if (column.default_value) {
      // What else the column is does not matter to its default.
      Column bare;
      bare.name = column.name;
      bare.type = column.type;
      bare.default_name = column.default_name;
      bare.default_value = column.default_value;
      element(Element::Kind::Default).column = std::move(bare);
    }
  }
  for (const Constraint& declared : table.constraints) {
    Constraint constraint = declared;
    constraint.comment.clear();
    Element::Kind kind{};
    switch (constraint.kind) {
      case ConstraintKind::PrimaryKey:
        kind = Element::Kind::PrimaryKey;
        break;
      case ConstraintKind::Unique:
        kind = Element::Kind::Unique;
        break;
      case ConstraintKind::ForeignKey:
        kind = Element::Kind::ForeignKey;
        break;
      case ConstraintKind::Check:
      case ConstraintKind::Exclude:  // refused
        kind = Element::Kind::Check;
        break;
    }
    if (auto index = filtered_key(table, constraint)) {
      Element& key = element(Element::Kind::Index);
      key.index = std::move(*index);
      key.is_constraint = true;
      key.comment = declared.comment;
      continue;
    }
    Element& made = element(kind);
    made.constraint = std::move(constraint);
    made.comment = declared.comment;
  }
  for (const Constraint& check : stand_in_checks(table)) element(Element::Kind::Check).constraint = check;
  for (const Index& index : table.indexes) {
    Element& made = element(Element::Kind::Index);
    made.index = physical_index(table, index);
    made.comment = index.comment;
  }
  return list;
}

bool Mssql::restated(const Column& before, const Column& after) const {
  if (before.generated || after.generated) return false;
  const Column old = grounded(before);
  const Column now = grounded(after);
  return old.nullable != now.nullable || type_or_native(old.type) != type_or_native(now.type) ||
         !(old.collation == now.collation);
}

void Mssql::drop(const Element& element, const Statement& statement, std::vector<Step>& out) const {
  switch (element.kind) {
    case Element::Kind::Computed:
      add(DropColumn{element.table, element.column.name, false, {}}, statement, out);
      return;
    case Element::Kind::Index:
      add(DropIndex{element.table, element.index.name, {}}, statement, out);
      return;
    case Element::Kind::Default:
    case Element::Kind::PrimaryKey:
    case Element::Kind::Unique:
    case Element::Kind::Check:
    case Element::Kind::ForeignKey:
      add(DropConstraint{element.table, {element.name(), {}}, false, {}}, statement, out);
      return;
  }
}

void Mssql::make(const Element& element, const Statement& statement, std::vector<Step>& out) const {
  CommentTarget target{CommentTarget::Kind::Constraint, element.table, {element.name(), {}}, {}};
  switch (element.kind) {
    case Element::Kind::Computed:
      add(AddColumn{element.table, element.column, {}}, statement, out);
      target.kind = CommentTarget::Kind::Column;
      break;
    case Element::Kind::Default:
      add(AddDefault{element.table, element.column}, statement, out);
      break;
    case Element::Kind::Index:
      add(CreateIndex{element.table, element.index}, statement, out);
      target.kind = CommentTarget::Kind::Index;
      break;
    case Element::Kind::PrimaryKey:
    case Element::Kind::Unique:
    case Element::Kind::Check:
    case Element::Kind::ForeignKey:
      add(AddConstraint{element.table, element.constraint}, statement, out);
      break;
  }
  if (!element.comment.empty()) add(CommentOn{target, element.comment}, statement, out);
}

}  // namespace migc
