#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "tools/migc/commands.h"
#include "tools/migc/sum.h"

namespace migc {

int show_diagnostics(const Project& project, const Options& options) {
  const bool errors = project.diagnostics.has_errors();
  if (options.format == "json") {
    std::cout << render_json(project.diagnostics, project.sources);
  } else {
    const bool color = options.color == "always" ||
                       (options.color == "auto" && isatty(STDERR_FILENO) && !std::getenv("NO_COLOR"));
    std::cerr << render_text(project.diagnostics, project.sources, color);
  }
  return errors ? exit_errors : exit_ok;
}

std::string range_argument(const Options& options, const std::string& otherwise) {
  std::string range;
  for (const std::string& argument : options.arguments) {
    if (is_file_argument(argument)) continue;
    if (!range.empty()) throw UsageError{fmt::format("one range is enough: {} and {}", range, argument)};
    range = argument;
  }
  return range.empty() ? otherwise : range;
}

std::unique_ptr<Sum> load_sum(Project& project, const Options& options) {
  const bool files_alone = std::any_of(options.arguments.begin(), options.arguments.end(), is_file_argument);
  if (project.settings.folder.empty() || files_alone) {
    if (options.frozen) throw UsageError{"--frozen is for a project, with a migc.sum"};
    return nullptr;
  }
  if (options.frozen)
    for (const DiagnosticId rule : {DiagnosticId::revision_changed, DiagnosticId::recorded_revision_gone})
      project.diagnostics.set_level(rule, Level::error);
  return std::make_unique<Sum>(project);
}

std::optional<Plan> plan_either_way(Project& project, const std::string& range) {
  if (range.empty()) return plan_of_all(*project.history);
  Diagnostics quiet;
  if (!plan_upgrade(*project.history, range, quiet))
    if (auto down = plan_downgrade(*project.history, range, quiet)) return down;
  return plan_upgrade(*project.history, range, project.diagnostics);
}

}  // namespace migc
