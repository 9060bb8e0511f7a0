// A script for SQL*Plus. Every schema statement commits what ran before it and itself, so a revision that has begun and
// has not ended is noted in the version table as ID/up or ID/down: then no script takes the database for what it is not,
// and of two that run at once the later one finds that row.
#include "backends/oracle/oracle.h"
#include "support/text.h"

namespace migc {

namespace {

// The row that says where a revision stands.
class Record {
 public:
  Record(const ScriptRevision& part, const Script& script, const TableName& versions, Quoting quoting)
      : id_(part.revision->id.name.str()),
        up_(script.direction == Direction::Up),
        versions_(versions),
        quoting_(quoting) {}

  std::string begin() const {
    SqlWriter out(quoting_);
    if (up_)
      out.words("insert into")
          .name(versions_)
          .words("(\"ID\", \"MIGC\") values")
          .open()
          .string(half_way())
          .comma()
          .string(migc_version)
          .close();
    else
      out.words("update")
          .name(versions_)
          .words("set \"ID\" =")
          .string(half_way())
          .words("where \"ID\" =")
          .string(id_);
    return out.take() + ";\n";
  }
  std::string end() const {
    SqlWriter out(quoting_);
    if (up_)
      out.words("update")
          .name(versions_)
          .words("set \"ID\" =")
          .string(id_)
          .words("where \"ID\" =")
          .string(half_way());
    else
      out.words("delete from").name(versions_).words("where \"ID\" =").string(half_way());
    return out.take() + ";\n";
  }

 private:
  std::string half_way() const { return id_ + (up_ ? "/up" : "/down"); }

