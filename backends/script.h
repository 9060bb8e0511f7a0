// What a script is made of, before a dialect puts its prologue, transactions and bookkeeping around it.
#pragma once

#include "backends/standing.h"
#include "backends/step.h"
#include "ir/history/plan.h"

namespace migc {

enum class Direction : std::uint8_t { Up, Down };

struct VersionTable {
  Name schema;
  Name name{"migc_version"};
};

struct ScriptRevision {
  const Revision* revision = nullptr;
  const std::vector<SqlStep>* steps = nullptr;
  Standing after;                  // where the database stands behind it
  std::vector<std::string> notes;  // what its reader should know
};

// One script: some revisions, in the order in which they run.
struct Script {
  Target target;
  Direction direction = Direction::Up;
  std::vector<ScriptRevision> revisions;
  Standing before;           // where the database has to stand
  bool bookkeeping = false;  // nothing but the version table is changed
  // A script from base on that begins with a baseline: what that replaces may stand there instead of nothing.
  std::vector<std::string> replaced;
  std::vector<SquashedRows> squashed;  // of what has to be there, where others were squashed into it
  VersionTable version_table;

  // Where it stands before a revision of the script, counted from 0; with their number: behind all.
  const Standing& standing(std::size_t revision) const {
    return revision == 0 ? before : revisions[revision - 1].after;
  }
};

// --- pieces that the dialects' scripts share ---------------------------------------------------------------

// The comment block at the top: what the script does, on what, from where to where.
std::string script_header(const Script& script, const std::vector<std::string>& transactions);
// "-- revision 3f1c "Add users"", its notes, and the author's comment
std::string revision_heading(const ScriptRevision& revision, Direction direction);
// The source places and the author's comment above a statement.
std::string step_comment(const SqlStep& step, const Sources& sources);
// Text as comment lines that no client or runner takes for a directive of its own.
std::string as_comment(std::string_view text);
// The statement with a semicolon behind it; one that ends in one, as a block of Oracle does, is as it is.
std::string terminated(const std::string& sql);
// A step's statements, each with its terminator and an empty line after the last.
std::string step_text(const SqlStep& step, const Sources& sources);

// How many of a revision's steps are guards that stand before all that changes something.
std::size_t leading_guards(const std::vector<SqlStep>& steps);

// What the version table's guard says when the database stands elsewhere.
std::string wrong_revision_message(const Script& script);
// The same of a part of a script, which goes on where another part ended.
std::string wrong_part_message(const Standing& standing);

extern const char* const migc_version;

}  // namespace migc
