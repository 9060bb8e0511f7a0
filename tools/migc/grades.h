// How far the way back of each revision restores what there was, on each target: as a line, a table, JSON, or diagnostics.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <unordered_set>

#include "ir/grade/grade.h"
#include "tools/migc/pipeline.h"

namespace migc {

class Grades {
 public:
  explicit Grades(const Project& project);

  // Only revisions of these files count from now on (--since=git:…).
  void only(std::unordered_set<FileId> files) { files_ = std::move(files); }
  // Takes a revision that was compiled for `targets`. For PipelineOptions::visit, in the order of the history.
  void look_at(const CompiledRevision& revision, const std::vector<Target>& targets);

  bool empty() const { return parts_.empty(); }
  // How many revisions have which grade: a line, or one for each group of targets that agree.
  std::string summary() const;
  // Each revision, with what is lost, refused or discarded; at most `width` columns wide.
  std::string table(std::size_t width) const;
  nlohmann::ordered_json json() const;
  // What a statement has to tell, for a cell of a table: its grade, and then a line for each finding.
  std::vector<std::string> cell(const Revision* revision, Span statement) const;
  // Reports each statement whose grade is worse.
  void require(Grade grade, Diagnostics& diagnostics) const;

 private:
  // A finding, and the places of the targets that it holds for.
  struct Row {
    Finding finding;
    std::vector<std::size_t> targets;
  };
  struct Part {
    const Revision* revision = nullptr;
    std::vector<std::optional<Grade>> grades;  // by target; none where it is not compiled for it
    std::vector<std::shared_ptr<const RevisionGrades>> sources;  // likewise
    std::vector<Row> rows;                                       // those that tell something
  };

  void add(const std::vector<Finding>& findings, const std::vector<std::size_t>& targets, Part& part) const;
  // The grade of all revisions together, by target.
  std::vector<Grade> whole() const;
  std::string place(Span span) const;  // "0002_slugs.mig:5"
  std::string names(const std::vector<std::size_t>& targets) const;
  // "lossy on postgres:15 and mysql:8.0, exact on sqlite:3.40"; without names where all agree.
  std::string by_target(const std::vector<std::optional<Grade>>& grades) const;

  const Project& project_;
  std::vector<std::unique_ptr<Backend>> backends_;
  std::optional<std::unordered_set<FileId>> files_;
  std::vector<Part> parts_;                              // in the order of the history
  std::unordered_map<const Revision*, std::size_t> at_;  // revision → place in parts_
};

}  // namespace migc
