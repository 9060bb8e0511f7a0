// What a statement needs of its target: the rows of the matrix that it stands on.
#include "backends/needs.h"

#include <algorithm>

namespace migc {

void NeedsCollector::operator()(const CreateTable& op) {
  if (op.table.partition_of) {
    use(Feature::partition, op.table.name.span);
    return;
  }
  use(Feature::create_table, op.table.name.span);
  name(op.table.name);
  for (const Column& c : op.table.columns) column(c);
  for (const Constraint& c : op.table.constraints) constraint(c, op.table.name);
  for (const Index& i : op.table.indexes) index(i);
  if (op.table.partition_by) use(Feature::partitioned_table, op.table.name.span);
  keyless_identity();
}

void NeedsCollector::operator()(const DropTable& op) {
  use(Feature::drop_table, op.table.span);
  name(op.table);
}

void NeedsCollector::operator()(const RenameTable& op) {
  use(Feature::rename_table, op.table.span);
  name(op.table);
  renamed(TableName{op.table.schema, op.to.name, {}}, op.table.name, op.table.span, true);
}

void NeedsCollector::operator()(const SetSchema& op) {
  use(Feature::set_schema, op.table.span);
  renamed(TableName{op.schema.name, op.table.name, {}}, op.table.name, op.table.span, true);
}

void NeedsCollector::operator()(const SetRowSecurity& op) { use(Feature::row_security, op.table.span); }

void NeedsCollector::operator()(const SetOptions& op) {
  use(op.column.name.empty() ? Feature::set_table_options : Feature::set_column_options, op.table.span);
}

void NeedsCollector::operator()(const AttachPartition& op) { use(Feature::partition, op.partition.span); }
void NeedsCollector::operator()(const DetachPartition& op) { use(Feature::partition, op.partition.span); }

void NeedsCollector::operator()(const AddColumn& op) {
  use(Feature::add_column, op.column.span);
  name(op.table);
  column(op.column);
  if (op.column.identity) use(Feature::added_identity, op.column.span);
  if (op.position.where != Position::Where::Last) use(Feature::column_position, op.column.span);
}

void NeedsCollector::operator()(const DropColumn& op) {
  use(Feature::drop_column, op.column.span);
  name(op.table);
}

void NeedsCollector::operator()(const RenameColumn& op) {
  use(Feature::rename_column, op.column.span);
  name(op.table);
  if (!table_) return;
  for (const Table* other : schema_.generating())
    if (other != table_) use(Feature::rename_beside_generated, op.column.span);
  for (const Column& column : table_->columns)
    if (column.generated && mentions(column.generated->expr, op.to.name))
      use(Feature::rename_under_generated, op.column.span);
  renamed(op.table, op.column.name, op.column.span, false);
}

void NeedsCollector::operator()(const AlterType& op) {
  use(Feature::alter_type, op.column.span);
  name(op.table);
  type(op.type, op.column.span);
  if (op.using_expr) {
    use(Feature::type_using, op.using_expr->span);
    expression(*op.using_expr);
    const Constraint* key = table_ ? table_->primary_key() : nullptr;
    if (key && names_column(key->columns, op.column.name)) use(Feature::key_type_using, op.using_expr->span);
  }
  if (table_ && is_large(op.type)) {
    const bool keyed =
        std::any_of(table_->constraints.begin(), table_->constraints.end(), [&](const Constraint& c) {
          return c.kind != ConstraintKind::Check && names_column(c.columns, op.column.name);
        });
    if (keyed) use(Feature::large_key, op.column.span);
    const Column* column = table_->column(op.column.name);
    if (column && column->default_value) use(Feature::large_default, op.column.span);
  }
}

void NeedsCollector::operator()(const SetNotNull& op) {
  use(Feature::nullability, op.column.span);
  name(op.table);
  const Column* column = table_ ? table_->column(op.column.name) : nullptr;
  if (column && column->generated) use(Feature::generated_not_null, op.column.span);
}

void NeedsCollector::operator()(const DropNotNull& op) {
  use(Feature::nullability, op.column.span);
  name(op.table);
  referred_to(op.column.name, op.column.span);
  nullable(op.column.name, op.column.span);
}

void NeedsCollector::operator()(const SetDefault& op) {
  use(Feature::column_default, op.column.span);
  name(op.table);
  const Column* column = table_ ? table_->column(op.column.name) : nullptr;
  if (column) default_value(op.value, *column);
}

void NeedsCollector::operator()(const DropDefault& op) {
  use(Feature::column_default, op.column.span);
  name(op.table);
}

void NeedsCollector::operator()(const SetIdentity& op) {
  use(Feature::set_identity, op.column.span);
  identity(op.identity, op.column.span);
  keyless_identity();
}

void NeedsCollector::operator()(const DropIdentity& op) { use(Feature::set_identity, op.column.span); }
void NeedsCollector::operator()(const RestartIdentity& op) { use(Feature::restart_identity, op.column.span); }

void NeedsCollector::operator()(const SetGenerated& op) {
  use(op.generated.stored ? Feature::set_generated : Feature::set_virtual, op.column.span);
  expression(op.generated.expr);
}

void NeedsCollector::operator()(const DropGenerated& op) {
  const Table* before = touched_.table(op.table);
  const Column* column = before ? before->column(op.column.name) : nullptr;
  const bool stored = !column || !column->generated || column->generated->stored;
  use(stored ? Feature::drop_generated : Feature::drop_virtual, op.column.span);
}

void NeedsCollector::operator()(const SetCollation& op) { use(Feature::collation, op.column.span); }

void NeedsCollector::operator()(const AddConstraint& op) {
  name(op.table);
  constraint(op.constraint, op.table);
}

void NeedsCollector::operator()(const DropConstraint& op) {
  name(op.table);
  const Table* before = touched_.table(op.table);
  if (const Constraint* gone = before ? before->constraint(op.constraint.name) : nullptr) kind(*gone);
  keyless_identity();
}

void NeedsCollector::operator()(const RenameConstraint& op) {
  name(op.table);
  const Constraint* constraint = table_ ? table_->constraint(op.to.name) : nullptr;
  if (constraint) kind(*constraint);
  use(constraint && constraint->kind == ConstraintKind::PrimaryKey ? Feature::rename_primary_key
                                                                   : Feature::rename_constraint,
      op.constraint.span);
}

void NeedsCollector::operator()(const ValidateConstraint& op) { use(Feature::not_valid, op.constraint.span); }

void NeedsCollector::operator()(const CreateIndex& op) {
  name(op.table);
  index(op.index);
}

void NeedsCollector::operator()(const DropIndex& op) {
  use(Feature::create_index, op.index.span);
  name(op.table);
  keyless_identity();
}

void NeedsCollector::operator()(const RenameIndex& op) {
  use(Feature::rename_index, op.index.span);
  name(op.table);
}

void NeedsCollector::operator()(const CreateObject& op) { object(op.object, op.object.name.span); }

void NeedsCollector::operator()(const ReplaceObject& op) {
  object(op.object, op.object.name.span);
  use(std::holds_alternative<View>(op.object.definition) ? Feature::replace_view : Feature::replace_routine,
      op.object.name.span);
}

void NeedsCollector::operator()(const DropObject& op) { of_kind(op.object, op.object.name.span); }

void NeedsCollector::operator()(const RenameObject& op) {
  const Span span = op.object.name.span;
  of_kind(op.object, span);
  switch (op.object.kind) {
    case ObjectKind::Namespace:
      use(Feature::rename_namespace, span);
      break;
    case ObjectKind::View:
    case ObjectKind::MaterializedView:
      use(Feature::rename_view, span);
      renamed({op.object.name.schema, op.to.name, {}}, op.object.name.name, span, true);
      break;
    case ObjectKind::Function:
    case ObjectKind::Procedure:
      use(Feature::rename_routine, span);
      renamed({op.object.name.schema, op.to.name, {}}, op.object.name.name, span, true);
      break;
    case ObjectKind::Trigger:
      use(Feature::rename_trigger, span);
      break;
    case ObjectKind::EnumType:
    case ObjectKind::Domain:
    case ObjectKind::Sequence:
    case ObjectKind::Extension:
    case ObjectKind::Policy:
      break;
  }
}

void NeedsCollector::operator()(const AddEnumValue& op) {
  use(Feature::add_enum_value, op.span);
  if (op.value.empty()) use(Feature::empty_text, op.span);
}
void NeedsCollector::operator()(const RenameEnumValue& op) {
  use(Feature::rename_enum_value, op.span);
  if (op.to.empty()) use(Feature::empty_text, op.to_span);
}
void NeedsCollector::operator()(const DropEnumValue& op) { use(Feature::drop_enum_value, op.span); }

void NeedsCollector::operator()(const AlterDomain& op) {
  use(Feature::alter_domain, op.domain.span);
  if (op.change == AlterDomain::Change::SetDefault || op.change == AlterDomain::Change::AddCheck)
    expression(op.expr);
  if (op.change == AlterDomain::Change::AddCheck) use(Feature::domain_check, op.domain.span);
}

void NeedsCollector::operator()(const AlterSequence& op) { use(Feature::sequence, op.sequence.span); }
void NeedsCollector::operator()(const RestartSequence& op) {
  use(Feature::restart_sequence, op.sequence.span);
}
void NeedsCollector::operator()(const RefreshView& op) { use(Feature::materialized_view, op.view.span); }

void NeedsCollector::operator()(const CommentOn& op) {
  switch (op.on.kind) {
    case CommentTarget::Kind::Table:
    case CommentTarget::Kind::Column:
      use(Feature::comment_on_table, op.on.table.span);
      break;
    case CommentTarget::Kind::Constraint:
    case CommentTarget::Kind::Index:
      use(Feature::comment_on_element, op.on.element.span);
      break;
    case CommentTarget::Kind::Object:
      use(Feature::comment_on_object, op.on.object.name.span);
      break;
  }
}

void NeedsCollector::operator()(const Grant& op) { rights(op.on, op.privileges); }
void NeedsCollector::operator()(const Revoke& op) { rights(op.on, op.privileges); }

void NeedsCollector::operator()(const Insert& op) {
  use(Feature::insert, op.table.span);
  name(op.table);
  for (const auto& row : op.rows)
    for (const Expr& value : row) {
      expression(value);
      subqueries(value, op.table);
    }
  if (!op.select) return;
  use(Feature::insert_select, op.select->span);
  select(*op.select);
}

void NeedsCollector::operator()(const Update& op) {
  use(Feature::update, op.table.span);
  name(op.table);
  for (const Assignment& assignment : op.set) {
    const Column* column = table_ ? table_->column(assignment.column.name) : nullptr;
    if (column && column->identity) use(Feature::update_identity, assignment.column.span);
    expression(assignment.value);
    subqueries(assignment.value, op.table);
  }
  if (op.from) {
    use(Feature::update_from, op.from->table.span);
    name(op.from->table);
    for (const Select::Join& join : op.joins) {
      name(join.table.table);
      expression(join.on);
    }
  }
  if (!read_before_set(op.set)) use(Feature::exchanged_assignment, op.set.front().column.span);
  if (op.where) {
    expression(*op.where);
    subqueries(*op.where, op.table);
  }
}

void NeedsCollector::operator()(const Delete& op) {
  use(Feature::delete_rows, op.table.span);
  name(op.table);
  if (!op.where) return;
  expression(*op.where);
  const std::size_t before = needs.features.size();
  subqueries(*op.where, op.table);
  if (!op.alias.name.empty() && needs.features.size() > before)
    use(Feature::target_in_aliased_delete, op.alias.span);
}

void NeedsCollector::operator()(const Execute&) { use(Feature::execute, statement_.span); }
void NeedsCollector::operator()(const ByHand&) {}  // its statements are looked at one by one

Needs needs_of(const Statement& statement, const Schema& schema, const Journal& touched) {
  NeedsCollector collector(statement, schema, touched);
  std::visit(collector, statement.op);
  return std::move(collector.needs);
}

}  // namespace migc
