// A whole schema as .mig.
#include "frontend/format.h"
#include "frontend/printer.h"
#include "ir/creation.h"

namespace migc {

std::string print(const Schema& schema, bool archives) {
  Printer printer;
  for (Operation& op : creation_of(schema, archives)) {
    printer.statement({std::move(op), DialectSet::all(), {}, "", {}, false});
    printer.out_ += "\n";
  }
  return format_text(printer.take());
}

}  // namespace migc
