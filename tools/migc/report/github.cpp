// The report as workflow commands: GitHub shows them at the lines of a pull request.
// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
#include "support/text.h"
#include "tools/migc/report/report.h"
#include "tools/migc/report/repository.h"

namespace migc {

namespace {

// What a command is told apart by has to be written otherwise: in a message, and besides in the value of a property.
std::string escaped(std::string_view text, bool property) {
  std::string out;
  for (char c : printable(text)) {
    if (c == '%')
      out += "%25";
    else if (c == '\n')
      out += "%0A";
    else if (c == '\r')
      out += "%0D";
    else if (property && c == ':')
      out += "%3A";
    else if (property && c == ',')
      out += "%2C";
    else
      out += c;
  }
  return out;
}

std::string message(const Report& report, const Diagnostic& diagnostic) {
  std::string text = diagnostic.message;
  for (const Label& label : diagnostic.labels)
    text += fmt::format("\n{}: {}", report.project.sources.short_place(label.span), label.text);
  for (const std::string& note : diagnostic.notes) text += "\nnote: " + note;
  for (const std::string& fix : diagnostic.fixes) text += "\nhelp: " + fix;
  return escaped(text, false);
}

std::string place(const Sources& sources, Span span) {
  if (!span.known()) return {};
  const std::uint32_t first = sources.line_column(span.file, span.begin).line;
  const std::uint32_t last = sources.line_column(span.file, span.end).line;
  std::string out =
      fmt::format("file={},line={},", escaped(repository_path(sources[span.file].path), true), first);
  // Columns of several lines are refused.
  if (first == last) out += fmt::format("col={},", utf16_column(sources, span.file, span.begin));
  out += fmt::format("endLine={},", last);
  if (first == last) out += fmt::format("endColumn={},", utf16_column(sources, span.file, span.end));
  return out;
}

}  // namespace

std::string github_report(const Report& report) {
  const Project& project = report.project;
  std::string out;
  for (const Diagnostic* diagnostic : in_order(project.diagnostics)) {
    const DiagnosticInfo& kind = info(diagnostic->id);
    out +=
        fmt::format("::{} {}title={}::{}\n", severity_word(diagnostic->severity),
                    place(project.sources, diagnostic->span),
                    escaped(fmt::format("{} {}", kind.code, kind.name), true), message(report, *diagnostic));
  }
  std::string summary = report.compiled ? summary_text(report) : report.verdict();
  while (summary.ends_with('\n')) summary.pop_back();
  return out + fmt::format("::notice title=migc check::{}\n", escaped(summary, false));
}

}  // namespace migc
