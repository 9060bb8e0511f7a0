// The revisions of a project as a graph, and the ways to name them.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "ir/operation.h"
#include "support/diagnostics.h"

namespace migc {

// A part of the history: after `from`, up to and with `to`, as places in History::order() (from 0).
struct Range {
  std::size_t from = 0;  // how many revisions stand before the range
  std::size_t to = 0;    // how many stand before its end
  bool operator==(const Range&) const = default;
};

class History {
 public:
  // Takes the revisions of all files, in any order; reports IDs that are there twice, parents that are not
  // there, circles, and branches (which this version does not order yet). After errors the order
  // holds what could be placed.
  History(std::vector<Revision> revisions, Diagnostics& diagnostics);

  // Parents before children.
  const std::vector<const Revision*>& order() const { return order_; }
  std::size_t size() const { return order_.size(); }

  // How many revisions are applied at `name`: a unique prefix of an ID, an ID, base, head, heads, and any
  // of them with -N or +N behind. Reports an unknown or ambiguous one at no place.
  std::optional<std::size_t> find(std::string_view name, Diagnostics& diagnostics) const;
  // FROM:TO, or TO alone (FROM is base). `:+N` and `:-N` count from FROM.
  std::optional<Range> range(std::string_view text, Diagnostics& diagnostics) const;

 private:
  void link(Diagnostics& diagnostics);
  void sort(Diagnostics& diagnostics);
  void require_line(Diagnostics& diagnostics);

  std::vector<Revision> revisions_;
  std::unordered_map<Name, std::size_t> by_id_;
  std::vector<const Revision*> order_;
};

}  // namespace migc
