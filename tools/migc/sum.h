// migc.sum: what each revision meant when it was recorded, and the number that it was given then. A revision that a
// database has run is not edited any more; this file is how that is noticed.
#pragma once

#include <functional>
#include <map>
#include <set>

#include "tools/migc/pipeline.h"

namespace migc {

// What a revision means: its statements and what it comes after, in canonical form, with the naming conventions that
// are in force. Comments, layout, its message, the name of a branch and what is allowed don't count.
std::string canonical_form(const Revision& revision, const Naming& naming);

class Sum {
 public:
  // Reads the project's file, if it is there. Throws UsageError where a line is none, or an ID or number stands twice.
  explicit Sum(const Project& project);

  // Reports revisions of the history that are not what they were (M414), and recorded ones that are gone (M415); and,
  // where all has to be recorded, those that are not (M415).
  // Call `looked_at` for each revision that is compiled before, so that a report can say what comes after it and
  // touches the same.
  void looked_at(CompiledRevision& compiled, Schema& schema);
  void check(Project& project, bool all_recorded) const;

  // Records revisions that are not recorded yet, in their order.
  void record(const std::vector<const Revision*>& revisions);
  // The file's text, and where it is.
  std::string text() const;
  const std::string& path() const { return path_; }

  // The number of a recorded revision, from 1: it grows along the history, and never changes.
  unsigned number(std::string_view id) const { return entries_.at(std::string(id)).number; }

 private:
  struct Entry {
    unsigned number = 0;
    std::string digest;
  };
  bool changed(const Revision& revision) const;
  // Others have been squashed into it since the file was written.
  bool is_squashed(const Revision& revision) const;

  const Project& project_;
  std::string path_;
  std::map<std::string, Entry, std::less<>> entries_;
  unsigned last_ = 0;
  bool any_changed_ = false;
  std::map<const Revision*, std::set<std::string>> touched_;
};

}  // namespace migc
