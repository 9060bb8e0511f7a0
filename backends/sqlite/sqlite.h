// SQLite 3.35 and newer. Sources: sqlite.org, by page ("ALTER TABLE", "Foreign Key Support", "PRAGMA
// Statements") where a fact is not obvious.
#pragma once

#include <functional>

#include "backends/backend.h"

namespace migc {

class Sqlite : public Backend {
 public:
  using Backend::Backend;
  Support support(Feature feature) const override;
  CastLoss cast_loss(CastEffect effect) const override;
  std::vector<Version> shown_versions() const override { return {{3, 35}, {3, 38}, {3, 40}, {3, 54}}; }
  NameLimit name_limit() const override { return {}; }
  std::string script(const Script& script, const Sources& sources) const override;

 protected:
  void legalise(const Statement& statement, const Change& change, std::vector<Step>& out) const override;
  void merge(std::vector<Step>& steps) const override;
  void check(const Step& step, Diagnostics& diagnostics) const override;

  Quoting quoting() const override { return {'"', '"', Quoting::Fold::None, false, ""}; }
  std::string type(const Type& type) const override;
  std::string cast_type(const Type& type) const override;
  void column(SqlWriter& out, const Table& table, const Column& column) const override;
  bool skips(const Table& table, const Constraint& constraint) const override;
  void table_options(SqlWriter& out, const Table& table) const override;
  using Backend::write;
  void write(SqlWriter& out, const DropIndex& op) const override;
  std::vector<std::string> write(const SetNextIdentity& step) const override;
  std::vector<std::string> write(const RebuildTable& step) const override;
  std::string stop_if(std::string_view condition, std::string_view message) const override;
  std::string stop_if_any(std::string_view count, std::string_view message) const override;
  std::string no_table(const TableName& table) const override;
  void boolean(SqlWriter& out, bool value) const override;
  void string_literal(SqlWriter& out, const Expr& expr) const override;
  void typed_literal(SqlWriter& out, const Expr& expr) const override;
  void cast(SqlWriter& out, const Expr& expr) const override;
  void like(SqlWriter& out, const Expr& expr) const override;
  void divide(SqlWriter& out, const Expr& expr) const override;
  void distinct_from(SqlWriter& out, const Expr& expr) const override;
  void json_get(SqlWriter& out, const Expr& expr) const override;
  void call(SqlWriter& out, const Expr& expr) const override;
  using Backend::definition;

 private:
  void cast_text(SqlWriter& out, const Expr& value, const Type& type) const;
  static std::string rounded(std::string_view number, std::int64_t digits);
  // A pattern of `like`, for `glob`.
  std::string glob(const Expr& pattern) const;
  // A table made anew, each column filled from the one of its name.
  static RebuildTable rebuild(const Table& before, const Table& after, const Schema& schema);
  // legalise_object.cpp; false when the statement is none of theirs. `anew` makes a table anew.
  bool legalise_attribute(const Statement& statement, std::vector<Step>& out,
                          const std::function<void(const TableName&)>& anew) const;
  bool legalise_object(const Statement& statement, const Change& change, std::vector<Step>& out) const;
  void legalise_type_change(const Statement& statement, const Change& change, std::vector<Step>& out) const;
  // The column that is "integer primary key": SQLite's row ID.
  static const Column* row_id(const Table& table);
};

}  // namespace migc
