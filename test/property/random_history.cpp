#include "test/property/random_history.h"

#include <cstdlib>

#include "ir/apply.h"
#include "ir/archive.h"
#include "ir/passes/resolve.h"

namespace migc::test {

namespace {

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

}  // namespace

const std::uint64_t first_seed = setting("MIGC_SEED", std::random_device()());
const std::uint64_t cases = setting("MIGC_CASES", 10'000);

std::string again(std::uint64_t seed) { return fmt::format("to repeat: MIGC_SEED={} MIGC_CASES=1", seed); }

std::vector<Statement> legal_statements(Random& random, Schema& schema, std::string_view revision,
                                        std::size_t most) {
  static const Naming naming;
  int keeps = 0;
  std::vector<Statement> legal;
  for (std::size_t tries = 0; tries < most * 4 && legal.size() < most; ++tries) {
    Statement statement = Generator(random, schema).statement();
    const bool keeps_something = statement.way_back.kind == WayBack::Kind::Keep;
    if (keeps_something) statement.way_back.text = archive_name(revision, keeps + 1);
    Diagnostics quiet;
    schema.begin_journal();
    const bool ok = resolve(statement, schema, naming, quiet,
                            [&](Statement& resolved) { return apply(resolved, schema, quiet); });
    const Journal journal = schema.end_journal();
    if (ok && !quiet.has_errors()) {
      legal.push_back(std::move(statement));
      keeps += keeps_something;
    } else {
      schema.roll_back(journal);
    }
  }
  return legal;
}

std::vector<Revision> random_history(Random& random) {
  std::vector<Revision> revisions;
  Schema schema;
  const std::size_t count = 1 + random.below(6);
  for (std::size_t i = 0; i < count; ++i) {
    Revision revision;
    revision.id = {Name(fmt::format("r{}", i)), {}};
    revision.message = "random";
    if (i > 0) revision.after = {{Name(fmt::format("r{}", i - 1)), {}}};
    revision.statements = legal_statements(random, schema, revision.id.name.str(), 1 + random.below(6));
    revisions.push_back(std::move(revision));
  }
  return revisions;
}

std::vector<const Revision*> pointers(const std::vector<Revision>& revisions) {
  std::vector<const Revision*> list;
  for (const Revision& revision : revisions) list.push_back(&revision);
  return list;
}

}  // namespace migc::test
