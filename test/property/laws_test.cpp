// Laws that hold for every history, tried on random ones. MIGC_SEED repeats a run, MIGC_CASES sets its length.
#include <gtest/gtest.h>

#include "backends/backend.h"
#include "frontend/format.h"
#include "frontend/lower.h"
#include "frontend/print.h"
#include "ir/apply.h"
#include "ir/bring_back.h"
#include "ir/passes/compile.h"
#include "test/property/random_history.h"

namespace migc::test {
namespace {

std::string history_text(const std::vector<Revision>& revisions) {
  std::string text;
  for (const Revision& revision : revisions) text += print(revision, revision.statements) + "\n";
  return text;
}

struct Parsed {
  std::vector<Revision> revisions;
  std::string errors;
  std::string formatted;
};
Parsed parse_text(const std::string& text) {
  Sources sources;
  Diagnostics diagnostics;
  const FileId file = sources.add("made.mig", text);
  const Syntax syntax = parse(file, sources, diagnostics);
  Parsed parsed;
  parsed.revisions = lower(syntax, sources, diagnostics);
  parsed.errors = render_text(diagnostics, sources, false);
  if (!diagnostics.has_errors()) parsed.formatted = format(syntax, sources);
  return parsed;
}

// down(up(S)) == S: compile_history proves it for every revision, and throws when it does not hold. Here the
// proof is made once more from outside, with a schema that is copied whole.
TEST(Laws, DownAfterUpRestoresTheSchema) {
  std::size_t revisions_seen = 0;
  for (std::uint64_t seed = first_seed; seed < first_seed + cases; ++seed) {
    SCOPED_TRACE(again(seed));
    Random random(seed);
    const std::vector<Revision> revisions = random_history(random);
    Diagnostics diagnostics;
    const NamingHistory naming;
    CompileOptions options;
    options.naming = &naming;
    try {
      compile_history(pointers(revisions), options, diagnostics,
                      [&](CompiledRevision& compiled, Schema& schema) {
                        ++revisions_seen;
                        const std::string before = print(schema);
                        Schema copy;
                        for (const SchemaObject* object : schema.objects()) copy.add(*object);
                        for (const Table* table : schema.tables()) copy.add(*table);
                        for (const Right* right : schema.rights()) copy.add(*right);
                        copy.begin_journal();
                        Diagnostics quiet;
                        ASSERT_TRUE(apply(compiled.up, copy, quiet));
                        ASSERT_TRUE(apply(compiled.down, copy, quiet));
                        forget_left(compiled.down, copy);
                        ASSERT_EQ(copy.size(), schema.size());
                        for (const Table* table : schema.tables()) {
                          ASSERT_NE(copy.find(table->name), nullptr);
                          ASSERT_EQ(*copy.find(table->name), *table);
                        }
                        ASSERT_EQ(copy.objects().size(), schema.objects().size());
                        for (const SchemaObject* object : schema.objects()) {
                          ASSERT_NE(copy.find(name_of(*object)), nullptr);
                          ASSERT_TRUE(*copy.find(name_of(*object)) == *object);
                        }
                        ASSERT_EQ(copy.rights().size(), schema.rights().size());
                        for (const Right* right : schema.rights()) ASSERT_TRUE(*copy.right(*right) == *right);
                      });
    } catch (const InternalError& error) {
      FAIL() << error.what << "\n" << history_text(revisions);
    }
    if (::testing::Test::HasFatalFailure()) return;
  }
  EXPECT_GT(revisions_seen, cases);  // the generator does not just make what is refused
}

TEST(Laws, WhatIsPrintedParsesToTheSame) try {
  for (std::uint64_t seed = first_seed; seed < first_seed + cases; ++seed) {
    SCOPED_TRACE(again(seed));
    Random random(seed);
    Schema schema;
    Revision revision;
    revision.id = {Name("r1"), {}};
    revision.message = "say \"hello\"";
    revision.statements = legal_statements(random, schema, "r1", 8);
    for (Statement& statement : revision.statements) {
      if (!random.chance(0.2)) continue;
      statement.targets = DialectSet();
      statement.targets.add(all_dialects[random.below(std::size(all_dialects))]);
    }
    const std::string text = print(revision, revision.statements);
    const Parsed parsed = parse_text(text);
    ASSERT_EQ(parsed.errors, "") << text;
    ASSERT_EQ(parsed.revisions.size(), 1u) << text;
    ASSERT_EQ(parsed.revisions[0].message, revision.message);
    ASSERT_EQ(parsed.revisions[0].statements.size(), revision.statements.size()) << text;
    for (std::size_t i = 0; i < revision.statements.size(); ++i)
      ASSERT_EQ(parsed.revisions[0].statements[i], revision.statements[i])
          << text << "\nstatement " << i << " is printed again as\n"
          << print({parsed.revisions[0].statements[i]});
  }
} catch (const InternalError& error) {
  FAIL() << error.what;
}

TEST(Laws, FormattingTwiceIsFormattingOnce) try {
  for (std::uint64_t seed = first_seed; seed < first_seed + cases; ++seed) {
    SCOPED_TRACE(again(seed));
    Random random(seed);
    Schema schema;
    Revision revision;
    revision.id = {Name("r1"), {}};
    revision.message = "m";
    std::string text = print(revision, legal_statements(random, schema, "r1", 5));
    // Comments and odd white space wherever white space can stand.
    std::string spoiled;
    for (std::size_t i = 0; i < text.size(); ++i) {
      spoiled += text[i];
      if (text[i] == '\n' && random.chance(0.1)) spoiled += random.chance(0.5) ? "  -- a comment\n" : "\n\n";
    }
    const Parsed once = parse_text(spoiled);
    if (!once.errors.empty()) continue;  // the comment stood inside a dollar-quoted text's line, or alike
    const Parsed twice = parse_text(once.formatted);
    ASSERT_EQ(twice.errors, "") << spoiled << "\nformatted:\n" << once.formatted;
    ASSERT_EQ(twice.formatted, once.formatted) << spoiled;
    ASSERT_EQ(twice.revisions[0].statements.size(), once.revisions[0].statements.size());
    for (std::size_t i = 0; i < once.revisions[0].statements.size(); ++i)
      ASSERT_EQ(twice.revisions[0].statements[i].op, once.revisions[0].statements[i].op) << once.formatted;
  }
} catch (const InternalError& error) {
  FAIL() << error.what;
}

// Whatever the history, every target gets SQL or a diagnostic, and the schema comes back.
TEST(Laws, EveryTargetGetsSqlOrADiagnostic) {
  std::size_t lowered = 0;
  for (std::uint64_t seed = first_seed; seed < first_seed + cases / 4; ++seed) {
    SCOPED_TRACE(again(seed));
    Random random(seed);
    const std::vector<Revision> revisions = random_history(random);
    Diagnostics diagnostics;
    const NamingHistory naming;
    CompileOptions options;
    options.naming = &naming;
    try {
      compile_history(pointers(revisions), options, diagnostics,
                      [&](CompiledRevision& compiled, Schema& schema) {
                        for (Dialect dialect : all_dialects) {
                          const auto backend = make_backend(*parse_target(dialect_name(dialect)));
                          Diagnostics refusals;
                          const std::string before = print(schema);
                          schema.begin_journal();
                          const auto up = backend->lower(compiled.up, schema, refusals);
                          backend->lower(compiled.down, schema, refusals);
                          forget_left(compiled.down, schema);
                          const Journal journal = schema.end_journal();
                          ASSERT_TRUE(schema.changed_since(journal).empty());
                          ASSERT_EQ(print(schema), before);
                          if (!refusals.has_errors() && !up.empty()) ++lowered;
                        }
                      });
    } catch (const InternalError& error) {
      FAIL() << error.what << "\n" << history_text(revisions);
    }
    if (::testing::Test::HasFatalFailure()) return;
  }
  EXPECT_GT(lowered, cases / 4);
}

}  // namespace
}  // namespace migc::test
