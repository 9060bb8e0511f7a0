// What stands on several lines: statements, blocks, the elements of a table, and the comments between them.
#include "frontend/format.h"

#include <algorithm>
#include <optional>

#include "frontend/line_formatter.h"
#include "support/scan.h"
#include "support/text.h"

namespace migc {

namespace {

class Formatter : LineFormatter {
 public:
  using LineFormatter::LineFormatter;

  std::string run() {
    const std::vector<Cursor> list = statements(syntax_, sources_);
    std::uint32_t at = text_.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    body(list, at, static_cast<std::uint32_t>(text_.size()), true);
    while (out_.ends_with("\n\n")) out_.pop_back();
    return std::move(out_);
  }

 private:
  // --- lines -----------------------------------------------------------------------------------------------

  void line(std::string text) {
    while (text.ends_with(' ') || text.ends_with('\n')) text.pop_back();
    out_ += std::string(indent_ * 4, ' ') + text + "\n";
  }

  // What stands between two items: a comment at the end of the line before, comments on lines of their
  // own, and empty lines (one is kept).
  struct Between {
    std::string trailing;
    std::vector<std::string> own;  // an empty string is an empty line
    bool empty_line_last = false;
  };
  Between between(std::uint32_t begin, std::uint32_t end, bool file_start) const {
    Between found;
    const char* p = text_.data() + begin;
    const char* const stop = text_.data() + end;
    std::size_t newlines = file_start ? 1 : 0;
    while (p < stop) {
      if (*p == '\n') ++newlines;
      const bool comment = stop - p > 1 && ((p[0] == '-' && p[1] == '-') || (p[0] == '/' && p[1] == '*'));
      if (!comment) {
        ++p;
        continue;
      }
      const char* next = std::min(scan::unit_end(p, stop), stop);
      std::string token(p, next);
      while (!token.empty() && (token.back() == '\r' || token.back() == ' ')) token.pop_back();
      if (newlines == 0 && found.own.empty() && token.find('\n') == std::string::npos) {
        found.trailing += (found.trailing.empty() ? "" : " ") + token;
      } else {
        if (newlines > 1 && !(file_start && found.own.empty())) found.own.emplace_back();
        found.own.push_back(token);
      }
      newlines = 0;
      p = next;
    }
    found.empty_line_last = newlines > 1 && !(file_start && found.own.empty());
    return found;
  }

  // Writes items with what stands between them. `write` gives an item's text, without its indentation.
  template <class Write>
  void items(const std::vector<Cursor>& list, std::uint32_t begin, std::uint32_t end, bool file_start,
             Write write) {
    std::uint32_t at = begin;
    bool first = true;
    for (std::size_t i = 0; i <= list.size(); ++i) {
      const std::uint32_t next = i < list.size() ? list[i].node().begin : end;
      const Between gap = between(at, next, file_start && i == 0);
      if (!gap.trailing.empty() && !out_.empty()) {
        while (out_.ends_with('\n')) out_.pop_back();
        out_ += "  " + gap.trailing + "\n";
      }
      for (const std::string& comment : gap.own) {
        if (comment.empty()) {
          if (!first) out_ += "\n";
        } else {
          line(comment);
        }
        first = false;
      }
      if (i == list.size()) break;
      if (gap.empty_line_last && !first) out_ += "\n";
      write(list[i], i);
      first = false;
      at = list[i].node().end;
    }
  }

  void body(const std::vector<Cursor>& list, std::uint32_t begin, std::uint32_t end, bool file_start) {
    items(list, begin, end, file_start, [&](Cursor node, std::size_t) { statement(node); });
  }

  // A block in braces after `head`: its statements or members, indented.
  void braces(const std::string& head, Cursor block, const std::vector<Cursor>& list, std::uint32_t begin) {
    line(head + (head.empty() ? "{" : " {"));
    ++indent_;
    body(list, begin, block.node().end - 1, false);
    --indent_;
    line("}");
  }

  static std::vector<Cursor> children(Cursor node) {
    std::vector<Cursor> list;
    for (Cursor child : node) list.push_back(child);
    return list;
  }

  std::uint32_t after_brace(Cursor node) const {
    return static_cast<std::uint32_t>(text_.find('{', node.node().begin)) + 1;
  }

  void join_to_last_line(const std::string& text) {
    while (out_.ends_with('\n')) out_.pop_back();
    out_ += text;
  }

