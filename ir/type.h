// Portable types of columns, and the families that expressions are checked by.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace migc {

enum class TypeKind : std::uint8_t {
#define TYPE(name, ...) name,
#include "ir/types.def"
#undef TYPE
};

// What an expression is, lightly. `Any` fits everywhere: raw SQL, null, and what came from a mistake
// that has been reported.
enum class Family : std::uint8_t {
  Any,
  Boolean,
  Integer,
  Decimal,
  Float,
  Text,
  Binary,
  Date,
  Time,
  Timestamp,
  TimestampTz,
  Interval,
  Uuid,
  Json,
  Xml,
};

struct Type {
  TypeKind kind = TypeKind::integer;
  // Length of char, varchar, binary, varbinary; precision of decimal; digits of a second's fraction of
  // time, timestamp, timestamptz (6 when left out).
  std::optional<int> size;
  std::optional<int> scale;  // of decimal
  bool operator==(const Type&) const = default;
};

std::string_view type_name(TypeKind kind);
Family family(TypeKind kind);
std::string_view family_name(Family family);
// The type as it is written: "varchar(255)".
std::string to_string(const Type& type);

// Finds a type by its name or a synonym that is accepted ("int", "bool", "numeric", "double precision").
std::optional<TypeKind> find_type(std::string_view name);
// What to write instead of a type that is refused ("serial": "integer identity"); empty when it is none
// of those.
std::string_view refused_type(std::string_view name);
std::vector<std::string_view> type_names();
// What is wrong with the type's parameters; empty when nothing is.
std::string check_parameters(const Type& type, std::size_t count);

// Whether a value of family `from` may stand where `to` is wanted, with no cast written (rule S18).
bool assignable(Family from, Family to);
// Whether `cast(… as …)` turns the one into the other, on every dialect alike.
bool castable(Family from, Family to);
// Whether a column turns from one type into the other by itself, on every dialect: within one family of
// types, narrower or wider.
bool converts(const Type& from, const Type& to);
// Whether a foreign key may join the two: the same type, but for the length of texts.
bool joinable(const Type& a, const Type& b);

}  // namespace migc
