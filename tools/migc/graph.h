// A history as text for programs that draw graphs.
#pragma once

#include "ir/history/history.h"

namespace migc {

// A flowchart for Mermaid (https://mermaid.js.org/syntax/flowchart.html), as GitHub and GitLab show it in Markdown.
std::string mermaid(const History& history, const std::vector<Rank>& ranks);
// A digraph for Graphviz ("The DOT Language").
std::string dot(const History& history, const std::vector<Rank>& ranks);

}  // namespace migc
