#include "ir/history/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "ir/history/drawing.h"

namespace migc {

namespace {

struct Ends {
  Point from, to;
  std::string_view from_name, to_name;
};

std::optional<Ends> ends_of(const History& history, std::string_view range, Diagnostics& diagnostics) {
  const std::size_t colon = range.find(':');
  if (colon == std::string_view::npos) {
    const auto to = find_point(history, range, diagnostics);
    if (!to) return std::nullopt;
    return Ends{{}, *to, "base", range};
  }
  std::string_view left = range.substr(0, colon);
  std::string_view right = range.substr(colon + 1);
  if (left.empty()) left = "base";
  if (right.empty()) right = "head";
  const auto from = find_point(history, left, diagnostics);
  if (!from) return std::nullopt;
  const bool counts = right.starts_with('+') || right.starts_with('-');
  if (counts && left.find(',') != std::string_view::npos) {
    diagnostics.report(diag::bad_range, Span{}, fmt::format("'{}' counts from several revisions", right))
        .fix("name the revision itself");
    return std::nullopt;
  }
  const auto to =
      find_point(history, counts ? fmt::format("{}{}", left, right) : std::string(right), diagnostics);
  if (!to) return std::nullopt;
  return Ends{*from, *to, left, right};
}

Plan plan_from(const History& history, const std::vector<Rank>& applied, const std::vector<Rank>& span) {
  Plan plan;
  std::set<std::string> tips;
  const auto standing = [&](std::size_t count) {
    plan.standings.push_back({{tips.begin(), tips.end()}, count});
  };
  const auto apply = [&](Rank place) {
    for (Rank before : history.before(place)) tips.erase(std::string(history.id(before)));
    tips.emplace(history.id(place));
  };
  for (Rank place : applied) {
    plan.applied.push_back(&history.at(place));
    apply(place);
  }
  standing(applied.size());
  for (Rank place : span) {
    plan.span.push_back(&history.at(place));
    apply(place);
    standing(plan.applied.size() + plan.span.size());
  }
  return plan;
}

}  // namespace

std::string name_of(const Standing& standing) {
  return standing.tips.empty() ? "base" : fmt::format("{}", fmt::join(standing.tips, ", "));
}

std::vector<const Revision*> Plan::all() const {
  std::vector<const Revision*> list = applied;
  list.insert(list.end(), span.begin(), span.end());
  return list;
}

std::optional<Plan> plan_upgrade(const History& history, std::string_view range, Diagnostics& diagnostics) {
  const auto ends = ends_of(history, range, diagnostics);
  if (!ends) return std::nullopt;
  std::vector<bool> there;
  const std::vector<Rank> applied = history.closure(tips_of(history, ends->from), there);
  const std::vector<Rank> span = history.closure(tips_of(history, ends->to), there);
  if (span.empty()) {
    std::vector<bool> wanted;
    if (history.closure(tips_of(history, ends->to), wanted).size() < applied.size()) {
      diagnostics.report(diag::bad_range, Span{}, fmt::format("'{}' goes down", range))
          .note(fmt::format("all that {} needs is applied at {}", ends->to_name, ends->from_name))
          .fix("migc downgrade goes back");
      return std::nullopt;
    }
  }
  return plan_from(history, applied, span);
}

std::optional<Plan> plan_downgrade(const History& history, std::string_view range, Diagnostics& diagnostics) {
  const auto ends = ends_of(history, range, diagnostics);
  if (!ends) return std::nullopt;
  std::vector<bool> there;
  const std::vector<Rank> from = history.closure(tips_of(history, ends->from), there);
  std::vector<bool> undone(history.size(), ends->to.tips.empty());
  for (const Point::Tip& tip : ends->to.tips) {
    if (!there[tip.place]) {
      std::vector<bool> above(history.size(), false);
      for (const Point::Tip& start : ends->from.tips) history.mark_descendants(start.place, above);
      const bool up = ends->from.tips.empty() || above[tip.place];
      auto& diagnostic = diagnostics.report(
          diag::bad_range, Span{},
          up ? fmt::format("'{}' goes up", range)
             : fmt::format("{} is not applied at {}", history.id(tip.place), ends->from_name));
      if (up)
        diagnostic.fix("migc upgrade goes forward");
      else
        diagnostic.note(drawing_around(history, {tip.place, tips_of(history, ends->from).front()}));
      return std::nullopt;
    }
    if (tip.before)
      history.mark_descendants(tip.place, undone);
    else
      for (Rank next : history.after(tip.place)) history.mark_descendants(next, undone);
  }
  for (const Point::Tip& tip : ends->to.tips)
    if (!tip.before && undone[tip.place]) {
      diagnostics
          .report(
              diag::bad_range, Span{},
              fmt::format("{} comes after another revision of '{}', and would go with what comes after that",
                          history.id(tip.place), ends->to_name))
          .note(drawing_around(history, tips_of(history, ends->to)));
      return std::nullopt;
    }
  // What stays is ordered for itself: its schema is the one that the way back ends in.
  std::vector<Rank> stays;
  for (Rank place : from)
    if (!undone[place]) stays.push_back(place);
  std::vector<Rank> span;
  for (Rank place : from)
    if (undone[place]) span.push_back(place);
  return plan_from(history, stays, span);
}

Plan plan_of_all(const History& history) {
  std::vector<Rank> all(history.size());
  for (Rank place = 0; place < history.size(); ++place) all[place] = place;
  return plan_from(history, {}, all);
}

}  // namespace migc
