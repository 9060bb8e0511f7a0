// Runs the passes and the back-ends over a project's history.
#pragma once

#include <functional>

#include "backends/backend.h"
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
  std::vector<TargetRevision> revisions;  // those of the range, in the order of the graph
};

struct PipelineOptions {
  Range range;  // what is lowered
  bool up = true;
  bool down = true;
  // Called after each pass; and for each revision in the range, before it is lowered, with the targets
  // that it is compiled for.
  std::function<void(Pass, const CompiledRevision&, const std::vector<Target>&)> after_pass;
  std::function<void(CompiledRevision&, Schema&, const std::vector<Target>&)> visit;
  // Called with the schema at the end of the history that was compiled, once for each group of targets
  // that share it.
  std::function<void(const Schema&, const std::vector<Target>&)> at_end;
  // How many revisions are compiled; all when it is not set.
  std::optional<std::size_t> until;
};

// Compiles the history for the project's targets. A history without `on` blocks is compiled once for all.
// The result lives to the end of the program.
std::vector<TargetScripts>& run_pipeline(Project& project, const PipelineOptions& options);

// A script of some of a target's revisions: for Down they run backwards. `range` says where they stand.
// The script points into `scripts`.
Script make_script(const Project& project, const TargetScripts& scripts, std::size_t first, std::size_t count,
                   const Range& range, Direction direction);

}  // namespace migc
