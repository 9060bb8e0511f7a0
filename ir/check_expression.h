// Names and types inside expressions: finds what every name means, notes the family of every part, and
// reports what does not fit.
#pragma once

#include "ir/operation.h"
#include "ir/schema.h"
#include "support/diagnostics.h"

namespace migc {

// Where an expression stands decides what may be in it.
enum class Place : std::uint8_t { Check, Default, Generated, Index, Value, Condition, Assignment, Using };

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
  bool check(Expr& expr, const Scope& scope, Family wanted);

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
  void want(Expr& expr, Family found, Family wanted);
  // The family of the select's only column, or Any.
  Family select(Select& select, const Scope& outer);
  void refuse(const Expr& expr, std::string what);
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

// The scope of a table's own expressions.
Scope scope_of(const Table& table);

}  // namespace migc
