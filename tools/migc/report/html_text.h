// Text in HTML.
#pragma once

#include <string>
#include <string_view>

namespace migc {

// Text as it may stand anywhere in the page, an attribute in quotes too: nothing in it is markup, and marks that turn the
// direction of text become U+FFFD.
std::string html(std::string_view text);

// The sheet of the report.
std::string_view html_style();

}  // namespace migc
