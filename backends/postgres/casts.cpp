// What a change of type does here to values that do not fit.
//
// Measured on 15, with `alter column … type` and no `using`: an assignment's cast. A text that is too long is refused, but for
// spaces at its end, which are cut; the session's time zone is UTC, so a moment stays the one it was.
#include "backends/postgres/postgres.h"

namespace migc {

CastLoss Postgres::cast_loss(CastEffect effect) const {
  switch (effect) {
    case CastEffect::scale:
    case CastEffect::single:
    case CastEffect::double_:
    case CastEffect::spaces:
    case CastEffect::fraction:
    case CastEffect::time_of_day:
    case CastEffect::document:
    case CastEffect::unknown:
      return CastLoss::Silent;
    case CastEffect::range:
    case CastEffect::length:
    case CastEffect::enum_value:
    case CastEffect::domain_value:
      return CastLoss::Refuses;
    case CastEffect::zeros:
    case CastEffect::zone:
    case CastEffect::moment:
      return CastLoss::None;
  }
  return CastLoss::Silent;
}

}  // namespace migc
