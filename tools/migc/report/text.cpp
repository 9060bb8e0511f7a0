// The report for people at a terminal.
#include <algorithm>

#include "backends/matrix.h"
#include "support/text.h"
#include "tools/migc/report/report.h"

namespace migc {

namespace {

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

std::string portability_text(const Report& report) {
  if (report.portability.parts().empty()) return {};  // after a mistake there is nothing to compare
  const Portability& portability = report.portability;
  const Sources& sources = report.project.sources;
  std::string out;
  for (const Portability::Part& part : portability.parts()) {
    out += fmt::format("{} {}\n", part.revision->id.name.str(), printable(part.revision->message));
    for (const auto& [place, row] : part.rows) {
      const auto line = sources.line_column(row.place.file, row.place.begin).line;
      out += fmt::format("  {}:{}  {}\n", sources[row.place.file].path, line, report.one_line(row.place));
      for (std::size_t i = 0; i < portability.targets(); ++i) {
        const auto found = portability.verdict(row, i);
        out += fmt::format("    {:<14} {}\n", portability.target(i),
                           found ? level_name(found->level) : "not for this target");
        if (!found) continue;
        for (const std::string& reason : found->reasons) out += fmt::format("{:19}{}\n", "", reason);
      }
    }
    out += "\n";
  }
  for (std::size_t i = 0; i < portability.targets(); ++i)
    out += fmt::format("{:<14} {}\n", portability.target(i), portability.totals(i));
  return out;
}

std::string grades_text(const Report& report, std::size_t width) {
  const Grades& grades = report.grades;
  std::size_t widest = 0;
  for (const Grades::Part& part : grades.parts())
    for (const Grades::Row& row : part.rows)
      widest = std::max(widest, utf8_length(report.project.sources.short_place(row.finding.span)));
  const std::size_t first = std::min<std::size_t>(widest, width / 3) + 4;
  const std::size_t second = first + 14;
  std::string out;
  for (const Grades::Part& part : grades.parts()) {
    out += wrapped(fmt::format("{} {}: {}", part.revision->id.name.str(), printable(part.revision->message),
                               grades.by_target(part.grades)),
                   4, width) +
           "\n";
    for (const Grades::Row& row : part.rows) {
      std::string at = "  " + report.project.sources.short_place(row.finding.span);
      // A name that is too long for its column has a line of its own.
      if (utf8_length(at) + 2 > first) out += at + "\n", at.clear();
      out +=
          at + std::string(first - utf8_length(at), ' ') + fmt::format("{:<14}", finding_word(row.finding));
      std::string what = row.finding.what();
      if (info(row.finding.rule).basis == Basis::Declared) what += " (declared)";
      if (row.targets.size() < grades.targets()) what += fmt::format(" (on {})", grades.names(row.targets));
      out += wrapped(printable(what), second, width) + "\n";
      if (const std::string fix = row.finding.fix(); row.finding.grade != Grade::Exact && !fix.empty())
        out += std::string(second, ' ') + wrapped("fix: " + printable(fix), second, width) + "\n";
    }
  }
  if (grades.parts().size() > 1) {
    std::vector<std::optional<Grade>> by_target;
    for (Grade grade : grades.whole()) by_target.emplace_back(grade);
    out += wrapped("all of them as one: " + grades.by_target(by_target), 4, width) + "\n";
  }
  return out;
}

std::string summary_text(const Report& report) {
  const auto totals = report.grades.totals();
  std::string out = report.verdict() + "\n";
  for (std::size_t i = 0; i < totals.size(); ++i)
    out += fmt::format("{}{}{}\n", i == 0 ? "way back: " : "          ", totals[i].first,
                       totals.size() > 1 ? " on " + report.grades.names(totals[i].second) : "");
  return out;
}

}  // namespace migc
