// A history drawn in text, the newest revision on top:
//
//     ○    m   Merge
//     ├─╮
//     │ ○  c1  …
//     ○ │  b1  …
//     ├─╯
//     ○    a   …
#pragma once

#include "ir/history/history.h"

namespace migc {

// A row of the drawing, and the rows (by their numbers) that it comes after: all of them stand before it in the list.
struct DrawnRow {
  std::string text;
  std::vector<std::size_t> before;
  bool gap = false;  // it stands for revisions that are left out
};
std::string draw(const std::vector<DrawnRow>& rows);

// These revisions (in order); where not `whole`, those alone at which the graph branches, meets, begins and ends, with
// one row for each stretch between them.
std::string drawing(const History& history, const std::vector<Rank>& places, bool whole = true);

// The revisions of interest, where they branch off, and how they hang together; for a message.
std::string drawing_around(const History& history, const std::vector<Rank>& places);

// "b1  Add users  (branch billing)": what is said of a revision beside its circle.
std::string revision_line(const History& history, Rank place);

}  // namespace migc
