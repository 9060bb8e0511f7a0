// Tables for unit tests.
#pragma once

#include "ir/table.h"

namespace migc {

// A table of integer columns.
inline Table table(std::string_view name, std::initializer_list<std::string_view> columns = {"id"}) {
  Table made;
  made.name.name = Name(name);
  for (std::string_view column : columns) {
    Column c;
    c.name.name = Name(column);
    made.columns.push_back(c);
  }
  return made;
}

}  // namespace migc
