// migc check
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>

#include "ir/practices/practices.h"
#include "tools/migc/commands.h"
#include "tools/migc/git.h"
#include "tools/migc/report/allowed.h"
#include "tools/migc/report/guards.h"
#include "tools/migc/report/report.h"
#include "tools/migc/sum.h"

namespace migc {

namespace {

constexpr std::string_view git_prefix = "git:";

// What is asked for; with --since=REV what comes after REV.
std::optional<Plan> wanted_plan(Project& project, const Options& options) {
  const std::string range = range_argument(options, "");
  if (options.since.empty() || options.since.starts_with(git_prefix)) return plan_either_way(project, range);
  if (!range.empty()) throw UsageError{"a range and --since=REV say the same thing; one of them is enough"};
  return plan_upgrade(*project.history, options.since + ":heads", project.diagnostics);
}

// The revisions of the plan; of these files alone, where they are given.
std::vector<const Revision*> revisions_of(const Plan& plan,
                                          const std::optional<std::unordered_set<FileId>>& files) {
  std::vector<const Revision*> list;
  for (const Revision* revision : plan.span)
    if (!files || files->contains(revision->span.file)) list.push_back(revision);
  return list;
}

// How wide a table may be: as the terminal, within reason; the same everywhere else.
std::size_t columns() {
  winsize size{};
  if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return std::clamp<std::size_t>(size.ws_col, 80, 120);
  return 100;
}

// A report is a product, and goes to standard output. What people read has the messages on standard error besides.
void show(const Report& report, ReportFormat format, const Options& options) {
  switch (format) {
    case ReportFormat::Text:
      show_diagnostics(report.project, options);
      std::cout << portability_text(report);
      if (report.compiled && options.grades) std::cout << grades_text(report, columns());
      if (report.compiled && options.guards) std::cout << guards_text(report.project, *report.scripts);
      if (report.compiled) std::cout << summary_text(report) << allowed_text(report.project);
      return;
    case ReportFormat::Markdown:
      show_diagnostics(report.project, options);
      std::cout << markdown_report(report);
      return;
    case ReportFormat::Html:
      show_diagnostics(report.project, options);
      std::cout << html_report(report);
      return;
    case ReportFormat::Json:
      std::cout << json_report(report);
      return;
    case ReportFormat::Sarif:
      std::cout << sarif_report(report);
      return;
    case ReportFormat::Github:
      std::cout << github_report(report);
      return;
  }
}

}  // namespace

int run_check(const Options& options) {
  Project& project = load_project(options);
  Report report(project);
  report.plan = wanted_plan(project, options);
  if (report.plan && wants_stage(options)) return print_stage(project, *report.plan, options);
  const ReportFormat format = *find_report_format(options.format);
  // Who names several targets wants to know how they differ.
  const bool compares =
      format == ReportFormat::Markdown || (format == ReportFormat::Text && options.dialects.size() > 1);
  const std::optional<Grade> required =
      options.require.empty() ? project.settings.require : find_grade(options.require);
  report.asks_guards = options.guards;
  std::optional<std::unordered_set<FileId>> files;
  if (options.since.starts_with(git_prefix)) {
    files = changed_since(options.since.substr(git_prefix.size()), project.sources);
    report.grades.only(*files);
  }
  std::vector<const Revision*> revisions;
  if (report.plan) {
    revisions = revisions_of(*report.plan, files);
    // Of what could not be read as it was meant nobody can say how it is written.
    const bool read = !project.diagnostics.has_errors();
    if (read)
      for (const Revision* revision : revisions)
        check_practices(*revision, project.settings.most_statements, project.diagnostics);
    PipelineOptions pipeline;
    pipeline.plan = *report.plan;
    const std::unique_ptr<Sum> sum = load_sum(project, options);
    pipeline.visit = [&](CompiledRevision& revision, Schema& schema, const std::vector<Target>& targets) {
      if (sum) sum->looked_at(revision, schema);
      report.grades.look_at(revision, targets);
      if (read && (!files || files->contains(revision.revision->span.file)))
        check_made_names(revision, project.diagnostics);
      if (compares) report.portability.look_at(revision, schema, targets);
      if (format == ReportFormat::Html) report.drawings.look_at(revision, schema, targets);
    };
    report.scripts = &run_pipeline(project, pipeline);
    if (sum) sum->check(project, options.frozen);
  }
  report.compiled = !project.diagnostics.has_errors();
  if (report.compiled && required) report.grades.require(*required, project.diagnostics);
  // Where less is looked at than the project is made for, what is of no use now may be of use there.
  const bool files_alone = options.project.empty() &&
                           std::any_of(options.arguments.begin(), options.arguments.end(), is_file_argument);
  const bool all_targets = options.dialects.empty() || files_alone;
  const bool own_grade = options.require.empty() || !project.settings.require;
  if (report.compiled)
    report_unused_allowances(project, revisions, [&](DiagnosticId rule) {
      if (project.diagnostics.level(rule) == Level::off) return false;
      if (rule == DiagnosticId::way_back_falls_short) return required && own_grade && all_targets;
      return all_targets;
    });
  show(report, format, options);
  if (options.time_passes) std::cerr << project.timer.report();
  return project.diagnostics.has_errors() ? exit_errors : exit_ok;
}

}  // namespace migc
