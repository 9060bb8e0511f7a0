// The report as SARIF 2.1.0, for GitHub's code scanning and for editors.
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
#include "support/json.h"
#include "support/text.h"
#include "tools/migc/pages.h"
#include "tools/migc/report/report.h"
#include "tools/migc/report/repository.h"

#include <map>

namespace migc {

namespace {

using Json = nlohmann::ordered_json;

// A path as a URI reference (RFC 3986): what may not stand in one as it is, is written as %XX.
std::string uri(const std::string& path) {
  std::string out;
  for (char c : path) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || std::string_view("-._~/").find(c) != std::string_view::npos)
      out += c;
    else
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return path.starts_with('/') ? "file://" + out : out;
}

Json location(const Sources& sources, Span span) {
  Json region{{"startLine", sources.line_column(span.file, span.begin).line},
              {"startColumn", utf16_column(sources, span.file, span.begin)},
              {"endLine", sources.line_column(span.file, span.end).line},
              {"endColumn", utf16_column(sources, span.file, span.end)}};
  const std::string at = uri(repository_path(sources[span.file].path));
  Json artifact{{"uri", at}};
  if (!at.starts_with("file:")) artifact["uriBaseId"] = "%SRCROOT%";
  return {{"physicalLocation", {{"artifactLocation", std::move(artifact)}, {"region", std::move(region)}}}};
}

// A page of docs/diagnostics: its title, and the rest without what only our tests and its neighbours there understand.
struct Page {
  std::string title, text;
};
Page page_of(std::string_view code) {
  std::string_view rest = diagnostic_page(code);
  Page page;
  const auto line = [&] {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view found = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return found;
  };
  page.title = line();
  if (const std::size_t colon = page.title.find(": "); colon != std::string::npos)
    page.title.erase(0, colon + 2);
  while (!rest.empty()) {
    std::string_view found = line();
    if (found.starts_with("```mig")) found = "```mig";
    // [text](elsewhere.md): there is no elsewhere where this is shown.
    while (!found.empty()) {
      const std::size_t middle = found.find("](");
      const std::size_t begin = middle == std::string_view::npos ? middle : found.rfind('[', middle);
      const std::size_t end = begin == std::string_view::npos ? begin : found.find(')', middle);
      if (end == std::string_view::npos) break;
      page.text += fmt::format("{}{}", found.substr(0, begin), found.substr(begin + 1, middle - begin - 1));
      found.remove_prefix(end + 1);
    }
    page.text += fmt::format("{}\n", found);
  }
  page.text.erase(0, std::min(page.text.find_first_not_of('\n'), page.text.size()));
  return page;
}

// `level`: the one that the project gives it; a rule that is off has no results.
Json rule_of(const DiagnosticInfo& kind, Level level) {
  const Page page = page_of(kind.code);
  const std::string first = page.text.substr(0, page.text.find("\n\n"));
  return {{"id", kind.code},
          {"name", kind.name},
          {"shortDescription", {{"text", page.title}}},
          {"fullDescription", {{"text", first}}},
          {"help", {{"text", page.text}, {"markdown", page.text}}},
          {"defaultConfiguration", {{"level", level_name(level)}}},
          {"properties",
           {{"tags", {"database", "migration"}},
            {"precision", "very-high"},
            {"problem.severity", level_name(level)}}}};
}

// Text of a message in which links stand: brackets of its own are none.
std::string escaped(std::string_view text) {
  std::string out;
  for (char c : printable(text)) {
    if (c == '[' || c == ']' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

Json result_of(const Report& report, const Diagnostic& diagnostic, std::size_t rule,
               std::map<std::string, int>& seen) {
  const Sources& sources = report.project.sources;
  const DiagnosticInfo& kind = info(diagnostic.id);
  Json result{{"ruleId", kind.code}, {"ruleIndex", rule}, {"level", severity_word(diagnostic.severity)}};
  // GitHub shows the message alone: all that is to be said of it stands there, and beside it for programs.
  const bool links = !diagnostic.labels.empty();
  const auto said = [&](std::string_view words) { return links ? escaped(words) : printable(words); };
  std::string text = said(diagnostic.message);
  for (std::size_t i = 0; i < diagnostic.labels.size(); ++i)
    text += fmt::format("\n[{}]({})", said(diagnostic.labels[i].text), i + 1);
  for (const std::string& note : diagnostic.notes) text += "\nnote: " + said(note);
  for (const std::string& fix : diagnostic.fixes) text += "\nhelp: " + said(fix);
  result["message"]["text"] = text;

  // A message without a place is about the whole run; GitHub takes none without one.
  Span span = diagnostic.span;
  if (!span.known() && sources.size() > 0) span = {0, 0, 0};
  std::string line, path;
  result["locations"] = Json::array();
  if (span.known()) {
    result["locations"].push_back(location(sources, span));
    line = std::string(sources.line(span.file, sources.line_column(span.file, span.begin).line));
    path = repository_path(sources[span.file].path);
  }
  // The same finding after lines were put in above it: what is said, where, and the how manieth it is.
  const std::string print =
      stable_hash(fmt::format("{}\n{}\n{}", kind.code, path, line)) + stable_hash(diagnostic.message);
  result["partialFingerprints"]["primaryLocationLineHash"] = fmt::format("{}:{}", print, ++seen[print]);
  for (std::size_t i = 0; i < diagnostic.labels.size(); ++i) {
    const Label& label = diagnostic.labels[i];
    Json related{{"id", i + 1}};
    related.update(location(sources, label.span));
    related["message"]["text"] = printable(label.text);
    result["relatedLocations"].push_back(std::move(related));
  }
  if (!diagnostic.notes.empty()) result["properties"]["notes"] = diagnostic.notes;
  if (!diagnostic.fixes.empty()) result["properties"]["fixes"] = diagnostic.fixes;
  return result;
}

}  // namespace

std::string sarif_report(const Report& report) {
  const std::vector<const Diagnostic*> order = in_order(report.project.diagnostics);
  std::map<DiagnosticId, std::size_t> rules;  // in the order of the codes
  for (const Diagnostic* diagnostic : order) rules.emplace(diagnostic->id, 0);
  Json driver{{"name", "migc"}, {"semanticVersion", migc_version}, {"rules", Json::array()}};
  for (auto& [id, place] : rules) {
    place = driver["rules"].size();
    driver["rules"].push_back(rule_of(info(id), report.project.diagnostics.level(id)));
  }
  std::map<std::string, int> seen;
  Json results = Json::array();
  for (const Diagnostic* diagnostic : order)
    results.push_back(result_of(report, *diagnostic, rules.at(diagnostic->id), seen));
  Json run{
      {"tool", {{"driver", std::move(driver)}}},
      {"language", "en"},
      {"columnKind", "utf16CodeUnits"},
      {"originalUriBaseIds", {{"%SRCROOT%", {{"description", {{"text", "the top of the repository"}}}}}}},
      {"invocations", Json::array({{{"executionSuccessful", true}}})},
      {"results", std::move(results)}};
  return to_text({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                  {"version", "2.1.0"},
                  {"runs", Json::array({std::move(run)})}});
}

}  // namespace migc
