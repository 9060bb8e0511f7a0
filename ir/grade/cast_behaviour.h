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

// Some values may be refused, and others changed.
struct CastOutcome {
  std::string refused;  // "texts or bytes that are too long"; empty when none is
  std::string changed;  // "digits after the decimal point are cut off"; likewise
};

class CastBehaviour {
 public:
  virtual ~CastBehaviour() = default;
  // What happens to the values of a column of type `from` that becomes one of type `to`: by itself, or by a
  // `using (cast(c as to))` that was `written`.
  virtual CastOutcome cast_outcome(const Type& from, const Type& to, bool written) const = 0;
};

}  // namespace migc
