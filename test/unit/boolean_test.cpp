// Values and conditions told apart (backends/boolean.h).
#include "backends/boolean.h"

#include <gtest/gtest.h>

#include "frontend/print.h"

namespace migc {
namespace {

Expr boolean_column(const char* name) {
  Expr column = column_expr(Name(name));
  column.derived.family = Family::Boolean;
  return column;
}

Expr negated(Expr expr) {
  Expr made;
  made.kind = ExprKind::Not;
  made.args.push_back(std::move(expr));
  return made;
}

Expr equal(Expr a, Expr b) { return binary_expr(Operator::Equal, std::move(a), std::move(b)); }

Expr truth(const char* text) {
  Expr expr;
  expr.kind = ExprKind::Boolean;
  expr.text = text;
  return expr;
}

TEST(Boolean, AColumnIsAValueAndComparedAsACondition) {
  EXPECT_EQ(print(as_value(boolean_column("a"))), "a");
  EXPECT_EQ(print(as_condition(boolean_column("a"))), "a = 1");
  EXPECT_EQ(print(as_condition(negated(boolean_column("a")))), "not a = 1");
}

TEST(Boolean, TrueAndFalseAreNumbers) {
  EXPECT_EQ(print(as_value(truth("true"))), "1");
  EXPECT_EQ(print(as_value(truth("false"))), "0");
  EXPECT_EQ(print(as_condition(truth("true"))), "1 = 1");
}

TEST(Boolean, AConditionThatIsUnknownIsANullValue) {
  const Expr test = equal(column_expr(Name("n")), number_expr("1"));
  EXPECT_EQ(print(as_value(test)), "case when n = 1 then 1 when not n = 1 then 0 end");
}

TEST(Boolean, WhatIsNeverUnknownIsOneOrNought) {
  Expr test;
  test.kind = ExprKind::IsNull;
  test.args.push_back(column_expr(Name("n")));
  EXPECT_EQ(print(as_value(test)), "case when n is null then 1 else 0 end");
}

TEST(Boolean, DoingItTwiceChangesNothing) {
  const Expr test = equal(equal(boolean_column("a"), boolean_column("b")), negated(boolean_column("c")));
  EXPECT_EQ(as_condition(as_condition(test)), as_condition(test));
  EXPECT_EQ(as_value(as_value(test)), as_value(test));
}

TEST(Boolean, OnlyWhatIsWrittenTwiceIsCounted) {
  const Expr a = boolean_column("a");
  EXPECT_EQ(nested_conditions(a), 0);
  EXPECT_EQ(nested_conditions(equal(a, a)), 0);
  EXPECT_EQ(nested_conditions(equal(equal(a, a), a)), 1);
  EXPECT_EQ(nested_conditions(equal(a, equal(equal(a, a), a))), 2);
  EXPECT_EQ(nested_conditions(binary_expr(Operator::And, equal(a, a), negated(equal(a, a)))), 0);
}

}  // namespace
}  // namespace migc
