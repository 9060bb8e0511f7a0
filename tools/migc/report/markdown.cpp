// The report as one table, for a pull request or a page.
#include <algorithm>

#include "backends/matrix.h"
#include "support/text.h"
#include "tools/migc/report/allowed.h"
#include "tools/migc/report/report.h"

namespace migc {

namespace {

// Text in a cell of a table.
std::string cell(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '|' || c == '\\' || c == '*' || c == '_' || c == '<') out += '\\';
    out += c;
  }
  return out;
}
// Code in a cell: a bar would end the cell even there.
std::string code(const std::string& text) {
  std::string out;
  for (char c : text) out += c == '|' ? std::string("\\|") : c == '`' ? std::string("'") : std::string(1, c);
  return "`" + out + "`";
}

// What a statement has to tell: its grade, and then a line for each finding.
std::vector<std::string> way_back_lines(const Grades& all, const Revision* revision, Span statement) {
  std::vector<std::string> lines;
  std::vector<std::optional<Grade>> grades(all.targets());
  if (const Grades::Part* part = all.part(revision)) {
    for (const Grades::Row& row : part->rows) {
      if (row.finding.span.begin != statement.begin || row.finding.span.file != statement.file) continue;
      for (std::size_t target : row.targets)
        grades[target] = std::max(grades[target].value_or(Grade::Exact), row.finding.grade);
      std::string line = row.finding.grade == Grade::Exact ? "discards " : "";
      line += row.finding.what();
      if (row.targets.size() < all.targets()) line += fmt::format(" (on {})", all.names(row.targets));
      lines.push_back(std::move(line));
    }
  }
  // Where nothing is to be told, the way back is exact.
  for (auto& grade : grades)
    if (!grade) grade = Grade::Exact;
  lines.insert(lines.begin(), all.by_target(grades));
  return lines;
}

std::string allowed_table(const Project& project) {
  const auto list = used_allowances(project);
  if (list.empty()) return {};
  std::string out = "\n| allowed | at | why |\n| --- | --- | --- |\n";
  for (const Allowance* allowance : list)
    out += fmt::format("| {} | {} | {} |\n", cell(name_of(allowance->rule)),
                       cell(project.sources.short_place(allowance->span)), cell(printable(allowance->why)));
  return out;
}

}  // namespace

std::string markdown_report(const Report& report) {
  const Portability& portability = report.portability;
  if (portability.parts().empty())
    return allowed_table(report.project);  // after a mistake there is nothing to compare
  std::string head = "| statement | way back |";
  std::string rule = "| --- | --- |";
  std::string sums = "| **all** |  |";
  for (std::size_t i = 0; i < portability.targets(); ++i) {
    head += fmt::format(" {} |", portability.target(i));
    rule += " --- |";
    sums += fmt::format(" {} |", portability.totals(i));
  }
  std::string out = fmt::format("{}\n{}\n", head, rule);
  for (const Portability::Part& part : portability.parts()) {
    out += fmt::format("| **{}** {} |  |", part.revision->id.name.str(),
                       cell(printable(part.revision->message)));
    for (std::size_t i = 0; i < portability.targets(); ++i) out += "  |";
    out += "\n";
    for (const auto& [place, row] : part.rows) {
      std::string way_back;
      for (const std::string& line : way_back_lines(report.grades, part.revision, row.place))
        way_back += (way_back.empty() ? "" : "<br>") + cell(line);
      out += fmt::format("| {} | {} |", code(report.one_line(row.place)), way_back);
      for (std::size_t i = 0; i < portability.targets(); ++i) {
        const auto found = portability.verdict(row, i);
        std::string text = found ? std::string(level_name(found->level)) : "–";
        if (found && found->level == Support::Level::Refused) text = "**" + text + "**";
        if (found)
          for (const std::string& reason : found->reasons) text += "<br>" + cell(reason);
        out += fmt::format(" {} |", text);
      }
      out += "\n";
    }
  }
  return out + sums + "\n" + allowed_table(report.project);
}

}  // namespace migc
