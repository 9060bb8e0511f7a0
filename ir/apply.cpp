#include "ir/apply.h"

#include "ir/applier.h"
#include "support/text.h"

namespace migc {

bool apply(Statement& statement, Schema& schema, Diagnostics& diagnostics) {
  return std::visit(Applier(statement, schema, diagnostics), statement.op);
}

bool apply(std::vector<Statement>& statements, Schema& schema, Diagnostics& diagnostics) {
  for (Statement& statement : statements)
    if (!apply(statement, schema, diagnostics)) return false;
  return true;
}

void suggest(Diagnostic& diagnostic, Name wanted, const std::vector<std::string_view>& candidates) {
  if (const auto near = nearest(wanted.str(), candidates); !near.empty())
    diagnostic.fix(fmt::format("did you mean {}?", show(Name(near))));
}

namespace {

template <class T>
std::vector<std::string_view> names_of(const std::vector<T>& list) {
  std::vector<std::string_view> names;
  for (const T& item : list) names.push_back(item.name.name.str());
  return names;
}

}  // namespace

const Table* Applier::need_table(TableName& name) {
  if (schema_.poisoned(name)) return nullptr;
  if (const Table* table = schema_.find(name)) {
    const Span span = name.span;
    name = table->name;  // as it was declared: whether it stood in quotes decides how it is spelled
    name.span = span;
    return table;
  }
  if (const Table* other = schema_.find_in_other_case(name)) {
    report(diag::names_differ_in_case, name.span, show(name), show(other->name))
        .fix(fmt::format("write {}", show(other->name)));
    return nullptr;
  }
  std::vector<std::string_view> names;
  for (const Table* table : schema_.tables()) names.push_back(table->name.name.str());
  const SchemaObject* object = schema_.relation(name);
  auto& diagnostic = report(diag::unknown_table, name.span, show(name));
  for (const Table* other : schema_.tables())
    if (other->name.name == name.name && !object) {
      diagnostic.fix(fmt::format("did you mean {}?", show(other->name)));
      return nullptr;
    }
  if (object)
    diagnostic.note(fmt::format("{} is a {}", show(name), object_word(name_of(*object).kind)))
        .label(object->span, "made here");
  else
    suggest(diagnostic, name.name, names);
  return nullptr;
}

const Column* Applier::need_column(const Table& table, Ident& column) {
  if (schema_.poisoned(table.name, column.name)) return nullptr;
  if (const Column* found = table.column(column.name)) {
    column.name = found->name.name;
    return found;
  }
  if (schema_.poisoned(table.name, column.name)) return nullptr;
  suggest(report(diag::unknown_column, column.span, show(table.name), show(column.name)), column.name,
          names_of(table.columns));
  return nullptr;
}

bool Applier::need_columns(const Table& table, std::vector<Ident>& columns) {
  bool ok = true;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    ok = need_column(table, columns[i]) && ok;
    for (std::size_t j = 0; j < i; ++j) {
      if (!(columns[i].name == columns[j].name)) continue;
      report(diag::column_twice, columns[i].span, show(columns[i].name));
      ok = false;
      break;
    }
  }
  return ok;
}

const Constraint* Applier::need_constraint(const Table& table, Ident& constraint) {
  if (const Constraint* found = table.constraint(constraint.name)) return found;
  if (schema_.poisoned(table.name, constraint.name)) return nullptr;
  auto& diagnostic =
      report(diag::unknown_constraint, constraint.span, show(table.name), show(constraint.name));
  if (table.index(constraint.name))
    diagnostic.fix(
        fmt::format("{} is an index: drop index {};", show(constraint.name), show(constraint.name)));
  else
    suggest(diagnostic, constraint.name, names_of(table.constraints));
  return nullptr;
}

