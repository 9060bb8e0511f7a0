#include "tools/migc/report/repository.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "support/text.h"

namespace migc {

namespace fs = std::filesystem;

namespace {

// The folder above `folder`, or itself, that has a .git; empty when none has. Asked for each file of a folder.
const fs::path& top_of(const fs::path& folder) {
  static std::map<fs::path, fs::path> known;
  const auto [found, fresh] = known.try_emplace(folder);
  if (fresh) {
    std::error_code error;
    for (fs::path up = folder;; up = up.parent_path()) {
      if (fs::exists(up / ".git", error)) {
        found->second = up;
        break;
      }
      if (up == up.parent_path()) break;
    }
  }
  return found->second;
}

}  // namespace

std::string repository_path(const std::string& path) {
  std::error_code error;
  const fs::path whole = fs::weakly_canonical(fs::absolute(path, error), error);
  if (error || !fs::exists(whole, error)) return path;
  const fs::path& top = top_of(whole.parent_path());
  return top.empty() ? path : whole.lexically_relative(top).generic_string();
}

std::size_t utf16_column(const Sources& sources, FileId file, std::uint32_t offset) {
  const LineColumn at = sources.line_column(file, offset);
  std::string_view before = sources.line(file, at.line);
  before = before.substr(0, std::min<std::size_t>(at.column - 1, before.size()));
  std::size_t column = at.column - before.size();  // past the end of the line, what is there counts by bytes
  while (!before.empty()) {
    const std::size_t length = std::max<std::size_t>(1, utf8_sequence(before));
    column += length == 4 ? 2 : 1;
    before.remove_prefix(length);
  }
  return column;
}

}  // namespace migc
