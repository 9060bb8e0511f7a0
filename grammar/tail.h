// What ends a statement: a word about its way back, and the semicolon.
#pragma once

#include "grammar/table.h"

namespace migc::grammar {

struct reverse_nothing : k_nothing {};
struct reverse_way : sor<reverse_nothing, text> {};
struct reverse_text : seq<k_reverse, must<reverse_way>> {};
struct why : string_token {};
struct irreversible : seq<k_irreversible, must<why>> {};
struct keep : k_keep {};
struct tail : opt<sor<reverse_text, irreversible, keep>> {};
struct statement_end : semicolon {};
struct end_of_statement : seq<tail, must<statement_end>> {};

// `if exists` is read to be refused with a reason, not with "expected a name".
struct if_exists : seq<k_if, opt<k_not>, must<k_exists>> {};

}  // namespace migc::grammar
