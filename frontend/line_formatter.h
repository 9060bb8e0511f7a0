// Inside of frontend/format.h: a node's text on one line. Line breaks that the author made inside a statement
// stay; what lays out several lines derives from this.
#pragma once

#include <string>

#include "frontend/syntax.h"

namespace migc {

class LineFormatter {
 public:
  LineFormatter(const Syntax& syntax, const Sources& sources)
      : syntax_(syntax), sources_(sources), text_(sources[syntax.file].text) {}

 protected:
  // Joins tokens with the usual spaces; `tight`: without one.
  static void append(std::string& line, std::string_view token, bool tight = false);
  // A line that the author ended inside a statement stays ended, but before what closes or separates.
  void keep_break(std::string& line, std::uint32_t at) const;
  // The tokens between two nodes: keywords in lower case, punctuation, comments.
  void tokens(std::string& line, std::uint32_t begin, std::uint32_t end, bool tight = false) const;
  std::string type(Cursor node) const;
  std::string expression(Cursor node) const;
  // `constraint NAME unique (a)` is written `unique NAME (a)`.
  std::string table_constraint(Cursor node) const;
  // A message stands in double quotes.
  static std::string message(std::string_view text);
  std::string annotation(Cursor node) const;
  std::string generic(Cursor node) const;
  std::string render(Cursor node) const;

  const Syntax& syntax_;
  const Sources& sources_;
  const std::string& text_;
  std::size_t indent_ = 0;
};

}  // namespace migc
