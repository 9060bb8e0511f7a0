// For targets where a boolean is a number and a condition is no value: what stands for the one where the other is
// wanted (rule S18).
#pragma once

#include "ir/expression.h"

namespace migc {

// `expr` where a value is wanted: a condition becomes `case when … then 1 when not … then 0 end`, true and false
// become 1 and 0. What is in it is seen to as well, but for subqueries, whose parts are spelled on their own.
// Doing it twice changes nothing.
Expr as_value(Expr expr);

// `expr` where a condition is wanted: a boolean value becomes `value = 1`.
Expr as_condition(Expr expr);

// How many conditions stand one within another where values are wanted: each of them is written twice, so that the
// text doubles with each.
int nested_conditions(const Expr& expr);
int nested_conditions(const Select& query);

}  // namespace migc
