// Source files and places in them. A place is a file and two byte offsets; line and column are computed
// only when somebody looks.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace migc {

using FileId = std::uint32_t;
inline constexpr FileId no_file = 0xffffffff;

struct Span {
  FileId file = no_file;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool known() const { return file != no_file; }
  // Where a thing stands is never part of what it is: operations that differ in place alone are equal.
  friend bool operator==(const Span&, const Span&) { return true; }
};

struct LineColumn {
  std::uint32_t line;    // from 1
  std::uint32_t column;  // from 1, in bytes
};

struct SourceFile {
  std::string path;  // as it shall be shown
  std::string text;
  mutable std::vector<std::uint32_t> line_starts;  // made at the first question
};

// All the sources of a run; they live to its end.
class Sources {
 public:
  FileId add(std::string path, std::string text);
  const SourceFile& operator[](FileId id) const { return files_[id]; }
  std::size_t size() const { return files_.size(); }

  std::string_view text(Span span) const;
  LineColumn line_column(FileId file, std::uint32_t offset) const;
  // A known place in short, without folders: "0002_slugs.mig:5".
  std::string short_place(Span span) const;
  // The line (from 1), without its line break.
  std::string_view line(FileId file, std::uint32_t line) const;

 private:
  std::deque<SourceFile> files_;
};

}  // namespace migc
