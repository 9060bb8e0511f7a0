// The canonical layout of .mig text. Comments stay where they are.
#pragma once

#include <string>

#include "frontend/syntax.h"

namespace migc {

// A file that parsed without errors, laid out anew.
std::string format(const Syntax& syntax, const Sources& sources);

// The same for text that migc made itself. Text that does not parse is an internal error.
std::string format_text(std::string text);

}  // namespace migc
