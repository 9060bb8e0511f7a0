// The units of .mig text that hold no marks of their own: for what skips over text, or walks it by tokens.
#pragma once

#include <string_view>

namespace migc::scan {

inline bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$';
}

// The end of the unit that begins at `p`: a string or quoted name (they don't span lines), a comment, a
// dollar-quoted text, a word, or one byte.
inline const char* unit_end(const char* p, const char* end) {
  const auto rest = std::string_view(p, static_cast<std::size_t>(end - p));
  if (*p == '\'' || *p == '"') {
    const std::size_t close = rest.find_first_of(*p == '\'' ? "'\n" : "\"\n", 1);
    return close != std::string_view::npos && rest[close] == *p ? p + close + 1 : p + 1;
  }
  if (rest.substr(0, 2) == "--") {
    const std::size_t line = rest.find('\n');
    return line == std::string_view::npos ? end : p + line;
  }
  if (rest.substr(0, 2) == "/*") {
    const std::size_t close = rest.find("*/", 2);
    return close == std::string_view::npos ? end : p + close + 2;
  }
  if (*p == '$') {
    std::size_t mark = 1;
    while (mark < rest.size() && is_word(rest[mark]) && rest[mark] != '$') ++mark;
    if (mark < rest.size() && rest[mark] == '$') {
      const std::size_t close = rest.find(rest.substr(0, mark + 1), mark + 1);
      if (close != std::string_view::npos) return p + close + mark + 1;
    }
    return p + 1;
  }
  if (is_word(*p)) {
    while (p < end && is_word(*p)) ++p;
    return p;
  }
  return p + 1;
}

}  // namespace migc::scan
