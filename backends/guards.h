// Guards: what rows may stand in the way of a statement is asked before anything changes (rule S23). Which statements have
// one is in guard_rules.cpp.
#pragma once

#include <unordered_map>

#include "backends/step.h"
#include "ir/grade/cast_behaviour.h"
#include "ir/schema.h"

namespace migc {

struct Guard {
  RequireNone step;
  Span source;
  // A row stands in the way only where none of these columns of the query's own table is null.
  std::vector<Name> not_null;
  // The query asks where this column of its own table is null; empty: it asks for something else.
  Name null;
  // The query that asks the same before an update that fills a column, provided that the column is added, and empty, then.
  std::optional<Select> until_added = {};
  Name added = {};
  // That rows of this table go before is no matter: none that the query asks for can be among them.
  TableName may_go = {};
  // Asked is whether other rows of this table have a value: when it is new, none has.
  TableName among = {};
};

// Whether the actions of foreign keys may change rows of other tables along with it. `schema`: as it stands before it.
bool changes_along(const Operation& op, const Schema& schema);

// What may stand in the way of a statement that has not been applied yet. `schema`: as it stands before it; `casts`: of the
// target.
std::vector<Guard> guards_of(const Statement& statement, const Schema& schema, const CastBehaviour& casts);

// Where the guards of some statements, one after the other, stand: each as early as what it reads is there and as it is then.
class Guards {
 public:
  explicit Guards(const CastBehaviour& casts) : casts_(casts) {}

  // Takes the next statement, which has not been applied yet; it has to stay where it is.
  void look_at(const Statement& statement, const Schema& schema);
  // The guards that stand before the i-th statement.
  std::vector<Step> before(std::size_t i) const;

 private:
  struct Seen {
    const Statement* statement;
    bool writes_elsewhere;  // to other tables too, by triggers or actions of foreign keys
    bool keeps_values;      // a change of type after which what is equal is equal, and nothing else
    std::vector<Guard> guards;
  };
  void note(const Statement& statement, const Schema& schema);
  void place(Guard guard);
  // The last statement before the i-th one that may have to do with what the guard reads.
  std::optional<std::size_t> last_before(std::size_t i, Guard& guard) const;

  const CastBehaviour& casts_;
  std::vector<Seen> seen_;
  // Which of them have to do with a table, and which may have to do with any; so that nobody looks at all of them.
  std::unordered_map<TableName, std::vector<std::size_t>> about_;
  std::vector<std::size_t> about_all_;
};

}  // namespace migc
