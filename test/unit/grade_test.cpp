#include "ir/grade/grade.h"

#include <gtest/gtest.h>

#include <set>

#include "backends/backend.h"

namespace migc {
namespace {

Type of(TypeKind kind, std::optional<int> size = {}, std::optional<int> scale = {}) {
  Type type;
  type.kind = kind;
  type.size = size;
  type.scale = scale;
  return type;
}

CastLoss loss(std::string_view target, const Type& from, const Type& to, bool written = false) {
  const CastOutcome outcome = make_backend(*parse_target(target))->cast_outcome(from, to, written);
  if (!outcome.changed.empty()) return CastLoss::Silent;
  return outcome.refused.empty() ? CastLoss::None : CastLoss::Refuses;
}

constexpr CastLoss none = CastLoss::None, refuses = CastLoss::Refuses, silent = CastLoss::Silent;

TEST(Casts, NumbersAreRefusedByRangeAndCutByScale) {
  EXPECT_EQ(loss("postgres", of(TypeKind::integer), of(TypeKind::bigint)), none);
  EXPECT_EQ(loss("postgres", of(TypeKind::bigint), of(TypeKind::integer)), refuses);
  EXPECT_EQ(loss("postgres", of(TypeKind::integer), of(TypeKind::decimal, 10)), none);
  EXPECT_EQ(loss("postgres", of(TypeKind::integer), of(TypeKind::decimal, 9)), refuses);
  EXPECT_EQ(loss("mariadb", of(TypeKind::decimal, 10, 2), of(TypeKind::decimal, 8, 2)), refuses);
  EXPECT_EQ(loss("mariadb", of(TypeKind::decimal, 10, 2), of(TypeKind::decimal, 10, 1)), silent);
  EXPECT_EQ(loss("mssql", of(TypeKind::decimal, 10, 2), of(TypeKind::integer)), silent);
  EXPECT_EQ(loss("sqlite", of(TypeKind::decimal, 10, 2), of(TypeKind::decimal, 8, 1)), none);
}

TEST(Casts, FloatsHoldSoManyDigits) {
  EXPECT_EQ(loss("postgres", of(TypeKind::integer), of(TypeKind::double_)), none);
  EXPECT_EQ(loss("postgres", of(TypeKind::integer), of(TypeKind::real)), silent);
  EXPECT_EQ(loss("postgres", of(TypeKind::smallint), of(TypeKind::real)), none);
  EXPECT_EQ(loss("postgres", of(TypeKind::bigint), of(TypeKind::double_)), silent);
  EXPECT_EQ(loss("postgres", of(TypeKind::decimal, 15, 2), of(TypeKind::double_)), none);
  EXPECT_EQ(loss("postgres", of(TypeKind::decimal, 16, 2), of(TypeKind::double_)), silent);
  EXPECT_EQ(loss("postgres", of(TypeKind::double_), of(TypeKind::real)), silent);
  EXPECT_EQ(loss("sqlite", of(TypeKind::double_), of(TypeKind::real)), none);
}

// Two types of the language that are one of the engine's.
TEST(Casts, NothingHappensBetweenTypesThatAreOne) {
  EXPECT_EQ(loss("postgres", of(TypeKind::smallint), of(TypeKind::tinyint)), none);
  EXPECT_EQ(loss("mysql", of(TypeKind::smallint), of(TypeKind::tinyint)), refuses);
  EXPECT_EQ(loss("mssql", of(TypeKind::text), of(TypeKind::varchar, 5000)), none);
  EXPECT_EQ(loss("oracle", of(TypeKind::decimal, 10), of(TypeKind::integer)), none);
  EXPECT_EQ(loss("mysql", of(TypeKind::json), of(TypeKind::jsonb)), none);
  EXPECT_EQ(loss("postgres", of(TypeKind::json), of(TypeKind::jsonb)), silent);
  EXPECT_EQ(loss("mysql", of(TypeKind::decimal), of(TypeKind::decimal, 38, 10)), none);
  EXPECT_EQ(loss("postgres", of(TypeKind::decimal), of(TypeKind::decimal, 38, 10)), silent);
}

TEST(Casts, TextsAreRefusedByLengthButCutByAWrittenCast) {
  EXPECT_EQ(loss("oracle", of(TypeKind::varchar, 10), of(TypeKind::varchar, 20)), none);
  EXPECT_EQ(loss("oracle", of(TypeKind::varchar, 20), of(TypeKind::varchar, 10)), refuses);
  EXPECT_EQ(loss("oracle", of(TypeKind::varchar, 20), of(TypeKind::varchar, 10), true), silent);
  EXPECT_EQ(loss("sqlite", of(TypeKind::varchar, 20), of(TypeKind::varchar, 10)), none);
  EXPECT_EQ(loss("mysql", of(TypeKind::varbinary, 4), of(TypeKind::binary, 8)), silent);
}

TEST(Casts, MomentsLoseWhatTheTypeHasNot) {
  EXPECT_EQ(loss("postgres", of(TypeKind::date), of(TypeKind::timestamp)), none);
  EXPECT_EQ(loss("sqlite", of(TypeKind::timestamp), of(TypeKind::date)), silent);
  EXPECT_EQ(loss("postgres", of(TypeKind::timestamp), of(TypeKind::timestamp, 3)), silent);
  EXPECT_EQ(loss("postgres", of(TypeKind::timestamptz), of(TypeKind::timestamp)), none);
  EXPECT_EQ(loss("mssql", of(TypeKind::timestamptz), of(TypeKind::timestamp)), silent);
  EXPECT_EQ(loss("mysql", of(TypeKind::timestamp), of(TypeKind::timestamptz)), refuses);
}

TEST(Casts, ADomainRefusesWhatItDoesNotAllow) {
  Domain domain;
  domain.base = of(TypeKind::integer);
  domain.nullable = false;
  Type type = of(TypeKind::user);
  type.name.name = Name("positive");
  type.user = std::make_shared<const UserType>(UserType{domain});
  EXPECT_EQ(loss("postgres", of(TypeKind::integer), type), refuses);
  EXPECT_EQ(loss("postgres", type, of(TypeKind::integer)), none);
  EXPECT_EQ(loss("postgres", type, of(TypeKind::smallint)), refuses);
}

TEST(Grades, AreOrderedAndNamed) {
  EXPECT_LT(Grade::Exact, Grade::Guarded);
  EXPECT_LT(Grade::Guarded, Grade::Lossy);
  EXPECT_LT(Grade::Lossy, Grade::Irreversible);
  for (Grade grade : {Grade::Exact, Grade::Guarded, Grade::Lossy, Grade::Irreversible})
    EXPECT_EQ(find_grade(grade_name(grade)), grade);
  EXPECT_EQ(find_grade("perfect"), std::nullopt);
}

TEST(Grades, ARangeThatMadeSomethingLosesNoMoreOfItThanARangeThatDidNot) {
  std::set<std::string_view> names;
  for (const GradeRuleInfo& rule : grade_rules()) {
    EXPECT_TRUE(names.insert(rule.name).second) << rule.name;
    EXPECT_LE(rule.within, rule.grade) << rule.name;
    // What is worse than exact says what is lost or refused.
    EXPECT_TRUE(rule.grade == Grade::Exact || !rule.what.empty()) << rule.name;
    EXPECT_EQ(&info(rule.rule), &rule) << rule.name;
  }
}

}  // namespace
}  // namespace migc