  void on_block(Cursor node, std::string head) {
    for (Cursor child : node) {
      switch (child.kind()) {
        case Kind::dialect_name:
          head += (head.ends_with("on") ? " " : ", ") + to_lower(child.text());
          break;
        case Kind::statement_block:
        case Kind::member_block:
          if (head.starts_with("} ")) {
            join_to_last_line(head.substr(1) + " {\n");
            ++indent_;
            body(children(child), after_brace(child), child.node().end - 1, false);
            --indent_;
            line("}");
          } else {
            braces(head, child, children(child), after_brace(child));
          }
          head.clear();
          break;
        default: {
          const bool named = !child.empty() && (*child.begin()).kind() == Kind::dialect_name;
          on_block(child, named ? "} else on" : "} else");
        }
      }
    }
  }

  void elements(const std::vector<Cursor>& list, std::uint32_t begin, std::uint32_t end, bool last_comma) {
    // Names and types of neighbouring columns stand in columns of their own.
    std::vector<std::size_t> name_width(list.size()), type_width(list.size());
    for (std::size_t i = 0; i < list.size();) {
      std::size_t j = i, names = 0, types = 0;
      for (; j < list.size() && list[j].kind() == Kind::column; ++j) {
        if (j > i && between(list[j - 1].node().end, list[j].node().begin, false).empty_line_last) break;
        const auto parts = children(list[j]);
        names = std::max(names, utf8_length(render(parts[0])));
        types = std::max(types, type(parts[1]).size());
      }
      j = std::max(j, i + 1);
      for (std::size_t k = i; k < j; ++k) name_width[k] = names, type_width[k] = types;
      i = j;
    }
    items(list, begin, end, false, [&](Cursor node, std::size_t i) {
      const std::string comma = i + 1 < list.size() || last_comma ? "," : "";
      if (node.kind() == Kind::on_elements) {
        on_elements(node, "on");
        join_to_last_line(comma + "\n");
        return;
      }
      if (node.kind() != Kind::column) {
        line(render(node) + comma);
        return;
      }
      const auto parts = children(node);
      std::string text = render(parts[0]);
      text += std::string(name_width[i] + 1 - utf8_length(text), ' ');
      std::string rest = type(parts[1]);
      const std::size_t pad = type_width[i] + 1 - rest.size();
      std::string attributes;
      std::uint32_t at = parts[1].node().end;
      for (std::size_t p = 2; p < parts.size(); ++p) {
        tokens(attributes, at, parts[p].node().begin);
        keep_break(attributes, parts[p].node().begin);
        append(attributes, render(parts[p]));
        at = parts[p].node().end;
      }
      if (!attributes.empty()) rest += std::string(pad, ' ') + attributes;
      line(text + rest + comma);
    });
  }

  void on_elements(Cursor node, std::string head) {
    for (Cursor child : node) {
      switch (child.kind()) {
        case Kind::dialect_name:
          head += (head.ends_with("on") ? " " : ", ") + to_lower(child.text());
          break;
        case Kind::element_block:
          if (head.starts_with("} "))
            join_to_last_line(head.substr(1) + " {\n");
          else
            line(head + " {");
          ++indent_;
          elements(children(child), after_brace(child), child.node().end - 1, false);
          --indent_;
          line("}");
          head.clear();
          break;
        default: {
          const bool named = !child.empty() && (*child.begin()).kind() == Kind::dialect_name;
          on_elements(child, named ? "} else on" : "} else");
        }
      }
    }
  }

  static bool is_element(Kind kind) {
    return kind == Kind::column || kind == Kind::table_constraint || kind == Kind::table_index ||
           kind == Kind::on_elements;
  }

  void create_table(Cursor node) {
    std::string head = "create table ";
    std::vector<Cursor> list;
    std::vector<Cursor> options;
    std::uint32_t end = node.node().end;
    std::uint32_t open = 0;
    std::uint32_t close = 0;
    for (Cursor child : node) {
      if (child.kind() == Kind::qualified_name) {
        head += render(child) + " (";
        open = static_cast<std::uint32_t>(text_.find('(', child.node().end)) + 1;
        close = open;
      } else if (is_element(child.kind())) {
        list.push_back(child);
        close = child.node().end;
      } else {
        options.push_back(child);
      }
    }
    close = closing_bracket(close, end);
    line(head);
    ++indent_;
    elements(list, open, close, true);
    --indent_;
    std::string after = ")";
    std::uint32_t at = close + 1;
    for (Cursor option : options) {
      tokens(after, at, option.node().begin);
      keep_break(after, option.node().begin);
      append(after, render(option));
      at = option.node().end;
    }
    tokens(after, at, end);
    line(after);
  }

