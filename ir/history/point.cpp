#include "ir/history/point.h"

#include <algorithm>
#include <charconv>

#include "ir/history/drawing.h"
#include "support/text.h"

namespace migc {

namespace {

constexpr long furthest_step = 1'000'000'000;

// One name, without commas.
class Finder {
 public:
  Finder(const History& history, std::string_view name, Diagnostics& diagnostics)
      : history_(history), name_(name), diagnostics_(diagnostics) {}

  std::optional<Point> find() {
    long steps = 0;
    const std::string_view start = without_steps(steps);
    if (start.empty()) {
      diagnostics_.report(diag::bad_range, Span{}, fmt::format("'{}' names no revision", name_))
          .fix("+N and -N count from a revision: head-1, or FROM:+1");
      return std::nullopt;
    }
    std::optional<Point> point = start_of(start);
    for (; point && steps < 0; ++steps) point = step_back(*point);
    for (; point && steps > 0; --steps) point = step_on(*point);
    return point;
  }

 private:
  std::string_view without_steps(long& steps) const {
    const std::size_t sign = name_.find_last_of("+-");
    if (sign == std::string_view::npos) return name_;
    const char* const end = name_.data() + name_.size();
    const auto [p, error] = std::from_chars(name_.data() + sign + 1, end, steps);
    if (error != std::errc() || p != end || steps < 0 || steps >= furthest_step) {
      steps = 0;
      return name_;
    }
    if (name_[sign] == '-') steps = -steps;
    return name_.substr(0, sign);
  }

  std::optional<Point> start_of(std::string_view name) {
    if (name == "base") return Point{};
    if (name == "heads") return by_id(history_.heads());
    if (name == "head") return only(history_.heads(), "");
    const std::size_t sign = name.rfind('@');
    if (sign == std::string_view::npos) {
      const auto place = named(name);
      if (!place) return std::nullopt;
      return at({*place});
    }
    const std::string_view which = name.substr(sign + 1);
    if (which != "head" && which != "base") {
      diagnostics_
          .report(diag::bad_range, Span{}, fmt::format("'{}' is neither a line's head nor its base", name))
          .fix(fmt::format("write {0}@head or {0}@base", name.substr(0, sign)));
      return std::nullopt;
    }
    const auto place = named(name.substr(0, sign));
    if (!place) return std::nullopt;
    if (which == "base") return Point{{{*place, true}}};
    return only(history_.heads_of(*place), fmt::format(" in the line of {}", name.substr(0, sign)));
  }

  std::optional<Rank> named(std::string_view name) {
    const Name whole(name);
    if (const auto place = history_.find(whole)) return place;
    if (const auto place = history_.branch(whole)) return place;
    std::vector<Rank> matches;
    for (Rank place = 0; place < history_.size() && !name.empty(); ++place)
      if (history_.id(place).starts_with(name)) matches.push_back(place);
    if (matches.size() == 1) return matches.front();
    if (matches.size() > 1) {
      std::vector<std::string> ids;
      for (Rank place : matches) ids.emplace_back(history_.id(place));
      diagnostics_.report(diag::ambiguous_revision, Span{}, std::string(name), join_and(ids))
          .note(drawing_around(history_, matches));
      return std::nullopt;
    }
    auto& diagnostic = diagnostics_.report(diag::unknown_revision, Span{}, std::string(name));
    if (const auto near = nearest(name, history_.names()); !near.empty()) {
      diagnostic.fix(fmt::format("did you mean {}?", near));
      const auto id = history_.find(Name(near));
      diagnostic.note(drawing_around(history_, {id ? *id : *history_.branch(Name(near))}));
    } else if (history_.size() > 0) {
      diagnostic.note(drawing_around(history_, history_.heads()));
    }
    return std::nullopt;
  }

