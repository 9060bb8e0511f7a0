// migc check
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>

#include "ir/practices/practices.h"
#include "support/json.h"
#include "tools/migc/allowed.h"
#include "tools/migc/commands.h"
#include "tools/migc/git.h"
#include "tools/migc/grades.h"
#include "tools/migc/guards.h"
#include "tools/migc/portability.h"

namespace migc {

namespace {

constexpr std::string_view git_prefix = "git:";

// The range that is asked for; with --since=REV what comes after REV.
std::optional<Range> wanted_range(Project& project, const Options& options) {
  std::string text = range_argument(options, "base:head");
  if (!options.since.empty() && !options.since.starts_with(git_prefix)) {
    if (!range_argument(options, "").empty())
      throw UsageError{"a range and --since=REV say the same thing; one of them is enough"};
    text = options.since + ":head";
  }
  std::optional<Range> range = project.history->range(text, project.diagnostics);
  if (range && range->from > range->to) std::swap(range->from, range->to);
  return range;
}

// The revisions of the range; of these files alone, where they are given.
std::vector<const Revision*> revisions_of(const Project& project, const Range& range,
                                          const std::optional<std::unordered_set<FileId>>& files) {
  std::vector<const Revision*> list;
  for (std::size_t i = range.from; i < range.to; ++i) {
    const Revision* revision = project.history->order()[i];
    if (!files || files->contains(revision->span.file)) list.push_back(revision);
  }
  return list;
}

// How wide a table may be: as the terminal, within reason; the same everywhere else.
std::size_t columns() {
  winsize size{};
  if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return std::clamp<std::size_t>(size.ws_col, 80, 120);
  return 100;
}

}  // namespace

int run_check(const Options& options) {
  Project& project = load_project(options);
  const std::optional<Range> range = wanted_range(project, options);
  if (range && wants_stage(options)) return print_stage(project, *range, options);
  // Who names several targets wants to know how they differ.
  const bool markdown = options.format == "markdown";
  const bool compares = markdown || (options.format == "text" && options.dialects.size() > 1);
  const std::optional<Grade> required =
      options.require.empty() ? project.settings.require : find_grade(options.require);
  Portability portability(project);
  Grades grades(project);
  const std::vector<TargetScripts>* scripts = nullptr;
  std::optional<std::unordered_set<FileId>> files;
  if (options.since.starts_with(git_prefix)) {
    files = changed_since(options.since.substr(git_prefix.size()), project.sources);
    grades.only(*files);
  }
  std::vector<const Revision*> revisions;
  if (range) {
    revisions = revisions_of(project, *range, files);
    // Of what could not be read as it was meant nobody can say how it is written.
    const bool read = !project.diagnostics.has_errors();
    if (read)
      for (const Revision* revision : revisions)
        check_practices(*revision, project.settings.most_statements, project.diagnostics);
    PipelineOptions pipeline;
    pipeline.range = *range;
    pipeline.visit = [&](CompiledRevision& revision, Schema& schema, const std::vector<Target>& targets) {
      grades.look_at(revision, targets);
      if (read && (!files || files->contains(revision.revision->span.file)))
        check_made_names(revision, project.diagnostics);
      if (compares) portability.look_at(revision, schema, targets);
    };
    scripts = &run_pipeline(project, pipeline);
  }
  const bool compiled = !project.diagnostics.has_errors();
  if (compiled && required) grades.require(*required, project.diagnostics);
  const bool falls_short = compiled && project.diagnostics.has_errors();
  // Where less is looked at than the project is made for, what is of no use now may be of use there.
  const bool files_alone = options.project.empty() &&
                           std::any_of(options.arguments.begin(), options.arguments.end(), is_file_argument);
  const bool all_targets = options.dialects.empty() || files_alone;
  const bool own_grade = options.require.empty() || !project.settings.require;
  if (compiled)
    report_unused_allowances(project, revisions, [&](DiagnosticId rule) {
      if (project.diagnostics.level(rule) == Level::off) return false;
      if (rule == DiagnosticId::way_back_falls_short) return required && own_grade && all_targets;
      return all_targets;
    });
  int status = exit_ok;
  if (options.format == "json") {
    auto json = diagnostics_json(project.diagnostics, project.sources);
    if (compiled) json["grades"] = grades.json();
    if (compiled && options.guards) json["guards"] = guards_json(project, *scripts);
    if (auto allowed = allowed_json(project); !allowed.empty()) json["allowed"] = std::move(allowed);
    std::cout << to_text(json);
    status = project.diagnostics.has_errors() ? exit_errors : exit_ok;
  } else {
    status = show_diagnostics(project, options);
  }
  if (compares && !portability.empty())
    std::cout << (markdown ? portability.markdown(grades) : portability.text());
  if (markdown) std::cout << allowed_markdown(project);
  if (options.time_passes) std::cerr << project.timer.report();
  if (compiled && options.format == "text" && (status == exit_ok || falls_short)) {
    if (options.grades) std::cout << grades.table(columns());
    if (options.guards) std::cout << guards_text(project, *scripts);
    std::string targets;
    for (const Target& target : project.settings.targets) targets += " " + to_string(target);
    std::cout << fmt::format("{} revision{}, {}, for{}\n", range->to - range->from,
                             range->to - range->from == 1 ? "" : "s",
                             status == exit_ok ? "no errors" : "not all with the way back that is required",
                             targets)
              << grades.summary() << allowed_text(project);
  }
  return status;
}

}  // namespace migc
