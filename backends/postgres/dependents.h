// What PostgreSQL refuses to have under a change: views over a table whose column changes, policies and triggers
// that name it. They are taken off before the change and put back after it, with their comments and rights.
#pragma once

#include "backends/step.h"
#include "ir/schema.h"

namespace migc {

class TakenOff {
 public:
  explicit TakenOff(const Schema& schema) : schema_(schema) {}

  // The views over the table, and those over them.
  void views_over(const QualifiedName& name);
  // The policies and triggers of the table that name the column.
  void attached_to(const Table& table, Name column);

  // What drops them, the last first, and what makes them again, the first first.
  std::vector<Operation> drops() const;
  std::vector<Operation> creations() const;

 private:
  void add(const SchemaObject& object);

  const Schema& schema_;
  std::vector<const SchemaObject*> objects_;
};

}  // namespace migc
