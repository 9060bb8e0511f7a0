// Changes of a column. What a column with rows doesn't take is done through a new one beside it: it is added and filled,
// the old one is dropped, and the new one gets its name; so it stands at the end of the table. What stands on the
// column is taken off before and put back after.
#include <algorithm>

#include "backends/oracle/oracle.h"

namespace migc {

namespace {

// The values of a column that turns by itself. A text or bytes that don't fit stop the script: a cast would cut them.
Expr turned(Name column, const Type& from, const Type& to) {
  Expr value = column_expr(column);
  value.derived.family = family(from);
  const bool sized =
      family(from) == family(to) && (family(to) == Family::Text || family(to) == Family::Binary);
  if (sized && from.kind == TypeKind::char_) {
    // What a char is filled up with is no part of its value.
    Expr call;
    call.kind = ExprKind::Call;
    call.function = Function::rtrim_;
    call.args.push_back(std::move(value));
    return call;
  }
  if (sized) return value;
  return cast_expr(std::move(value), to);
}

int digits_of(const Type& type) {
  switch (type.kind) {
    case TypeKind::tinyint:
      return 3;
    case TypeKind::smallint:
      return 5;
    case TypeKind::integer:
      return 10;
    case TypeKind::bigint:
      return 19;
    default:
      return type.size ? *type.size - type.scale.value_or(0) : 1000;
  }
}

}  // namespace

// "ALTER TABLE", modify_col_properties: a number grows, a text or raw one has the length that its rows need, a date
// becomes a timestamp, a fraction of a second grows (ORA-01439, ORA-01440, ORA-01441, ORA-22858).
bool Oracle::turns_by_itself(const Column& before, const Column& after) const {
  const Type& from = before.type;
  const Type& to = after.type;
  if (from.kind == TypeKind::native || to.kind == TypeKind::native) return false;
  if (type_or_native(from) == type_or_native(to)) return true;
  const Family of = family(from);
  const bool numbers = (of == Family::Integer || of == Family::Decimal) &&
                       (family(to) == Family::Integer || family(to) == Family::Decimal);
  if (numbers) {
    const bool unbounded = to.kind == TypeKind::decimal && !to.size;
    return unbounded || (digits_of(to) >= digits_of(from) && to.scale.value_or(0) >= from.scale.value_or(0));
  }
  if (from.kind == TypeKind::user && to.kind == TypeKind::user) return true;
  if (from.kind == TypeKind::date && to.kind == TypeKind::timestamp) return true;
  if (from.kind != to.kind &&
      !(of == Family::Binary && family(to) == of && to.kind != TypeKind::blob && from.kind != TypeKind::blob))
    return false;
  switch (from.kind) {
    case TypeKind::varchar:
    case TypeKind::binary:
    case TypeKind::varbinary:
      return true;
    case TypeKind::char_:
      return to.size.value_or(1) >= from.size.value_or(1);
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
      return to.size.value_or(6) >= from.size.value_or(6);
    case TypeKind::boolean:
    case TypeKind::tinyint:
    case TypeKind::smallint:
    case TypeKind::integer:
    case TypeKind::bigint:
    case TypeKind::decimal:
    case TypeKind::real:
    case TypeKind::double_:
    case TypeKind::text:
    case TypeKind::blob:
    case TypeKind::date:
    case TypeKind::time:
    case TypeKind::interval:
    case TypeKind::uuid:
    case TypeKind::json:
    case TypeKind::jsonb:
    case TypeKind::xml:
    case TypeKind::user:
    case TypeKind::native:
      return false;
  }
  return false;
}

const Ident* Oracle::column_made_anew(const Operation& op, const Change& change) const {
  if (const auto* alter = std::get_if<AlterType>(&op)) {
    const Column before = grounded(*change.before(alter->table)->column(alter->column.name));
    const Column after = grounded(*change.after(alter->table)->column(alter->column.name));
    return alter->using_expr || !turns_by_itself(before, after) ? &alter->column : nullptr;
  }
  if (const auto* set = std::get_if<SetIdentity>(&op))
    return change.before(set->table)->column(set->column.name)->identity ? nullptr : &set->column;
  if (const auto* generated = std::get_if<SetGenerated>(&op)) return &generated->column;
  if (const auto* plain = std::get_if<DropGenerated>(&op)) return &plain->column;
  return nullptr;
}

void Oracle::alter_type(const AlterType& op, const Statement& statement, const Change& change,
                        std::vector<Step>& out) const {
  const Column before = grounded(*change.before(op.table)->column(op.column.name));
  const Column after = grounded(*change.after(op.table)->column(op.column.name));
  if (column_made_anew(statement.op, change)) {
    make_anew(op.table, op.column,
              op.using_expr ? *op.using_expr : turned(op.column.name, before.type, after.type), statement,
              change, out);
  } else if (type_or_native(before.type) == type_or_native(after.type)) {
    add(Remark{fmt::format("{} is a {} as before", show(op.column.name), type_or_native(after.type))},
        statement, out);
    adapt_columns(statement, change, out);
  } else {
    add(AlterType{op.table, op.column, after.type, {}, {}}, statement, out);
    adapt_columns(statement, change, out);
  }
}

void Oracle::make_anew(const TableName& name, const Ident& column, std::optional<Expr> values,
                       const Statement& statement, const Change& change, std::vector<Step>& out) const {
  const Table& before = *change.before(name);
  const Table& after = *change.after(name);
  const Column& wanted = *after.column(column.name);
  const auto keys = foreign_keys_on(change, name, column.name);
  for (const auto& [table, key] : keys) add(DropConstraint{table, key.name, false, {}}, statement, out);
  for (const Index& index : before.indexes)
    if (uses_column(index, column.name)) add(DropIndex{name, index.name, {}}, statement, out);
  for (const Constraint& c : before.constraints)
    if (c.kind != ConstraintKind::ForeignKey && uses_column(c, column.name))
      drop_constraint(before, c, statement, out);

  if (values) {
    Column beside = wanted;
    beside.name = migc::beside(column);
    beside.nullable = true;
    beside.default_value.reset();
    if (beside.type.user && beside.type.user->domain()) beside.type = grounded(wanted).type;
    if (beside.identity) beside.identity->always = false;
    add(AddColumn{name, beside, {}}, statement, out);
    add(Update{name, {}, {{beside.name, std::move(*values)}}, {}, {}, {}}, statement, out);
    add(DropColumn{name, column, false, {}}, statement, out);
    add(RenameColumn{name, beside.name, column}, statement, out);
    const Column own = grounded(wanted);
    if (own.default_value) add(SetDefault{name, column, *own.default_value}, statement, out);
    if (own.identity) {
      // From the highest number that is there ("identity_options": limit value).
      Identity next = *own.identity;
      next.start.reset();
      add(SetIdentity{name, column, next}, statement, out);
    } else if (!own.nullable) {
      add(SetNotNull{name, column}, statement, out);
    }
  } else {
    add(DropColumn{name, column, false, {}}, statement, out);
    add(AddColumn{name, wanted, {}}, statement, out);
  }

  for (Constraint& check : implied_checks(after)) {
    const std::vector<Constraint> others = [&] {
      Table without = after;
      std::erase_if(without.columns, [&](const Column& c) { return c.name.name == column.name; });
      return implied_checks(without);
    }();
    if (std::find(others.begin(), others.end(), check) == others.end())
      add(AddConstraint{name, std::move(check)}, statement, out);
  }
  for (const Constraint& c : after.constraints)
    if (c.kind != ConstraintKind::ForeignKey && uses_column(c, column.name))
      add_constraint(after, c, statement, out);
  for (const Index& index : after.indexes)
    if (uses_column(index, column.name)) add(CreateIndex{name, physical(after, index)}, statement, out);
  for (const auto& [table, key] : keys) add(AddConstraint{table, key}, statement, out);
  // A comment and the rights on a column go with it.
  if (!wanted.comment.empty()) {
    CommentTarget on;
    on.kind = CommentTarget::Kind::Column;
    on.table = name;
    on.element = column;
    add(CommentOn{on, wanted.comment}, statement, out);
  }
  for (const Right* right : change.schema().rights_on({GrantKind::Table, name, {}}))
    if (names_column(right->privilege.columns, column.name))
      add(Grant{{right->privilege}, right->on, {right->role}, right->grantable}, statement, out);
}

// Defaults and nullability that are a domain's, and the width of an enum's texts: what a change of the type changes.
void Oracle::adapt_columns(const Statement& statement, const Change& change, std::vector<Step>& out) const {
  for (const auto& [was, now] : changed_tables(statement.op, change))
    for (const Column& declared : now->columns) {
      const Column* old = was->column(declared.name.name);
      if (!old) continue;
      const Column before = grounded(*old);
      const Column after = grounded(declared);
      const bool typed = !std::holds_alternative<AlterType>(statement.op) &&
                         type_or_native(before.type) != type_or_native(after.type);
      if (typed) add(AlterType{now->name, declared.name, after.type, {}, {}}, statement, out);
      if (after.default_value && !(before.default_value == after.default_value))
        add(SetDefault{now->name, declared.name, *after.default_value}, statement, out);
      if (before.default_value && !after.default_value)
        add(DropDefault{now->name, declared.name}, statement, out);
      if (before.nullable && !after.nullable) add(SetNotNull{now->name, declared.name}, statement, out);
      if (!before.nullable && after.nullable) add(DropNotNull{now->name, declared.name}, statement, out);
    }
}

}  // namespace migc
