// What the version table says of where a database stands.
#pragma once

#include "backends/sql_writer.h"
#include "ir/history/plan.h"

namespace migc {

// The version table as a dialect's script reads it.
struct VersionRows {
  SqlWriter out;  // of the dialect, and empty
  TableName table;
  std::string_view id;    // its column, quoted
  std::string_view lock;  // behind its first mention: a table hint
};

// The condition that the database stands elsewhere. A baseline may also stand in the place of what it replaces: then
// exactly those revisions, or none.
std::string stands_elsewhere(VersionRows rows, const Standing& standing,
                             const std::vector<std::string>& replaced = {});
// The statement that takes the rows of what a baseline replaces out.
std::string forget_replaced(VersionRows rows, const std::vector<std::string>& replaced);

// A revision that others were squashed into: where it is applied, their rows say nothing any more.
struct SquashedRows {
  std::string into;
  std::vector<std::string> ids;
};
std::string forget_squashed(VersionRows rows, const SquashedRows& squashed);

}  // namespace migc
