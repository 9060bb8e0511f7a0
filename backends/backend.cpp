#include "backends/backend.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <unordered_set>

#include "backends/guards.h"
#include "backends/restore.h"
#include "ir/apply.h"
#include "support/overloaded.h"
#include "support/text.h"

namespace migc {

const char* const migc_version = MIGC_VERSION;

const Table* Change::before(const TableName& name) const {
  const auto found = touched_.tables.find(name);
  if (found == touched_.tables.end()) return schema_.find(name);
  return found->second ? &*found->second : nullptr;
}

void Backend::check_capabilities(const Statement& statement, const Schema& schema, const Journal& touched,
                                 Diagnostics& diagnostics) const {
  const Needs needs = needs_of(statement, schema, touched);
  const std::size_t errors_before = diagnostics.errors();
  const std::string_view dialect = dialect_name(target_.dialect);
  for (const TypeUse& use : needs.types) {
    if (type_for(*use.type, target_.dialect)) continue;
    diagnostics.report(diag::no_type_for_dialect, use.span, std::string(dialect))
        .fix(fmt::format("say what it gets: native (…, {} '…', else text)", dialect));
  }
  for (const FragmentUse& fragment : needs.fragments) {
    if (fragment.dialects.has(target_.dialect)) continue;
    diagnostics.report(diag::no_sql_for_dialect, fragment.span, std::string(dialect_name(target_.dialect)))
        .fix(fmt::format("add {} $$…$$", dialect_name(target_.dialect)));
  }
  for (const FeatureUse& use : needs.features) {
    const Support answer = support(use.feature);
    if (answer.level != Support::Level::Refused) continue;
    auto& diagnostic = diagnostics.report(diag::target_cannot, use.span.known() ? use.span : statement.span,
                                          to_string(target_), std::string(feature_text(use.feature)));
    diagnostic.note(std::string(answer.text));
    if (!answer.fix.empty()) diagnostic.fix(std::string(answer.fix));
    diagnostic.fix(fmt::format("or say what this target gets: on {} {{ … }} else {{ … }}",
                               dialect_name(target_.dialect)));
  }
  if (diagnostics.errors() == errors_before)
    for (const BodyUse& use : needs.bodies) {
      if (use.body->text_for(target_.dialect)) continue;
      std::vector<std::string> have;
      for (const BodyText& text : use.body->texts)
        if (text.dialect) have.emplace_back(dialect_name(*text.dialect));
      diagnostics.report(diag::no_body_for_dialect, use.span, show(use.object), std::string(dialect))
          .fix(fmt::format("add {} $$…$$", dialect))
          .fix(fmt::format("or make it only where it has one: on {} {{ … }}", fmt::join(have, ", ")));
    }
  const NameLimit limit = name_limit();
  if (limit.most == 0) return;
  for (const Ident& name : new_names(statement.op)) {
    const std::string_view text = name.name.str();
    const std::size_t size = limit.bytes ? text.size() : utf8_length(text);
    if (size <= limit.most) continue;
    diagnostics
        .report(diag::target_name_too_long, name.span.known() ? name.span : statement.span,
                to_string(target_), fmt::format("{} {}", limit.most, limit.bytes ? "bytes" : "characters"),
                show(name.name), size)
        .fix("give it a shorter name");
  }
}

std::vector<Step> Backend::plan(std::vector<Statement>& statements, Schema& schema,
                                Diagnostics& diagnostics) const {
  Guards guards(*this);
  std::vector<std::vector<Step>> parts;  // a part a statement
  std::vector<Step> steps = require_archives(statements, schema);
  for (Statement& statement : statements) {
    guards.look_at(statement, schema);
    std::vector<Step>& part = parts.emplace_back();
    if (auto* hand = std::get_if<ByHand>(&statement.op)) {
      std::vector<Step> inner = plan(hand->up, schema, diagnostics);
      if (!inner.empty() && inner.front().comment.empty()) inner.front().comment = statement.comment;
      part = std::move(inner);
      continue;
    }
    const bool follows_keys = changes_along(statement.op, schema);
    schema.begin_journal();
    const bool legal = apply(statement, schema, diagnostics);
    const Journal touched = schema.end_journal();
    if (!legal) throw InternalError{"a statement that was legal is not: " + to_string(target_)};
    if (statement.assumed) continue;
    const std::size_t errors_before = diagnostics.errors();
    check_capabilities(statement, schema, touched, diagnostics);
    if (diagnostics.errors() != errors_before) continue;
    if (auto count = count_restored(statement.op, schema)) add(std::move(*count), statement, part);
    legalise(statement, Change(touched, schema), part);
    for (Step& step : part) step.follows_keys = follows_keys;
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    for (Step& guard : guards.before(i)) steps.push_back(std::move(guard));
    for (Step& step : parts[i]) steps.push_back(std::move(step));
  }
  std::vector<Step> declared;
  for (const Statement& statement : statements) {
    const auto* create = std::get_if<CreateTable>(&statement.op);
    if (!statement.declared || !create || !schema.find(create->table.name)) continue;
    add(RequireTable{create->table.name,
                     fmt::format("migc: the baseline says that table {} is there, and it is not",
                                 show(create->table.name))},
        statement, declared);
  }
  steps.insert(steps.begin(), std::make_move_iterator(declared.begin()),
               std::make_move_iterator(declared.end()));
  merge(steps);
  check_stale(steps, diagnostics);
  for (const Step& step : steps) check(step, diagnostics);
  return steps;
}

Verdict Backend::judge(Statement& statement, Schema& schema) const {
  Verdict verdict;
  if (auto* hand = std::get_if<ByHand>(&statement.op)) {
    for (Statement& inner : hand->up) {
      const Verdict part = judge(inner, schema);
      for (const std::string& reason : part.reasons) verdict.add(part.level, reason);
    }
    return verdict;
  }
  Diagnostics found;
  schema.begin_journal();
  std::vector<Statement> alone;
  alone.push_back(std::move(statement));
  plan(alone, schema, found);
  statement = std::move(alone.front());
  const Journal touched = schema.end_journal();
  if (statement.assumed) return verdict;
  for (const FeatureUse& use : needs_of(statement, schema, touched).features) {
    const Support answer = support(use.feature);
    if (answer.level != Support::Level::Native)
      verdict.add(answer.level, fmt::format("{}: {}", feature_text(use.feature), answer.text));
  }
  // What no row of the matrix says: a name that is too long, no text for this dialect, … .
  for (const Diagnostic& diagnostic : found.all())
    if (diagnostic.severity == Severity::error && diagnostic.id != DiagnosticId::target_cannot)
      verdict.add(Support::Level::Refused, diagnostic.message);
  return verdict;
}

std::vector<SqlStep> Backend::lower(std::vector<Statement>& statements, Schema& schema,
                                    Diagnostics& diagnostics) const {
  const std::size_t errors_before = diagnostics.errors();
  std::vector<SqlStep> spelled;
  const std::vector<Step> steps = plan(statements, schema, diagnostics);
  if (diagnostics.errors() != errors_before) return spelled;
  for (const Step& step : steps) {
    SqlStep sql;
    sql.sql = spell(step);
    sql.sources = step.sources;
    sql.comment = step.comment;
    sql.follows_keys = step.follows_keys;
    if (const auto* op = std::get_if<Operation>(&step.body)) {
      sql.kind = is_data(*op) ? StepKind::Data : StepKind::Schema;
      sql.renames_table =
          std::holds_alternative<RenameTable>(*op) || std::holds_alternative<RenameColumn>(*op);
      if (const auto* value = std::get_if<AddEnumValue>(op)) sql.new_enum_value = value->value;
      if (const auto* create = std::get_if<CreateObject>(op))
        sql.compound = body_of(create->object) != nullptr;
      if (const auto* replace = std::get_if<ReplaceObject>(op))
        sql.compound = body_of(replace->object) != nullptr;
    }
    if (const auto* guard = std::get_if<RequireNone>(&step.body)) {
      sql.kind = StepKind::Guard;
      sql.query = count_of(*guard);
      sql.asks = guard->what;
    }
    if (std::holds_alternative<RequireTable>(step.body)) sql.kind = StepKind::Guard;
    if (std::holds_alternative<CountRestored>(step.body)) sql.kind = StepKind::Data;
    if (std::holds_alternative<SyncIdentity>(step.body)) sql.kind = StepKind::Data;
    if (std::holds_alternative<CheckDeferred>(step.body)) sql.kind = StepKind::DeferredCheck;
    if (const auto* remark = std::get_if<Remark>(&step.body))
      sql.comment += (sql.comment.empty() ? "" : "\n") + remark->text;
    if (const auto* rebuilt = std::get_if<RebuildTable>(&step.body)) {
      sql.rebuild = true;
      sql.compound = !rebuilt->triggers_after.empty();
    }
    spelled.push_back(std::move(sql));
  }
  return spelled;
}

std::vector<std::string> Backend::spell(const Step& step) const {
  return std::visit(overloaded{[&](const Operation& op) { return std::vector<std::string>{spell(op)}; },
                               [&](const auto& own) { return write(own); }},
                    step.body);
}

std::string Backend::spell(const Operation& op) const {
  SqlWriter out = writer();
  std::visit([&](const auto& o) { write(out, o); }, op);
  return out.take();
}

std::string Backend::count_of(const RequireNone& step) const {
  SqlWriter out = writer();
  if (step.rows.group_by.empty()) {
    Select counted = step.rows;
    counted.items.push_back({false, count_expr(), {}});
    select(out, counted);
    return out.take();
  }
  out.words("select count(*) from").open();
  select(out, step.rows);
  return out.close().words(alias_word()).name(Name("found")).take();
}

std::vector<std::string> Backend::write(const RequireNone& step) const {
  return {stop_if_any(count_of(step), "migc: " + step.what)};
}

std::vector<std::string> Backend::write(const RequireTable& step) const {
  return {stop_if(no_table(step.table), step.message)};
}

std::vector<std::string> Backend::write(const CountRestored& step) const {
  SqlWriter out = writer();
  select(out, step.query);
  return {out.take()};
}

void Backend::check_stale(const std::vector<Step>& steps, Diagnostics& diagnostics) const {
  const auto look = [&](const SchemaObject& object, const Step& step) {
    const Body* body = body_of(object);
    if (!body || !body->stale) return;
    diagnostics.report(diag::stale_body, *body->stale, show(name_of(object)))
        .label(step.sources.front(), fmt::format("{} needs to be written again here", to_string(target_)))
        .note("its text is SQL that migc does not change, and names what is called otherwise now")
        .fix(fmt::format("drop the {} before the change and create it again after it",
                         object_word(name_of(object).kind)));
  };
  for (const Step& step : steps) {
    if (const auto* rebuilt = std::get_if<RebuildTable>(&step.body))
      for (const SchemaObject& trigger : rebuilt->triggers_after) look(trigger, step);
    const auto* op = std::get_if<Operation>(&step.body);
    const auto* create = op ? std::get_if<CreateObject>(op) : nullptr;
    if (create) look(create->object, step);
  }
}

void Backend::not_left(std::string_view step) const {
  throw InternalError{fmt::format("{} is not legalised for {}", step, to_string(target_))};
}

void Backend::add(StepBody body, const Statement& statement, std::vector<Step>& out) {
  out.push_back({std::move(body), {statement.span}, ""});
}

void Backend::keep(const Statement& statement, std::vector<Step>& out) {
  out.push_back({statement.op, {statement.span}, statement.comment});
}

void Backend::regrant_columns(const Revoke& op, const Statement& statement, const Change& change,
                              std::vector<Step>& out) {
  std::unordered_set<Name> roles;
  for (const Ident& role : op.roles) roles.insert(role.name);
  for (const Right* right : change.schema().rights_on(op.on)) {
    const bool same = std::any_of(op.privileges.begin(), op.privileges.end(), [&](const Privilege& p) {
      return p.columns.empty() && (p.word == right->privilege.word || p.word == "all");
    });
    if (same && roles.contains(right->role.name) && !right->privilege.columns.empty())
      add(Grant{{right->privilege}, right->on, {right->role}, right->grantable}, statement, out);
  }
}

void Backend::regrant(const GrantTarget& target, const Statement& statement, const Change& change,
                      std::vector<Step>& out) {
  for (const Right* right : change.schema().rights_on(target))
    add(Grant{{right->privilege}, right->on, {right->role}, right->grantable}, statement, out);
}

std::optional<std::string_view> Backend::option(const std::vector<Option>& options,
                                                std::string_view key) const {
  for (const Option& option : options)
    if (option.dialect == target_.dialect && option.key.name.str() == key) return option.value;
  return std::nullopt;
}

}  // namespace migc
