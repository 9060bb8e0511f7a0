#include "ir/type.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "ir/object.h"

namespace migc {

namespace {

struct TypeInfo {
  std::string_view name;
  Family family;
  std::size_t least;
  std::size_t most;
};

// `double_` and `char_` are words of C++ and not of migc.
constexpr std::string_view without_underscore(std::string_view name) {
  return name.ends_with('_') ? name.substr(0, name.size() - 1) : name;
}

constexpr TypeInfo infos[] = {
#define TYPE(name, family, least, most) {without_underscore(#name), Family::family, least, most},
#include "ir/types.def"
#undef TYPE
    {"a type of the history", Family::Any, 0, 0},  // user
    {"native", Family::Any, 0, 0},
};
constexpr std::size_t portable_types = std::size(infos) - 2;

const TypeInfo& info(TypeKind kind) { return infos[static_cast<int>(kind)]; }

constexpr std::pair<std::string_view, TypeKind> synonyms[] = {
    {"bool", TypeKind::boolean},
    {"int", TypeKind::integer},
    {"int2", TypeKind::smallint},
    {"int4", TypeKind::integer},
    {"int8", TypeKind::bigint},
    {"numeric", TypeKind::decimal},
    {"dec", TypeKind::decimal},
    {"float4", TypeKind::real},
    {"float8", TypeKind::double_},
    {"float", TypeKind::double_},
    {"double precision", TypeKind::double_},
    {"character", TypeKind::char_},
    {"character varying", TypeKind::varchar},
    {"string", TypeKind::text},
    {"bytea", TypeKind::blob},
};

constexpr std::pair<std::string_view, std::string_view> refused[] = {
    {"serial", "integer identity"},
    {"bigserial", "bigint identity"},
    {"smallserial", "smallint identity"},
    {"datetime", "timestamp"},
    {"enum", "the name of a type: create type status as enum (…)"},
    {"nvarchar", "varchar"},
    {"longtext", "text"},
    {"mediumtext", "text"},
    {"money", "decimal(19, 4)"},
};

}  // namespace

std::string_view type_name(TypeKind kind) { return info(kind).name; }
Family family(TypeKind kind) { return info(kind).family; }

bool is_number(Family family) {
  return family == Family::Integer || family == Family::Decimal || family == Family::Float ||
         family == Family::Any;
}

bool is_comparable(Family family) { return family != Family::Json && family != Family::Xml; }

bool is_moment(Family family) {
  return family == Family::Date || family == Family::Timestamp || family == Family::TimestampTz ||
         family == Family::Time;
}

std::string_view family_name(Family family) {
  switch (family) {
    case Family::Any:
      return "anything";
    case Family::Boolean:
      return "a boolean";
    case Family::Integer:
      return "an integer";
    case Family::Decimal:
      return "a decimal";
    case Family::Float:
      return "a floating-point number";
    case Family::Text:
      return "a text";
    case Family::Binary:
      return "a binary value";
    case Family::Date:
      return "a date";
    case Family::Time:
      return "a time";
    case Family::Timestamp:
      return "a timestamp";
    case Family::TimestampTz:
      return "a timestamptz";
    case Family::Interval:
      return "an interval";
    case Family::Uuid:
      return "a uuid";
    case Family::Json:
      return "json";
    case Family::Xml:
      return "xml";
    case Family::Enum:
      return "a value of an enum";
    case Family::Array:
      return "an array";
  }
  return {};
}

Family family(const Type& type) {
  if (type.array) return Family::Array;
  if (type.kind != TypeKind::user || !type.user) return family(type.kind);
  if (const Domain* domain = type.user->domain()) return family(domain->base);
  return Family::Enum;
}

std::optional<Type> type_for(const Type& type, Dialect dialect) {
  if (type.kind != TypeKind::native) return type;
  Type own = type;
  for (const NativeType::Variant& variant : type.native->variants)
    if (variant.dialect == dialect) return own;
  if (!type.native->otherwise) return std::nullopt;
  own = *type.native->otherwise;
  own.array = own.array || type.array;
  return own;
}

namespace {

std::string quoted_text(std::string_view text) {
  std::string out = "'";
  for (char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
  return out + "'";
}

std::string native_text(const NativeType& native) {
  const auto variant = [](const NativeType::Variant& v) {
    return fmt::format("{} {}", dialect_name(v.dialect), quoted_text(v.text));
  };
  if (native.variants.size() == 1 && !native.otherwise) return "native " + variant(native.variants[0]);
  std::string out;
  for (const auto& v : native.variants) out += (out.empty() ? "" : ", ") + variant(v);
  if (native.otherwise) out += (out.empty() ? "else " : ", else ") + to_string(*native.otherwise);
  return "native (" + out + ")";
}

// The type without what stands behind it.
std::string element_text(const Type& type) {
  if (type.kind == TypeKind::user) return show(type.name);
  if (type.kind == TypeKind::native) return native_text(*type.native);
  const std::string_view name = type_name(type.kind);
  if (type.size && type.scale) return fmt::format("{}({}, {})", name, *type.size, *type.scale);
  if (type.size) return fmt::format("{}({})", name, *type.size);
  return std::string(name);
}

}  // namespace

std::string to_string(const Type& type) {
  std::string text = element_text(type);
  if (type.is_unsigned) text += " unsigned";
  return type.array ? text + "[]" : text;
}

std::optional<TypeKind> find_type(std::string_view name) {
  for (std::size_t i = 0; i < portable_types; ++i)
    if (infos[i].name == name) return static_cast<TypeKind>(i);
  for (const auto& [synonym, kind] : synonyms)
    if (synonym == name) return kind;
  return std::nullopt;
}

std::string_view refused_type(std::string_view name) {
  for (const auto& [word, instead] : refused)
    if (word == name) return instead;
  return {};
}

std::vector<std::string_view> type_names() {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < portable_types; ++i) names.push_back(infos[i].name);
  return names;
}

std::string check_parameters(const Type& type, std::size_t count) {
  const TypeInfo& of = info(type.kind);
  if (count < of.least) return fmt::format("{} needs a length: {}(255)", of.name, of.name);
  if (count > of.most)
    return of.most == 0
               ? fmt::format("{} takes no parameters", of.name)
               : fmt::format("{} takes at most {} parameter{}", of.name, of.most, of.most == 1 ? "" : "s");
  switch (of.family) {
    case Family::Text:
    case Family::Binary:
      if (type.size && *type.size < 1) return fmt::format("the length of a {} is at least 1", of.name);
      return {};
    case Family::Decimal:
      if (type.size && *type.size < 1) return "the precision of a decimal is at least 1";
      if (type.scale && *type.scale > *type.size) return "the scale of a decimal is at most its precision";
      return {};
    case Family::Time:
    case Family::Timestamp:
    case Family::TimestampTz:
      if (type.size && *type.size > 6) return fmt::format("a {} has at most 6 digits of a second", of.name);
      return {};
    case Family::Any:
    case Family::Boolean:
    case Family::Integer:
    case Family::Float:
    case Family::Date:
    case Family::Interval:
    case Family::Uuid:
    case Family::Json:
    case Family::Xml:
    case Family::Enum:
    case Family::Array:
      return {};
  }
  return {};
}

bool assignable(Family from, Family to) {
  if (from == to || from == Family::Any || to == Family::Any) return true;
  switch (to) {
    case Family::Decimal:
      return from == Family::Integer;
    case Family::Float:
      return from == Family::Integer || from == Family::Decimal;
    case Family::Timestamp:
      return from == Family::Date;
    case Family::TimestampTz:
      return from == Family::Timestamp || from == Family::Date;
    case Family::Any:
    case Family::Boolean:
    case Family::Integer:
    case Family::Text:
    case Family::Binary:
    case Family::Date:
    case Family::Time:
    case Family::Interval:
    case Family::Uuid:
    case Family::Json:
    case Family::Xml:
    case Family::Enum:
    case Family::Array:
      return false;
  }
  return false;
}

bool castable(Family from, Family to) {
  const bool number = from == Family::Integer || from == Family::Decimal || from == Family::Float;
  const bool timestamp = from == Family::Timestamp || from == Family::TimestampTz;
  if (from == to || from == Family::Any) return true;
  switch (to) {
    case Family::Any:
    case Family::Text:
      return true;
    case Family::Boolean:
      return number;
    case Family::Integer:
    case Family::Decimal:
    case Family::Float:
      return number || from == Family::Boolean || from == Family::Text;
    case Family::Date:
    case Family::Time:
      return timestamp || from == Family::Text;
    case Family::Timestamp:
    case Family::TimestampTz:
      return timestamp || from == Family::Date || from == Family::Text;
    case Family::Binary:
    case Family::Interval:
    case Family::Uuid:
    case Family::Json:
    case Family::Xml:
    case Family::Enum:
    case Family::Array:
      return from == Family::Text;
  }
  return false;
}

bool converts(const Type& from, const Type& to) {
  const Family a = family(from);
  const Family b = family(to);
  if (a == Family::Any || b == Family::Any) return from == to;  // what only one dialect knows
  if (a == Family::Array || b == Family::Array || a == Family::Enum || b == Family::Enum)
    return from == to || (a == Family::Enum && b == Family::Text);
  if (a == b) return true;
  const auto number = [](Family f) {
    return f == Family::Integer || f == Family::Decimal || f == Family::Float;
  };
  const auto moment = [](Family f) {
    return f == Family::Date || f == Family::Timestamp || f == Family::TimestampTz;
  };
  return (number(a) && number(b)) || (moment(a) && moment(b));
}

bool joinable(const Type& a, const Type& b) {
  const auto base = [](const Type& type) {
    const Domain* domain = type.kind == TypeKind::user && type.user ? type.user->domain() : nullptr;
    return domain ? domain->base : type;
  };
  const Type x = base(a);
  const Type y = base(b);
  if (family(x) == Family::Text && family(y) == Family::Text)
    return (x.kind == TypeKind::char_) == (y.kind == TypeKind::char_);
  return x == y;
}

}  // namespace migc
