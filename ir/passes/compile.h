// A history, compiled revision by revision: selected, resolved, validated, and with its way back derived and
// proved. The schema moves along; what wants to see it at a revision is called there.
#pragma once

#include <functional>

#include "ir/grade/grade.h"
#include "ir/naming.h"
#include "ir/operation.h"
#include "ir/passes/by_hand.h"
#include "ir/schema.h"
#include "support/diagnostics.h"

namespace migc {

struct CompiledRevision {
  const Revision* revision = nullptr;
  std::vector<Statement> up;
  std::vector<Statement> down;
  bool whole = true;  // false when a statement was refused, or passed over because of an earlier mistake
  bool reversible = true;
  std::string why_not;   // the reason of the first statement that has no way back
  Span irreversible_at;  // and its place
  // Updates and deletes, whose rows the way back leaves as they are.
  std::vector<Span> rows_not_restored;
  RevisionGrades grades;
};

// The passes, in order, for --print-after.
enum class Pass : std::uint8_t { Select, Resolve, Derive };
std::string_view pass_name(Pass pass);
std::optional<Pass> find_pass(std::string_view name);

struct CompileOptions {
  // The dialect whose `on` branches are taken; none: the history has no such branches.
  std::optional<Dialect> dialect;
  const NamingHistory* naming = nullptr;
  OperationWriter write;  // for what M504 shows
  // Called after each pass over each revision, where set; `down` is empty until derived.
  std::function<void(Pass, const CompiledRevision&)> after_pass;
};

// Called for each revision that has no errors, with the schema as it stands before it. It may move the
// schema, and has to bring it back.
using RevisionVisitor = std::function<void(CompiledRevision&, Schema&)>;

// Compiles `revisions`, which are in the order of the graph, from an empty schema; gives the schema after
// the last. Goes on after errors, so that all are found. Throws InternalError when an inverse that was
// derived does not restore the schema.
Schema compile_history(const std::vector<const Revision*>& revisions, const CompileOptions& options,
                       Diagnostics& diagnostics, const RevisionVisitor& visit);

}  // namespace migc
