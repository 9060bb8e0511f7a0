// A script for the sqlite3 client. Making a table anew wants foreign keys off, and that can be said
// outside a transaction alone; data statements that foreign keys act on want them on. So a script is cut into transactions by
// what its steps want; where a revision is cut, the row ID/up or ID/down in the version table says that the
// database stands half-way, and nothing but the rest of this script goes on from there.
#include "backends/sqlite/sqlite.h"

namespace migc {

namespace {

enum class Mode : std::uint8_t { Any, Enforced, Rebuilding };

// What the actions of foreign keys follow must never run with foreign keys off (what else would break one is seen in the end); a
// rename must never run with legacy_alter_table on, which
// would leave the references to the old name.
Mode wanted(const SqlStep& step) {
  if (step.rebuild) return Mode::Rebuilding;
  if (step.follows_keys || step.renames_table) return Mode::Enforced;
  return Mode::Any;
}

}  // namespace

std::string Sqlite::script(const Script& script, const Sources& sources) const {
  const bool up = script.direction == Direction::Up;
  const TableName versions{{}, script.version_table.name, {}};
  SqlWriter versions_name = writer();
  const std::string table = versions_name.name(versions).take();
  const auto guard = [&](std::string_view message, std::string_view bad) {
    SqlWriter out = writer();
    out.words("select").call("json_extract").string("{}").comma().string(message).close();
    return out.words("where").raw(bad).take() + ";\n";
  };
  const VersionRows rows{writer(), versions, "\"id\"", ""};

  // Where the mode has to change, a new transaction begins.
  struct Place {
    std::size_t revision;
    std::size_t step;
    Mode mode;
  };
  std::vector<Place> cuts;
  Mode mode = Mode::Any;
  for (std::size_t r = 0; r < script.revisions.size(); ++r) {
    const auto& steps = *script.revisions[r].steps;
    for (std::size_t s = 0; s < steps.size(); ++s) {
      const Mode want = wanted(steps[s]);
      if (want == Mode::Any || want == mode) continue;
      if (mode == Mode::Any) {
        cuts.push_back({0, 0, want});
      } else {
        // Steps that don't mind go with what follows: a cut between revisions needs no half-way mark.
        std::size_t at = s;
        while (at > 0 && wanted(steps[at - 1]) == Mode::Any) --at;
        const bool mode_ends_before = at == 0 && (cuts.back().revision < r);
        cuts.push_back({r, mode_ends_before ? 0 : s, want});
      }
      mode = want;
    }
  }
  if (cuts.empty()) cuts.push_back({0, 0, Mode::Enforced});

  std::vector<std::string> about = {"Run it with the sqlite3 client on the database file."};
  about.push_back(
      cuts.size() == 1
          ? "One transaction: all of it is applied, or nothing."
          : fmt::format("{} transactions: making a table anew wants other settings than a rename, "
                        "and than what foreign keys pass on to other rows.",
                        cuts.size()));
  // Another client that is just looking would make the commit fail at once.
  std::string text = script_header(script, about) + ".bail on\n.timeout 10000\n";

  Standing at = script.before;  // what the version table says
  std::size_t next_cut = 0;
  bool open = false;
  Mode current = Mode::Any;
  const auto commit = [&] {
    if (current == Mode::Rebuilding)
      text += guard("migc: rows would be left without the rows that they refer to",
                    "exists (select 1 from pragma_foreign_key_check)");
    text += "commit;\n";
    if (current == Mode::Rebuilding) text += "pragma legacy_alter_table = off;\npragma foreign_keys = on;\n";
    text += "\n";
    open = false;
  };
  const auto begin = [&](Mode want) {
    if (open) commit();
    current = want;
    const bool off = want == Mode::Rebuilding;
    text += fmt::format("pragma foreign_keys = {};\npragma legacy_alter_table = {};\nbegin immediate;\n",
                        off ? "off" : "on", off ? "on" : "off");
    // Inside somebody else's transaction the pragmas would not have taken effect.
    text += guard("migc: the script has to be run outside a transaction",
                  fmt::format("(select foreign_keys from pragma_foreign_keys) <> {} or "
                              "(select legacy_alter_table from pragma_legacy_alter_table) <> {}",
                              off ? 0 : 1, off ? 1 : 0));
    if (at == Standing())
      text += fmt::format(
          "create table if not exists {} (\n    \"id\" varchar(260) not null primary key,\n"
          "    \"applied_at\" timestamp not null default current_timestamp,\n"
          "    \"migc\" varchar(32) not null\n);\n",
          table);
    const bool first = at == script.before;
    if (first)
      for (const SquashedRows& squashed : script.squashed) text += forget_squashed(rows, squashed) + ";\n";
    text += guard(first ? wrong_revision_message(script) : wrong_part_message(at),
                  stands_elsewhere(rows, at, first ? script.replaced : std::vector<std::string>()));
    if (first && !script.replaced.empty()) text += forget_replaced(rows, script.replaced) + ";\n";
    text += "\n";
    open = true;
  };
  const auto mark = [&](const std::string& from, const std::string& to) {
    SqlWriter out = writer();
    if (from.empty()) {
      out.words("insert into").name(versions).words("(\"id\", \"migc\") values").open().string(to).comma();
      out.string(migc_version).close();
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

  for (std::size_t r = 0; r < script.revisions.size(); ++r) {
    const ScriptRevision& part = script.revisions[r];
    const std::string id(part.revision->id.name.str());
    std::string record = up ? "" : id;  // this revision's row as it stands
    bool headed = false;
    const auto heading = [&] {
      if (!std::exchange(headed, true)) text += revision_heading(part, script.direction);
    };
    for (std::size_t s = 0; s <= part.steps->size(); ++s) {
      while (next_cut < cuts.size() && cuts[next_cut].revision == r && cuts[next_cut].step == s) {
        if (s > 0) {
          const std::string half_way = id + (up ? "/up" : "/down");
          if (record != half_way) {
            mark(record, half_way);
            at = {{half_way}, at.applied + (record.empty() ? 1 : 0)};
            record = half_way;
          }
        }
        begin(cuts[next_cut++].mode);
      }
      if (s == 0) heading();
      if (s < part.steps->size()) text += step_text((*part.steps)[s], sources);
    }
    mark(record, up ? id : "");
    at = part.after;
    text += "\n";
  }
  if (!open) begin(Mode::Enforced);  // nothing to do, at the right place
  commit();
  while (text.ends_with("\n\n")) text.pop_back();
  return text;
}

}  // namespace migc
