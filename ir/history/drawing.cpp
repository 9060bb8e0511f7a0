#include "ir/history/drawing.h"

#include <algorithm>

#include "support/text.h"

namespace migc {

namespace {

constexpr std::size_t most_lines_of_a_message = 24;

// The lines that run down beside one another; each waits for the row that it leads to.
class Lanes {
 public:
  void row(std::size_t index, const DrawnRow& row) {
    std::vector<std::size_t> here;
    for (std::size_t lane = 0; lane < awaited_.size(); ++lane)
      if (awaited_[lane] == index) here.push_back(lane);
    if (here.empty()) here.push_back(open(index, 0));
    const std::size_t at = here.front();
    if (here.size() > 1) {
      join(here);
      for (std::size_t i = 1; i < here.size(); ++i) awaited_[here[i]] = none;
    }
    std::string graph;
    for (std::size_t lane = 0; lane < awaited_.size(); ++lane)
      add(graph, lane == at ? (row.gap ? "┆" : "○") : awaited_[lane] == none ? " " : "│", " ");
    lines_.push_back({std::move(graph), awaited_.size(), row.text});
    lead_on(at, row.before);
    // What stands below a beginning is not what it comes after.
    if (row.before.empty() && index > 0) lines_.push_back({gaps(), awaited_.size(), ""});
    while (!awaited_.empty() && awaited_.back() == none) awaited_.pop_back();
  }

