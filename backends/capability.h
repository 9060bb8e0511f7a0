// What targets can do, as data: every dialect answers for every feature, and no answer is left out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ir/operation.h"
#include "ir/schema.h"

namespace migc {

enum class Feature : std::uint8_t {
#define FEATURE(name, text) name,
#include "backends/features.def"
#undef FEATURE
};
std::string_view feature_text(Feature feature);
std::vector<Feature> all_features();

// What a target makes of a feature.
struct Support {
  enum class Level : std::uint8_t { Native, Rewritten, Refused } level = Level::Native;
  std::string_view text;  // how it is rewritten, or why it is refused
  std::string_view fix;   // of a refused one: the way out
};
constexpr Support native() { return {}; }
constexpr Support rewritten(std::string_view how) { return {Support::Level::Rewritten, how, {}}; }
constexpr Support refused(std::string_view why, std::string_view fix = {}) {
  return {Support::Level::Refused, why, fix};
}

struct FeatureUse {
  Feature feature;
  Span span;
};
// A piece of raw SQL in an expression, and the dialects that it has a text for.
struct FragmentUse {
  DialectSet dialects;
  Span span;
};
struct Needs {
  std::vector<FeatureUse> features;
  std::vector<FragmentUse> fragments;
};
// What a resolved statement needs. `table` is the table that it is about, as it stands after it, where
// there is one.
Needs needs_of(const Statement& statement, const Table* table);

// The assignments of an update in an order in which each one reads its columns before another one sets them;
// nothing when they read each other in a circle.
std::optional<std::vector<Assignment>> read_before_set(std::vector<Assignment> assignments);

// The names that a statement gives, for the targets' limits.
std::vector<Ident> new_names(const Operation& op);

}  // namespace migc
