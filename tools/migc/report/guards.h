// What scripts ask before they change anything (backends/guards.h), so that it can be asked beforehand.
#pragma once

#include <nlohmann/json.hpp>

#include "tools/migc/pipeline.h"

namespace migc {

struct AskedGuard {
  std::string what, query;
  Span source;
  bool first;  // before anything changes; else it may read what the script itself makes
  std::vector<std::string> targets;
};
struct RevisionGuards {
  const Revision* revision;
  std::vector<AskedGuard> up, down;
};
// By revision and direction, in the order of the scripts; once for the targets that ask alike.
std::vector<RevisionGuards> guards_of(const std::vector<TargetScripts>& scripts);

// For each revision and direction what may stand in the way, and the query that counts it; once for the targets that ask alike.
std::string guards_text(const Project& project, const std::vector<TargetScripts>& scripts);
nlohmann::ordered_json guards_json(const Project& project, const std::vector<TargetScripts>& scripts);

}  // namespace migc
