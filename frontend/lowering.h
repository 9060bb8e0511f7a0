// Inside of frontend/lower.h: the one reader that knows the shapes of syntax nodes, in the files
// lower_….cpp.
#pragma once

#include "frontend/lower.h"

namespace migc {

// A default schema is as good as none (rule S20).
bool is_default_schema(Name schema);
// The types of a routine's arguments, with the spaces of a list.
std::string arguments_text(std::string_view text);

// What an annotation stands before; the node itself where there is none.
Cursor without_annotations(Cursor node);
// The comment above the annotations, and then that under them.
std::string joined_comments(const std::string& above, const std::string& under);

class Lowering {
 public:
  Lowering(const Syntax& syntax, const Sources& sources, Diagnostics& diagnostics)
      : syntax_(syntax), sources_(sources), diagnostics_(diagnostics) {}

  std::vector<Revision> file();

 private:
  // lower_names.cpp
  Ident name(Cursor node);
  TableName table_name(Cursor node);
  std::vector<Ident> names(Cursor list);
  std::string string_value(Cursor node);  // of a string, a dollar text or a message
  std::optional<long long> integer(Cursor node, long long most);
  std::optional<long long> signed_integer(Cursor node);
  DialectSet dialects(const std::vector<Cursor>& names);
  Type type(Cursor node);
  Type plain_type(Cursor node);
  Type native_type(Cursor node);
  Option option(Cursor node, Dialect dialect);
  // `change`: a key may be removed by `= default`.
  void options(Cursor node, std::string_view what, std::vector<Option>& out, bool change = false);
  std::string comment_above(Cursor node) const;

  // lower_expression.cpp
  Expr expression(Cursor node);
  Expr binary_part(std::vector<Cursor>::const_iterator& at, std::vector<Cursor>::const_iterator end,
                   int least);
  Expr prefixed(std::vector<Cursor>::const_iterator& at, std::vector<Cursor>::const_iterator end);
  Expr primary(Cursor node);
  Expr reference(Cursor node);
  Expr case_expression(Cursor node);
  Select select(Cursor node);
  Select::Join join(Cursor node);
  TableReference table_reference(Cursor node);
  bool too_deep(Cursor at);

  // lower_table.cpp
  void elements(Cursor list, DialectSet targets, Table& table, Revision& revision);
  // A column with the constraints that stand on it.
  Column column(Cursor node, DialectSet targets, std::vector<Constraint>& constraints);
  Constraint constraint(Cursor node);
  void references(Cursor node, Constraint& constraint);
  Index index(Cursor node);
  IndexElement index_element(Cursor node);
  Identity identity(Cursor node);
  Generated generated(Cursor node);
  PartitionBy partition_by(Cursor node);
  PartitionBound bound(Cursor node);
  void deferral(Cursor clause, Constraint& constraint);

  // lower_object.cpp
  Body body(Cursor node);
  // Nothing where a mistake, which has been reported, leaves nothing to say.
  std::optional<Operation> create_object(Cursor node);
  void create_type(Cursor node, SchemaObject& object);
  void create_domain(Cursor node, SchemaObject& object);
  void create_view(Cursor node, SchemaObject& object);
  void create_routine(Cursor node, SchemaObject& object);
  void create_policy(Cursor node, SchemaObject& object);
  Sequence sequence_settings(Cursor node, std::optional<bool>& cycle);
  Ident domain_check(Cursor node, Expr& expr);
  ObjectName object_name(Cursor node);
  std::optional<Operation> alter_object(Cursor node);
  Operation comment_on(Cursor node);
  std::optional<Operation> rights(Cursor node);
  GrantTarget grant_target(Cursor node);

  // lower_statement.cpp
  using StatementList = std::vector<Statement>;
  void statement(Cursor node, DialectSet targets, Revision& revision, StatementList& out);
  void block(Cursor node, DialectSet targets, Revision& revision, StatementList& out);
  void on_block(Cursor node, DialectSet targets, Revision& revision,
                const std::function<void(Cursor, DialectSet)>& branch);
  void alter_table(Cursor node, DialectSet targets, Revision& revision, StatementList& out);
  void member(Cursor node, const TableName& table, DialectSet targets, Revision& revision,
              StatementList& out);
  Operation insert(Cursor node);
  Operation update(Cursor node);
  Operation delete_from(Cursor node);
  Operation alter_type(Cursor node, const TableName& table, const Ident& column);
  std::optional<Operation> alter_column(Cursor change, const TableName& table, const Ident& column);
  Operation drop_found(Cursor node, const TableName& table, bool cascade);
  // lower_annotation.cpp
  // What an annotated node says is allowed in `covered`.
  std::vector<Allow> allows(Cursor annotated, Span covered);
  // Lowers what is annotated; each statement that it becomes has the annotations.
  void annotated(Cursor node, StatementList& out, const std::function<void(Cursor)>& lower_inner);

  WayBack way_back(Cursor node);
  // Reports `if exists`; true when the statement is to be passed over.
  bool refuse_if_exists(Cursor node);
  // Notes what a skipped part would have made; `table` is that of the alter table around it.
  void lose(Cursor skipped, const TableName* table, Revision& revision);
  void add(Operation op, Cursor node, DialectSet targets, StatementList& out);
  Revision revision(Cursor node);
  Name revision_;  // the ID of the one that is being read
  int keeps_ = 0;  // how often it has said keep

  template <class... Args>
  Diagnostic& report(const DiagnosticKind<Args...>& kind, Span span,
                     const std::type_identity_t<Args>&... args) {
    return diagnostics_.report(kind, span, args...);
  }

  const Syntax& syntax_;
  const Sources& sources_;
  Diagnostics& diagnostics_;
  std::size_t depth_ = 0;
  bool in_hand_ = false;
  bool assumed_ = false;
  bool in_baseline_ = false;
  bool outside_reported_ = false;
};

}  // namespace migc
