#include "support/diagnostics.h"

#include <algorithm>

namespace migc {

namespace {
constexpr std::size_t no_allowance = static_cast<std::size_t>(-1);
}  // namespace

const std::vector<DiagnosticInfo>& diagnostic_infos() {
  static const std::vector<DiagnosticInfo> infos = {
#define DIAGNOSTIC(name, code, level, message, ...) {#name, code, Level::level, message},
#include "support/diagnostics.def"
#undef DIAGNOSTIC
  };
  return infos;
}

std::string_view level_name(Level level) {
  switch (level) {
    case Level::off:
      return "off";
    case Level::warning:
      return "warning";
    case Level::error:
      return "error";
  }
  return {};
}

std::optional<Level> find_level(std::string_view name) {
  for (Level level : {Level::off, Level::warning, Level::error})
    if (level_name(level) == name) return level;
  return std::nullopt;
}

bool is_rule(DiagnosticId id) {
  return diagnostic_infos()[static_cast<std::size_t>(id)].level != Level::error;
}

std::optional<DiagnosticId> find_diagnostic(std::string_view name) {
  const auto& infos = diagnostic_infos();
  const auto found =
      std::find_if(infos.begin(), infos.end(), [&](const DiagnosticInfo& info) { return info.name == name; });
  if (found == infos.end()) return std::nullopt;
  return static_cast<DiagnosticId>(found - infos.begin());
}

std::string_view name_of(DiagnosticId id) { return diagnostic_infos()[static_cast<std::size_t>(id)].name; }

bool can_be_allowed(DiagnosticId id) {
  // What was recorded is not for the file to say.
  const bool of_the_record =
      id == DiagnosticId::revision_changed || id == DiagnosticId::recorded_revision_gone;
  return id == DiagnosticId::way_back_falls_short ||
         (is_rule(id) && id != DiagnosticId::unused_allow && !of_the_record);
}

const DiagnosticInfo& info(DiagnosticId id) { return diagnostic_infos()[static_cast<std::size_t>(id)]; }

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

Level Diagnostics::level(DiagnosticId id) const {
  if (const auto set = levels_.find(id); set != levels_.end()) return set->second;
  return diagnostic_infos()[static_cast<std::size_t>(id)].level;
}

void Diagnostics::allow(Allowance allowance) {
  auto& list = by_file_[{allowance.rule, allowance.covered.file}];
  std::size_t around = list.empty() ? no_allowance : list.back();
  while (around != no_allowance && allowances_[around].covered.end < allowance.covered.end)
    around = around_[around];
  list.push_back(allowances_.size());
  around_.push_back(around);
  allowances_.push_back(std::move(allowance));
}

bool Diagnostics::allowed(DiagnosticId id, Span span) {
  const auto found = by_file_.find({id, span.file});
  if (found == by_file_.end()) return false;
  const auto& list = found->second;
  const auto after = std::upper_bound(
      list.begin(), list.end(), span.begin,
      [&](std::uint32_t at, std::size_t place) { return at < allowances_[place].covered.begin; });
  std::size_t place = after == list.begin() ? no_allowance : *(after - 1);
  while (place != no_allowance && allowances_[place].covered.end < span.end) place = around_[place];
  if (place == no_allowance) return false;
  allowances_[place].used = true;
  return true;
}

Diagnostic& Diagnostics::add(DiagnosticId id, Span span, std::string message) {
  const Level level = this->level(id);
  if (level == Level::off || allowed(id, span)) return unseen_ = Diagnostic{};
  const Severity severity = level == Level::error ? Severity::error : Severity::warning;
  // A repetition is an error, too: what found it can't go on.
  if (severity == Severity::error) ++errors_;
  std::string key =
      fmt::format("{}:{}:{}:{}:{}", static_cast<int>(id), span.file, span.begin, span.end, message);
  if (!seen_.insert(std::move(key)).second) return unseen_ = Diagnostic{};
  list_.push_back(Diagnostic{id, severity, span, std::move(message), {}, {}, {}});
  return list_.back();
}

}  // namespace migc
