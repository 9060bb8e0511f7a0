#include "ir/history/history.h"

#include <algorithm>
#include <numeric>
#include <unordered_set>

#include "ir/applier.h"
#include "support/text.h"

namespace migc {

History::History(std::vector<Revision> revisions, Diagnostics& diagnostics)
    : revisions_(std::move(revisions)) {
  check_names(diagnostics);
  sort(diagnostics);
  link();
  check_branches(diagnostics);
  check_baselines(diagnostics);
}

namespace {

// What can be told from the other signs of a range.
bool is_word(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

}  // namespace

void History::check_names(Diagnostics& diagnostics) {
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
    std::unordered_set<Name> named;
    for (const auto* list : {&revision.after, &revision.depends_on}) {
      for (const Ident& parent : *list) {
        if (!by_id_.contains(parent.name)) {
          if (ids.empty())
            for (const Revision& other : revisions_) ids.push_back(other.id.name.str());
          suggest(diagnostics.report(diag::unknown_parent, parent.span, std::string(revision.id.name.str()),
                                     std::string(parent.name.str())),
                  parent.name, ids);
        }
        if (!named.insert(parent.name).second)
          diagnostics.report(diag::parent_twice, parent.span, std::string(revision.id.name.str()),
                             std::string(parent.name.str()));
      }
    }
  }
}

// Depth first along what each comes after, the first written with all its ancestors first (rule S3); no recursion, a
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
  std::vector<std::size_t> starts(revisions_.size());
  std::iota(starts.begin(), starts.end(), 0);
  std::stable_sort(starts.begin(), starts.end(), [&](std::size_t a, std::size_t b) {
    if (is_parent[a] != is_parent[b]) return !is_parent[a];  // heads first; the rest is in circles
    return revisions_[a].id.name < revisions_[b].id.name;
  });
  std::vector<std::size_t> sorted;
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
        sorted.push_back(at);
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
  std::vector<Revision> in_order;
  in_order.reserve(revisions_.size());
  for (std::size_t i : sorted) in_order.push_back(std::move(revisions_[i]));
  revisions_ = std::move(in_order);
}

void History::link() {
  by_id_.clear();
  nodes_.resize(revisions_.size());
  for (Rank place = 0; place < revisions_.size(); ++place) {
    const Revision& revision = revisions_[place];
    order_.push_back(&revision);
    Node& node = nodes_[place];
    const auto add = [&](const Ident& parent, bool is_parent) {
      const auto found = by_id_.find(parent.name);
      if (found == by_id_.end()) return;  // it was reported: not there, or in a circle
      const Rank other = found->second;
      if (std::find(node.before.begin(), node.before.end(), other) != node.before.end()) return;
      node.before.push_back(other);
      nodes_[other].after.push_back(place);
      if (!is_parent) return;
      node.parents.push_back(other);
      nodes_[other].children.push_back(place);
    };
    for (const Ident& parent : revision.after) add(parent, true);
    for (const Ident& other : revision.depends_on) add(other, false);
    by_id_.try_emplace(revision.id.name, place);
  }
  for (Rank place = 0; place < nodes_.size(); ++place) {
    if (nodes_[place].after.empty()) heads_.push_back(place);
    if (nodes_[place].before.empty()) bases_.push_back(place);
  }
}

void History::check_branches(Diagnostics& diagnostics) {
  for (Rank place = 0; place < revisions_.size(); ++place) {
    const Ident& name = revisions_[place].branch;
    if (name.name.empty()) continue;
    const std::string lower = to_lower(name.name.str());
    if (lower == "base" || lower == "head" || lower == "heads" || !is_word(name.name.str())) {
      diagnostics.report(diag::bad_branch_name, name.span, std::string(name.name.str()))
          .note("base, head and heads have a meaning of their own; a name has letters, digits and _");
      continue;
    }
    if (const auto same = by_id_.find(name.name); same != by_id_.end()) {
      diagnostics.report(diag::branch_name_taken, name.span, std::string(name.name.str()))
          .label(revisions_[same->second].id.span, "a revision has it as its ID");
      continue;
    }
    const auto [other, fresh] = branches_.try_emplace(name.name, place);
    if (!fresh)
      diagnostics.report(diag::branch_name_taken, name.span, std::string(name.name.str()))
          .label(revisions_[other->second].branch.span, "another branch has it");
  }
}

void History::check_baselines(Diagnostics& diagnostics) {
  for (const Revision& revision : revisions_) {
    for (const auto* list : {&revision.after, &revision.depends_on})
      if (revision.baseline && !list->empty())
        diagnostics
            .report(diag::bad_baseline, *revision.baseline,
                    fmt::format("a baseline comes after nothing, and {} comes after {}",
                                revision.id.name.str(), list->front().name.str()))
            .note("it declares all that is there when the history begins")
            .fix("leave 'baseline' out; assume { … } declares what was made by hand in between");
    for (const Ident& replaced : revision.replaces) {
      if (const auto there = by_id_.find(replaced.name); there != by_id_.end())
        diagnostics
            .report(diag::bad_baseline, replaced.span,
                    fmt::format("{} is replaced, and is still there", replaced.name.str()))
            .label(revisions_[there->second].id.span, "here")
            .fix("take its file out of the history");
    }
  }
}

std::vector<Rank> History::heads_of(Rank place) const {
  std::vector<Rank> heads;
  std::vector<bool> seen(size(), false);
  std::vector<Rank> open{place};
  seen[place] = true;
  while (!open.empty()) {
    const Rank next = open.back();
    open.pop_back();
    if (children(next).empty()) heads.push_back(next);
    for (Rank child : children(next))
      if (!seen[child]) {
        seen[child] = true;
        open.push_back(child);
      }
  }
  std::sort(heads.begin(), heads.end());
  return heads;
}

std::optional<Rank> History::find(Name id) const {
  const auto found = by_id_.find(id);
  if (found == by_id_.end()) return std::nullopt;
  return found->second;
}

std::optional<Rank> History::branch(Name name) const {
  const auto found = branches_.find(name);
  if (found == branches_.end()) return std::nullopt;
  return found->second;
}

std::vector<std::string_view> History::names() const {
  std::vector<std::string_view> names;
  for (const Revision& revision : revisions_) {
    names.push_back(revision.id.name.str());
    if (!revision.branch.name.empty()) names.push_back(revision.branch.name.str());
  }
  return names;
}

std::vector<Rank> History::closure(const std::vector<Rank>& tips, std::vector<bool>& there) const {
  there.resize(size(), false);
  std::vector<Rank> order;
  std::vector<std::pair<Rank, std::size_t>> stack;
  for (Rank tip : tips) {
    if (there[tip]) continue;
    there[tip] = true;
    stack.emplace_back(tip, 0);
    while (!stack.empty()) {
      const Rank at = stack.back().first;
      if (stack.back().second == before(at).size()) {
        order.push_back(at);
        stack.pop_back();
        continue;
      }
      const Rank next = before(at)[stack.back().second++];
      if (there[next]) continue;
      there[next] = true;
      stack.emplace_back(next, 0);
    }
  }
  return order;
}

void History::mark_descendants(Rank place, std::vector<bool>& marks) const {
  if (marks[place]) return;
  std::vector<Rank> open{place};
  marks[place] = true;
  while (!open.empty()) {
    const Rank next = open.back();
    open.pop_back();
    for (Rank child : after(next))
      if (!marks[child]) {
        marks[child] = true;
        open.push_back(child);
      }
  }
}

}  // namespace migc
