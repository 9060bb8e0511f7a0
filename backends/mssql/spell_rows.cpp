// Updates and deletes: with an alias, or from another table, the table stands among those that it is from ("UPDATE": FROM).
#include "backends/mssql/mssql.h"

namespace migc {

void Mssql::write(SqlWriter& out, const Update& op) const {
  const bool joined = op.from || !op.alias.name.empty();
  const Name own = op.alias.name.empty() ? op.table.name : op.alias.name;
  out.words("update");
  if (joined)
    out.name(own);
  else
    out.name(op.table);
  out.words("set");
  for (std::size_t i = 0; i < op.set.size(); ++i) {
    if (i > 0) out.comma();
    out.name(op.set[i].column.name).words("=");
    value(out, op.set[i].value);
  }
  if (joined) {
    out.words("from");
    table_reference(out, TableReference{op.table, {own, {}}});
  }
  if (op.from) {
    out.words("cross join");
    table_reference(out, *op.from);
    for (const Select::Join& part : op.joins) joined_table(out, part);
  }
  where(out, op.where);
}

void Mssql::write(SqlWriter& out, const Delete& op) const {
  if (op.alias.name.empty()) {
    Backend::write(out, op);
    return;
  }
  out.words("delete").name(op.alias.name).words("from");
  table_reference(out, TableReference{op.table, op.alias});
  where(out, op.where);
}

}  // namespace migc
