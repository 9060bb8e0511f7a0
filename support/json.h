// What is reported, as JSON that more can be added to.
#pragma once

#include <nlohmann/json.hpp>

#include "support/diagnostics.h"

namespace migc {

// {"diagnostics": […]}, by file and place.
nlohmann::ordered_json diagnostics_json(const Diagnostics& diagnostics, const Sources& sources);
// Puts the members that say where a place is into `json`; none where it is unknown.
void add_place(nlohmann::ordered_json& json, Span span, const Sources& sources);
// Indented, with a line break at its end. What is no valid UTF-8, like a path, is replaced instead of failing.
std::string to_text(const nlohmann::ordered_json& json);

}  // namespace migc
