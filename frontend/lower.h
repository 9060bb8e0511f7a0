// From the syntax tree to revisions of portable operations.
#pragma once

#include "frontend/syntax.h"
#include "ir/operation.h"

namespace migc {

// The revisions of one parsed file. Reports what the grammar can't say (unknown types, functions,
// dialects, options; clauses out of place). A file that holds none is an error.
std::vector<Revision> lower(const Syntax& syntax, const Sources& sources, Diagnostics& diagnostics);

}  // namespace migc
