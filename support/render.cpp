// Diagnostics as text with carets, and as JSON.
#include <algorithm>

#include "support/json.h"
#include "support/text.h"

namespace migc {

namespace {

constexpr std::size_t snippet_width = 100;
constexpr std::size_t most_shown = 100;  // messages, for people; JSON has all

struct Colors {
  std::string_view bold, error, warning, mark, off;
};
constexpr Colors plain{"", "", "", "", ""};
constexpr Colors ansi{"\033[1m", "\033[1;31m", "\033[1;33m", "\033[1;36m", "\033[0m"};

// The line of `span` and, under it, carets. Long lines are cut around the place; control characters
// and tabs are shown as spaces so that the carets stand right and a terminal stays whole.
std::string snippet(const Sources& sources, Span span, char caret, std::string_view text,
                    const Colors& colors) {
  const LineColumn at = sources.line_column(span.file, span.begin);
  const std::string_view whole = sources.line(span.file, at.line);
  std::size_t column = std::min<std::size_t>(at.column - 1, whole.size());
  std::size_t first = 0;
  if (column > snippet_width * 3 / 4) first = column - snippet_width / 2;
  while (first < whole.size() && (static_cast<unsigned char>(whole[first]) & 0xC0) == 0x80) ++first;
  std::string_view shown = whole.substr(first);
  bool cut = false;
  if (shown.size() > snippet_width) {
    std::size_t end = snippet_width;
    while (end > 0 && (static_cast<unsigned char>(shown[end]) & 0xC0) == 0x80) --end;
    shown = shown.substr(0, end);
    cut = true;
  }
  std::string line;
  for (char c : shown) line += c == '\t' || c == '\r' ? ' ' : c;
  const auto width_of = [](std::string_view bytes) {
    return std::count_if(bytes.begin(), bytes.end(),
                         [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  };
  const std::size_t offset = column - first;
  const std::size_t length =
      std::min<std::size_t>(std::max<std::uint32_t>(1, span.end - span.begin),
                            std::max<std::size_t>(1, shown.size() - std::min(offset, shown.size())));
  const std::string_view lead = std::string_view(line).substr(0, std::min(offset, line.size()));
  const std::string_view marked = std::string_view(line).substr(lead.size(), length);
  const std::string_view prefix = first > 0 ? "..." : "";
  std::string result = fmt::format("{:>5} | {}{}{}\n", at.line, prefix, printable(line), cut ? "..." : "");
  result += fmt::format("{:>5} | {}{}{}{}{}{}\n", "", std::string(width_of(lead) + prefix.size(), ' '),
                        colors.mark, std::string(std::max<std::size_t>(1, width_of(marked)), caret),
                        text.empty() ? "" : " ", text, colors.off);
  return result;
}

}  // namespace

std::vector<const Diagnostic*> in_order(const Diagnostics& diagnostics) {
  std::vector<const Diagnostic*> order;
  for (const Diagnostic& diagnostic : diagnostics.all()) order.push_back(&diagnostic);
  std::stable_sort(order.begin(), order.end(), [](const Diagnostic* a, const Diagnostic* b) {
    return std::pair(a->span.file, a->span.begin) < std::pair(b->span.file, b->span.begin);
  });
  return order;
}

std::string_view severity_word(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
  }
  return "";
}

// What follows the first line stands below it.
static std::string indented(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += text[i];
    if (text[i] == '\n' && i + 1 < text.size() && text[i + 1] != '\n') out += "        ";
  }
  return out;
}

std::string render_text(const Diagnostics& diagnostics, const Sources& sources, bool color) {
  const Colors& colors = color ? ansi : plain;
  std::string out;
  std::size_t shown = 0;
  for (const Diagnostic* diagnostic : in_order(diagnostics)) {
    if (++shown > most_shown) {
      out += fmt::format("migc: {} more messages are not shown\n", diagnostics.all().size() - most_shown);
      break;
    }
    const DiagnosticInfo& kind = info(diagnostic->id);
    const Span span = diagnostic->span;
    if (span.known()) {
      const LineColumn at = sources.line_column(span.file, span.begin);
      out += fmt::format("{}{}:{}:{}:{} ", colors.bold, printable(sources[span.file].path), at.line,
                         at.column, colors.off);
    } else {
      out += fmt::format("{}migc:{} ", colors.bold, colors.off);
    }
    out += fmt::format(
        "{}{}:{} {} [{}]\n", diagnostic->severity == Severity::error ? colors.error : colors.warning,
        severity_word(diagnostic->severity), colors.off, printable(diagnostic->message), kind.code);
    if (span.known() && !sources[span.file].text.empty()) out += snippet(sources, span, '^', "", colors);
    for (const Label& label : diagnostic->labels) {
      if (label.span.file != span.file) {
        const LineColumn at = sources.line_column(label.span.file, label.span.begin);
        out += fmt::format("      = {}:{}:{}\n", sources[label.span.file].path, at.line, at.column);
      }
      out += snippet(sources, label.span, '-', label.text, colors);
    }
    for (const std::string& note : diagnostic->notes)
      out += fmt::format("      = note: {}\n", indented(printable(note)));
    for (const std::string& fix : diagnostic->fixes) out += fmt::format("      = help: {}\n", printable(fix));
  }
  return out;
}

void add_place(nlohmann::ordered_json& json, Span span, const Sources& sources) {
  if (!span.known()) return;
  const LineColumn begin = sources.line_column(span.file, span.begin);
  const LineColumn end = sources.line_column(span.file, span.end);
  json["file"] = sources[span.file].path;
  json["line"] = begin.line;
  json["column"] = begin.column;
  json["end_line"] = end.line;
  json["end_column"] = end.column;
}

nlohmann::ordered_json diagnostics_json(const Diagnostics& diagnostics, const Sources& sources) {
  using Json = nlohmann::ordered_json;
  Json list = Json::array();
  for (const Diagnostic* diagnostic : in_order(diagnostics)) {
    const DiagnosticInfo& kind = info(diagnostic->id);
    Json json;
    json["code"] = kind.code;
    json["name"] = kind.name;
    json["severity"] = severity_word(diagnostic->severity);
    json["message"] = diagnostic->message;
    add_place(json, diagnostic->span, sources);
    for (const Label& label : diagnostic->labels) {
      Json other;
      other["text"] = label.text;
      add_place(other, label.span, sources);
      json["labels"].push_back(std::move(other));
    }
    if (!diagnostic->notes.empty()) json["notes"] = diagnostic->notes;
    if (!diagnostic->fixes.empty()) json["fixes"] = diagnostic->fixes;
    list.push_back(std::move(json));
  }
  Json root;
  root["diagnostics"] = std::move(list);
  return root;
}

std::string to_text(const nlohmann::ordered_json& json) {
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string render_json(const Diagnostics& diagnostics, const Sources& sources) {
  return to_text(diagnostics_json(diagnostics, sources));
}

}  // namespace migc
