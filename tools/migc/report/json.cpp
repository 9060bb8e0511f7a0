// The report for programs.
#include "support/json.h"
#include "tools/migc/report/allowed.h"
#include "tools/migc/report/guards.h"
#include "tools/migc/report/report.h"

namespace migc {

namespace {

using Json = nlohmann::ordered_json;

Json grades_json(const Report& report) {
  const Grades& grades = report.grades;
  const auto by_name = [&](const auto& of_targets) {
    Json json = Json::object();
    for (std::size_t i = 0; i < grades.targets(); ++i)
      if (std::optional<Grade>(of_targets[i]))
        json[grades.target(i)] = grade_name(*std::optional<Grade>(of_targets[i]));
    return json;
  };
  Json root;
  root["range"] = by_name(grades.whole());
  root["revisions"] = Json::array();
  for (const Grades::Part& part : grades.parts()) {
    Json revision{{"id", part.revision->id.name.str()}, {"grade", by_name(part.grades)}};
    revision["findings"] = Json::array();
    for (const Grades::Row& row : part.rows) {
      const Finding& finding = row.finding;
      const GradeRuleInfo& rule = info(finding.rule);
      Json json{{"rule", rule.name},
                {"grade", grade_name(finding.grade)},
                {"side", rule.side == Side::Upgrade ? "upgrade" : "downgrade"},
                {"declared", rule.basis == Basis::Declared},
                {"what", finding.what()}};
      if (!finding.table.name.empty()) json["of"]["table"] = show(finding.table);
      if (!finding.column.empty()) json["of"]["column"] = finding.column.str();
      if (const std::string fix = finding.fix(); !fix.empty()) json["fix"] = fix;
      for (std::size_t target : row.targets) json["targets"].push_back(grades.target(target));
      add_place(json, finding.span, report.project.sources);
      revision["findings"].push_back(std::move(json));
    }
    root["revisions"].push_back(std::move(revision));
  }
  return root;
}

}  // namespace

std::string json_report(const Report& report) {
  Json json = diagnostics_json(report.project.diagnostics, report.project.sources);
  if (report.compiled) json["grades"] = grades_json(report);
  if (report.compiled && report.asks_guards) json["guards"] = guards_json(report.project, *report.scripts);
  if (auto allowed = allowed_json(report.project); !allowed.empty()) json["allowed"] = std::move(allowed);
  return to_text(json);
}

}  // namespace migc
