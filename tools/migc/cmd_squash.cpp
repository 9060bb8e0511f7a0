// migc squash: one revision with the effect of several.
#include <algorithm>
#include <iostream>

#include "frontend/lower.h"
#include "frontend/print.h"
#include "ir/creation.h"
#include "ir/passes/select_target.h"
#include "support/text.h"
#include "tools/migc/commands.h"
#include "tools/migc/files.h"
#include "tools/migc/pipeline.h"

namespace migc {

namespace {

std::string id_of(const Revision& revision) { return std::string(revision.id.name.str()); }

// Reports what stands in the way.
bool can_be_squashed(Project& project, const Plan& plan) {
  const History& history = *project.history;
  const auto refuse = [&](Span place, const std::string& why) -> Diagnostic& {
    return project.diagnostics.report(diag::cannot_squash, place, why);
  };
  if (plan.span.size() < 2) {
    refuse({}, "the range holds fewer than two revisions");
    return false;
  }
  const Revision& last = *plan.span.back();
  std::vector<bool> inside(history.size(), false);
  for (const Revision* revision : plan.span) inside[*history.find(revision->id.name)] = true;
  bool good = true;
  for (const Revision* revision : plan.span) {
    const Rank rank = *history.find(revision->id.name);
    if (revision->baseline) {
      refuse(*revision->baseline, "a baseline declares, and what comes after it does something")
          .fix(fmt::format("begin behind it: {}:{}", id_of(*revision), id_of(last)));
      good = false;
    }
    if (revision == &last) continue;
    for (Rank after : history.after(rank))
      if (!inside[after]) {
        refuse(revision->id.span, fmt::format("{} comes after {}, and would hang on nothing",
                                              history.id(after), id_of(*revision)))
            .label(history.at(after).id.span, "this one");
        good = false;
      }
    if (history.after(rank).empty()) {
      refuse(revision->id.span, fmt::format("the range ends in {} and in {}", id_of(*revision), id_of(last)));
      good = false;
    }
    for (const Statement& statement : revision->statements)
      if (statement.way_back.kind == WayBack::Kind::Keep) {
        refuse(statement.span,
               fmt::format("the archive that this makes is called after {}", id_of(*revision)))
            .fix(fmt::format("when there is no going back over it: migc forget {}, and take 'keep' out",
                             id_of(*revision)));
        good = false;
      }
  }
  return good;
}

// What the range comes after, seen from outside.
std::vector<Ident> outside(const Plan& plan, std::vector<Ident> Revision::*list) {
  std::vector<Ident> found;
  for (const Revision* revision : plan.span)
    for (const Ident& id : revision->*list) {
      const auto same = [&](Name name) { return name == id.name; };
      const bool inner = std::any_of(plan.span.begin(), plan.span.end(),
                                     [&](const Revision* other) { return same(other->id.name); });
      const bool known =
          std::any_of(found.begin(), found.end(), [&](const Ident& other) { return same(other.name); });
      if (!inner && !known) found.push_back(id);
    }
  return found;
}

// Whether what the range leaves says all that it did.
bool only_makes_a_schema(const Plan& plan) {
  return plan.applied.empty() &&
         std::all_of(plan.span.begin(), plan.span.end(), [](const Revision* revision) {
           return !depends_on_target(*revision) && revision->allows.empty() &&
                  std::all_of(revision->statements.begin(), revision->statements.end(),
                              [](const Statement& s) {
                                return !is_data(s.op) && !std::holds_alternative<Execute>(s.op) &&
                                       !std::holds_alternative<ByHand>(s.op) && !s.assumed &&
                                       s.allows.empty() && s.way_back.kind == WayBack::Kind::Derived;
                              });
         });
}

// Their statements one after another; above the first of each stands whose they are.
std::vector<Statement> all_statements(const Plan& plan) {
  std::vector<Statement> statements;
  for (const Revision* revision : plan.span) {
    bool first = true;
    for (Statement statement : revision->statements) {
      statement.allows.insert(statement.allows.begin(), revision->allows.begin(), revision->allows.end());
      if (std::exchange(first, false)) {
        const std::string whose = fmt::format("{}: {}", id_of(*revision), revision->message);
        statement.comment = statement.comment.empty() ? whose : whose + "\n" + statement.comment;
      }
      statements.push_back(std::move(statement));
    }
  }
  return statements;
}

// The schema behind a plan, once for each group of targets.
std::vector<Schema> schemas_after(Project& project, const Plan& plan) {
  std::vector<Schema> schemas;
  PipelineOptions pipeline;
  pipeline.plan = plan;
  pipeline.up = pipeline.down = false;
  pipeline.at_end = [&](const Schema& schema, const std::vector<Target>&) { schemas.push_back(schema); };
  run_pipeline(project, pipeline);
  return schemas;
}

}  // namespace

int run_squash(const Options& options) {
  Project& project = load_project(options);
  const std::string range = range_argument(options, "");
  if (range.find(':') == std::string::npos) throw UsageError{"squash takes a range, A:B"};
  const auto plan = plan_upgrade(*project.history, range, project.diagnostics);
  std::vector<Schema> before;
  if (plan && can_be_squashed(project, *plan)) before = schemas_after(project, *plan);
  if (const int status = show_diagnostics(project, options); status != exit_ok) return status;

  const Revision& last = *plan->span.back();
  Revision whole;
  whole.id = last.id;
  whole.message = last.message;
  whole.comment = last.comment;
  whole.after = outside(*plan, &Revision::after);
  whole.depends_on = outside(*plan, &Revision::depends_on);
  for (const Revision* revision : plan->span) {
    if (!revision->branch.name.empty()) whole.branch = revision->branch;
    whole.replaces.insert(whole.replaces.end(), revision->replaces.begin(), revision->replaces.end());
    if (revision != &last) whole.replaces.push_back(revision->id);
  }
  if (only_makes_a_schema(*plan))
    for (Operation& op : creation_of(before.front(), true))
      whole.statements.push_back({std::move(op), DialectSet::all(), {}, "", {}});
  else
    whole.statements = all_statements(*plan);

  // What is proved is the text, as it will be read again.
  const std::string text = print(whole, whole.statements);
  const FileId file = project.sources.add(fmt::format("the squashed {}", id_of(last)), text);
  std::vector<Revision> read =
      lower(parse(file, project.sources, project.diagnostics), project.sources, project.diagnostics);
  if (read.size() == 1 && !project.diagnostics.has_errors()) {
    Plan squashed = *plan;
    squashed.span = {&read.front()};
    const std::vector<Schema> after = schemas_after(project, squashed);
    if (!project.diagnostics.has_errors() && !(before == after))
      project.diagnostics.report(diag::cannot_squash, last.id.span,
                                 "as one revision it leaves another schema");
  }
  if (const int status = show_diagnostics(project, options); status != exit_ok) return status;
  write_file(options.output.empty() ? "-" : options.output, text);
  return exit_ok;
}

}  // namespace migc
