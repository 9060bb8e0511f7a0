// A PostgreSQL script, for psql: one transaction, so all of it or nothing. The version table is locked
// first, so that a second run waits, and then finds that it is not at its revision.
#include <algorithm>

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

// Before which steps the transaction has to end: those that use an enum's value which it has added ("ALTER TYPE": a
// new value can't be used until the transaction has been committed). A text of SQL uses it if it holds it as
// a string; raw SQL may hold it otherwise.
std::vector<std::pair<std::size_t, std::size_t>> cuts_of(const Script& script, const SqlWriter& writer) {
  std::vector<std::pair<std::size_t, std::size_t>> cuts;
  std::vector<std::string> fresh;
  for (std::size_t r = 0; r < script.revisions.size(); ++r) {
    const auto& steps = *script.revisions[r].steps;
    for (std::size_t s = 0; s < steps.size(); ++s) {
      const bool uses = std::any_of(steps[s].sql.begin(), steps[s].sql.end(), [&](const std::string& sql) {
        return std::any_of(fresh.begin(), fresh.end(),
                           [&](const std::string& value) { return sql.find(value) != std::string::npos; });
      });
      if (uses) {
        cuts.emplace_back(r, s);
        fresh.clear();
      }
      if (steps[s].new_enum_value.empty()) continue;
      SqlWriter value = writer;
      fresh.push_back(value.string(steps[s].new_enum_value).take());
    }
  }
  return cuts;
}

}  // namespace

std::string Postgres::script(const Script& script, const Sources& sources) const {
  const bool up = script.direction == Direction::Up;
  const TableName versions{script.version_table.schema, script.version_table.name, {}};
  const auto table = [&] {
    SqlWriter out = writer();
    return out.name(versions).take();
  }();
  const auto cuts = cuts_of(script, writer());
  std::vector<std::string> about;
  if (cuts.empty())
    about.emplace_back("One transaction: all of it is applied, or nothing.");
  else
    about.push_back(
        fmt::format("{} transactions: a new value of an enum can be used once the transaction that adds it "
                    "is over.",
                    cuts.size() + 1));
  about.emplace_back("Run it with psql -f.");
  std::string text = script_header(script, about) + "\\set ON_ERROR_STOP on\n";

  Standing at = script.before;  // what the version table says
  const auto begin = [&](bool first) {
    text +=
        "begin;\nset local time zone 'UTC';\nset local standard_conforming_strings = "
        "on;\n\n";
    if (first && script.before.tips.empty())
      text += fmt::format(
          "create table if not exists {} (\n    \"id\" varchar(260) primary key,\n"
          "    \"applied_at\" timestamptz not null default now(),\n    \"migc\" varchar(32) not null\n);\n",
          table);
    text += fmt::format("lock table {} in exclusive mode;\n", table);
    const VersionRows rows{writer(), versions, "\"id\"", ""};
    if (first)
      for (const SquashedRows& squashed : script.squashed) text += forget_squashed(rows, squashed) + ";\n";
    text += guard(writer(), stands_elsewhere(rows, at, first ? script.replaced : std::vector<std::string>()),
                  first ? wrong_revision_message(script) : wrong_part_message(at));
    if (first && !script.replaced.empty()) text += forget_replaced(rows, script.replaced) + ";\n\n";
  };
  // What the version table says of the revision, from one name to another.
  const auto mark = [&](const std::string& from, const std::string& to) {
    SqlWriter out = writer();
    if (from.empty()) {
      out.words("insert into").name(versions).words("(\"id\", \"migc\") values").open();
      out.string(to).comma().string(migc_version).close();
    } else if (to.empty()) {
      out.words("delete from").name(versions).words("where \"id\" =").string(from);
    } else {
      out.words("update")
          .name(versions)
          .words("set \"id\" =")
          .string(to)
          .words("where \"id\" =")
          .string(from);
    }
    text += out.take() + ";\n";
  };

  begin(true);
  const SqlStep* deferred = nullptr;
  auto cut = cuts.begin();
  for (std::size_t r = 0; r < script.revisions.size(); ++r) {
    const ScriptRevision& part = script.revisions[r];
    const std::string id(part.revision->id.name.str());
    std::string record = up ? "" : id;  // this revision's row as it stands
    bool headed = false;
    for (std::size_t s = 0; s <= part.steps->size(); ++s) {
      if (cut != cuts.end() && *cut == std::pair(r, s)) {
        if (deferred) text += step_text(*std::exchange(deferred, nullptr), sources);
        if (s > 0) {
          const std::string half_way = id + (up ? "/up" : "/down");
          if (record != half_way) mark(record, half_way);
          at = {{half_way}, at.applied + (record.empty() ? 1 : 0)};
          record = half_way;
        }
        text += "commit;\n\n";
        begin(false);
        ++cut;
      }
      if (!std::exchange(headed, true)) text += revision_heading(part, script.direction);
      if (s == part.steps->size()) break;
      const SqlStep& step = (*part.steps)[s];
      // Deferred checks are made where the schema changes next: a circle of rows may need several statements.
      if (step.kind == StepKind::DeferredCheck) {
        deferred = &step;
        continue;
      }
      if (deferred && step.kind == StepKind::Schema)
        text += step_text(*std::exchange(deferred, nullptr), sources);
      text += step_text(step, sources);
    }
    mark(record, up ? id : "");
    text += "\n";
    at = part.after;
  }
  return text + "commit;\n";
}

}  // namespace migc
