// The grammar by itself: no rule can loop without reading, and recovery knows every statement.
#include <gtest/gtest.h>

#include <tao/pegtl/contrib/analyze.hpp>

#include "frontend/syntax.h"
#include "grammar/statement.h"

namespace tao::pegtl {
// What the hand-written rules read, for analyze(): each reads at least a byte, but for the ends of units.
template <typename Name>
struct analyze_traits<Name, migc::grammar::block_comment_rest> : analyze_any_traits<> {};
template <typename Name>
struct analyze_traits<Name, migc::grammar::dollar_rest> : analyze_any_traits<> {};
template <typename Name>
struct analyze_traits<Name, migc::grammar::at_statement> : analyze_opt_traits<> {};
template <typename Name>
struct analyze_traits<Name, migc::grammar::skip_element> : analyze_opt_traits<> {};
template <typename Name>
struct analyze_traits<Name, migc::grammar::skip_member> : analyze_any_traits<> {};
template <typename Name>
struct analyze_traits<Name, migc::grammar::skip_statement> : analyze_any_traits<> {};
}  // namespace tao::pegtl

namespace migc {
namespace {

TEST(Grammar, NoRuleLoopsWithoutReading) { EXPECT_EQ(tao::pegtl::analyze<grammar::file>(), 0u); }

// After a mistake the parser goes on at the next statement: whatever can begin one has to be known there.
TEST(Grammar, RecoveryStopsAtEveryStatement) {
  const std::vector<std::string> statements = {
      "revision r2 \"m\";",
      "create table t (a integer);",
      "create index on t (a);",
      "create unique index on t (a);",
      "drop table t;",
      "drop index i;",
      "rename table t to u;",
      "rename index i to j;",
      "alter table t drop column a;",
      "insert into t (a) values (1);",
      "update t set a = 1;",
      "delete from t;",
      "execute 'x' reverse nothing;",
      "up { } down { }",
      "on postgres { drop table t; }",
  };
  for (const std::string& statement : statements) {
    Sources sources;
    Diagnostics diagnostics;
    const FileId file = sources.add("a.mig", "this is wrong (\n" + statement + "\nso is this\n");
    const Syntax syntax = parse(file, sources, diagnostics);
    std::size_t whole = 0;
    for (Cursor node : migc::statements(syntax, sources)) whole += node.kind() != Kind::skip_statement;
    EXPECT_EQ(whole, 1u) << statement;
    EXPECT_EQ(diagnostics.errors(), 2u) << statement << "\n" << render_text(diagnostics, sources, false);
  }
}

TEST(Parser, NothingIsLeftOfWhatWasBacktrackedOver) {
  Sources sources;
  Diagnostics diagnostics;
  const FileId file = sources.add(
      "a.mig", "revision r \"m\";\ncreate table t (a integer wrong, b integer, c integer (), d text);\n");
  const Syntax syntax = parse(file, sources, diagnostics);
  std::uint32_t end = 0;
  for (const Node& node : syntax.nodes) {
    EXPECT_GE(node.size, 1u);
    EXPECT_LE(node.begin, node.end);
  }
  for (Cursor node : statements(syntax, sources)) {
    EXPECT_GE(node.node().begin, end);
    end = node.node().end;
  }
  EXPECT_EQ(diagnostics.errors(), 2u) << render_text(diagnostics, sources, false);
}

}  // namespace
}  // namespace migc
