// What holds of every graph of revisions: ranges against a planner that tries all sets, and branches that meet against
// the two histories that run one before the other.
#include <gtest/gtest.h>

#include <algorithm>

#include "frontend/print.h"
#include "ir/history/plan.h"
#include "ir/passes/compile.h"
#include "test/property/random_history.h"

namespace migc::test {
namespace {

// Each of up to nine revisions comes after some of those before it, or depends on some.
std::vector<Revision> random_graph(Random& random) {
  std::vector<Revision> revisions(1 + random.below(9));
  for (std::size_t i = 0; i < revisions.size(); ++i) {
    revisions[i].id = {Name(fmt::format("r{}", i)), {}};
    std::vector<std::size_t> earlier(i);
    for (std::size_t j = 0; j < i; ++j) earlier[j] = j;
    std::shuffle(earlier.begin(), earlier.end(), std::minstd_rand(static_cast<unsigned>(random.below(1000))));
    const std::size_t parents =
        i == 0 || random.chance(0.1) ? 0 : 1 + random.below(std::min<std::size_t>(i, 3));
    for (std::size_t j = 0; j < earlier.size(); ++j) {
      if (j < parents)
        revisions[i].after.push_back(revisions[earlier[j]].id);
      else if (random.chance(0.1))
        revisions[i].depends_on.push_back(revisions[earlier[j]].id);
    }
  }
  return revisions;
}

// Sets of revisions as bits of a number, by their ranks.
using Set = std::uint32_t;

class BruteForce {
 public:
  explicit BruteForce(const History& history) : history_(history) {
    for (Set set = 0; set < (Set{1} << history.size()); ++set)
      if (closed(set)) closed_.push_back(set);
  }

  // The smallest set that holds `tips`, and all that each of it comes after.
  Set state(Set tips) const {
    Set smallest = ~Set{0};
    for (Set set : closed_)
      if ((set & tips) == tips) smallest &= set;
    return smallest;
  }
  // The largest part of `applied` that is closed and has nothing that comes after one of `tips`.
  Set below(Set applied, Set tips) const {
    Set largest = 0;
    for (Set set : closed_) {
      if ((set & applied) != set) continue;
      bool above = false;
      for (std::size_t i = 0; i < history_.size(); ++i)
        for (std::size_t tip = 0; tip < history_.size(); ++tip)
          if (has(set, i) && has(tips, tip) && i != tip && has(state(Set{1} << i), tip)) above = true;
      if (!above) largest |= set;
    }
    return largest;
  }

 private:
  static bool has(Set set, std::size_t i) { return (set >> i & 1) != 0; }
  bool closed(Set set) const {
    for (std::size_t i = 0; i < history_.size(); ++i)
      for (Rank before : history_.before(i))
        if (has(set, i) && !has(set, before)) return false;
    return true;
  }

