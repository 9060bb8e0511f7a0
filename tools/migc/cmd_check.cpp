// migc check
#include <iostream>

#include "tools/migc/commands.h"
#include "tools/migc/pipeline.h"

namespace migc {

int run_check(const Options& options) {
  Project& project = load_project(options);
  std::optional<Range> range =
      project.history->range(range_argument(options, "base:head"), project.diagnostics);
  if (range && range->from > range->to) std::swap(range->from, range->to);
  if (range && wants_stage(options)) return print_stage(project, *range, options);
  if (range) {
    PipelineOptions pipeline;
    pipeline.range = *range;
    run_pipeline(project, pipeline);
  }
  const int status = show_diagnostics(project, options);
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
