#include "ir/practices/practices.h"

#include "ir/practices/rules.h"

namespace migc {

namespace {

void collect(const std::vector<Statement>& statements, Done& out) {
  for (const Statement& statement : statements) {
    if (statement.assumed) continue;
    if (const auto* hand = std::get_if<ByHand>(&statement.op))
      collect(hand->up, out);
    else
      out.push_back(&statement);
  }
}

}  // namespace

void check_practices(const Revision& revision, std::size_t most_statements, Diagnostics& diagnostics) {
  if (!revision.complete) return;
  Done done;
  collect(revision.statements, done);
  check_message(revision, diagnostics);
  check_size(revision, done, most_statements, diagnostics);
  check_mixed(done, diagnostics);
  check_way_back(done, diagnostics);
}

}  // namespace migc
