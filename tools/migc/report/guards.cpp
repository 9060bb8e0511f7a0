#include "tools/migc/report/guards.h"

#include <algorithm>

#include "support/json.h"
#include "support/text.h"

namespace migc {

namespace {

void collect(const std::vector<SqlStep>& steps, const std::string& target, std::vector<AskedGuard>& out) {
  bool first = true;
  for (const SqlStep& step : steps) {
    first = first && step.kind == StepKind::Guard;
    if (step.query.empty()) continue;
    const auto known = std::find_if(out.begin(), out.end(), [&](const AskedGuard& asked) {
      return asked.query == step.query && asked.what == step.asks && asked.first == first;
    });
    AskedGuard& asked =
        known != out.end()
            ? *known
            : out.emplace_back(AskedGuard{step.asks, step.query, step.sources.front(), first, {}});
    if (std::find(asked.targets.begin(), asked.targets.end(), target) == asked.targets.end())
      asked.targets.push_back(target);
  }
}

}  // namespace

std::vector<RevisionGuards> guards_of(const std::vector<TargetScripts>& scripts) {
  std::vector<RevisionGuards> parts;
  std::unordered_map<const Revision*, std::size_t> places;
  for (const TargetScripts& target : scripts)
    for (const TargetRevision& revision : target.revisions) {
      const auto [place, fresh] = places.emplace(revision.revision, parts.size());
      if (fresh) parts.push_back({revision.revision, {}, {}});
      collect(revision.up, to_string(target.target), parts[place->second].up);
      collect(revision.down, to_string(target.target), parts[place->second].down);
    }
  return parts;
}

std::string guards_text(const Project& project, const std::vector<TargetScripts>& scripts) {
  std::string out;
  const auto way = [&](const std::vector<AskedGuard>& list, std::string_view title) {
    if (!list.empty()) out += fmt::format("  {}\n", title);
    for (const AskedGuard& asked : list) {
      out += fmt::format(
          "    {}  {}{}{}\n      {};\n", project.sources.short_place(asked.source), printable(asked.what),
          asked.targets.size() < scripts.size() ? fmt::format(" (on {})", join_and(asked.targets)) : "",
          asked.first ? "" : ", asked on the way", printable(asked.query));
    }
  };
  for (const RevisionGuards& part : guards_of(scripts)) {
    if (part.up.empty() && part.down.empty()) continue;
    out += fmt::format("{} {}\n", part.revision->id.name.str(), printable(part.revision->message));
    way(part.up, "upgrade");
    way(part.down, "downgrade");
  }
  return out;
}

nlohmann::ordered_json guards_json(const Project& project, const std::vector<TargetScripts>& scripts) {
  using Json = nlohmann::ordered_json;
  Json root = Json::array();
  for (const RevisionGuards& part : guards_of(scripts))
    for (const auto* list : {&part.up, &part.down})
      for (const AskedGuard& asked : *list) {
        Json json{{"revision", part.revision->id.name.str()},
                  {"before", list == &part.up ? "upgrade" : "downgrade"},
                  {"what", asked.what},
                  {"on_the_way", !asked.first},
                  {"query", asked.query},
                  {"targets", asked.targets}};
        add_place(json, asked.source, project.sources);
        root.push_back(std::move(json));
      }
  return root;
}

}  // namespace migc
