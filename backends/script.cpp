#include "backends/script.h"

#include <fmt/format.h>

#include <algorithm>

#include "support/text.h"

namespace migc {

std::string as_comment(std::string_view text) {
  std::string out;
  while (true) {
    const std::size_t end = text.find('\n');
    std::string line;
    for (char c : text.substr(0, end)) line += static_cast<unsigned char>(c) < 0x20 && c != '\t' ? ' ' : c;
    // `-- +goose Up`, `--changeset`, `-- migrate:up`, `-- rollback` are commands of runners; a bar in
    // front makes them words again. SQL*Plus reads `&`, sqlcmd `$(`.
    const std::string lower = to_lower(line);
    const std::size_t first = lower.find_first_not_of(" \t");
    const std::string_view word =
        first == std::string::npos ? std::string_view() : std::string_view(lower).substr(first);
    const bool directive = word.starts_with("+") || word.starts_with("migrate:") ||
                           word.starts_with("changeset") || word.starts_with("rollback") ||
                           word.starts_with("precondition") || word.starts_with("liquibase") ||
                           word.starts_with("!") || word.starts_with("name:") || word == "go";
    for (std::size_t i = 0; i < line.size(); ++i)
      if (line[i] == '&' || (line[i] == '$' && i + 1 < line.size() && line[i + 1] == '(')) line[i] = '+';
    // A hyphen at the end joins the next line to this one for SQL*Plus.
    if (line.ends_with('-')) line += " .";
    out += fmt::format("--{}{}{}\n", line.empty() ? "" : " ", directive ? "| " : "", line);
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + 1);
  }
}

std::size_t leading_guards(const std::vector<SqlStep>& steps) {
  const auto other = std::find_if(steps.begin(), steps.end(),
                                  [](const SqlStep& step) { return step.kind != StepKind::Guard; });
  return static_cast<std::size_t>(other - steps.begin());
}

std::string script_header(const Script& script, const std::vector<std::string>& transactions) {
  std::string text = fmt::format("migc {}: {} for {}\n", migc_version,
                                 script.bookkeeping                  ? "stamp"
                                 : script.direction == Direction::Up ? "upgrade"
                                                                     : "downgrade",
                                 to_string(script.target));
  text += fmt::format("from {} to {}, {}:", name_of(script.before),
                      name_of(script.standing(script.revisions.size())),
                      counted(script.revisions.size(), "revision"));
  std::string out = as_comment(text);
  for (const ScriptRevision& part : script.revisions)
    out += as_comment(fmt::format("  {}  {}", part.revision->id.name.str(), part.revision->message));
  if (script.bookkeeping)
    out += as_comment(
        fmt::format("Nothing but the version table, {}, is changed.", script.version_table.name.str()));
  for (const std::string& line : transactions) out += as_comment(line);
  return out + "\n";
}

std::string revision_heading(const ScriptRevision& part, Direction direction) {
  std::string out = as_comment(fmt::format("===== {} {} \"{}\"", direction == Direction::Up ? "up:" : "down:",
                                           part.revision->id.name.str(), part.revision->message));
  if (!part.revision->comment.empty()) out += as_comment(part.revision->comment);
  for (const std::string& note : part.notes) out += as_comment("note: " + note);
  return out + "\n";
}

std::string step_comment(const SqlStep& step, const Sources& sources) {
  std::string out;
  if (!step.comment.empty()) out += as_comment(step.comment);
  std::string places;
  std::string last;
  for (const Span& span : step.sources) {
    if (!span.known()) continue;
    const std::string at = sources.short_place(span);
    if (at == last) continue;
    places += (places.empty() ? "" : ", ") + at;
    last = at;
  }
  if (!places.empty()) out += as_comment(places);
  return out;
}

std::string terminated(const std::string& sql) { return sql.ends_with(';') ? sql : sql + ";"; }

std::string step_text(const SqlStep& step, const Sources& sources) {
  std::string out = step_comment(step, sources);
  for (const std::string& sql : step.sql) out += terminated(sql) + "\n";
  return out + "\n";
}

std::string wrong_revision_message(const Script& script) {
  if (!script.replaced.empty())
    return "migc: this script is for an empty history, or for one that the baseline replaces, and the "
           "database "
           "stands elsewhere";
  return script.before.tips.empty()
             ? std::string("migc: this script is for an empty history, and revisions are applied")
             : fmt::format("migc: this script is for a database at revision {}, and it is not",
                           name_of(script.before));
}

std::string wrong_part_message(const Standing& standing) {
  return fmt::format("migc: this part of the script goes on from {}, and the database is not there",
                     name_of(standing));
}

}  // namespace migc
