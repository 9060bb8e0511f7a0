#include "ir/history.h"

#include <algorithm>
#include <charconv>

#include "ir/applier.h"
#include "support/text.h"

namespace migc {

History::History(std::vector<Revision> revisions, Diagnostics& diagnostics)
    : revisions_(std::move(revisions)) {
  link(diagnostics);
  sort(diagnostics);
  if (!diagnostics.has_errors()) require_line(diagnostics);  // else a line in it may have been lost
}

void History::link(Diagnostics& diagnostics) {
  std::unordered_map<Name, Name> folded;
  for (std::size_t i = 0; i < revisions_.size(); ++i) {
    const Revision& revision = revisions_[i];
    const auto [other, fresh] = by_id_.try_emplace(revision.id.name, i);
    if (!fresh) {
      diagnostics.report(diag::duplicate_revision, revision.id.span, std::string(revision.id.name.str()))
          .label(revisions_[other->second].id.span, "the other one")
          .fix("give one of them an ID of its own");
      continue;
    }
    const auto [twin, alone] = folded.try_emplace(revision.id.name.folded(), revision.id.name);
    if (!alone)
      diagnostics.report(diag::names_differ_in_case, revision.id.span, show(revision.id.name),
                         show(twin->second));
  }
  std::vector<std::string_view> ids;
  for (const Revision& revision : revisions_) {
    for (const auto* list : {&revision.after, &revision.depends_on}) {
      for (std::size_t i = 0; i < list->size(); ++i) {
        const Ident& parent = (*list)[i];
        if (!by_id_.contains(parent.name)) {
          if (ids.empty())
            for (const Revision& other : revisions_) ids.push_back(other.id.name.str());
          suggest(diagnostics.report(diag::unknown_parent, parent.span, std::string(revision.id.name.str()),
                                     std::string(parent.name.str())),
                  parent.name, ids);
        }
        if (std::find_if(list->begin(), list->begin() + static_cast<long>(i), [&](const Ident& p) {
              return p.name == parent.name;
            }) != list->begin() + static_cast<long>(i))
          diagnostics.report(diag::parent_twice, parent.span, std::string(revision.id.name.str()),
                             std::string(parent.name.str()));
      }
    }
  }
}

// Depth first along the parents, the first written with all its ancestors first (rule S3); no recursion, a
// history may be long.
void History::sort(Diagnostics& diagnostics) {
  enum class Mark : std::uint8_t { New, Open, Done };
  std::vector<Mark> marks(revisions_.size(), Mark::New);
  std::vector<bool> is_parent(revisions_.size(), false);
  std::vector<std::vector<std::size_t>> parents(revisions_.size());
  for (std::size_t i = 0; i < revisions_.size(); ++i) {
    for (const auto* list : {&revisions_[i].after, &revisions_[i].depends_on})
      for (const Ident& parent : *list)
        if (const auto found = by_id_.find(parent.name); found != by_id_.end()) {
          parents[i].push_back(found->second);
          is_parent[found->second] = true;
        }
  }
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < revisions_.size(); ++i) starts.push_back(i);
  std::stable_sort(starts.begin(), starts.end(), [&](std::size_t a, std::size_t b) {
    if (is_parent[a] != is_parent[b]) return !is_parent[a];  // heads first; the rest is in circles
    return revisions_[a].id.name < revisions_[b].id.name;
  });
  bool circle_reported = false;
  std::vector<std::pair<std::size_t, std::size_t>> stack;
  for (std::size_t start : starts) {
    if (marks[start] != Mark::New) continue;
    marks[start] = Mark::Open;
    stack.emplace_back(start, 0);
    while (!stack.empty()) {
      const std::size_t at = stack.back().first;
      if (stack.back().second == parents[at].size()) {
        marks[at] = Mark::Done;
        order_.push_back(&revisions_[at]);
        stack.pop_back();
        continue;
      }
      const std::size_t parent = parents[at][stack.back().second++];
      if (marks[parent] == Mark::New) {
        marks[parent] = Mark::Open;
        stack.emplace_back(parent, 0);
      } else if (marks[parent] == Mark::Open && !circle_reported) {
        circle_reported = true;
        std::string circle;
        bool inside = false;
        std::size_t shown = 0;
        for (const auto& [index, next] : stack) {
          inside = inside || index == parent;
          if (inside && ++shown <= 10) circle += fmt::format("{} after ", revisions_[index].id.name.str());
        }
        circle += shown > 10 ? "…" : std::string(revisions_[parent].id.name.str());
        diagnostics.report(diag::revision_cycle, revisions_[at].id.span, circle);
      }
    }
  }
}

