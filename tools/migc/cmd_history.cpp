// migc history, heads, branches, show, graph: the revisions and how they hang together.
#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "frontend/print.h"
#include "ir/history/drawing.h"
#include "support/json.h"
#include "support/text.h"
#include "tools/migc/commands.h"
#include "tools/migc/files.h"
#include "tools/migc/graph.h"

namespace migc {

namespace {

using Json = nlohmann::ordered_json;

// The project, when it can be shown: its revisions' first lines at least could be read.
struct Shown {
  Project& project;
  const History& history;
  std::vector<Rank> ranks;
  int status = exit_ok;
};

Shown load(const Options& options) {
  Project& project = load_project(options, {.target = false});
  Shown shown{project, *project.history, {}, exit_ok};
  const auto plan = plan_either_way(project, range_argument(options, ""));
  if (options.format != "json" || project.diagnostics.has_errors())
    shown.status = show_diagnostics(project, options);
  if (shown.status == exit_ok)
    for (const Revision* revision : plan->span) shown.ranks.push_back(*shown.history.find(revision->id.name));
  return shown;
}

void put(const Options& options, const std::string& text) {
  write_file(options.output.empty() ? "-" : options.output, text);
}

// A list of revisions: IDs, messages, and what is to be said of them.
std::string list(const History& history, const std::vector<Rank>& ranks) {
  std::size_t width = 0;
  for (Rank rank : ranks) width = std::max(width, history.id(rank).size());
  std::string out;
  for (Rank rank : ranks)
    out += fmt::format("{:<{}}  {}\n", history.id(rank), width, revision_line(history, rank));
  return out;
}

Json as_json(const History& history, Rank rank) {
  const Revision& revision = history.at(rank);
  Json entry{{"id", revision.id.name.str()}, {"message", revision.message}};
  const auto ids = [&](const std::vector<Rank>& ranks) {
    Json list = Json::array();
    for (Rank other : ranks) list.push_back(history.id(other));
    return list;
  };
  entry["parents"] = ids(history.parents(rank));
  if (!revision.depends_on.empty()) {
    entry["depends_on"] = Json::array();
    for (const Ident& id : revision.depends_on) entry["depends_on"].push_back(id.name.str());
  }
  if (!revision.branch.name.empty()) entry["branch"] = revision.branch.name.str();
  if (history.after(rank).empty()) entry["head"] = true;
  return entry;
}

std::string json_of(const History& history, const std::vector<Rank>& ranks) {
  Json json;
  json["revisions"] = Json::array();
  for (Rank rank : ranks) json["revisions"].push_back(as_json(history, rank));
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

int run_history(const Options& options) {
  const Shown shown = load(options);
  if (shown.status != exit_ok) return shown.status;
  put(options,
      options.format == "json" ? json_of(shown.history, shown.ranks) : list(shown.history, shown.ranks));
  return exit_ok;
}

int run_heads(const Options& options) {
  const Shown shown = load(options);
  if (shown.status != exit_ok) return shown.status;
  std::vector<Rank> heads;
  for (Rank rank : shown.ranks)
    if (std::none_of(shown.ranks.begin(), shown.ranks.end(), [&](Rank other) {
          const auto& before = shown.history.before(other);
          return std::find(before.begin(), before.end(), rank) != before.end();
        }))
      heads.push_back(rank);
  put(options, options.format == "json" ? json_of(shown.history, heads) : list(shown.history, heads));
  return exit_ok;
}

int run_branches(const Options& options) {
  const Shown shown = load(options);
  if (shown.status != exit_ok) return shown.status;
  const History& history = shown.history;
  Json json;
  json["branches"] = Json::array();
  std::string out;
  for (Rank point : shown.ranks) {
    if (history.children(point).size() < 2) continue;
    Json entry = as_json(history, point);
    entry["lines"] = Json::array();
    out += fmt::format("{}  {}\n", history.id(point), revision_line(history, point));
    for (Rank child : history.children(point)) {
      std::vector<std::string> heads;
      for (Rank head : history.heads_of(child)) heads.emplace_back(history.id(head));
      entry["lines"].push_back({{"begins", history.id(child)}, {"heads", heads}});
      const bool alone = history.children(child).empty();
      out += fmt::format("  → {}  {}{}\n", history.id(child), revision_line(history, child),
                         alone ? "" : "  → " + join_and(heads));
    }
    json["branches"].push_back(std::move(entry));
  }
  put(options,
      options.format == "json" ? json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n" : out);
  return exit_ok;
}

int run_graph(const Options& options) {
  const Shown shown = load(options);
  if (shown.status != exit_ok) return shown.status;
  if (options.format == "json")
    put(options, json_of(shown.history, shown.ranks));
  else if (options.format == "mermaid")
    put(options, mermaid(shown.history, shown.ranks));
  else if (options.format == "dot")
    put(options, dot(shown.history, shown.ranks));
  else
    put(options, drawing(shown.history, shown.ranks));
  return exit_ok;
}

int run_show(const Options& options) {
  Project& project = load_project(options, {.target = false});
  const History& history = *project.history;
  const auto rank = find_revision(history, range_argument(options, "head"), project.diagnostics);
  if (options.format != "json" || project.diagnostics.has_errors())
    if (const int status = show_diagnostics(project, options); status != exit_ok) return status;
  const Revision& revision = history.at(*rank);
  if (options.format == "json") {
    Json json = as_json(history, *rank);
    add_place(json, revision.id.span, project.sources);
    put(options, json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
    return exit_ok;
  }
  std::string out;
  const auto line = [&](std::string_view what, const std::vector<Rank>& ranks) {
    for (Rank other : ranks)
      out += fmt::format("-- {:<8} {}  {}\n", what, history.id(other), revision_line(history, other));
  };
  out += fmt::format("-- {:<8} {}\n", "file", project.sources[revision.span.file].path);
  line("after", history.parents(*rank));
  std::vector<Rank> others;
  std::copy_if(history.before(*rank).begin(), history.before(*rank).end(), std::back_inserter(others),
               [&](Rank other) {
                 const auto& parents = history.parents(*rank);
                 return std::find(parents.begin(), parents.end(), other) == parents.end();
               });
  line("needs", others);
  line("before", history.after(*rank));
  out += "\n" + print(revision, revision.statements);
  put(options, out);
  return exit_ok;
}

}  // namespace migc
