// SQL*Plus reads lines before the database reads SQL, in strings and comments too ("Entering and Editing SQL", "SET"):
// a hyphen at the end of one joins the next to it, a semicolon there or a `/` alone runs what stands before it, and one that
// is too long is not read (SP2-0027).
#include <algorithm>

#include "backends/oracle/oracle.h"
#include "support/text.h"

namespace migc {

namespace {

constexpr std::size_t longest_line = 2400;  // 2499 characters

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

// What the end of a line is in.
enum class In : std::uint8_t { Code, String, Name, LineComment, BlockComment };

// Where the text goes on after `c`, which `next` follows; `skip` is set where both are one mark.
In after(In in, char c, char next, bool& skip) {
  switch (in) {
    case In::Code:
      if (c == '\'') return In::String;
      if (c == '"') return In::Name;
      skip = (c == '-' && next == '-') || (c == '/' && next == '*');
      return !skip ? In::Code : c == '-' ? In::LineComment : In::BlockComment;
    case In::String:
      return c == '\'' ? In::Code : In::String;
    case In::Name:
      return c == '"' ? In::Code : In::Name;
    case In::LineComment:
      return c == '\n' ? In::Code : In::LineComment;
    case In::BlockComment:
      skip = c == '*' && next == '/';
      return skip ? In::Code : In::BlockComment;
  }
  return in;
}

}  // namespace

bool is_plsql(std::string_view sql) {
  std::vector<std::string> words;
  std::string_view rest = sql;
  while (words.size() < 6) {
    rest = trimmed(rest);
    if (rest.starts_with("--")) {
      rest.remove_prefix(std::min(rest.find('\n'), rest.size()));
      continue;
    }
    if (rest.starts_with("/*")) {
      const std::size_t end = rest.find("*/");
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 2);
      continue;
    }
    std::size_t size = 0;
    while (size < rest.size() && ((rest[size] >= 'a' && rest[size] <= 'z') ||
                                  (rest[size] >= 'A' && rest[size] <= 'Z') || rest[size] == '_'))
      ++size;
    if (size == 0) break;
    words.push_back(to_lower(rest.substr(0, size)));
    rest.remove_prefix(size);
  }
  if (words.empty()) return false;
  if (words[0] == "begin" || words[0] == "declare") return true;
  if (words[0] != "create") return false;
  std::size_t at = 1;
  while (at < words.size() && (words[at] == "or" || words[at] == "replace" || words[at] == "editionable" ||
                               words[at] == "noneditionable"))
    ++at;
  static constexpr std::string_view kinds[] = {"function", "procedure", "trigger", "package", "type"};
  return at < words.size() && std::find(std::begin(kinds), std::end(kinds), words[at]) != std::end(kinds);
}

std::string for_sqlplus(std::string_view sql) {
  // An author's own `/` at the end is ours to write.
  sql = trimmed(sql);
  if (sql.ends_with("\n/")) sql = trimmed(sql.substr(0, sql.size() - 1));
  const bool plsql = is_plsql(sql);
  std::string out;
  std::size_t line = 0;   // where the line begins
  std::size_t blank = 0;  // the last place in it where it may be broken, or 0
  In in = In::Code;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    const char c = sql[i];
    bool skip = false;
    const In next = after(in, c, i + 1 < sql.size() ? sql[i + 1] : '\0', skip);
    if (c == '\n') {
      const std::string_view text = trimmed(std::string_view(out).substr(line));
      const bool hyphen = text.ends_with('-');
      const bool runs = text == "/" || (!plsql && text.ends_with(';'));
      if (hyphen && in == In::Code) {
        out += ' ';
        in = next;
        continue;
      }
      if ((hyphen || runs) && in == In::String) {
        out += "' || chr(10) || '";
        continue;
      }
      if ((hyphen || runs) && (in == In::LineComment || in == In::BlockComment)) out += " .";
    } else if (c == ' ' && in == In::Code && !out.empty() && out.back() != '-') {
      blank = out.size();
    }
    out += c;
    if (skip) out += sql[++i];
    if (c == '\n') {
      line = out.size();
      blank = 0;
    } else if (out.size() - line > longest_line && blank > line) {
      out[blank] = '\n';
      line = blank + 1;
      blank = 0;
    }
    in = next;
  }
  return out;
}

}  // namespace migc
