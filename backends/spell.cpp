// The spellings that dialects share. Where one differs, its folder has its own.
#include "backends/backend.h"

namespace migc {

void Backend::constraint(SqlWriter& out, const Constraint& constraint) const {
  out.words("constraint").name(constraint.name.name);
  switch (constraint.kind) {
    case ConstraintKind::PrimaryKey:
      out.words("primary key").names(constraint.columns);
      break;
    case ConstraintKind::Unique:
      out.words(constraint.nulls_not_distinct ? "unique nulls not distinct" : "unique")
          .names(constraint.columns);
      break;
    case ConstraintKind::Check:
      out.words("check").open();
      condition(out, constraint.check);
      out.close();
      break;
    case ConstraintKind::ForeignKey:
      out.words("foreign key").names(constraint.columns).words("references");
      out.name(constraint.referred).names(constraint.referred_columns);
      if (constraint.match_full) out.words("match full");
      if (constraint.on_delete != Action::NoAction)
        out.words("on delete").words(action_text(constraint.on_delete));
      if (constraint.on_update != Action::NoAction)
        out.words("on update").words(action_text(constraint.on_update));
      break;
    case ConstraintKind::Exclude:
      out.words("exclude");
      if (!constraint.method.name.empty()) out.words("using").words(constraint.method.name.str());
      out.open();
      for (std::size_t i = 0; i < constraint.excluded.size(); ++i) {
        if (i > 0) out.comma();
        index_element(out, constraint.excluded[i].element);
        out.words("with").words(constraint.excluded[i].op);
      }
      out.close();
      if (constraint.where) {
        out.words("where").open();
        condition(out, *constraint.where);
        out.close();
      }
      break;
  }
  if (constraint.deferrable) out.words("deferrable");
  if (constraint.initially_deferred) out.words("initially deferred");
  if (constraint.not_valid && spells_not_valid()) out.words("not valid");
}

void Backend::write(SqlWriter& out, const CreateTable& op) const {
  create_table(out, op.table, op.table.maybe ? "create table if not exists" : "create table");
}

void Backend::create_table(SqlWriter& out, const Table& table, std::string_view words) const {
  out.words(words).name(table.name).open().indent();
  bool first = true;
  const auto next = [&] {
    if (!std::exchange(first, false)) out.comma();
    out.line();
  };
  for (const Column& c : table.columns) {
    next();
    column(out, table, c);
  }
  for (const Constraint& c : table.constraints) {
    if (skips(table, c)) continue;
    next();
    constraint(out, c);
  }
  table_indexes(out, table);
  out.dedent().line().close();
  table_options(out, table);
}

void Backend::write(SqlWriter& out, const DropTable& op) const {
  out.words(op.if_there ? "drop table if exists" : "drop table").name(op.table);
}

void Backend::write(SqlWriter& out, const RenameTable& op) const {
  out.words("alter table").name(op.table).words("rename to").name(op.to.name);
}

void Backend::write(SqlWriter& out, const AddColumn& op) const {
  out.words("alter table").name(op.table).words("add column");
  Table table;
  table.name = op.table;
  column(out, table, op.column);
}

void Backend::write(SqlWriter& out, const DropColumn& op) const {
  out.words("alter table").name(op.table).words("drop column").name(op.column.name);
}

void Backend::write(SqlWriter& out, const RenameColumn& op) const {
  out.words("alter table").name(op.table).words("rename column").name(op.column.name);
  out.words("to").name(op.to.name);
}

void Backend::write(SqlWriter& out, const AddConstraint& op) const {
  out.words("alter table").name(op.table).words("add");
  constraint(out, op.constraint);
}

SqlWriter& Backend::alter_column(SqlWriter& out, const TableName& table, const Ident& column) {
  return out.words("alter table").name(table).words("alter column").name(column.name);
}

void Backend::index_element(SqlWriter& out, const IndexElement& element) const {
  switch (element.expr.kind) {
    case ExprKind::Column:
      out.name(element.expr.name);
      break;
    default:
      out.open();
      value(out, element.expr);
      out.close();
      break;
  }
  if (!element.collation.name.empty()) out.words("collate").name(element.collation.name);
  if (!element.operator_class.name.empty()) out.name(element.operator_class.name);
  if (element.descending) out.words("desc");
  if (element.nulls == NullsOrder::First) out.words("nulls first");
  if (element.nulls == NullsOrder::Last) out.words("nulls last");
}

void Backend::write(SqlWriter& out, const CreateIndex& op) const {
  const Index& index = op.index;
  out.words(index.unique ? "create unique index" : "create index").name(index.name.name);
  out.words("on").name(op.table);
  if (!index.method.name.empty() && spells_index_method()) out.words("using").words(index.method.name.str());
  out.open();
  for (std::size_t i = 0; i < index.elements.size(); ++i) {
    if (i > 0) out.comma();
    index_element(out, index.elements[i]);
  }
  out.close();
  if (!index.include.empty()) out.words("include").names(index.include);
  if (index.nulls_not_distinct) out.words("nulls not distinct");
  if (const auto fill = option(index.options, "fillfactor"))
    out.words("with").open().words("fillfactor =").number(*fill).close();
  if (index.where) {
    out.words("where");
    condition(out, *index.where);
  }
}

void Backend::write(SqlWriter& out, const Insert& op) const {
  out.words("insert into").name(op.table).names(op.columns);
  if (op.select) {
    out.indent().line().dedent();
    select(out, *op.select);
    return;
  }
  out.words("values");
  for (std::size_t i = 0; i < op.rows.size(); ++i) {
    if (i > 0) out.comma();
    if (op.rows.size() > 1) out.indent().line().dedent();
    out.open();
    for (std::size_t j = 0; j < op.rows[i].size(); ++j) {
      if (j > 0) out.comma();
      value(out, op.rows[i][j]);
    }
    out.close();
  }
}

void Backend::where(SqlWriter& out, const std::optional<Expr>& wanted) const {
  if (!wanted) return;
  out.words("where");
  condition(out, *wanted);
}

void Backend::write(SqlWriter& out, const Update& op) const {
  out.words("update").name(op.table);
  alias(out, op.alias);
  out.words("set");
  for (std::size_t i = 0; i < op.set.size(); ++i) {
    if (i > 0) out.comma();
    out.name(op.set[i].column.name).words("=");
    value(out, op.set[i].value);
  }
  if (op.from) {
    out.words("from");
    table_reference(out, *op.from);
    for (const Select::Join& part : op.joins) joined_table(out, part);
  }
  where(out, op.where);
}

void Backend::write(SqlWriter& out, const Delete& op) const {
  out.words("delete from").name(op.table);
  alias(out, op.alias);
  where(out, op.where);
}

void Backend::write(SqlWriter& out, const Execute& op) const { out.raw(op.sql); }

void Backend::write(SqlWriter&, const ByHand&) const { not_left("by hand"); }

}  // namespace migc
