#include "ir/invert.h"

#include <algorithm>

#include "ir/creation.h"
#include "ir/invert_kept.h"

namespace migc {

namespace {

class Inverter {
 public:
  Inverter(const Statement& statement, const Schema& schema, const Journal& touched, Diagnostics& diagnostics)
      : statement_(statement), schema_(schema), touched_(touched), diagnostics_(diagnostics) {}

  Inverse operator()(const CreateTable& op) {
    if (op.table.maybe) return {};  // it may have been there, and what is in it now is for the next upgrade
    return one(DropTable{op.table.name, false});
  }
  Inverse operator()(const DropTable& op) { return all(creation_of(table(op.table))); }
  Inverse operator()(const RenameTable& op) {
    return one(RenameTable{{op.table.schema, op.to.name, op.to.span}, {op.table.name, op.table.span}});
  }

  Inverse operator()(const AddColumn& op) { return one(DropColumn{op.table, op.column.name, false, {}}); }
  Inverse operator()(const DropColumn& op) {
    const auto& columns = table(op.table).columns;
    const auto at =
        std::find_if(columns.begin(), columns.end(), [&](const Column& c) { return c.name == op.column; });
    Position position;
    if (at == columns.begin())
      position.where = Position::Where::First;
    else if (at + 1 != columns.end())
      position = {Position::Where::After, (at - 1)->name};
    Column bare = *at;
    bare.comment.clear();
    const bool filled = !at->nullable && (op.reverse_using || (op.kept && !at->default_value));
    if (filled) bare.nullable = true;
    std::vector<Operation> made{AddColumn{op.table, bare, position}};
    if (op.reverse_using) made.push_back(Update{op.table, {}, {{op.column, *op.reverse_using}}, {}, {}, {}});
    if (op.kept) made.push_back(given_back(*op.kept, table(op.table)));
    if (filled) made.push_back(SetNotNull{op.table, op.column});
    if (!at->comment.empty())
      made.push_back(CommentOn{{CommentTarget::Kind::Column, op.table, op.column, {}}, at->comment});
    return all(std::move(made));
  }
  Inverse operator()(const RenameColumn& op) { return one(RenameColumn{op.table, op.to, op.column}); }

