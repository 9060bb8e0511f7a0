// Runs the passes and the back-ends over a project's history.
#pragma once

#include <functional>

#include "backends/backend.h"
#include "ir/history/plan.h"
#include "ir/passes/compile.h"
#include "tools/migc/project.h"

namespace migc {

// What one target gets of one revision.
struct TargetRevision {
  const Revision* revision = nullptr;
  std::vector<SqlStep> up;
  std::vector<SqlStep> down;
  bool reversible = true;
  std::string why_not;
  Span irreversible_at;
  std::vector<std::string> down_notes;
};

struct TargetScripts {
  Target target;
  std::unique_ptr<Backend> backend;
  std::vector<TargetRevision> revisions;  // the plan's span
};

struct PipelineOptions {
  Plan plan;  // what is compiled; its span is lowered
  bool up = true;
  bool down = true;
  // Called after each pass; and for each revision of the span, before it is lowered, with the targets
  // that it is compiled for.
  std::function<void(Pass, const CompiledRevision&, const std::vector<Target>&)> after_pass;
  std::function<void(CompiledRevision&, Schema&, const std::vector<Target>&)> visit;
  // Called with the schema at the end of the history that was compiled, once for each group of targets
  // that share it.
  std::function<void(const Schema&, const std::vector<Target>&)> at_end;
};

// Compiles the history for the project's targets. A history without `on` blocks is compiled once for all.
// The result lives to the end of the program.
std::vector<TargetScripts>& run_pipeline(Project& project, const PipelineOptions& options);

// A script of `count` of a target's revisions, from the `first` of the plan's span on: for Down they run backwards.
// The script points into `scripts`.
Script make_script(const Project& project, const TargetScripts& scripts, const Plan& plan, std::size_t first,
                   std::size_t count, Direction direction);

}  // namespace migc
