// What each target makes of each statement of a range: found out here, shown by the reports.
#pragma once

#include <map>

#include "tools/migc/pipeline.h"

namespace migc {

class Portability {
 public:
  struct Row {
    Span place;
    std::map<std::size_t, Verdict> up;    // by place of the target; none where the statement is not for it
    std::map<std::size_t, Verdict> down;  // of what was derived from it
  };
  struct Part {
    const Revision* revision;
    std::map<std::pair<FileId, std::uint32_t>, Row> rows;
  };

  explicit Portability(const Project& project);

  // Takes the statements of a revision that were compiled for `targets`. For PipelineOptions::visit.
  void look_at(CompiledRevision& revision, Schema& schema, const std::vector<Target>& targets);

  const std::vector<Part>& parts() const { return parts_; }  // in the order of the history
  std::size_t targets() const { return backends_.size(); }
  std::string target(std::size_t place) const { return to_string(backends_[place]->target()); }
  // What the target makes of it, both ways; nothing when it is not for this target.
  std::optional<Verdict> verdict(const Row& row, std::size_t target) const;
  std::string totals(std::size_t target) const;

 private:
  void judge(std::vector<Statement>& statements, Schema& schema, std::size_t target, Part& part,
             std::map<std::size_t, Verdict> Row::*way) const;

  std::vector<std::unique_ptr<Backend>> backends_;
  std::vector<Part> parts_;
  std::unordered_map<const Revision*, std::size_t> at_;  // revision → place in parts_
};

}  // namespace migc
