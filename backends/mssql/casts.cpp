// What a change of type does here to values that do not fit.
//
// "ALTER TABLE": ALTER COLUMN converts by itself; a smaller scale rounds ("Precision, scale, and length"), a text that is too long is an
// error, and an offset is left out without going back to UTC ("datetimeoffset": conversions).
#include "backends/mssql/mssql.h"

namespace migc {

CastLoss Mssql::cast_loss(CastEffect effect) const {
  switch (effect) {
    case CastEffect::scale:
    case CastEffect::single:
    case CastEffect::double_:
    case CastEffect::spaces:
    case CastEffect::zeros:
    case CastEffect::fraction:
    case CastEffect::time_of_day:
    case CastEffect::zone:
    case CastEffect::unknown:
      return CastLoss::Silent;
    case CastEffect::range:
    case CastEffect::length:
    case CastEffect::enum_value:
    case CastEffect::domain_value:
      return CastLoss::Refuses;
    case CastEffect::moment:
    case CastEffect::document:
      return CastLoss::None;
  }
  return CastLoss::Silent;
}

// A decimal of no size is one of 38 digits, 10 of them after the point.
Type Mssql::held(const Type& type) const {
  Type known = type;
  if (type.kind == TypeKind::decimal && !type.size) known.size = 38, known.scale = 10;
  return known;
}

}  // namespace migc
