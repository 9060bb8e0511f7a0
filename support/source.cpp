#include "support/source.h"

#include <algorithm>

namespace migc {

namespace {

const std::vector<std::uint32_t>& line_starts(const SourceFile& file) {
  if (file.line_starts.empty()) {
    file.line_starts.push_back(0);
    for (std::size_t i = 0; i < file.text.size(); ++i)
      if (file.text[i] == '\n') file.line_starts.push_back(static_cast<std::uint32_t>(i + 1));
  }
  return file.line_starts;
}

}  // namespace

FileId Sources::add(std::string path, std::string text) {
  files_.push_back(SourceFile{std::move(path), std::move(text), {}});
  return static_cast<FileId>(files_.size() - 1);
}

std::string_view Sources::text(Span span) const {
  return std::string_view(files_[span.file].text).substr(span.begin, span.end - span.begin);
}

LineColumn Sources::line_column(FileId file, std::uint32_t offset) const {
  const auto& starts = line_starts(files_[file]);
  const auto after = std::upper_bound(starts.begin(), starts.end(), offset);
  const auto line = static_cast<std::uint32_t>(after - starts.begin());
  return {line, offset - starts[line - 1] + 1};
}

std::string Sources::short_place(Span span) const {
  const std::string& path = files_[span.file].path;
  return path.substr(path.find_last_of('/') + 1) + ":" +
         std::to_string(line_column(span.file, span.begin).line);
}

std::string_view Sources::line(FileId file, std::uint32_t line) const {
  const auto& starts = line_starts(files_[file]);
  const std::string_view text = files_[file].text;
  const std::uint32_t begin = starts[line - 1];
  std::size_t end = line < starts.size() ? starts[line] : text.size();
  while (end > begin && (text[end - 1] == '\n' || text[end - 1] == '\r')) --end;
  return text.substr(begin, end - begin);
}

}  // namespace migc
