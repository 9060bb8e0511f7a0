// alter table: each member is an operation of its own.
#include "frontend/lowering.h"
#include "support/text.h"

namespace migc {

namespace {
// Options with a mistake, which has been reported, are left out; without any there is nothing to change.
bool says_something(const Operation& op) {
  const auto* options = std::get_if<SetOptions>(&op);
  return !options || !options->options.empty();
}
}  // namespace

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

std::optional<Operation> Lowering::alter_column(Cursor change, const TableName& table, const Ident& column) {
  switch (change.kind()) {
    case Kind::alter_type:
      return alter_type(change, table, column);
    case Kind::set_not_null:
      return SetNotNull{table, column};
    case Kind::drop_not_null:
      return DropNotNull{table, column};
    case Kind::set_default:
      return SetDefault{table, column, expression(*change.begin())};
    case Kind::drop_default:
      return DropDefault{table, column};
    case Kind::set_identity:
      return SetIdentity{table, column, identity(change)};
    case Kind::drop_identity:
      return DropIdentity{table, column};
    case Kind::restart_identity: {
      RestartIdentity op{table, column, {}};
      for (Cursor with : change)
        for (Cursor number : with) op.with = signed_integer(number);
      return op;
    }
    case Kind::set_generated:
      return SetGenerated{table, column, generated(*change.begin())};
    case Kind::drop_generated:
      return DropGenerated{table, column};
    case Kind::set_collation:
      return SetCollation{table, column, name(*change.begin())};
    case Kind::drop_collation:
      return SetCollation{table, column, {}};
    case Kind::set_options: {
      SetOptions op{table, column, {}};
      options(*change.begin(), "a column", op.options, true);
      return op;
    }
    default:
      return std::nullopt;  // the column's name
  }
}

Operation Lowering::drop_found(Cursor node, const TableName& table, bool cascade) {
  DropConstraint op{table, {Name(), node.span()}, cascade, {}};
  const auto found = [&](ConstraintKind kind, Cursor columns) {
    op.pattern = ConstraintPattern{kind, {}};
    for (Cursor list : columns)
      if (list.kind() == Kind::column_list) op.pattern->columns = names(list);
  };
  for (Cursor child : node) {
    if (child.kind() == Kind::found_primary_key) found(ConstraintKind::PrimaryKey, child);
    if (child.kind() == Kind::found_unique) found(ConstraintKind::Unique, child);
    if (child.kind() == Kind::found_foreign_key) found(ConstraintKind::ForeignKey, child);
    if (child.kind() == Kind::found_check) op.constraint = name(*child.begin());
  }
  return op;
}

void Lowering::member(Cursor node, const TableName& table, DialectSet targets, Revision& revision,
                      StatementList& out) {
  const std::vector<Ident> idents = names(node);
  bool cascade = false;
  for (Cursor child : node) cascade = cascade || child.kind() == Kind::mark_cascade;
  switch (node.kind()) {
    case Kind::annotated_member:
      annotated(node, out, [&](Cursor inner) { member(inner, table, targets, revision, out); });
      break;
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
        out.push_back({AddConstraint{table, std::move(constraint)}, targets, {}, "", span, assumed_});
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
    case Kind::drop_column: {
      DropColumn op{table, idents.at(0), cascade, {}};
      for (Cursor child : node)
        if (child.kind() == Kind::reverse_using)
          for (Cursor part : child) op.reverse_using = expression(part);
      add(std::move(op), node, targets, out);
      break;
    }
    case Kind::drop_constraint:
      add(DropConstraint{table, idents.at(0), cascade, {}}, node, targets, out);
      break;
    case Kind::drop_found:
      add(drop_found(node, table, cascade), node, targets, out);
      break;
    case Kind::validate:
      add(ValidateConstraint{table, idents.at(0)}, node, targets, out);
      break;
    case Kind::set_schema: {
      const bool is_default = is_default_schema(idents.at(0).name);
      add(SetSchema{table, is_default ? Ident{Name(), idents.at(0).span} : idents.at(0)}, node, targets, out);
      break;
    }
    case Kind::set_table_options: {
      SetOptions op{table, {}, {}};
      for (Cursor child : node)
        if (child.kind() == Kind::options) options(child, "a table", op.options, true);
      if (!op.options.empty()) add(std::move(op), node, targets, out);
      break;
    }
    case Kind::attach_partition:
    case Kind::detach_partition: {
      TableName partition;
      PartitionBound values;
      for (Cursor child : node) {
        if (child.kind() == Kind::qualified_name) partition = table_name(child);
        if (child.kind() == Kind::partition_bound) values = bound(child);
      }
      if (node.kind() == Kind::attach_partition)
        add(AttachPartition{table, partition, std::move(values)}, node, targets, out);
      else
        add(DetachPartition{table, partition}, node, targets, out);
      break;
    }
    case Kind::row_security: {
      SetRowSecurity op{table, {}, {}};
      for (Cursor child : node) {
        if (child.kind() == Kind::security_enable) op.enabled = true;
        if (child.kind() == Kind::security_disable) op.enabled = false;
        if (child.kind() == Kind::security_force) op.forced = true;
        if (child.kind() == Kind::security_no_force) op.forced = false;
      }
      add(std::move(op), node, targets, out);
      break;
    }
    case Kind::rename_column:
      add(RenameColumn{table, idents.at(0), idents.at(1)}, node, targets, out);
      break;
    case Kind::rename_constraint:
      add(RenameConstraint{table, idents.at(0), idents.at(1)}, node, targets, out);
      break;
    case Kind::alter_column:
      for (Cursor child : node)
        if (auto op = alter_column(child, table, idents.at(0)); op && says_something(*op))
          add(std::move(*op), node, targets, out);
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
