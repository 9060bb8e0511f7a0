// What SQLite's ALTER TABLE can't do is done by making the table anew ("ALTER TABLE": Making Other Kinds Of
// Table Schema Changes). Whether it can is decided for tables that have rows: an empty one takes more.
#include <algorithm>

#include "backends/sqlite/sqlite.h"
#include "support/text.h"

namespace migc {

namespace {

// "ALTER TABLE ADD COLUMN", for a table with rows.
bool can_add(const AddColumn& op) {
  const Column& column = op.column;
  if (op.position.where != Position::Where::Last || column.identity) return false;
  if (column.generated) return !column.generated->stored;
  if (column.default_value && !is_literal(*column.default_value)) return false;
  const bool null_default = !column.default_value || column.default_value->kind == ExprKind::Null;
  return column.nullable || !null_default;
}

std::vector<SchemaObject> triggers_of(const Schema& schema, const TableName& table) {
  std::vector<SchemaObject> triggers;
  for (const SchemaObject* object : schema.mentioning(table))
    if (std::holds_alternative<Trigger>(object->definition) && *table_of(*object) == table)
      triggers.push_back(*object);
  return triggers;
}

// Dates and timestamps are texts here: one turns into the other by its time of day.
Expr as_text_of(Expr column, Family from, Family to) {
  const bool had_time = from == Family::Timestamp || from == Family::TimestampTz;
  const bool has_time = to == Family::Timestamp || to == Family::TimestampTz;
  if (from == Family::Date && has_time)
    return binary_expr(Operator::Concat, std::move(column), string_expr(" 00:00:00"));
  if (had_time && to == Family::Date) {
    Expr day;
    day.kind = ExprKind::Call;
    day.function = Function::substring_;
    day.args = {std::move(column), number_expr("1"), number_expr("10")};
    return day;
  }
  return column;
}

// Replaces the columns of the table between two rebuilds by what they were copied from.
Expr through(Expr expr, const RebuildTable& first) {
  const auto replace = [&](Expr& e, const auto& self) -> void {
    if (e.kind == ExprKind::Column) {
      for (const RebuildTable::Copied& copied : first.copied) {
        if (!(copied.to == e.name)) continue;
        Expr from = copied.from;
        e = std::move(from);
        return;
      }
      const Column* made = first.after.column(e.name);
      if (made && made->generated) {
        Expr generated = made->generated->expr;
        self(generated, self);
        e = std::move(generated);
      } else if (made && made->default_value) {
        e = Expr(*made->default_value);
      } else {
        e = Expr();
      }
      return;
    }
    for (Expr& arg : e.args) self(arg, self);
  };
  replace(expr, replace);
  return expr;
}

RebuildTable join(const RebuildTable& first, const RebuildTable& second) {
  RebuildTable joined{first.before, second.after, {}, first.triggers_before, second.triggers_after, {}};
  for (const RebuildTable::Copied& copied : second.copied) {
    // A column that the first one made gets its default from the second one, too.
    const Column* made = first.after.column(copied.to);
    const bool plain = copied.from.kind == ExprKind::Column && copied.from.name == copied.to;
    const bool copied_before = std::any_of(first.copied.begin(), first.copied.end(),
                                           [&](const auto& c) { return c.to == copied.to; });
    const Column* now = second.after.column(copied.to);
    if (plain && !copied_before && made && now && made->default_value == now->default_value) continue;
    joined.copied.push_back({copied.to, through(copied.from, first)});
  }
  return joined;
}

// Whether a column's expression would be put into another one more than once: it would double with each rebuild.
bool would_grow(const RebuildTable& first, const RebuildTable& second) {
  for (const RebuildTable::Copied& copied : second.copied) {
    if (copied.from.kind == ExprKind::Column) continue;
    for (const RebuildTable::Copied& old : first.copied) {
      std::size_t count = 0;
      for_each(copied.from,
               [&](const Expr& e) { count += e.kind == ExprKind::Column && e.name == old.to ? 1 : 0; });
      if (old.from.kind != ExprKind::Column && count > 1) return true;
    }
  }
  return false;
}

}  // namespace

RebuildTable Sqlite::rebuild(const Table& before, const Table& after, const Schema& schema) {
  RebuildTable step{before, after, {}, triggers_of(schema, after.name), triggers_of(schema, after.name), {}};
  for (const Column& column : after.columns)
    if (!column.generated && before.column(column.name.name))
      step.copied.push_back({column.name.name, column_expr(column.name.name)});
  return step;
}

void Sqlite::legalise(const Statement& statement, const Change& change, std::vector<Step>& out) const {
  const auto anew = [&](const TableName& name) {
    add(rebuild(*change.before(name), *change.after(name), change.schema()), statement, out);
    out.back().comment = statement.comment;
  };
  if (legalise_attribute(statement, out, anew) || legalise_object(statement, change, out)) return;
  if (const auto* create = std::get_if<CreateTable>(&statement.op)) {
    keep(statement, out);
    for (const Index& index : create->table.indexes)
      add(CreateIndex{create->table.name, index}, statement, out);
  } else if (const auto* column = std::get_if<AddColumn>(&statement.op)) {
    anew(column->table);
    if (can_add(*column)) std::get<RebuildTable>(out.back().body).native = statement.op;
  } else if (const auto* drop_column = std::get_if<DropColumn>(&statement.op)) {
    anew(drop_column->table);
    std::get<RebuildTable>(out.back().body).native = statement.op;
  } else if (const auto* type = std::get_if<AlterType>(&statement.op)) {
    anew(type->table);
    const Family from = family(change.before(type->table)->column(type->column.name)->type);
    for (auto& copied : std::get<RebuildTable>(out.back().body).copied)
      if (copied.to == type->column.name)
        copied.from =
            type->using_expr ? *type->using_expr : as_text_of(copied.from, from, family(type->type));
  } else if (const auto* not_null = std::get_if<SetNotNull>(&statement.op)) {
    anew(not_null->table);
  } else if (const auto* null = std::get_if<DropNotNull>(&statement.op)) {
    anew(null->table);
  } else if (const auto* set = std::get_if<SetDefault>(&statement.op)) {
    anew(set->table);
  } else if (const auto* unset = std::get_if<DropDefault>(&statement.op)) {
    anew(unset->table);
  } else if (const auto* add_constraint = std::get_if<AddConstraint>(&statement.op)) {
    anew(add_constraint->table);
  } else if (const auto* drop = std::get_if<DropConstraint>(&statement.op)) {
    anew(drop->table);
  } else if (const auto* rename = std::get_if<RenameConstraint>(&statement.op)) {
    anew(rename->table);
  } else if (const auto* index = std::get_if<RenameIndex>(&statement.op)) {
    add(DropIndex{index->table, index->index, {}}, statement, out);
    out.back().comment = statement.comment;
    add(CreateIndex{index->table, *change.after(index->table)->index(index->to.name)}, statement, out);
  } else {
    keep(statement, out);
  }
}

void Sqlite::merge(std::vector<Step>& steps) const {
  std::vector<Step> merged;
  for (Step& step : steps) {
    // A table is made anew once for all that is done to it in a row, what could be done by itself included.
    while (!merged.empty()) {
      auto* first = std::get_if<RebuildTable>(&merged.back().body);
      auto* second = std::get_if<RebuildTable>(&step.body);
      if (!first || !second || !(first->after.name == second->before.name)) break;
      if (first->native && second->native) break;
      if (would_grow(*first, *second)) break;
      Step joined{join(*first, *second), std::move(merged.back().sources), std::move(merged.back().comment)};
      joined.sources.insert(joined.sources.end(), step.sources.begin(), step.sources.end());
      if (!step.comment.empty()) joined.comment += (joined.comment.empty() ? "" : "\n") + step.comment;
      merged.pop_back();
      step = std::move(joined);
    }
    merged.push_back(std::move(step));
  }
  for (Step& step : merged)
    if (auto* rebuilt = std::get_if<RebuildTable>(&step.body); rebuilt && rebuilt->native) {
      Operation op = std::move(*rebuilt->native);
      step.body = std::move(op);
    }
  steps = std::move(merged);
}

void Sqlite::check(const Step& step, Diagnostics& diagnostics) const {
  const Table* table = nullptr;
  if (const auto* rebuilt = std::get_if<RebuildTable>(&step.body)) table = &rebuilt->after;
  if (const auto* op = std::get_if<Operation>(&step.body))
    if (const auto* create = std::get_if<CreateTable>(op)) table = &create->table;
  if (!table) return;
  const auto known = [&](const Ident& collation) {
    const std::string name = to_lower(collation.name.str());
    if (name.empty() || name == "nocase" || name == "binary" || name == "rtrim") return;
    diagnostics
        .report(diag::target_cannot, collation.span.known() ? collation.span : step.sources.front(),
                to_string(target()), fmt::format("the collation {}", show(collation.name)))
        .note("SQLite has the collations binary, nocase and rtrim")
        .fix("or say what this target gets: on sqlite { … } else { … }");
  };
  for (const Column& column : table->columns) known(column.collation);
  for (const Index& index : table->indexes)
    for (const IndexElement& element : index.elements) known(element.collation);
  for (const Column& column : table->columns) {
    if (!column.identity || row_id(*table) == &column) continue;
    diagnostics
        .report(diag::target_cannot, step.sources.front(), to_string(target()),
                fmt::format("the identity {} beside another primary key", show(column.name.name)))
        .note("an identity is SQLite's row ID: it is the whole primary key")
        .fix(fmt::format("make {} the primary key", show(column.name.name)));
  }
}

}  // namespace migc
