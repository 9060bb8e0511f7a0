// What a change of a column's type does to the values, on each engine.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ir/grade/cast_behaviour.h"

namespace migc {

enum class CastEffect : std::uint8_t {
#define CAST(name, text) name,
#include "backends/casts.def"
#undef CAST
};
// How many bits an integer type has; 0: it is none.
int integer_bits(TypeKind kind);
std::string_view cast_text(CastEffect effect);

// What may not fit when a value of type `from` becomes one of type `to`; neither is a domain.
std::vector<CastEffect> cast_effects(const Type& from, const Type& to);

// The table of what each engine does, for docs/reversibility.md.
std::string casts_markdown();

}  // namespace migc
