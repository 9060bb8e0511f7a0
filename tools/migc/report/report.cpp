#include "tools/migc/report/report.h"

#include <algorithm>

#include "support/scan.h"
#include "support/text.h"

namespace migc {

std::optional<ReportFormat> find_report_format(std::string_view name) {
  if (name == "text") return ReportFormat::Text;
  if (name == "json") return ReportFormat::Json;
  if (name == "markdown") return ReportFormat::Markdown;
  if (name == "sarif") return ReportFormat::Sarif;
  if (name == "github") return ReportFormat::Github;
  if (name == "html") return ReportFormat::Html;
  return std::nullopt;
}

std::string Report::verdict() const {
  const std::size_t count = plan ? plan->span.size() : 0;
  std::string targets;
  for (const Target& target : project.settings.targets) targets += " " + to_string(target);
  const auto& found = project.diagnostics.all();
  const bool falls_short = std::any_of(found.begin(), found.end(), [](const Diagnostic& diagnostic) {
    return diagnostic.id == DiagnosticId::way_back_falls_short && diagnostic.severity == Severity::error;
  });
  return fmt::format("{}, {}, for{}", counted(count, "revision"),
                     falls_short                        ? "not all with the way back that is required"
                     : project.diagnostics.has_errors() ? "with errors"
                                                        : "no errors",
                     targets);
}

std::string Report::one_line(Span statement) const {
  const std::string_view source = project.sources.text(statement);
  const char* const end = source.data() + source.size();
  std::string text;
  for (const char* p = source.data(); p < end;) {
    const std::string_view unit(p, scan::unit_end(p, end));
    p += unit.size();
    const bool comment = unit.starts_with("--") || unit.starts_with("/*");
    for (char c : comment ? std::string_view(" ") : unit) {
      const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
      if (!blank || (!text.empty() && text.back() != ' ')) text += blank ? ' ' : c;
    }
  }
  while (text.ends_with(';') || text.ends_with(' ')) text.pop_back();
  constexpr std::size_t most = 60;
  return printable(text.size() > most ? std::string(cut_utf8(text, most)) + "…" : text);
}

}  // namespace migc
