// What becomes of values when a column's type changes: the back-ends know it of their engines (backends/casts.def).
#pragma once

#include <string>

#include "ir/type.h"

namespace migc {

enum class CastLoss : std::uint8_t {
  None,     // every value comes through, and back again
  Refuses,  // a value that does not fit stops the script
  Silent,   // a value that does not fit is changed, and nothing says so
};

struct CastOutcome {
  CastLoss loss = CastLoss::None;
  bool stops = false;  // some value is refused, whatever becomes of others
  std::string why;     // "digits after the decimal point are cut off"; empty when nothing is lost
};

class CastBehaviour {
 public:
  virtual ~CastBehaviour() = default;
  // What happens to the values of a column of type `from` that becomes one of type `to`: by itself, or by a
  // `using (cast(c as to))` that was `written`.
  virtual CastOutcome cast_outcome(const Type& from, const Type& to, bool written) const = 0;
};

}  // namespace migc
