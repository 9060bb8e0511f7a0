// PostgreSQL 12 to 18. Sources: the PostgreSQL manual, "SQL Commands" and "Data Types", by name where a
// fact is not obvious.
#pragma once

#include "backends/backend.h"

namespace migc {

class Postgres : public Backend {
 public:
  using Backend::Backend;
  Support support(Feature feature) const override;
  CastLoss cast_loss(CastEffect effect) const override;
  std::vector<Version> shown_versions() const override {
    return {{12, 0}, {13, 0}, {14, 0}, {15, 0}, {16, 0}, {17, 0}, {18, 0}};
  }
  NameLimit name_limit() const override { return {63, true}; }  // "Lexical Structure": NAMEDATALEN - 1
  std::string script(const Script& script, const Sources& sources) const override;

 protected:
  void legalise(const Statement& statement, const Change& change, std::vector<Step>& out) const override;

  void check(const Step& step, Diagnostics& diagnostics) const override;

  Quoting quoting() const override { return {'"', '"', Quoting::Fold::Lower, false, ""}; }
  std::string type(const Type& type) const override;
  void column(SqlWriter& out, const Table& table, const Column& column) const override;
  bool spells_index_method() const override { return true; }
  bool spells_not_valid() const override { return true; }
  using Backend::definition;
  void object_name(SqlWriter& out, const ObjectName& name) const override;
  void grant_target(SqlWriter& out, const GrantTarget& on) const override;
  static Name collation_name(Name name);
  void bound(SqlWriter& out, const PartitionBound& bound) const;
  void next_value(SqlWriter& out, const Expr& expr) const override;
  void array(SqlWriter& out, const Expr& expr) const override;
  void table_options(SqlWriter& out, const Table& table) const override;
  using Backend::write;
  void write(SqlWriter& out, const CreateTable& op) const override;
  void write(SqlWriter& out, const AlterType& op) const override;
  void write(SqlWriter& out, const SetNotNull& op) const override;
  void write(SqlWriter& out, const DropNotNull& op) const override;
  void write(SqlWriter& out, const SetDefault& op) const override;
  void write(SqlWriter& out, const DropDefault& op) const override;
  void write(SqlWriter& out, const SetIdentity& op) const override;
  void write(SqlWriter& out, const DropIdentity& op) const override;
  void write(SqlWriter& out, const RestartIdentity& op) const override;
  void write(SqlWriter& out, const SetGenerated& op) const override;
  void write(SqlWriter& out, const DropGenerated& op) const override;
  void write(SqlWriter& out, const SetOptions& op) const override;
  void write(SqlWriter& out, const SetSchema& op) const override;
  void write(SqlWriter& out, const SetRowSecurity& op) const override;
  void write(SqlWriter& out, const AttachPartition& op) const override;
  void write(SqlWriter& out, const DetachPartition& op) const override;
  void write(SqlWriter& out, const ValidateConstraint& op) const override;
  void write(SqlWriter& out, const DropConstraint& op) const override;
  void write(SqlWriter& out, const RenameConstraint& op) const override;
  void write(SqlWriter& out, const DropIndex& op) const override;
  void write(SqlWriter& out, const RenameIndex& op) const override;
  void write(SqlWriter& out, const RenameObject& op) const override;
  void write(SqlWriter& out, const AddEnumValue& op) const override;
  void write(SqlWriter& out, const RenameEnumValue& op) const override;
  void write(SqlWriter& out, const AlterDomain& op) const override;
  void write(SqlWriter& out, const RefreshView& op) const override;
  void write(SqlWriter& out, const CommentOn& op) const override;
  std::vector<std::string> write(const ModifyColumn& step) const override;
  std::vector<std::string> write(const RemakeEnum& step) const override;
  std::string stop_if(std::string_view condition, std::string_view message) const override;
  std::string stop_if_any(std::string_view count, std::string_view message) const override;
  std::string no_table(const TableName& table) const override;
  std::vector<std::string> write(const SyncIdentity& step) const override;
  std::vector<std::string> write(const CheckDeferred& step) const override;
  void bytes(SqlWriter& out, std::string_view hex) const override;
  void cast(SqlWriter& out, const Expr& expr) const override;
  void definition(SqlWriter& out, const EnumType& type) const override;
  void definition(SqlWriter& out, const Domain& domain) const override;
  void definition(SqlWriter& out, const Extension& extension) const override;
  void definition(SqlWriter& out, const Policy& policy) const override;
  void json_get(SqlWriter& out, const Expr& expr) const override;
  void call(SqlWriter& out, const Expr& expr) const override;

 private:
  std::string moment(const Expr& value) const;
  void legalise_type(const AlterType& op, const Statement& statement, const Change& change,
                     std::vector<Step>& out) const;
  void legalise_generated(const SetGenerated& op, const Statement& statement, const Change& change,
                          std::vector<Step>& out) const;
  void legalise_enum(const DropEnumValue& op, const Statement& statement, const Change& change,
                     std::vector<Step>& out) const;
};

}  // namespace migc
