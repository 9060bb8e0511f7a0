// migc schema, migc fmt
#include <iostream>
#include <nlohmann/json.hpp>

#include "frontend/format.h"
#include "frontend/lower.h"
#include "frontend/print.h"
#include "ir/creation.h"
#include "support/text.h"
#include "tools/migc/commands.h"
#include "tools/migc/files.h"
#include "tools/migc/pipeline.h"

namespace migc {

namespace {

// The schema as this target's own CREATE statements.
std::string schema_sql(const Schema& schema, bool archives, Target target) {
  Diagnostics diagnostics;
  std::vector<Statement> statements;
  for (Operation& op : creation_of(schema, archives))
    statements.push_back({std::move(op), DialectSet::all(), {}, "", {}, false});
  const auto backend = make_backend(target);
  Schema empty;
  empty.begin_journal();
  std::string text;
  for (const SqlStep& step : backend->lower(statements, empty, diagnostics)) {
    if (step.sql.empty() && !step.comment.empty()) text += as_comment(step.comment) + "\n";
    for (const std::string& sql : step.sql) text += terminated(sql) + "\n\n";
  }
  if (diagnostics.has_errors()) throw InternalError{render_text(diagnostics, Sources(), false)};
  return text;
}

}  // namespace

int run_schema(const Options& options) {
  Project& project = load_project(options);
  const std::string name = range_argument(options, "head");
  const auto plan = plan_upgrade(*project.history, name, project.diagnostics);
  std::vector<std::pair<std::string, std::string>> texts;
  if (plan) {
    PipelineOptions pipeline;
    pipeline.plan = *plan;
    pipeline.at_end = [&](const Schema& schema, const std::vector<Target>& targets) {
      if (project.diagnostics.has_errors()) return;
      for (const Target& target : targets)
        texts.emplace_back(to_string(target), options.dialects.empty()
                                                  ? print(schema, options.archives)
                                                  : schema_sql(schema, options.archives, target));
    };
    run_pipeline(project, pipeline);
  }
  if (const int status = show_diagnostics(project, options); status != exit_ok) return status;
  // One text where all targets agree.
  bool same = true;
  for (const auto& [target, text] : texts) same = same && text == texts.front().second;
  std::string out;
  for (const auto& [target, text] : texts) {
    if (!same || (options.dialects.size() > 1)) out += fmt::format("-- {}\n\n", target);
    out += text;
    if (same && options.dialects.size() <= 1) break;
    out += "\n";
  }
  while (out.ends_with("\n\n")) out.pop_back();
  write_file(options.output.empty() ? "-" : options.output, out);
  return exit_ok;
}

int run_format(const Options& options) {
  Project project;
  std::vector<std::string> paths = options.arguments;
  if (paths.empty()) paths = find_sources(load_settings(options.project).migrations);
  bool changed = false;
  std::vector<std::pair<std::string, std::string>> results;
  for (const std::string& path : paths) {
    const auto file = load_source(path, project.sources, project.diagnostics);
    if (!file) continue;
    const std::size_t errors = project.diagnostics.errors();
    const Syntax syntax = parse(*file, project.sources, project.diagnostics);
    if (project.diagnostics.errors() != errors) continue;
    results.emplace_back(path, format(syntax, project.sources));
    const bool differs = results.back().second != project.sources[*file].text;
    changed = changed || differs;
    if (differs && options.check) std::cout << path << "\n";
    if (!differs && path != "-") results.pop_back();
  }
  // A file with a mistake is left alone, and so are the others with it.
  if (const int status = show_diagnostics(project, options); status != exit_ok) return status;
  if (options.check) return changed ? exit_errors : exit_ok;
  for (const auto& [path, text] : results) write_file(path, text);
  return exit_ok;
}

}  // namespace migc
