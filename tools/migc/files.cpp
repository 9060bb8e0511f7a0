#include "tools/migc/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iostream>

#include "support/text.h"
#include "tools/migc/options.h"

namespace migc {

namespace {

namespace fs = std::filesystem;

std::string why(const std::string& path) { return fmt::format("{}: {}", path, std::strerror(errno)); }

// Reads at most `most` bytes; says in `size` how many there are, where that is known.
std::string read_all(const std::string& path, std::size_t most, std::size_t& size) {
  const bool standard = path == "-";
  const int file = standard ? STDIN_FILENO : open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) throw UsageError{why(path)};
  struct stat info {};
  size = 0;
  std::string text;
  if (fstat(file, &info) == 0 && S_ISREG(info.st_mode)) size = static_cast<std::size_t>(info.st_size);
  if (size > most) {
    if (!standard) close(file);
    return text;
  }
  text.resize(size > 0 ? size + 1 : 65536);
  std::size_t filled = 0;
  while (true) {
    if (filled == text.size()) {
      if (filled > most) break;
      text.resize(std::min(text.size() * 2, most + 2));
    }
    const ssize_t count = read(file, text.data() + filled, text.size() - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      const std::string message = why(path);
      if (!standard) close(file);
      throw UsageError{message};
    }
    if (count == 0) break;
    filled += static_cast<std::size_t>(count);
    if (filled == size && filled < text.size()) break;  // a regular file, read to its end
  }
  if (!standard) close(file);
  text.resize(filled);
  size = std::max(size, filled);
  return text;
}

// Whether the file has exactly that text.
bool holds(const std::string& path, const std::string& text) {
  std::size_t size = 0;
  return read_all(path, text.size(), size) == text;
}

// The offset of the first byte that is not valid UTF-8, or the size.
std::size_t valid_utf8(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      ++i;
      continue;
    }
    const std::size_t length = utf8_sequence(text.substr(i, 4));
    if (length == 0) break;
    i += length;
  }
  return i;
}

// Marks that turn the direction of text can make a reader see something else than what is there.
std::size_t find_direction_mark(std::string_view text) {
  for (std::size_t at = text.find('\xE2'); at != std::string_view::npos; at = text.find('\xE2', at + 1)) {
    const std::string_view mark = text.substr(at, 3);
    if ((mark >= "\xE2\x80\xAA" && mark <= "\xE2\x80\xAE") ||
        (mark >= "\xE2\x81\xA6" && mark <= "\xE2\x81\xA9"))
      return at;
  }
  return std::string_view::npos;
}

// Writes `path`, making the folders above it; `shown` is what messages call it. Leaves nothing behind when it fails.
void write_new(const std::string& path, const std::string& text, const std::string& shown) {
  const auto create = [&] { return open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666); };
  int file = create();
  if (file < 0 && errno == ENOENT) {
    std::error_code error;
    fs::create_directories(fs::path(path).parent_path(), error);
    if (error) throw UsageError{fmt::format("{}: {}", shown, error.message())};
    file = create();
  }
  if (file < 0) throw UsageError{why(shown)};
  std::size_t written = 0;
  while (written < text.size()) {
    const ssize_t count = write(file, text.data() + written, text.size() - written);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      const std::string message = why(shown);
      close(file);
      struct stat info {};
      if (stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode)) unlink(path.c_str());
      throw UsageError{message};
    }
    written += static_cast<std::size_t>(count);
  }
  if (close(file) != 0) throw UsageError{why(shown)};
}

}  // namespace

std::optional<FileId> load_source(const std::string& path, Sources& sources, Diagnostics& diagnostics) {
  std::size_t size = 0;
  std::string text = read_all(path, largest_file, size);
  const std::string shown = path == "-" ? "<stdin>" : path;
  const auto reject = [&](std::size_t at, auto report) {
    // What stands from the place on is not shown: it may be anything.
    const FileId file = sources.add(shown, text.substr(0, at));
    report(Span{file, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at)});
    return std::nullopt;
  };
  if (size > largest_file)
    return reject(0, [&](Span at) { diagnostics.report(diag::file_too_large, at, size, largest_file); });
  if (const std::size_t nul = text.find('\0'); nul != std::string::npos)
    return reject(nul,
                  [&](Span at) { diagnostics.report(diag::forbidden_character, at, "a NUL byte", nul); });
  if (const std::size_t bad = valid_utf8(text); bad != text.size())
    return reject(bad, [&](Span at) {
      diagnostics.report(diag::invalid_utf8, at, unsigned{static_cast<unsigned char>(text[bad])}, bad);
    });
  if (const std::size_t mark = find_direction_mark(text); mark != std::string_view::npos)
    return reject(mark, [&](Span at) {
      diagnostics.report(diag::forbidden_character, at, "a mark that turns the direction of text", mark);
    });
  return sources.add(shown, std::move(text));
}

std::vector<std::string> find_sources(const std::string& folder) {
  std::vector<std::string> paths;
  std::error_code error;
  fs::recursive_directory_iterator at(folder, error);
  if (error) throw UsageError{fmt::format("{}: {}", folder, error.message())};
  for (; at != fs::recursive_directory_iterator(); at.increment(error)) {
    if (error) throw UsageError{fmt::format("{}: {}", folder, error.message())};
    const std::string& path = at->path().native();
    if (path.ends_with(".mig") && at->is_regular_file(error)) paths.push_back(path);
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::string read_file(const std::string& path) {
  std::size_t size = 0;
  return read_all(path, largest_file, size);
}

void write_file(const std::string& path, const std::string& text) {
  if (path == "-") {
    std::cout << text << std::flush;
    if (!std::cout) throw UsageError{"standard output can't be written"};
    return;
  }
  struct stat info {};
  const bool there = stat(path.c_str(), &info) == 0;
  const bool special = there && !S_ISREG(info.st_mode);
  // What is there already is not written again: that is most of a build that changes little.
  if (there && !special && static_cast<std::size_t>(info.st_size) == text.size() && holds(path, text)) return;
  const std::string aside = special ? path : path + ".migc-new";
  write_new(aside, text, path);
  if (special || rename(aside.c_str(), path.c_str()) == 0) return;
  const std::string message = why(path);
  unlink(aside.c_str());
  throw UsageError{message};
}

void write_folder(const std::string& folder, const std::vector<std::pair<std::string, std::string>>& files) {
  const std::string aside = folder + ".migc-new";
  std::error_code error;
  fs::remove_all(aside, error);
  try {
    for (const auto& [path, text] : files) write_new(aside + "/" + path, text, folder + "/" + path);
    fs::rename(aside, folder, error);
    if (error) throw UsageError{fmt::format("{}: {}", folder, error.message())};
  } catch (const UsageError&) {
    fs::remove_all(aside, error);
    throw;
  }
}

}  // namespace migc
