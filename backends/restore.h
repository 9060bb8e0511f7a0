// Inside of Backend::plan: what a way back that reads archives does besides (ir/archive.h).
#pragma once

#include "backends/step.h"
#include "ir/schema.h"

namespace migc {

// A guard for each archive that the statements read and that was there before them: somebody may have dropped it.
std::vector<Step> require_archives(const std::vector<Statement>& statements, const Schema& schema);

// How many rows the operation gives back from an archive, and how many it leaves alone, asked before it runs; nothing
// where it gives none back. `schema`: as it stands after it.
std::optional<CountRestored> count_restored(const Operation& op, const Schema& schema);

}  // namespace migc
