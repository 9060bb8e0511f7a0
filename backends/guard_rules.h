// Inside of guards_of: which rows may stand in the way of what.
#pragma once

#include "backends/guards.h"

namespace migc {

// The guards of one operation.
class GuardRules {
 public:
  GuardRules(const Schema& schema, const CastBehaviour& casts, Span source)
      : schema_(schema), casts_(casts), source_(source) {}

  std::vector<Guard> of(const Operation& op);

 private:
  Guard& add(Select rows, std::string what);

  // --- guard_rules.cpp: values that a type does not hold, constraints -------------------------------------
  void required(const AddColumn& op);
  void not_null(const TableName& table, Name column);
  void fits(const AlterType& op);
  void constraint(const TableName& table, const Constraint& c);
  void validated(const ValidateConstraint& op);
  void unique(const TableName& table, std::vector<Expr> values, std::optional<Expr> where, bool nulls_too);
  void unique_index(const TableName& table, const Index& index);
  void checked(const TableName& table, const Constraint& c);
  void refers(const TableName& table, const Constraint& c);
  // Rows whose values, which are not null, no row of the other table has.
  static Expr no_such_row(const TableName& from, const Constraint& c, const std::vector<Expr>& values);

  // --- guard_rows.cpp: rows that go or come back ----------------------------------------------------------
  void value_unused(const DropEnumValue& op);
  void domain(const AlterDomain& op);
  void not_referred_to(const Delete& op);
  void fits_back(const Insert& op);
  void fits_back(const Update& op);
  // `value` gives what a column gets back; nothing: that stays. `rows` asks for the rows that come back and meet a test.
  void taken(const Table& table, const std::vector<Ident>& key, const std::function<const Expr*(Name)>& value,
             const std::function<Select(Expr)>& rows);

  static Select rows_of(const TableName& table);
  // An alias for a second look at a table.
  static Ident other_than(const TableName& table);

  const Schema& schema_;
  const CastBehaviour& casts_;
  Span source_;
  std::vector<Guard> found_;
};

}  // namespace migc
