// Names and types inside expressions: finds what every name means, notes the family of every part, and
// reports what does not fit.
#pragma once

#include "ir/operation.h"
#include "ir/schema.h"
#include "support/diagnostics.h"

namespace migc {

// Where an expression stands decides what may be in it.
enum class Place : std::uint8_t { Check, Default, Generated, Index, Value, Condition, Assignment, Using };

// What a place asks for: a family, or more closely a type.
struct Wanted {
  Wanted(Family wanted) : family(wanted) {}  // NOLINT: a family is what is mostly asked for
  explicit Wanted(const Type& wanted) : family(migc::family(wanted)), type(&wanted) {}
  Family family;
  const Type* type = nullptr;
};

// The tables whose columns can be named.
struct Scope {
  struct Source {
    Name visible;
    const Table* table;  // null: not known because of an earlier mistake; every column is taken on trust
  };
  std::vector<Source> sources;
  const Scope* outer = nullptr;
};

class ExpressionChecker {
 public:
  ExpressionChecker(const Schema& schema, Diagnostics& diagnostics, Place place)
      : schema_(schema), diagnostics_(diagnostics), place_(place) {}

  // Checks `expr`; gives its family. Qualifiers that are not needed in a table's own expressions go.
  Family check(Expr& expr, const Scope& scope);
  // The same, and reports unless the value may stand where `wanted` is; true when all is well.
  bool check(Expr& expr, const Scope& scope, Wanted wanted);

  // A select whose columns go where `wanted` says.
  bool check(Select& select, const std::vector<Wanted>& wanted);
  // Adds the tables of a `from` to the scope, and checks what they are joined on.
  bool join(TableReference& from, std::vector<Select::Join>& joins, Scope& scope);

  bool ok() const { return ok_; }

 private:
  Family find(Expr& expr, const Scope& scope);
  Family cast(Expr& expr, const Scope& scope);
  Family column(Expr& expr, const Scope& scope);
  Family call(Expr& expr, const Scope& scope);
  Family arithmetic(Expr& expr, Family left, Family right);
  Family binary(Expr& expr, const Scope& scope);
  // The one family that all the parts have or turn into.
  Family merge(const std::vector<Expr*>& parts, const Scope& scope);
  void compare(Expr& left, Expr& right, const Scope& scope);
  void want(Expr& expr, Family found, Wanted wanted);
  // Reports unless the literal is a value of the enum.
  void want_value(Expr& literal, Name type, const EnumType& values);
  // Reports a literal that is too large or too long for the type.
  void want_fitting(const Expr& literal, const Type& type);
  // An enum beside a literal or another enum; false when neither is one.
  bool compare_enums(Expr& left, Expr& right);
  Family json_get(Expr& expr, const Scope& scope);
  Family routine(Expr& expr, const Scope& scope);
  Family next_value(Expr& expr);
  // The family of the select's only column, or Any.
  Family select(Select& select, const Scope& outer);
  void refuse(const Expr& expr, std::string what);
  // The same, where a value is computed once and looked up later: it must be the same every time.
  void refuse_volatile(const Expr& expr, std::string what);
  // A number that has to be written out, from `least` to `most`.
  void want_literal(Expr& expr, const Scope& scope, std::int64_t least, std::int64_t most);
  // The same, where an expression may stand too, for which no more can be said.
  void want_at_least(Expr& expr, const Scope& scope, std::int64_t least);
  // A text of at least one character, written out.
  void want_separator(Expr& expr, const Scope& scope);
  void want_moment(Expr& expr, const Scope& scope, bool date, bool time);
  template <class... Args>
  Diagnostic& report(const DiagnosticKind<Args...>& kind, Span span,
                     const std::type_identity_t<Args>&... args) {
    ok_ = false;
    return diagnostics_.report(kind, span, args...);
  }

  const Schema& schema_;
  Diagnostics& diagnostics_;
  Place place_;
  bool aggregates_allowed_ = false;
  std::size_t repetitions_ = 0;  // how deep in casts and the like
  bool ok_ = true;
};

// Whether a string literal is a value of this family where one is asked for.
bool literal_fits(const Expr& expr, Family wanted);

// Says in a message about `value`, which the enum does not have, what was meant perhaps and which it has.
void note_values(Diagnostic& diagnostic, const EnumType& type, std::string_view value);

// Finds what a user type is, and notes it in the type. False when there is none: it has been reported.
bool complete_type(Type& type, const Schema& schema, Diagnostics& diagnostics);

// The scope of a table's own expressions.
Scope scope_of(const Table& table);

}  // namespace migc
