// A dialect at a version: what it can do, how operations become steps that it can do, and how those are
// spelled. One folder a dialect; what dialects share stands here and in spell….cpp.
#pragma once

#include <limits>
#include <memory>

#include "backends/capability.h"
#include "backends/casts.h"
#include "backends/script.h"
#include "backends/sql_writer.h"
#include "backends/step.h"
#include "ir/schema.h"
#include "support/diagnostics.h"

namespace migc {

// How the tables that a statement touched were before it, and how all are after it.
class Change {
 public:
  Change(const Journal& touched, const Schema& schema) : touched_(touched), schema_(schema) {}
  const Table* before(const TableName& name) const;
  const Table* after(const TableName& name) const { return schema_.find(name); }
  const Journal& touched() const { return touched_; }
  const Schema& schema() const { return schema_; }

 private:
  const Journal& touched_;
  const Schema& schema_;
};

// The tables that a statement changed, as (before, after); new and dropped ones are not among them.
std::vector<std::pair<const Table*, const Table*>> changed_tables(const Operation& op, const Change& change);
// Both sides of every foreign key that the column is part of, as (table, constraint).
std::vector<std::pair<TableName, Constraint>> foreign_keys_on(const Change& change, const TableName& name,
                                                              Name column);

// The name of the column that stands beside another one while its values move there.
Ident beside(const Ident& column);

struct NameLimit {
  std::size_t most = 0;  // 0: none
  bool bytes = false;    // else characters
};

// What differs in how a sequence is written. Its numbers are the model's, brought into what the engine can hold.
struct SequenceForm {
  std::string_view no_cache = "cache 1";
  std::string_view no_cycle = "no cycle";
  long long lowest = std::numeric_limits<long long>::min();
  long long highest = std::numeric_limits<long long>::max();
};

class Backend : public CastBehaviour {
 public:
  explicit Backend(Target target) : target_(target) {}
  Target target() const { return target_; }

  // --- capabilities.cpp: data ---------------------------------------------------------------------------
  virtual Support support(Feature feature) const = 0;
  virtual NameLimit name_limit() const = 0;
  // The versions that the matrix looks at, the oldest first: those at which an answer changes, or that people run.
  virtual std::vector<Version> shown_versions() const = 0;

  // --- casts.cpp: what a change of type does to values that don't fit ------------------------------------
  virtual CastLoss cast_loss(CastEffect effect) const = 0;
  CastOutcome cast_outcome(const Type& from, const Type& to, bool written) const override;

  // Lowers `statements` (resolved and legal) to SQL, moving `schema` along. Reports what the target
  // can't do; then the result is not to be used.
  std::vector<SqlStep> lower(std::vector<Statement>& statements, Schema& schema,
                             Diagnostics& diagnostics) const;
  // The steps before they are spelled, for --emit=plan.
  std::vector<Step> plan(std::vector<Statement>& statements, Schema& schema, Diagnostics& diagnostics) const;

  // What the target makes of one of `statements` (resolved and legal); moves `schema` past it.
  Verdict judge(Statement& statement, Schema& schema) const;

  // --- script.cpp: what stands around the statements ------------------------------------------------------
  virtual std::string script(const Script& script, const Sources& sources) const = 0;

  // A statement as this dialect spells it, for `migc schema --dialect`.
  std::string spell(const Operation& op) const;

 protected:
  // For a step that legalisation never leaves to this target.
  [[noreturn]] void not_left(std::string_view step) const;

  // --- legalise.cpp ---------------------------------------------------------------------------------------
  // The steps that stand for one statement. The operations in them are spelled as they are.
  virtual void legalise(const Statement& statement, const Change& change, std::vector<Step>& out) const = 0;
  // Joins neighbours that are cheaper together.
  virtual void merge(std::vector<Step>&) const {}
  // What a step needs of the target beyond features: reported per step, after merging.
  virtual void check(const Step&, Diagnostics&) const {}

