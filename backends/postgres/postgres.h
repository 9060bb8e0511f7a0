// PostgreSQL 12 to 18. Sources: the PostgreSQL manual, "SQL Commands" and "Data Types", by name where a
// fact is not obvious.
#pragma once

#include "backends/backend.h"

namespace migc {

class Postgres : public Backend {
 public:
  using Backend::Backend;
  Support support(Feature feature) const override;
  NameLimit name_limit() const override { return {63, true}; }  // "Lexical Structure": NAMEDATALEN - 1
  std::string script(const Script& script, const Sources& sources) const override;

 protected:
  void legalise(const Statement& statement, const Change& change, std::vector<Step>& out) const override;

  Quoting quoting() const override { return {'"', '"', true, false}; }
  std::string type(const Type& type) const override;
  void column(SqlWriter& out, const Table& table, const Column& column) const override;
  bool spells_index_method() const override { return true; }
  void table_options(SqlWriter& out, const Table& table) const override;
  using Backend::write;
  void write(SqlWriter& out, const AlterType& op) const override;
  void write(SqlWriter& out, const SetNotNull& op) const override;
  void write(SqlWriter& out, const DropNotNull& op) const override;
  void write(SqlWriter& out, const SetDefault& op) const override;
  void write(SqlWriter& out, const DropDefault& op) const override;
  void write(SqlWriter& out, const DropConstraint& op) const override;
  void write(SqlWriter& out, const RenameConstraint& op) const override;
  void write(SqlWriter& out, const DropIndex& op) const override;
  void write(SqlWriter& out, const RenameIndex& op) const override;
  std::vector<std::string> write(const ModifyColumn& step) const override;
  std::vector<std::string> write(const DropConstraintOfKind& step) const override;
  std::vector<std::string> write(const RebuildTable& step) const override;
  std::vector<std::string> write(const RequireEmpty& step) const override;
  std::vector<std::string> write(const SyncIdentity& step) const override;
  std::vector<std::string> write(const CheckDeferred& step) const override;
  void bytes(SqlWriter& out, std::string_view hex) const override;
  void cast(SqlWriter& out, const Expr& expr) const override;
  void call(SqlWriter& out, const Expr& expr) const override;

 private:
  std::string moment(const Expr& value) const;
};

}  // namespace migc
