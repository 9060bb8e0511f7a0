#include "tools/migc/project.h"

#include <toml++/toml.h>
#include <filesystem>

#include "frontend/lower.h"
#include "support/text.h"
#include "tools/migc/files.h"

namespace migc {

namespace {

namespace fs = std::filesystem;

// Keys of a table of migc.toml that are known; others are mistakes.
void check_keys(const toml::table& table, const std::string& where,
                const std::vector<std::string_view>& known) {
  for (const auto& [key, value] : table) {
    if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
    std::string message = fmt::format("migc.toml: {} has no key '{}'", where, key.str());
    if (const auto near = nearest(key.str(), known); !near.empty())
      message += fmt::format("; did you mean '{}'?", near);
    throw UsageError{message};
  }
}

std::string text_of(const toml::table& table, std::string_view key, const std::string& otherwise) {
  const toml::node* node = table.get(key);
  if (!node) return otherwise;
  if (const auto value = node->value<std::string>(); value && node->is_string()) return *value;
  throw UsageError{fmt::format("migc.toml: '{}' has to be a text", key)};
}

const toml::table* section(const toml::table& root, std::string_view name) {
  const toml::node* node = root.get(name);
  if (!node) return nullptr;
  if (!node->is_table()) throw UsageError{fmt::format("migc.toml: [{}] has to be a section", name)};
  return node->as_table();
}

fs::path find_upwards() {
  std::error_code error;
  for (fs::path folder = fs::current_path(error); !error; folder = folder.parent_path()) {
    if (fs::exists(folder / "migc.toml", error)) return fs::relative(folder, fs::current_path(), error);
    if (folder == folder.parent_path()) break;
  }
  throw UsageError{"there is no migc.toml here or in a folder above; name files, or --project DIR"};
}

// A convention: "uq_{table}_{columns}", { pattern = "…", since = "REV" }, or a list of such.
NamingHistory read_naming(const toml::table& table) {
  static const std::pair<std::string_view, std::string Naming::*> entries[] = {
      {"primary_key", &Naming::primary_key}, {"unique", &Naming::unique},
      {"foreign_key", &Naming::foreign_key}, {"check", &Naming::check},
      {"exclude", &Naming::exclude},         {"index", &Naming::index}};
  NamingHistory history;
  const auto checked = [](std::string_view key, const std::string& pattern) {
    if (pattern.empty()) throw UsageError{fmt::format("migc.toml: [naming] {} is empty", key)};
    std::string rest = pattern;
    for (std::string_view known : {"{table}", "{columns}", "{referred}"})
      while (rest.find(known) != std::string::npos) rest.erase(rest.find(known), known.size());
    if (rest.find_first_of("{}") != std::string::npos)
      throw UsageError{
          fmt::format("migc.toml: [naming] {} is '{}'; what is filled in is {{table}}, {{columns}} and "
                      "{{referred}}",
                      key, pattern)};
    return pattern;
  };
  const auto read = [&](std::string_view key, std::string Naming::*entry, const toml::node& node) {
    if (const auto pattern = node.value<std::string>()) {
      history.first.*entry = checked(key, *pattern);
      return;
    }
    const auto* part = node.as_table();
    if (!part)
      throw UsageError{fmt::format(
          "migc.toml: [naming] {} has to be a text, or {{ pattern = \"…\", since = \"REV\" }}", key)};
    check_keys(*part, "[naming]", {"pattern", "since"});
    const std::string pattern = checked(key, text_of(*part, "pattern", ""));
    const std::string since = text_of(*part, "since", "");
    if (since.empty())
      history.first.*entry = pattern;
    else
      history.changes.push_back({since, entry, pattern, {}});
  };
  std::vector<std::string_view> known;
  for (const auto& [key, entry] : entries) known.push_back(key);
  for (const auto& [key, node] : table) {
    const auto found = std::find_if(std::begin(entries), std::end(entries),
                                    [&](const auto& entry) { return entry.first == key.str(); });
    if (found == std::end(entries)) check_keys(table, "[naming]", known);
    if (const auto* list = node.as_array())
      for (const toml::node& item : *list) read(found->first, found->second, item);
    else
      read(found->first, found->second, node);
  }
  return history;
}

// [rules]: a level for each rule, and the numbers that rules go by.
void read_rules(const toml::table& table, Settings& settings) {
  static constexpr std::string_view most_statements = "most_statements";
  std::vector<std::string_view> known = {most_statements};
  for (const DiagnosticInfo& info : diagnostic_infos())
    if (is_rule(*find_diagnostic(info.name))) known.push_back(info.name);
  check_keys(table, "[rules]", known);
  for (const auto& [key, node] : table) {
    if (key.str() == most_statements) {
      const auto number = node.value_exact<std::int64_t>();
      if (!number || *number < 1)
        throw UsageError{"migc.toml: [rules] most_statements has to be a number from 1 on"};
      settings.most_statements = static_cast<std::size_t>(*number);
      continue;
    }
    const std::string text = text_of(table, key.str(), "");
    const auto level = find_level(text);
    if (!level) {
      std::string message = fmt::format(
          "migc.toml: [rules] {} is '{}'; the levels are off, warning and error", key.str(), text);
      if (const auto near = nearest(text, {"off", "warning", "error"}); !near.empty())
        message += fmt::format("; did you mean '{}'?", near);
      throw UsageError{message};
    }
    settings.levels.emplace_back(*find_diagnostic(key.str()), *level);
  }
}

Settings read_settings(const toml::table& root, const fs::path& folder) {
  Settings settings;
  check_keys(root, "the file", {"project", "output", "version_table", "naming", "check", "rules"});
  const auto in_folder = [&](const std::string& path) {
    return fs::path(path).is_absolute() ? path : (folder == "." ? fs::path(path) : folder / path).string();
  };
  settings.folder = folder.string();
  settings.migrations = in_folder(settings.migrations);
  settings.output = in_folder(settings.output);
  if (const auto* project = section(root, "project")) {
    check_keys(*project, "[project]", {"migrations", "dialects"});
    settings.migrations = in_folder(text_of(*project, "migrations", "migrations"));
    if (const toml::node* list = project->get("dialects")) {
      if (!list->is_array()) throw UsageError{"migc.toml: 'dialects' has to be a list"};
      std::vector<std::string> names;
      for (const toml::node& node : *list->as_array()) {
        const auto name = node.value<std::string>();
        if (!name) throw UsageError{"migc.toml: 'dialects' has to be a list of texts"};
        names.push_back(*name);
      }
      settings.targets = parse_targets(names);
    }
  }
  if (const auto* output = section(root, "output")) {
    check_keys(*output, "[output]", {"dir", "layout"});
    settings.output = in_folder(text_of(*output, "dir", "out"));
    if (text_of(*output, "layout", "plain") != "plain") throw UsageError{"migc.toml: the layouts are: plain"};
  }
  if (const auto* table = section(root, "version_table")) {
    check_keys(*table, "[version_table]", {"name", "schema"});
    settings.version_table.name = Name(text_of(*table, "name", "migc_version"), true);
    settings.version_table.schema = Name(text_of(*table, "schema", ""), true);
    if (settings.version_table.name.empty() || settings.version_table.name.str().size() > 60)
      throw UsageError{"migc.toml: the version table's name has 1 to 60 bytes"};
  }
  if (const auto* check = section(root, "check")) {
    check_keys(*check, "[check]", {"require"});
    if (check->contains("require")) {
      settings.require = find_grade(text_of(*check, "require", ""));
      if (!settings.require || *settings.require == Grade::Irreversible)
        throw UsageError{"migc.toml: [check] require is exact, guarded or lossy"};
    }
  }
  if (const auto* rules = section(root, "rules")) read_rules(*rules, settings);
  if (const auto* naming = section(root, "naming")) settings.naming = read_naming(*naming);
  return settings;
}

// Finds the revisions for which each change of a convention holds.
void place_naming(const History& history, NamingHistory& naming) {
  std::vector<std::pair<Rank, NamingHistory::Change>> placed;
  for (NamingHistory::Change& change : naming.changes) {
    const auto since = history.find(Name(change.since));
    if (!since)
      throw UsageError{
          fmt::format("migc.toml: [naming] holds since '{}', and there is no such revision", change.since)};
    std::vector<bool> covered(history.size(), false);
    history.mark_descendants(*since, covered);
    for (Rank rank = 0; rank < history.size(); ++rank)
      if (covered[rank]) change.covered.insert(history.at(rank).id.name);
    placed.emplace_back(*since, std::move(change));
  }
  std::stable_sort(placed.begin(), placed.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  naming.changes.clear();
  for (auto& [since, change] : placed) naming.changes.push_back(std::move(change));
}

}  // namespace

std::vector<Target> parse_targets(const std::vector<std::string>& names) {
  std::vector<Target> targets;
  for (const std::string& name : names) {
    const auto target = parse_target(name);
    if (!target) {
      std::vector<std::string> known;
      for (std::string_view dialect : dialect_names()) known.emplace_back(dialect);
      throw UsageError{
          fmt::format("'{}' is no target; a target is a dialect, like postgres, or a dialect and "
                      "a version, like postgres:15; the dialects are {}",
                      name, join_and(known))};
    }
    const Version oldest = oldest_version(target->dialect);
    if (target->version < oldest)
      throw UsageError{fmt::format("{} is older than {}, the oldest version that scripts are made for", name,
                                   to_string(Target{target->dialect, oldest}))};
    if (std::find(targets.begin(), targets.end(), *target) == targets.end()) targets.push_back(*target);
  }
  return targets;
}

Settings load_settings(const std::string& directory) {
  const fs::path folder = directory.empty() ? find_upwards() : fs::path(directory);
  const std::string path = (folder / "migc.toml").string();
  std::error_code error;
  if (!directory.empty() && !fs::exists(path, error))
    throw UsageError{fmt::format("there is no migc.toml in {}", directory)};
  try {
    const std::string text = read_file(path);
    if (text.size() > 64 * 1024)
      throw UsageError{fmt::format("{} has {} bytes; at most 65536 are read", path, text.size())};
    // toml++ takes nested keys apart recursively.
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      if (end - begin > 4096) throw UsageError{fmt::format("{}: a line has more than 4096 bytes", path)};
      begin = end + 1;
    }
    return read_settings(toml::parse(text, path), folder);
  } catch (const toml::parse_error& bad) {
    throw UsageError{fmt::format("{}:{}: {}", path, bad.source().begin.line, bad.description())};
  }
}

bool is_file_argument(const std::string& argument) { return argument == "-" || argument.ends_with(".mig"); }

Project& load_project(const Options& options, Wanted wanted) {
  auto* const project = new Project;  // kept: see the header
  project->timer.begin("read");
  std::vector<std::string> paths;
  for (const std::string& argument : options.arguments)
    if (is_file_argument(argument)) paths.push_back(argument);
  const bool files_only = !paths.empty() && options.project.empty();
  if (files_only && options.dialects.empty() && wanted.target)
    throw UsageError{"files alone need --dialect or --project"};
  if (!files_only) project->settings = load_settings(options.project);
  for (const auto& [rule, level] : project->settings.levels) project->diagnostics.set_level(rule, level);
  if (!options.dialects.empty()) project->settings.targets = parse_targets(options.dialects);
  if (project->settings.targets.empty() && wanted.target)
    throw UsageError{"no target: name one with --dialect, or list them in migc.toml"};
  if (paths.empty()) paths = find_sources(project->settings.migrations);

  std::vector<FileId> loaded;
  for (const std::string& path : paths)
    if (const auto file = load_source(path, project->sources, project->diagnostics)) loaded.push_back(*file);
  project->timer.begin("parse");
  project->files.reserve(loaded.size());
  for (FileId file : loaded) project->files.push_back(parse(file, project->sources, project->diagnostics));
  project->timer.begin("lower");
  std::vector<Revision> revisions;
  revisions.reserve(loaded.size());
  for (const Syntax& syntax : project->files)
    for (Revision& revision : lower(syntax, project->sources, project->diagnostics))
      revisions.push_back(std::move(revision));
  project->timer.begin("order");
  if (paths.empty() && wanted.revisions)
    project->diagnostics.report(diag::no_revisions, Span{}, project->settings.migrations);
  project->history = std::make_unique<History>(std::move(revisions), project->diagnostics);
  place_naming(*project->history, project->settings.naming);
  project->timer.end();
  return *project;
}

}  // namespace migc
