// --emit and --print-after: any stage, as text.
#include <iostream>

#include "frontend/print.h"
#include "support/overloaded.h"
#include "support/text.h"
#include "tools/migc/commands.h"
#include "tools/migc/files.h"
#include "tools/migc/pipeline.h"

namespace migc {

namespace {

std::string plan_text(const Step& step) {
  return std::visit(
      overloaded{[](const Operation& op) {
                   Statement statement{op, DialectSet::all(), {}, "", {}, false};
                   if (std::holds_alternative<Execute>(op)) statement.way_back.kind = WayBack::Kind::Nothing;
                   return print(std::vector<Statement>{statement});
                 },
                 [](const ModifyColumn& s) {
                   return fmt::format("modify column {}.{};\n", show(s.table), show(s.column.name.name));
                 },
                 [](const DropConstraintOfKind& s) {
                   return fmt::format("drop {} {} of {};\n", constraint_word(s.kind), show(s.constraint),
                                      show(s.table));
                 },
                 [](const SetNextIdentity& s) {
                   return fmt::format("set next identity {} = {};\n", show(s.table), s.next);
                 },
                 [](const RemakeEnum& s) {
                   std::string text = fmt::format("remake enum {} {{\n", show(s.type));
                   for (const RemakeEnum::Use& use : s.uses)
                     text += fmt::format("    {}.{};\n", show(use.table), show(use.column.name.name));
                   return text + "}\n";
                 },
                 [](const Remark& s) { return fmt::format("remark {};\n", s.text); },
                 [](const RebuildTable& s) {
                   std::string text = fmt::format("rebuild table {} {{\n", show(s.after.name));
                   for (const auto& copied : s.copied)
                     text += fmt::format("    {} = {};\n", show(copied.to), print(copied.from));
                   return text + "}\n";
                 },
                 [](const RequireNone& s) { return fmt::format("require none, or stop: {};\n", s.what); },
                 [](const RequireTable& s) { return fmt::format("require table {};\n", show(s.table)); },
                 [](const CountRestored& s) {
                   return fmt::format("count restored from {};\n", show(s.query.from.table));
                 },
                 [](const AddDefault& s) {
                   return fmt::format("add default {}.{};\n", show(s.table), show(s.column.name.name));
                 },
                 [](const SyncIdentity& s) {
                   return fmt::format("sync identity {}.{};\n", show(s.table), show(s.column));
                 },
                 [](const CheckDeferred&) { return std::string("check deferred constraints;\n"); }},
      step.body);
}

std::string heading(const std::string& what, const std::vector<Target>& targets, bool several) {
  std::string text = "-- " + what;
  if (several)
    for (const Target& target : targets) text += " " + to_string(target);
  return text + "\n\n";  // a comment right above a revision would be the revision's
}

}  // namespace

bool wants_stage(const Options& options) {
  static const std::vector<std::string_view> stages = {"syntax", "ir",  "schema", "down",
                                                       "plan",   "sql", "json"};
  if (!options.emit.empty() && std::find(stages.begin(), stages.end(), options.emit) == stages.end())
    throw UsageError{
        fmt::format("--emit prints syntax, ir, schema, down, plan, sql or json, not '{}'", options.emit)};
  if (!options.print_after.empty() && !find_pass(options.print_after))
    throw UsageError{
        fmt::format("the passes are select, resolve and derive; there is no '{}'", options.print_after)};
  return !options.emit.empty() || !options.print_after.empty();
}

int print_stage(Project& project, const Plan& plan, const Options& options) {
  std::string out;
  const bool several = project.settings.targets.size() > 1;
  if (options.emit == "syntax") {
    for (const Syntax& syntax : project.files) out += print_syntax(syntax, project.sources);
    const int status = show_diagnostics(project, options);
    write_file("-", out);
    return status;
  }
  PipelineOptions pipeline;
  pipeline.plan = plan;
  pipeline.up = pipeline.down = options.emit == "sql" || options.emit == "json";
  if (options.emit == "ir") {
    for (const Revision* revision : plan.span) out += print(*revision, revision->statements) + "\n";
  }
  if (const auto wanted = find_pass(options.print_after)) {
    pipeline.after_pass = [&, wanted](Pass pass, const CompiledRevision& compiled,
                                      const std::vector<Target>& targets) {
      if (pass != *wanted) return;
      out += heading(fmt::format("after {}:", pass_name(pass)), targets, true);
      out += print(*compiled.revision, compiled.up);
      if (pass == Pass::Derive) {
        out += compiled.reversible ? "\n-- down\n" + print(compiled.down)
                                   : "\n-- down: " + compiled.why_not + "\n";
      }
      out += "\n";
    };
  }
  if (options.emit == "down") {
    pipeline.visit = [&](CompiledRevision& compiled, Schema&, const std::vector<Target>& targets) {
      if (several) out += heading("for", targets, true);
      if (!compiled.reversible) out += fmt::format("-- no way back: {}\n\n", compiled.why_not);
      out += print(*compiled.revision, compiled.down) + "\n";
    };
  }
  if (options.emit == "plan") {
    pipeline.visit = [&](CompiledRevision& compiled, Schema& schema, const std::vector<Target>& targets) {
      for (const Target& target : targets) {
        const auto backend = make_backend(target);
        schema.begin_journal();
        const auto show_steps = [&](std::string_view way, std::vector<Statement>& statements) {
          out += fmt::format("-- {} {} for {}\n", way, compiled.revision->id.name.str(), to_string(target));
          for (const Step& step : backend->plan(statements, schema, project.diagnostics))
            out += plan_text(step);
          out += "\n";
        };
        show_steps("up", compiled.up);
        if (compiled.reversible) show_steps("down", compiled.down);
        const Journal journal = schema.end_journal();
        schema.roll_back(journal);
      }
    };
  }
  if (options.emit == "schema") {
    pipeline.at_end = [&](const Schema& schema, const std::vector<Target>& targets) {
      if (several) out += heading("for", targets, true);
      out += print(schema);
    };
  }
  const std::vector<TargetScripts>& targets = run_pipeline(project, pipeline);
  if (const int status = show_diagnostics(project, options); status != exit_ok) return status;
  if (options.emit == "sql") {
    for (const TargetScripts& target : targets) {
      if (target.revisions.size() != plan.span.size()) continue;
      // Statements alone: what stands around them is the script's.
      for (const TargetRevision& revision : target.revisions) {
        const auto part = [&](std::string_view way, const std::vector<SqlStep>& steps) {
          out += fmt::format("-- {} {} for {}\n", way, revision.revision->id.name.str(),
                             to_string(target.target));
          for (const SqlStep& step : steps) {
            // The script makes a deferred check where the schema changes next.
            const bool schema_follows = std::any_of(&step, steps.data() + steps.size(), [](const SqlStep& s) {
              return s.kind == StepKind::Schema;
            });
            if (step.kind == StepKind::DeferredCheck && !schema_follows) continue;
            for (const std::string& sql : step.sql) out += terminated(sql) + "\n";
          }
        };
        part("up", revision.up);
        if (revision.reversible)
          part("down", revision.down);
        else
          out += "-- no way back: " + revision.why_not + "\n";
        out += "\n";
      }
    }
  }
  if (options.emit == "json") out += manifest(project, targets);
  while (out.ends_with("\n\n")) out.pop_back();
  write_file(options.output.empty() ? "-" : options.output, out);
  if (options.time_passes) std::cerr << project.timer.report();
  return exit_ok;
}

}  // namespace migc
