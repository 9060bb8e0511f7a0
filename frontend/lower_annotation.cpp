// Annotations: what is said about a statement, a member of an `alter table` or a revision.
#include <algorithm>

#include "frontend/lowering.h"
#include "support/text.h"

namespace migc {

namespace {

bool is_annotated(Kind kind) { return kind == Kind::annotated_statement || kind == Kind::annotated_member; }

bool is_block(Kind kind) {
  return kind == Kind::on_statements || kind == Kind::on_members || kind == Kind::assume;
}

std::vector<std::string_view> rules_that_can_be_allowed() {
  std::vector<std::string_view> names;
  for (const DiagnosticInfo& info : diagnostic_infos())
    if (const auto id = find_diagnostic(info.name); can_be_allowed(*id)) names.push_back(info.name);
  return names;
}

// A rule is called by its name; whoever writes its code is told the name.
std::string_view name_for_code(std::string_view code) {
  for (const DiagnosticInfo& info : diagnostic_infos())
    if (to_lower(info.code) == to_lower(code)) return info.name;
  return {};
}

}  // namespace

Cursor without_annotations(Cursor node) {
  if (!is_annotated(node.kind())) return node;
  Cursor last = *node.begin();
  for (Cursor child : node) last = child;
  return last;
}

std::string joined_comments(const std::string& above, const std::string& under) {
  if (above.empty() || under.empty()) return above + under;
  return above + "\n" + under;
}

std::vector<Allow> Lowering::allows(Cursor annotated, Span covered) {
  std::vector<Allow> list;
  for (Cursor child : annotated) {
    if (child.kind() != Kind::annotation_allow) continue;
    Allow allow;
    allow.span = child.span();
    std::string rule;
    Span rule_span;
    Span why_span;
    for (Cursor part : child) {
      if (part.kind() == Kind::string_literal) {
        allow.why = string_value(part);
        why_span = part.span();
      } else {
        const Ident ident = name(part);
        rule = ident.name.str();
        rule_span = ident.span;
      }
    }
    const auto id = find_diagnostic(rule);
    if (!id) {
      const auto known = rules_that_can_be_allowed();
      auto& diagnostic = report(diag::unknown_rule, rule_span, rule);
      diagnostic.note(fmt::format("what can be allowed: {}",
                                  join_and(std::vector<std::string>(known.begin(), known.end()))));
      std::string_view meant = name_for_code(rule);
      if (meant.empty()) meant = nearest(rule, known);
      if (!meant.empty()) diagnostic.fix(fmt::format("did you mean {}?", meant));
      continue;
    }
    if (!can_be_allowed(*id)) {
      auto& diagnostic = report(diag::cannot_allow, rule_span, rule,
                                is_rule(*id) ? "it says that an '@allow' is of no use" : "it is an error");
      if (is_rule(*id))
        diagnostic.fix("take away what is of no use; or [rules] in migc.toml turns it off");
      else
        diagnostic.note("what is allowed is a practice, a warning, or a way back that falls short");
      continue;
    }
    if (allow.why.find_first_not_of(" \t") == std::string::npos) {
      report(diag::allow_without_reason, why_span)
          .fix("say why it is right here: whoever reads the report does not know");
      continue;
    }
    // One reason a rule: what stands before a block is noted at each of its statements, so it has to stay short.
    if (std::any_of(list.begin(), list.end(), [&](const Allow& other) { return other.rule == *id; })) {
      report(diag::clause_twice, allow.span, fmt::format("@allow({}, …)", rule));
      continue;
    }
    allow.rule = *id;
    diagnostics_.allow({allow.rule, allow.why, allow.span, covered});
    list.push_back(std::move(allow));
  }
  return list;
}

void Lowering::annotated(Cursor node, StatementList& out, const std::function<void(Cursor)>& lower_inner) {
  const std::vector<Allow> said = allows(node, node.span());
  const Cursor inner = without_annotations(node);
  const std::size_t first = out.size();
  lower_inner(inner);
  for (std::size_t i = first; i < out.size(); ++i)
    out[i].allows.insert(out[i].allows.begin(), said.begin(), said.end());
  // A comment above a block belongs to none of its statements.
  if (out.size() > first && !is_block(inner.kind()))
    out[first].comment = joined_comments(comment_above(node), out[first].comment);
}

}  // namespace migc
