#include "tools/migc/graph.h"

#include <fmt/format.h>

#include <algorithm>

#include "support/text.h"

namespace migc {

namespace {

// Text between quotes: `escape` says what stands for a character that can't.
template <class Escape>
std::string quoted(std::string_view text, const Escape& escape) {
  std::string out = "\"";
  for (char c : printable(text)) {
    const std::string_view instead = escape(c);
    if (instead.empty())
      out += c;
    else
      out += instead;
  }
  return out + "\"";
}

// Lines between revisions that are both shown: `draw` gets the earlier one, the later one, and whether the later only
// depends on the earlier.
template <class Draw>
void for_each_line(const History& history, const std::vector<Rank>& ranks, const Draw& draw) {
  std::vector<bool> shown(history.size(), false);
  for (Rank rank : ranks) shown[rank] = true;
  for (Rank rank : ranks) {
    const auto& parents = history.parents(rank);
    for (Rank before : history.before(rank))
      if (shown[before])
        draw(before, rank, std::find(parents.begin(), parents.end(), before) == parents.end());
  }
}

}  // namespace

std::string mermaid(const History& history, const std::vector<Rank>& ranks) {
  const auto escape = [](char c) -> std::string_view {
    switch (c) {
      case '"':
        return "#quot;";
      case '#':
        return "#35;";
      case '<':
        return "#lt;";
      case '>':
        return "#gt;";
      case '&':
        return "#amp;";
      case '`':
        return "#96;";
      case '\n':
        return " ";
      default:
        return {};
    }
  };
  std::string out = "flowchart TD\n";
  // A word like `end` would be read as one of its own; IDs hold letters, digits and underscores.
  for (Rank rank : ranks) {
    const Revision& revision = history.at(rank);
    const std::string branch =
        revision.branch.name.empty() ? "" : fmt::format(" ({})", revision.branch.name.str());
    out += fmt::format("    r_{}[{}]\n", history.id(rank),
                       quoted(fmt::format("{}{}: {}", history.id(rank), branch, revision.message), escape));
  }
  for_each_line(history, ranks, [&](Rank before, Rank after, bool depends) {
    out += fmt::format("    r_{} {} r_{}\n", history.id(before), depends ? "-.->" : "-->", history.id(after));
  });
  return out;
}

std::string dot(const History& history, const std::vector<Rank>& ranks) {
  const auto escape = [](char c) -> std::string_view {
    switch (c) {
      case '"':
        return "\\\"";
      case '\\':
        return "\\\\";
      case '\n':
        return " ";
      default:
        return {};
    }
  };
  std::string out = "digraph history {\n    rankdir = TB;\n    node [shape = box];\n";
  for (Rank rank : ranks) {
    const Revision& revision = history.at(rank);
    const std::string branch =
        revision.branch.name.empty() ? "" : fmt::format(" ({})", revision.branch.name.str());
    out += fmt::format("    \"{}\" [label = {}];\n", history.id(rank),
                       quoted(fmt::format("{}{}: {}", history.id(rank), branch, revision.message), escape));
  }
  for_each_line(history, ranks, [&](Rank before, Rank after, bool depends) {
    out += fmt::format("    \"{}\" -> \"{}\"{};\n", history.id(before), history.id(after),
                       depends ? " [style = dashed]" : "");
  });
  return out + "}\n";
}

}  // namespace migc
