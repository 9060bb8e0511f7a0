// PostgreSQL does nearly everything as it is written.
#include "backends/postgres/postgres.h"

namespace migc {

void Postgres::legalise(const Statement& statement, const Change& change, std::vector<Step>& out) const {
  if (const auto* add_column = std::get_if<AddColumn>(&statement.op))
    guard_required_column(*add_column, statement, out);

  if (const auto* alter = std::get_if<AlterType>(&statement.op)) {
    const Column* before = change.before(alter->table)->column(alter->column.name);
    // "ALTER TABLE": a default is not converted by USING, so it is taken off and put back.
    if (before->default_value && family(before->type.kind) != family(alter->type.kind)) {
      add(DropDefault{alter->table, alter->column}, statement, out);
      out.back().comment = statement.comment;
      add(*alter, statement, out);
      add(SetDefault{alter->table, alter->column, *before->default_value}, statement, out);
      return;
    }
  }

  keep(statement, out);
  if (const auto* create = std::get_if<CreateTable>(&statement.op))
    for (const Index& index : create->table.indexes)
      add(CreateIndex{create->table.name, index}, statement, out);

  if (const auto* insert = std::get_if<Insert>(&statement.op))
    for (const Column& column : change.after(insert->table)->columns)
      if (column.identity && names_column(insert->columns, column.name.name))
        add(SyncIdentity{insert->table, column.name.name}, statement, out);
  // "ALTER TABLE" fails on a table with pending trigger events.
  if (is_data(statement.op) && change.schema().has_deferred_constraints())
    add(CheckDeferred{}, statement, out);
}

}  // namespace migc
