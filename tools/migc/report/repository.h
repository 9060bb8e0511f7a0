// Places as GitHub wants them: files from the top of the repository on, columns in UTF-16.
#pragma once

#include <string>

#include "support/source.h"

namespace migc {

// The path of a file from the top of the git repository that it is in, with '/'; where there is none, as it is shown.
// Looks for the folder that has a .git, and runs nothing.
std::string repository_path(const std::string& path);

// The column of an offset, from 1, in UTF-16 code units.
std::size_t utf16_column(const Sources& sources, FileId file, std::uint32_t offset);

}  // namespace migc
