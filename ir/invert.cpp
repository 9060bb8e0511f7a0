#include "ir/invert.h"

#include <algorithm>

#include "support/overloaded.h"

namespace migc {

namespace {

class Inverter {
 public:
  Inverter(const Statement& statement, const Schema& schema, const Journal& touched, Diagnostics& diagnostics)
      : statement_(statement), schema_(schema), touched_(touched), diagnostics_(diagnostics) {}

  Inverse operator()(const CreateTable& op) { return one(DropTable{op.table.name}); }
  Inverse operator()(const DropTable& op) { return one(CreateTable{table(op.table)}); }
  Inverse operator()(const RenameTable& op) {
    return one(RenameTable{{op.table.schema, op.to.name, op.to.span}, {op.table.name, op.table.span}});
  }

  Inverse operator()(const AddColumn& op) { return one(DropColumn{op.table, op.column.name}); }
  Inverse operator()(const DropColumn& op) {
    const auto& columns = table(op.table).columns;
    const auto at =
        std::find_if(columns.begin(), columns.end(), [&](const Column& c) { return c.name == op.column; });
    Position position;
    if (at == columns.begin())
      position.where = Position::Where::First;
    else if (at + 1 != columns.end())
      position = {Position::Where::After, (at - 1)->name};
    return one(AddColumn{op.table, *at, position});
  }
  Inverse operator()(const RenameColumn& op) { return one(RenameColumn{op.table, op.to, op.column}); }

  Inverse operator()(const AlterType& op) {
    const Type old = column(op.table, op.column).type;
    if (op.using_expr && !op.reverse_using && !converts(op.type, old)) {
      diagnostics_
          .report(diag::conversion_without_way_back, statement_.span, to_string(op.type), to_string(old))
          .fix("say how: … reverse using (expression over the new column)")
          .fix("or say that there is none: … irreversible 'why'");
      return {};
    }
    return one(AlterType{op.table, op.column, old, op.reverse_using, op.using_expr});
  }
  Inverse operator()(const SetNotNull& op) {
    if (!column(op.table, op.column).nullable) return {};
    return one(DropNotNull{op.table, op.column});
  }
  Inverse operator()(const DropNotNull& op) {
    if (column(op.table, op.column).nullable) return {};
    return one(SetNotNull{op.table, op.column});
  }
  Inverse operator()(const SetDefault& op) { return put_default_back(op.table, op.column); }
  Inverse operator()(const DropDefault& op) { return put_default_back(op.table, op.column); }

  Inverse operator()(const AddConstraint& op) { return one(DropConstraint{op.table, op.constraint.name}); }
  Inverse operator()(const DropConstraint& op) {
    return one(AddConstraint{op.table, *table(op.table).constraint(op.constraint.name)});
  }
  Inverse operator()(const RenameConstraint& op) {
    return one(RenameConstraint{op.table, op.to, op.constraint});
  }
  Inverse operator()(const CreateIndex& op) { return one(DropIndex{op.table, op.index.name}); }
  Inverse operator()(const DropIndex& op) {
    return one(CreateIndex{op.table, *table(op.table).index(op.index.name)});
  }
  Inverse operator()(const RenameIndex& op) { return one(RenameIndex{op.table, op.to, op.index}); }

  Inverse operator()(const Insert& op);
  // Which rows an update or a delete met, and how they were, is not known afterwards.
  Inverse operator()(const Update&) { return {}; }
  Inverse operator()(const Delete&) { return {}; }

  Inverse operator()(const Execute&) { return {}; }  // what its author said has been looked at before
  Inverse operator()(const ByHand& op) { return one(ByHand{op.down, op.up}); }

 private:
  // The table as it stood before the statement.
  const Table& table(const TableName& name) const {
    const auto before = touched_.find(name);
    return before != touched_.end() ? *before->second : *schema_.find(name);
  }
  const Column& column(const TableName& name, const Ident& column) const {
    return *table(name).column(column.name);
  }
  Inverse one(Operation op) const {
    Statement inverse{std::move(op), statement_.targets, {}, statement_.comment, statement_.span};
    Inverse result;
    result.statements.push_back(std::move(inverse));
    return result;
  }
  Inverse put_default_back(const TableName& name, const Ident& ident) {
    const auto& old = column(name, ident).default_value;
    if (old) return one(SetDefault{name, ident, *old});
    return one(DropDefault{name, ident});
  }

