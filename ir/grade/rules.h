// Picks the rows of grades.def that a statement gets.
#pragma once

#include "ir/grade/grade.h"
#include "ir/schema.h"

namespace migc {

// The findings of a statement that has just been applied, and that `things` has followed. `schema` is as it stands
// after it, with a journal open since the beginning of the revision, `touched` how what it touched was before: as for invert(). The
// first one is there always, even where nothing is lost; a statement told to the model alone has none.
std::vector<Finding> grade(const Statement& statement, const Schema& schema, const Journal& touched,
                           const Things& things);

}  // namespace migc
