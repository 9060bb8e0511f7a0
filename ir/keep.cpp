#include "ir/keep.h"

#include <algorithm>

#include "ir/archive.h"
#include "ir/naming.h"

namespace migc {

namespace {

class Keeper {
 public:
  Keeper(Statement statement, const Schema& schema, Diagnostics& diagnostics)
      : statement_(std::move(statement)),
        schema_(schema),
        diagnostics_(diagnostics),
        archive_(archive_of(statement_.way_back.text)) {
    statement_.way_back = {};
  }

  std::vector<Statement> keep() {
    if (auto* op = std::get_if<Update>(&statement_.op)) return update(*op);
    if (auto* op = std::get_if<Delete>(&statement_.op)) return delete_rows(*op);
    if (auto* op = std::get_if<DropColumn>(&statement_.op)) return drop_column(*op);
    if (auto* op = std::get_if<AlterType>(&statement_.op)) return alter_type(*op);
    if (auto* op = std::get_if<DropEnumValue>(&statement_.op)) return drop_value(*op);
    if (auto* op = std::get_if<DropTable>(&statement_.op)) return drop_table(*op);
    // What is written into these is put aside by their way back; brought_back() gives it back.
    if (auto* op = std::get_if<CreateTable>(&statement_.op)) op->kept_in = archive_;
    if (auto* op = std::get_if<AddColumn>(&statement_.op)) op->kept_in = archive_;
    return itself();
  }

 private:
  // --- what can't be kept ---------------------------------------------------------------------------------
  std::vector<Statement> refuse(const std::string& why, const std::string& fix) {
    diagnostics_.report(diag::cannot_keep, statement_.span, why).fix(fix);
    return {};
  }
  void changes_along(const Table& other, const Constraint& key, std::string_view when, Action action) {
    refuse(fmt::format("rows of {} change along, by the foreign key {} on {} {}", show(other.name),
                       show(key.name.name), when, action_text(action)),
           "delete or update those before, and keep them too");
  }
  // What rows are found by; reported where there is nothing.
  std::optional<std::vector<Ident>> key(const Table& table, const std::vector<Name>& changed) {
    std::vector<Ident> found = archive_key(table, changed);
    if (!found.empty()) return found;
    const Cause cause = no_key(table);
    refuse(cause.why, cause.fix);
    return std::nullopt;
  }
  // What is read from a table that a mistake was made about says nothing.
  const Table* table(const TableName& name) const { return schema_.find(name); }

  // --- the archive ----------------------------------------------------------------------------------------
  TableName archive(const TableName& of) const { return {of.schema, archive_, of.span}; }

  void add(Operation op, WayBack::Kind way_back = WayBack::Kind::Derived) {
    // What points elsewhere can be in the way later, and is no matter of the archive alone.
    const auto* constraint = std::get_if<DropConstraint>(&op);
    const bool points = constraint && points_elsewhere(*constraint);
    Statement part{std::move(op), statement_.targets, {way_back, ""}, "", statement_.span, false, !points};
    std::swap(part.comment, statement_.comment);  // it stands above the first
    out_.push_back(std::move(part));
  }
  bool points_elsewhere(const DropConstraint& op) const {
    return table(op.table)->constraint(op.constraint.name)->kind == ConstraintKind::ForeignKey;
  }
  void add_itself() {
    std::string comment = std::move(statement_.comment);
    if (out_.empty()) statement_.comment = std::move(comment);
    out_.push_back(statement_);
  }

  // create table A; insert into A select …
  void put_rows(const Table& made, const Kept& kept, Select rows) {
    add(CreateTable{made});
    add(filling(kept, std::move(rows)));
  }
  // update A set after = what the statement has made of it
  void note_after(const Table& table, const Type* changed, const Kept& kept) {
    Update update{kept.archive, {}, {}, TableReference{table.name, {}}, {}, same_row(table, kept)};
    for (const Kept::Value& value : kept.values) {
      const Type& type = changed ? *changed : table.column(value.column.name)->type;
      update.set.push_back(
          {value.after, into_archive(column_expr(table.name.name, value.column.name), type)});
    }
    add(std::move(update), WayBack::Kind::Nothing);
  }