  // --- spell.cpp ------------------------------------------------------------------------------------------
  virtual Quoting quoting() const = 0;
  virtual std::string type(const Type& type) const = 0;
  virtual std::string cast_type(const Type& type) const { return this->type(type); }
  // The type whose values a column of this type really holds, where its parameters are left out.
  virtual Type held(const Type& type) const { return type; }
  virtual void column(SqlWriter& out, const Table& table, const Column& column) const = 0;
  virtual void constraint(SqlWriter& out, const Constraint& constraint) const;
  virtual bool spells_index_method() const { return false; }
  // Whether a constraint can be made without looking at the rows that are there.
  virtual bool spells_not_valid() const { return false; }
  static SqlWriter& alter_column(SqlWriter& out, const TableName& table, const Ident& column);
  virtual void index_element(SqlWriter& out, const IndexElement& element) const;
  // Whether the element is spelled inside the column or elsewhere already.
  virtual bool skips(const Table&, const Constraint&) const { return false; }
  virtual void table_indexes(SqlWriter&, const Table&) const {}  // inside `create table ( … )`
  virtual void table_options(SqlWriter&, const Table&) const {}

  // What not every target is left with by legalise() is no statement of its own by default.
  // `create table` with what makes it: "create table if not exists" where the dialect knows that.
  void create_table(SqlWriter& out, const Table& table, std::string_view words) const;
  virtual void write(SqlWriter& out, const CreateTable& op) const;
  virtual void write(SqlWriter& out, const DropTable& op) const;
  virtual void write(SqlWriter& out, const RenameTable& op) const;
  virtual void write(SqlWriter& out, const AddColumn& op) const;
  virtual void write(SqlWriter& out, const DropColumn& op) const;
  virtual void write(SqlWriter& out, const RenameColumn& op) const;
  virtual void write(SqlWriter&, const AlterType&) const { not_left("alter type"); }
  virtual void write(SqlWriter&, const SetNotNull&) const { not_left("set not null"); }
  virtual void write(SqlWriter&, const DropNotNull&) const { not_left("drop not null"); }
  virtual void write(SqlWriter&, const SetDefault&) const { not_left("set default"); }
  virtual void write(SqlWriter&, const DropDefault&) const { not_left("drop default"); }
  virtual void write(SqlWriter&, const SetIdentity&) const { not_left("set identity"); }
  virtual void write(SqlWriter&, const DropIdentity&) const { not_left("drop identity"); }
  virtual void write(SqlWriter&, const RestartIdentity&) const { not_left("restart identity"); }
  virtual void write(SqlWriter&, const SetGenerated&) const { not_left("set generated"); }
  virtual void write(SqlWriter&, const DropGenerated&) const { not_left("drop generated"); }
  virtual void write(SqlWriter&, const SetCollation&) const { not_left("set collation"); }
  virtual void write(SqlWriter&, const SetOptions&) const { not_left("set options"); }
  virtual void write(SqlWriter&, const SetSchema&) const { not_left("set schema"); }
  virtual void write(SqlWriter&, const SetRowSecurity&) const { not_left("row level security"); }
  virtual void write(SqlWriter&, const AttachPartition&) const { not_left("attach partition"); }
  virtual void write(SqlWriter&, const DetachPartition&) const { not_left("detach partition"); }
  virtual void write(SqlWriter&, const ValidateConstraint&) const { not_left("validate constraint"); }
  virtual void write(SqlWriter& out, const AddConstraint& op) const;
  virtual void write(SqlWriter&, const DropConstraint&) const { not_left("drop constraint"); }
  virtual void write(SqlWriter&, const RenameConstraint&) const { not_left("rename constraint"); }
  virtual void write(SqlWriter& out, const CreateIndex& op) const;
  virtual void write(SqlWriter& out, const DropIndex& op) const = 0;
  virtual void write(SqlWriter&, const RenameIndex&) const { not_left("rename index"); }
  virtual void write(SqlWriter& out, const CreateObject& op) const;
  virtual void write(SqlWriter& out, const ReplaceObject& op) const;
  virtual void write(SqlWriter& out, const DropObject& op) const;
  virtual void write(SqlWriter&, const RenameObject&) const { not_left("rename"); }
  virtual void write(SqlWriter&, const AddEnumValue&) const { not_left("add value"); }
  virtual void write(SqlWriter&, const RenameEnumValue&) const { not_left("rename value"); }
  virtual void write(SqlWriter&, const DropEnumValue&) const { not_left("drop value"); }
  virtual void write(SqlWriter&, const AlterDomain&) const { not_left("alter domain"); }
  virtual void write(SqlWriter& out, const AlterSequence& op) const;
  virtual void write(SqlWriter& out, const RestartSequence& op) const;
  virtual void write(SqlWriter&, const RefreshView&) const { not_left("refresh"); }
  virtual void write(SqlWriter&, const CommentOn&) const { not_left("comment"); }
  virtual void write(SqlWriter& out, const Grant& op) const;
  virtual void write(SqlWriter& out, const Revoke& op) const;
  virtual void write(SqlWriter& out, const Insert& op) const;
  virtual void write(SqlWriter& out, const Update& op) const;
  virtual void write(SqlWriter& out, const Delete& op) const;
  virtual void write(SqlWriter& out, const Execute& op) const;
  void write(SqlWriter& out, const ByHand& op) const;  // taken apart before
  virtual std::vector<std::string> write(const ModifyColumn&) const { not_left("modify column"); }
  virtual std::vector<std::string> write(const DropConstraintOfKind&) const {
    not_left("drop constraint of a kind");
  }
  virtual std::vector<std::string> write(const SetNextIdentity&) const { not_left("set next identity"); }
  virtual std::vector<std::string> write(const RemakeEnum&) const { not_left("remake enum"); }
  virtual std::vector<std::string> write(const AddDefault&) const { not_left("add default"); }
  std::vector<std::string> write(const Remark& step) const;
  virtual std::vector<std::string> write(const RebuildTable&) const { not_left("rebuild table"); }
  std::vector<std::string> write(const RequireNone& step) const;
  std::vector<std::string> write(const RequireTable& step) const;
  std::vector<std::string> write(const CountRestored& step) const;
  // A statement that stops the script with the message when the condition holds.
  virtual std::string stop_if(std::string_view condition, std::string_view message) const = 0;
  // A statement that stops the script when the query counts something, with the message and behind it the number.
  virtual std::string stop_if_any(std::string_view count, std::string_view message) const = 0;
  std::string count_of(const RequireNone& step) const;
  // The condition that the catalogue has no such table.
  virtual std::string no_table(const TableName& table) const = 0;
  virtual std::vector<std::string> write(const SyncIdentity&) const { not_left("sync identity"); }
  virtual std::vector<std::string> write(const CheckDeferred&) const { not_left("check deferred"); }
  // What is no table, by kind; the name is written by create().
  void create(SqlWriter& out, const SchemaObject& object) const;
  virtual void definition(SqlWriter&, const EnumType&) const { not_left("create type"); }
  virtual void definition(SqlWriter&, const Domain&) const { not_left("create domain"); }
  virtual void definition(SqlWriter&, const Extension&) const { not_left("create extension"); }
  virtual void definition(SqlWriter&, const Policy&) const { not_left("create policy"); }
  virtual void definition(SqlWriter& out, const Sequence& sequence) const;
  virtual void object_name(SqlWriter& out, const ObjectName& name) const;
  virtual SequenceForm sequence_form() const { return {}; }
  virtual void grant_target(SqlWriter& out, const GrantTarget& on) const;
  void privileges(SqlWriter& out, const std::vector<Privilege>& list) const;
  virtual void json_get(SqlWriter& out, const Expr& expr) const = 0;
  virtual void next_value(SqlWriter& out, const Expr& expr) const;
  virtual void array(SqlWriter& out, const Expr& expr) const;
  // The name of a routine that is called.
  virtual void routine_name(SqlWriter& out, const Expr& call) const;
  // The path of a look into json, as MySQL and SQLite write it: $."key" or $[0].
  static std::string json_path(const Expr& expr);
  // The type that this target has of a portable or native one.
  std::string type_or_native(const Type& type) const;