void History::require_line(Diagnostics& diagnostics) {
  for (std::size_t i = 0; i < order_.size(); ++i) {
    const Revision& revision = *order_[i];
    const bool first = i == 0 && revision.after.empty();
    const bool next = i > 0 && revision.after.size() == 1 && revision.after[0].name == order_[i - 1]->id.name;
    if (first || next) continue;
    const Span span = revision.after.empty() ? revision.id.span : revision.after[0].span;
    auto& diagnostic = diagnostics.report(diag::branching_history, span, std::string(revision.id.name.str()));
    if (i > 0) diagnostic.label(order_[i - 1]->id.span, "the revision before it in the history");
    if (i > 0)
      diagnostic.fix(fmt::format("put it in line: revision {} \"…\" after {}", revision.id.name.str(),
                                 order_[i - 1]->id.name.str()));
    return;
  }
}

std::optional<std::size_t> History::find(std::string_view name, Diagnostics& diagnostics) const {
  std::string_view base = name;
  long offset = 0;
  if (const std::size_t sign = name.find_last_of("+-"); sign != std::string_view::npos) {
    const char* end = name.data() + name.size();
    const auto [p, error] = std::from_chars(name.data() + sign + 1, end, offset);
    if (error == std::errc() && p == end && offset < 1'000'000'000) {
      if (name[sign] == '-') offset = -offset;
      base = name.substr(0, sign);
    } else {
      offset = 0;
    }
  }
  if (base.empty()) {
    diagnostics.report(diag::bad_range, Span{}, fmt::format("'{}' names no revision", name))
        .fix("+N and -N count from a revision: head-1, or FROM:+1");
    return std::nullopt;
  }
  std::optional<std::size_t> found;
  if (base == "base") found = 0;
  if (base == "head" || base == "heads") found = order_.size();
  std::vector<std::string> matches;
  for (std::size_t i = 0; i < order_.size() && !found; ++i)
    if (order_[i]->id.name.str() == base) found = i + 1;
  if (!found && !base.empty()) {
    std::size_t match = 0;
    for (std::size_t i = 0; i < order_.size(); ++i) {
      if (!order_[i]->id.name.str().starts_with(base)) continue;
      matches.push_back(std::string(order_[i]->id.name.str()));
      match = i + 1;
    }
    if (matches.size() == 1) found = match;
  }
  if (!found) {
    if (matches.size() > 1) {
      if (matches.size() > 6) matches.resize(6);
      diagnostics.report(diag::ambiguous_revision, Span{}, std::string(base), join_and(matches));
    } else {
      std::vector<std::string_view> ids;
      for (const Revision* revision : order_) ids.push_back(revision->id.name.str());
      auto& diagnostic = diagnostics.report(diag::unknown_revision, Span{}, std::string(base));
      if (const auto near = nearest(base, ids); !near.empty())
        diagnostic.fix(fmt::format("did you mean {}?", near));
    }
    return std::nullopt;
  }
  const long at = static_cast<long>(*found) + offset;
  if (at < 0 || at > static_cast<long>(order_.size())) {
    diagnostics.report(diag::bad_range, Span{}, fmt::format("'{}' lies outside the history", name));
    return std::nullopt;
  }
  return static_cast<std::size_t>(at);
}

std::optional<Range> History::range(std::string_view text, Diagnostics& diagnostics) const {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) {
    const auto to = find(text, diagnostics);
    if (!to) return std::nullopt;
    return Range{0, *to};
  }
  const std::string_view left = text.substr(0, colon);
  std::string right(text.substr(colon + 1));
  if (right.starts_with('+') || right.starts_with('-'))
    right = std::string(left.empty() ? "base" : left) + right;
  const auto from = find(left.empty() ? "base" : left, diagnostics);
  const auto to = find(right.empty() ? "head" : std::string_view(right), diagnostics);
  if (!from || !to) return std::nullopt;
  return Range{*from, *to};
}

}  // namespace migc