  // --- statement by statement -----------------------------------------------------------------------------
  std::vector<Statement> update(Update& op) {
    const Table* from = table(op.table);
    if (!from) return itself();
    std::vector<Name> changed;
    for (const Assignment& assignment : op.set) changed.push_back(assignment.column.name);
    for (Name name : changed)
      if (!from->column(name)) return itself();
    // What refers to a changed column and follows it comes back with it; what it loses by that does not.
    bool refused = false;
    schema_.for_each_key_to(from->name, [&](const Table& other, const Constraint& c) {
      const bool loses = c.on_update == Action::SetNull || c.on_update == Action::SetDefault;
      const bool sets = std::any_of(changed.begin(), changed.end(),
                                    [&](Name name) { return names_column(c.referred_columns, name); });
      if (!loses || !sets || std::exchange(refused, true)) return;
      changes_along(other, c, "update", c.on_update);
    });
    if (refused) return {};
    const auto found = key(*from, changed);
    if (!found) return {};
    Table made = empty_archive(archive(op.table), *from, *found);
    Kept kept{made.name, *found, {}, {}};
    for (Name name : changed)
      kept.values.push_back({{name, {}}, add_value(made, *from->column(name), "before"), {}});
    for (Kept::Value& value : kept.values) value.after = add_written(made, *from->column(value.column.name));
    Select rows = rows_to_keep(*from, op.alias, kept);
    if (op.from) {
      rows.where = exists_expr(*op.from, op.joins, op.where);
    } else {
      rows.where = op.where;
    }
    put_rows(made, kept, std::move(rows));
    op.kept = kept;
    add_itself();
    note_after(*from, nullptr, kept);
    return std::move(out_);
  }

  std::vector<Statement> delete_rows(Delete& op) {
    const Table* from = table(op.table);
    if (!from) return itself();
    bool refused = false;
    schema_.for_each_key_to(from->name, [&](const Table& other, const Constraint& c) {
      if (!acts(c.on_delete) || refused) return;
      // A guard sees to it that rows of another table, which would change along, are not there any more.
      if (other.name.name == from->name.name)
        changes_along(other, c, "delete", c.on_delete);
      else if (!op.alias.name.empty())
        refuse(fmt::format("rows of {} may change along, which can't be asked for {}", show(other.name),
                           show(op.alias.name)),
               fmt::format("write {} instead of {}", show(from->name), show(op.alias.name)));
      else
        return;
      refused = true;
    });
    if (refused) return {};
    const auto found = key(*from, {});
    if (!found) return {};
    if (const auto cause = cannot_keep_rows(*from)) return refuse(cause->why, cause->fix);
    Table made = empty_archive(archive(op.table), *from, *found);
    Kept kept{made.name, *found, {}, {}};
    kept.values = add_other_columns(made, *from);
    Select rows = rows_to_keep(*from, op.alias, kept);
    rows.where = op.where;
    put_rows(made, kept, std::move(rows));
    op.kept = std::move(kept);
    add_itself();
    return std::move(out_);
  }

  // A column that stands alone in an archive, with what it was, and where wanted what it is made.
  std::optional<std::pair<Table, Kept>> one_column(const TableName& name, const Table& from,
                                                   const Column& column) {
    if (const auto cause = cannot_keep_values(column)) {
      refuse(cause->why, cause->fix);
      return std::nullopt;
    }
    const auto found = key(from, {column.name.name});
    if (!found) return std::nullopt;
    Table made = empty_archive(archive(name), from, *found);
    Kept kept{made.name, *found, {}, {}};
    kept.values.push_back({{column.name.name, {}}, add_value(made, column, "before"), {}});
    return std::pair(std::move(made), std::move(kept));
  }

  std::vector<Statement> drop_column(DropColumn& op) {
    const Table* from = table(op.table);
    const Column* column = from ? from->column(op.column.name) : nullptr;
    if (!column) return itself();
    auto made = one_column(op.table, *from, *column);
    if (!made) return {};
    put_rows(made->first, made->second, rows_to_keep(*from, {}, made->second));
    op.kept = std::move(made->second);
    add_itself();
    return std::move(out_);
  }

