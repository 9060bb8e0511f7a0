// What authors have allowed (@allow), for the report of `check`; and what they allow for nothing.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <functional>

#include "tools/migc/project.h"

namespace migc {

// What has silenced something, by file and place.
std::vector<const Allowance*> used_allowances(const Project& project);
// "2 allowed:", and a line for each; empty where there is none.
std::string allowed_text(const Project& project);
// [{"rule", "why", and the place}, …]
nlohmann::ordered_json allowed_json(const Project& project);

// Reports each allowance (M806) that silenced nothing, of the revisions that are `looked_at`, all of which have
// compiled without errors. `judged` says whether a rule was looked for at all.
void report_unused_allowances(Project& project, const std::vector<const Revision*>& looked_at,
                              const std::function<bool(DiagnosticId)>& judged);

}  // namespace migc
