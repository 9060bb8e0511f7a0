#include "ir/bring_back.h"

#include <fmt/format.h>

#include <algorithm>

#include "ir/archive.h"
#include "ir/invert_kept.h"

namespace migc {

namespace {

class Bringer {
 public:
  Bringer(const Statement& made, const Schema& schema, Diagnostics& diagnostics)
      : made_(made), schema_(schema), diagnostics_(diagnostics) {}

  std::vector<Statement> table(const CreateTable& op, const std::vector<Statement>& statements) {
    const Table* now = found(op.table.name, op.kept_in);
    if (!now) return {};
    if (now->partition_by || now->partition_of)
      return refuse("a partitioned table or a part of one can't be put aside", "keep its rows elsewhere");
    if (const auto cause = cannot_keep_rows(*now)) return refuse(cause->why, cause->fix);
    if (!begin(*now, op.kept_in, {})) return {};
    kept_.values = add_other_columns(archive_, *now);
    // Of the rows that the revision itself puts in, too, counts what was made of them.
    const bool fills = std::any_of(statements.begin(), statements.end(), [&](const Statement& statement) {
      const auto* insert = std::get_if<Insert>(&statement.op);
      return (insert && insert->table == now->name) || std::holds_alternative<Execute>(statement.op) ||
             std::holds_alternative<ByHand>(statement.op);
    });
    return all(fills && !kept_.values.empty() ? std::optional(values(*now)) : std::nullopt,
               missing_rows(*now));
  }

  std::vector<Statement> column(const AddColumn& op) {
    const Table* now = found(op.table, op.kept_in);
    if (!now) return {};
    const Column* column = now->column(op.column.name.name);
    if (!column) return renamed(show(op.column.name.name));
    if (const auto cause = cannot_keep_values(*column)) return refuse(cause->why, cause->fix);
    if (!begin(*now, op.kept_in, {column->name.name})) return {};
    kept_.values.push_back({{column->name.name, {}}, add_value(archive_, *column, "before"), {}});
    return all(values(*now), std::nullopt);
  }

 private:
  std::vector<Statement> refuse(const std::string& why, const std::string& fix) {
    diagnostics_.report(diag::cannot_keep, made_.span, why).fix(fix);
    return {};
  }
  std::vector<Statement> renamed(const std::string& name) {
    return refuse(fmt::format("{} is called otherwise, or gone, when the revision ends", name),
                  "make it under its last name at once, or change it in a revision of its own");
  }
  const Table* found(const TableName& name, Name archive) {
    const Table* now = schema_.find(name);
    if (!now) {
      renamed(show(name));
      return nullptr;
    }
    // A schema with an archive in it could not be dropped.
    if (!name.schema.empty() && schema_.find({ObjectKind::Namespace, {{}, name.schema, {}}, {}, {}})) {
      refuse(fmt::format("the schema {} goes when it is taken back, and {} would be in it", show(name.schema),
                         show(archive)),
             "leave 'keep' out");
      return nullptr;
    }
    return now;
  }
  bool begin(const Table& now, Name archive, const std::vector<Name>& changed) {
    const std::vector<Ident> key = archive_key(now, changed);
    if (key.empty()) {
      const Cause cause = no_key(now);
      refuse(cause.why, cause.fix);
      return false;
    }
    archive_ = empty_archive({now.name.schema, archive, made_.span}, now, key);
    archive_.maybe = true;
    kept_ = {archive_.name, key, {}, {}};
    return true;
  }
  Update values(const Table& now) const {
    Update update = put_back(now, kept_);
    update.kept = kept_;
    return update;
  }
  Insert missing_rows(const Table& now) const {
    Insert insert = give_missing(now, kept_);
    insert.kept = kept_;
    return insert;
  }
  std::vector<Statement> all(std::optional<Update> values, std::optional<Insert> rows) const {
    std::vector<Statement> out;
    const auto add = [&](Operation op, WayBack::Kind way_back) {
      out.push_back({std::move(op), made_.targets, {way_back, ""}, "", made_.span, false, true});
    };
    add(CreateTable{archive_}, WayBack::Kind::Derived);
    // One of the two puts everything aside again.
    if (values) add(std::move(*values), rows ? WayBack::Kind::Nothing : WayBack::Kind::Derived);
    if (rows) add(std::move(*rows), WayBack::Kind::Derived);
    add(DropTable{archive_.name, false, false}, WayBack::Kind::Derived);
    return out;
  }

  const Statement& made_;
  const Schema& schema_;
  Diagnostics& diagnostics_;
  Table archive_;
  Kept kept_;
};

}  // namespace

bool puts_aside_when_it_goes(const Operation& op) {
  const auto* create = std::get_if<CreateTable>(&op);
  const auto* add = std::get_if<AddColumn>(&op);
  return (create && !create->kept_in.empty()) || (add && !add->kept_in.empty());
}

std::vector<Statement> brought_back(const Statement& made, const std::vector<Statement>& statements,
                                    const Schema& schema, Diagnostics& diagnostics) {
  Bringer bringer(made, schema, diagnostics);
  if (const auto* create = std::get_if<CreateTable>(&made.op)) return bringer.table(*create, statements);
  return bringer.column(std::get<AddColumn>(made.op));
}

void forget_left(const std::vector<Statement>& way_back, Schema& schema) {
  for (const Statement& statement : way_back)
    if (makes_maybe(statement.op)) schema.remove(std::get<CreateTable>(statement.op).table.name);
}

void archives_first(std::vector<Statement>& statements) {
  std::stable_partition(statements.begin(), statements.end(),
                        [](const Statement& statement) { return makes_maybe(statement.op); });
}

}  // namespace migc
