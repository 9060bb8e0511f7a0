// migc build: an up and a down script for each target and revision, and a manifest.
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>

#include "tools/migc/commands.h"
#include "tools/migc/files.h"
#include "tools/migc/pipeline.h"
#include "tools/migc/sum.h"

namespace migc {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

// The scripts that an earlier build into the same folder wrote, by its manifest.
std::set<std::string> earlier_scripts(const std::string& folder) {
  std::set<std::string> paths;
  const std::string path = folder + "/manifest.json";
  std::error_code error;
  if (!fs::exists(path, error)) return paths;
  const Json manifest = Json::parse(read_file(path), nullptr, false);
  if (!manifest.is_object() || !manifest.contains("migc") || !manifest.contains("revisions")) return paths;
  for (const Json& revision : manifest["revisions"]) {
    if (!revision.is_object() || !revision.contains("scripts")) continue;
    for (const Json& scripts : revision["scripts"])
      for (const Json& script : scripts)
        if (script.is_string() && script.get<std::string>().ends_with(".sql"))
          paths.insert(script.get<std::string>());
  }
  return paths;
}

}  // namespace

std::string target_folder(const Project& project, Target target) {
  const auto& targets = project.settings.targets;
  const auto same = std::count_if(targets.begin(), targets.end(),
                                  [&](const Target& other) { return other.dialect == target.dialect; });
  std::string folder(dialect_name(target.dialect));
  if (same > 1) folder = to_string(target).replace(folder.size(), 1, "-");
  return folder;
}

std::string script_path(const Project& project, Target target, const Revision& revision, bool up) {
  return fmt::format("{}/{}.{}.sql", target_folder(project, target), revision.id.name.str(),
                     up ? "up" : "down");
}

std::string manifest(const Project& project, const std::vector<TargetScripts>& targets) {
  Json root;
  root["migc"] = migc_version;
  root["targets"] = Json::array();
  for (const TargetScripts& target : targets)
    root["targets"].push_back(
        {{"target", to_string(target.target)}, {"dir", target_folder(project, target.target)}});
  root["revisions"] = Json::array();
  const std::size_t count = targets.empty() ? 0 : targets.front().revisions.size();
  for (std::size_t i = 0; i < count; ++i) {
    const Revision& revision = *targets.front().revisions[i].revision;
    Json entry;
    entry["id"] = revision.id.name.str();
    entry["message"] = revision.message;
    entry["parents"] = Json::array();
    for (const Ident& parent : revision.after) entry["parents"].push_back(parent.name.str());
    for (const TargetScripts& target : targets) {
      Json scripts;
      scripts["up"] = script_path(project, target.target, revision, true);
      scripts["down"] = nullptr;
      if (target.revisions[i].reversible)
        scripts["down"] = script_path(project, target.target, revision, false);
      else
        scripts["irreversible"] = target.revisions[i].why_not;
      entry["scripts"][target_folder(project, target.target)] = std::move(scripts);
    }
    root["revisions"].push_back(std::move(entry));
  }
  return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

int run_build(const Options& options) {
  Project& project = load_project(options);
  const std::optional<Plan> plan =
      plan_upgrade(*project.history, range_argument(options, "head"), project.diagnostics);
  if (plan && wants_stage(options)) return print_stage(project, *plan, options);
  std::vector<TargetScripts>* targets = nullptr;
  std::unique_ptr<Sum> sum;
  if (plan) {
    PipelineOptions pipeline;
    pipeline.plan = *plan;
    sum = load_sum(project, options);
    if (sum)
      pipeline.visit = [&](CompiledRevision& revision, Schema& schema, const std::vector<Target>&) {
        sum->looked_at(revision, schema);
      };
    targets = &run_pipeline(project, pipeline);
    if (sum) sum->check(project, options.frozen);
  }
  if (const int status = show_diagnostics(project, options); status != exit_ok) return status;

  // Everything is in memory before anything is written.
  project.timer.begin("spell scripts");
  std::vector<std::pair<std::string, std::string>> files;
  for (const TargetScripts& target : *targets) {
    for (std::size_t i = 0; i < target.revisions.size(); ++i) {
      const TargetRevision& revision = target.revisions[i];
      for (bool up : {true, false}) {
        if (!up && !revision.reversible) continue;
        const Script script = make_script(project, target, *plan, i, 1, up ? Direction::Up : Direction::Down);
        files.emplace_back(script_path(project, target.target, *revision.revision, up),
                           target.backend->script(script, project.sources));
      }
    }
  }
  project.timer.begin("write");
  if (options.output == "-") {
    std::string text;
    for (const auto& [path, sql] : files) text += sql + "\n";
    write_file("-", text);
  } else {
    const std::string folder = options.output.empty() ? project.settings.output : options.output;
    files.emplace_back("manifest.json", manifest(project, *targets));
    std::error_code error;
    if (!fs::exists(folder, error)) {
      write_folder(folder, files);
    } else {
      std::set<std::string> stale = earlier_scripts(folder);
      for (const auto& [path, text] : files) {
        write_file(folder + "/" + path, text);
        stale.erase(path);
      }
      for (const std::string& path : stale)
        if (path.find("..") == std::string::npos) fs::remove(folder + "/" + path, error);
    }
    if (sum && !options.frozen) {
      sum->record(plan->all());
      write_file(sum->path(), sum->text());
    }
  }
  if (options.time_passes) std::cerr << project.timer.report();
  return exit_ok;
}

}  // namespace migc
