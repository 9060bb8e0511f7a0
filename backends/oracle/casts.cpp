// What a change of type does here to values that do not fit.
//
// A number that shrinks goes through a new column and a cast, which rounds; what is too long is refused (ORA-12899, ORA-01441), and
// a moment without its zone is in UTC (legalise_column.cpp, spell_cast.cpp).
#include "backends/oracle/oracle.h"

namespace migc {

CastLoss Oracle::cast_loss(CastEffect effect) const {
  switch (effect) {
    case CastEffect::scale:
    case CastEffect::single:
    case CastEffect::double_:
    case CastEffect::spaces:
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
    case CastEffect::zeros:
    case CastEffect::moment:
    case CastEffect::document:
      return CastLoss::None;
  }
  return CastLoss::Silent;
}

}  // namespace migc