  const History& history_;
  std::vector<Set> closed_;
};

Set set_of(const History& history, const std::vector<const Revision*>& revisions) {
  Set set = 0;
  for (const Revision* revision : revisions) set |= Set{1} << *history.find(revision->id.name);
  return set;
}

void expect_right_order(const History& history, const Plan& plan) {
  Set there = 0;
  std::size_t count = 0;
  const std::vector<const Revision*> all = plan.all();
  for (std::size_t i = 0; i <= all.size(); ++i) {
    if (i >= plan.applied.size()) {
      const Standing& standing = plan.standings.at(i - plan.applied.size());
      ASSERT_EQ(standing.applied, count);
      // All that is there is what the tips stand for.
      std::vector<Rank> tips;
      for (const std::string& tip : standing.tips) tips.push_back(*history.find(Name(tip)));
      std::vector<bool> marks;
      ASSERT_EQ(history.closure(tips, marks).size(), count);
    }
    if (i == all.size()) break;
    const Rank rank = *history.find(all[i]->id.name);
    for (Rank before : history.before(rank)) ASSERT_TRUE(there >> before & 1);
    there |= Set{1} << rank;
    ++count;
  }
}

TEST(Graph, PlansAreTheSmallestThatAreRight) {
  std::size_t down = 0;
  for (std::uint64_t seed = first_seed; seed < first_seed + cases / 10; ++seed) {
    SCOPED_TRACE(again(seed));
    Random random(seed);
    Diagnostics diagnostics;
    const History history(random_graph(random), diagnostics);
    ASSERT_FALSE(diagnostics.has_errors());
    const BruteForce brute(history);
    const auto some = [&](Set from) {
      std::pair<Set, std::string> picked{0, ""};
      for (std::size_t i = 0; i < history.size(); ++i)
        if ((from >> i & 1) && random.chance(0.3)) {
          picked.first |= Set{1} << i;
          picked.second += (picked.second.empty() ? "" : ",") + std::string(history.id(i));
        }
      if (picked.second.empty()) picked.second = "base";
      return picked;
    };
    const auto [from, from_text] = some(~Set{0});
    const Set applied = brute.state(from);
    const auto [to, to_text] = some(random.chance(0.5) ? applied : ~Set{0});
    const std::string range = from_text + ":" + to_text;
    SCOPED_TRACE(range);
    const auto up = plan_upgrade(history, range, diagnostics);
    const Set wanted = brute.state(to);
    // Nothing to do on the way up, and something on the way down: then it is not the way up.
    ASSERT_EQ(up.has_value(), (wanted & ~applied) != 0 || wanted == applied);
    if (up) {
      ASSERT_EQ(set_of(history, up->applied), applied);
      ASSERT_EQ(set_of(history, up->span), wanted & ~applied);
      ASSERT_NO_FATAL_FAILURE(expect_right_order(history, *up));
    }
    const auto back = plan_downgrade(history, range, diagnostics);
    const Set stays = to == 0 ? 0 : brute.below(applied, to);
    ASSERT_EQ(back.has_value(), (applied & to) == to && (stays & to) == to);
    if (!back) continue;
    ++down;
    ASSERT_EQ(set_of(history, back->applied), stays);
    ASSERT_EQ(set_of(history, back->span), applied & ~stays);
    ASSERT_NO_FATAL_FAILURE(expect_right_order(history, *back));
  }
  EXPECT_GT(down, cases / 100);
}

struct Compiled {
  bool legal;
  bool conflict;
  Schema schema;
};

Compiled compile(const std::vector<Revision>& revisions) {
  Diagnostics diagnostics;
  const NamingHistory naming;
  CompileOptions options;
  options.naming = &naming;
  options.write = [](const Operation&) { return std::string(); };
  Schema schema = compile_history(pointers(revisions), options, diagnostics, nullptr);
  const auto& found = diagnostics.all();
  const bool conflict = std::any_of(found.begin(), found.end(), [](const Diagnostic& diagnostic) {
    return diagnostic.id == DiagnosticId::branches_conflict;
  });
  return {!diagnostics.has_errors(), conflict, std::move(schema)};
}

// Where two branches are taken to commute, the histories that run the one before the other are legal, and end alike;
// where they are not, and the orders are legal and alike, they touch the same rows.
TEST(Graph, BranchesThatMeetEndAlikeInBothOrders) try {
  std::size_t met = 0, apart = 0;
  for (std::uint64_t seed = first_seed; seed < first_seed + cases / 4; ++seed) {
    SCOPED_TRACE(again(seed));
    Random random(seed);
    Schema schema;
    const auto revision = [&](std::string_view id, Schema at, std::size_t most) {
      Revision made;
      made.id = {Name(id), {}};
      made.message = "random";
      made.statements = legal_statements(random, at, id, 1 + random.below(most));
      return std::pair(made, std::move(at));
    };
    const auto [base, after_base] = revision("r0", schema, 6);
    const auto [left, after_left] = revision("r1", after_base, 3);
    const auto [right, after_right] = revision("r2", after_base, 3);
    const auto history = [&](std::vector<Revision> parts, bool line) {
      for (std::size_t i = 1; i < parts.size(); ++i) parts[i].after = {line ? parts[i - 1].id : parts[0].id};
      return parts;
    };
    const Compiled both = compile(history({base, left, right}, false));
    const Compiled forth = compile(history({base, left, right}, true));
    const Compiled back = compile(history({base, right, left}, true));
    const auto text = [&] {
      return print(base, base.statements) + "\n" + print(left, left.statements) + "\n" +
             print(right, right.statements);
    };
    if (both.legal) {
      ++met;
      ASSERT_TRUE(forth.legal && back.legal) << text();
      ASSERT_TRUE(forth.schema == back.schema) << text();
    } else if (compile({base}).legal) {
      ++apart;
      ASSERT_TRUE(both.conflict || !forth.legal || !back.legal) << text();
    }
  }
  EXPECT_GT(met, cases / 100);
  EXPECT_GT(apart, cases / 100);
} catch (const InternalError& error) {
  FAIL() << error.what;
}

}  // namespace
}  // namespace migc::test
