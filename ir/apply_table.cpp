// create table, drop table, rename table
#include "ir/applier.h"
#include "support/text.h"

namespace migc {

namespace {

// Two elements of a new table with one name, in any case.
template <class T>
const T* same_name_before(const std::vector<T>& list, std::size_t i) {
  for (std::size_t j = 0; j < i; ++j)
    if (list[j].name.name.folded() == list[i].name.name.folded()) return &list[j];
  return nullptr;
}

}  // namespace

bool Applier::operator()(CreateTable& op) {
  Table& table = op.table;
  if (schema_.poisoned(table.name)) return false;
  if (const Table* there = schema_.find(table.name); table.maybe && there && there->maybe) return true;
  if (table.columns.size() > max_elements || table.constraints.size() > max_elements ||
      table.indexes.size() > max_elements) {
    report(diag::too_many_columns, table.name.span, max_elements);
    return false;
  }
  bool ok = free_table(table.name);
  if (table.partition_of) {
    const Table* parent = need_table(table.partition_of->parent);
    ok = parent && check_bound(*parent, table.name, table.partition_of->bound, table.name.span) && ok;
    if (!ok) {
      schema_.poison(table.name);
      return false;
    }
  }
  if (table.columns.empty()) {
    report(diag::no_columns, table.name.span);
    ok = false;
  }
  const Column* identity = nullptr;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    Column& column = table.columns[i];
    if (const Column* other = same_name_before(table.columns, i)) {
      if (other->name.name == column.name.name)
        report(diag::column_exists, column.name.span, show(table.name), show(column.name.name))
            .label(other->span, "made here");
      else
        report(diag::names_differ_in_case, column.name.span, show(column.name.name), show(other->name.name))
            .label(other->span, "made here");
      ok = false;
    }
    ok = check_column(table, column) && ok;
    if (column.identity && identity) {
      report(diag::bad_identity, column.name.span, show(column.name.name),
             "a table has one identity column at most")
          .label(identity->span, "the other one");
      ok = false;
    }
    if (column.identity) identity = &column;
  }
  if (table.partition_by) {
    ExpressionChecker checker(schema_, diagnostics_, Place::Index);
    for (Expr& expr : table.partition_by->keys) checker.check(expr, scope_of(table));
    ok = checker.ok() && ok;
  }
  const Constraint* key = nullptr;
  for (std::size_t i = 0; i < table.constraints.size(); ++i) {
    Constraint& constraint = table.constraints[i];
    if (constraint.kind == ConstraintKind::PrimaryKey) {
      if (key) {
        report(diag::second_primary_key, constraint.span, show(table.name)).label(key->span, "the other one");
        ok = false;
      }
      key = &constraint;
    }
    if (const Constraint* other = same_name_before(table.constraints, i)) {
      report(diag::name_taken, constraint.span, show(constraint.name.name), "another constraint")
          .label(other->span, "this one");
      ok = false;
    } else {
      ok = free_name(table, constraint.name) && ok;
    }
    ok = check_constraint(table, constraint) && ok;
  }
  for (std::size_t i = 0; i < table.indexes.size(); ++i) {
    Index& index = table.indexes[i];
    const bool taken = same_name_before(table.indexes, i) || table.constraint(index.name.name);
    if (taken) {
      report(diag::name_taken, index.span, show(index.name.name), "another element of the table");
      ok = false;
    } else {
      ok = free_name(table, index.name) && ok;
    }
    ok = check_index(table, index) && ok;
  }
  if (ok) {
    schema_.add(table);
  } else if (!schema_.find(table.name) && !schema_.find_in_other_case(table.name)) {
    schema_.poison(table.name);
  }
  return ok;
}

bool Applier::operator()(DropTable& op) {
  const Table* table = need_table(op.table);
  if (!table) return false;
  std::vector<std::string> users;
  Span place;
  for (const Table* other : schema_.referring_to(table->name)) {
    if (other == table) continue;
    for (const Constraint& constraint : other->constraints) {
      if (constraint.kind != ConstraintKind::ForeignKey || !(constraint.referred == table->name)) continue;
      users.push_back(fmt::format("the foreign key {} of {}", show(constraint.name.name), show(other->name)));
      place = constraint.span;
    }
  }
  for (const Table* part : schema_.partitions_of(table->name)) {
    users.push_back(fmt::format("its partition {}", show(part->name)));
    place = part->span;
  }
  for (const SchemaObject* object : schema_.mentioning(table->name)) {
    users.push_back(fmt::format("the {}", show(name_of(*object))));
    place = object->span;
  }
  if (!users.empty()) {
    report(diag::still_used, op.table.span, fmt::format("table {}", show(op.table)), join_and(users))
        .label(place, "used here")
        .fix("drop what uses it first")
        .fix(fmt::format("or drop it along: drop table {} cascade; the way back puts all of it back",
                         show(op.table)));
    return false;
  }
  schema_.remove(op.table);
  return true;
}