  Inverse operator()(const AlterType& op) {
    const Type old = column(op.table, op.column).type;
    const bool turns = !op.using_expr || op.reverse_using || converts(op.type, old);
    if (!turns && !op.kept) {
      diagnostics_
          .report(diag::conversion_without_way_back, statement_.span, to_string(op.type), to_string(old))
          .fix("say how: … reverse using (expression over the new column)")
          .fix("or put the values aside: … keep")
          .fix("or say that there is none: … irreversible 'why'");
      return {};
    }
    std::optional<Expr> back = op.reverse_using;
    if (!back && !op.using_expr && family(old) == Family::Enum && !converts(op.type, old)) {
      // Texts that were values of an enum are values again.
      back = cast_expr(column_expr(op.column.name), old);
    }
    AlterType plain{op.table, op.column, old, back, op.using_expr};
    if (!op.kept) return one(std::move(plain));
    return all(given_back(op, table(op.table), *schema_.find(op.table)->column(op.column.name),
                          turns ? std::optional(std::move(plain)) : std::nullopt));
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

  Inverse operator()(const SetIdentity& op) { return one(DropIdentity{op.table, op.column}); }
  Inverse operator()(const DropIdentity& op) {
    const auto& before = column(op.table, op.column).identity;
    if (!before) return {};
    return one(SetIdentity{op.table, op.column, *before});
  }
  // A clause has been demanded.
  Inverse operator()(const RestartIdentity&) { return {}; }
  Inverse operator()(const RestartSequence&) { return {}; }
  Inverse operator()(const RefreshView&) { return {}; }
  Inverse operator()(const SetGenerated& op) {
    const auto& before = column(op.table, op.column).generated;
    if (before) return one(SetGenerated{op.table, op.column, *before});
    return one(DropGenerated{op.table, op.column});
  }
  Inverse operator()(const DropGenerated& op) {
    const auto& before = column(op.table, op.column).generated;
    if (!before) return {};
    return one(SetGenerated{op.table, op.column, *before});
  }
  Inverse operator()(const SetCollation& op) {
    return one(SetCollation{op.table, op.column, column(op.table, op.column).collation});
  }
  Inverse operator()(const SetOptions& op) {
    const std::vector<Option>& before =
        op.column.name.empty() ? table(op.table).options : column(op.table, op.column).options;
    SetOptions back{op.table, op.column, {}};
    for (const Option& option : op.options) {
      const auto old = std::find_if(before.begin(), before.end(), [&](const Option& o) {
        return o.dialect == option.dialect && o.key == option.key;
      });
      if (old != before.end())
        back.options.push_back(*old);
      else
        back.options.push_back({option.dialect, option.key, "default", false});
    }
    return one(std::move(back));
  }
  Inverse operator()(const SetSchema& op) {
    return one(SetSchema{{op.schema.name, op.table.name, op.table.span}, {op.table.schema, op.table.span}});
  }
  Inverse operator()(const SetRowSecurity& op) {
    const RowSecurity before = table(op.table).row_security;
    SetRowSecurity back{op.table, {}, {}};
    if (op.enabled) back.enabled = before.enabled;
    if (op.forced) back.forced = before.forced;
    return one(back);
  }
  Inverse operator()(const AttachPartition& op) { return one(DetachPartition{op.table, op.partition}); }
  Inverse operator()(const DetachPartition& op) {
    return one(AttachPartition{op.table, op.partition, table(op.partition).partition_of->bound});
  }

  Inverse operator()(const AddConstraint& op) {
    return one(DropConstraint{op.table, op.constraint.name, false, {}});
  }
  Inverse operator()(const DropConstraint& op) {
    return all(creation_of(op.table, *table(op.table).constraint(op.constraint.name)));
  }
  Inverse operator()(const RenameConstraint& op) {
    return one(RenameConstraint{op.table, op.to, op.constraint});
  }
  // Rows have been looked at, and can't be unseen: the constraint is made again as it was.
  Inverse operator()(const ValidateConstraint& op) {
    const Constraint& before = *table(op.table).constraint(op.constraint.name);
    if (!before.not_valid) return {};
    std::vector<Operation> made{DropConstraint{op.table, op.constraint, false, {}}};
    for (Operation& part : creation_of(op.table, before)) made.push_back(std::move(part));
    return all(std::move(made));
  }
  Inverse operator()(const CreateIndex& op) { return one(DropIndex{op.table, op.index.name, {}}); }
  Inverse operator()(const DropIndex& op) {
    return all(creation_of(op.table, *table(op.table).index(op.index.name)));
  }
  Inverse operator()(const RenameIndex& op) { return one(RenameIndex{op.table, op.to, op.index}); }

  Inverse operator()(const CreateObject& op) { return one(DropObject{name_of(op.object), false}); }
  Inverse operator()(const ReplaceObject& op) {
    const SchemaObject& before = *touched_.object(name_of(op.object));
    if (is_stale(before)) return {};
    return one(ReplaceObject{before});
  }
  Inverse operator()(const DropObject& op) {
    const SchemaObject& before = *touched_.object(op.object);
    if (is_stale(before)) return {};
    return all(creation_of(before));
  }
  Inverse operator()(const RenameObject& op) {
    ObjectName renamed = op.object;
    renamed.name.name = op.to.name;
    return one(RenameObject{renamed, {op.object.name.name, op.object.name.span}});
  }
  Inverse operator()(const AddEnumValue& op) {
    return one(DropEnumValue{op.type, op.value, {}, op.span, {}});
  }
  Inverse operator()(const RenameEnumValue& op) {
    return one(RenameEnumValue{op.type, op.to, op.value, op.span, op.to_span});
  }
  Inverse operator()(const DropEnumValue& op) {
    const SchemaObject& before = *touched_.object({ObjectKind::EnumType, op.type, {}, {}});
    const auto& values = std::get<EnumType>(before.definition).values;
    const auto at = std::find(values.begin(), values.end(), op.value);
    AddEnumValue back{op.type, op.value, {}, {}, op.span, {}};
    if (at + 1 != values.end()) back.before = *(at + 1);
    std::vector<Operation> made{std::move(back)};
    for (Operation& part : given_back(op, schema_)) made.push_back(std::move(part));
    return all(std::move(made));
  }
  Inverse operator()(const AlterDomain& op);
  Inverse operator()(const AlterSequence& op) {
    const SchemaObject& before = *touched_.object({ObjectKind::Sequence, op.sequence, {}, {}});
    AlterSequence back{op.sequence, std::get<Sequence>(before.definition), {}};
    back.cycle = back.settings.cycle;
    return one(std::move(back));
  }
  Inverse operator()(const CommentOn& op) { return one(CommentOn{op.on, comment_before(op.on)}); }
  Inverse operator()(const Grant& op);
  Inverse operator()(const Revoke& op);

  Inverse operator()(const Insert& op);
  // Which rows an update or a delete met, and how they were, is not known afterwards unless they were kept.
  Inverse operator()(const Update& op) {
    if (!op.kept) return {};
    if (op.from && op.from->table == op.kept->archive) return one(put_aside(*op.kept, table(op.table)));
    return one(given_back(op, table(op.table)));
  }
  Inverse operator()(const Delete& op) { return op.kept ? one(given_back(op, table(op.table))) : Inverse(); }

  Inverse operator()(const Execute&) { return {}; }  // what its author said has been looked at before
  Inverse operator()(const ByHand& op) { return one(ByHand{op.down, op.up}); }

 private:
  // insert into the archive what the table holds
  static Insert put_aside(const Kept& kept, const Table& table) {
    return filling(kept, rows_to_keep(table, {}, kept));
  }
  // The table as it stood before the statement.
  const Table& table(const TableName& name) const {
    const Table* before = touched_.table(name);
    return before ? *before : *schema_.find(name);
  }
  const Column& column(const TableName& name, const Ident& column) const {
    return *table(name).column(column.name);
  }
  Inverse all(std::vector<Operation> ops) const {
    Inverse result;
    for (Operation& op : ops)
      result.statements.push_back(
          {std::move(op), statement_.targets, {}, "", statement_.span, statement_.assumed});
    if (!result.statements.empty()) result.statements.front().comment = statement_.comment;
    return result;
  }
  Inverse one(Operation op) const {
    std::vector<Operation> ops;
    ops.push_back(std::move(op));
    return all(std::move(ops));
  }
  // A body that names what is called otherwise by now can't be written again: reported where that was done.
  bool is_stale(const SchemaObject& object) const {
    const Body* body = body_of(object);
    if (!body || !body->stale) return false;
    diagnostics_.report(diag::stale_body, *body->stale, show(name_of(object)))
        .label(statement_.span, "when this is taken back")
        .label(object.span, "its text")
        .note("its text is SQL that migc does not change, and names what is called otherwise now")
        .fix(fmt::format("drop the {} before the change and create it again after it",
                         object_word(name_of(object).kind)));
    return true;
  }
  std::string comment_before(const CommentTarget& on) const;
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
      const bool comparable = is_comparable(family(table.column(column.name)->type));
      if (at == op.columns.end() || !comparable) return std::vector<std::size_t>();
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
  if (op.kept) return one(put_aside(*op.kept, target));
  // The way back of the revision drops the table, with its rows.
  if (schema_.journal().made(target.name)) return {};
  if (op.select) {
    diagnostics_
        .report(diag::insert_without_key, statement_.span,
                std::string("which rows the select gives is not known"))
        .fix("say it: … reverse $$ SQL $$, reverse nothing, irreversible 'why'");
    return {};
  }
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

Inverse Inverter::operator()(const AlterDomain& op) {
  const SchemaObject& object = *touched_.object({ObjectKind::Domain, op.domain, {}, {}});
  const auto& before = std::get<Domain>(object.definition);
  AlterDomain back{op.domain, op.change, {}, op.name};
  switch (op.change) {
    case AlterDomain::Change::SetDefault:
    case AlterDomain::Change::DropDefault:
      back.change = before.default_value ? AlterDomain::Change::SetDefault : AlterDomain::Change::DropDefault;
      if (before.default_value) back.expr = *before.default_value;
      break;
    case AlterDomain::Change::SetNotNull:
    case AlterDomain::Change::DropNotNull:
      back.change = before.nullable ? AlterDomain::Change::DropNotNull : AlterDomain::Change::SetNotNull;
      break;
    case AlterDomain::Change::AddCheck:
      back.change = AlterDomain::Change::DropCheck;
      break;
    case AlterDomain::Change::DropCheck:
      back.change = AlterDomain::Change::AddCheck;
      for (const Domain::Check& check : before.checks)
        if (check.name.name.folded() == op.name.name.folded()) back.expr = check.expr, back.name = check.name;
      break;
  }
  return one(std::move(back));
}

std::string Inverter::comment_before(const CommentTarget& on) const {
  switch (on.kind) {
    case CommentTarget::Kind::Table:
      return table(on.table).comment;
    case CommentTarget::Kind::Column:
      return column(on.table, on.element).comment;
    case CommentTarget::Kind::Constraint:
      return table(on.table).constraint(on.element.name)->comment;
    case CommentTarget::Kind::Index:
      return table(on.table).index(on.element.name)->comment;
    case CommentTarget::Kind::Object: {
      const SchemaObject* before = touched_.object(on.object);
      return before ? before->comment : std::string();
    }
  }
  return {};
}

// Of the rights that it touched: those that were not there are taken, those that were otherwise are given again.
Inverse Inverter::operator()(const Grant& op) {
  std::vector<Operation> ops;
  for (const auto& [key, before] : touched_.rights) {
    if (!before) continue;
    const auto now = std::find_if(op.roles.begin(), op.roles.end(),
                                  [&](const Ident& role) { return before ? role == before->role : true; });
    if (now == op.roles.end()) continue;
    if (before) {
      ops.push_back(Revoke{{before->privilege}, before->on, {before->role}});
      ops.push_back(Grant{{before->privilege}, before->on, {before->role}, before->grantable});
    }
  }
  Revoke fresh{{}, op.on, op.roles};
  for (const Privilege& privilege : op.privileges) {
    const bool all_new = std::all_of(op.roles.begin(), op.roles.end(), [&](const Ident& role) {
      const auto found = touched_.rights.find(key_of(Right{op.on, privilege, role, false, {}}));
      return found != touched_.rights.end() && !found->second;
    });
    if (all_new) {
      fresh.privileges.push_back(privilege);
      continue;
    }
    for (const Ident& role : op.roles) {
      const auto found = touched_.rights.find(key_of(Right{op.on, privilege, role, false, {}}));
      if (found != touched_.rights.end() && !found->second) ops.push_back(Revoke{{privilege}, op.on, {role}});
    }
  }
  if (!fresh.privileges.empty()) ops.push_back(std::move(fresh));
  return all(std::move(ops));
}

Inverse Inverter::operator()(const Revoke& op) {
  std::vector<Operation> ops;
  for (bool grantable : {false, true})
    for (const Ident& role : op.roles) {
      Grant grant{{}, op.on, {role}, grantable};
      for (const Privilege& privilege : op.privileges) {
        const auto found = touched_.rights.find(key_of(Right{op.on, privilege, role, false, {}}));
        if (found != touched_.rights.end() && found->second && found->second->grantable == grantable)
          grant.privileges.push_back(privilege);
      }
      if (!grant.privileges.empty()) ops.push_back(std::move(grant));
    }
  return all(std::move(ops));
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
    case WayBack::Kind::Keep:
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
