// The capability matrix as it is shown: for every feature and dialect what the versions make of it.
#pragma once

#include <string>
#include <vector>

#include "backends/capability.h"

namespace migc {

// The versions of a dialect that the matrix looks at: those at which an answer changes, or that people run.
std::vector<Version> shown_versions(Dialect dialect);

// What the versions `from` to `to` of a dialect make of a feature.
struct MatrixCell {
  Version from, to;
  Support support;
};
// The answers of a dialect, the oldest version first; neighbours that agree are one.
std::vector<MatrixCell> matrix_cells(Feature feature, Dialect dialect);

std::string_view level_name(Support::Level level);  // "native"
// "12 to 14", "since 15", "up to 5.7"; empty when it holds for all versions.
std::string versions_text(const MatrixCell& cell, Dialect dialect);
// The whole matrix, for docs/dialects.md: a table for each group, and notes under it.
std::string matrix_markdown();

}  // namespace migc