void Applier::rename_in_bodies(QualifiedName from, QualifiedName to) {
  std::vector<SchemaObject> touched;
  for (const SchemaObject* object : schema_.mentioning(from)) touched.push_back(*object);
  for (SchemaObject& object : touched) {
    const ObjectName old = name_of(object);
    if (Body* body = body_of(object)) {
      for (QualifiedName& used : body->uses)
        if (used == from) used = to;
      if (body->mentions(from.name))
        body->stale = statement_.span;
      else if (body->mentions(to.name))
        body->stale.reset();
    }
    if (auto* trigger = std::get_if<Trigger>(&object.definition); trigger && trigger->table == from)
      trigger->table = to;
    if (auto* policy = std::get_if<Policy>(&object.definition); policy && policy->table == from)
      policy->table = to;
    if (table_of(object)) object.name.schema = table_of(object)->schema;
    if (auto* domain = std::get_if<Domain>(&object.definition); domain && domain->base.name == from)
      domain->base.name = to;
    schema_.replace(old, std::move(object));
  }
}

void Applier::move_table(TableName from, TableName to) {
  std::vector<TableName> referring;
  for (const Table* other : schema_.referring_to(from))
    if (!(other->name == from)) referring.push_back(other->name);
  std::vector<TableName> parts;
  for (const Table* part : schema_.partitions_of(from)) parts.push_back(part->name);
  Table moved = *schema_.find(from);
  moved.name = to;
  const auto refer = [&](Table& t) {
    for (Constraint& constraint : t.constraints)
      if (constraint.kind == ConstraintKind::ForeignKey && constraint.referred == from)
        constraint.referred = to;
  };
  refer(moved);
  schema_.move(from, std::move(moved));
  for (const TableName& other : referring) schema_.edit(other, refer);
  for (const TableName& part : parts) schema_.edit(part, [&](Table& t) { t.partition_of->parent = to; });
  rename_in_bodies(from, to);
  std::vector<Right> rights;
  for (const Right* right : schema_.rights_on({GrantKind::Table, from, {}})) rights.push_back(*right);
  for (Right& right : rights) {
    schema_.remove(right);
    right.on.name = to;
    schema_.add(right);
  }
}

bool Applier::operator()(RenameTable& op) {
  const Table* table = need_table(op.table);
  TableName to{op.table.schema, op.to.name, op.to.span};
  if (!table) {
    schema_.poison(to);
    return false;
  }
  // A name that differs in case alone from the old one is free once the old one is gone.
  const bool same_but_case = op.table.name.folded() == op.to.name.folded();
  if (same_but_case && op.table.name == op.to.name) {
    report(diag::table_exists, op.to.span, show(to));
    return false;
  }
  if (schema_.poisoned(to) || (!same_but_case && !free_table(to))) return false;
  const bool archive = table->archive || op.archives;
  move_table(table->name, to);
  if (archive) schema_.edit(to, [&](Table& t) { t.archive = op.archives; });
  return true;
}

bool Applier::operator()(SetSchema& op) {
  const Table* table = need_table(op.table);
  if (!table) return false;
  const TableName to{op.schema.name, op.table.name, op.schema.span};
  if (to == table->name) {
    report(diag::no_effect, op.table.span, fmt::format("{} is there already", show(op.table)));
    return true;
  }
  if (!free_table(to)) return false;
  for (const Constraint& constraint : table->constraints)
    if (const Table* owner = schema_.owner_of(op.schema.name, constraint.name.name)) {
      report(diag::name_taken, op.schema.span, show(constraint.name.name),
             fmt::format("a constraint or index of {}", show(owner->name)))
          .label(owner->span, "on this table");
      return false;
    }
  move_table(table->name, to);
  return true;
}

bool Applier::operator()(SetRowSecurity& op) {
  const Table* table = need_table(op.table);
  if (!table) return false;
  const RowSecurity before = table->row_security;
  RowSecurity now = before;
  now.enabled = op.enabled.value_or(before.enabled);
  now.forced = op.forced.value_or(before.forced);
  if (now == before) report(diag::no_effect, op.table.span, fmt::format("{} is so already", show(op.table)));
  schema_.edit(op.table, [&](Table& t) { t.row_security = now; });
  return true;
}

bool Applier::operator()(SetOptions& op) {
  const Table* table = need_table(op.table);
  if (!table || (!op.column.name.empty() && !need_column(*table, op.column))) return false;
  schema_.edit(op.table, [&](Table& t) {
    std::vector<Option>& options = op.column.name.empty() ? t.options : t.column(op.column.name)->options;
    for (const Option& option : op.options) {
      std::erase_if(options,
                    [&](const Option& o) { return o.dialect == option.dialect && o.key == option.key; });
      if (!option.removes()) options.push_back(option);
    }
    sort_options(options);
  });
  return true;
}

}  // namespace migc
