#include "backends/matrix.h"

#include <fmt/format.h>

#include "backends/backend.h"

namespace migc {

std::vector<Version> shown_versions(Dialect dialect) {
  switch (dialect) {
    case Dialect::postgres:
      return {{12, 0}, {13, 0}, {14, 0}, {15, 0}, {16, 0}, {17, 0}, {18, 0}};
    case Dialect::mysql:
      return {{5, 7}, {8, 0}, {8, 4}};
    case Dialect::mariadb:
      return {{10, 6}, {10, 7}, {10, 8}, {10, 11}, {11, 4}};
    case Dialect::sqlite:
      return {{3, 35}, {3, 38}, {3, 40}, {3, 54}};
  }
  return {};
}

std::vector<MatrixCell> matrix_cells(Feature feature, Dialect dialect) {
  std::vector<MatrixCell> cells;
  for (const Version version : shown_versions(dialect)) {
    const Support support = make_backend({dialect, version})->support(feature);
    const bool same = !cells.empty() && cells.back().support.level == support.level &&
                      cells.back().support.text == support.text;
    if (same)
      cells.back().to = version;
    else
      cells.push_back({version, version, support});
  }
  return cells;
}

std::string_view level_name(Support::Level level) {
  switch (level) {
    case Support::Level::Native:
      return "native";
    case Support::Level::Rewritten:
      return "rewritten";
    case Support::Level::Refused:
      return "refused";
  }
  return {};
}

namespace {
std::string text(Version version, Dialect dialect) {
  if (dialect == Dialect::postgres) return std::to_string(version.major);
  return fmt::format("{}.{}", version.major, version.minor);
}
}  // namespace

std::string versions_text(const MatrixCell& cell, Dialect dialect) {
  const std::vector<Version> all = shown_versions(dialect);
  const bool from_first = cell.from == all.front();
  const bool to_last = cell.to == all.back();
  if (from_first && to_last) return {};
  if (from_first) return fmt::format("up to {}", text(cell.to, dialect));
  if (to_last) return fmt::format("since {}", text(cell.from, dialect));
  return fmt::format("{} to {}", text(cell.from, dialect), text(cell.to, dialect));
}

std::string matrix_markdown() {
  std::string out;
  for (const FeatureGroup& group : feature_groups()) {
    out += fmt::format("### {}\n\n|  |", group.title);
    for (Dialect dialect : all_dialects) out += fmt::format(" {} |", dialect_name(dialect));
    out += "\n| --- |";
    for (std::size_t i = 0; i < std::size(all_dialects); ++i) out += " --- |";
    out += "\n";
    for (Feature feature : group.features) {
      out += fmt::format("| {} |", feature_text(feature));
      for (Dialect dialect : all_dialects) {
        std::string cell;
        for (const MatrixCell& part : matrix_cells(feature, dialect)) {
          if (!cell.empty()) cell += "<br>";
          const std::string versions = versions_text(part, dialect);
          if (!versions.empty()) cell += versions + ": ";
          if (part.support.level == Support::Level::Native)
            cell += "yes";
          else if (part.support.level == Support::Level::Rewritten)
            cell += fmt::format("*{}*", part.support.text);
          else
            cell += fmt::format("**no**: {}", part.support.text);
        }
        out += fmt::format(" {} |", cell);
      }
      out += "\n";
    }
    out += "\n";
  }
  return out;
}

}  // namespace migc
