// Operations as canonical .mig text, which parses again to the same operations.
#pragma once

#include <string>
#include <vector>

#include "ir/operation.h"
#include "ir/schema.h"

namespace migc {

// Statements, one after the other; those that some dialects alone get stand in `on` blocks.
std::string print(const std::vector<Statement>& statements);
// A revision's first line.
std::string print_header(const Revision& revision);
// A revision with these statements instead of its own.
std::string print(const Revision& revision, const std::vector<Statement>& statements);
// All tables, as a schema file: those that are referred to first, foreign keys that close a circle last.
std::string print(const Schema& schema, bool archives = false);  // with what `keep` has put aside
std::string print(const Expr& expr);

}  // namespace migc
