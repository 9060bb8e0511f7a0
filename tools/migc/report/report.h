// What `migc check` has found out, and the forms that it is shown in: one file a form.
#pragma once

#include "tools/migc/report/drawing.h"
#include "tools/migc/report/grades.h"
#include "tools/migc/report/portability.h"

namespace migc {

enum class ReportFormat : std::uint8_t { Text, Json, Markdown, Sarif, Github, Html };
// Nothing for a word that is none.
std::optional<ReportFormat> find_report_format(std::string_view name);

struct Report {
  explicit Report(const Project& from) : project(from), grades(from), portability(from) {}

  const Project& project;
  std::optional<Plan> plan;  // none when what was asked for is not there
  bool compiled = false;     // the history has no errors; what is required of it is another question
  Grades grades;
  Portability portability;   // empty where nothing is compared
  Drawings drawings;         // of HTML alone
  bool asks_guards = false;  // the queries of the guards are wanted
  const std::vector<TargetScripts>* scripts = nullptr;

  // The one line on all of it: how many revisions, whether they pass, for which targets.
  std::string verdict() const;
  // A statement without its comments, in one line.
  std::string one_line(Span statement) const;
};

// Each gives the whole report; none of them fails.
std::string portability_text(const Report& report);
// Each revision with what is lost, refused or discarded; at most `width` columns wide.
std::string grades_text(const Report& report, std::size_t width);
std::string summary_text(const Report& report);  // the last lines: the verdict, and the grades
std::string markdown_report(const Report& report);
std::string json_report(const Report& report);
std::string sarif_report(const Report& report);
std::string github_report(const Report& report);
std::string html_report(const Report& report);

}  // namespace migc
