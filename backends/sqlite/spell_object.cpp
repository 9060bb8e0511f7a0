// SQLite's spelling of what is no table.
#include "backends/sqlite/sqlite.h"

namespace migc {

void Sqlite::object_name(SqlWriter& out, const ObjectName& name) const { out.name(name.name); }

std::vector<std::string> Sqlite::write(const SetNextIdentity& step) const {
  SqlWriter forget = writer();
  forget.words("delete from sqlite_sequence where name =").string(step.table.name.str());
  SqlWriter set = writer();
  set.words("insert into sqlite_sequence (name, seq) values").open().string(step.table.name.str());
  set.comma().number(std::to_string(step.next - 1)).close();
  return {forget.take(), set.take()};
}

void Sqlite::json_get(SqlWriter& out, const Expr& expr) const {
  const auto call = [&](std::string_view function) {
    out.call(function);
    expression(out, expr.args[0]);
    out.comma().string(json_path(expr)).close();
  };
  // json_extract makes 1 and 0 of true and false.
  out.words("case");
  if (!expr.as_text) {
    out.words("when");
    call("json_type");
    out.words("is null then null");
  }
  out.words("when");
  call("json_type");
  out.words(expr.as_text ? "in ('true', 'false') then" : "in ('true', 'false', 'null') then");
  call("json_type");
  out.words("else").call(expr.as_text ? "cast" : "json_quote");
  call("json_extract");
  if (expr.as_text) out.words("as text");
  out.close().words("end");
}

void Sqlite::write(SqlWriter&, const SetIdentity&) const { not_left("set identity"); }
void Sqlite::write(SqlWriter&, const DropIdentity&) const { not_left("drop identity"); }
void Sqlite::write(SqlWriter&, const RestartIdentity&) const { not_left("restart identity"); }
void Sqlite::write(SqlWriter&, const SetGenerated&) const { not_left("set generated"); }
void Sqlite::write(SqlWriter&, const DropGenerated&) const { not_left("drop generated"); }
void Sqlite::write(SqlWriter&, const SetCollation&) const { not_left("set collation"); }
void Sqlite::write(SqlWriter&, const SetOptions&) const { not_left("set options"); }
void Sqlite::write(SqlWriter&, const SetSchema&) const { not_left("set schema"); }
void Sqlite::write(SqlWriter&, const SetRowSecurity&) const { not_left("row level security"); }
void Sqlite::write(SqlWriter&, const AttachPartition&) const { not_left("attach partition"); }
void Sqlite::write(SqlWriter&, const DetachPartition&) const { not_left("detach partition"); }
void Sqlite::write(SqlWriter&, const ValidateConstraint&) const { not_left("validate constraint"); }
void Sqlite::write(SqlWriter&, const ReplaceObject&) const { not_left("create or replace"); }
void Sqlite::write(SqlWriter&, const RenameObject&) const { not_left("rename"); }
void Sqlite::write(SqlWriter&, const AddEnumValue&) const { not_left("add value"); }
void Sqlite::write(SqlWriter&, const RenameEnumValue&) const { not_left("rename value"); }
void Sqlite::write(SqlWriter&, const DropEnumValue&) const { not_left("drop value"); }
void Sqlite::write(SqlWriter&, const AlterDomain&) const { not_left("alter domain"); }
void Sqlite::write(SqlWriter&, const RefreshView&) const { not_left("refresh"); }
void Sqlite::write(SqlWriter&, const CommentOn&) const { not_left("comment"); }
void Sqlite::definition(SqlWriter&, const EnumType&) const { not_left("create type"); }
void Sqlite::definition(SqlWriter&, const Domain&) const { not_left("create domain"); }
void Sqlite::definition(SqlWriter&, const Extension&) const { not_left("create extension"); }
void Sqlite::definition(SqlWriter&, const Policy&) const { not_left("create policy"); }
std::vector<std::string> Sqlite::write(const RemakeEnum&) const { not_left("remake enum"); }

}  // namespace migc
