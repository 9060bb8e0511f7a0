#include "backends/capability.h"

#include <algorithm>

namespace migc {

std::string_view feature_text(Feature feature) {
  switch (feature) {
#define GROUP(text)
#define FEATURE(name, text) \
  case Feature::name:       \
    return text;
#include "backends/features.def"
#undef FEATURE
#undef GROUP
  }
  return {};
}

std::string_view feature_name(Feature feature) {
  switch (feature) {
#define GROUP(text)
#define FEATURE(name, text) \
  case Feature::name:       \
    return #name;
#include "backends/features.def"
#undef FEATURE
#undef GROUP
  }
  return {};
}

const std::vector<FeatureGroup>& feature_groups() {
  static const std::vector<FeatureGroup> groups = [] {
    std::vector<FeatureGroup> list;
#define GROUP(text) list.push_back({text, {}});
#define FEATURE(name, text) list.back().features.push_back(Feature::name);
#include "backends/features.def"
#undef FEATURE
#undef GROUP
    return list;
  }();
  return groups;
}

std::optional<std::vector<Assignment>> read_before_set(std::vector<Assignment> left) {
  std::vector<Assignment> ordered;
  while (!left.empty()) {
    const auto next = std::find_if(left.begin(), left.end(), [&](const Assignment& a) {
      return std::none_of(left.begin(), left.end(), [&](const Assignment& other) {
        return &other != &a && mentions(other.value, a.column.name);
      });
    });
    if (next == left.end()) return std::nullopt;
    ordered.push_back(std::move(*next));
    left.erase(next);
  }
  return ordered;
}

void Verdict::add(Support::Level found, std::string reason) {
  level = std::max(level, found);
  if (std::find(reasons.begin(), reasons.end(), reason) == reasons.end())
    reasons.push_back(std::move(reason));
}

}  // namespace migc
