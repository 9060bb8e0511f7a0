// How far the way back of a statement brings back what there was (rules S7 and S9): grades, what each is given for, and the
// grade of a revision or a range. Which statement gets which is in grades.def and rules.cpp.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ir/grade/cast_behaviour.h"
#include "ir/grade/things.h"
#include "ir/operation.h"

namespace migc {

// From the best to the worst; compared with <.
enum class Grade : std::uint8_t {
  Exact,         // the schema and all rows that nobody wrote in between come back, whatever was written
  Guarded,       // likewise; but what was written since may not fit, and then the downgrade stops
  Lossy,         // the schema comes back, named data does not
  Irreversible,  // there is no way back
};
std::string_view grade_name(Grade grade);  // "exact"
std::optional<Grade> find_grade(std::string_view name);

enum class Side : std::uint8_t {
  Upgrade,    // what the upgrade destroys and the downgrade can't restore
  Downgrade,  // what was written since, and the downgrade refuses or discards
};

enum class Basis : std::uint8_t { Derived, Declared };

enum class GradeRule : std::uint8_t {
#define GROUP(title)
#define GRADE(id, ...) id,
#include "ir/grade/grades.def"
#undef GRADE
#undef GROUP
};

// A row of grades.def.
struct GradeRuleInfo {
  std::string_view group;
  GradeRule rule;
  std::string_view name;       // "drop_column"
  std::string_view statement;  // as it is written
  std::string_view when;       // empty: always
  Side side;
  Basis basis;
  Grade grade;
  Grade within;  // in a range that made what is lost
  std::string_view what;
  std::string_view fix;
};
const std::vector<GradeRuleInfo>& grade_rules();
const GradeRuleInfo& info(GradeRule rule);

// A change of a column's type, whose grade depends on the target.
struct Conversion {
  Type from, to;
  bool computed = false;  // by a `using` that is more than a cast of the column
  bool written = false;   // by a cast in `using`
  bool declared = false;  // back by `reverse using`
  bool kept = false;      // and what it was, from an archive
  bool required = false;  // what it becomes can't be null
};

// Why a statement has its grade; one for each thing that is lost, refused or discarded.
struct Finding {
  GradeRule rule = GradeRule::change_type;
  Grade grade = Grade::Exact;
  Span span;  // of the statement
  TableName table;
  Name column;
  std::string name;                              // of another thing, as it is shown
  std::string why;                               // which rows; what the cast does; the author's words
  Things::Number subject = Things::always;       // what is lost, refused or discarded
  Things::Number table_number = Things::always;  // and its table
  Things::Number through = Things::always;       // of a foreign key: its column
  std::shared_ptr<const Conversion> conversion;  // of change_type alone

  Side side() const { return info(rule).side; }
  // Whether there is something to say of it.
  bool tells() const { return grade != Grade::Exact || !info(rule).what.empty(); }
  std::string what() const;  // "all rows of users"
  std::string fix() const;   // may be empty
};

// What a revision's statements get, the same for all targets that it is compiled for.
struct RevisionGrades {
  std::vector<Finding> findings;     // in the order of the statements
  std::vector<Things::Number> gone;  // what it dropped
  Things::Number first =
      Things::always + 1;  // what was made in it, or later, has this number or a higher one
};

// The findings of a range on a target, in order: changes of type are what its casts make of them; what is lost of things that
// the range made is no loss (rule S7, last paragraph); and what is discarded of things that are not there at its end
// is not discarded. A revision is a range of one.
std::vector<Finding> findings_of(const std::vector<const RevisionGrades*>& range, const CastBehaviour& casts);
// The worst of them.
Grade grade_of(const std::vector<Finding>& findings);

// The table of the rules, for docs/reversibility.md.
std::string grades_markdown();

}  // namespace migc