  // For targets without domains: the column with its domain's type, default and nullability, and the checks that stand
  // for the domains' on a table's columns, by names that follow the table and the column.
  static Column grounded(const Column& column);
  static std::vector<Constraint> domain_checks(const Table& table);
  // The checks that a table has because of its columns' types: those of domains, and what else a target needs.
  virtual std::vector<Constraint> implied_checks(const Table& table) const { return domain_checks(table); }
  // Which of them a statement makes go, and which come.
  std::vector<std::pair<TableName, Name>> checks_gone(const Operation& op, const Change& change) const;
  std::vector<std::pair<TableName, Constraint>> checks_new(const Operation& op, const Change& change) const;

  // --- spell_expression.cpp -------------------------------------------------------------------------------
  // An expression as the place of a statement wants it, a value or a condition; what is in it, expression() spells.
  // `least`: brackets are put around what binds less tightly.
  void value(SqlWriter& out, const Expr& expr, int least = 0) const;
  void condition(SqlWriter& out, const Expr& expr) const;
  void expression(SqlWriter& out, const Expr& expr, int least = 0) const;
  // Whether a boolean is a type of its own, and so a condition a value (backends/boolean.h).
  virtual bool has_booleans() const { return true; }
  void select(SqlWriter& out, const Select& select) const;
  // How many rows a select gives: said before its items, or behind it.
  virtual void limit_before(SqlWriter&, const Select&) const {}
  virtual void limit_behind(SqlWriter& out, const Select& select) const;
  void joined_table(SqlWriter& out, const Select::Join& join) const;
  void arguments(SqlWriter& out, std::string_view function, const Expr& call) const;
  virtual void string_literal(SqlWriter& out, const Expr& expr) const;
  virtual void boolean(SqlWriter& out, bool value) const;
  virtual void bytes(SqlWriter& out, std::string_view hex) const;
  virtual void typed_literal(SqlWriter& out, const Expr& expr) const;
  virtual void concat(SqlWriter& out, const Expr& expr) const;
  virtual void cast(SqlWriter& out, const Expr& expr) const;
  void plain_cast(SqlWriter& out, const Expr& value, std::string_view type) const;
  // A number as a boolean: whether it is not 0, on every engine. False when the cast is none of these.
  bool cast_to_boolean(SqlWriter& out, const Expr& expr) const;
  // A value as a text, as `cast(… as text)` makes one.
  void as_text(SqlWriter& out, const Expr& value) const;
  // concat(), which skips nulls, by `||`.
  void joined_text(SqlWriter& out, const Expr& call) const;
  // A spelling in which `$1` stands for the first argument, and `#1` for the same in brackets unless it is one
  // operand.
  void form(SqlWriter& out, std::string_view spelling, const std::vector<Expr>& args) const;
  std::string spelled(const Expr& expr, int least = 0) const;
  // `text` again and again, up to that many characters.
  static std::string repeated(std::string_view text, std::size_t characters);
  virtual void like(SqlWriter& out, const Expr& expr) const;
  virtual void divide(SqlWriter& out, const Expr& expr) const;
  virtual void modulo(SqlWriter& out, const Expr& expr) const;
  // What stands between a table and its alias.
  virtual std::string_view alias_word() const { return "as"; }
  virtual void distinct_from(SqlWriter& out, const Expr& expr) const;
  virtual void current(SqlWriter& out, const Expr& expr) const;
  virtual void call(SqlWriter& out, const Expr& expr) const = 0;
  // Case, which makes a boolean's text the same everywhere. False when the cast is another one.
  bool cast_boolean_to_text(SqlWriter& out, const Expr& expr) const;
  void alias(SqlWriter& out, const Ident& name) const;
  void table_reference(SqlWriter& out, const TableReference& reference) const;
  void where(SqlWriter& out, const std::optional<Expr>& wanted) const;

