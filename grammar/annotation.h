// Annotations: what is said about the statement, the revision or the member of an `alter table` that follows.
#pragma once

#include "grammar/lexical.h"

namespace migc::grammar {

struct annotation_mark : one<'@'> {};

struct allowed_rule : name {};
struct allowed_why : string_token {};
struct annotation_allow : seq<annotation_mark, k_allow, must<lpar>, must<allowed_rule>, must<comma>,
                              must<allowed_why>, must<rpar>> {};

struct annotation_any : failure {};
struct annotation : sor<annotation_allow, seq<annotation_mark, must<annotation_any>>> {};
struct annotations : plus<annotation> {};

}  // namespace migc::grammar
