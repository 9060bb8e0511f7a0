// How far the way back of each revision restores what there was, on each target: found out here, shown by the reports.
#pragma once

#include <array>
#include <unordered_set>

#include "ir/grade/grade.h"
#include "tools/migc/pipeline.h"

namespace migc {

// From the best to the worst.
inline constexpr std::array all_grades = {Grade::Exact, Grade::Guarded, Grade::Lossy, Grade::Irreversible};

class Grades {
 public:
  // A finding that tells something, and the places of the targets that it holds for.
  struct Row {
    Finding finding;
    std::vector<std::size_t> targets;
  };
  struct Part {
    const Revision* revision = nullptr;
    std::vector<std::optional<Grade>> grades;  // by target; none where it is not compiled for it
    std::vector<std::shared_ptr<const RevisionGrades>> sources;  // likewise
    std::vector<Row> rows;
  };
  using Counts = std::array<std::size_t, all_grades.size()>;  // of revisions, by grade

  explicit Grades(const Project& project);

  // Only revisions of these files count from now on (--since=git:…).
  void only(std::unordered_set<FileId> files) { files_ = std::move(files); }
  // Takes a revision that was compiled for `targets`. For PipelineOptions::visit, in the order of the history.
  void look_at(const CompiledRevision& revision, const std::vector<Target>& targets);
  // Reports each statement whose grade is worse.
  void require(Grade grade, Diagnostics& diagnostics) const;

  const std::vector<Part>& parts() const { return parts_; }  // in the order of the history
  // What is known of a revision; nothing when it does not count.
  const Part* part(const Revision* revision) const;
  std::size_t targets() const { return backends_.size(); }
  std::string target(std::size_t place) const { return to_string(backends_[place]->target()); }
  // How many revisions have which grade on a target.
  Counts counts(std::size_t target) const;
  // The grade of all revisions together, by target.
  std::vector<Grade> whole() const;

  // "postgres:15 and mysql:8.0"
  std::string names(const std::vector<std::size_t>& targets) const;
  // "lossy on postgres:15 and mysql:8.0, exact on sqlite:3.40"; without names where all agree.
  std::string by_target(const std::vector<std::optional<Grade>>& grades) const;
  // How many revisions have which grade, "1 exact, 2 lossy", by the targets that agree; those without any are left out.
  std::vector<std::pair<std::string, std::vector<std::size_t>>> totals() const;

 private:
  void add(const std::vector<Finding>& findings, const std::vector<std::size_t>& targets, Part& part) const;

  std::vector<std::unique_ptr<Backend>> backends_;
  std::optional<std::unordered_set<FileId>> files_;
  std::vector<Part> parts_;
  std::unordered_map<const Revision*, std::size_t> at_;  // revision → place in parts_
};

// The word for a finding: what the downgrade discards is no matter of the grade.
std::string_view finding_word(const Finding& finding);

}  // namespace migc
