// Points in a history, and the ways to name them on the command line.
#pragma once

#include "ir/history/history.h"

namespace migc {

// What is applied at a point: these revisions and all that they come after. None: base.
struct Point {
  struct Tip {
    Rank place = 0;
    bool before = false;  // all that it comes after, without itself
    bool operator==(const Tip&) const = default;
  };
  std::vector<Tip> tips;
  bool operator==(const Point&) const = default;
};

// The revisions that a point's tips stand for, in the order that they are named; those of its parents for one that
// stands before a revision.
std::vector<Rank> tips_of(const History& history, const Point& point);

// A point by its name: an ID or a unique prefix of one, the name of a branch (the revision that begins it), base, head
// (the only one), heads; NAME@head and NAME@base, of the line of a branch or revision; any of them with -N or +N
// behind; and several with commas between. Reports at no place what is unknown, what could be several, and what lies
// outside the history, with a drawing where that helps.
std::optional<Point> find_point(const History& history, std::string_view name, Diagnostics& diagnostics);

// The one revision that a point is; reports base and several.
std::optional<Rank> find_revision(const History& history, std::string_view name, Diagnostics& diagnostics);

}  // namespace migc
