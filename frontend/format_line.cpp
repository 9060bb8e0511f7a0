// What stands on one line: tokens with the usual spaces, and the normal forms of types, casts and constraints.
#include <algorithm>

#include "frontend/line_formatter.h"
#include "ir/type.h"
#include "support/scan.h"
#include "support/text.h"

namespace migc {

// Joins tokens with the usual spaces.
void LineFormatter::append(std::string& line, std::string_view token, bool tight) {
  if (token.empty()) return;
  const char last = line.empty() ? '\0' : line.back();
  const bool space = !tight && last != '\0' && last != '(' && last != ' ' && last != '\n' && last != '.' &&
                     token != "," && token != ")" && token != ";" && token != ".";
  if (space) line += ' ';
  line += token;
}

// A line that the author ended inside a statement stays ended, but before what closes or separates.
void LineFormatter::keep_break(std::string& line, std::uint32_t at) const {
  if (line.empty() || line.back() == ' ' || line.back() == '\n') return;
  if (text_[at] == ',' || text_[at] == ';') return;
  std::size_t i = at;
  while (i > 0 && (text_[i - 1] == ' ' || text_[i - 1] == '\t' || text_[i - 1] == '\r')) --i;
  if (i == 0 || text_[i - 1] != '\n') return;
  // A closing bracket stands where its statement begins, after a list with an item a line.
  if (text_[at] != ')')
    line += '\n' + std::string(indent_ * 4 + 4, ' ');
  else if (line.back() == ',')
    line += '\n' + std::string(indent_ * 4, ' ');
}

// The tokens between two nodes: keywords in lower case, punctuation, comments.
void LineFormatter::tokens(std::string& line, std::uint32_t begin, std::uint32_t end, bool tight) const {
  const char* p = text_.data() + begin;
  const char* const stop = text_.data() + end;
  while (p < stop) {
    if (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r') {
      ++p;
      continue;
    }
    const char* next = std::min(scan::unit_end(p, stop), stop);
    std::string token(p, next);
    keep_break(line, static_cast<std::uint32_t>(p - text_.data()));
    if (token.starts_with("--")) {
      while (!token.empty() && (token.back() == '\r' || token.back() == ' ')) token.pop_back();
      append(line, token);
      line += '\n' + std::string(indent_ * 4 + 4, ' ');  // what follows begins a new line
    } else {
      const bool call = token == "(" && line.ends_with("cast");
      append(line, scan::is_word(*p) ? to_lower(token) : token, tight || call);
    }
    tight = false;
    p = next;
  }
}

std::string LineFormatter::type(Cursor node) const {
  std::string words;
  std::string written;  // a user type keeps its case
  std::string numbers;
  std::string after;
  bool zone = false;
  bool portable = true;
  for (Cursor child : node) {
    if (child.kind() == Kind::native_type) written = generic(child), portable = false;
    if (child.kind() == Kind::type_name) {
      for (Cursor word : child) {
        if (!written.empty()) portable = false;  // schema.type
        portable = portable && word.kind() == Kind::word;
        written += (written.empty() ? "" : ".") + std::string(word.text());
        words = to_lower(word.text());
      }
      const std::string all = to_lower(child.text());
      if (portable && all != words && all.ends_with("precision")) words += " precision";
      if (portable && all != words && all.ends_with("varying")) words += " varying";
    }
    if (child.kind() == Kind::integer_literal)
      numbers += (numbers.empty() ? "" : ", ") + std::string(child.text());
    if (child.kind() == Kind::mark_unsigned) after += " unsigned";
    if (child.kind() == Kind::mark_array) after += "[]";
    zone = zone || child.kind() == Kind::with_time_zone;
  }
  const auto kind = portable ? find_type(words) : std::nullopt;
  if (kind)
    words = type_name(*kind);
  else if (!portable || refused_type(words).empty())
    words = written;
  if (zone && words == "timestamp") words = "timestamptz";
  return (numbers.empty() ? words : words + "(" + numbers + ")") + after;
}

std::string LineFormatter::expression(Cursor node) const {
  std::string line;
  std::size_t operand = 0;  // where the last operand begins
  std::size_t casts = 0;    // how many `::type` follow it: they are opened together, as there may be many
  const auto open_casts = [&] {
    std::string opened;
    for (; casts > 0; --casts) opened += "cast(";
    line.insert(operand, opened);
  };
  std::uint32_t at = node.node().begin;
  bool tight = false;
  for (Cursor child : node) {
    tokens(line, at, child.node().begin);
    at = child.node().end;
    if (child.kind() == Kind::cast_suffix) {
      for (Cursor part : child) line += " as " + type(part) + ")";
      ++casts;
      continue;
    }
    open_casts();
    if (!tight) keep_break(line, child.node().begin);
    std::string piece = render(child);
    const bool sign = child.kind() == Kind::prefix_sign;
    const std::size_t before = line.size();
    append(line, piece, tight);
    operand = before + (line.size() - before - piece.size());
    // `- -1` would be a comment without its space
    tight = sign && !piece.empty();
    if (tight && child.node().end < text_.size()) {
      const std::size_t next = text_.find_first_not_of(" \t\r\n", child.node().end);
      if (next != std::string::npos && (text_[next] == '-' || text_[next] == '+')) tight = false;
    }
  }
  open_casts();
  tokens(line, at, node.node().end);
  return line;
}

// `constraint NAME unique (a)` is written `unique NAME (a)`.
std::string LineFormatter::table_constraint(Cursor node) const {
  std::string given;
  std::string line;
  std::uint32_t at = node.node().begin;
  for (Cursor child : node) {
    if (child.kind() == Kind::constraint_name) {
      for (Cursor word : child) given = render(word);
      at = child.node().end;
      continue;
    }
    tokens(line, at, child.node().begin);
    std::string body = generic(child);
    if (!given.empty()) {
      const std::size_t open = body.find('(');
      body = body.substr(0, open) + given + " " + body.substr(open);
    }
    append(line, body);
    at = child.node().end;
  }
  tokens(line, at, node.node().end);
  return line;
}

// A message stands in double quotes.
std::string LineFormatter::message(std::string_view text) {
  if (text.front() == '"') return std::string(text);
  std::string out = "\"";
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    out += text[i] == '"' ? std::string("\"\"") : std::string(1, text[i]);
    if (text[i] == '\'') ++i;  // doubled there, single here
  }
  return out + "\"";
}

