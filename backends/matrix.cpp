#include "backends/matrix.h"

#include <fmt/format.h>

#include "backends/backend.h"

namespace migc {

std::vector<Version> shown_versions(Dialect dialect) {
  return make_backend({dialect, oldest_version(dialect)})->shown_versions();
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

std::string versions_text(const MatrixCell& cell, Dialect dialect) {
  const std::vector<Version> all = shown_versions(dialect);
  const bool from_first = cell.from == all.front();
  const bool to_last = cell.to == all.back();
  if (from_first && to_last) return {};
  if (from_first) return fmt::format("up to {}", version_text({dialect, cell.to}));
  if (to_last) return fmt::format("since {}", version_text({dialect, cell.from}));
  return fmt::format("{} to {}", version_text({dialect, cell.from}), version_text({dialect, cell.to}));
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
