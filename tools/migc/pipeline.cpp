#include "tools/migc/pipeline.h"

#include <algorithm>
#include <unordered_set>

#include "frontend/print.h"
#include "ir/passes/select_target.h"

namespace migc {

namespace {

// `on mysql` means MySQL alone: where MariaDB is a target too, and nothing says what it gets, say so.
void check_on_blocks(Project& project, const std::vector<const Revision*>& revisions) {
  for (const Revision* revision : revisions) {
    for (const Revision::OnBlock& block : revision->on_blocks) {
      if (block.has_else) continue;
      for (const Target& target : project.settings.targets) {
        const Dialect parent = dialect_parent(target.dialect);
        if (parent == target.dialect || block.named.has(target.dialect) || !block.named.has(parent)) continue;
        project.diagnostics
            .report(diag::derived_dialect_not_named, block.span, std::string(dialect_name(parent)),
                    std::string(dialect_name(target.dialect)))
            .fix(fmt::format("write on {}, {}, or add 'else {{ }}'", dialect_name(parent),
                             dialect_name(target.dialect)));
      }
    }
  }
}

// Targets that share one run of the passes.
struct Group {
  std::vector<Target> targets;
  std::optional<Dialect> dialect;  // whose `on` branches are taken; none where the history has none
};

std::vector<Group> group_targets(const Project& project, const std::vector<const Revision*>& revisions) {
  const bool differ = std::any_of(revisions.begin(), revisions.end(),
                                  [](const Revision* revision) { return depends_on_target(*revision); });
  if (!differ) return {{project.settings.targets, {}}};
  std::vector<Group> groups;
  for (const Target& target : project.settings.targets) {
    auto group = std::find_if(groups.begin(), groups.end(),
                              [&](const Group& g) { return g.dialect == target.dialect; });
    if (group == groups.end())
      groups.push_back({{target}, target.dialect});
    else
      group->targets.push_back(target);
  }
  return groups;
}

}  // namespace

std::vector<TargetScripts>& run_pipeline(Project& project, const PipelineOptions& options) {
  project.timer.begin("compile");
  const std::vector<const Revision*> revisions = options.plan.all();
  check_on_blocks(project, revisions);
  auto& all = *new std::vector<TargetScripts>;  // kept: see the header
  for (const Target& target : project.settings.targets) all.push_back({target, make_backend(target), {}});

  const std::unordered_set<const Revision*> lowered(options.plan.span.begin(), options.plan.span.end());
  for (const Group& group : group_targets(project, revisions)) {
    CompileOptions compile;
    compile.dialect = group.dialect;
    compile.naming = &project.settings.naming;
    compile.write = [](const Operation& op) {
      return print({Statement{op, DialectSet::all(), {}, "", {}, false, false, {}}});
    };
    if (options.after_pass)
      compile.after_pass = [&](Pass pass, const CompiledRevision& revision) {
        if (!lowered.contains(revision.revision)) return;
        options.after_pass(pass, revision, group.targets);
      };
    const Schema end = compile_history(
        revisions, compile, project.diagnostics, [&](CompiledRevision& compiled, Schema& schema) {
          if (!lowered.contains(compiled.revision)) return;
          if (options.visit) options.visit(compiled, schema, group.targets);
          for (TargetScripts& scripts : all) {
            const auto& targets = group.targets;
            if (std::find(targets.begin(), targets.end(), scripts.target) == targets.end()) continue;
            TargetRevision out;
            out.revision = compiled.revision;
            out.reversible = compiled.reversible;
            out.why_not = compiled.why_not;
            out.irreversible_at = compiled.irreversible_at;
            for (const Span& span : compiled.rows_not_restored)
              out.down_notes.push_back(fmt::format("the rows that {} changed stay as they are",
                                                   project.sources.short_place(span)));
            schema.begin_journal();
            if (options.up || options.down) {
              out.up = scripts.backend->lower(compiled.up, schema, project.diagnostics);
              if (options.down && compiled.reversible)
                out.down = scripts.backend->lower(compiled.down, schema, project.diagnostics);
            }
            const Journal journal = schema.end_journal();
            schema.roll_back(journal);
            if (!options.up) out.up.clear();
            scripts.revisions.push_back(std::move(out));
          }
        });
    if (options.at_end) options.at_end(end, group.targets);
  }
  project.timer.end();
  return all;
}

Script make_script(const Project& project, const TargetScripts& scripts, const Plan& plan, std::size_t first,
                   std::size_t count, Direction direction) {
  const bool up = direction == Direction::Up;
  Script script;
  script.target = scripts.target;
  script.direction = direction;
  script.version_table = project.settings.version_table;
  script.before = plan.standings[up ? first : first + count];
  const auto replaced = [](const Revision& revision) {
    std::vector<std::string> ids;
    for (const Ident& id : revision.replaces) ids.emplace_back(id.name.str());
    return ids;
  };
  if (up && count > 0 && script.before == Standing() && plan.span[first]->baseline)
    script.replaced = replaced(*plan.span[first]);
  std::vector<const Revision*> there = plan.applied;
  there.insert(there.end(), plan.span.begin(),
               plan.span.begin() + static_cast<std::ptrdiff_t>(up ? first : first + count));
  for (const Revision* revision : there)
    if (!revision->baseline && !revision->replaces.empty())
      script.squashed.push_back({std::string(revision->id.name.str()), replaced(*revision)});
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = up ? first + i : first + count - 1 - i;
    const TargetRevision& revision = scripts.revisions[at];
    script.revisions.push_back({revision.revision, up ? &revision.up : &revision.down,
                                plan.standings[up ? at + 1 : at],
                                up ? std::vector<std::string>() : revision.down_notes});
  }
  return script;
}

}  // namespace migc
