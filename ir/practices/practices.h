// Practices: how a revision is written, which no engine cares about and people do. Each is a rule of its own (M8xx).
#pragma once

#include "ir/passes/compile.h"

namespace migc {

// How many statements a revision may have before it is called large.
inline constexpr std::size_t default_most_statements = 30;

// Looks at a revision as it was written. Reports mixed_revision, meaningless_message, large_revision and
// unexplained_way_back. One with syntax errors is passed over.
void check_practices(const Revision& revision, std::size_t most_statements, Diagnostics& diagnostics);
// Looks at what only a compiled revision has: the names that nobody gave. Reports meaningless_name.
void check_made_names(const CompiledRevision& revision, Diagnostics& diagnostics);

}  // namespace migc
