// Random histories that are legal from the first revision to the last, and how a run of them is repeated.
#pragma once

#include <fmt/format.h>

#include "ir/naming.h"
#include "test/property/random_ops.h"

namespace migc::test {

// MIGC_SEED, or luck; MIGC_CASES, or 10,000.
extern const std::uint64_t first_seed;
extern const std::uint64_t cases;
std::string again(std::uint64_t seed);

// Random legal statements of that revision, applied to `schema` as they are made; at least one, unless luck is against
// it.
std::vector<Statement> legal_statements(Random& random, Schema& schema, std::string_view revision,
                                        std::size_t most);
// A history of some revisions, each of some statements, that is legal from the first to the last.
std::vector<Revision> random_history(Random& random);
std::vector<const Revision*> pointers(const std::vector<Revision>& revisions);

}  // namespace migc::test
