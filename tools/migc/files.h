// Reading and writing files.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "support/diagnostics.h"

namespace migc {

inline constexpr std::size_t largest_file = 64u << 20;

// Reads a .mig file ("-": standard input) into `sources`. Reports one that is too large or is no text;
// then it has no ID. Throws UsageError when it can't be read.
std::optional<FileId> load_source(const std::string& path, Sources& sources, Diagnostics& diagnostics);

// The .mig files below a folder, sorted by path. Throws UsageError when it is no folder.
std::vector<std::string> find_sources(const std::string& folder);

// A whole file; throws UsageError.
std::string read_file(const std::string& path);

// Writes a file aside and puts it in place ("-": standard output; what is no regular file is written
// directly). Throws UsageError.
void write_file(const std::string& path, const std::string& text);

// Writes a folder that is not there yet: aside, and put in place as a whole. Paths are relative to it. Throws
// UsageError; then nothing is left of it.
void write_folder(const std::string& folder, const std::vector<std::pair<std::string, std::string>>& files);

}  // namespace migc
