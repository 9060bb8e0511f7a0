// Making a table anew: all that it has comes along. What migc does not know of stops the script before
// anything changes.
#include "backends/sqlite/sqlite.h"

namespace migc {

std::vector<std::string> Sqlite::write(const RebuildTable& step) const {
  std::vector<std::string> sql;
  const TableName& name = step.after.name;
  const TableName fresh{{}, Name("_mig_" + std::string(name.name.str()), true), {}};
  const auto unknown = [&](std::string_view what, const auto& condition) {
    SqlWriter out = writer();
    out.words("select").call("json_extract").string("{}").comma();
    out.string(fmt::format("migc: table {} has {} that is not in the history", show(name), what)).close();
    out.words("where exists").open();
    condition(out);
    out.close();
    sql.push_back(out.take());
  };
  unknown("a trigger", [&](SqlWriter& out) {
    out.words("select 1 from sqlite_master where type = 'trigger' and tbl_name =");
    out.string(name.name.str()).words("collate nocase");
    if (step.triggers_before.empty()) return;
    out.words("and name not in").open();
    for (std::size_t i = 0; i < step.triggers_before.size(); ++i) {
      if (i > 0) out.comma();
      out.string(step.triggers_before[i].name.name.str());
    }
    out.close();
  });
  unknown("an index", [&](SqlWriter& out) {
    out.words("select 1 from sqlite_master where type = 'index' and sql is not null and tbl_name =");
    out.string(name.name.str()).words("collate nocase");
    if (step.before.indexes.empty()) return;
    out.words("and name not in").open();
    for (std::size_t i = 0; i < step.before.indexes.size(); ++i) {
      if (i > 0) out.comma();
      out.string(step.before.indexes[i].name.name.str());
    }
    out.close();
  });
  unknown("a column", [&](SqlWriter& out) {
    out.words("select 1 from").call("pragma_table_xinfo").string(name.name.str()).close();
    out.words("where name not in").open();
    for (std::size_t i = 0; i < step.before.columns.size(); ++i) {
      if (i > 0) out.comma();
      out.string(step.before.columns[i].name.name.str());
    }
    out.close();
  });

  Table made = step.after;
  made.name = fresh;
  made.indexes.clear();
  sql.push_back(spell(Operation(CreateTable{made})));

  SqlWriter copy = writer();
  copy.words("insert into").name(fresh).open();
  for (std::size_t i = 0; i < step.copied.size(); ++i) {
    if (i > 0) copy.comma();
    copy.name(step.copied[i].to);
  }
  copy.close().line().words("select");
  for (std::size_t i = 0; i < step.copied.size(); ++i) {
    if (i > 0) copy.comma();
    expression(copy, step.copied[i].from);
  }
  copy.words("from").name(name);
  if (!step.copied.empty()) sql.push_back(copy.take());

  if (row_id(step.before) && row_id(step.after)) {
    // The highest number ever given, which may be that of a row that is gone.
    SqlWriter forget = writer();
    forget.words("delete from sqlite_sequence where name =").string(fresh.name.str());
    sql.push_back(forget.take());
    SqlWriter carry = writer();
    carry.words("insert into sqlite_sequence (name, seq) select").string(fresh.name.str());
    carry.comma().words("seq from sqlite_sequence where name =").string(name.name.str());
    sql.push_back(carry.take());
  }
  sql.push_back(spell(Operation(DropTable{name})));
  sql.push_back(spell(Operation(RenameTable{fresh, {name.name, {}}})));
  for (const Index& index : step.after.indexes) sql.push_back(spell(Operation(CreateIndex{name, index})));
  for (const SchemaObject& trigger : step.triggers_after)
    sql.push_back(spell(Operation(CreateObject{trigger})));
  return sql;
}

}  // namespace migc
