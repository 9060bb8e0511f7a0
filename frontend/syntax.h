// The syntax tree: one flat array in source order, filled by the parser.
//
// A node is followed by its descendants; `size` says how many there are with itself, so the next sibling
// is `size` places on. Offsets are bytes in the file; a node's span leaves out the white space after it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "support/diagnostics.h"
#include "support/source.h"

namespace migc {

enum class Kind : std::uint16_t {
#define NODE(name) name,
#include "frontend/syntax.def"
#undef NODE
};
std::string_view kind_name(Kind kind);

struct Node {
  Kind kind;
  std::uint32_t size;
  std::uint32_t begin;
  std::uint32_t end;
};

// White space and comments between two tokens.
struct Gap {
  std::uint32_t begin;
  std::uint32_t end;
};

struct Syntax {
  FileId file = no_file;
  std::vector<Node> nodes;
  std::vector<Gap> gaps;   // in order; only those that hold at least one byte
  std::size_t errors = 0;  // that were reported
};

// A node seen as a tree: `for (Cursor child : cursor)`.
class Cursor {
 public:
  Cursor(const Syntax& syntax, const Sources& sources, std::uint32_t index)
      : syntax_(&syntax), sources_(&sources), index_(index) {}

  const Node& node() const { return syntax_->nodes[index_]; }
  Kind kind() const { return node().kind; }
  Span span() const { return {syntax_->file, node().begin, node().end}; }
  std::string_view text() const { return sources_->text(span()); }
  const Syntax& syntax() const { return *syntax_; }
  std::uint32_t index() const { return index_; }

  class iterator;
  iterator begin() const;
  iterator end() const;
  bool empty() const { return node().size == 1; }

 private:
  const Syntax* syntax_;
  const Sources* sources_;
  std::uint32_t index_;
};

class Cursor::iterator {
 public:
  explicit iterator(Cursor at) : at_(at) {}
  Cursor operator*() const { return at_; }
  iterator& operator++() {
    at_.index_ += at_.node().size;
    return *this;
  }
  bool operator!=(const iterator& other) const { return at_.index_ != other.at_.index_; }

 private:
  Cursor at_;
};
inline Cursor::iterator Cursor::begin() const { return iterator({*syntax_, *sources_, index_ + 1}); }
inline Cursor::iterator Cursor::end() const { return iterator({*syntax_, *sources_, index_ + node().size}); }

// Parses a file that is in `sources`. Reports every syntax error (at most 20); what could be read is in
// the tree, what was skipped is there as skip_… nodes.
Syntax parse(FileId file, const Sources& sources, Diagnostics& diagnostics);

// The top-level statements, as cursors.
std::vector<Cursor> statements(const Syntax& syntax, const Sources& sources);

// The tree as text, a node a line (`--emit=syntax`).
std::string print_syntax(const Syntax& syntax, const Sources& sources);

}  // namespace migc
