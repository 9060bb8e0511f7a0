// Oracle Database 12.2, 18, 19, 21 and 23, through SQL*Plus. Sources: the SQL Language Reference (SQLRF), the PL/SQL
// Packages Reference, the SQL*Plus User's Guide and Reference, by section where a fact is not obvious.
#pragma once

#include "backends/backend.h"

namespace migc {

class Oracle : public Backend {
 public:
  using Backend::Backend;
  Support support(Feature feature) const override;
  CastLoss cast_loss(CastEffect effect) const override;
  std::vector<Version> shown_versions() const override {
    return {{12, 2}, {18, 0}, {19, 0}, {21, 0}, {23, 0}, {23, 7}};
  }
  NameLimit name_limit() const override { return {128, true}; }  // "Database Object Naming Rules"
  std::string script(const Script& script, const Sources& sources) const override;

 protected:
  void legalise(const Statement& statement, const Change& change, std::vector<Step>& out) const override;
  void check(const Step& step, Diagnostics& diagnostics) const override;

  // --- spell.cpp
  Quoting quoting() const override { return {'"', '"', Quoting::Fold::Upper, false, ""}; }
  std::string type(const Type& type) const override;
  void column(SqlWriter& out, const Table& table, const Column& column) const override;
  void constraint(SqlWriter& out, const Constraint& constraint) const override;
  bool skips(const Table& table, const Constraint& constraint) const override;
  void table_indexes(SqlWriter& out, const Table& table) const override;
  void index_element(SqlWriter& out, const IndexElement& element) const override;
  std::vector<Constraint> implied_checks(const Table& table) const override;
  using Backend::write;
  void write(SqlWriter& out, const AddColumn& op) const override;
  void write(SqlWriter& out, const AlterType& op) const override;
  void write(SqlWriter& out, const SetNotNull& op) const override;
  void write(SqlWriter& out, const DropNotNull& op) const override;
  void write(SqlWriter& out, const SetDefault& op) const override;
  void write(SqlWriter& out, const DropDefault& op) const override;
  void write(SqlWriter& out, const SetIdentity& op) const override;
  void write(SqlWriter& out, const DropIdentity& op) const override;
  void write(SqlWriter& out, const ValidateConstraint& op) const override;
  void write(SqlWriter& out, const DropConstraint& op) const override;
  void write(SqlWriter& out, const RenameConstraint& op) const override;
  void write(SqlWriter& out, const CreateIndex& op) const override;
  void write(SqlWriter& out, const DropIndex& op) const override;
  void write(SqlWriter& out, const RenameIndex& op) const override;
  // --- spell_object.cpp
  void write(SqlWriter& out, const RenameObject& op) const override;
  void write(SqlWriter& out, const RestartSequence& op) const override;
  void write(SqlWriter& out, const RefreshView& op) const override;
  void write(SqlWriter& out, const CommentOn& op) const override;
  void write(SqlWriter& out, const Update& op) const override;
  std::string stop_if(std::string_view condition, std::string_view message) const override;
  std::string stop_if_any(std::string_view count, std::string_view message) const override;
  std::string no_table(const TableName& table) const override;
  // A block that runs the statement where the condition holds (or does not).
  std::string run_if(std::string_view condition, bool holds, std::string_view statement) const;
  void write(SqlWriter& out, const CreateTable& op) const override;
  void write(SqlWriter& out, const DropTable& op) const override;
  std::vector<std::string> write(const SyncIdentity& step) const override;
  void grant_target(SqlWriter& out, const GrantTarget& on) const override;
  SequenceForm sequence_form() const override {
    SequenceForm form;
    form.no_cache = "nocache";
    form.no_cycle = "nocycle";
    return form;
  }
  void next_value(SqlWriter& out, const Expr& expr) const override;

