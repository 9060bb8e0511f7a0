// Portable types of columns, and the families that expressions are checked by.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ir/dialect.h"
#include "support/name.h"
#include "support/source.h"

namespace migc {

enum class TypeKind : std::uint8_t {
#define TYPE(name, ...) name,
#include "ir/types.def"
#undef TYPE
  user,    // a type made in the history: an enum or a domain
  native,  // what one dialect alone has
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
  Enum,  // which one stands beside it where it matters (ir/check_expression.h)
  Array,
};

// A schema and a name in it: of a table, a type, a view, … .
struct TableName {
  Name schema;
  Name name;
  Span span;
  friend bool operator==(const TableName& a, const TableName& b) {
    return a.schema == b.schema && a.name == b.name;
  }
};
using QualifiedName = TableName;
bool operator<(const TableName& a, const TableName& b);

struct UserType;
struct NativeType;

struct Type {
  TypeKind kind = TypeKind::integer;
  // Length of char, varchar, binary, varbinary; precision of decimal; digits of a second's fraction of
  // time, timestamp, timestamptz (6 when left out).
  std::optional<int> size;
  std::optional<int> scale;  // of decimal
  bool is_unsigned = false;  // of an integer
  bool array = false;        // T[]
  QualifiedName name;        // of a user type
  // What a user type is: found when the statement is applied, and kept up when the type changes, so that
  // whoever has the column knows its values. Derived, so no part of what the type is.
  std::shared_ptr<const UserType> user;
  std::shared_ptr<const NativeType> native;
  Span span;
  bool operator==(const Type& other) const;
};

// `native postgres 'tsvector'`, `native (postgres 'tsvector', mysql 'json', else text)`
struct NativeType {
  struct Variant {
    Dialect dialect{};
    std::string text;
    bool operator==(const Variant&) const = default;
  };
  std::vector<Variant> variants;
  std::optional<Type> otherwise;
  bool operator==(const NativeType&) const = default;
};
// The type that `dialect` gets: of a native type its variant, or its `else`; nothing when it has neither.
std::optional<Type> type_for(const Type& type, Dialect dialect);

std::string_view type_name(TypeKind kind);
Family family(TypeKind kind);
std::string_view family_name(Family family);
// The family of a column of this type: that of its base for a domain.
Family family(const Type& type);
bool is_number(Family family);  // what may be one is one: Any too
bool is_moment(Family family);  // a date, a time, or both
// Whether two values can be compared: json and xml can't, on PostgreSQL.
bool is_comparable(Family family);
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
