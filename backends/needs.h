// Inside of needs_of (backends/capability.h): what a statement needs, in the files needs….cpp.
#pragma once

#include "backends/capability.h"

namespace migc {

class NeedsCollector {
 public:
  NeedsCollector(const Statement& statement, const Schema& schema, const Journal& touched)
      : statement_(statement), schema_(schema), touched_(touched) {
    const TableName* name = table_of(statement.op);
    table_ = name ? schema.find(*name) : nullptr;
  }
  Needs needs;

  void operator()(const CreateTable& op);
  void operator()(const DropTable& op);
  void operator()(const RenameTable& op);
  void operator()(const SetSchema& op);
  void operator()(const SetRowSecurity& op);
  void operator()(const SetOptions& op);
  void operator()(const AttachPartition& op);
  void operator()(const DetachPartition& op);
  void operator()(const AddColumn& op);
  void operator()(const DropColumn& op);
  void operator()(const RenameColumn& op);
  void operator()(const AlterType& op);
  void operator()(const SetNotNull& op);
  void operator()(const DropNotNull& op);
  void operator()(const SetDefault& op);
  void operator()(const DropDefault& op);
  void operator()(const SetIdentity& op);
  void operator()(const DropIdentity& op);
  void operator()(const RestartIdentity& op);
  void operator()(const SetGenerated& op);
  void operator()(const DropGenerated& op);
  void operator()(const SetCollation& op);
  void operator()(const AddConstraint& op);
  void operator()(const DropConstraint& op);
  void operator()(const RenameConstraint& op);
  void operator()(const ValidateConstraint& op);
  void operator()(const CreateIndex& op);
  void operator()(const DropIndex& op);
  void operator()(const RenameIndex& op);
  void operator()(const CreateObject& op);
  void operator()(const ReplaceObject& op);
  void operator()(const DropObject& op);
  void operator()(const RenameObject& op);
  void operator()(const AddEnumValue& op);
  void operator()(const RenameEnumValue& op);
  void operator()(const DropEnumValue& op);
  void operator()(const AlterDomain& op);
  void operator()(const AlterSequence& op);
  void operator()(const RestartSequence& op);
  void operator()(const RefreshView& op);
  void operator()(const CommentOn& op);
  void operator()(const Grant& op);
  void operator()(const Revoke& op);
  void operator()(const Insert& op);
  void operator()(const Update& op);
  void operator()(const Delete& op);
  void operator()(const Execute&);
  void operator()(const ByHand&);

 private:
  void use(Feature feature, Span span);
  void name(const TableName& table);
  void keyless_identity();
  // What was called `was` is called otherwise now; `own` is how what mentions it knows it.
  void renamed(const TableName& own, Name was, Span span, bool whole_table);
  void type(const Type& type, Span span);
  void default_value(const Expr& value, const Column& column);
  void identity(const Identity& identity, Span span);
  void column(const Column& column);
  // What reads a column that an action of a foreign key changes: a check, a stored generated column.
  void beside_action(const Constraint& key, const Constraint& check, Span span);
  void beside_action(const Constraint& key, const Column& computed, Span span);
  // What a foreign key refers to, and what its actions set off.
  void reference(const Constraint& key, const TableName& of);
  // What refers to a key with that column, which can be null now.
  void referred_to(Name column, Span span);
  void kind(const Constraint& constraint);
  void constraint(const Constraint& constraint, const TableName& of);
  void key(Name name, Span span);
  // A column of what is unique, with nulls that are equal or not.
  void unique(Name name, bool nulls_equal, Span span);
  void index(const Index& index);
  void of_kind(const ObjectName& object, Span span);
  void object(const SchemaObject& object, Span span);
  void rights(const GrantTarget& on, const std::vector<Privilege>& privileges);
  // What is computed when a row is written has to be the same whoever writes it.
  enum class Kept : std::uint8_t { Check, Computed, Stored };
  void settled(const Expr& expr, Kept kept);
  void expression(const Expr& root);
  void select(const Select& query);
  void part(const Expr& e);
  // What is compared and is large.
  void comparisons(const Expr& expr);
  void comparisons(const Select& select);
  // A text that is empty, but where one says what is to be taken away.
  void empty_text(const Expr& e);
  void keys_with_nulls(const Constraint& constraint);
  // What `column`, which may be null now, is a part of.
  void nullable(Name column, Span span);
  void duplicate(const std::vector<Name>& columns, Name own, Span span);
  void subqueries(const Expr& expr, const TableName& written);

  const Statement& statement_;
  const Schema& schema_;
  const Journal& touched_;
  const Table* table_;
};

}  // namespace migc
