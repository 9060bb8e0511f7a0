#include "ir/grade/grade.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

namespace migc {

std::string_view grade_name(Grade grade) {
  switch (grade) {
    case Grade::Exact:
      return "exact";
    case Grade::Guarded:
      return "guarded";
    case Grade::Lossy:
      return "lossy";
    case Grade::Irreversible:
      return "irreversible";
  }
  return {};
}

std::optional<Grade> find_grade(std::string_view name) {
  for (Grade grade : {Grade::Exact, Grade::Guarded, Grade::Lossy, Grade::Irreversible})
    if (grade_name(grade) == name) return grade;
  return std::nullopt;
}

const std::vector<GradeRuleInfo>& grade_rules() {
  static const std::vector<GradeRuleInfo> rules = [] {
    std::vector<GradeRuleInfo> list;
    std::string_view group;
#define GROUP(title) group = title;
#define GRADE(id, statement, when, side, basis, grade, within, what, fix)                             \
  list.push_back({group, GradeRule::id, #id, statement, when, Side::side, Basis::basis, Grade::grade, \
                  Grade::within, what, fix});
#include "ir/grade/grades.def"
#undef GRADE
#undef GROUP
    return list;
  }();
  return rules;
}

const GradeRuleInfo& info(GradeRule rule) { return grade_rules()[static_cast<std::size_t>(rule)]; }

namespace {

// A text of grades.def with its places filled in.
std::string filled(std::string_view text, const Finding& finding) {
  return fmt::format(fmt::runtime(text), fmt::arg("table", show(finding.table)),
                     fmt::arg("column", show(finding.column)), fmt::arg("name", finding.name),
                     fmt::arg("why", finding.why));
}

// A change of type, as the target's casts make it.
void settle_conversion(const Finding& open, const CastBehaviour& casts, std::vector<Finding>& out) {
  const Conversion& change = *open.conversion;
  const auto add = [&](GradeRule rule, std::string why) {
    Finding finding = open;
    finding.rule = rule;
    finding.grade = info(rule).grade;
    finding.why = std::move(why);
    finding.conversion.reset();
    out.push_back(std::move(finding));
  };
  const std::size_t before = out.size();
  if (change.declared) {
    add(GradeRule::change_type_using, "");
    return;
  }
  if (change.kept && change.computed && !converts(change.to, change.from)) {
    add(change.required ? GradeRule::change_type_kept_required : GradeRule::change_type_kept_empty, "");
    return;
  }
  if (change.kept) {
    add(GradeRule::change_type_kept, "");
  } else if (change.computed) {
    add(GradeRule::change_type_computes, "");
  } else {
    const CastOutcome there = casts.cast_outcome(change.from, change.to, change.written);
    if (!there.changed.empty()) add(GradeRule::change_type_cuts, there.changed);
  }
  const CastOutcome back = casts.cast_outcome(change.to, change.from, false);
  if (!back.refused.empty()) add(GradeRule::change_type_back_refuses, back.refused);
  if (!back.changed.empty()) add(GradeRule::change_type_back_cuts, back.changed);
  if (out.size() == before) add(GradeRule::change_type, "");
}

}  // namespace

std::string Finding::what() const { return filled(info(rule).what, *this); }
std::string Finding::fix() const { return filled(info(rule).fix, *this); }

std::vector<Finding> findings_of(const std::vector<const RevisionGrades*>& range,
                                 const CastBehaviour& casts) {
  std::vector<Finding> found;
  if (range.empty()) return found;
  const Things::Number first = range.front()->first;
  std::unordered_set<Things::Number> gone;   // dropped
  std::unordered_set<Things::Number> empty;  // dropped, and comes back without what stood in it
  for (const RevisionGrades* revision : range) {
    gone.insert(revision->gone.begin(), revision->gone.end());
    for (const Finding& finding : revision->findings) {
      if (finding.conversion)
        settle_conversion(finding, casts, found);
      else
        found.push_back(finding);
      if (finding.rule == GradeRule::drop_table || finding.rule == GradeRule::drop_column)
        empty.insert(finding.subject);
    }
  }
  gone.erase(Things::always);
  empty.erase(Things::always);
  for (Finding& finding : found) {
    if (finding.subject >= first) finding.grade = info(finding.rule).within;
    // What is put back has to hold for all rows, and those from before have lost what it is about.
    if (finding.table_number >= first || empty.contains(finding.table_number)) continue;
    if (!empty.contains(finding.subject) || empty.contains(finding.through)) continue;
    const auto turn_into = [&](GradeRule rule) {
      finding.rule = rule;
      finding.grade = info(rule).grade;
    };
    if (finding.rule == GradeRule::drop_not_null) turn_into(GradeRule::drop_not_null_emptied);
    if (finding.rule == GradeRule::drop_constraint) turn_into(GradeRule::drop_foreign_key_emptied);
  }
  // What is no loss here, and what is not discarded since it is not there, or goes with its whole table.
  std::erase_if(found, [&](const Finding& finding) {
    if (finding.grade != Grade::Exact || info(finding.rule).what.empty()) return false;
    if (finding.side() == Side::Upgrade) return true;
    const bool with_table = finding.table_number >= first && finding.rule != GradeRule::create_table;
    return with_table || gone.contains(finding.subject) || gone.contains(finding.table_number);
  });
  return found;
}

Grade grade_of(const std::vector<Finding>& findings) {
  Grade worst = Grade::Exact;
  for (const Finding& finding : findings) worst = std::max(worst, finding.grade);
  return worst;
}

std::string grades_markdown() {
  // In the table, names stand for any.
  Finding any;
  any.table.name = Name("t");
  any.column = Name("c");
  any.name = "x";
  any.why = "…";
  std::string out;
  std::string_view group;
  for (const GradeRuleInfo& rule : grade_rules()) {
    if (rule.group != group) {
      group = rule.group;
      out += fmt::format(
          "\n### {}\n\n| statement | grade | lost, not allowed or discarded | where the range made it | what "
          "to "
          "do |\n| --- | --- | --- | --- | --- |\n",
          group);
    }
    any.rule = rule.rule;
    std::string grade(grade_name(rule.grade));
    if (rule.basis == Basis::Declared && rule.grade != Grade::Irreversible) grade += ", declared";
    if (rule.grade == Grade::Lossy || rule.grade == Grade::Irreversible) grade = "**" + grade + "**";
    std::string what = any.what();
    if (rule.grade == Grade::Exact && !what.empty()) what = "discards " + what;
    out += fmt::format("| `{}`{}{} | {} | {} | {} | {} |\n", rule.statement, rule.when.empty() ? "" : ": ",
                       rule.when, grade, what, rule.within == rule.grade ? "" : grade_name(rule.within),
                       any.fix());
  }
  return out.substr(1);
}

}  // namespace migc
