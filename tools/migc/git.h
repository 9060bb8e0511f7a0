// What git knows of the files of a project.
#pragma once

#include <string>
#include <unordered_set>

#include "support/source.h"

namespace migc {

// The sources that are not in the commit `ref`, or are not as they were in it; one that has only another name by now is as
// it was. Runs git. Throws UsageError when that is not to be had, knows no such commit, or the files are in no repository.
std::unordered_set<FileId> changed_since(const std::string& ref, const Sources& sources);

}  // namespace migc
