// Inside of ir/practices/practices.h: the rules, one a file.
#pragma once

#include "ir/practices/practices.h"

namespace migc {

// The statements that a database carries out, in order: those of `up` stand for what is written by hand, and what
// `assume` tells the model is left out.
using Done = std::vector<const Statement*>;

void check_mixed(const Done& statements, Diagnostics& diagnostics);
void check_message(const Revision& revision, Diagnostics& diagnostics);
void check_size(const Revision& revision, const Done& statements, std::size_t most, Diagnostics& diagnostics);
void check_way_back(const Done& statements, Diagnostics& diagnostics);

// Why a text tells a reader nothing: "it is empty", "it is only 'wip'", …; nothing when it does.
std::string why_it_says_nothing(std::string_view text);

}  // namespace migc