  Point by_id(std::vector<Rank> places) const {
    std::sort(places.begin(), places.end(),
              [&](Rank a, Rank b) { return history_.at(a).id.name < history_.at(b).id.name; });
    return at(places);
  }
  static Point at(const std::vector<Rank>& places) {
    Point point;
    for (Rank place : places) point.tips.push_back({place, false});
    return point;
  }

  std::optional<Point> only(const std::vector<Rank>& heads, const std::string& where) {
    if (heads.size() <= 1) return at(heads);
    std::vector<std::string> ids;
    for (Rank head : heads) ids.emplace_back(history_.id(head));
    std::sort(ids.begin(), ids.end());
    diagnostics_.report(diag::several_heads, Span{}, ids.size(), where, join_and(ids))
        .note(drawing_around(history_, heads))
        .fix("make them meet: migc new --merge \"MESSAGE\"")
        .fix("or name one of them, NAME@head, or 'heads' for all");
    return std::nullopt;
  }

  std::optional<Point> outside() {
    diagnostics_.report(diag::bad_range, Span{}, fmt::format("'{}' lies outside the history", name_));
    return std::nullopt;
  }
  std::optional<Point> ambiguous(const std::vector<Rank>& places, std::string_view what) {
    std::vector<std::string> ids;
    for (Rank place : places) ids.emplace_back(history_.id(place));
    diagnostics_
        .report(diag::bad_range, Span{},
                fmt::format("'{}' could go several ways: {} {}", name_, join_and(ids), what))
        .note(drawing_around(history_, places))
        .fix("name the revision itself");
    return std::nullopt;
  }

  std::optional<Point> step_back(const Point& point) {
    if (point.tips.empty()) return outside();
    if (point.tips.size() > 1) return ambiguous(tips_of(history_, point), "stand there");
    const Point::Tip tip = point.tips.front();
    if (!tip.before) return at(history_.parents(tip.place));
    return step_back(at(history_.parents(tip.place)));
  }
  std::optional<Point> step_on(const Point& point) {
    if (point.tips.size() > 1) return ambiguous(tips_of(history_, point), "stand there");
    if (!point.tips.empty() && point.tips.front().before) return at({point.tips.front().place});
    std::vector<Rank> next;
    if (!point.tips.empty())
      next = history_.children(point.tips.front().place);
    else
      std::copy_if(history_.bases().begin(), history_.bases().end(), std::back_inserter(next),
                   [&](Rank base) { return history_.parents(base).empty(); });
    if (next.empty()) return outside();
    if (next.size() > 1) return ambiguous(next, "come next");
    return at(next);
  }

  const History& history_;
  std::string_view name_;
  Diagnostics& diagnostics_;
};

}  // namespace

std::vector<Rank> tips_of(const History& history, const Point& point) {
  std::vector<Rank> places;
  for (const Point::Tip& tip : point.tips) {
    if (!tip.before)
      places.push_back(tip.place);
    else
      places.insert(places.end(), history.before(tip.place).begin(), history.before(tip.place).end());
  }
  return places;
}

std::optional<Point> find_point(const History& history, std::string_view name, Diagnostics& diagnostics) {
  Point point;
  bool all = true;
  while (true) {
    const std::size_t comma = name.find(',');
    const auto part = Finder(history, name.substr(0, comma), diagnostics).find();
    all = all && part.has_value();
    if (part)
      for (const Point::Tip& tip : part->tips)
        if (std::find(point.tips.begin(), point.tips.end(), tip) == point.tips.end())
          point.tips.push_back(tip);
    if (comma == std::string_view::npos) break;
    name.remove_prefix(comma + 1);
  }
  if (!all) return std::nullopt;
  return point;
}

std::optional<Rank> find_revision(const History& history, std::string_view name, Diagnostics& diagnostics) {
  const auto point = find_point(history, name, diagnostics);
  if (!point) return std::nullopt;
  if (point->tips.size() == 1 && !point->tips.front().before) return point->tips.front().place;
  diagnostics.report(diag::bad_range, Span{}, fmt::format("'{}' is not one revision", name));
  return std::nullopt;
}

}  // namespace migc
