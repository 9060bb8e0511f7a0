// Statements about rows: insert, update, delete.
#include "frontend/lowering.h"

namespace migc {

Operation Lowering::insert(Cursor node) {
  Insert op;
  for (Cursor child : node) {
    if (child.kind() == Kind::select) op.select = select(child);
    if (child.kind() == Kind::qualified_name) op.table = table_name(child);
    if (child.kind() == Kind::column_list) op.columns = names(child);
    if (child.kind() == Kind::row) {
      std::vector<Expr> row;
      for (Cursor value : child) row.push_back(expression(value));
      op.rows.push_back(std::move(row));
    }
  }
  return op;
}

Operation Lowering::update(Cursor node) {
  Update op;
  for (Cursor child : node) {
    switch (child.kind()) {
      case Kind::qualified_name:
        op.table = table_name(child);
        break;
      case Kind::alias:
        for (Cursor word : child) op.alias = name(word);
        break;
      case Kind::assignment: {
        Assignment assignment;
        for (Cursor part : child) {
          if (part.kind() == Kind::expression)
            assignment.value = expression(part);
          else
            assignment.column = name(part);
        }
        op.set.push_back(std::move(assignment));
        break;
      }
      case Kind::update_from:
        for (Cursor part : child) {
          if (part.kind() == Kind::table_reference) op.from = table_reference(part);
          if (part.kind() == Kind::join) op.joins.push_back(join(part));
        }
        break;
      case Kind::where:
        for (Cursor part : child) op.where = expression(part);
        break;
      default:
        break;
    }
  }
  return op;
}

Operation Lowering::delete_from(Cursor node) {
  Delete op;
  for (Cursor child : node) {
    if (child.kind() == Kind::qualified_name) op.table = table_name(child);
    if (child.kind() == Kind::alias)
      for (Cursor word : child) op.alias = name(word);
    if (child.kind() == Kind::where)
      for (Cursor part : child) op.where = expression(part);
  }
  return op;
}

}  // namespace migc
