// The names that unnamed things get (rules S1 and S2). A name is given once, when the element is made.
#pragma once

#include <string>
#include <unordered_set>

#include "ir/schema.h"

namespace migc {

// The templates of `[naming]` in migc.toml: {table}, {columns} and {referred} are filled in.
struct Naming {
  std::string primary_key = "pk_{table}";
  std::string unique = "uq_{table}_{columns}";
  std::string foreign_key = "fk_{table}_{columns}_{referred}";
  std::string check = "ck_{table}_{columns}";
  std::string exclude = "ex_{table}_{columns}";
  std::string index = "ix_{table}_{columns}";
};

// What is in force where: names are given once, so a convention that changes holds from a revision on (rule S2), for it
// and what comes after it in the graph.
struct NamingHistory {
  Naming first;
  struct Change {
    std::string since;  // the ID of the revision from which it holds
    std::string Naming::*entry;
    std::string pattern;
    std::unordered_set<Name> covered;  // the IDs of all revisions for which it holds
  };
  std::vector<Change> changes;  // parents before children

  Naming at(Name revision) const {
    Naming naming = first;
    for (const Change& change : changes)
      if (change.covered.contains(revision)) naming.*change.entry = change.pattern;
    return naming;
  }
};

// Names longer than this are cut for all targets, and end in a hash of the whole: PostgreSQL's limit
// ("SQL Syntax: Identifiers": NAMEDATALEN - 1 bytes).
inline constexpr std::size_t longest_made_name = 63;

// The conventional name of an element of `table`, made different by a hash of what the element is when
// `schema` or the table itself has the name already.
Name name_for(const Constraint& constraint, const Table& table, const Schema& schema, const Naming& naming);
Name name_for(const Index& index, const Table& table, const Schema& schema, const Naming& naming);

// Whether it was made different by such a hash. (One that was cut afterwards ends in another.)
bool ends_in_hash(const Constraint& constraint);
bool ends_in_hash(const Index& index);

// A name cut to `longest_made_name` bytes.
std::string shortened(const std::string& name);

}  // namespace migc
