#include "tools/migc/grades.h"

#include <algorithm>
#include <array>

#include "support/json.h"
#include "support/text.h"

namespace migc {

namespace {

constexpr std::array all_grades = {Grade::Exact, Grade::Guarded, Grade::Lossy, Grade::Irreversible};

// Whether the targets may differ in what they make of it.
bool depends_on_casts(const RevisionGrades& grades) {
  return std::any_of(grades.findings.begin(), grades.findings.end(),
                     [](const Finding& finding) { return finding.conversion != nullptr; });
}

// The word for a row: what the downgrade discards is no matter of the grade.
std::string_view word(const Finding& finding) {
  return finding.grade == Grade::Exact ? "discards" : grade_name(finding.grade);
}

// `text` in lines of at most `width` columns, all but the first one after `indent` spaces.
std::string wrapped(const std::string& text, std::size_t indent, std::size_t width) {
  const std::size_t room = width > indent + 20 ? width - indent : 20;
  std::string out;
  std::size_t used = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string piece = text.substr(begin, end - begin);
    const std::size_t length = utf8_length(piece);
    if (used > 0 && used + 1 + length > room) {
      out += "\n" + std::string(indent, ' ');
      used = 0;
    }
    if (used > 0) out += " ", ++used;
    out += piece;
    used += length;
    begin = end + 1;
  }
  return out;
}

}  // namespace

Grades::Grades(const Project& project) : project_(project) {
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

std::string Grades::place(Span span) const {
  const std::string& path = project_.sources[span.file].path;
  return fmt::format("{}:{}", path.substr(path.find_last_of('/') + 1),
                     project_.sources.line_column(span.file, span.begin).line);
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

std::string Grades::summary() const {
  using Counts = std::array<std::size_t, all_grades.size()>;
  std::vector<std::pair<Counts, std::vector<std::size_t>>> groups;
  for (std::size_t i = 0; i < backends_.size(); ++i) {
    Counts counts{};
    for (const Part& part : parts_)
      if (part.grades[i]) ++counts[static_cast<std::size_t>(*part.grades[i])];
    const auto known =
        std::find_if(groups.begin(), groups.end(), [&](const auto& group) { return group.first == counts; });
    if (known == groups.end())
      groups.push_back({counts, {i}});
    else
      known->second.push_back(i);
  }
  std::string out;
  for (const auto& [counts, targets] : groups) {
    std::string line;
    for (Grade grade : all_grades)
      if (const std::size_t count = counts[static_cast<std::size_t>(grade)])
        line += fmt::format("{}{} {}", line.empty() ? "" : ", ", count, grade_name(grade));
    if (line.empty()) continue;
    out += fmt::format("{}{}{}\n", out.empty() ? "way back: " : "          ", line,
                       groups.size() > 1 ? " on " + names(targets) : "");
  }
  return out;
}

std::string Grades::table(std::size_t width) const {
  std::size_t widest = 0;
  for (const Part& part : parts_)
    for (const Row& row : part.rows) widest = std::max(widest, utf8_length(place(row.finding.span)));
  const std::size_t first = std::min<std::size_t>(widest, width / 3) + 4;
  const std::size_t second = first + 14;
  std::string out;
  for (const Part& part : parts_) {
    out += wrapped(fmt::format("{} {}: {}", part.revision->id.name.str(), printable(part.revision->message),
                               by_target(part.grades)),
                   4, width) +
           "\n";
    for (const Row& row : part.rows) {
      std::string at = "  " + place(row.finding.span);
      // A name that is too long for its column has a line of its own.
      if (utf8_length(at) + 2 > first) out += at + "\n", at.clear();
      out += at + std::string(first - utf8_length(at), ' ') + fmt::format("{:<14}", word(row.finding));
      std::string what = row.finding.what();
      if (info(row.finding.rule).basis == Basis::Declared) what += " (declared)";
      if (row.targets.size() < backends_.size()) what += fmt::format(" (on {})", names(row.targets));
      out += wrapped(printable(what), second, width) + "\n";
      if (const std::string fix = row.finding.fix(); row.finding.grade != Grade::Exact && !fix.empty())
        out += std::string(second, ' ') + wrapped("fix: " + printable(fix), second, width) + "\n";
    }
  }
  if (parts_.size() > 1) {
    std::vector<std::optional<Grade>> grades;
    for (Grade grade : whole()) grades.emplace_back(grade);
    out += wrapped("all of them as one: " + by_target(grades), 4, width) + "\n";
  }
  return out;
}

nlohmann::ordered_json Grades::json() const {
  using Json = nlohmann::ordered_json;
  const auto by_name = [&](const auto& grades) {
    Json json = Json::object();
    for (std::size_t i = 0; i < backends_.size(); ++i)
      if (std::optional<Grade>(grades[i]))
        json[to_string(backends_[i]->target())] = grade_name(*std::optional<Grade>(grades[i]));
    return json;
  };
  Json root;
  root["range"] = by_name(whole());
  root["revisions"] = Json::array();
  for (const Part& part : parts_) {
    Json revision{{"id", part.revision->id.name.str()}, {"grade", by_name(part.grades)}};
    revision["findings"] = Json::array();
    for (const Row& row : part.rows) {
      const Finding& finding = row.finding;
      const GradeRuleInfo& rule = info(finding.rule);
      Json json{{"rule", rule.name},
                {"grade", grade_name(finding.grade)},
                {"side", rule.side == Side::Upgrade ? "upgrade" : "downgrade"},
                {"declared", rule.basis == Basis::Declared},
                {"what", finding.what()}};
      if (!finding.table.name.empty()) json["of"]["table"] = show(finding.table);
      if (!finding.column.empty()) json["of"]["column"] = finding.column.str();
      if (const std::string fix = finding.fix(); !fix.empty()) json["fix"] = fix;
      for (std::size_t target : row.targets)
        json["targets"].push_back(to_string(backends_[target]->target()));
      add_place(json, finding.span, project_.sources);
      revision["findings"].push_back(std::move(json));
    }
    root["revisions"].push_back(std::move(revision));
  }
  return root;
}

std::vector<std::string> Grades::cell(const Revision* revision, Span statement) const {
  std::vector<std::string> lines;
  std::vector<std::optional<Grade>> grades(backends_.size());
  if (const auto part = at_.find(revision); part != at_.end()) {
    for (const Row& row : parts_[part->second].rows) {
      if (row.finding.span.begin != statement.begin || row.finding.span.file != statement.file) continue;
      for (std::size_t target : row.targets)
        grades[target] = std::max(grades[target].value_or(Grade::Exact), row.finding.grade);
      std::string line = row.finding.grade == Grade::Exact ? "discards " : "";
      line += row.finding.what();
      if (row.targets.size() < backends_.size()) line += fmt::format(" (on {})", names(row.targets));
      lines.push_back(std::move(line));
    }
  }
  // Where nothing is to be told, the way back is exact.
  for (auto& grade : grades)
    if (!grade) grade = Grade::Exact;
  lines.insert(lines.begin(), by_target(grades));
  return lines;
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
