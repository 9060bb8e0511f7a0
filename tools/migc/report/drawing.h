// What a revision changes in the schema, table by table: collected while it is compiled, for a picture of it.
#pragma once

#include <unordered_map>

#include "ir/passes/compile.h"

namespace migc {

enum class Mark : std::uint8_t { Same, Added, Dropped, Changed };

struct DrawnLine {
  Mark mark = Mark::Same;
  std::string text;
  bool operator==(const DrawnLine&) const = default;
};
// A table, or what else there is together; a table that is only referred to has no lines.
struct DrawnBox {
  std::string name;
  Mark mark = Mark::Same;
  std::vector<DrawnLine> lines;
  bool operator==(const DrawnBox&) const = default;
};
// A foreign key, by the places of its tables.
struct DrawnReference {
  std::size_t from = 0, to = 0;
  Mark mark = Mark::Same;
  bool operator==(const DrawnReference&) const = default;
};
struct Drawing {
  std::vector<DrawnBox> boxes;
  std::vector<DrawnReference> references;
  bool operator==(const Drawing&) const = default;
};

class Drawings {
 public:
  // Of the targets that it is for.
  using Part = std::pair<Drawing, std::vector<Target>>;

  // Takes a revision that was compiled for `targets`; brings the schema back. For PipelineOptions::visit.
  void look_at(CompiledRevision& revision, Schema& schema, const std::vector<Target>& targets);
  // One for each group of targets that agree; nothing for a revision that was not looked at.
  const std::vector<Part>& of(const Revision* revision) const;

 private:
  std::unordered_map<const Revision*, std::vector<Part>> parts_;
};

// As an <svg> whose classes are those of the HTML report.
std::string svg(const Drawing& drawing);

}  // namespace migc