const Index* Applier::need_index(const Table& table, Ident& index) {
  if (const Index* found = table.index(index.name)) return found;
  if (schema_.poisoned(table.name, index.name)) return nullptr;
  auto& diagnostic = report(diag::unknown_index, index.span, show(index.name));
  if (table.constraint(index.name))
    diagnostic.fix(fmt::format("{} is a constraint: alter table {} drop constraint {};", show(index.name),
                               show(table.name), show(index.name)));
  else
    suggest(diagnostic, index.name, names_of(table.indexes));
  return nullptr;
}

bool Applier::free_table(const TableName& name) {
  if (const Table* table = schema_.find(name)) {
    report(diag::table_exists, name.span, show(name)).label(table->span, "made here");
    return false;
  }
  if (const Table* other = schema_.find_in_other_case(name)) {
    report(diag::names_differ_in_case, name.span, show(name), show(other->name))
        .label(other->span, "made here")
        .note("some engines take them for the same name");
    return false;
  }
  if (const SchemaObject* object = schema_.relation(name); object && !(object->name == name)) {
    report(diag::names_differ_in_case, name.span, show(name), show(object->name))
        .label(object->span, "made here");
    return false;
  } else if (object) {
    report(diag::name_taken, name.span, show(name.name), fmt::format("the {}", show(name_of(*object))))
        .label(object->span, "made here")
        .note("tables, views, types and sequences share one space of names, as on PostgreSQL");
    return false;
  }
  if (const auto users = schema_.mentioning(name); !users.empty()) {
    // There is a routine of that name, or nobody could use it.
    report(diag::name_taken, name.span, show(name.name),
           fmt::format("what the {} uses", show(name_of(*users[0]))))
        .label(users[0]->span, "used here");
    return false;
  }
  if (const Table* owner = schema_.owner_of(name.schema, name.name)) {
    report(diag::name_taken, name.span, show(name.name),
           fmt::format("a constraint or index of {}", show(owner->name)))
        .label(owner->span, "on this table")
        .note("tables, constraints and indexes share one space of names, as on PostgreSQL");
    return false;
  }
  return true;
}

bool Applier::free_column(const Table& table, const Ident& column) {
  for (const Column& other : table.columns) {
    if (!(other.name.name.folded() == column.name.folded())) continue;
    if (other.name.name == column.name)
      report(diag::column_exists, column.span, show(table.name), show(column.name))
          .label(other.span, "made here");
    else
      report(diag::names_differ_in_case, column.span, show(column.name), show(other.name.name))
          .label(other.span, "made here");
    return false;
  }
  return true;
}

bool Applier::free_name(const Table& table, const Ident& name) {
  const Table* owner = schema_.owner_of(table.name.schema, name.name);
  const Span place = name.span;
  if (name.name.folded() == table.name.name.folded()) {
    report(diag::name_taken, place, show(name.name), std::string("the table itself"))
        .note("tables, constraints and indexes share one space of names, as on PostgreSQL");
    return false;
  }
  if (!owner) {
    const TableName as_table{table.name.schema, name.name, {}};
    owner = schema_.find(as_table);
    if (!owner) owner = schema_.find_in_other_case(as_table);
    if (!owner) {
      const SchemaObject* object = schema_.relation(as_table);
      if (!object) return true;
      report(diag::name_taken, place, show(name.name), fmt::format("the {}", show(name_of(*object))))
          .label(object->span, "made here");
      return false;
    }
    report(diag::name_taken, place, show(name.name), fmt::format("the table {}", show(owner->name)))
        .label(owner->span, "made here");
    return false;
  }
  report(diag::name_taken, place, show(name.name),
         fmt::format("a constraint or index of {}", show(owner->name)))
      .label(owner->span, "on this table")
      .note("tables, constraints and indexes share one space of names, as on PostgreSQL");
  return false;
}

bool Applier::operator()(Execute&) { return true; }

bool Applier::operator()(ByHand& op) { return apply(op.up, schema_, diagnostics_); }

}  // namespace migc
