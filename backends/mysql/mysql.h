// MySQL 5.7, 8.0 and 8.4; MariaDB derives from it. Sources: the MySQL 8.0 Reference Manual, by section where a
// fact is not obvious.
#pragma once

#include "backends/backend.h"

namespace migc {

class Mysql : public Backend {
 public:
  using Backend::Backend;
  Support support(Feature feature) const override;
  CastLoss cast_loss(CastEffect effect) const override;
  std::vector<Version> shown_versions() const override { return {{5, 7}, {8, 0}, {8, 4}}; }
  NameLimit name_limit() const override { return {64, false}; }  // "Identifier Length Limits"
  std::string script(const Script& script, const Sources& sources) const override;

 protected:
  void legalise(const Statement& statement, const Change& change, std::vector<Step>& out) const override;

  Quoting quoting() const override { return {'`', '`', Quoting::Fold::None, true, ""}; }
  std::string type(const Type& type) const override;
  Type held(const Type& type) const override;
  std::string cast_type(const Type& type) const override;
  void column(SqlWriter& out, const Table& table, const Column& column) const override;
  void constraint(SqlWriter& out, const Constraint& constraint) const override;
  void table_indexes(SqlWriter& out, const Table& table) const override;
  void table_options(SqlWriter& out, const Table& table) const override;
  using Backend::write;
  void write(SqlWriter& out, const AddColumn& op) const override;
  void write(SqlWriter& out, const SetOptions& op) const override;
  void write(SqlWriter& out, const SetSchema& op) const override;
  void write(SqlWriter& out, const DropIndex& op) const override;
  void write(SqlWriter& out, const RenameIndex& op) const override;
  void write(SqlWriter& out, const RenameObject& op) const override;
  void write(SqlWriter& out, const CommentOn& op) const override;
  void write(SqlWriter& out, const Delete& op) const override;
  std::vector<std::string> write(const ModifyColumn& step) const override;
  std::vector<std::string> write(const DropConstraintOfKind& step) const override;
  std::vector<std::string> write(const SetNextIdentity& step) const override;
  std::string stop_if(std::string_view condition, std::string_view message) const override;
  std::string stop_if_any(std::string_view count, std::string_view message) const override;
  std::string no_table(const TableName& table) const override;
  void string_literal(SqlWriter& out, const Expr& expr) const override;
  void typed_literal(SqlWriter& out, const Expr& expr) const override;
  void concat(SqlWriter& out, const Expr& expr) const override;
  void cast(SqlWriter& out, const Expr& expr) const override;
  void divide(SqlWriter& out, const Expr& expr) const override;
  void distinct_from(SqlWriter& out, const Expr& expr) const override;
  void current(SqlWriter& out, const Expr& expr) const override;
  void json_get(SqlWriter& out, const Expr& expr) const override;
  void call(SqlWriter& out, const Expr& expr) const override;
  void like(SqlWriter& out, const Expr& expr) const override;
  using Backend::definition;
  void write(SqlWriter& out, const RenameTable& op) const override;
  void write(SqlWriter& out, const Update& op) const override;
  void index_element(SqlWriter& out, const IndexElement& element) const override;

  // What differs between MySQL and MariaDB.
  virtual std::string uuid_type() const { return "char(36)"; }
  virtual std::string_view more_sql_modes() const { return ""; }
  // Whether a timestamp that is left to itself is not null with a default of its own ("explicit_defaults_for_timestamp").
  virtual bool timestamps_have_defaults() const { return target().version < Version{8, 0}; }
  virtual std::string_view drop_check() const { return "drop check"; }
  // A literal default of a text, blob or json column is an expression ("Data Type Default Values").
  virtual bool brackets_large_defaults() const { return true; }

 private:
  bool before_8() const { return target().dialect == Dialect::mysql && target().version < Version{8, 0}; }
  std::string exact(const Expr& text) const;
  std::string as_double(std::string_view value) const;
  // legalise_object.cpp; false when the statement is none of theirs.
  bool legalise_attribute(const Statement& statement, const Change& change, std::vector<Step>& out) const;
  bool legalise_object(const Statement& statement, const Change& change, std::vector<Step>& out) const;
  void legalise_revoke(const Revoke& op, const Statement& statement, const Change& change,
                       std::vector<Step>& out) const;
  void legalise_enum(const Operation& op, const Statement& statement, const Change& change,
                     std::vector<Step>& out) const;
  void default_value(SqlWriter& out, const Column& column, const Expr& value) const;
  void legalise_type(const AlterType& op, const Statement& statement, const Change& change,
                     std::vector<Step>& out) const;
  void modify_key(const TableName& table, const Ident& column, const Statement& statement,
                  const Change& change, std::vector<Step>& out) const;
  void modify(const TableName& table, const Ident& column, const Statement& statement, const Change& change,
              std::vector<Step>& out) const;
};

// The indexes that InnoDB needs for foreign keys and that nothing in the model gives: made and dropped by
// name, so that they come and go with what needs them ("FOREIGN KEY Constraints": MySQL would make and
// drop them by itself, and leave one behind when the key is dropped).
std::vector<Index> stand_in_indexes(const Table& table);

}  // namespace migc
