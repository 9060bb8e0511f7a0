#include "support/diagnostics.h"

namespace migc {

const std::vector<DiagnosticInfo>& diagnostic_infos() {
  static const std::vector<DiagnosticInfo> infos = {
#define DIAGNOSTIC(name, code, severity, message, ...) {#name, code, Severity::severity, message},
#include "support/diagnostics.def"
#undef DIAGNOSTIC
  };
  return infos;
}

Diagnostic& Diagnostic::label(Span place, std::string text) {
  if (place.known()) labels.push_back({place, std::move(text)});
  return *this;
}

Diagnostic& Diagnostic::note(std::string text) {
  notes.push_back(std::move(text));
  return *this;
}

Diagnostic& Diagnostic::fix(std::string text) {
  fixes.push_back(std::move(text));
  return *this;
}

Diagnostic& Diagnostics::add(DiagnosticId id, Span span, std::string message) {
  const Severity severity = diagnostic_infos()[static_cast<std::size_t>(id)].severity;
  // A repetition is an error, too: what found it can't go on.
  if (severity == Severity::error) ++errors_;
  std::string key =
      fmt::format("{}:{}:{}:{}:{}", static_cast<int>(id), span.file, span.begin, span.end, message);
  if (!seen_.insert(std::move(key)).second) {
    repeated_ = Diagnostic{};
    return repeated_;
  }
  list_.push_back(Diagnostic{id, severity, span, std::move(message), {}, {}, {}});
  return list_.back();
}

}  // namespace migc
