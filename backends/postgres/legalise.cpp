// PostgreSQL does nearly everything as it is written.
#include <algorithm>

#include "backends/postgres/dependents.h"
#include "backends/postgres/postgres.h"

namespace migc {

namespace {

void add_all(std::vector<Operation> ops, const Statement& statement, std::vector<Step>& out) {
  for (Operation& op : ops) out.push_back({std::move(op), {statement.span}, ""});
}

bool reads_enum(const Expr& root, Name type) {
  bool found = false;
  for_each(root, [&](const Expr& e) {
    found = found || (e.derived.family == Family::Enum && e.derived.type == type);
  });
  return found;
}

// Of keys over the same columns CREATE TABLE makes one alone, and says nothing (parse_utilcmd.c,
// transformIndexConstraints); ALTER TABLE makes all of them.
std::vector<Constraint> doubled_keys(const Table& table) {
  std::vector<Constraint> doubled;
  const auto is_key = [](const Constraint& c) {
    return c.kind == ConstraintKind::PrimaryKey || c.kind == ConstraintKind::Unique;
  };
  for (std::size_t i = 0; i < table.constraints.size(); ++i)
    for (std::size_t before = 0; before < i; ++before) {
      const Constraint& one = table.constraints[before];
      const Constraint& other = table.constraints[i];
      if (!is_key(one) || !is_key(other) || !(one.columns == other.columns)) continue;
      doubled.push_back(other);
      break;
    }
  return doubled;
}

}  // namespace

void Postgres::legalise_type(const AlterType& op, const Statement& statement, const Change& change,
                             std::vector<Step>& out) const {
  const Column* before = change.before(op.table)->column(op.column.name);
  // "ALTER TABLE": a column of a view, a policy or a trigger's condition keeps its type.
  TakenOff off(change.schema());
  off.views_over(op.table);
  off.attached_to(*change.after(op.table), op.column.name);
  add_all(off.drops(), statement, out);
  // A default is not converted by USING, so it is taken off and put back; and it would stay a text of the other kind.
  const bool was_char = before->type.kind == TypeKind::char_;
  const bool other_default = before->default_value && (family(before->type) != family(op.type) ||
                                                       !(before->type.name == op.type.name) ||
                                                       was_char != (op.type.kind == TypeKind::char_));
  if (other_default) add(DropDefault{op.table, op.column}, statement, out);
  add(op, statement, out);
  if (other_default) add(SetDefault{op.table, op.column, *before->default_value}, statement, out);
  add_all(off.creations(), statement, out);
}

void Postgres::legalise_generated(const SetGenerated& op, const Statement& statement, const Change& change,
                                  std::vector<Step>& out) const {
  const Table& before = *change.before(op.table);
  const Table& after = *change.after(op.table);
  const Column& old = *before.column(op.column.name);
  TakenOff off(change.schema());
  off.views_over(op.table);
  off.attached_to(after, op.column.name);
  add_all(off.drops(), statement, out);
  const bool same_kind = old.generated && old.generated->stored == op.generated.stored;
  if (same_kind && target().version >= Version{17, 0}) {
    add(op, statement, out);
  } else {
    // Only a new column can be generated: what stands on the old one goes with it, and is made again.
    const auto others = [&](auto visit) {
      for (const Table* other : change.schema().referring_to(op.table))
        for (const Constraint& c : other->constraints)
          if (c.kind == ConstraintKind::ForeignKey && c.referred == op.table && !(other->name == op.table) &&
              names_column(c.referred_columns, op.column.name))
            visit(other->name, c);
    };
    others([&](const TableName& table, const Constraint& c) {
      add(DropConstraint{table, c.name, false, {}}, statement, out);
    });
    for (const Constraint& c : before.constraints)
      if (uses_column(c, op.column.name)) add(DropConstraint{op.table, c.name, false, {}}, statement, out);
    for (const Index& index : before.indexes)
      if (uses_column(index, op.column.name)) add(DropIndex{op.table, index.name, {}}, statement, out);
    add(DropColumn{op.table, op.column, false, {}}, statement, out);
    add(AddColumn{op.table, *after.column(op.column.name), {}}, statement, out);
    for (const Constraint& c : after.constraints)
      if (uses_column(c, op.column.name)) add(AddConstraint{op.table, c}, statement, out);
    for (const Index& index : after.indexes)
      if (uses_column(index, op.column.name)) add(CreateIndex{op.table, index}, statement, out);
    others([&](const TableName& table, const Constraint& c) {
      add(AddConstraint{table, c}, statement, out);
    });
  }
  add_all(off.creations(), statement, out);
}

void Postgres::legalise_enum(const DropEnumValue& op, const Statement& statement, const Change& change,
                             std::vector<Step>& out) const {
  const SchemaObject& now = *change.schema().find(ObjectName{ObjectKind::EnumType, op.type, {}, {}});
  RemakeEnum remake{op.type, std::get<EnumType>(now.definition), op.value, op.to, {}};
  TakenOff off(change.schema());
  std::vector<Step> again;
  std::vector<const Table*> tables = change.schema().tables_with(op.type);
  for (const Table* table : tables) {
    off.views_over(table->name);
    for (const Column& column : table->columns) {
      if (column.type.kind != TypeKind::user || !(column.type.name == op.type)) continue;
      off.attached_to(*table, column.name.name);
      if (!table->partition_of) remake.uses.push_back({table->name, column});
    }
  }
  add_all(off.drops(), statement, out);
  // Expressions hold values of the old type: they are taken off and made again.
  for (const Table* table : tables) {
    for (const Column& column : table->columns)
      if (column.default_value && reads_enum(*column.default_value, op.type.name)) {
        add(DropDefault{table->name, column.name}, statement, out);
        again.push_back({Operation(SetDefault{table->name, column.name, *column.default_value}), {}, ""});
      } else if (column.default_value && column.type.kind == TypeKind::user && column.type.name == op.type) {
        add(DropDefault{table->name, column.name}, statement, out);
        again.push_back({Operation(SetDefault{table->name, column.name, *column.default_value}), {}, ""});
      }
    for (const Constraint& c : table->constraints)
      if (c.kind == ConstraintKind::Check && reads_enum(c.check, op.type.name)) {
        add(DropConstraint{table->name, c.name, false, {}}, statement, out);
        again.push_back({Operation(AddConstraint{table->name, c}), {}, ""});
      }
    for (const Index& index : table->indexes) {
      bool reads = index.where && reads_enum(*index.where, op.type.name);
      for (const IndexElement& element : index.elements)
        reads = reads || (element.expr.kind != ExprKind::Column && reads_enum(element.expr, op.type.name));
      if (!reads) continue;
      add(DropIndex{table->name, index.name, {}}, statement, out);
      again.push_back({Operation(CreateIndex{table->name, index}), {}, ""});
    }
  }
  add(std::move(remake), statement, out);
  for (Step& step : again) add(std::move(step.body), statement, out);
  add_all(off.creations(), statement, out);
}

void Postgres::legalise(const Statement& statement, const Change& change, std::vector<Step>& out) const {
  const std::size_t first = out.size();
  if (const auto* alter = std::get_if<AlterType>(&statement.op)) {
    legalise_type(*alter, statement, change, out);
  } else if (const auto* collation = std::get_if<SetCollation>(&statement.op)) {
    // A collation is changed with the type.
    const Column& column = *change.after(collation->table)->column(collation->column.name);
    TakenOff off(change.schema());
    off.views_over(collation->table);
    off.attached_to(*change.after(collation->table), collation->column.name);
    add_all(off.drops(), statement, out);
    add(ModifyColumn{collation->table, column, {}}, statement, out);
    add_all(off.creations(), statement, out);
  } else if (const auto* generated = std::get_if<SetGenerated>(&statement.op)) {
    legalise_generated(*generated, statement, change, out);
  } else if (const auto* value = std::get_if<DropEnumValue>(&statement.op)) {
    legalise_enum(*value, statement, change, out);
  } else if (const auto* replace = std::get_if<ReplaceObject>(&statement.op);
             replace && std::holds_alternative<View>(replace->object.definition)) {
    // CREATE OR REPLACE VIEW can only add columns at the end; what stands on the view is made again with it.
    TakenOff off(change.schema());
    off.views_over(replace->object.name);
    std::vector<Operation> again = off.creations();
    add_all(off.drops(), statement, out);
    add(DropObject{name_of(replace->object), false}, statement, out);
    add(CreateObject{replace->object}, statement, out);
    if (!replace->object.comment.empty()) {
      CommentTarget on;
      on.kind = CommentTarget::Kind::Object;
      on.object = name_of(replace->object);
      add(CommentOn{on, replace->object.comment}, statement, out);
    }
    for (const Right* right : change.schema().rights_on({GrantKind::Table, replace->object.name, {}}))
      add(Grant{{right->privilege}, right->on, {right->role}, right->grantable}, statement, out);
    add_all(std::move(again), statement, out);
  } else if (const auto* options = std::get_if<SetOptions>(&statement.op)) {
    for (bool removed : {true, false}) {
      SetOptions own{options->table, options->column, {}};
      for (const Option& option : options->options)
        if (option.dialect == Dialect::postgres && option.removes() == removed) own.options.push_back(option);
      if (!own.options.empty()) add(std::move(own), statement, out);
    }
  } else if (const auto* set = std::get_if<SetIdentity>(&statement.op)) {
    const Column& before = *change.before(set->table)->column(set->column.name);
    if (before.identity) add(DropIdentity{set->table, set->column}, statement, out);
    add(*set, statement, out);
    add(SyncIdentity{set->table, set->column.name}, statement, out);
  } else {
    const auto* add_column = std::get_if<AddColumn>(&statement.op);
    const Domain* domain =
        add_column && add_column->column.type.user ? add_column->column.type.user->domain() : nullptr;
    if (domain && domain->default_value && !add_column->column.default_value &&
        target().version < Version{15, 0}) {
      // Seen on 12, right on 15: the domain's default does not reach the rows that are there.
      AddColumn filled = *add_column;
      filled.column.default_value = domain->default_value;
      add(std::move(filled), statement, out);
      add(DropDefault{add_column->table, add_column->column.name}, statement, out);
    } else if (const auto* create = std::get_if<CreateTable>(&statement.op)) {
      const std::vector<Constraint> doubled = doubled_keys(create->table);
      CreateTable own = *create;
      std::erase_if(own.table.constraints, [&](const Constraint& c) {
        return std::any_of(doubled.begin(), doubled.end(),
                           [&](const Constraint& d) { return d.name == c.name; });
      });
      add(std::move(own), statement, out);
      for (const Constraint& key : doubled) add(AddConstraint{create->table.name, key}, statement, out);
    } else {
      keep(statement, out);
    }
  }
  if (const auto* revoke = std::get_if<Revoke>(&statement.op))
    regrant_columns(*revoke, statement, change, out);
  if (const auto* create = std::get_if<CreateTable>(&statement.op))
    for (const Index& index : create->table.indexes)
      add(CreateIndex{create->table.name, index}, statement, out);

  const auto* insert = std::get_if<Insert>(&statement.op);
  if (insert)
    for (const Column& column : change.after(insert->table)->columns)
      if (column.identity && names_column(insert->columns, column.name.name))
        add(SyncIdentity{insert->table, column.name.name}, statement, out);
  // "ALTER TABLE" fails on a table with pending trigger events.
  if (is_data(statement.op) && change.schema().has_deferred_constraints())
    add(CheckDeferred{}, statement, out);
  for (std::size_t i = first; i < out.size(); ++i) out[i].comment.clear();
  if (out.size() > first) out[first].comment = statement.comment;
}

// "Enumerated Types": a value has at most 63 bytes.
void Postgres::check(const Step& step, Diagnostics& diagnostics) const {
  const auto* op = std::get_if<Operation>(&step.body);
  if (!op) return;
  const auto look = [&](const std::string& value, Span span) {
    if (value.size() <= 63) return;
    diagnostics
        .report(diag::target_name_too_long, span.known() ? span : step.sources.front(), to_string(target()),
                std::string("63 bytes"), fmt::format("the value '{}'", value), value.size())
        .fix("give it a shorter one");
  };
  if (const auto* create = std::get_if<CreateObject>(op))
    if (const auto* type = std::get_if<EnumType>(&create->object.definition))
      for (const std::string& value : type->values) look(value, create->object.name.span);
  if (const auto* value = std::get_if<AddEnumValue>(op)) look(value->value, value->span);
  if (const auto* value = std::get_if<RenameEnumValue>(op)) look(value->to, value->to_span);
}

}  // namespace migc
