// What each target makes of each statement of a range: as text, or as tables in Markdown.
#pragma once

#include <map>

#include "tools/migc/grades.h"

namespace migc {

class Portability {
 public:
  explicit Portability(const Project& project);

  // Takes the statements of a revision that were compiled for `targets`. For PipelineOptions::visit.
  void look_at(CompiledRevision& revision, Schema& schema, const std::vector<Target>& targets);

  bool empty() const { return parts_.empty(); }  // after a mistake there is nothing to compare
  std::string text() const;
  // With the grade of each statement's way back.
  std::string markdown(const Grades& grades) const;

 private:
  struct Row {
    Span place;
    std::map<std::size_t, Verdict> up;    // by place of the target; none where the statement is not for it
    std::map<std::size_t, Verdict> down;  // of what was derived from it
  };
  struct Part {
    const Revision* revision;
    std::map<std::pair<FileId, std::uint32_t>, Row> rows;
  };

  void judge(std::vector<Statement>& statements, Schema& schema, std::size_t target, Part& part,
             std::map<std::size_t, Verdict> Row::*way) const;
  // The beginning of a statement, in one line.
  std::string shown(const Row& row) const;
  // What the target makes of it, both ways; nothing when it is not for this target.
  std::optional<Verdict> verdict(const Row& row, std::size_t target) const;
  std::string totals(std::size_t target) const;

  const Project& project_;
  std::vector<std::unique_ptr<Backend>> backends_;
  std::vector<Part> parts_;  // in the order of the history
};

}  // namespace migc
