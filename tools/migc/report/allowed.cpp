#include "tools/migc/report/allowed.h"

#include <algorithm>
#include <set>

#include "support/json.h"
#include "support/text.h"

namespace migc {

namespace {

using Place = std::pair<FileId, std::uint32_t>;
Place place_of(Span span) { return {span.file, span.begin}; }

}  // namespace

std::vector<const Allowance*> used_allowances(const Project& project) {
  std::vector<const Allowance*> list;
  for (const Allowance& allowance : project.diagnostics.allowances())
    if (allowance.used) list.push_back(&allowance);
  std::sort(list.begin(), list.end(),
            [](const Allowance* a, const Allowance* b) { return place_of(a->span) < place_of(b->span); });
  return list;
}

namespace {

bool is_for_a_target(const Statement& statement, const Project& project) {
  const auto& targets = project.settings.targets;
  return std::any_of(targets.begin(), targets.end(),
                     [&](const Target& target) { return statement.targets.has(target.dialect); });
}

// What is allowed in statements that have been compiled: one for another dialect was not looked at.
void collect(const std::vector<Statement>& statements, const Project& project, std::set<Place>& places) {
  for (const Statement& statement : statements) {
    if (!is_for_a_target(statement, project)) continue;
    for (const Allow& allow : statement.allows) places.insert(place_of(allow.span));
    if (const auto* hand = std::get_if<ByHand>(&statement.op)) {
      collect(hand->up, project, places);
      collect(hand->down, project, places);
    }
  }
}

}  // namespace

std::string allowed_text(const Project& project) {
  const auto list = used_allowances(project);
  if (list.empty()) return {};
  std::string out = fmt::format("{} allowed:\n", list.size());
  for (const Allowance* allowance : list)
    out += fmt::format("  {}  {}: {}\n", project.sources.short_place(allowance->span),
                       name_of(allowance->rule), printable(allowance->why));
  return out;
}

nlohmann::ordered_json allowed_json(const Project& project) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Allowance* allowance : used_allowances(project)) {
    nlohmann::ordered_json json{{"rule", name_of(allowance->rule)}, {"why", allowance->why}};
    add_place(json, allowance->span, project.sources);
    list.push_back(std::move(json));
  }
  return list;
}

void report_unused_allowances(Project& project, const std::vector<const Revision*>& looked_at,
                              const std::function<bool(DiagnosticId)>& judged) {
  std::set<Place> places;
  for (const Revision* revision : looked_at) {
    for (const Allow& allow : revision->allows) places.insert(place_of(allow.span));
    collect(revision->statements, project, places);
  }
  for (const Allowance& allowance : project.diagnostics.allowances()) {
    if (allowance.used || !places.contains(place_of(allowance.span)) || !judged(allowance.rule)) continue;
    project.diagnostics.report(diag::unused_allow, allowance.span, std::string(name_of(allowance.rule)))
        .fix("take it away: it would hide the next one that nobody has thought about");
  }
}

}  // namespace migc
