// migc check
#include <iostream>

#include "tools/migc/commands.h"
#include "tools/migc/portability.h"

namespace migc {

int run_check(const Options& options) {
  Project& project = load_project(options);
  std::optional<Range> range =
      project.history->range(range_argument(options, "base:head"), project.diagnostics);
  if (range && range->from > range->to) std::swap(range->from, range->to);
  if (range && wants_stage(options)) return print_stage(project, *range, options);
  // Who names several targets wants to know how they differ.
  const bool table = options.format == "markdown";
  const bool compares = table || (options.format == "text" && options.dialects.size() > 1);
  Portability portability(project);
  if (range) {
    PipelineOptions pipeline;
    pipeline.range = *range;
    if (compares)
      pipeline.visit = [&](CompiledRevision& revision, Schema& schema, const std::vector<Target>& targets) {
        portability.look_at(revision, schema, targets);
      };
    run_pipeline(project, pipeline);
  }
  const int status = show_diagnostics(project, options);
  if (compares && !portability.empty()) std::cout << (table ? portability.markdown() : portability.text());
  if (options.time_passes) std::cerr << project.timer.report();
  if (status == exit_ok && options.format == "text") {
    std::string targets;
    for (const Target& target : project.settings.targets) targets += " " + to_string(target);
    std::cout << fmt::format("{} revision{}, no errors, for{}\n", range->to - range->from,
                             range->to - range->from == 1 ? "" : "s", targets);
  }
  return status;
}

}  // namespace migc
