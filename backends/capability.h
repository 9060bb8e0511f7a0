// What targets can do, as data: every dialect answers for every feature, and no answer is left out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ir/operation.h"
#include "ir/schema.h"

namespace migc {

enum class Feature : std::uint8_t {
#define GROUP(text)
#define FEATURE(name, text) name,
#include "backends/features.def"
#undef FEATURE
#undef GROUP
};
std::string_view feature_text(Feature feature);
std::string_view feature_name(Feature feature);
// The rows of the matrix, in order and by group.
struct FeatureGroup {
  std::string_view title;
  std::vector<Feature> features;
};
const std::vector<FeatureGroup>& feature_groups();

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

// What a target makes of a whole statement: the worst of what it needs, and each reason once.
struct Verdict {
  Support::Level level = Support::Level::Native;
  std::vector<std::string> reasons;
  void add(Support::Level found, std::string reason);
};

struct FeatureUse {
  Feature feature;
  Span span;
};
// A piece of raw SQL in an expression, and the dialects that it has a text for.
struct FragmentUse {
  DialectSet dialects;
  Span span;
};
// A type that may be one that only some dialects have.
struct TypeUse {
  const Type* type;
  Span span;
};
// A body, which may have no text for a dialect.
struct BodyUse {
  ObjectName object;
  const Body* body;
  Span span;
};
struct Needs {
  std::vector<FeatureUse> features;
  std::vector<FragmentUse> fragments;
  std::vector<TypeUse> types;
  std::vector<BodyUse> bodies;
};
// What a resolved statement needs, with the schema as it stands after it and how what it touched was before.
Needs needs_of(const Statement& statement, const Schema& schema, const Journal& touched);

// Whether the type has no size that an index or a default could count on: text, blob, json, xml.
bool is_large(const Type& type);

// The text '', which is null on Oracle.
bool is_empty_text(const Expr& expr);

// Whether a unique key is over several columns of which one may be null.
bool is_nullable_key(const Table& table, const std::vector<Ident>& columns);

// The assignments of an update in an order in which each one reads its columns before another one sets them;
// nothing when they read each other in a circle.
std::optional<std::vector<Assignment>> read_before_set(std::vector<Assignment> assignments);

// The names that a statement gives, for the targets' limits.
std::vector<Ident> new_names(const Operation& op);

}  // namespace migc
