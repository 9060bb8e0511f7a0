#include "test/property/random_history.h"

#include <algorithm>
#include <cstdlib>

#include "ir/apply.h"
#include "ir/archive.h"
#include "ir/bring_back.h"
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

namespace {

const Naming naming;

bool is_new(const Operation& op) {
  return std::holds_alternative<CreateTable>(op) || std::holds_alternative<AddColumn>(op);
}

// Statements that are legal one after the other; with `keep` behind new tables and columns, too, where that is wanted.
std::vector<Statement> legal_one_by_one(Random& random, Schema& schema, std::string_view revision,
                                        std::size_t most, bool keeps_new) {
  int keeps = 0;
  std::vector<Statement> legal;
  for (std::size_t tries = 0; tries < most * 4 && legal.size() < most; ++tries) {
    Statement statement = Generator(random, schema).statement();
    if (!keeps_new && is_new(statement.op)) statement.way_back = {};
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

// Whether what is new and kept has a key, and its name still, at the end.
bool can_be_brought_back(const std::vector<Statement>& statements, const Schema& schema) {
  return std::all_of(statements.begin(), statements.end(), [&](const Statement& statement) {
    if (statement.way_back.kind != WayBack::Kind::Keep || !is_new(statement.op)) return true;
    Statement made = statement;
    if (auto* create = std::get_if<CreateTable>(&made.op)) create->kept_in = archive_of(made.way_back.text);
    if (auto* add = std::get_if<AddColumn>(&made.op)) add->kept_in = archive_of(made.way_back.text);
    Diagnostics refused;
    return !brought_back(made, statements, schema, refused).empty();
  });
}

}  // namespace

std::vector<Statement> legal_statements(Random& random, Schema& schema, std::string_view revision,
                                        std::size_t most) {
  schema.begin_journal();
  std::vector<Statement> legal = legal_one_by_one(random, schema, revision, most, true);
  const Journal journal = schema.end_journal();
  if (can_be_brought_back(legal, schema)) return legal;
  schema.roll_back(journal);
  return legal_one_by_one(random, schema, revision, most, false);
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
