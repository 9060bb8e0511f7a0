// migc init, migc new: a project, and a revision, to begin with.
#include <algorithm>
#include <charconv>
#include <filesystem>
#include <iostream>
#include <random>

#include "frontend/lower.h"
#include "frontend/print.h"
#include "ir/history/point.h"
#include "support/text.h"
#include "tools/migc/commands.h"
#include "tools/migc/files.h"
#include "tools/migc/pipeline.h"

namespace migc {

namespace {

namespace fs = std::filesystem;

// "Add the users' e-mail" → "add_the_users_e_mail", cut between words.
std::string slug(std::string_view message) {
  constexpr std::size_t longest = 40;
  std::string out;
  for (char c : to_lower(message)) {
    const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (word)
      out += c;
    else if (!out.empty() && out.back() != '_' && c != '\'')
      out += '_';
  }
  if (out.size() > longest) {
    const std::size_t end = out.rfind('_', longest);
    out.resize(end == std::string::npos ? longest : end);
  }
  while (out.ends_with('_')) out.pop_back();
  return out.empty() ? "revision" : out;
}

// The next number of the files' names: 0003_… after 0002_….
unsigned next_number(const Project& project) {
  unsigned most = 0;
  for (const Revision* revision : project.history->order()) {
    const std::string name = fs::path(project.sources[revision->span.file].path).filename().string();
    unsigned number = 0;
    const auto [p, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (error == std::errc() && *p == '_' && number < 1'000'000) most = std::max(most, number);
  }
  return most + 1;
}

std::string fresh_id(const History& history) {
  std::random_device random;
  while (true) {
    std::string id;
    for (int i = 0; i < 12; ++i) id += "0123456789abcdef"[random() % 16];
    if (!history.find(Name(id))) return id;
  }
}

std::vector<Ident> idents(const History& history, const std::vector<Rank>& ranks) {
  std::vector<Ident> list;
  for (Rank rank : ranks) list.push_back({history.at(rank).id.name, {}});
  return list;
}

// The ID that was asked for, or a new one.
Name id_for(const Options& options, const History& history) {
  if (options.id.empty()) return Name(fresh_id(history));
  const std::string lower = to_lower(options.id);
  const bool word = std::all_of(lower.begin(), lower.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
  if (!word || lower == "base" || lower == "head" || lower == "heads" || lower.size() > 255)
    throw UsageError{
        fmt::format("'{}' can't be the ID of a revision: it has letters, digits and _, and base, head and "
                    "heads have a meaning of "
                    "their own",
                    options.id)};
  return Name(options.id);
}

// What the new revision comes after: what is said, the only head, or for a merge all heads.
std::vector<Rank> parents_of(Project& project, const Options& options) {
  const History& history = *project.history;
  if (history.size() == 0 && options.after.empty()) return {};
  const std::string wanted = !options.after.empty() ? options.after : options.merge ? "heads" : "head";
  const auto point = find_point(history, wanted, project.diagnostics);
  if (!point) return {};
  const std::vector<Rank> parents = tips_of(history, *point);
  if (options.merge && parents.size() < 2)
    throw UsageError{parents.empty()          ? std::string("there is nothing to merge")
                     : !options.after.empty() ? std::string("a merge comes after two revisions at least")
                                              : fmt::format("there is nothing to merge: {} is the only head",
                                                            history.id(parents.front()))};
  for (Rank parent : parents) {
    std::vector<bool> above(history.size(), false);
    for (Rank next : history.after(parent)) history.mark_descendants(next, above);
    for (Rank other : parents)
      if (above[other])
        throw UsageError{fmt::format("{} comes after {} already", history.id(other), history.id(parent))};
  }
  return parents;
}

// Branches that conflict can't be merged: that is found out before there is a file.
void prove_meeting(Project& project, const std::vector<Rank>& parents) {
  std::string ids;
  for (Rank parent : parents) ids += (ids.empty() ? "" : ",") + std::string(project.history->id(parent));
  PipelineOptions pipeline;
  pipeline.up = pipeline.down = false;
  if (auto plan = plan_upgrade(*project.history, ids, project.diagnostics)) {
    pipeline.plan = std::move(*plan);
    run_pipeline(project, pipeline);
  }
}

constexpr std::string_view settings_text = R"([project]
migrations = "migrations"
dialects   = [{}]

[output]
dir = "out"

[check]
require = "guarded"   # the worst grade of a way back that passes `migc check`: exact, guarded or lossy
)";

constexpr std::string_view example_text = R"(
-- A file says what changes; the way back is derived. Look at both with: migc build

create table notes (
    id         bigint identity primary key,
    title      varchar(200) not null,
    body       text,
    written_at timestamptz not null default now(),
);
)";

}  // namespace

int run_new(const Options& options) {
  std::string message;
  for (const std::string& argument : options.arguments) {
    if (!message.empty()) throw UsageError{"one message is enough; put it in quotes"};
    message = argument;
  }
  if (message.empty() && options.merge) message = "Merge";
  if (message.empty()) throw UsageError{"new takes the revision's message: migc new \"Add users\""};
  if (message.find_first_not_of(" \t") == std::string::npos || message.find('\n') != std::string::npos)
    throw UsageError{"a revision's message is one line"};

  Options loading = options;
  loading.arguments.clear();  // the message is no file
  Project& project = load_project(loading, {.target = false, .revisions = false});
  const History& history = *project.history;
  Revision revision;
  revision.message = message;
  const std::vector<Rank> parents = parents_of(project, options);
  revision.after = idents(history, parents);
  if (!options.depends_on.empty())
    if (const auto point = find_point(history, options.depends_on, project.diagnostics))
      revision.depends_on = idents(history, tips_of(history, *point));
  if (options.merge && !project.diagnostics.has_errors()) prove_meeting(project, parents);
  if (const int status = show_diagnostics(project, options); status != exit_ok) return status;

  revision.id.name = id_for(options, history);
  if (!options.branch.empty()) revision.branch.name = Name(options.branch);
  const std::string text = print(revision, {});
  // What was given on the command line has to be right in a file, too.
  Project trial;
  const FileId file = trial.sources.add("the new revision", text);
  std::vector<Revision> all;
  for (const Revision* other : history.order()) all.push_back(*other);
  for (Revision& made :
       lower(parse(file, trial.sources, trial.diagnostics), trial.sources, trial.diagnostics))
    all.push_back(std::move(made));
  if (!trial.diagnostics.has_errors()) History(std::move(all), trial.diagnostics);
  if (trial.diagnostics.has_errors())
    throw UsageError{
        fmt::format("the revision would not be right: {}", trial.diagnostics.all().front().message)};

  const std::string path = (fs::path(project.settings.migrations) /
                            fmt::format("{:04}_{}.mig", next_number(project), slug(message)))
                               .string();
  std::error_code error;
  if (fs::exists(path, error)) throw UsageError{fmt::format("{} is there already", path)};
  write_file(path, text);
  std::cout << path << "\n";
  return exit_ok;
}

int run_init(const Options& options) {
  if (options.arguments.size() > 1) throw UsageError{"init takes one folder"};
  const fs::path folder = options.arguments.empty() ? "." : options.arguments.front();
  std::error_code error;
  if (fs::exists(folder / "migc.toml", error))
    throw UsageError{fmt::format("{} is there already", (folder / "migc.toml").lexically_normal().string())};
  if (fs::exists(folder / "migrations", error) && !fs::is_empty(folder / "migrations", error))
    throw UsageError{fmt::format("{} is there already, and is not empty",
                                 (folder / "migrations").lexically_normal().string())};
  std::vector<std::string> dialects = options.dialects;
  parse_targets(dialects);
  if (dialects.empty()) dialects = {"postgres:15", "sqlite:3.40"};
  std::string list;
  for (const std::string& dialect : dialects)
    list += fmt::format("{}\"{}\"", list.empty() ? "" : ", ", dialect);
  Revision first;
  Diagnostics none;
  first.id.name = id_for(options, History({}, none));
  first.message = "People write notes";
  const std::vector<std::pair<fs::path, std::string>> files = {
      {folder / "migc.toml", fmt::format(fmt::runtime(settings_text), list)},
      {folder / "migrations" / "0001_notes.mig", print(first, {}) + std::string(example_text)}};
  for (const auto& [path, text] : files) {
    write_file(path.lexically_normal().string(), text);
    std::cout << path.lexically_normal().string() << "\n";
  }
  return exit_ok;
}

}  // namespace migc
