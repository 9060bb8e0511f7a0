// Diagnostics: what is reported, by which stable code, and where. Any stage reports and carries on; the
// program renders all of them at the end.
#pragma once

#include <fmt/format.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_set>
#include <utility>
#include <vector>

#include "support/source.h"

namespace migc {

enum class Severity { error, warning };
// What a project may make of a rule.
enum class Level { off, warning, error };
std::string_view level_name(Level level);
std::optional<Level> find_level(std::string_view name);

// One per line of diagnostics.def.
enum class DiagnosticId {
#define DIAGNOSTIC(name, ...) name,
#include "support/diagnostics.def"
#undef DIAGNOSTIC
};

struct DiagnosticInfo {
  std::string_view name;     // unknown_column
  std::string_view code;     // M203
  Level level;               // where the project sets no other
  std::string_view message;  // with {} where arguments go
};
// All of them, in the order of diagnostics.def.
const std::vector<DiagnosticInfo>& diagnostic_infos();

// Rules are the diagnostics that diagnostics.def makes no errors: a project may set their level.
bool is_rule(DiagnosticId id);
std::optional<DiagnosticId> find_diagnostic(std::string_view name);
std::string_view name_of(DiagnosticId id);

// What an author allows, with the reason. It covers a statement, or all of a revision.
struct Allowance {
  DiagnosticId rule;
  std::string why;
  Span span;          // where it is said
  Span covered;       // what it holds for
  bool used = false;  // whether it has silenced anything
};
// Whether an author may allow it: any rule (but the one about allowances), and a way back that falls short.
bool can_be_allowed(DiagnosticId id);

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
  // same place (found again for another target) is kept once; one that is off or allowed there is not kept.
  template <class... Args>
  Diagnostic& report(const DiagnosticKind<Args...>& kind, Span span,
                     const std::type_identity_t<Args>&... args) {
    return add(kind.id, span, fmt::vformat(kind.message, fmt::make_format_args(args...)));
  }

  // From now on a rule is reported like this.
  void set_level(DiagnosticId rule, Level level) { levels_[rule] = level; }
  Level level(DiagnosticId id) const;
  // What they cover is nested or apart; of a file they come in the order of their beginnings, the outer one first.
  void allow(Allowance allowance);
  const std::vector<Allowance>& allowances() const { return allowances_; }

  bool has_errors() const { return errors_ > 0; }
  // How many errors were reported so far, repetitions included.
  std::size_t errors() const { return errors_; }
  const std::vector<Diagnostic>& all() const { return list_; }

 private:
  Diagnostic& add(DiagnosticId id, Span span, std::string message);
  // Whether it is allowed there; if so, the innermost that allows it has been of use.
  bool allowed(DiagnosticId id, Span span);

  std::vector<Diagnostic> list_;
  std::map<DiagnosticId, Level> levels_;  // those that differ from diagnostics.def
  std::vector<Allowance> allowances_;
  std::vector<std::size_t> around_;  // of each allowance the next one outwards; no_allowance: none
  std::map<std::pair<DiagnosticId, FileId>, std::vector<std::size_t>> by_file_;  // places in allowances_
  std::unordered_set<std::string> seen_;
  Diagnostic unseen_{};  // takes the notes of one that is not kept
  std::size_t errors_ = 0;
};

std::string_view severity_word(Severity severity);  // "error"
const DiagnosticInfo& info(DiagnosticId id);
// By file and place, as they are shown.
std::vector<const Diagnostic*> in_order(const Diagnostics& diagnostics);

// Renderings.
std::string render_text(const Diagnostics& diagnostics, const Sources& sources, bool color);
std::string render_json(const Diagnostics& diagnostics, const Sources& sources);

// A bug in migc: never caused by input, ends the program with exit status 70.
struct InternalError {
  std::string what;
};

}  // namespace migc