  std::string id_;
  bool up_;
  TableName versions_;
  Quoting quoting_;
};

// What of a routine or trigger the database could not compile is a warning for SQL*Plus, and nothing else ("SHOW ERRORS").
std::string compiled(const Quoting& quoting, std::string_view sql) {
  const std::size_t open = sql.find('"');
  if (open == std::string_view::npos) return {};
  std::vector<std::string> names{""};
  std::size_t at = open + 1;
  for (; at < sql.size(); ++at) {
    if (sql[at] != '"') {
      names.back() += sql[at];
    } else if (at + 1 < sql.size() && sql[at + 1] == '"') {
      names.back() += sql[at++];
    } else if (sql.substr(at + 1).starts_with(".\"")) {
      names.emplace_back();
      at += 2;
    } else {
      break;
    }
  }
  SqlWriter name(quoting);
  SqlWriter owner(quoting);
  const std::string whose =
      names.size() > 1 ? owner.string(names.front()).take() : "sys_context('userenv', 'current_schema')";
  return fmt::format(
      "declare\n    said varchar2(1000);\nbegin\n"
      "    select min(line || ': ' || substr(text, 1, 900)) into said from all_errors\n"
      "    where owner = {} and name = {} and attribute = 'ERROR';\n"
      "    if said is not null then\n"
      "        raise_application_error(-20000, 'migc: it does not compile: line ' || said);\n"
      "    end if;\nend;\n/\n",
      whose, name.string(names.back()).take());
}

// A block that stops unless the database stands at a revision, so many of them being applied. With the record of what
// begins then, it locks the version table: who comes later finds the row that it leaves.
std::string require_standing(const std::string& table, const Standing& standing,
                             const std::vector<std::string>& replaced, const Quoting& quoting,
                             const std::string& message, const std::string& record) {
  SqlWriter ids(quoting);
  const std::vector<std::string>& wanted = replaced.empty() ? standing.tips : replaced;
  for (const std::string& id : wanted) {
    if (&id != &wanted.front()) ids.comma();
    ids.string(id);
  }
  const std::string shown = ids.take();
  const std::size_t count = wanted.size();
  std::string text = "declare\n    n integer;\n    here integer;\nbegin\n";
  if (!record.empty())
    text = "-- one run at a time: who comes later finds the row that this block leaves\n" + text;
  if (!record.empty()) text += fmt::format("    lock table {} in exclusive mode;\n", table);
  text += fmt::format(
      "    select count(*), count(case when \"ID\" {1} then 1 end) into n, here from {0};\n"
      "    if n <> {2}{3} then\n"
      "        raise_application_error(-20000, {4});\n    end if;\n",
      table,
      count == 0   ? "= '/'"
      : count == 1 ? "= " + shown
                   : fmt::format("in ({})", shown),
      standing.applied,
      count == 0         ? ""
      : replaced.empty() ? fmt::format(" or here <> {}", count)
                         : fmt::format(" and (n <> {0} or here <> {0})", count),
      message);
  if (!record.empty() && !replaced.empty())
    text += fmt::format("    delete from {} where \"ID\" in ({});\n", table, shown);
  if (!record.empty()) text += fmt::format("    {}    commit;\n", record);
  return text + "end;\n/\n\n";
}

}  // namespace

std::string Oracle::script(const Script& script, const Sources& sources) const {
  const bool up = script.direction == Direction::Up;
  const TableName versions{script.version_table.schema, script.version_table.name, {}};
  SqlWriter versions_name = writer();
  const std::string table = versions_name.name(versions).take();
  std::string text = script_header(
      script, {"Each schema statement commits by itself: should the script stop, what ran before stays.",
               fmt::format("The row ID/{} in {} says in which revision it stopped.", up ? "up" : "down",
                           script.version_table.name.str()),
               "Run it with sqlplus -L, as the user whose schema it is for."});
  // "SET System Variable Summary": what would be read as something else in a statement is turned off.
  text +=
      "whenever sqlerror exit failure rollback\n"
      "whenever oserror exit failure rollback\n"
      "set define off\n"
      "set escape off\n"
      "set sqlblanklines on\n"
      "set blockterminator off\n"
      "set sqlterminator \";\"\n"
      "set sqlprefix \"`\"\n"
      "set cmdsep off\n"
      "set autocommit off\n"
      "set serveroutput off\n"
      "alter session set nls_numeric_characters = '.,';\n"
      "alter session set nls_date_format = 'YYYY-MM-DD';\n"
      "alter session set nls_timestamp_format = 'YYYY-MM-DD HH24:MI:SS.FF';\n"
      "alter session set nls_timestamp_tz_format = 'YYYY-MM-DD HH24:MI:SS.FF TZH:TZM';\n"
      "alter session set nls_length_semantics = char;\n"
      "alter session set nls_comp = binary;\n"
      "alter session set nls_sort = binary;\n"
      "alter session set time_zone = '+00:00';\n"
      "alter session set ddl_lock_timeout = 10;\n\n";
  if (script.before.tips.empty()) {
    text += run_if(no_table(versions), true,
                   fmt::format(
                       "create table {} (\"ID\" varchar2(260) not null primary key, "
                       "\"APPLIED_AT\" timestamp(0) with time zone default systimestamp not null, \"MIGC\" "
                       "varchar2(32) not null)",
                       table)) +
            "\n/\n\n";
  }

  std::vector<Record> records;
  for (const ScriptRevision& part : script.revisions) records.emplace_back(part, script, versions, quoting());

  const auto literal = [&](const std::string& value) {
    SqlWriter out = writer();
    return value.empty() ? value : out.string(value).take();
  };
  const VersionRows rows{writer(), versions, "\"ID\"", ""};
  for (const SquashedRows& squashed : script.squashed) text += forget_squashed(rows, squashed) + ";\n";
  if (!script.squashed.empty()) text += "commit;\n\n";

  // Where revision i begins: its lock, its check and its record are one transaction.
  const auto stands = [&](std::size_t i, bool begins) {
    return require_standing(table, script.standing(i), i == 0 ? script.replaced : std::vector<std::string>(),
                            quoting(), literal(wrong_revision_message(script)),
                            begins ? records[i].begin() : "");
  };
  for (std::size_t i = 0; i < script.revisions.size(); ++i) {
    const ScriptRevision& part = script.revisions[i];
    // What may stop it is asked before there is a record of it.
    const std::size_t guards = leading_guards(*part.steps);
    if (i == 0) text += stands(i, guards == 0);
    text += revision_heading(part, script.direction);
    for (std::size_t g = 0; g < guards; ++g) {
      text += step_comment((*part.steps)[g], sources);
      for (const std::string& sql : (*part.steps)[g].sql) text += for_sqlplus(sql) + "\n/\n\n";
    }
    if (guards > 0) text += stands(i, true);
    // Neighbouring data statements are one transaction, the last of them with the revision's record.
    bool open = false;
    for (std::size_t at = guards; at < part.steps->size(); ++at) {
      const SqlStep& step = (*part.steps)[at];
      const bool data = step.kind == StepKind::Data;
      if (!data && open) text += "commit;\n\n";
      open = data;
      text += step_comment(step, sources);
      for (const std::string& sql : step.sql) {
        const std::string lines = for_sqlplus(sql);
        if (!is_plsql(lines)) {
          text += lines + ";\n";
          continue;
        }
        text += lines + (lines.ends_with(';') ? "\n/\n" : ";\n/\n");
        if (step.compound) text += compiled(quoting(), sql);
      }
      text += "\n";
    }
    text += records[i].end();
    // So that there is no moment at which the database looks as if nothing ran.
    if (i + 1 < records.size() && leading_guards(*script.revisions[i + 1].steps) == 0)
      text += records[i + 1].begin();
    text += "commit;\n\n";
  }
  return text;
}

}  // namespace migc
