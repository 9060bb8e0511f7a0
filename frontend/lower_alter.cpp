// alter table: each member is an operation of its own.
#include "frontend/lowering.h"

namespace migc {

void Lowering::alter_table(Cursor node, DialectSet targets, Revision& revision, StatementList& out) {
  TableName table;
  const std::size_t first = out.size();
  for (Cursor child : node) {
    if (child.kind() == Kind::qualified_name)
      table = table_name(child);
    else
      member(child, table, targets, revision, out);
  }
  // The comment above the whole stands above its first change.
  if (out.size() > first) {
    const std::string comment = comment_above(node);
    std::string& own = out[first].comment;
    if (!comment.empty()) own = own.empty() ? comment : comment + "\n" + own;
  }
}

Operation Lowering::alter_type(Cursor node, const TableName& table, const Ident& column) {
  AlterType op;
  op.table = table;
  op.column = column;
  for (Cursor child : node) {
    if (child.kind() == Kind::type) op.type = type(child);
    if (child.kind() == Kind::using_expression)
      for (Cursor part : child) op.using_expr = expression(part);
    if (child.kind() == Kind::reverse_using)
      for (Cursor part : child) op.reverse_using = expression(part);
  }
  return op;
}

void Lowering::member(Cursor node, const TableName& table, DialectSet targets, Revision& revision,
                      StatementList& out) {
  const std::vector<Ident> idents = names(node);
  switch (node.kind()) {
    case Kind::add_column: {
      AddColumn op;
      op.table = table;
      std::vector<Constraint> constraints;
      for (Cursor child : node) {
        if (child.kind() == Kind::column) op.column = column(child, DialectSet::all(), constraints);
        if (child.kind() == Kind::position_first) op.position.where = Position::Where::First;
        if (child.kind() == Kind::position_after) {
          op.position.where = Position::Where::After;
          for (Cursor word : child) op.position.after = name(word);
        }
      }
      add(std::move(op), node, targets, out);
      for (Constraint& constraint : constraints) {
        Span span = constraint.span;
        out.push_back({AddConstraint{table, std::move(constraint)}, targets, {}, "", span});
      }
      break;
    }
    case Kind::add_constraint:
      for (Cursor child : node)
        if (child.kind() == Kind::table_constraint)
          add(AddConstraint{table, constraint(child)}, node, targets, out);
      break;
    case Kind::add_index:
      for (Cursor child : node)
        if (child.kind() == Kind::table_index) add(CreateIndex{table, index(child)}, node, targets, out);
      break;
    case Kind::drop_column:
      add(DropColumn{table, idents.at(0)}, node, targets, out);
      break;
    case Kind::drop_constraint:
      add(DropConstraint{table, idents.at(0)}, node, targets, out);
      break;
    case Kind::rename_column:
      add(RenameColumn{table, idents.at(0), idents.at(1)}, node, targets, out);
      break;
    case Kind::rename_constraint:
      add(RenameConstraint{table, idents.at(0), idents.at(1)}, node, targets, out);
      break;
    case Kind::alter_column:
      for (Cursor child : node) {
        switch (child.kind()) {
          case Kind::alter_type:
            add(alter_type(child, table, idents.at(0)), node, targets, out);
            break;
          case Kind::set_not_null:
            add(SetNotNull{table, idents.at(0)}, node, targets, out);
            break;
          case Kind::drop_not_null:
            add(DropNotNull{table, idents.at(0)}, node, targets, out);
            break;
          case Kind::set_default:
            for (Cursor value : child)
              add(SetDefault{table, idents.at(0), expression(value)}, node, targets, out);
            break;
          case Kind::drop_default:
            add(DropDefault{table, idents.at(0)}, node, targets, out);
            break;
          default:
            break;
        }
      }
      break;
    case Kind::on_members:
      on_block(node, targets, revision, [&](Cursor block, DialectSet set) {
        for (Cursor child : block) member(child, table, set, revision, out);
      });
      break;
    case Kind::skip_member:
      lose(node, &table, revision);
      break;
    default:
      throw InternalError{fmt::format("no lowering for {}", kind_name(node.kind()))};
  }
}

}  // namespace migc
