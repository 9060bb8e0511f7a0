// What a change of type does here to values that do not fit.
//
// A type is an affinity alone ("Datatypes In SQLite"): the table is made anew, and values are copied as they are, but for a moment that
// becomes a date, and for an integer in a column of REAL affinity.
#include "backends/sqlite/sqlite.h"

namespace migc {

CastLoss Sqlite::cast_loss(CastEffect effect) const {
  switch (effect) {
    case CastEffect::double_:
    case CastEffect::time_of_day:
    case CastEffect::unknown:
      return CastLoss::Silent;
    case CastEffect::enum_value:
    case CastEffect::domain_value:
      return CastLoss::Refuses;
    case CastEffect::range:
    case CastEffect::scale:
    case CastEffect::single:
    case CastEffect::length:
    case CastEffect::spaces:
    case CastEffect::zeros:
    case CastEffect::fraction:
    case CastEffect::zone:
    case CastEffect::moment:
    case CastEffect::document:
      return CastLoss::None;
  }
  return CastLoss::Silent;
}

}  // namespace migc
