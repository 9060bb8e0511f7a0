// SQL Server 2017, 2019 and 2022. Sources: the Transact-SQL Reference on learn.microsoft.com, by page where a fact is
// not obvious.
#pragma once

#include "backends/backend.h"
#include "backends/mssql/elements.h"

namespace migc {

class Mssql : public Backend {
 public:
  using Backend::Backend;
  Support support(Feature feature) const override;
  CastLoss cast_loss(CastEffect effect) const override;
  std::vector<Version> shown_versions() const override { return {{2017, 0}, {2019, 0}, {2022, 0}}; }
  NameLimit name_limit() const override { return {128, false}; }  // "Database identifiers"
  std::string script(const Script& script, const Sources& sources) const override;

 protected:
  void legalise(const Statement& statement, const Change& change, std::vector<Step>& out) const override;
  void check(const Step& step, Diagnostics& diagnostics) const override;

  Quoting quoting() const override { return {'[', ']', Quoting::Fold::None, false, "N"}; }
  std::string type(const Type& type) const override;
  Type held(const Type& type) const override;
  std::string cast_type(const Type& type) const override;
  void column(SqlWriter& out, const Table& table, const Column& column) const override;
  void constraint(SqlWriter& out, const Constraint& constraint) const override;
  void table_indexes(SqlWriter& out, const Table& table) const override;
  bool has_booleans() const override { return false; }

  using Backend::write;
  void write(SqlWriter& out, const CreateIndex& op) const override;
  void write(SqlWriter& out, const RenameTable& op) const override;
  void write(SqlWriter& out, const AddColumn& op) const override;
  void write(SqlWriter& out, const RenameColumn& op) const override;
  void write(SqlWriter& out, const SetSchema& op) const override;
  void write(SqlWriter& out, const AddConstraint& op) const override;
  void write(SqlWriter& out, const DropConstraint& op) const override;
  void write(SqlWriter& out, const RenameConstraint& op) const override;
  void write(SqlWriter& out, const ValidateConstraint& op) const override;
  void write(SqlWriter& out, const DropIndex& op) const override;
  void write(SqlWriter& out, const RenameIndex& op) const override;
  void write(SqlWriter& out, const ReplaceObject& op) const override;
  void write(SqlWriter& out, const RenameObject& op) const override;
  void write(SqlWriter& out, const AlterSequence& op) const override;
  void write(SqlWriter& out, const CommentOn& op) const override;
  void write(SqlWriter& out, const Grant& op) const override;
  void write(SqlWriter& out, const Revoke& op) const override;
  void write(SqlWriter& out, const Update& op) const override;
  void write(SqlWriter& out, const Delete& op) const override;
  std::vector<std::string> write(const ModifyColumn& step) const override;
  std::vector<std::string> write(const AddDefault& step) const override;
  std::vector<std::string> write(const SetNextIdentity& step) const override;
  std::string stop_if(std::string_view condition, std::string_view message) const override;
  std::string stop_if_any(std::string_view count, std::string_view message) const override;
  std::string no_table(const TableName& table) const override;
  void write(SqlWriter& out, const CreateTable& op) const override;
  using Backend::definition;
  void definition(SqlWriter& out, const Sequence& sequence) const override;
  void grant_target(SqlWriter& out, const GrantTarget& on) const override;

  void limit_before(SqlWriter& out, const Select& select) const override;
  void limit_behind(SqlWriter&, const Select&) const override {}
  void routine_name(SqlWriter& out, const Expr& call) const override;
  void string_literal(SqlWriter& out, const Expr& expr) const override;
  void boolean(SqlWriter& out, bool value) const override;
  void bytes(SqlWriter& out, std::string_view hex) const override;
  void typed_literal(SqlWriter& out, const Expr& expr) const override;
  void concat(SqlWriter& out, const Expr& expr) const override;
  void cast(SqlWriter& out, const Expr& expr) const override;
  void like(SqlWriter& out, const Expr& expr) const override;
  void distinct_from(SqlWriter& out, const Expr& expr) const override;
  void current(SqlWriter& out, const Expr& expr) const override;
  void json_get(SqlWriter& out, const Expr& expr) const override;
  void call(SqlWriter& out, const Expr& expr) const override;

 private:
  bool before(int year) const { return target().version < Version{year, 0}; }

  // elements.cpp: what a table is made of here.
  std::vector<Constraint> stand_in_checks(const Table& table) const;
  std::vector<Element> elements(const Table& table) const;
  bool restated(const Column& before, const Column& after) const;
  void drop(const Element& element, const Statement& statement, std::vector<Step>& out) const;
  void make(const Element& element, const Statement& statement, std::vector<Step>& out) const;

  // legalise.cpp: a statement between what is dropped before it and made again after it.
  struct Around;
  void compare(const Table& before, const Table& after, const std::vector<Name>& forced, const Change& change,
               Around& around) const;
  void follow(const Table& before, const Table& after, Name renamed, Around& around) const;
  void put_around(const Around& around, const std::vector<StepBody>& core, const Statement& statement,
                  std::vector<Step>& out) const;
  void regrant_remade(std::size_t first, const Statement& statement, const Change& change,
                      std::vector<Step>& out) const;
  void legalise_create(const CreateTable& op, const Statement& statement, std::vector<Step>& out) const;
  void through_beside(const TableName& table, const Ident& column, const Expr& value,
                      const Statement& statement, const Change& change, std::vector<Step>& out) const;
  // legalise_object.cpp; false when the statement is none of theirs.
  bool legalise_element(const Statement& statement, const Change& change, std::vector<Step>& out) const;
  bool legalise_object(const Statement& statement, const Change& change, std::vector<Step>& out) const;
  bool legalise_rows(const Statement& statement, const Change& change, std::vector<Step>& out) const;
  void legalise_comment(const CommentOn& op, const Statement& statement, const Change& change,
                        std::vector<Step>& out) const;

  void plain_cast_value(SqlWriter& out, const Expr& expr, std::string_view type) const;
  std::string name_text(const TableName& name) const;
  std::string name_text(Name name) const;
  std::string string_text(std::string_view text) const;
  std::string exact(const Expr& text) const;
  void cast_text(SqlWriter& out, const Expr& value, const Type& type) const;
  std::string text_of(const Expr& value) const;
};

}  // namespace migc
