// What is no table, comments, rights, rows.
#include "backends/oracle/oracle.h"

namespace migc {

void Oracle::write(SqlWriter& out, const RenameObject& op) const {
  if (op.object.kind == ObjectKind::Trigger)
    out.words("alter trigger").name(op.object.name).words("rename to").name(op.to.name);
  else
    out.words("rename").name(op.object.name.name).words("to").name(op.to.name);
}

void Oracle::write(SqlWriter& out, const RestartSequence& op) const {
  out.words("alter sequence").name(op.sequence).words("restart start with");
  out.number(std::to_string(op.with.value_or(1)));
}

void Oracle::write(SqlWriter& out, const RefreshView& op) const {
  // The list of names is read as SQL reads names.
  SqlWriter name = writer();
  const std::string view = name.name(op.view).take();
  out.words("begin").line().words("    dbms_mview.refresh(list =>").string(view).comma();
  out.words("method => 'C');").line().words("end;");
}

void Oracle::write(SqlWriter& out, const CommentOn& op) const {
  switch (op.on.kind) {
    case CommentTarget::Kind::Table:
      out.words("comment on table").name(op.on.table);
      break;
    case CommentTarget::Kind::Column: {
      SqlWriter table = writer();
      SqlWriter column = writer();
      out.words("comment on column");
      out.words(table.name(op.on.table).take() + "." + column.name(op.on.element.name).take());
      break;
    }
    case CommentTarget::Kind::Object:
      out.words(op.on.object.kind == ObjectKind::View ? "comment on table" : "comment on materialized view");
      out.name(op.on.object.name);
      break;
    case CommentTarget::Kind::Constraint:
    case CommentTarget::Kind::Index:
      not_left("a comment on an element");
  }
  out.words("is").string(op.text);
}

void Oracle::grant_target(SqlWriter& out, const GrantTarget& on) const { out.name(on.name); }

void Oracle::next_value(SqlWriter& out, const Expr& expr) const {
  SqlWriter name = writer();
  out.words(name.name(TableName{expr.qualifier, expr.name, {}}).take() + ".nextval");
}

// "MERGE": the rows are found by where they stand, so that any column can be set (ORA-38104), and a row that is met twice
// stops it (ORA-30926).
void Oracle::write(SqlWriter& out, const Update& op) const {
  if (!op.from) {
    Backend::write(out, op);
    return;
  }
  const Name target = op.alias.name.empty() ? op.table.name : op.alias.name;
  SqlWriter own = writer();
  const std::string target_name = own.name(target).take();
  out.words("merge into").name(op.table).words("\"_mig_t\"").line().words("using").open();
  out.words("select").words(target_name + ".rowid as \"_mig_row\"");
  for (std::size_t i = 0; i < op.set.size(); ++i) {
    out.comma();
    value(out, op.set[i].value);
    out.words(fmt::format("as \"_mig_{}\"", i + 1));
  }
  out.words("from").name(op.table);
  alias(out, op.alias);
  out.words("cross join");
  table_reference(out, *op.from);
  for (const Select::Join& part : op.joins) joined_table(out, part);
  where(out, op.where);
  out.close().words("\"_mig_s\"").line();
  out.words("on (\"_mig_t\".rowid = \"_mig_s\".\"_mig_row\")").line();
  out.words("when matched then update set");
  for (std::size_t i = 0; i < op.set.size(); ++i) {
    if (i > 0) out.comma();
    SqlWriter column = writer();
    out.words("\"_mig_t\"." + column.name(op.set[i].column.name).take());
    out.words(fmt::format("= \"_mig_s\".\"_mig_{}\"", i + 1));
  }
}

std::string Oracle::stop_if(std::string_view condition, std::string_view message) const {
  SqlWriter text = writer();
  return fmt::format(
      "declare\n    n integer;\nbegin\n    select count(*) into n from dual where {};\n    if n > 0 then\n"
      "        raise_application_error(-20000, {});\n    end if;\nend;",
      condition, text.string(message).take());
}

std::string Oracle::stop_if_any(std::string_view count, std::string_view message) const {
  SqlWriter text = writer();
  return fmt::format(
      "declare\n    n integer;\nbegin\n    select ({}) into n from dual;\n    if n > 0 then\n"
      "        raise_application_error(-20000, {} || n);\n    end if;\nend;",
      count, text.string(fmt::format("{}: ", message)).take());
}

std::string Oracle::run_if(std::string_view condition, bool holds, std::string_view statement) const {
  SqlWriter text = writer();
  return fmt::format(
      "declare\n    n integer;\nbegin\n    select count(*) into n from dual where {};\n    if n {} 0 then\n"
      "        execute immediate {};\n    end if;\nend;",
      condition, holds ? ">" : "=", text.string(statement).take());
}

// "CREATE TABLE" and "DROP TABLE": IF NOT EXISTS and IF EXISTS are there from 23 on alone.
void Oracle::write(SqlWriter& out, const CreateTable& op) const {
  if (!op.table.maybe) {
    create_table(out, op.table, "create table");
    return;
  }
  SqlWriter create = writer();
  create_table(create, op.table, "create table");
  out.raw(run_if(no_table(op.table.name), true, create.take()));
}

void Oracle::write(SqlWriter& out, const DropTable& op) const {
  SqlWriter drop = writer();
  drop.words("drop table").name(op.table);
  if (op.if_there)
    out.raw(run_if(no_table(op.table), false, drop.take()));
  else
    out.raw(drop.take());
}

std::string Oracle::no_table(const TableName& table) const {
  SqlWriter out = writer();
  out.words("not exists").open().words("select 1 from all_tables where owner =");
  if (table.schema.empty())
    out.words("sys_context('userenv', 'current_schema')");
  else
    out.string(quoting().folded(table.schema).str());
  return out.words("and table_name =").string(quoting().folded(table.name).str()).close().take();
}

std::vector<std::string> Oracle::write(const SyncIdentity& step) const {
  SqlWriter out = writer();
  modify(out, step.table, {step.column, {}});
  out.words("generated by default as identity (start with limit value)").close();
  return {out.take()};
}

}  // namespace migc
