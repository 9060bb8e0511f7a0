#include "ir/passes/compile.h"

#include <algorithm>

#include "ir/apply.h"
#include "ir/bring_back.h"
#include "ir/grade/rules.h"
#include "ir/invert.h"
#include "ir/passes/meet.h"
#include "ir/passes/resolve.h"
#include "ir/passes/select_target.h"

namespace migc {

std::string_view pass_name(Pass pass) {
  switch (pass) {
    case Pass::Select:
      return "select";
    case Pass::Resolve:
      return "resolve";
    case Pass::Derive:
      return "derive";
  }
  return {};
}

std::optional<Pass> find_pass(std::string_view name) {
  for (Pass pass : {Pass::Select, Pass::Resolve, Pass::Derive})
    if (pass_name(pass) == name) return pass;
  return std::nullopt;
}

namespace {

// After a refusal nobody knows what the author takes for granted from there on.
void poison_refused(const Operation& op, Schema& schema) {
  if (const auto* type = std::get_if<AlterType>(&op)) schema.poison(type->table, type->column.name);
  if (const auto* index = std::get_if<CreateIndex>(&op)) schema.poison(TableName(), index->index.name.name);
}

// Resolves, applies, inverts and grades statement by statement.
void derive(std::vector<Statement> statements, Schema& schema, const Naming& naming,
            const OperationWriter& write, Things& things, Diagnostics& diagnostics, CompiledRevision& out) {
  std::vector<std::vector<Statement>> inverses;
  out.grades.first = things.next();
  const auto run = [&](Statement& statement) {
    if (auto* hand = std::get_if<ByHand>(&statement.op))
      if (!complete_by_hand(*hand, statement, schema, naming, write, diagnostics)) return false;
    schema.begin_journal();
    const bool legal = apply(statement, schema, diagnostics);
    const Journal journal = schema.end_journal();
    if (!legal) {
      poison_refused(statement.op, schema);
      return false;  // the rest of what the source statement stands for would only repeat it
    }
    Inverse inverse = invert(statement, schema, journal, diagnostics);
    things.follow(statement, schema, journal);
    for (Finding& finding : grade(statement, schema, journal, things))
      out.grades.findings.push_back(std::move(finding));
    out.grades.gone.insert(out.grades.gone.end(), things.gone().begin(), things.gone().end());
    if (!inverse.possible && out.reversible) {
      out.reversible = false;
      out.why_not = inverse.why;
      out.irreversible_at = statement.span;
    }
    const auto* update = std::get_if<Update>(&statement.op);
    const auto* gone = std::get_if<Delete>(&statement.op);
    const bool loses_rows = (update && !update->kept) || (gone && !gone->kept);
    if (loses_rows && statement.way_back.kind == WayBack::Kind::Derived)
      out.rows_not_restored.push_back(statement.span);
    inverses.push_back(std::move(inverse.statements));
    out.up.push_back(std::move(statement));
    return true;
  };
  for (Statement& source : statements)
    if (!resolve(std::move(source), schema, naming, diagnostics, run)) out.whole = false;
  std::vector<Statement> kept;
  std::copy_if(out.up.begin(), out.up.end(), std::back_inserter(kept),
               [](const Statement& statement) { return puts_aside_when_it_goes(statement.op); });
  for (const Statement& made : kept) {
    std::vector<Statement> parts = brought_back(made, out.up, schema, diagnostics);
    if (!std::all_of(parts.begin(), parts.end(), run)) out.whole = false;
  }
  if (!kept.empty()) archives_first(out.up);
  for (auto inverse = inverses.rbegin(); inverse != inverses.rend(); ++inverse)
    for (Statement& statement : *inverse) out.down.push_back(std::move(statement));
}

// Down, and look: the schema has to be what it was.
void prove(CompiledRevision& compiled, Schema& schema) {
  Diagnostics quiet;
  const bool legal = apply(compiled.down, schema, quiet);
  const auto changed = schema.changed_since(schema.journal());
  if (legal && changed.empty()) {
    forget_left(compiled.down, schema);
    return;
  }
  std::string what = fmt::format("the way back of revision {} does not restore the schema",
                                 compiled.revision->id.name.str());
  for (const TableName& table : changed.tables) what += fmt::format("; table {} differs", show(table));
  for (const auto& object : changed.objects)
    what += fmt::format("; {} differs", show(name_of(object.now ? *object.now : *object.before)));
  for (const std::string& other : changed.rights) what += fmt::format("; {} differs", other);
  for (const Diagnostic& diagnostic : quiet.all()) what += "; " + diagnostic.message;
  throw InternalError{what};
}

}  // namespace

Schema compile_history(const std::vector<const Revision*>& revisions, const CompileOptions& options,
                       Diagnostics& diagnostics, const RevisionVisitor& visit) {
  Schema schema;
  Things things;
  Meetings meetings(revisions, options, diagnostics);
  for (std::size_t place = 0; place < revisions.size(); ++place) {
    const Revision* revision = revisions[place];
    const Naming naming = options.naming->at(revision->id.name);
    meetings.before(place, schema);
    const std::size_t errors_before = diagnostics.errors();
    CompiledRevision compiled;
    compiled.revision = revision;
    const auto after = [&](Pass pass) {
      if (options.after_pass && diagnostics.errors() == errors_before) options.after_pass(pass, compiled);
    };
    for (const Revision::Lost& lost : revision->lost) {
      if (lost.element.empty())
        schema.poison(lost.table);
      else
        schema.poison(lost.table, lost.element);
    }
    std::vector<Statement> statements =
        options.dialect ? select_target(revision->statements, *options.dialect) : revision->statements;
    if (options.after_pass) {
      compiled.up = statements;
      after(Pass::Select);
      compiled.up.clear();
    }
    schema.begin_journal();
    derive(std::move(statements), schema, naming, options.write, things, diagnostics, compiled);
    after(Pass::Resolve);
    if (diagnostics.errors() == errors_before && revision->complete && compiled.whole && schema.sound()) {
      if (!compiled.reversible) compiled.down.clear();
      after(Pass::Derive);
      if (compiled.reversible)
        prove(compiled, schema);
      else
        schema.roll_back(schema.journal());
      if (visit) visit(compiled, schema);
      Diagnostics quiet;
      apply(compiled.up, schema, quiet);
    }
    Journal changed = schema.end_journal();
    if (errors_before == 0 && diagnostics.has_errors()) {
      schema.begin_journal();
      schema.roll_back(changed);
      meetings.failed(place, schema);
      schema.roll_back(schema.end_journal());
    }
    meetings.after(std::move(changed));
  }
  meetings.at_end(schema);
  return schema;
}

}  // namespace migc