  std::string text() const {
    std::size_t width = 0;
    for (const Line& line : lines_) width = std::max(width, line.lanes);
    std::string out;
    for (const Line& line : lines_) {
      std::string whole = line.graph + std::string(2 * (width - line.lanes), ' ');
      if (!line.text.empty()) whole += " " + line.text;
      whole.erase(whole.find_last_not_of(' ') + 1);
      out += whole + "\n";
    }
    return out;
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  struct Line {
    std::string graph;
    std::size_t lanes;
    std::string text;
  };

  static void add(std::string& graph, std::string_view glyph, std::string_view behind) {
    graph += glyph;
    graph += behind;
  }

  std::size_t open(std::size_t index, std::size_t from) {
    for (std::size_t lane = from; lane < awaited_.size(); ++lane)
      if (awaited_[lane] == none) {
        awaited_[lane] = index;
        return lane;
      }
    awaited_.push_back(index);
    return awaited_.size() - 1;
  }

  std::string gaps() const {
    std::string graph;
    for (const std::size_t row : awaited_) add(graph, row == none ? " " : "│", " ");
    return graph;
  }

  // Lanes that lead to the same row come together in the first of them.
  void join(const std::vector<std::size_t>& lanes) {
    connect(lanes, [&](std::size_t lane, bool last) {
      return lane == lanes.front() ? "├" : last ? "╯" : "┴";
    });
  }

  // The lane goes on to the first row that it comes after; to the others lanes branch off.
  void lead_on(std::size_t at, const std::vector<std::size_t>& before) {
    awaited_[at] = before.empty() ? none : before.front();
    std::vector<std::size_t> ends{at};
    std::vector<std::size_t> fresh;
    for (std::size_t i = 1; i < before.size(); ++i) {
      const auto known = std::find(awaited_.begin(), awaited_.end(), before[i]);
      if (known != awaited_.end()) {
        ends.push_back(static_cast<std::size_t>(known - awaited_.begin()));
        continue;
      }
      fresh.push_back(open(before[i], at));
      ends.push_back(fresh.back());
    }
    if (ends.size() == 1) return;
    std::sort(ends.begin(), ends.end());
    connect(ends, [&](std::size_t lane, bool last) {
      const bool first = lane == ends.front();
      const bool is_new = std::find(fresh.begin(), fresh.end(), lane) != fresh.end();
      if (is_new) return last ? "╮" : "┬";
      return first ? "├" : last ? "┤" : "┼";
    });
  }

  // A row of line alone: from the first of `ends` to the last.
  template <class Glyph>
  void connect(const std::vector<std::size_t>& ends, const Glyph& glyph) {
    std::string graph;
    for (std::size_t lane = 0; lane < awaited_.size(); ++lane) {
      const bool inside = lane >= ends.front() && lane < ends.back();
      const std::string_view behind = inside ? "─" : " ";
      if (std::find(ends.begin(), ends.end(), lane) != ends.end())
        add(graph, glyph(lane, lane == ends.back()), behind);
      else if (awaited_[lane] != none)
        add(graph, inside ? "┼" : "│", behind);
      else
        add(graph, inside ? "─" : " ", behind);
    }
    lines_.push_back({std::move(graph), awaited_.size(), ""});
  }

  std::vector<std::size_t> awaited_;  // of each lane the row that it leads to
  std::vector<Line> lines_;
};

}  // namespace

std::string draw(const std::vector<DrawnRow>& rows) {
  Lanes lanes;
  for (std::size_t i = rows.size(); i-- > 0;) lanes.row(i, rows[i]);
  return lanes.text();
}

std::string revision_line(const History& history, Rank place) {
  const Revision& revision = history.at(place);
  std::vector<std::string> about;
  if (!revision.branch.name.empty()) about.push_back(fmt::format("branch {}", revision.branch.name.str()));
  if (revision.baseline) about.emplace_back("baseline");
  if (!revision.depends_on.empty()) {
    std::vector<std::string> ids;
    for (const Ident& id : revision.depends_on) ids.emplace_back(id.name.str());
    about.push_back("depends on " + join_and(ids));
  }
  if (history.after(place).empty()) about.emplace_back("head");
  std::string text = printable(revision.message);
  std::replace(text.begin(), text.end(), '\n', ' ');
  if (!about.empty()) text += fmt::format("  ({})", fmt::join(about, "; "));
  return text;
}

std::string drawing(const History& history, const std::vector<Rank>& places, bool whole) {
  constexpr std::size_t no_row = static_cast<std::size_t>(-1);
  std::vector<std::size_t> row_of(history.size(), no_row);
  std::vector<bool> shown(history.size(), false);
  for (Rank place : places) shown[place] = true;
  std::vector<std::size_t> followers(history.size(), 0);
  for (Rank place : places)
    for (Rank before : history.parents(place))
      if (shown[before]) ++followers[before];

  std::vector<DrawnRow> rows;
  struct Held {
    Rank last;
    std::size_t count = 1;
  };
  std::vector<Held> held;  // by a row: one revision, or a stretch of them
  for (Rank place : places) {
    std::vector<std::size_t> before;
    for (Rank parent : history.parents(place))
      if (shown[parent]) before.push_back(row_of[parent]);
    const bool plain =
        !whole && before.size() == 1 && followers[place] == 1 && history.at(place).branch.name.empty();
    if (plain && rows[before.front()].gap) {
      row_of[place] = before.front();
      held[before.front()].last = place;
      ++held[before.front()].count;
      continue;
    }
    row_of[place] = rows.size();
    rows.push_back({"", std::move(before), plain});
    held.push_back({place});
  }
  std::size_t width = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (held[i].count == 1) rows[i].gap = false;
    if (!rows[i].gap) width = std::max(width, history.id(held[i].last).size());
  }
  for (std::size_t i = 0; i < rows.size(); ++i)
    rows[i].text = rows[i].gap ? fmt::format("{} revisions", held[i].count)
                               : fmt::format("{:<{}}  {}", history.id(held[i].last), width,
                                             revision_line(history, held[i].last));
  return draw(rows);
}

std::string drawing_around(const History& history, const std::vector<Rank>& places) {
  std::vector<bool> there;
  std::vector<Rank> tips = places;
  std::sort(tips.begin(), tips.end());
  std::vector<Rank> all = history.closure(tips, there);
  std::string text = drawing(history, all, false);
  std::size_t end = 0;
  for (std::size_t line = 0; line < most_lines_of_a_message && end != std::string::npos; ++line)
    end = text.find('\n', end + (line > 0 ? 1 : 0));
  if (end != std::string::npos && end + 1 < text.size()) text = text.substr(0, end + 1) + "…\n";
  while (text.ends_with('\n')) text.pop_back();
  return "the history there:\n" + text;
}

}  // namespace migc
