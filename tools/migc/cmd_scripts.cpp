// migc upgrade, migc downgrade: one script for a range; migc forget: one for what a revision has put aside.
#include <algorithm>
#include <iostream>

#include "ir/apply.h"
#include "ir/archive.h"
#include "tools/migc/commands.h"
#include "tools/migc/files.h"
#include "tools/migc/pipeline.h"
#include "tools/migc/sum.h"

namespace migc {

namespace {

Project& load_for_one_target(const Options& options) {
  Project& project = load_project(options);
  if (project.settings.targets.size() != 1)
    throw UsageError{"one script is for one target: name it with --dialect"};
  return project;
}

// The script of a plan. Bookkeeping alone changes the version table, and nothing else.
int write_script(Project& project, const std::optional<Plan>& plan, Direction direction, bool bookkeeping,
                 const Options& options) {
  const bool up = direction == Direction::Up;
  std::vector<TargetScripts>* targets = nullptr;
  if (plan) {
    PipelineOptions pipeline;
    pipeline.plan = *plan;
    pipeline.up = up && !bookkeeping;
    pipeline.down = !up && !bookkeeping;
    targets = &run_pipeline(project, pipeline);
    if (options.frozen) load_sum(project, options)->check(project, true);
    if (!up && !bookkeeping)
      for (const TargetRevision& revision : targets->front().revisions)
        if (!revision.reversible)
          project.diagnostics.report(diag::irreversible, revision.irreversible_at,
                                     std::string(revision.revision->id.name.str()), revision.why_not);
  }
  if (const int status = show_diagnostics(project, options); status != exit_ok) return status;
  project.timer.begin("spell script");
  const TargetScripts& target = targets->front();
  Script script = make_script(project, target, *plan, 0, target.revisions.size(), direction);
  script.bookkeeping = bookkeeping;
  const std::string sql = target.backend->script(script, project.sources);
  project.timer.begin("write");
  write_file(options.output.empty() ? "-" : options.output, sql);
  if (options.time_passes) std::cerr << project.timer.report();
  return exit_ok;
}

}  // namespace

int run_forget(const Options& options) {
  Project& project = load_for_one_target(options);
  const std::string name = range_argument(options, "");
  if (name.empty()) throw UsageError{"forget takes a revision"};
  const auto place = find_revision(*project.history, name, project.diagnostics);
  std::string sql;
  if (place) {
    const Revision& revision = project.history->at(*place);
    const std::string id(revision.id.name.str());
    PipelineOptions pipeline;
    pipeline.plan = *plan_upgrade(*project.history, fmt::format("{0}@base:{0}", id), project.diagnostics);
    pipeline.up = pipeline.down = false;
    pipeline.visit = [&](CompiledRevision& compiled, Schema& schema, const std::vector<Target>& targets) {
      std::vector<Statement> drops;
      for (const Archive& archive : archives_of(compiled.up))
        drops.push_back(
            {DropTable{archive.name, false, archive.maybe}, DialectSet::all(), {}, "", {}, false});
      if (drops.empty()) {
        project.diagnostics.report(diag::nothing_kept, revision.span, id)
            .note("an archive is made by 'keep' alone");
        return;
      }
      const auto backend = make_backend(targets.front());
      Diagnostics quiet;
      schema.begin_journal();
      apply(compiled.up, schema, quiet);
      // What its downgrade may have left is no part of that.
      std::vector<Statement> left;
      std::copy_if(compiled.up.begin(), compiled.up.end(), std::back_inserter(left),
                   [](const Statement& statement) { return makes_maybe(statement.op); });
      apply(left, schema, quiet);
      sql = as_comment(fmt::format(
                "{} -- what revision {} has put aside goes: after this there is no way back that gives "
                "it back",
                to_string(targets.front()), id)) +
            "\n";
      for (const SqlStep& step : backend->lower(drops, schema, project.diagnostics))
        sql += step_text(step, project.sources);
      schema.roll_back(schema.end_journal());
    };
    run_pipeline(project, pipeline);
  }
  if (const int status = show_diagnostics(project, options); status != exit_ok) return status;
  write_file(options.output.empty() ? "-" : options.output, sql);
  return exit_ok;
}

int run_upgrade(const Options& options) {
  Project& project = load_for_one_target(options);
  const auto plan = plan_upgrade(*project.history, range_argument(options, "head"), project.diagnostics);
  return write_script(project, plan, Direction::Up, false, options);
}

int run_downgrade(const Options& options) {
  Project& project = load_for_one_target(options);
  const std::string range = range_argument(options, "");
  if (range.empty()) throw UsageError{"downgrade takes a range, FROM:TO, like head:-1"};
  if (range.find(':') == std::string::npos)
    throw UsageError{fmt::format("downgrade takes a range, FROM:TO, like head:{}", range)};
  const auto plan = plan_downgrade(*project.history, range, project.diagnostics);
  return write_script(project, plan, Direction::Down, false, options);
}

int run_stamp(const Options& options) {
  Project& project = load_for_one_target(options);
  const std::string range = range_argument(options, "");
  if (range.empty()) throw UsageError{"stamp takes a revision or a range, [FROM:]TO"};
  Diagnostics quiet;
  if (const auto down = plan_downgrade(*project.history, range, quiet);
      down && !down->span.empty() && range.find(':') != std::string::npos)
    return write_script(project, down, Direction::Down, true, options);
  const auto plan = plan_upgrade(*project.history, range, project.diagnostics);
  return write_script(project, plan, Direction::Up, true, options);
}

}  // namespace migc
