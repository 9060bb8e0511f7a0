// One function a verb; each gives the exit status.
#pragma once

#include "ir/history/plan.h"
#include "tools/migc/options.h"
#include "tools/migc/project.h"

namespace migc {

int run_init(const Options& options);
int run_new(const Options& options);
int run_check(const Options& options);
int run_build(const Options& options);
int run_upgrade(const Options& options);
int run_downgrade(const Options& options);
int run_forget(const Options& options);
int run_stamp(const Options& options);
int run_squash(const Options& options);
int run_schema(const Options& options);
int run_history(const Options& options);
int run_heads(const Options& options);
int run_branches(const Options& options);
int run_show(const Options& options);
int run_graph(const Options& options);
int run_format(const Options& options);
int run_explain(const Options& options);

// --- shared ---------------------------------------------------------------------------------------------

// Shows the diagnostics on standard error; gives the exit status that they mean.
int show_diagnostics(const Project& project, const Options& options);
// The argument that is a range, or `otherwise`; throws UsageError when there are several.
std::string range_argument(const Options& options, const std::string& otherwise);
// A part of the history, whichever way the range goes; all of it when the text is empty.
std::optional<Plan> plan_either_way(Project& project, const std::string& range);
// Whether --emit or --print-after asks for a stage instead of a product; checks their words.
bool wants_stage(const Options& options);
// The project's record of what its revisions meant; none for files alone. With --frozen it has to hold all of them, and
// what it says has to be so.
std::unique_ptr<class Sum> load_sum(Project& project, const Options& options);
// Prints that stage on standard output.
int print_stage(Project& project, const Plan& plan, const Options& options);
// manifest.json of a build.
std::string manifest(const Project& project, const std::vector<struct TargetScripts>& targets);
// The folder of a target in a build, and a script's path in it.
std::string target_folder(const Project& project, Target target);
std::string script_path(const Project& project, Target target, const Revision& revision, bool up);

}  // namespace migc
