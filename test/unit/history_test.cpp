#include "ir/history/history.h"

#include <gtest/gtest.h>

namespace migc {
namespace {

Revision revision(std::string_view id, std::initializer_list<std::string_view> after = {}) {
  Revision made;
  made.id = {Name(id), {}};
  for (std::string_view parent : after) made.after.push_back({Name(parent), {}});
  return made;
}

std::vector<std::string> ids(const History& history) {
  std::vector<std::string> list;
  for (const Revision* r : history.order()) list.emplace_back(r->id.name.str());
  return list;
}

TEST(History, OrderIsTheGraphs) {
  Diagnostics diagnostics;
  const History history({revision("c", {"b"}), revision("a"), revision("b", {"a"})}, diagnostics);
  EXPECT_FALSE(diagnostics.has_errors());
  EXPECT_EQ(ids(history), (std::vector<std::string>{"a", "b", "c"}));
}

TEST(History, OfSeveralParentsTheFirstComesFirst) {
  Diagnostics diagnostics;
  const History history(
      {revision("a"), revision("z", {"a"}), revision("b", {"a"}), revision("m", {"z", "b"})}, diagnostics);
  EXPECT_EQ(ids(history), (std::vector<std::string>{"a", "z", "b", "m"}));
  EXPECT_FALSE(diagnostics.has_errors());
}

TEST(History, CirclesAndTwinsAreReported) {
  Diagnostics diagnostics;
  const History circle({revision("a", {"b"}), revision("b", {"a"})}, diagnostics);
  ASSERT_EQ(diagnostics.all().size(), 1u);
  EXPECT_EQ(diagnostics.all()[0].id, DiagnosticId::revision_cycle);
}

// No recursion: a history may be long.
TEST(History, AHundredThousandRevisions) {
  std::vector<Revision> revisions;
  for (int i = 99'999; i >= 0; --i) {
    Revision r = revision("r" + std::to_string(i));
    if (i > 0) r.after.push_back({Name("r" + std::to_string(i - 1)), {}});
    revisions.push_back(std::move(r));
  }
  Diagnostics diagnostics;
  const History history(std::move(revisions), diagnostics);
  EXPECT_FALSE(diagnostics.has_errors());
  EXPECT_EQ(history.order().front()->id.name.str(), "r0");
}

}  // namespace
}  // namespace migc
