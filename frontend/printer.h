// Inside of frontend/print.h. Writes .mig without caring for layout: the formatter does.
#pragma once

#include "frontend/print.h"

namespace migc {

class Printer {
 public:
  std::string take() { return std::move(out_); }

  void statements(const std::vector<Statement>& list);
  void statement(const Statement& statement);
  void header(const Revision& revision);
  void expression(const Expr& expr, int least = 0);

  // An operation, without its terminator.
  void operator()(const CreateTable& op);
  void operator()(const DropTable& op);
  void operator()(const RenameTable& op);
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
  void operator()(const SetOptions& op);
  void operator()(const SetSchema& op);
  void operator()(const SetRowSecurity& op);
  void operator()(const AttachPartition& op);
  void operator()(const DetachPartition& op);
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
  void operator()(const Execute& op);
  void operator()(const ByHand& op);

 private:
  void column(const Column& column);
  void identity(const Identity& identity);
  void generated(const Generated& generated);
  void constraint(const Constraint& constraint);
  void index_element(const IndexElement& element);
  void deferral(const Constraint& constraint);
  void bound(const PartitionBound& bound);
  void partition_by(const PartitionBy& by);
  void alter_column(const TableName& table, const Ident& column);
  // print_object.cpp
  void create(const SchemaObject& object, bool replace);
  void body(const Body& body);
  void uses(const Body& body);
  void sequence(const Sequence& sequence, const std::optional<bool>& cycle, bool all);
  void privileges(const std::vector<Privilege>& list, const GrantTarget& on);
  void roles(const std::vector<Ident>& list);
  void index_body(const Index& index);
  void options(const std::vector<Option>& options);
  void select(const Select& select);
  void join(const Select::Join& join);
  void table_reference(const TableReference& reference);
  void where(const std::optional<Expr>& condition);
  void tail(const WayBack& way_back);
  void comment(const std::string& text);
  void allows(const std::vector<Allow>& list);
  void on(DialectSet targets);
  void name(Name name) { out_ += show(name); }
  // A name inside an expression, where some words are words of the language.
  void expression_name(Name name);
  void names(const std::vector<Ident>& list);
  void string(std::string_view value);
  void text(std::string_view sql);  // $$ … $$ with a tag that does not occur in it

  template <class List, class Each>
  void joined(const List& list, Each each) {
    bool first = true;
    for (const auto& item : list) {
      if (!first) out_ += ", ";
      first = false;
      each(item);
    }
  }

  friend std::string print(const Schema& schema, bool archives);
  std::string out_;
};

}  // namespace migc