  std::vector<Statement> alter_type(AlterType& op) {
    const Table* from = table(op.table);
    const Column* column = from ? from->column(op.column.name) : nullptr;
    if (!column) return itself();
    auto made = one_column(op.table, *from, *column);
    if (!made) return {};
    auto& [archive, kept] = *made;
    Column after = *column;
    after.type = op.type;
    after.collation = {};
    after.options.clear();
    kept.values[0].after = add_written(archive, after);
    kept.changed = fresh_column(archive, column->name.name, "changed");
    Column changed;
    changed.name = kept.changed;
    changed.type.kind = TypeKind::boolean;
    changed.nullable = false;
    changed.default_value = boolean_expr(false);
    archive.columns.push_back(std::move(changed));
    put_rows(archive, kept, rows_to_keep(*from, {}, kept));
    op.kept = kept;
    add_itself();
    note_after(*from, &op.type, kept);
    return std::move(out_);
  }

  // One archive for each column that has the type.
  std::vector<Statement> drop_value(DropEnumValue& op) {
    if (op.to.empty())
      return refuse(fmt::format("no row has '{}' when it is dropped like that", op.value),
                    fmt::format("say what rows get instead: drop value '{}' to '…' keep", op.value));
    const Name base = archive_;
    int count = 0;
    for (const Table* from : schema_.tables_with(op.type))
      for (const Column& column : from->columns) {
        if (column.type.kind != TypeKind::user || !(column.type.name == op.type) || column.generated)
          continue;
        if (++count > 1) archive_ = Name(shortened(fmt::format("{}_{}", base.str(), count)), base.quoted());
        const auto found = key(*from, {column.name.name});
        if (!found) return {};
        const Table made = empty_archive(archive(from->name), *from, *found);
        Kept kept{made.name, *found, {{{column.name.name, {}}, {}, {}}}, {}};
        Kept only_key = kept;
        only_key.values.clear();
        Select rows = rows_to_keep(*from, {}, only_key);
        rows.where = binary_expr(Operator::Equal, column_expr(from->name.name, column.name.name),
                                 string_expr(op.value));
        put_rows(made, only_key, std::move(rows));
        op.kept.push_back({from->name, std::move(kept)});
      }
    add_itself();
    return std::move(out_);
  }

  // The table itself is the archive, under another name; what would hold a name or point elsewhere is taken off.
  std::vector<Statement> drop_table(DropTable& op) {
    const Table* from = table(op.table);
    if (!from) return itself();
    // What something else uses can't be dropped, and says so itself.
    if (!schema_.mentioning(from->name).empty()) return itself();
    for (const Table* other : schema_.referring_to(from->name))
      if (!(other->name == from->name)) return itself();
    if (from->partition_by || from->partition_of)
      return refuse("a partitioned table or a part of one can't be put aside",
                    "copy its rows into a table of their own");
    const TableName name = from->name;
    for (const Index& index : from->indexes) add(DropIndex{name, index.name, {}});
    for (ConstraintKind kind :
         {ConstraintKind::ForeignKey, ConstraintKind::Check, ConstraintKind::Exclude, ConstraintKind::Unique})
      for (const Constraint& c : from->constraints)
        if (c.kind == kind) add(DropConstraint{name, {c.name.name, {}}, false, {}});
    if (const Constraint* primary = from->primary_key())
      add(RenameConstraint{name,
                           {primary->name.name, {}},
                           {Name(shortened(fmt::format("pk_{}", archive_.str())), archive_.quoted()), {}}});
    statement_.op = RenameTable{name, {archive_, op.table.span}, true};
    add_itself();
    return std::move(out_);
  }

  // What is wrong with it is reported when it is applied.
  std::vector<Statement> itself() {
    add_itself();
    return std::move(out_);
  }

  Statement statement_;
  const Schema& schema_;
  Diagnostics& diagnostics_;
  Name archive_;
  std::vector<Statement> out_;
};

}  // namespace

bool can_keep(const Operation& op) {
  return std::holds_alternative<Update>(op) || std::holds_alternative<Delete>(op) ||
         std::holds_alternative<DropTable>(op) || std::holds_alternative<DropColumn>(op) ||
         std::holds_alternative<AlterType>(op) || std::holds_alternative<DropEnumValue>(op) ||
         std::holds_alternative<CreateTable>(op) || std::holds_alternative<AddColumn>(op);
}

std::vector<Statement> with_archive(Statement statement, const Schema& schema, Diagnostics& diagnostics) {
  return Keeper(std::move(statement), schema, diagnostics).keep();
}

}  // namespace migc