  // The steps of `statement` as it is.
  static void keep(const Statement& statement, std::vector<Step>& out);
  static void add(StepBody body, const Statement& statement, std::vector<Step>& out);
  // A right on a table that goes takes the same right on its columns along ("REVOKE"): those that stay are given again.
  static void regrant_columns(const Revoke& op, const Statement& statement, const Change& change,
                              std::vector<Step>& out);
  // Gives the rights on a thing again, which had to be made anew.
  static void regrant(const GrantTarget& target, const Statement& statement, const Change& change,
                      std::vector<Step>& out);
  std::optional<std::string_view> option(const std::vector<Option>& options, std::string_view key) const;

  SqlWriter writer() const { return SqlWriter(quoting()); }
  std::vector<std::string> spell(const Step& step) const;

 private:
  void check_capabilities(const Statement& statement, const Schema& schema, const Journal& touched,
                          Diagnostics& diagnostics) const;
  void check_stale(const std::vector<Step>& steps, Diagnostics& diagnostics) const;

  Target target_;
};

// The back-end for a target.
std::unique_ptr<Backend> make_backend(Target target);

// A timestamptz's text, 'YYYY-MM-DD hh:mm:ss[.f][+hh[:mm]|Z]', without its zone and in UTC, for engines that keep
// no zone. A text of another form is left as it is.
std::string in_utc(const std::string& text);

}  // namespace migc
