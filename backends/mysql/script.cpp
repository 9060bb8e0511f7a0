// A script for the mysql and mariadb clients, which stop at the first error. Every schema statement commits
// by itself here, so a revision that has begun and has not ended is noted in the version table as
// ID/up or ID/down: then no script takes the database for what it is not.
#include "backends/mysql/mysql.h"

namespace migc {

namespace {

// A body may hold semicolons: the client is told of another terminator for it.
std::string compound_text(const SqlStep& step, const Sources& sources) {
  std::string text = step_comment(step, sources);
  for (const std::string& sql : step.sql) {
    if (sql.find(';') == std::string::npos) {
      text += sql + ";\n";
      continue;
    }
    std::string mark = "$$";
    while (sql.find(mark) != std::string::npos) mark += '$';
    text += fmt::format("delimiter {}\n{}{}\ndelimiter ;\n", mark, sql, mark);
  }
  return text + "\n";
}

}  // namespace

std::string Mysql::script(const Script& script, const Sources& sources) const {
  const bool up = script.direction == Direction::Up;
  const TableName versions{script.version_table.schema, script.version_table.name, {}};
  SqlWriter versions_name = writer();
  const std::string table = versions_name.name(versions).take();
  // A message that must not be: its key comes twice when `bad` holds, and the error shows it.
  const auto guard = [&](std::string_view message, const std::string& bad) {
    SqlWriter out = writer();
    out.words("insert into `migc_guard` select").string(message);
    out.words("from (select 1 union all select 2) as `twice` where").raw(bad);
    return out.take() + ";\n";
  };
  std::string text = script_header(
      script, {"Each schema statement commits by itself: should the script stop, what ran before stays.",
               fmt::format("The row ID/{} in {} says in which revision it stopped.", up ? "up" : "down",
                           script.version_table.name.str()),
               "Run it with the mysql or mariadb client, without --force."});
  text += fmt::format(
      "set names utf8mb4;\n"
      "set session sql_mode = 'STRICT_ALL_TABLES,ONLY_FULL_GROUP_BY,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
      "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION{}';\n",
      more_sql_modes());
  if (timestamps_have_defaults()) text += "set session explicit_defaults_for_timestamp = 1;\n";
  text +=
      "set session time_zone = '+00:00';\n"
      "set session foreign_key_checks = 1;\n"
      "set session unique_checks = 1;\n"
      "set session autocommit = 1;\n"
      "drop temporary table if exists `migc_guard`;\n"
      "create temporary table `migc_guard` (`message` varchar(190) primary key) engine = InnoDB "
      "default charset = utf8mb4;\n\n";
  text += "-- one run at a time\n";
  text += "set @migc_lock = get_lock(left(concat('migc:', database()), 64), 10);\n";
  text += guard("migc: another script is running on this database", "coalesce(@migc_lock, 0) <> 1");
  if (script.before.tips.empty())
    text += fmt::format(
        "create table if not exists {} (\n    `id` varchar(260) character set ascii collate ascii_bin not "
        "null primary key,\n    `applied_at` timestamp not null default current_timestamp,\n"
        "    `migc` varchar(32) not null\n) engine = InnoDB default charset = utf8mb4;\n",
        table);
  const VersionRows rows{writer(), versions, "`id`", ""};
  for (const SquashedRows& squashed : script.squashed) text += forget_squashed(rows, squashed) + ";\n";
  text += guard(wrong_revision_message(script), stands_elsewhere(rows, script.before, script.replaced));
  if (!script.replaced.empty()) text += forget_replaced(rows, script.replaced) + ";\n";
  text += "\n";

  for (const ScriptRevision& part : script.revisions) {
    text += revision_heading(part, script.direction);
    const std::string id(part.revision->id.name.str());
    const std::string half_way = id + (up ? "/up" : "/down");
    SqlWriter begin = writer();
    if (up) {
      begin.words("insert into").name(versions).words("(`id`, `migc`) values").open();
      begin.string(half_way).comma().string(migc_version).close();
    } else {
      begin.words("update").name(versions).words("set `id` =").string(half_way);
      begin.words("where `id` =").string(id);
    }
    SqlWriter end = writer();
    if (up) {
      end.words("update")
          .name(versions)
          .words("set `id` =")
          .string(id)
          .words("where `id` =")
          .string(half_way);
    } else {
      end.words("delete from").name(versions).words("where `id` =").string(half_way);
    }
    // Neighbouring data statements are one transaction, the last of them with the revision's record.
    const std::size_t guards = leading_guards(*part.steps);
    for (std::size_t i = 0; i < guards; ++i) text += step_text((*part.steps)[i], sources);
    text += begin.take() + ";\n\n";
    bool open = false;
    for (std::size_t i = guards; i < part.steps->size(); ++i) {
      const SqlStep& step = (*part.steps)[i];
      const bool data = step.kind == StepKind::Data;
      if (data && !open) text += "start transaction;\n";
      if (!data && open) text += "commit;\n\n";
      open = data;
      text += step.compound ? compound_text(step, sources) : step_text(step, sources);
    }
    text += end.take() + (open ? ";\ncommit;\n\n" : ";\n\n");
  }
  return text +
         "drop temporary table `migc_guard`;\n"
         "do release_lock(left(concat('migc:', database()), 64));\n";
}

}  // namespace migc
