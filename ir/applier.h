// Inside of ir/apply.h: one function an operation, in the files apply_….cpp.
#pragma once

#include "ir/apply.h"
#include "ir/check_expression.h"
#include "ir/dependents.h"

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
  bool operator()(SetIdentity& op);
  bool operator()(DropIdentity& op);
  bool operator()(RestartIdentity& op);
  bool operator()(SetGenerated& op);
  bool operator()(DropGenerated& op);
  bool operator()(SetCollation& op);
  bool operator()(SetOptions& op);
  bool operator()(SetSchema& op);
  bool operator()(SetRowSecurity& op);
  bool operator()(AttachPartition& op);
  bool operator()(DetachPartition& op);
  bool operator()(AddConstraint& op);
  bool operator()(DropConstraint& op);
  bool operator()(RenameConstraint& op);
  bool operator()(ValidateConstraint& op);
  bool operator()(CreateIndex& op);
  bool operator()(DropIndex& op);
  bool operator()(RenameIndex& op);
  bool operator()(CreateObject& op);
  bool operator()(ReplaceObject& op);
  bool operator()(DropObject& op);
  bool operator()(RenameObject& op);
  bool operator()(AddEnumValue& op);
  bool operator()(RenameEnumValue& op);
  bool operator()(DropEnumValue& op);
  bool operator()(AlterDomain& op);
  bool operator()(AlterSequence& op);
  bool operator()(RestartSequence& op);
  bool operator()(RefreshView& op);
  bool operator()(CommentOn& op);
  bool operator()(Grant& op);
  bool operator()(Revoke& op);
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
  const SchemaObject* need_object(ObjectName& name);
  // A table, a view or a routine that a body says it uses.
  bool need_used(QualifiedName& name);
  // Whether a name is free; reports when it is not.
  bool free_table(const TableName& name);
  bool free_column(const Table& table, const Ident& column);
  bool free_name(const Table& table, const Ident& name);
  bool need_columns(const Table& table, std::vector<Ident>& columns);
  bool free_object(const SchemaObject& object);
  // A partition has the columns of the table that it is a part of: reports that they are changed there.
  bool own_columns(const Table& table, const Ident& column);

  // Changes a table and, where it has any, its partitions alike.
  template <class F>
  void edit_with_partitions(TableName name, F change) {
    schema_.edit(name, change);
    std::vector<TableName> parts;
    for (const Table* part : schema_.partitions_of(name)) parts.push_back(part->name);
    for (const TableName& part : parts) edit_with_partitions(part, change);
  }
  // Calls `change` with every expression of the table's policies.
  void edit_policies(const TableName& table, const std::function<void(Expr&)>& change);
  // Gives a table another name or schema, and whatever names it along with it.
  void move_table(TableName from, TableName to);
  void move_object(ObjectName from, QualifiedName to);
  void move_rights(const ObjectName& from, const QualifiedName& to);
  // Notes in the bodies that use a name that it is another one now.
  void rename_in_bodies(QualifiedName from, QualifiedName to);
  // Notes that what uses the table and names the column can't be written again as it is.
  void make_stale(TableName table, Name column, Name now);
  // Tells all that have a user type what it is now; `change` is called for every expression that may hold one
  // of its values.
  void retype(QualifiedName type, SchemaObject now, const std::function<void(Expr&)>& change);
  // What needs the object; as text.
  std::vector<std::string> users_of(const SchemaObject& object);
  // An enum that is there; reports.
  const SchemaObject* need_enum(QualifiedName& name);
  bool no_value(Span place, const QualifiedName& name, const EnumType& type, const std::string& value);
  // A body with the name of a table or view as a word, which it doesn't say that it uses (rule S10).
  void warn_of_undeclared(const SchemaObject& object);
  bool define(SchemaObject& object);  // checks what is in an object
  bool need_grant_target(GrantTarget& on, std::vector<Privilege>& privileges);
  bool check_domain_expression(const Domain& domain, Expr& expr, Family wanted);
  bool check_bound(const Table& parent, const TableName& partition, PartitionBound& bound, Span place);
  // Whether a unique key has the columns by which the table is partitioned.
  bool holds_partition_key(const Table& table, const std::vector<Name>& columns, Span place,
                           std::string what);
  bool check_identity(const Table& table, const Column& column, const Ident& place);

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
