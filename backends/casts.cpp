#include "backends/casts.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "backends/backend.h"

namespace migc {

std::string_view cast_text(CastEffect effect) {
  switch (effect) {
#define CAST(name, text) \
  case CastEffect::name: \
    return text;
#include "backends/casts.def"
#undef CAST
  }
  return {};
}

int integer_bits(TypeKind kind) {
  switch (kind) {
    case TypeKind::tinyint:
      return 8;
    case TypeKind::smallint:
      return 16;
    case TypeKind::integer:
      return 32;
    case TypeKind::bigint:
      return 64;
    case TypeKind::boolean:
    case TypeKind::decimal:
    case TypeKind::real:
    case TypeKind::double_:
    case TypeKind::char_:
    case TypeKind::varchar:
    case TypeKind::text:
    case TypeKind::binary:
    case TypeKind::varbinary:
    case TypeKind::blob:
    case TypeKind::date:
    case TypeKind::time:
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
    case TypeKind::interval:
    case TypeKind::uuid:
    case TypeKind::json:
    case TypeKind::jsonb:
    case TypeKind::xml:
    case TypeKind::user:
    case TypeKind::native:
      return 0;
  }
  return 0;
}

namespace {

constexpr double unlimited = std::numeric_limits<double>::infinity();

// Which numbers an integer or a decimal type holds.
struct NumberRange {
  double lowest = 0, highest = 0;
  double digits = 0;  // in all
  double scale = 0;   // of them after the point
};

NumberRange integer_range(int bits, bool is_unsigned) {
  const double all = std::ldexp(1.0, bits);
  const double digits = std::ceil(bits * std::log10(2.0));
  return is_unsigned ? NumberRange{0, all - 1, digits, 0} : NumberRange{-all / 2, all / 2 - 1, digits, 0};
}

NumberRange range_of(const Type& type) {
  if (const int bits = integer_bits(type.kind)) return integer_range(bits, type.is_unsigned);
  if (!type.size) return {-unlimited, unlimited, unlimited, unlimited};
  const int scale = type.scale.value_or(0);
  const double end = std::pow(10.0, *type.size - scale);
  return {-end, end, double(*type.size), double(scale)};
}

void number_effects(const Type& from, const Type& to, std::vector<CastEffect>& out) {
  const bool was_float = family(from) == Family::Float;
  if (family(to) == Family::Float) {
    if (was_float) {
      if (from.kind == TypeKind::double_ && to.kind == TypeKind::real) out.push_back(CastEffect::single);
      return;
    }
    // Integers are held by the bits of the mantissa, decimals come back while they have no more digits.
    const int bits = integer_bits(from.kind);
    const double digits = range_of(from).digits;
    if (bits > 0 ? bits > 53 : digits > 15)
      out.push_back(CastEffect::double_);
    else if (to.kind == TypeKind::real && (bits > 0 ? bits > 24 : digits > 6))
      out.push_back(CastEffect::single);
    return;
  }
  if (was_float) {
    out.push_back(CastEffect::range);
    out.push_back(CastEffect::scale);
    return;
  }
  const NumberRange a = range_of(from);
  const NumberRange b = range_of(to);
  // The end of a decimal's range is not in it.
  const bool a_decimal = family(from) == Family::Decimal;
  const bool b_decimal = family(to) == Family::Decimal;
  const bool over = b_decimal && !a_decimal ? a.highest >= b.highest : a.highest > b.highest;
  const bool under = b_decimal && !a_decimal ? a.lowest <= b.lowest : a.lowest < b.lowest;
  if (over || under) out.push_back(CastEffect::range);
  if (a.scale > b.scale) out.push_back(CastEffect::scale);
}

std::size_t characters(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  return count;
}

// The longest text or the most bytes that the type holds.
double longest(const Type& type) {
  if (type.kind == TypeKind::user && type.user && type.user->values()) {
    std::size_t most = 0;
    for (const std::string& value : type.user->values()->values) most = std::max(most, characters(value));
    return double(most);
  }
  if (type.kind == TypeKind::char_ || type.kind == TypeKind::binary) return type.size.value_or(1);
  return type.size ? *type.size : unlimited;
}

void text_effects(const Type& from, const Type& to, std::vector<CastEffect>& out) {
  if (longest(from) > longest(to)) out.push_back(CastEffect::length);
  if (to.kind == TypeKind::char_ && from.kind != TypeKind::char_) out.push_back(CastEffect::spaces);
}

void binary_effects(const Type& from, const Type& to, std::vector<CastEffect>& out) {
  if (longest(from) > longest(to)) out.push_back(CastEffect::length);
  const bool filled = to.kind == TypeKind::binary;
  if (filled && (from.kind != TypeKind::binary || longest(from) < longest(to)))
    out.push_back(CastEffect::zeros);
}

void moment_effects(const Type& from, const Type& to, std::vector<CastEffect>& out) {
  const Family a = family(from);
  const Family b = family(to);
  if (a == Family::TimestampTz && b != Family::TimestampTz) out.push_back(CastEffect::zone);
  if (a != Family::TimestampTz && b == Family::TimestampTz) out.push_back(CastEffect::moment);
  if (a != Family::Date && b == Family::Date) out.push_back(CastEffect::time_of_day);
  if (a != Family::Date && b != Family::Date && to.size.value_or(6) < from.size.value_or(6))
    out.push_back(CastEffect::fraction);
}

bool is_plain_number(Family family) {
  return family == Family::Integer || family == Family::Decimal || family == Family::Float;
}
bool has_date(Family family) {
  return family == Family::Date || family == Family::Timestamp || family == Family::TimestampTz;
}

const Domain* domain_of(const Type& type) {
  return type.kind == TypeKind::user && type.user ? type.user->domain() : nullptr;
}

}  // namespace

std::vector<CastEffect> cast_effects(const Type& from, const Type& to) {
  std::vector<CastEffect> effects;
  if (from == to) return effects;
  const Family a = family(from);
  const Family b = family(to);
  if (is_plain_number(a) && is_plain_number(b))
    number_effects(from, to, effects);
  else if ((a == Family::Text || a == Family::Enum) && b == Family::Text)
    text_effects(from, to, effects);
  else if (a == Family::Text && b == Family::Enum)
    effects.push_back(CastEffect::enum_value);
  else if (a == Family::Binary && b == Family::Binary)
    binary_effects(from, to, effects);
  else if ((has_date(a) && has_date(b)) || (a == Family::Time && b == Family::Time))
    moment_effects(from, to, effects);
  else if (from.kind == TypeKind::json && to.kind == TypeKind::jsonb)
    effects.push_back(CastEffect::document);
  else if (a != b || a == Family::Any || a == Family::Array || a == Family::Enum)
    effects.push_back(CastEffect::unknown);
  return effects;
}

CastOutcome Backend::cast_outcome(const Type& from, const Type& to, bool written) const {
  const auto ground = [&](const Type& type) {
    const Domain* domain = domain_of(type);
    return held(domain ? domain->base : type);
  };
  const auto portable = [](const Type& type) {
    return type.kind != TypeKind::user && type.kind != TypeKind::native && !type.array;
  };
  const Type before = ground(from);
  const Type after = ground(to);
  std::vector<CastEffect> effects;
  // Types that are two in the language may be one here.
  if (!portable(before) || !portable(after) || type(before) != type(after))
    effects = cast_effects(before, after);
  const Domain* domain = from == to ? nullptr : domain_of(to);
  if (domain && (!domain->checks.empty() || !domain->nullable)) effects.push_back(CastEffect::domain_value);
  CastOutcome outcome;
  const auto loss_of = [&](CastEffect effect) {
    // What is cast by name is cut where it would not fit by itself.
    const CastLoss loss = cast_loss(effect);
    return written && effect == CastEffect::length && loss == CastLoss::Refuses ? CastLoss::Silent : loss;
  };
  for (CastEffect effect : effects) {
    const CastLoss loss = loss_of(effect);
    if (loss == CastLoss::None) continue;
    std::string& why = loss == CastLoss::Refuses ? outcome.refused : outcome.changed;
    if (!why.empty()) why += "; ";
    why += cast_text(effect);
  }
  return outcome;
}

namespace {
std::string_view loss_text(CastLoss loss) {
  switch (loss) {
    case CastLoss::None:
      return "keeps";
    case CastLoss::Refuses:
      return "refuses";
    case CastLoss::Silent:
      return "**loses**";
  }
  return {};
}
}  // namespace

std::string casts_markdown() {
  std::string out = "| |";
  std::string rule = "| --- |";
  std::vector<std::unique_ptr<Backend>> backends;
  for (Dialect dialect : all_dialects) {
    backends.push_back(make_backend(*parse_target(dialect_name(dialect))));
    out += fmt::format(" {} |", dialect_name(dialect));
    rule += " --- |";
  }
  out += "\n" + rule + "\n";
  const auto row = [&](CastEffect effect) {
    out += fmt::format("| {} |", cast_text(effect));
    for (const auto& backend : backends) out += fmt::format(" {} |", loss_text(backend->cast_loss(effect)));
    out += "\n";
  };
#define CAST(name, text) row(CastEffect::name);
#include "backends/casts.def"
#undef CAST
  return out;
}

}  // namespace migc
