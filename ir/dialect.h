// The names of dialects, sets of them, and targets (a dialect and a version). What a dialect can do is
// the business of backends/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace migc {

enum class Dialect : std::uint8_t {
#define DIALECT(name, ...) name,
#include "ir/dialects.def"
#undef DIALECT
};

inline constexpr Dialect all_dialects[] = {
#define DIALECT(name, ...) Dialect::name,
#include "ir/dialects.def"
#undef DIALECT
};

std::string_view dialect_name(Dialect dialect);
// The dialect that `dialect` derives from, or itself.
Dialect dialect_parent(Dialect dialect);
std::optional<Dialect> find_dialect(std::string_view name);
std::vector<std::string_view> dialect_names();

// A set of dialects: on which targets a statement or an element stands.
class DialectSet {
 public:
  constexpr DialectSet() = default;
  static constexpr DialectSet all() {
    DialectSet set;
    for (Dialect dialect : all_dialects) set.add(dialect);
    return set;
  }
  constexpr void add(Dialect dialect) { bits_ |= 1u << static_cast<unsigned>(dialect); }
  constexpr bool has(Dialect dialect) const { return bits_ >> static_cast<unsigned>(dialect) & 1u; }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr DialectSet operator&(DialectSet other) const { return DialectSet(bits_ & other.bits_); }
  constexpr DialectSet operator|(DialectSet other) const { return DialectSet(bits_ | other.bits_); }
  constexpr DialectSet operator~() const { return DialectSet(~bits_ & all().bits_); }
  constexpr bool operator==(const DialectSet&) const = default;
  std::vector<Dialect> list() const;

 private:
  constexpr explicit DialectSet(std::uint32_t bits) : bits_(bits) {}
  std::uint32_t bits_ = 0;
};

struct Version {
  int major = 0;
  int minor = 0;
  auto operator<=>(const Version&) const = default;
};

// What a script is compiled for.
struct Target {
  Dialect dialect;
  Version version;
  bool operator==(const Target&) const = default;
};
// The oldest version that scripts are compiled for.
Version oldest_version(Dialect dialect);
std::string version_text(Target target);  // "15", "3.40"
std::string to_string(Target target);     // "postgres:15", "sqlite:3.40"
// Reads "postgres", "postgres:15", "sqlite:3.40"; without a version the dialect's default one.
// Nothing when it is not of that form or names no dialect.
std::optional<Target> parse_target(std::string_view text);

}  // namespace migc
