// The pages docs/diagnostics/CODE.md, which are part of the program.
#pragma once

#include <string_view>

namespace migc {

// The page of a code; empty when there is none.
std::string_view diagnostic_page(std::string_view code);

}  // namespace migc