  const Statement& statement_;
  const Schema& schema_;
  const Journal& touched_;
  Diagnostics& diagnostics_;
};

// The columns by which the inserted rows are found again: those of the primary key, or of the first
// unique constraint, that every row gives as a literal that is not null. Empty when there is none.
std::vector<std::size_t> literal_key(const Table& table, const Insert& op) {
  const auto usable = [&](const Constraint& key) {
    std::vector<std::size_t> places;
    for (const Ident& column : key.columns) {
      const auto at = std::find_if(op.columns.begin(), op.columns.end(),
                                   [&](const Ident& c) { return c.name == column.name; });
      if (at == op.columns.end()) return std::vector<std::size_t>();
      places.push_back(static_cast<std::size_t>(at - op.columns.begin()));
    }
    for (const auto& row : op.rows)
      for (std::size_t place : places)
        if (!is_literal(row[place]) || row[place].kind == ExprKind::Null) return std::vector<std::size_t>();
    return places;
  };
  if (const Constraint* key = table.primary_key())
    if (auto places = usable(*key); !places.empty()) return places;
  for (const Constraint& constraint : table.constraints)
    if (constraint.kind == ConstraintKind::Unique)
      if (auto places = usable(constraint); !places.empty()) return places;
  return {};
}

Inverse Inverter::operator()(const Insert& op) {
  const Table& target = table(op.table);
  // The way back of the revision drops the table, with its rows.
  const auto made = schema_.journal().find(target.name);
  if (made != schema_.journal().end() && !made->second) return {};
  const std::vector<std::size_t> key = literal_key(target, op);
  if (key.empty()) {
    diagnostics_
        .report(diag::insert_without_key, statement_.span,
                std::string(target.primary_key() ? "no primary key or unique key is given as literals"
                                                 : "the table has no primary key"))
        .fix(target.primary_key() ? fmt::format("give {} too", show(target.primary_key()->columns))
                                  : std::string("give the table a primary key"))
        .fix("or say it: … reverse $$ SQL $$, reverse nothing, irreversible 'why'");
    return {};
  }
  Expr where;
  if (key.size() == 1) {
    where.kind = op.rows.size() == 1 ? ExprKind::Binary : ExprKind::In;
    where.op = op.rows.size() == 1 ? Operator::Equal : Operator::None;
    where.args.push_back(column_expr(op.columns[key[0]].name));
    for (const auto& row : op.rows) where.args.push_back(row[key[0]]);
  } else {
    std::vector<Expr> rows;
    for (const auto& row : op.rows) {
      Expr all;
      all.kind = ExprKind::Binary;
      all.op = Operator::And;
      for (std::size_t place : key)
        all.args.push_back(binary_expr(Operator::Equal, column_expr(op.columns[place].name), row[place]));
      rows.push_back(std::move(all));
    }
    if (rows.size() == 1) {
      where = std::move(rows[0]);
    } else {
      where.kind = ExprKind::Binary;
      where.op = Operator::Or;
      where.args = std::move(rows);
    }
  }
  return one(Delete{op.table, {}, std::move(where)});
}

}  // namespace

Inverse invert(const Statement& statement, const Schema& schema, const Journal& touched,
               Diagnostics& diagnostics) {
  const auto execute = [&](WayBack way_back) {
    Statement back{Execute{statement.way_back.text}, statement.targets, std::move(way_back),
                   statement.comment, statement.span};
    Inverse inverse;
    inverse.statements.push_back(std::move(back));
    return inverse;
  };
  switch (statement.way_back.kind) {
    case WayBack::Kind::Derived:
      return std::visit(Inverter(statement, schema, touched, diagnostics), statement.op);
    case WayBack::Kind::Nothing:
      return {};
    case WayBack::Kind::Irreversible:
      return {{}, false, statement.way_back.text};
    case WayBack::Kind::Sql:
      if (const auto* raw = std::get_if<Execute>(&statement.op))
        return execute({WayBack::Kind::Sql, raw->sql});
      return execute({WayBack::Kind::Nothing, ""});
  }
  return {};
}

}  // namespace migc
