#include "tools/migc/sum.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "frontend/print.h"
#include "ir/apply.h"
#include "support/digest.h"
#include "support/text.h"
#include "tools/migc/files.h"

namespace migc {

namespace {

namespace fs = std::filesystem;

// What a digest is made of may change with a later version of migc; the word in front says which one it is.
constexpr std::string_view digest_form = "m1:";
constexpr std::string_view heading =
    "# What each revision meant when it was recorded: its number, its ID, a digest of its canonical form.\n"
    "# Written by migc build; it belongs into version control. A revision that a database has run is not "
    "edited any more.\n";

void strip(std::vector<Statement>& statements) {
  for (Statement& statement : statements) {
    statement.comment.clear();
    statement.allows.clear();
    if (auto* hand = std::get_if<ByHand>(&statement.op)) {
      strip(hand->up);
      strip(hand->down);
    }
  }
}

std::string digest_of(const Revision& revision, const NamingHistory& naming) {
  return std::string(digest_form) + sha256(canonical_form(revision, naming.at(revision.id.name)));
}

}  // namespace

std::string canonical_form(const Revision& revision, const Naming& naming) {
  Revision bare = revision;
  bare.message.clear();
  bare.comment.clear();
  bare.allows.clear();
  bare.branch = {};
  strip(bare.statements);
  std::string text = print(bare, bare.statements);
  const Naming usual;
  for (const auto entry : {&Naming::primary_key, &Naming::unique, &Naming::foreign_key, &Naming::check,
                           &Naming::exclude, &Naming::index})
    text += naming.*entry == usual.*entry ? "\n" : naming.*entry + "\n";
  return text;
}

Sum::Sum(const Project& project)
    : project_(project), path_((fs::path(project.settings.folder) / "migc.sum").string()) {
  std::error_code error;
  if (!fs::exists(path_, error)) return;
  const std::string text = read_file(path_);
  std::set<unsigned> numbers;
  std::size_t line_number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = std::string_view(text).substr(begin, end - begin);
    begin = end + 1;
    ++line_number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#')) continue;
    const auto bad = [&](std::string_view why) {
      return UsageError{fmt::format("{}:{}: {}", path_, line_number, why)};
    };
    Entry entry;
    const auto [p, failed] = std::from_chars(line.data(), line.data() + line.size(), entry.number);
    std::string_view rest(p, static_cast<std::size_t>(line.data() + line.size() - p));
    const std::size_t space = rest.find(' ', 1);
    if (failed != std::errc() || entry.number == 0 || !rest.starts_with(' ') ||
        space == std::string_view::npos || space == 1)
      throw bad(
          "a line is a number, the ID of a revision, and a digest; take what git has left of a conflict out");
    const std::string id(rest.substr(1, space - 1));
    entry.digest = rest.substr(space + 1);
    if (!entry.digest.starts_with(digest_form))
      throw bad(fmt::format("'{}' is no digest that this migc knows", printable(entry.digest)));
    if (!numbers.insert(entry.number).second)
      throw bad(fmt::format(
          "the number {} is given twice: take the line of the revision that no database has run out, "
          "and build again",
          entry.number));
    last_ = std::max(last_, entry.number);
    if (!entries_.emplace(id, entry).second) throw bad(fmt::format("revision {} stands here twice", id));
  }
  for (const Revision* revision : project.history->order()) any_changed_ = any_changed_ || changed(*revision);
}

bool Sum::changed(const Revision& revision) const {
  const auto entry = entries_.find(revision.id.name.str());
  return entry != entries_.end() && entry->second.digest != digest_of(revision, project_.settings.naming);
}

bool Sum::is_squashed(const Revision& revision) const {
  return std::any_of(revision.replaces.begin(), revision.replaces.end(),
                     [&](const Ident& id) { return entries_.contains(id.name.str()); });
}

void Sum::looked_at(CompiledRevision& compiled, Schema& schema) {
  if (!any_changed_) return;
  Diagnostics quiet;
  schema.begin_journal();
  apply(compiled.up, schema, quiet);
  const Journal journal = schema.end_journal();
  schema.roll_back(journal);
  std::set<std::string>& touched = touched_[compiled.revision];
  for (const auto& [name, before] : journal.tables) touched.insert("table " + show(name));
  for (const auto& [key, object] : journal.objects)
    if (object) touched.insert(show(name_of(*object)));
}

void Sum::check(Project& project, bool all_recorded) const {
  const History& history = *project.history;
  for (Rank rank = 0; rank < history.size(); ++rank) {
    const Revision& revision = history.at(rank);
    const std::string id(revision.id.name.str());
    if (!entries_.contains(id)) {
      if (all_recorded)
        project.diagnostics.report(diag::not_recorded, revision.id.span, id)
            .fix("migc build records it; migc.sum belongs into version control");
      continue;
    }
    if (!changed(revision) || is_squashed(revision)) continue;
    auto& diagnostic = project.diagnostics.report(diag::revision_changed, revision.id.span, id);
    std::vector<bool> above(history.size(), false);
    history.mark_descendants(rank, above);
    const auto mine = touched_.find(&revision);
    for (Rank later = rank + 1; later < history.size() && mine != touched_.end(); ++later) {
      const auto theirs = touched_.find(&history.at(later));
      if (!above[later] || theirs == touched_.end()) continue;
      std::vector<std::string> both;
      for (const std::string& thing : theirs->second)
        if (mine->second.contains(thing)) both.push_back(thing);
      if (!both.empty())
        diagnostic.note(
            fmt::format("revision {} comes after it, and touches {}", history.id(later), join_and(both)));
    }
    diagnostic.fix("take the change back, and make it in a new revision")
        .fix("or, when no database has run it: take its line out of migc.sum, and build again");
  }
  std::set<std::string_view> replaced;
  for (const Revision* revision : history.order())
    for (const Ident& id : revision->replaces) replaced.insert(id.name.str());
  for (const auto& [id, entry] : entries_)
    if (!history.find(Name(id)) && !replaced.contains(id))
      project.diagnostics.report(diag::recorded_revision_gone, Span{}, id)
          .fix("bring its file back")
          .fix("or, when no database has run it: take its line out of migc.sum");
}

void Sum::record(const std::vector<const Revision*>& revisions) {
  for (const Revision* revision : revisions) {
    const std::string id(revision->id.name.str());
    if (is_squashed(*revision)) {
      if (const auto own = entries_.find(id); own != entries_.end())
        own->second.digest = digest_of(*revision, project_.settings.naming);
      for (const Ident& other : revision->replaces) entries_.erase(std::string(other.name.str()));
    }
    if (!entries_.contains(id)) entries_[id] = {++last_, digest_of(*revision, project_.settings.naming)};
  }
}

std::string Sum::text() const {
  std::vector<std::pair<unsigned, std::string>> lines;
  for (const auto& [id, entry] : entries_)
    lines.emplace_back(entry.number, fmt::format("{} {} {}\n", entry.number, id, entry.digest));
  std::sort(lines.begin(), lines.end());
  std::string text(heading);
  for (const auto& [number, line] : lines) text += line;
  return text;
}

}  // namespace migc
