// Which revisions a range stands for, and in which order they run.
#pragma once

#include "ir/history/point.h"

namespace migc {

// Where a database stands: its last revisions, and how many are applied in all. Nothing comes before base.
struct Standing {
  std::vector<std::string> tips;  // IDs, sorted
  std::size_t applied = 0;
  bool operator==(const Standing&) const = default;
};
// "3f1c", "b2, c2", "base"
std::string name_of(const Standing& standing);

// A part of a history. Upward its revisions run in order; downward they are undone, the last one first.
struct Plan {
  std::vector<const Revision*> applied;  // what is there on its lower side, in the order of S3
  std::vector<const Revision*> span;     // the part
  std::vector<Standing> standings;       // before each of the span's revisions, and after the last

  // applied and span, one behind the other: what is compiled.
  std::vector<const Revision*> all() const;
};

// FROM:TO, or TO alone (FROM is base); `:+N` and `:-N` count from FROM. Upward it is what TO needs and FROM has not
// (no more: other branches stay as they are), in the order of S3. Reports what find_point() does, and a range that
// goes down.
std::optional<Plan> plan_upgrade(const History& history, std::string_view range, Diagnostics& diagnostics);

// Downward: all that is applied at FROM and comes after TO (rule S3); from NAME@base on, the revision too. Reports
// what find_point() does, a range that goes up, and a TO that is not applied at FROM.
std::optional<Plan> plan_downgrade(const History& history, std::string_view range, Diagnostics& diagnostics);

// All of it, whatever heads there are.
Plan plan_of_all(const History& history);

}  // namespace migc
