// A PostgreSQL script, for psql: one transaction, so all of it or nothing. The version table is locked
// first, so that a second run waits, and then finds that it is not at its revision.
#include "backends/postgres/postgres.h"

namespace migc {

namespace {

// Stops with `message` when `bad` holds.
std::string guard(SqlWriter out, const std::string& bad, std::string_view message) {
  out.words("do $migc$").line().words("begin").indent().line();
  out.words("if").raw(bad).words("then").indent().line();
  out.words("raise exception using message =").string(message).end().dedent().line();
  out.words("end if;").dedent().line().words("end").line().words("$migc$;\n\n");
  return out.take();
}

}  // namespace

std::string Postgres::script(const Script& script, const Sources& sources) const {
  const TableName versions{script.version_table.schema, script.version_table.name, {}};
  const auto table = [&] {
    SqlWriter out = writer();
    return out.name(versions).take();
  }();
  std::string text =
      script_header(script, {"One transaction: all of it is applied, or nothing.", "Run it with psql -f."});
  text +=
      "\\set ON_ERROR_STOP on\nbegin;\nset local time zone 'UTC';\nset local standard_conforming_strings = "
      "on;\n\n";
  if (script.from.empty())
    text += fmt::format(
        "create table if not exists {} (\n    \"id\" varchar(260) primary key,\n"
        "    \"applied_at\" timestamptz not null default now(),\n    \"migc\" varchar(32) not null\n);\n",
        table);
  text += fmt::format("lock table {} in exclusive mode;\n", table);
  SqlWriter bad = writer();
  bad.open().words("select count(*) from").name(versions).close().words("<>");
  bad.number(std::to_string(script.applied_before));
  if (!script.from.empty()) {
    bad.words("or not exists").open().words("select from").name(versions);
    bad.words("where \"id\" =").string(script.from).close();
  }
  text += guard(writer(), bad.take(), wrong_revision_message(script));
  const SqlStep* deferred = nullptr;
  for (const ScriptRevision& part : script.revisions) {
    text += revision_heading(part, script.direction);
    for (const SqlStep& step : *part.steps) {
      // Deferred checks are made where the schema changes next: a circle of rows may need several statements.
      if (step.kind == StepKind::DeferredCheck) {
        deferred = &step;
        continue;
      }
      if (deferred && step.kind == StepKind::Schema)
        text += step_text(*std::exchange(deferred, nullptr), sources);
      text += step_text(step, sources);
    }
    SqlWriter book = writer();
    if (script.direction == Direction::Up) {
      book.words("insert into").name(versions).words("(\"id\", \"migc\") values").open();
      book.string(part.revision->id.name.str()).comma().string(migc_version).close();
    } else {
      book.words("delete from").name(versions).words("where \"id\" =").string(part.revision->id.name.str());
    }
    text += book.take() + ";\n\n";
  }
  return text + "commit;\n";
}

}  // namespace migc
