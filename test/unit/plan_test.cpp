// Which revisions a range stands for: over lines, branches, merges, named branches, and revisions that depend on others.
#include "ir/history/plan.h"

#include <gtest/gtest.h>

namespace migc {
namespace {

// "a b<a c<a,b~x!name": revision c after a and b, depends on x, begins the branch `name`.
History history_of(std::string_view text) {
  std::vector<Revision> revisions;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    if (word.empty()) continue;
    Revision revision;
    std::string id, name;
    char kind = '\0';
    const auto take = [&] {
      if (kind == '\0') id = name;
      if (kind == '<') revision.after.push_back({Name(name), {}});
      if (kind == '~') revision.depends_on.push_back({Name(name), {}});
      if (kind == '!') revision.branch = {Name(name), {}};
      name.clear();
    };
    for (char c : word) {
      if (c == '<' || c == '~' || c == '!') {
        take();
        kind = c;
      } else if (c == ',') {
        take();
      } else {
        name += c;
      }
    }
    take();
    revision.id = {Name(id), {}};
    revisions.push_back(std::move(revision));
  }
  Diagnostics diagnostics;
  History history(std::move(revisions), diagnostics);
  EXPECT_FALSE(diagnostics.has_errors());
  return history;
}

std::string ids(const std::vector<const Revision*>& revisions) {
  std::string out;
  for (const Revision* revision : revisions)
    out += (out.empty() ? "" : " ") + std::string(revision->id.name.str());
  return out;
}

// "what is there | what runs", or the code of what is reported.
std::string planned(const History& history, std::string_view what) {
  const bool up = what.starts_with("up ");
  const std::string_view range = what.substr(what.find(' ') + 1);
  Diagnostics diagnostics;
  const auto plan =
      up ? plan_upgrade(history, range, diagnostics) : plan_downgrade(history, range, diagnostics);
  if (!plan) return std::string(info(diagnostics.all().front().id).code);
  EXPECT_FALSE(diagnostics.has_errors());
  EXPECT_EQ(plan->standings.size(), plan->span.size() + 1);
  return ids(plan->applied) + " | " + ids(plan->span);
}

struct Case {
  std::string_view range;
  std::string_view expected;
};

void expect(std::string_view graph, std::initializer_list<Case> cases) {
  const History history = history_of(graph);
  for (const Case& c : cases) EXPECT_EQ(planned(history, c.range), c.expected) << graph << "\n" << c.range;
}

TEST(Plan, OfALine) {
  expect("a b<a c<b d<c", {
                              {"up head", " | a b c d"},
                              {"up base:head", " | a b c d"},
                              {"up heads", " | a b c d"},
                              {"up b", " | a b"},
                              {"up b:d", "a b | c d"},
                              {"up b:", "a b | c d"},
                              {"up :c", " | a b c"},
                              {"up a:+2", "a | b c"},
                              {"up base:+1", " | a"},
                              {"up :+1", " | a"},
                              {"up b:head-1", "a b | c"},
                              {"up b+1:d", "a b c | d"},
                              {"up head:head", "a b c d | "},
                              {"up d:b", "M407"},
                              {"up a:+4", "M407"},
                              {"up a-2", "M407"},
                              {"up base-1", "M407"},
                              {"up a-1:b", " | a b"},
                              {"up d@base:d", "a b c | d"},
                              {"up +1", "M407"},
                              {"down head:base", " | a b c d"},
                              {"down head:-1", "a b c | d"},
                              {"down d:-2", "a b | c d"},
                              {"down c:a", "a | b c"},
                              {"down c:a@base", " | a b c"},
                              {"down b:b", "a b | "},
                              {"down b:d", "M407"},
                              {"down base:a", "M407"},
                              {"down head:-5", "M407"},
                          });
}

TEST(Plan, OfBranches) {
  expect("a b1<a!left b2<b1 c1<a!right c2<c1", {
                                                   {"up head", "M410"},
                                                   {"up heads", " | a b1 b2 c1 c2"},
                                                   {"up b2", " | a b1 b2"},
                                                   {"up c2", " | a c1 c2"},
                                                   {"up c2,b2", " | a c1 c2 b1 b2"},
                                                   {"up b2:c2", "a b1 b2 | c1 c2"},
                                                   {"up b1:heads", "a b1 | b2 c1 c2"},
                                                   {"up b1,c1:b2", "a b1 c1 | b2"},
                                                   {"up left@head", " | a b1 b2"},
                                                   {"up right@head:left@head", "a c1 c2 | b1 b2"},
                                                   {"up c1@head", " | a c1 c2"},
                                                   {"up left", " | a b1"},
                                                   {"up left@base", " | a"},
                                                   {"up left@base:+1", "a | b1"},
                                                   {"up left@base+1", " | a b1"},
                                                   {"up left@head-1", " | a b1"},
                                                   {"up a@head", "M410"},
                                                   {"up a:+1", "M407"},
                                                   {"up b2:a", "M407"},
                                                   {"up left@middle", "M407"},
                                                   {"up middle@head", "M405"},
                                                   {"up b", "M406"},
                                                   {"down heads:a", "a | b1 b2 c1 c2"},
                                                   {"down heads:b1", "a b1 c1 c2 | b2"},
                                                   {"down heads:left@base", "a c1 c2 | b1 b2"},
                                                   {"down heads:c1@base", "a b1 b2 | c1 c2"},
                                                   {"down heads:b1,c1", "a b1 c1 | b2 c2"},
                                                   {"down heads:-1", "M407"},
                                                   {"down b2:-1", "a b1 | b2"},
                                                   {"down b2:c1", "M407"},
                                                   {"down b2,c2:-1", "M407"},
                                                   {"down heads:base", " | a b1 b2 c1 c2"},
                                               });
}

TEST(Plan, OfMerges) {
  expect("a b<a c<a m<c,b d<m", {
                                    {"up head", " | a c b m d"},  // of the parents, the first written first
                                    {"up b:head", "a b | c m d"},
                                    {"up b,c:m", "a b c | m"},
                                    {"up b:m-1", "a b | c"},
                                    {"up m-1:m", "a c b | m"},
                                    {"up m-2", "M407"},
                                    {"up b@head", " | a c b m d"},
                                    {"down d:m", "a c b m | d"},
                                    {"down d:b", "a c b | m d"},
                                    {"down d:c,b", "a c b | m d"},
                                    {"down d:a", "a | c b m d"},
                                    {"down m:-1", "a c b | m"},
                                    {"down m:-2", "M407"},
                                    {"down d:b@base", "a c | b m d"},
                                    {"down d:m,b", "M407"},
                                });
  // Branches that cross, and three parents.
  expect("a b<a c<a x<b,c y<c,b m<x,y",
         {{"up m", " | a b c x y m"}, {"up y", " | a c b y"}, {"up y:m", "a c b y | x m"}});
  expect("a b<a c<a d<a m<d,b,c",
         {{"up m", " | a d b c m"}, {"up c:m", "a c | d b m"}, {"down m:d", "a d b c | m"}});
}

TEST(Plan, OfSeveralBasesAndWhatDependsOnOthers) {
  expect("app1 app2<app1 lib1!lib lib2<lib1 app3<app2~lib2 app4<app3",
         {
             {"up head", " | app1 app2 lib1 lib2 app3 app4"},
             {"up app2", " | app1 app2"},
             {"up app3", " | app1 app2 lib1 lib2 app3"},
             {"up app2:app3", "app1 app2 | lib1 lib2 app3"},
             {"up lib1:app3", "lib1 | app1 app2 lib2 app3"},
             {"up lib@head", " | lib1 lib2"},
             {"up app3-1", " | app1 app2"},
             {"up base+1", "M407"},
             {"down head:lib1", "app1 app2 lib1 | lib2 app3 app4"},
             {"down head:app2", "app1 app2 lib1 lib2 | app3 app4"},
             {"down head:lib@base", "app1 app2 | lib1 lib2 app3 app4"},
             {"down head:app1@base", "lib1 lib2 | app1 app2 app3 app4"},
         });
}

TEST(Plan, DoesNotHangOnOtherHeads) {
  // The order in which m's parents run is m's own, whatever other heads there are.
  expect("a c<a b<a m<c,b", {{"up m", " | a c b m"}});
  expect("a c<a b<a m<c,b aa<b", {{"up m", " | a c b m"}, {"up heads", " | a b aa c m"}});
}

TEST(Plan, Standings) {
  const History history = history_of("a b<a c<a m<b,c");
  Diagnostics diagnostics;
  const auto plan = plan_upgrade(history, "b:m", diagnostics);
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->standings[0], (Standing{{"b"}, 2}));
  EXPECT_EQ(plan->standings[1], (Standing{{"b", "c"}, 3}));
  EXPECT_EQ(plan->standings[2], (Standing{{"m"}, 4}));
  EXPECT_EQ(name_of(plan->standings[1]), "b, c");
  EXPECT_EQ(name_of(Standing()), "base");
}

}  // namespace
}  // namespace migc
