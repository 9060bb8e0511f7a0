#include "ir/creation.h"

#include <utility>

namespace migc {

namespace {

// Makes the part bare, and says its comment in a statement of its own.
void say(std::string& comment, CommentTarget on, std::vector<Operation>& out) {
  if (comment.empty()) return;
  out.push_back(CommentOn{std::move(on), std::move(comment)});
  comment.clear();
}

}  // namespace

std::vector<Operation> creation_of(const Table& table) {
  CreateTable create{table};
  Table& bare = create.table;
  std::vector<Operation> comments;
  const auto on = [&](CommentTarget::Kind kind, const Ident& element) {
    return CommentTarget{kind, table.name, element, {}};
  };
  say(bare.comment, on(CommentTarget::Kind::Table, {}), comments);
  for (Column& column : bare.columns)
    say(column.comment, on(CommentTarget::Kind::Column, column.name), comments);
  for (Constraint& c : bare.constraints)
    say(c.comment, on(CommentTarget::Kind::Constraint, c.name), comments);
  for (Index& index : bare.indexes) say(index.comment, on(CommentTarget::Kind::Index, index.name), comments);
  std::vector<Operation> out;
  const RowSecurity security = std::exchange(bare.row_security, RowSecurity{});
  out.push_back(std::move(create));
  if (security.enabled) out.push_back(SetRowSecurity{table.name, true, {}});
  if (security.forced) out.push_back(SetRowSecurity{table.name, {}, true});
  for (Operation& comment : comments) out.push_back(std::move(comment));
  return out;
}

std::vector<Operation> creation_of(const TableName& table, const Constraint& constraint) {
  AddConstraint add{table, constraint};
  std::vector<Operation> comments;
  say(add.constraint.comment, {CommentTarget::Kind::Constraint, table, constraint.name, {}}, comments);
  std::vector<Operation> out{std::move(add)};
  for (Operation& comment : comments) out.push_back(std::move(comment));
  return out;
}

std::vector<Operation> creation_of(const TableName& table, const Index& index) {
  CreateIndex create{table, index};
  std::vector<Operation> comments;
  say(create.index.comment, {CommentTarget::Kind::Index, table, index.name, {}}, comments);
  std::vector<Operation> out{std::move(create)};
  for (Operation& comment : comments) out.push_back(std::move(comment));
  return out;
}

std::vector<Operation> creation_of(const SchemaObject& object) {
  CreateObject create{object};
  std::vector<Operation> comments;
  CommentTarget on;
  on.kind = CommentTarget::Kind::Object;
  on.object = name_of(object);
  say(create.object.comment, on, comments);
  std::vector<Operation> out{std::move(create)};
  for (Operation& comment : comments) out.push_back(std::move(comment));
  return out;
}

}  // namespace migc
