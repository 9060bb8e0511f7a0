// What a change of type does here to values that do not fit.
//
// With the strict SQL mode and the time zone +00:00 that the scripts set; measured on MariaDB 10.11, which does the same ("Out-of-Range
// and Overflow Handling", "The DATE, DATETIME, and TIMESTAMP Types"). Without strict mode all that is refused would be lost.
#include "backends/mysql/mysql.h"

namespace migc {

CastLoss Mysql::cast_loss(CastEffect effect) const {
  switch (effect) {
    case CastEffect::scale:
    case CastEffect::single:
    case CastEffect::double_:
    case CastEffect::spaces:
    case CastEffect::zeros:
    case CastEffect::fraction:
    case CastEffect::time_of_day:
    case CastEffect::unknown:
      return CastLoss::Silent;
    case CastEffect::range:
    case CastEffect::length:
    case CastEffect::moment:
    case CastEffect::enum_value:
    case CastEffect::domain_value:
      return CastLoss::Refuses;
    case CastEffect::zone:
    case CastEffect::document:
      return CastLoss::None;
  }
  return CastLoss::Silent;
}

// A decimal of no size is one of 38 digits, 10 of them after the point.
Type Mysql::held(const Type& type) const {
  Type known = type;
  if (type.kind == TypeKind::decimal && !type.size) known.size = 38, known.scale = 10;
  return known;
}

}  // namespace migc
