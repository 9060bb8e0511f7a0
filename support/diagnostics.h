// Diagnostics: what is reported, by which stable code, and where. Any stage reports and carries on; the
// program renders all of them at the end.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_set>
#include <utility>
#include <vector>

#include "support/source.h"

namespace migc {

enum class Severity { error, warning };

// One per line of diagnostics.def.
enum class DiagnosticId {
#define DIAGNOSTIC(name, ...) name,
#include "support/diagnostics.def"
#undef DIAGNOSTIC
};

struct DiagnosticInfo {
  std::string_view name;  // unknown_column
  std::string_view code;  // M203
  Severity severity;
  std::string_view message;  // with {} where arguments go
};
// All of them, in the order of diagnostics.def.
const std::vector<DiagnosticInfo>& diagnostic_infos();

// A diagnostic's message with the types of its arguments, checked when migc is compiled.
template <class... Args>
struct DiagnosticKind {
  DiagnosticId id;
  fmt::format_string<Args...> message;
};

namespace diag {
#define DIAGNOSTIC(name, code, severity, message, ...) \
  inline constexpr DiagnosticKind<__VA_ARGS__> name{DiagnosticId::name, message};
#include "support/diagnostics.def"
#undef DIAGNOSTIC
}  // namespace diag

struct Label {
  Span span;
  std::string text;
};

struct Diagnostic {
  DiagnosticId id;
  Severity severity;
  Span span;  // may be unknown: then it is about the whole run
  std::string message;
  std::vector<Label> labels;       // other places that matter
  std::vector<std::string> notes;  // why
  std::vector<std::string> fixes;  // what to do

  Diagnostic& label(Span place, std::string text);
  Diagnostic& note(std::string text);
  Diagnostic& fix(std::string text);
};

class Diagnostics {
 public:
  // Adds a diagnostic at `span`. The reference is good until the next report. The very same one at the
  // same place (found again for another target) is kept once.
  template <class... Args>
  Diagnostic& report(const DiagnosticKind<Args...>& kind, Span span,
                     const std::type_identity_t<Args>&... args) {
    return add(kind.id, span, fmt::vformat(kind.message, fmt::make_format_args(args...)));
  }

  bool has_errors() const { return errors_ > 0; }
  // How many errors were reported so far, repetitions included.
  std::size_t errors() const { return errors_; }
  const std::vector<Diagnostic>& all() const { return list_; }

 private:
  Diagnostic& add(DiagnosticId id, Span span, std::string message);

  std::vector<Diagnostic> list_;
  std::unordered_set<std::string> seen_;
  Diagnostic repeated_{};  // takes the notes of a repetition
  std::size_t errors_ = 0;
};

// Renderings; diagnostics are shown by file and place.
std::string render_text(const Diagnostics& diagnostics, const Sources& sources, bool color);
std::string render_json(const Diagnostics& diagnostics, const Sources& sources);

// A bug in migc: never caused by input, ends the program with exit status 70.
struct InternalError {
  std::string what;
};

}  // namespace migc
