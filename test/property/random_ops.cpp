#include "test/property/random_ops.h"

#include <algorithm>

#include "ir/check_expression.h"
#include "ir/keep.h"

namespace migc::test {

namespace {

Expr node(ExprKind kind) {
  Expr expr;
  expr.kind = kind;
  return expr;
}

}  // namespace

Name Generator::fresh_name() {
  // Ordinary names, words of the language, and names that have to be quoted.
  static const std::vector<std::string> stems = {
      "a", "b", "order", "type", "when", "x_y", "long_name_of_a_thing", "user", "index", "key"};
  static const std::vector<std::string> quoted = {"Mixed Case", "ünï", "with\"quote", "select", "1st"};
  if (random_.chance(0.15)) return Name(random_.pick(quoted) + std::to_string(random_.below(40)), true);
  return Name(random_.pick(stems) + std::to_string(random_.below(60)));
}

const Table* Generator::any_table() {
  const auto tables = schema_.tables();
  return tables.empty() ? nullptr : tables[random_.below(tables.size())];
}

const SchemaObject* Generator::any_object(const std::function<bool(const SchemaObject&)>& fits) {
  std::vector<const SchemaObject*> objects = schema_.objects();
  std::erase_if(objects, [&](const SchemaObject* o) { return !fits(*o); });
  return objects.empty() ? nullptr : random_.pick(objects);
}

const Column* Generator::any_column(const Table& table) {
  return &table.columns[random_.below(table.columns.size())];
}

Type Generator::type() {
  Type type;
  const auto user = any_object([](const SchemaObject& o) {
    return std::holds_alternative<EnumType>(o.definition) || std::holds_alternative<Domain>(o.definition);
  });
  if (user && random_.chance(0.25)) {
    type.kind = TypeKind::user;
    type.name = user->name;
    Diagnostics quiet;
    complete_type(type, schema_, quiet);
    return type;
  }
  type.kind = static_cast<TypeKind>(random_.below(type_names().size()));
  switch (type.kind) {
    case TypeKind::varchar:
    case TypeKind::char_:
    case TypeKind::binary:
    case TypeKind::varbinary:
      type.size = 1 + static_cast<int>(random_.below(200));
      break;
    case TypeKind::decimal:
      if (random_.chance(0.8)) {
        type.size = 5 + static_cast<int>(random_.below(15));
        if (random_.chance(0.6)) type.scale = 1 + static_cast<int>(random_.below(4));
      }
      break;
    case TypeKind::time:
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
      if (random_.chance(0.3)) type.size = static_cast<int>(random_.below(6));
      break;
    default:
      break;  // the others have no parameters
  }
  return type;
}

Expr Generator::literal(Family family) {
  static const std::vector<std::string> texts = {"",          "a",   "it's", "back\\slash",
                                                 "ünï \"q\"", "%_x", "--",   "$$"};
  Expr expr = node(ExprKind::String);
  switch (family) {
    case Family::Boolean:
      expr.kind = ExprKind::Boolean;
      expr.text = random_.chance(0.5) ? "true" : "false";
      return expr;
    case Family::Integer:
    case Family::Decimal:
    case Family::Float: {
      expr.kind = ExprKind::Number;
      expr.text = std::to_string(random_.below(1000));
      if (family == Family::Decimal && random_.chance(0.5)) expr.text += ".25";
      if (family == Family::Float && random_.chance(0.3)) expr.text += "e3";
      if (random_.chance(0.7)) return expr;
      Expr negative = node(ExprKind::Negate);
      negative.args.push_back(expr);
      return negative;
    }
    case Family::Binary:
      expr.kind = ExprKind::Bytes;
      expr.text = random_.chance(0.5) ? "00ff" : "";
      return expr;
    case Family::Date:
      expr.kind = random_.chance(0.5) ? ExprKind::Typed : ExprKind::String;
      expr.type.kind = expr.kind == ExprKind::Typed ? TypeKind::date : TypeKind::integer;
      expr.text = "2024-01-31";
      return expr;
    case Family::Text:
      expr.text = random_.pick(texts);
      return expr;
    case Family::Time:
      expr.text = "10:00:00";
      return expr;
    case Family::Timestamp:
    case Family::TimestampTz:
      expr.text = "2024-01-31 10:00:00";
      return expr;
    case Family::Interval:
      expr.text = "30 days";
      return expr;
    case Family::Uuid:
      expr.text = "5f0c7a52-0000-4000-8000-000000000000";
      return expr;
    case Family::Json:
      expr.text = "{}";
      return expr;
    case Family::Xml:
      expr.text = "<a/>";
      return expr;
    case Family::Any:
    case Family::Enum:
    case Family::Array:
      return node(ExprKind::Null);
  }
  return expr;
}

Expr Generator::expression(Family family, const Table* table, int depth, bool deterministic) {
  if (table && random_.chance(0.4)) {
    std::vector<Name> fitting;
    for (const Column& column : table->columns)
      if (migc::family(column.type) == family && !column.generated) fitting.push_back(column.name.name);
    if (!fitting.empty()) return column_expr(random_.pick(fitting));
  }
  if (depth == 0) return literal(family);
  const auto sub = [&](Family of) { return expression(of, table, depth - 1, deterministic); };
  if (random_.chance(0.1)) {
    Expr cases = node(ExprKind::Case);
    cases.args = {sub(Family::Boolean), sub(family), sub(family)};
    cases.case_else = true;
    return cases;
  }
  if (random_.chance(0.1)) {
    Expr call = node(ExprKind::Call);
    call.function = Function::coalesce_;
    call.args = {sub(family), sub(family)};
    return call;
  }
  switch (family) {
    case Family::Boolean: {
      switch (random_.below(9)) {
        case 0: {
          Expr both = node(ExprKind::Binary);
          both.op = random_.chance(0.5) ? Operator::And : Operator::Or;
          both.args = {sub(Family::Boolean), sub(Family::Boolean)};
          if (random_.chance(0.4)) both.args.push_back(sub(Family::Boolean));
          return both;
        }
        case 1: {
          Expr negation = node(ExprKind::Not);
          negation.args = {sub(Family::Boolean)};
          return negation;
        }
        case 2: {
          Expr test = node(ExprKind::IsNull);
          test.negated = random_.chance(0.5);
          test.args = {sub(Family::Text)};
          return test;
        }
        case 3: {
          Expr in = node(ExprKind::In);
          in.negated = random_.chance(0.3);
          in.args = {sub(Family::Integer), literal(Family::Integer), literal(Family::Integer)};
          return in;
        }
        case 4: {
          Expr between = node(ExprKind::Between);
          between.negated = random_.chance(0.3);
          between.args = {sub(Family::Integer), sub(Family::Integer), sub(Family::Integer)};
          return between;
        }
        case 5: {
          Expr like = node(ExprKind::Like);
          like.negated = random_.chance(0.3);
          like.args = {sub(Family::Text), literal(Family::Text)};
          return like;
        }
        case 6: {
          Expr test = node(ExprKind::IsBoolean);
          test.text = random_.chance(0.5) ? "true" : "false";
          test.args = {sub(Family::Boolean)};
          return test;
        }
        case 7: {
          Expr distinct = node(ExprKind::Distinct);
          distinct.negated = random_.chance(0.5);
          distinct.args = {sub(Family::Text), sub(Family::Text)};
          return distinct;
        }
        default: {
          static const std::vector<Operator> operators = {Operator::Equal, Operator::NotEqual, Operator::Less,
                                                          Operator::GreaterEqual};
          const Family of = random_.chance(0.5) ? Family::Integer : Family::Text;
          return binary_expr(random_.pick(operators), sub(of), sub(of));
        }
      }
    }
    case Family::Integer:
    case Family::Decimal: {
      static const std::vector<Operator> operators = {Operator::Add, Operator::Subtract, Operator::Multiply,
                                                      Operator::Divide};
      if (random_.chance(0.2) && family == Family::Integer) {
        Expr call = node(ExprKind::Call);
        call.function = Function::length_;
        call.args = {sub(Family::Text)};
        return call;
      }
      return binary_expr(random_.pick(operators), sub(family), sub(family));
    }
    case Family::Text: {
      if (random_.chance(0.4)) {
        Expr call = node(ExprKind::Call);
        call.function = random_.chance(0.5) ? Function::lower_ : Function::trim_;
        call.args = {sub(Family::Text)};
        return call;
      }
      Expr concat = node(ExprKind::Binary);
      concat.op = Operator::Concat;
      concat.args = {sub(Family::Text), sub(Family::Text)};
      return concat;
    }
    case Family::Timestamp:
    case Family::TimestampTz:
      if (!deterministic && family == Family::TimestampTz) {
        Expr now = node(ExprKind::Call);
        now.function = Function::now_;
        return now;
      }
      return literal(family);
    case Family::Float:
    case Family::Binary:
    case Family::Date:
    case Family::Time:
    case Family::Interval:
    case Family::Uuid:
    case Family::Json:
    case Family::Xml:
    case Family::Any:
    case Family::Enum:
    case Family::Array:
      return literal(family);
  }
  return literal(family);
}

Column Generator::column() {
  Column column;
  column.name = ident(fresh_name());
  column.type = type();
  column.nullable = random_.chance(0.6);
  if (random_.chance(0.4)) column.default_value = expression(family(column.type), nullptr, 1, false);
  return column;
}

std::vector<Ident> Generator::some_columns(const Table& table) {
  std::vector<Ident> columns;
  for (const Column& column : table.columns)
    if (columns.empty() || (columns.size() < 3 && random_.chance(0.3))) {
      if (columns.empty() && random_.chance(0.5)) continue;
      columns.push_back(ident(column.name.name));
    }
  if (columns.empty()) columns.push_back(ident(table.columns.front().name.name));
  return columns;
}

Constraint Generator::constraint(const Table& table) {
  Constraint constraint;
  constraint.kind = static_cast<ConstraintKind>(random_.below(5));
  if (random_.chance(0.5)) constraint.name = ident(fresh_name());
  switch (constraint.kind) {
    case ConstraintKind::Check:
      constraint.check = expression(Family::Boolean, &table, 3);
      break;
    case ConstraintKind::ForeignKey: {
      // To a table with a key of one column of the same type, itself included.
      constraint.kind = ConstraintKind::Unique;
      constraint.columns = some_columns(table);
      std::vector<const Table*> tables = schema_.tables();
      std::shuffle(tables.begin(), tables.end(), std::mt19937(static_cast<unsigned>(random_.below(1000))));
      for (const Table* other : tables) {
        for (const Constraint& key : other->constraints) {
          if ((key.kind != ConstraintKind::PrimaryKey && key.kind != ConstraintKind::Unique) ||
              key.columns.size() != 1)
            continue;
          const Type wanted = other->column(key.columns[0].name)->type;
          for (const Column& column : table.columns) {
            if (!joinable(column.type, wanted)) continue;
            constraint.kind = ConstraintKind::ForeignKey;
            constraint.columns = {ident(column.name.name)};
            constraint.referred = other->name;
            constraint.referred_columns = {ident(key.columns[0].name)};
            constraint.on_delete = static_cast<Action>(random_.below(5));
            constraint.on_update = static_cast<Action>(random_.below(3));
            constraint.deferrable = random_.chance(0.2);
            return constraint;
          }
        }
      }
      break;
    }
    case ConstraintKind::PrimaryKey:
    case ConstraintKind::Unique:
      constraint.columns = some_columns(table);
      break;
    case ConstraintKind::Exclude: {
      constraint.method = ident(Name("gist"));
      for (const Ident& column : some_columns(table)) {
        IndexElement element;
        element.expr = column_expr(column.name);
        constraint.excluded.push_back({std::move(element), random_.chance(0.5) ? "=" : "&&"});
      }
      if (random_.chance(0.3)) constraint.where = expression(Family::Boolean, &table, 1);
      break;
    }
  }
  const bool late = constraint.kind == ConstraintKind::Check || constraint.kind == ConstraintKind::ForeignKey;
  constraint.not_valid = late && random_.chance(0.2);
  constraint.nulls_not_distinct = constraint.kind == ConstraintKind::Unique && random_.chance(0.1);
  return constraint;
}

Index Generator::index(const Table& table) {
  Index index;
  if (random_.chance(0.5)) index.name = ident(fresh_name());
  index.unique = random_.chance(0.3);
  for (const Ident& column : some_columns(table)) {
    IndexElement element;
    element.expr = column_expr(column.name);
    element.descending = random_.chance(0.3);
    if (random_.chance(0.05)) element.prefix = 1 + static_cast<int>(random_.below(20));
    if (random_.chance(0.05)) element.collation = ident(Name("nocase"));
    index.elements.push_back(std::move(element));
  }
  if (random_.chance(0.2)) {
    IndexElement element;
    element.expr = expression(Family::Text, &table, 2);
    index.elements.push_back(std::move(element));
  }
  if (random_.chance(0.2)) index.where = expression(Family::Boolean, &table, 2);
  return index;
}

CreateTable Generator::create_table() {
  CreateTable op;
  op.table.name.name = fresh_name();
  const std::size_t count = 1 + random_.below(6);
  for (std::size_t i = 0; i < count; ++i) op.table.columns.push_back(column());
  if (random_.chance(0.5)) {
    Column& id = op.table.columns.front();
    id.type = Type();
    id.type.kind = TypeKind::bigint;
    id.default_value.reset();
    id.identity = Identity{};
    Constraint key;
    key.kind = ConstraintKind::PrimaryKey;
    key.columns = {id.name};
    op.table.constraints.push_back(std::move(key));
  }
  if (random_.chance(0.3)) {
    Column generated;
    generated.name = ident(fresh_name());
    generated.type.kind = TypeKind::text;
    generated.generated = Generated{expression(Family::Text, &op.table, 2), true};
    op.table.columns.push_back(std::move(generated));
  }
  while (random_.chance(0.4)) op.table.constraints.push_back(constraint(op.table));
  if (random_.chance(0.3)) op.table.indexes.push_back(index(op.table));
  return op;
}

Insert Generator::insert(const Table& table) {
  Insert op;
  op.table = table.name;
  for (const Column& column : table.columns)
    if (!column.generated) op.columns.push_back(ident(column.name.name));
  for (std::size_t i = 0; i <= random_.below(3); ++i) {
    std::vector<Expr> row;
    for (const Ident& name : op.columns) row.push_back(literal(family(table.column(name.name)->type)));
    op.rows.push_back(std::move(row));
  }
  return op;
}

Operation Generator::operation() {
  const Table* table = any_table();
  if (!table || random_.chance(schema_.size() < 4 ? 0.4 : 0.1)) return create_table();
  if (random_.chance(0.25)) return object_operation(*table);
  if (random_.chance(0.12)) return attribute_operation(*table);
  const TableName& name = table->name;
  const Ident column = any_column(*table)->name;
  switch (random_.below(20)) {
    case 0:
      return DropTable{name, random_.chance(0.4)};
    case 1:
      return RenameTable{name, ident(fresh_name())};
    case 2:
    case 3: {
      AddColumn op{name, this->column(), {}};
      if (random_.chance(0.2)) op.position.where = Position::Where::First;
      if (random_.chance(0.2)) op.position = {Position::Where::After, column};
      return op;
    }
    case 4:
      return DropColumn{name, column, random_.chance(0.4), {}};
    case 5:
    case 6:
      return RenameColumn{name, column, ident(fresh_name())};
    case 7: {
      AlterType op{name, column, type(), {}, {}};
      if (random_.chance(0.3)) {
        op.using_expr = expression(family(op.type), table, 2);
        op.reverse_using = literal(family(table->column(column.name)->type));
      }
      return op;
    }
    case 8:
      return SetNotNull{name, column};
    case 9:
      return DropNotNull{name, column};
    case 10:
      return SetDefault{name, column, literal(family(table->column(column.name)->type))};
    case 11:
      return DropDefault{name, column};
    case 12:
    case 13:
      return AddConstraint{name, constraint(*table)};
    case 14:
      if (table->constraints.empty()) return CreateIndex{name, index(*table)};
      if (random_.chance(0.5))
        return DropConstraint{
            name, table->constraints[random_.below(table->constraints.size())].name, random_.chance(0.4), {}};
      return RenameConstraint{name, table->constraints[random_.below(table->constraints.size())].name,
                              ident(fresh_name())};
    case 15:
      return CreateIndex{name, index(*table)};
    case 16:
      if (table->indexes.empty()) return CreateIndex{name, index(*table)};
      if (random_.chance(0.5))
        return DropIndex{name, table->indexes[random_.below(table->indexes.size())].name, {}};
      return RenameIndex{name, table->indexes[random_.below(table->indexes.size())].name,
                         ident(fresh_name())};
    case 17: {
      Insert op = insert(*table);
      if (op.columns.empty())
        return DropTable{name, random_.chance(0.4)};  // only generated columns: nothing to insert
      return op;
    }
    case 18: {
      Update op;
      op.table = name;
      op.set.push_back({column, expression(family(table->column(column.name)->type), table, 2, false)});
      if (random_.chance(0.6)) op.where = expression(Family::Boolean, table, 3, false);
      return op;
    }
    default: {
      if (random_.chance(0.5)) return Delete{name, {}, expression(Family::Boolean, table, 2, false)};
      return Execute{"select 1 -- $$ it's"};
    }
  }
}

Statement Generator::statement() {
  Statement statement{operation(), DialectSet::all(), {}, "", {}, false};
  if (random_.chance(0.2)) statement.comment = "why it is so\nin two lines";
  for (const DiagnosticId rule : {DiagnosticId::mixed_revision, DiagnosticId::way_back_falls_short})
    if (random_.chance(0.1)) statement.allows.push_back({rule, "it's so -- /* here", {}});
  if (std::holds_alternative<Execute>(statement.op)) statement.way_back = {WayBack::Kind::Sql, "select 2"};
  if (changes_state(statement.op)) statement.way_back.kind = WayBack::Kind::Nothing;
  if (std::holds_alternative<Insert>(statement.op) && random_.chance(0.5))
    statement.way_back.kind = WayBack::Kind::Nothing;
  if (can_keep(statement.op) && random_.chance(0.4)) statement.way_back.kind = WayBack::Kind::Keep;
  return statement;
}

}  // namespace migc::test
