// explain: a diagnostic's page, or what the dialects make of a feature.
#include <iostream>
#include <nlohmann/json.hpp>

#include "backends/casts.h"
#include "backends/matrix.h"
#include "ir/grade/grade.h"
#include "support/text.h"
#include "tools/migc/commands.h"
#include "tools/migc/pages.h"

namespace migc {

namespace {

nlohmann::ordered_json feature_json(Feature feature) {
  nlohmann::ordered_json row{{"feature", feature_name(feature)}, {"text", feature_text(feature)}};
  for (Dialect dialect : all_dialects) {
    auto& cells = row["dialects"][std::string(dialect_name(dialect))];
    cells = nlohmann::ordered_json::array();
    for (const MatrixCell& cell : matrix_cells(feature, dialect)) {
      nlohmann::ordered_json entry{{"versions", versions_text(cell, dialect)},
                                   {"support", level_name(cell.support.level)}};
      if (!cell.support.text.empty()) entry["why"] = cell.support.text;
      if (!cell.support.fix.empty()) entry["fix"] = cell.support.fix;
      cells.push_back(std::move(entry));
    }
  }
  return row;
}

std::string feature_page(Feature feature) {
  std::string out = fmt::format("{}: {}\n\n", feature_name(feature), feature_text(feature));
  for (Dialect dialect : all_dialects)
    for (const MatrixCell& cell : matrix_cells(feature, dialect)) {
      const std::string versions = versions_text(cell, dialect);
      out += fmt::format("{:<10}{:<12}{}\n", dialect_name(dialect), versions, level_name(cell.support.level));
      if (!cell.support.text.empty()) out += fmt::format("{:22}{}\n", "", cell.support.text);
      if (!cell.support.fix.empty()) out += fmt::format("{:22}instead: {}\n", "", cell.support.fix);
    }
  return out;
}

std::vector<Feature> all_features() {
  std::vector<Feature> list;
  for (const FeatureGroup& group : feature_groups())
    list.insert(list.end(), group.features.begin(), group.features.end());
  return list;
}

void show_matrix(const Options& options) {
  if (options.format == "markdown") {
    std::cout << matrix_markdown();
    return;
  }
  if (options.format == "json") {
    nlohmann::ordered_json rows = nlohmann::ordered_json::array();
    for (Feature feature : all_features()) rows.push_back(feature_json(feature));
    std::cout << nlohmann::ordered_json{{"features", rows}}.dump(2) << "\n";
    return;
  }
  for (const FeatureGroup& group : feature_groups()) {
    std::cout << group.title << "\n";
    for (Feature feature : group.features)
      std::cout << fmt::format("  {:<24} {}\n", feature_name(feature), feature_text(feature));
  }
}

}  // namespace

int run_explain(const Options& options) {
  if (options.matrix) {
    show_matrix(options);
    return exit_ok;
  }
  if (options.grades) {
    std::cout << grades_markdown() << "\n### What a change of type does\n\n" << casts_markdown();
    return exit_ok;
  }
  if (options.list) {
    for (const DiagnosticInfo& info : diagnostic_infos())
      std::cout << fmt::format("{} {:<7} {}\n", info.code, level_name(info.level), info.message);
    return exit_ok;
  }
  if (options.arguments.size() != 1)
    throw UsageError{
        "explain takes one code, like M203, or one feature, like partial_index; --list and --matrix show "
        "them all"};
  const std::string& wanted = options.arguments[0];
  std::string code = wanted;
  for (char& c : code)
    if (c == 'm') c = 'M';
  for (const DiagnosticInfo& info : diagnostic_infos()) {
    if (info.code != code && info.name != wanted) continue;
    std::cout << diagnostic_page(info.code);
    return exit_ok;
  }
  std::vector<std::string_view> known;
  for (Feature feature : all_features()) {
    known.push_back(feature_name(feature));
    if (feature_name(feature) != wanted) continue;
    if (options.format == "json")
      std::cout << feature_json(feature).dump(2) << "\n";
    else
      std::cout << feature_page(feature);
    return exit_ok;
  }
  for (const DiagnosticInfo& info : diagnostic_infos()) known.push_back(info.code);
  const auto near = nearest(code, known);
  throw UsageError{fmt::format(
      "there is no code or feature '{}'{}", wanted,
      near.empty() ? "; --list and --matrix show them all" : fmt::format("; did you mean {}?", near))};
}

}  // namespace migc