// `@word(…)`, whatever the word is.
std::string LineFormatter::annotation(Cursor node) const {
  std::string inside;
  for (Cursor child : node) inside += (inside.empty() ? "" : ", ") + render(child);
  std::string_view word = node.text();
  word = word.substr(
      0, std::find_if(word.begin() + 1, word.end(), [](char c) { return !scan::is_word(c); }) - word.begin());
  return to_lower(word) + (inside.empty() ? "" : "(" + inside + ")");
}

std::string LineFormatter::generic(Cursor node) const {
  if (node.empty()) {
    std::string line;
    tokens(line, node.node().begin, node.node().end);
    return line;
  }
  std::string line;
  std::uint32_t at = node.node().begin;
  for (Cursor child : node) {
    tokens(line, at, child.node().begin);
    if (child.kind() != Kind::arguments) keep_break(line, child.node().begin);
    append(line, render(child), child.kind() == Kind::arguments);
    at = child.node().end;
  }
  tokens(line, at, node.node().end);
  return line;
}

std::string LineFormatter::render(Cursor node) const {
  switch (node.kind()) {
    case Kind::word:
    case Kind::quoted_name:
    case Kind::string_literal:
    case Kind::dollar_text:
    case Kind::revision_id:
    case Kind::exclude_operator:
    case Kind::json_operator:
    case Kind::signed_integer:
    case Kind::argument_text:
      return std::string(node.text());
    case Kind::array_expression: {
      const std::string inner = generic(node);
      const std::size_t open = inner.find('[');
      std::string items = inner.substr(open + 1, inner.rfind(']') - open - 1);
      while (items.starts_with(' ')) items.erase(0, 1);
      while (items.ends_with(' ')) items.pop_back();
      return "array[" + items + "]";
    }
    case Kind::message_text:
      return message(node.text());
    case Kind::number_literal:
    case Kind::integer_literal:
    case Kind::hex_literal:
    case Kind::dialect_name:
    case Kind::operator_text:
      return to_lower(node.text()) == "!=" ? "<>" : to_lower(node.text());
    case Kind::type:
      return type(node);
    case Kind::expression:
      return expression(node);
    case Kind::table_constraint:
      return table_constraint(node);
    case Kind::annotation_allow:
      return annotation(node);
    default:
      return generic(node);
  }
}

}  // namespace migc