  // The bracket that ends the list whose last item ends at `at`.
  std::uint32_t closing_bracket(std::uint32_t at, std::uint32_t end) const {
    const char* p = text_.data() + at;
    while (p < text_.data() + end && *p != ')') p = scan::unit_end(p, text_.data() + end);
    return static_cast<std::uint32_t>(p - text_.data());
  }

  void alter_table(Cursor node) {
    std::vector<Cursor> members = children(node);
    const std::string head = "alter table " + render(members.front());
    const std::uint32_t name_end = members.front().node().end;
    members.erase(members.begin());
    const std::size_t brace = text_.find_first_not_of(" \t\r\n", name_end);
    std::string between_name;
    const bool block = brace != std::string::npos && text_[brace] == '{';
    if (!block && members.size() == 1 && members.front().kind() != Kind::on_members) {
      std::string text = head;
      tokens(text, name_end, members.front().node().begin);
      append(text, render(members.front()));
      line(text);
      return;
    }
    if (!block) {
      line(head);
      ++indent_;
      on_block(members.front(), "on");
      --indent_;
      return;
    }
    line(head + " {");
    ++indent_;
    body(members, static_cast<std::uint32_t>(brace) + 1, node.node().end - 1, false);
    --indent_;
    line("}");
  }

  void insert(Cursor node) {
    std::vector<Cursor> rows;
    for (Cursor child : node)
      if (child.kind() == Kind::row) rows.push_back(child);
    if (rows.size() < 2) {
      line(render(node));
      return;
    }
    std::string head;
    std::uint32_t at = node.node().begin;
    std::string tail;
    for (Cursor child : node) {
      if (child.kind() == Kind::row) {
        if (child.index() == rows.front().index()) tokens(head, at, child.node().begin);
        at = child.node().end;
        continue;
      }
      std::string& to = child.node().begin < rows.front().node().begin ? head : tail;
      tokens(to, at, child.node().begin);
      append(to, render(child));
      at = child.node().end;
    }
    tokens(tail, at, node.node().end);
    line(head);
    ++indent_;
    items(rows, rows.front().node().begin, rows.back().node().end, false, [&](Cursor row, std::size_t i) {
      std::string text = render(row);
      if (i + 1 < rows.size())
        text += ",";
      else
        text += tail == ";" ? tail : " " + tail;
      line(text);
    });
    --indent_;
  }

  static std::size_t comments_in(std::string_view text) {
    std::size_t count = 0;
    for (const char* p = text.data(); p < text.data() + text.size();) {
      const char* next = std::min(scan::unit_end(p, text.data() + text.size()), text.data() + text.size());
      if (next - p > 1 && (std::string_view(p, 2) == "--" || std::string_view(p, 2) == "/*")) ++count;
      p = next;
    }
    return count;
  }

  // Lays a statement out; one with a comment in a place that the layout has no room for stays as it is.
  void statement(Cursor node) {
    const std::size_t before = out_.size();
    const std::size_t indent = indent_;
    lay_out(node);
    if (comments_in(std::string_view(out_).substr(before)) == comments_in(node.text())) return;
    indent_ = indent;
    out_.resize(before);
    line(std::string(node.text()));
  }

  void lay_out(Cursor node) {
    switch (node.kind()) {
      case Kind::create_table:
        create_table(node);
        break;
      case Kind::alter_table:
        alter_table(node);
        break;
      case Kind::insert:
        insert(node);
        break;
      case Kind::on_statements:
      case Kind::on_members:
        on_block(node, "on");
        break;
      case Kind::annotated_statement:
      case Kind::annotated_member:
        body(children(node), node.node().begin, node.node().end, false);
        break;
      case Kind::assume:
        for (Cursor inner : node) braces("assume", inner, children(inner), after_brace(inner));
        break;
      case Kind::by_hand:
        for (Cursor half : node) {
          if (half.kind() == Kind::up_block) {
            braces("up", half, children(half), after_brace(half));
          } else {
            join_to_last_line(" down {\n");
            ++indent_;
            body(children(half), after_brace(half), half.node().end - 1, false);
            --indent_;
            line("}");
          }
        }
        break;
      default:
        line(render(node));
        break;
    }
  }

  std::string out_;
};

}  // namespace

std::string format(const Syntax& syntax, const Sources& sources) { return Formatter(syntax, sources).run(); }

std::string format_text(std::string text) {
  Sources sources;
  Diagnostics diagnostics;
  const FileId file = sources.add("<made>", std::move(text));
  const Syntax syntax = parse(file, sources, diagnostics);
  if (diagnostics.has_errors())
    throw InternalError{"what migc printed does not parse:\n" + render_text(diagnostics, sources, false)};
  return format(syntax, sources);
}

}  // namespace migc
