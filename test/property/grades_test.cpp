// What holds of grades for every history.
#include <gtest/gtest.h>

#include <set>

#include "backends/backend.h"
#include "frontend/print.h"
#include "ir/passes/compile.h"
#include "test/property/random_history.h"

namespace migc::test {
namespace {

std::vector<RevisionGrades> grades_of(const std::vector<Revision>& revisions) {
  std::vector<RevisionGrades> grades;
  Diagnostics diagnostics;
  const NamingHistory naming;
  CompileOptions options;
  options.naming = &naming;
  compile_history(pointers(revisions), options, diagnostics,
                  [&](CompiledRevision& compiled, Schema&) { grades.push_back(compiled.grades); });
  return grades;
}

std::string text(const std::vector<Revision>& revisions, const std::vector<Finding>& findings) {
  std::string text;
  for (const Revision& revision : revisions) text += print(revision, revision.statements) + "\n";
  for (const Finding& finding : findings)
    text += fmt::format("{} {}: {}\n", grade_name(finding.grade), info(finding.rule).name, finding.what());
  return text;
}

// A revision's grade is the worst of its findings, and a range's is never worse than the worst of its revisions.
TEST(Grades, ARangeIsNoWorseThanTheWorstOfItsRevisions) try {
  std::set<GradeRule> seen;
  for (std::uint64_t seed = first_seed; seed < first_seed + cases / 2; ++seed) {
    SCOPED_TRACE(again(seed));
    Random random(seed);
    const std::vector<Revision> revisions = random_history(random);
    const std::vector<RevisionGrades> grades = grades_of(revisions);
    const auto backend =
        make_backend(*parse_target(dialect_name(all_dialects[seed % std::size(all_dialects)])));
    std::vector<Grade> alone;
    for (const RevisionGrades& revision : grades) {
      const std::vector<Finding> findings = findings_of({&revision}, *backend);
      Grade worst = Grade::Exact;
      for (const Finding& finding : findings) {
        seen.insert(finding.rule);
        worst = std::max(worst, finding.grade);
        ASSERT_EQ(finding.conversion, nullptr);
        ASSERT_TRUE(finding.grade == Grade::Exact || !finding.what().empty());
        ASSERT_TRUE(finding.grade == info(finding.rule).grade || finding.grade == info(finding.rule).within);
      }
      ASSERT_EQ(grade_of(findings), worst);
      alone.push_back(worst);
    }
    for (std::size_t from = 0; from < grades.size(); ++from) {
      std::vector<const RevisionGrades*> range;
      Grade worst = Grade::Exact;
      for (std::size_t to = from; to < grades.size(); ++to) {
        range.push_back(&grades[to]);
        worst = std::max(worst, alone[to]);
        const std::vector<Finding> findings = findings_of(range, *backend);
        ASSERT_LE(grade_of(findings), worst) << "revisions " << from << " to " << to << "\n"
                                             << text(revisions, findings);
      }
    }
  }
  EXPECT_GT(seen.size(), grade_rules().size() / 2);  // the generator does not just make what is exact
} catch (const InternalError& error) {
  FAIL() << error.what;
}

// At the beginning of a history there is nothing, so as a whole it loses nothing.
TEST(Grades, AWholeHistoryLosesNothingThatWasThereBefore) try {
  for (std::uint64_t seed = first_seed; seed < first_seed + cases / 2; ++seed) {
    SCOPED_TRACE(again(seed));
    Random random(seed);
    const std::vector<Revision> revisions = random_history(random);
    const std::vector<RevisionGrades> grades = grades_of(revisions);
    const auto backend = make_backend(*parse_target("postgres"));
    std::vector<const RevisionGrades*> all;
    for (const RevisionGrades& revision : grades) all.push_back(&revision);
    const std::vector<Finding> findings = findings_of(all, *backend);
    ASSERT_LE(grade_of(findings), Grade::Guarded) << text(revisions, findings);
  }
} catch (const InternalError& error) {
  FAIL() << error.what;
}

}  // namespace
}  // namespace migc::test
