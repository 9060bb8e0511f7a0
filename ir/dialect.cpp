#include "ir/dialect.h"

#include <fmt/format.h>

#include <charconv>

namespace migc {

namespace {

struct DialectInfo {
  std::string_view name;
  Dialect parent;
  Version version;
  Version oldest;
  bool two_numbers;
};
constexpr DialectInfo infos[] = {
#define DIALECT(name, parent, major, minor, oldest_major, oldest_minor, two_numbers) \
  {#name, Dialect::parent, {major, minor}, {oldest_major, oldest_minor}, two_numbers},
#include "ir/dialects.def"
#undef DIALECT
};

}  // namespace

std::string_view dialect_name(Dialect dialect) { return infos[static_cast<int>(dialect)].name; }
Dialect dialect_parent(Dialect dialect) { return infos[static_cast<int>(dialect)].parent; }

Version oldest_version(Dialect dialect) { return infos[static_cast<int>(dialect)].oldest; }

std::optional<Dialect> find_dialect(std::string_view name) {
  for (Dialect dialect : all_dialects)
    if (dialect_name(dialect) == name) return dialect;
  return std::nullopt;
}

std::vector<std::string_view> dialect_names() {
  std::vector<std::string_view> names;
  for (Dialect dialect : all_dialects) names.push_back(dialect_name(dialect));
  return names;
}

std::vector<Dialect> DialectSet::list() const {
  std::vector<Dialect> dialects;
  for (Dialect dialect : all_dialects)
    if (has(dialect)) dialects.push_back(dialect);
  return dialects;
}

std::string version_text(Target target) {
  if (target.version.minor == 0 && !infos[static_cast<int>(target.dialect)].two_numbers)
    return std::to_string(target.version.major);
  return fmt::format("{}.{}", target.version.major, target.version.minor);
}

std::string to_string(Target target) {
  return fmt::format("{}:{}", dialect_name(target.dialect), version_text(target));
}

std::optional<Target> parse_target(std::string_view text) {
  const std::size_t colon = text.find(':');
  const auto dialect = find_dialect(text.substr(0, colon));
  if (!dialect) return std::nullopt;
  Target target{*dialect, infos[static_cast<int>(*dialect)].version};
  if (colon == std::string_view::npos) return target;
  const char* p = text.data() + colon + 1;
  const char* const end = text.data() + text.size();
  target.version = {};
  const auto major = std::from_chars(p, end, target.version.major);
  if (major.ec != std::errc() || target.version.major < 0) return std::nullopt;
  p = major.ptr;
  if (p == end) return target;
  if (*p != '.') return std::nullopt;
  const auto minor = std::from_chars(p + 1, end, target.version.minor);
  if (minor.ec != std::errc() || target.version.minor < 0) return std::nullopt;
  // "3.40.1" is fine: what follows the second number changes nothing that is compiled.
  if (minor.ptr != end && *minor.ptr != '.') return std::nullopt;
  return target;
}

}  // namespace migc
