// Inside of ir/apply.h: one function an operation, in the files apply_….cpp.
#pragma once

#include "ir/apply.h"
#include "ir/check_expression.h"

namespace migc {

inline constexpr std::size_t max_elements = 4096;  // of a table; MySQL's limit is the highest of all

class Applier {
 public:
  Applier(Statement& statement, Schema& schema, Diagnostics& diagnostics)
      : statement_(statement), schema_(schema), diagnostics_(diagnostics) {}

  bool operator()(CreateTable& op);
  bool operator()(DropTable& op);
  bool operator()(RenameTable& op);
  bool operator()(AddColumn& op);
  bool operator()(DropColumn& op);
  bool operator()(RenameColumn& op);
  bool operator()(AlterType& op);
  bool operator()(SetNotNull& op);
  bool operator()(DropNotNull& op);
  bool operator()(SetDefault& op);
  bool operator()(DropDefault& op);
  bool operator()(AddConstraint& op);
  bool operator()(DropConstraint& op);
  bool operator()(RenameConstraint& op);
  bool operator()(CreateIndex& op);
  bool operator()(DropIndex& op);
  bool operator()(RenameIndex& op);
  bool operator()(Insert& op);
  bool operator()(Update& op);
  bool operator()(Delete& op);
  bool operator()(Execute& op);
  bool operator()(ByHand& op);

 private:
  // Finds what must be there; reports and gives null when it is not (or is poisoned).
  const Table* need_table(TableName& name);
  const Column* need_column(const Table& table, Ident& column);
  const Constraint* need_constraint(const Table& table, Ident& constraint);
  const Index* need_index(const Table& table, Ident& index);
  // Whether a name is free; reports when it is not.
  bool free_table(const TableName& name);
  bool free_column(const Table& table, const Ident& column);
  bool free_name(const Table& table, const Ident& name);
  bool need_columns(const Table& table, std::vector<Ident>& columns);

  // Parts of a table. `table` may be one that is being made.
  bool check_column(const Table& table, Column& column);
  bool check_default(const Column& column, Expr& value);
  bool check_constraint(const Table& table, Constraint& constraint);
  bool check_foreign_key(const Table& table, Constraint& constraint);
  bool check_index(const Table& table, Index& index);
  // All checks, indexes and generated columns of the table that read the column, after it has changed.
  bool recheck_expressions(Table table, Name column);
  // What else depends on a key of the table that is about to go; empty when nothing does.
  std::vector<std::string> users_of_key(const Table& table, Name dropped);
  bool check_target_row(const Table& table, Ident& column, std::string_view how);

  template <class... Args>
  Diagnostic& report(const DiagnosticKind<Args...>& kind, Span span,
                     const std::type_identity_t<Args>&... args) {
    return diagnostics_.report(kind, span.known() ? span : statement_.span, args...);
  }

  Statement& statement_;
  Schema& schema_;
  Diagnostics& diagnostics_;
};

// Adds "did you mean …?" when one of the candidates is near.
void suggest(Diagnostic& diagnostic, Name wanted, const std::vector<std::string_view>& candidates);

}  // namespace migc
