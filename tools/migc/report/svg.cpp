// A drawing of tables as SVG: those that are referred to stand left of those that refer to them.
#include <algorithm>

#include "support/text.h"
#include "tools/migc/report/drawing.h"
#include "tools/migc/report/html_text.h"

namespace migc {

namespace {

constexpr int letter = 73;  // the width of one, in tenths
constexpr int line_height = 19, head_height = 32, padding = 12, mark_width = 18;
constexpr int gap_across = 64, gap_down = 20, margin = 8;
constexpr std::size_t most_lines = 16, most_letters = 46, fewest_letters = 16;

std::string_view mark_class(Mark mark) {
  switch (mark) {
    case Mark::Same:
      return "same";
    case Mark::Added:
      return "added";
    case Mark::Dropped:
      return "dropped";
    case Mark::Changed:
      return "changed";
  }
  return "";
}

std::string_view mark_sign(Mark mark) {
  switch (mark) {
    case Mark::Same:
      return "";
    case Mark::Added:
      return "+";
    case Mark::Dropped:
      return "−";
    case Mark::Changed:
      return "~";
  }
  return "";
}

std::string shortened(const std::string& text) {
  const std::string shown = printable(text);
  if (utf8_length(shown) <= most_letters) return shown;
  std::size_t bytes = 0;
  for (std::size_t letters = 0; letters + 1 < most_letters; ++letters)
    bytes += std::max<std::size_t>(1, utf8_sequence(std::string_view(shown).substr(bytes)));
  return shown.substr(0, bytes) + "…";
}

struct Box {
  const DrawnBox* drawn = nullptr;
  std::vector<DrawnLine> lines;  // shortened
  std::string name;
  std::size_t layer = 0;
  int x = 0, y = 0, width = 0, height = 0;
};

Box box_of(const DrawnBox& drawn) {
  Box box{&drawn, {}, shortened(drawn.name), 0, 0, 0, 0, 0};
  std::size_t widest = std::max(fewest_letters, utf8_length(box.name) + 1);
  for (std::size_t i = 0; i < drawn.lines.size(); ++i) {
    const std::size_t left = drawn.lines.size() - i;
    if (i + 1 == most_lines && left > 1) {
      box.lines.push_back({Mark::Same, fmt::format("and {} more", left)});
      break;
    }
    box.lines.push_back({drawn.lines[i].mark, shortened(drawn.lines[i].text)});
    widest = std::max(widest, utf8_length(box.lines.back().text));
  }
  box.width = static_cast<int>(widest) * letter / 10 + 2 * padding + mark_width;
  box.height =
      head_height + (box.lines.empty() ? 0 : static_cast<int>(box.lines.size()) * line_height + padding);
  return box;
}

// Layers by who refers to whom; a circle is cut after as many rounds as there are boxes in a chain that is worth showing.
void layer(std::vector<Box>& boxes, const std::vector<DrawnReference>& references) {
  constexpr std::size_t most_layers = 4;
  std::vector<bool> tied(boxes.size());
  for (std::size_t round = 0; round < most_layers; ++round)
    for (const DrawnReference& reference : references) {
      tied[reference.from] = tied[reference.to] = true;
      std::size_t& mine = boxes[reference.from].layer;
      mine = std::max(mine, std::min(boxes[reference.to].layer + 1, most_layers - 1));
    }
  // What is tied to nothing fills up where there is room.
  std::size_t layers = std::min<std::size_t>(3, boxes.size());
  for (const Box& box : boxes) layers = std::max(layers, box.layer + 1);
  std::vector<int> heights(layers);
  for (std::size_t i = 0; i < boxes.size(); ++i)
    if (tied[i]) heights[boxes[i].layer] += boxes[i].height + gap_down;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    if (tied[i]) continue;
    boxes[i].layer =
        static_cast<std::size_t>(std::min_element(heights.begin(), heights.end()) - heights.begin());
    heights[boxes[i].layer] += boxes[i].height + gap_down;
  }
}

// Gives each box its place; returns the size of the picture.
std::pair<int, int> place(std::vector<Box>& boxes, const std::vector<DrawnReference>& references) {
  std::size_t layers = 0;
  for (const Box& box : boxes) layers = std::max(layers, box.layer + 1);
  std::vector<std::vector<std::size_t>> rows(layers);
  for (std::size_t i = 0; i < boxes.size(); ++i) rows[boxes[i].layer].push_back(i);
  int x = margin, height = 0;
  for (std::vector<std::size_t>& row : rows) {
    if (row.empty()) continue;
    // Near what it refers to, which has its place already.
    std::vector<int> wanted(boxes.size(), 0);
    for (const DrawnReference& reference : references)
      if (boxes[reference.to].layer < boxes[reference.from].layer)
        wanted[reference.from] = std::max(wanted[reference.from], boxes[reference.to].y);
    std::stable_sort(row.begin(), row.end(),
                     [&](std::size_t a, std::size_t b) { return wanted[a] < wanted[b]; });
    int y = margin, width = 0;
    for (std::size_t i : row) {
      boxes[i].x = x;
      boxes[i].y = y;
      y += boxes[i].height + gap_down;
      width = std::max(width, boxes[i].width);
    }
    for (std::size_t i : row) boxes[i].width = width;
    height = std::max(height, y - gap_down + margin);
    x += width + gap_across;
  }
  return {x - gap_across + margin, height};
}

std::string line_between(const Box& from, const Box& to, Mark mark) {
  const int y1 = from.y + head_height / 2, y2 = to.y + head_height / 2;
  std::string path;
  int tip = 0;
  if (to.layer < from.layer) {
    const int x1 = from.x, x2 = to.x + to.width + 7, bend = gap_across / 2;
    path = fmt::format("M{} {}C{} {} {} {} {} {}", x1, y1, x1 - bend, y1, x2 + bend, y2, x2, y2);
    tip = x2 - 7;
  } else {  // round the right side, in a circle
    const int x1 = from.x + from.width, x2 = to.x + to.width + 7,
              bend = std::max(x1, x2) + gap_across * 2 / 3;
    path = fmt::format("M{} {}C{} {} {} {} {} {}", x1, y1, bend, y1, bend, y2, x2, y2);
    tip = x2 - 7;
  }
  return fmt::format("<g class=\"ref {}\"><path d=\"{}\"/><path class=\"tip\" d=\"M{} {}l8 -4v8z\"/></g>\n",
                     mark_class(mark), path, tip, y2);
}

std::string box_svg(const Box& box) {
  const Mark mark = box.drawn->mark;
  std::string out =
      fmt::format("<g class=\"box {}{}\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"7\"/>",
                  mark_class(mark), box.lines.empty() ? " bare" : "", box.x, box.y, box.width, box.height);
  int y = box.y + 21;
  if (!mark_sign(mark).empty())
    out +=
        fmt::format("<text class=\"sign\" x=\"{}\" y=\"{}\">{}</text>", box.x + padding, y, mark_sign(mark));
  out += fmt::format("<text class=\"name\" x=\"{}\" y=\"{}\">{}</text>",
                     box.x + padding + (mark_sign(mark).empty() ? 0 : mark_width), y, html(box.name));
  if (!box.lines.empty())
    out += fmt::format("<path class=\"rule\" d=\"M{} {}h{}\"/>", box.x, box.y + head_height, box.width);
  y = box.y + head_height + line_height;
  for (const DrawnLine& line : box.lines) {
    out += fmt::format(
        "<g class=\"{}\"><text class=\"sign\" x=\"{}\" y=\"{}\">{}</text><text x=\"{}\" "
        "y=\"{}\">{}</text></g>",
        mark_class(line.mark), box.x + padding, y, mark_sign(line.mark), box.x + padding + mark_width, y,
        html(line.text));
    y += line_height;
  }
  return out + "</g>\n";
}

}  // namespace

std::string svg(const Drawing& drawing) {
  std::vector<Box> boxes;
  for (const DrawnBox& drawn : drawing.boxes) boxes.push_back(box_of(drawn));
  layer(boxes, drawing.references);
  const auto [width, height] = place(boxes, drawing.references);
  std::string names;
  for (const DrawnBox& drawn : drawing.boxes) names += (names.empty() ? "" : ", ") + drawn.name;
  std::string out = fmt::format(
      "<svg class=\"drawing\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" role=\"img\" "
      "aria-label=\"What is touched: {2}\">\n",
      width, height, html(names));
  for (const DrawnReference& reference : drawing.references)
    out += line_between(boxes[reference.from], boxes[reference.to], reference.mark);
  for (const Box& box : boxes) out += box_svg(box);
  return out + "</svg>\n";
}

}  // namespace migc
