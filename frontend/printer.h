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
  void operator()(const AddConstraint& op);
  void operator()(const DropConstraint& op);
  void operator()(const RenameConstraint& op);
  void operator()(const CreateIndex& op);
  void operator()(const DropIndex& op);
  void operator()(const RenameIndex& op);
  void operator()(const Insert& op);
  void operator()(const Update& op);
  void operator()(const Delete& op);
  void operator()(const Execute& op);
  void operator()(const ByHand& op);

 private:
  void column(const Column& column);
  void constraint(const Constraint& constraint);
  void index_body(const Index& index);
  void options(const std::vector<Option>& options);
  void select(const Select& select);
  void where(const std::optional<Expr>& condition);
  void tail(const WayBack& way_back);
  void comment(const std::string& text);
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

  friend std::string print(const Schema& schema);
  std::string out_;
};

}  // namespace migc
