// The revisions of a project as a graph.
#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ir/operation.h"
#include "support/diagnostics.h"

namespace migc {

// Where a revision stands in History::order(), from 0: behind all that it comes after. So ranks can be compared.
using Rank = std::size_t;

class History {
 public:
  // Takes the revisions of all files, in any order; reports IDs and names of branches that are there twice, parents
  // that are not there, and circles. After errors the order holds what could be placed.
  History(std::vector<Revision> revisions, Diagnostics& diagnostics);

  // Parents before children; of several parents the first written, with all its ancestors, first; of several heads the
  // one with the smallest ID (rule S3).
  const std::vector<const Revision*>& order() const { return order_; }
  std::size_t size() const { return order_.size(); }
  const Revision& at(Rank place) const { return *order_[place]; }
  std::string_view id(Rank place) const { return at(place).id.name.str(); }

  // As they are written: `after`; and with what it `depends on` behind.
  const std::vector<Rank>& parents(Rank place) const { return nodes_[place].parents; }
  const std::vector<Rank>& before(Rank place) const { return nodes_[place].before; }
  // Those whose parent it is; and with those that depend on it.
  const std::vector<Rank>& children(Rank place) const { return nodes_[place].children; }
  const std::vector<Rank>& after(Rank place) const { return nodes_[place].after; }

  // Those after which nothing comes, and those that come after nothing.
  const std::vector<Rank>& heads() const { return heads_; }
  const std::vector<Rank>& bases() const { return bases_; }
  // The last of a revision's line: itself or those of its descendants that have no children.
  std::vector<Rank> heads_of(Rank place) const;

  std::optional<Rank> find(Name id) const;
  std::optional<Rank> branch(Name name) const;  // the revision that begins it
  // What has names: IDs, and branches.
  std::vector<std::string_view> names() const;

  // Some revisions with all that they come after, in the order of S3; those that are `there` are left out, and
  // marked as the others are then.
  std::vector<Rank> closure(const std::vector<Rank>& tips, std::vector<bool>& there) const;
  // A revision and all that comes after it, marked.
  void mark_descendants(Rank place, std::vector<bool>& marks) const;

 private:
  struct Node {
    std::vector<Rank> parents, before, children, after;
  };
  void check_names(Diagnostics& diagnostics);
  void sort(Diagnostics& diagnostics);
  void link();
  void check_branches(Diagnostics& diagnostics);
  void check_baselines(Diagnostics& diagnostics);

  std::vector<Revision> revisions_;
  std::vector<const Revision*> order_;
  std::vector<Node> nodes_;
  std::vector<Rank> heads_;
  std::vector<Rank> bases_;
  std::unordered_map<Name, Rank> by_id_;
  std::unordered_map<Name, Rank> branches_;
};

}  // namespace migc
