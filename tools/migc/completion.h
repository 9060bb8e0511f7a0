// Shell completion, made from the command line itself.
#pragma once

#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace migc {

// The script that teaches a shell migc's verbs, options and values, and the revisions of the project at hand. `shell` is
// bash, zsh or fish.
std::string completion(const CLI::App& app, std::string_view shell);

}  // namespace migc
