// Where branches meet, the order in which they were applied must not matter: one database has run the one first, another
// the other. That is proved by applying both orders to the model.
#pragma once

#include <unordered_map>

#include "ir/passes/compile.h"

namespace migc {

class Meetings {
 public:
  // `revisions` are what is compiled, parents before children. What follows is called while that is done.
  Meetings(const std::vector<const Revision*>& revisions, const CompileOptions& options,
           Diagnostics& diagnostics);

  // Before a revision of several parents, with the schema as it is there: applies what stands on the one side alone and
  // what stands on the other side alone in both orders. Reports the two statements that conflict: those of which one
  // is not legal after the other (or without it), that leave something else in the other order, or that touch rows of
  // the same table, one of them writing. Warns of raw SQL, which can't be looked into. The schema is as it was then.
  // Nothing is done after errors.
  void before(std::size_t place, Schema& schema);
  // After a revision, with what it has changed.
  void after(Journal changed);
  // A revision that is not legal, from which errors come: says so when it would be without another branch. The schema
  // stands before it.
  void failed(std::size_t place, Schema& schema);
  // The heads meet likewise at the end, though nothing comes after them yet.
  void at_end(Schema& schema);

 private:
  // What stands on the one side alone, and on the other; ascending.
  struct Sides {
    std::vector<std::size_t> left, right;
  };
  Sides sides(const std::vector<std::size_t>& left, const std::vector<std::size_t>& right) const;
  void prove(const std::vector<std::size_t>& tips, Schema& schema);
  void look(const Sides& apart, Schema& schema);
  const std::vector<Statement>& statements(std::size_t place);

  const std::vector<const Revision*>& revisions_;
  const CompileOptions& options_;
  Diagnostics& diagnostics_;
  std::vector<std::vector<std::size_t>> before_;  // what each revision comes after
  std::vector<std::size_t> heads_;
  bool line_ = true;  // nothing branches, and nothing is to be done
  std::vector<Journal> journals_;
  std::unordered_map<std::size_t, std::vector<Statement>> selected_;  // where the dialect matters
};

}  // namespace migc
