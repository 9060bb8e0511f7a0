#include "tools/migc/report/grades.h"

#include <algorithm>

#include "support/text.h"

namespace migc {

namespace {

// Whether the targets may differ in what they make of it.
bool depends_on_casts(const RevisionGrades& grades) {
  return std::any_of(grades.findings.begin(), grades.findings.end(),
                     [](const Finding& finding) { return finding.conversion != nullptr; });
}

}  // namespace

std::string_view finding_word(const Finding& finding) {
  return finding.grade == Grade::Exact ? "discards" : grade_name(finding.grade);
}

Grades::Grades(const Project& project) {
  for (const Target& target : project.settings.targets) backends_.push_back(make_backend(target));
}

void Grades::add(const std::vector<Finding>& findings, const std::vector<std::size_t>& targets,
                 Part& part) const {
  for (const Finding& finding : findings) {
    if (!finding.tells()) continue;
    const auto known = std::find_if(part.rows.begin(), part.rows.end(), [&](const Row& row) {
      return row.finding.rule == finding.rule && row.finding.grade == finding.grade &&
             row.finding.span.file == finding.span.file && row.finding.span.begin == finding.span.begin &&
             row.finding.what() == finding.what();
    });
    Row& row = known != part.rows.end() ? *known : part.rows.emplace_back(Row{finding, {}});
    for (std::size_t target : targets)
      if (std::find(row.targets.begin(), row.targets.end(), target) == row.targets.end())
        row.targets.push_back(target);
  }
  for (std::size_t target : targets) part.grades[target] = grade_of(findings);
}

void Grades::look_at(const CompiledRevision& revision, const std::vector<Target>& targets) {
  if (files_ && !files_->contains(revision.revision->span.file)) return;
  const auto [known, fresh] = at_.try_emplace(revision.revision, parts_.size());
  if (fresh) {
    Part& made = parts_.emplace_back();
    made.revision = revision.revision;
    made.grades.resize(backends_.size());
    made.sources.resize(backends_.size());
  }
  Part& part = parts_[known->second];
  const auto grades = std::make_shared<const RevisionGrades>(revision.grades);
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < backends_.size(); ++i)
    if (std::find(targets.begin(), targets.end(), backends_[i]->target()) != targets.end())
      places.push_back(i);
  for (std::size_t place : places) part.sources[place] = grades;
  if (!depends_on_casts(*grades) && !places.empty()) {
    add(findings_of({grades.get()}, *backends_[places.front()]), places, part);
    return;
  }
  for (std::size_t place : places) add(findings_of({grades.get()}, *backends_[place]), {place}, part);
}

const Grades::Part* Grades::part(const Revision* revision) const {
  const auto found = at_.find(revision);
  return found == at_.end() ? nullptr : &parts_[found->second];
}

Grades::Counts Grades::counts(std::size_t target) const {
  Counts counts{};
  for (const Part& part : parts_)
    if (part.grades[target]) ++counts[static_cast<std::size_t>(*part.grades[target])];
  return counts;
}

std::vector<std::pair<std::string, std::vector<std::size_t>>> Grades::totals() const {
  std::vector<std::pair<Counts, std::vector<std::size_t>>> groups;
  for (std::size_t i = 0; i < backends_.size(); ++i) {
    const Counts mine = counts(i);
    const auto known =
        std::find_if(groups.begin(), groups.end(), [&](const auto& group) { return group.first == mine; });
    if (known == groups.end())
      groups.push_back({mine, {i}});
    else
      known->second.push_back(i);
  }
  std::vector<std::pair<std::string, std::vector<std::size_t>>> out;
  for (const auto& [mine, targets] : groups) {
    std::string line;
    for (Grade grade : all_grades)
      if (const std::size_t count = mine[static_cast<std::size_t>(grade)])
        line += fmt::format("{}{} {}", line.empty() ? "" : ", ", count, grade_name(grade));
    if (!line.empty()) out.emplace_back(line, targets);
  }
  return out;
}

std::vector<Grade> Grades::whole() const {
  std::vector<Grade> grades;
  for (std::size_t i = 0; i < backends_.size(); ++i) {
    std::vector<const RevisionGrades*> range;
    for (const Part& part : parts_)
      if (part.sources[i]) range.push_back(part.sources[i].get());
    grades.push_back(grade_of(findings_of(range, *backends_[i])));
  }
  return grades;
}

std::string Grades::names(const std::vector<std::size_t>& targets) const {
  std::vector<std::string> list;
  for (std::size_t target : targets) list.push_back(to_string(backends_[target]->target()));
  return join_and(list);
}

std::string Grades::by_target(const std::vector<std::optional<Grade>>& grades) const {
  std::string out;
  for (auto grade = all_grades.rbegin(); grade != all_grades.rend(); ++grade) {
    std::vector<std::size_t> those;
    for (std::size_t i = 0; i < grades.size(); ++i)
      if (grades[i] == *grade) those.push_back(i);
    if (those.empty()) continue;
    if (!out.empty()) out += ", ";
    out += grade_name(*grade);
    if (those.size() < grades.size()) out += " on " + names(those);
  }
  return out;
}

void Grades::require(Grade grade, Diagnostics& diagnostics) const {
  for (const Part& part : parts_)
    for (const Row& row : part.rows) {
      const Finding& finding = row.finding;
      if (finding.grade <= grade) continue;
      auto& diagnostic =
          diagnostics.report(diag::way_back_falls_short, finding.span, std::string(grade_name(finding.grade)),
                             std::string(grade_name(grade)), finding.what());
      const GradeRuleInfo& rule = info(finding.rule);
      if (rule.basis == Basis::Derived)
        diagnostic.note(rule.side == Side::Upgrade
                            ? "the upgrade destroys it, and the downgrade does not bring it back"
                            : "where there are any, the downgrade stops with an error");
      else if (finding.grade != Grade::Irreversible)
        diagnostic.note("so its author says, and nobody proves it");
      if (row.targets.size() < backends_.size()) diagnostic.note("on " + names(row.targets));
      if (const std::string fix = finding.fix(); !fix.empty()) diagnostic.fix(fix);
    }
}

}  // namespace migc
