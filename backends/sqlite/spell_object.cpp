// SQLite's spelling of what is no table.
#include "backends/sqlite/sqlite.h"

namespace migc {

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

}  // namespace migc