  // --- spell_expression.cpp
  bool has_booleans() const override { return since(23); }
  std::string_view alias_word() const override { return ""; }
  void limit_behind(SqlWriter& out, const Select& select) const override;
  void string_literal(SqlWriter& out, const Expr& expr) const override;
  void bytes(SqlWriter& out, std::string_view hex) const override;
  void typed_literal(SqlWriter& out, const Expr& expr) const override;
  void concat(SqlWriter& out, const Expr& expr) const override;
  void like(SqlWriter& out, const Expr& expr) const override;
  void divide(SqlWriter& out, const Expr& expr) const override;
  void modulo(SqlWriter& out, const Expr& expr) const override;
  void distinct_from(SqlWriter& out, const Expr& expr) const override;
  void current(SqlWriter& out, const Expr& expr) const override;
  void json_get(SqlWriter& out, const Expr& expr) const override;
  void cast(SqlWriter& out, const Expr& expr) const override;  // spell_cast.cpp
  void call(SqlWriter& out, const Expr& expr) const override;  // spell_call.cpp

 private:
  bool since(int major, int minor = 0) const { return target().version >= Version{major, minor}; }
  SqlWriter& modify(SqlWriter& out, const TableName& table, const Ident& column) const;
  void identity(SqlWriter& out, const Identity& identity, bool always, std::string_view start) const;
  void moment(SqlWriter& out, const std::string& text, Family of) const;
  // `spelling`, or null where one of the arguments is: Oracle takes a null text for an empty one.
  void unless_null(SqlWriter& out, const std::vector<Expr>& args, const std::string& spelling) const;
  void cast_to_text(SqlWriter& out, const Expr& value, const Type& type) const;
  bool cast_text(SqlWriter& out, const Expr& value, Family to) const;

  // --- keys.cpp: unique keys and indexes in which nulls never repeat, as indexes over expressions
  Index physical(const Table& table, const Index& index) const;
  static bool is_rewritten(const Table& table, const Index& index);
  static Index index_of(const Constraint& unique);
  void keys_whose_form_changes(const Operation& op, const Change& change, std::vector<Step>& before,
                               std::vector<Step>& after, const Statement& statement) const;
  void add_constraint(const Table& table, const Constraint& constraint, const Statement& statement,
                      std::vector<Step>& out) const;
  void drop_constraint(const Table& table, const Constraint& constraint, const Statement& statement,
                       std::vector<Step>& out) const;

  // --- legalise_column.cpp
  bool turns_by_itself(const Column& before, const Column& after) const;
  void alter_type(const AlterType& op, const Statement& statement, const Change& change,
                  std::vector<Step>& out) const;
  void make_anew(const TableName& table, const Ident& column, std::optional<Expr> values,
                 const Statement& statement, const Change& change, std::vector<Step>& out) const;
  void adapt_columns(const Statement& statement, const Change& change, std::vector<Step>& out) const;
  // Whether the statement makes a column anew, with its own checks and keys.
  const Ident* column_made_anew(const Operation& op, const Change& change) const;

  // --- legalise_object.cpp; false when the statement is none of theirs
  bool legalise_attribute(const Statement& statement, const Change& change, std::vector<Step>& out) const;
  bool legalise_object(const Statement& statement, const Change& change, std::vector<Step>& out) const;
  bool legalise_rows(const Statement& statement, const Change& change, std::vector<Step>& out) const;
  void legalise_enum(const Statement& statement, const Change& change, std::vector<Step>& out) const;
  void legalise_revoke(const Revoke& op, const Statement& statement, const Change& change,
                       std::vector<Step>& out) const;
};

// --- sqlplus.cpp: what SQL*Plus makes of lines, whatever they are a part of

// Whether SQL*Plus reads the statement as PL/SQL, in which a semicolon ends nothing and `/` alone runs it.
bool is_plsql(std::string_view sql);
// The statement so that no line of it means something to SQL*Plus, or is too long for it.
std::string for_sqlplus(std::string_view sql);

}  // namespace migc
