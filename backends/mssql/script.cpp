// A script for sqlcmd: one transaction, so all of it or nothing. A batch is compiled as a whole, so each statement has
// one of its own.
#include "backends/mssql/mssql.h"

namespace migc {

namespace {

constexpr std::string_view go = "GO\n";
// For clients that don't know `:on error`: once something has failed, nothing more is executed. An error of the
// compiler leaves the transaction open, whatever xact_abort says ("SET XACT_ABORT").
constexpr std::string_view watch = "if @@error <> 0 or @@trancount = 0 set noexec on;\n";

std::string batch(const std::string& sql) { return fmt::format("{};\n{}{}{}", sql, go, watch, go); }

}  // namespace

std::string Mssql::script(const Script& script, const Sources& sources) const {
  const bool up = script.direction == Direction::Up;
  const TableName versions{script.version_table.schema, script.version_table.name, {}};
  const std::string table = name_text(versions);
  std::string text =
      script_header(script, {"One transaction: all of it is applied, or nothing.",
                             "Run it with sqlcmd -b -x -f 65001 -i, or in Management Studio's SQLCMD mode."});
  // Filtered indexes and computed columns want these settings ("SET Options That Affect Results").
  text +=
      ":on error exit\n"
      "GO\n"
      "set noexec off;\n"
      "GO\n"
      "set xact_abort on; set nocount on; set quoted_identifier on; set ansi_nulls on; set ansi_padding on;\n"
      "set ansi_warnings on; set arithabort on; set concat_null_yields_null on; set numeric_roundabort off;\n"
      "set implicit_transactions off;\n"
      "set language us_english;\n"
      "GO\n"
      "begin transaction;\n";
  text += std::string(go) + "\n";
  if (script.before.tips.empty()) {
    const std::string create = fmt::format(
        "create table {} ([id] nvarchar(260) not null primary key, [applied_at] datetime2(6) not null "
        "default "
        "(sysutcdatetime()), [migc] nvarchar(32) not null)",
        table);
    text += batch(fmt::format("if object_id({}, N'U') is null\n    exec ({})", string_text(table),
                              string_text(create)));
  }
  const VersionRows rows{writer(), versions, "[id]", "with (tablockx, holdlock)"};
  for (const SquashedRows& squashed : script.squashed) text += batch(forget_squashed(rows, squashed));
  SqlWriter guard = writer();
  guard.words("if").raw(stands_elsewhere(rows, script.before, script.replaced)).indent().line().dedent();
  guard.words("throw 50000,").string(wrong_revision_message(script)).comma().words("1");
  text += batch(guard.take());
  if (!script.replaced.empty()) text += batch(forget_replaced(rows, script.replaced));
  text += "\n";
  for (const ScriptRevision& part : script.revisions) {
    text += revision_heading(part, script.direction);
    for (const SqlStep& step : *part.steps) {
      text += step_comment(step, sources);
      for (const std::string& sql : step.sql) text += batch(sql);
      text += "\n";
    }
    const std::string id(part.revision->id.name.str());
    SqlWriter record = writer();
    if (up) {
      record.words("insert into").name(versions).words("([id], [migc]) values").open();
      record.string(id).comma().string(migc_version).close();
    } else {
      record.words("delete from").name(versions).words("where [id] =").string(id);
    }
    text += batch(record.take()) + "\n";
  }
  // What a client that goes on after an error has left open.
  return text +
         "commit transaction;\n"
         "GO\n"
         "set noexec off;\n"
         "GO\n"
         "if @@trancount > 0 rollback transaction;\n"
         "GO\n";
}

}  // namespace migc
