// What the elements of a table and other objects need.
#include <algorithm>

#include "backends/needs.h"

namespace migc {

bool is_large(const Type& type) {
  switch (type.kind) {
    case TypeKind::text:
    case TypeKind::blob:
    case TypeKind::json:
    case TypeKind::jsonb:
    case TypeKind::xml:
      return true;
    case TypeKind::user:
      return type.user && type.user->domain() && is_large(type.user->domain()->base);
    case TypeKind::boolean:
    case TypeKind::tinyint:
    case TypeKind::smallint:
    case TypeKind::integer:
    case TypeKind::bigint:
    case TypeKind::decimal:
    case TypeKind::real:
    case TypeKind::double_:
    case TypeKind::char_:
    case TypeKind::varchar:
    case TypeKind::binary:
    case TypeKind::varbinary:
    case TypeKind::date:
    case TypeKind::time:
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
    case TypeKind::interval:
    case TypeKind::uuid:
    case TypeKind::native:
      return false;
  }
  return false;
}

namespace {

Feature method_feature(Name method) {
  const std::string_view name = method.str();
  if (name == "btree") return Feature::method_btree;
  if (name == "hash") return Feature::method_hash;
  if (name == "gin") return Feature::method_gin;
  if (name == "gist") return Feature::method_gist;
  if (name == "spgist") return Feature::method_spgist;
  if (name == "brin") return Feature::method_brin;
  return Feature::method_unknown;
}

// An identity that does not lead a key, an index or a primary key of its table.
const Column* identity_without_key(const Table& table) {
  for (const Column& column : table.columns) {
    if (!column.identity) continue;
    for (const Constraint& c : table.constraints)
      if ((c.kind == ConstraintKind::PrimaryKey || c.kind == ConstraintKind::Unique) &&
          c.columns[0].name == column.name.name)
        return nullptr;
    for (const Index& index : table.indexes)
      if (index.elements[0].expr.kind == ExprKind::Column && index.elements[0].expr.name == column.name.name)
        return nullptr;
    return &column;
  }
  return nullptr;
}

// The columns of an index over nothing but columns, in their usual order; none of another one.
std::vector<Name> plain_columns(const Index& index) {
  std::vector<Name> columns;
  if (index.where) return columns;
  for (const IndexElement& element : index.elements) {
    if (element.expr.kind != ExprKind::Column || element.prefix || element.descending) return {};
    columns.push_back(element.expr.name);
  }
  return columns;
}

bool sets(Action action) { return action == Action::SetNull || action == Action::SetDefault; }
bool changes(Action action) { return sets(action) || action == Action::Cascade; }
bool reads_one(const Expr& expr, const std::vector<Ident>& columns) {
  return std::any_of(columns.begin(), columns.end(),
                     [&](const Ident& column) { return mentions(expr, column.name); });
}

}  // namespace

void NeedsCollector::keyless_identity() {
  if (table_ && identity_without_key(*table_)) use(Feature::identity_without_key, statement_.span);
}

void NeedsCollector::renamed(const TableName& own, Name was, Span span, bool whole_table) {
  for (const SchemaObject* object : schema_.mentioning(own)) {
    const Body* body = body_of(*object);
    if (!body || !body->mentions(was)) continue;
    const auto* trigger = std::get_if<Trigger>(&object->definition);
    if (std::holds_alternative<View>(object->definition))
      use(Feature::rename_under_view, span);
    else if (std::holds_alternative<Routine>(object->definition))
      use(Feature::rename_under_routine, span);
    else if (!whole_table || !(trigger->table == own))
      use(Feature::rename_under_trigger, span);
  }
}

void NeedsCollector::default_value(const Expr& value, const Column& column) {
  expression(value);
  const bool now = value.kind == ExprKind::Call && value.function == Function::now_;
  const bool current = value.kind == ExprKind::Current && value.text == "timestamp";
  const Family of = family(column.type);
  const bool clock = (now || current) && (of == Family::Timestamp || of == Family::TimestampTz);
  if (value.kind == ExprKind::Null) return;
  if (is_large(column.type))
    use(Feature::large_default, value.span);
  else if (!is_literal(value) && !clock)
    use(Feature::expression_default, value.span);
}

void NeedsCollector::identity(const Identity& identity, Span span) {
  use(Feature::identity, span);
  if (identity.always) use(Feature::identity_always, span);
  if (identity.start) use(Feature::identity_start, span);
  if (identity.increment) use(Feature::identity_increment, span);
}

void NeedsCollector::column(const Column& column) {
  type(column.type, column.span);
  if (column.default_value) default_value(*column.default_value, column);
  if (column.generated) {
    use(column.generated->stored ? Feature::stored_column : Feature::virtual_column, column.span);
    expression(column.generated->expr);
    settled(column.generated->expr, column.generated->stored ? Kept::Stored : Kept::Computed);
    if (!column.nullable) use(Feature::generated_not_null, column.span);
    if (table_)
      for (const Constraint& key : table_->constraints) beside_action(key, column, column.span);
  }
  if (column.identity) identity(*column.identity, column.span);
  if (!column.collation.name.empty()) use(Feature::collation, column.collation.span);
}

void NeedsCollector::beside_action(const Constraint& key, const Constraint& check, Span span) {
  if (check.kind == ConstraintKind::Check && key.kind == ConstraintKind::ForeignKey &&
      (sets(key.on_delete) || changes(key.on_update)) && reads_one(check.check, key.columns))
    use(Feature::check_beside_action, span);
}

void NeedsCollector::beside_action(const Constraint& key, const Column& computed, Span span) {
  if (computed.generated && computed.generated->stored && key.kind == ConstraintKind::ForeignKey &&
      reads_one(computed.generated->expr, key.columns)) {
    if (sets(key.on_delete) || changes(key.on_update)) use(Feature::generated_beside_action, span);
    if (key.on_delete == Action::Cascade) use(Feature::generated_beside_cascade, span);
  }
}

void NeedsCollector::kind(const Constraint& constraint) {
  switch (constraint.kind) {
    case ConstraintKind::PrimaryKey:
      use(Feature::primary_key, constraint.span);
      break;
    case ConstraintKind::Unique:
      use(Feature::unique_constraint, constraint.span);
      break;
    case ConstraintKind::ForeignKey:
      use(Feature::foreign_key, constraint.span);
      break;
    case ConstraintKind::Check:
      use(Feature::check_constraint, constraint.span);
      break;
    case ConstraintKind::Exclude:
      use(Feature::exclusion, constraint.span);
      break;
  }
}

void NeedsCollector::constraint(const Constraint& constraint, const TableName& of) {
  kind(constraint);
  if (constraint.kind == ConstraintKind::ForeignKey && !of.schema.empty() &&
      constraint.referred.schema.empty())
    use(Feature::foreign_key_to_default_schema, constraint.referred.span);
  if (constraint.kind == ConstraintKind::ForeignKey) reference(constraint, of);
  if (constraint.not_valid) use(Feature::not_valid, constraint.span);
  if (constraint.nulls_not_distinct) use(Feature::nulls_not_distinct, constraint.span);
  if (constraint.match_full) use(Feature::match_full, constraint.span);
  if (table_) {
    for (const Constraint& other : table_->constraints) {
      beside_action(other, constraint, constraint.span);
      beside_action(constraint, other, constraint.span);
    }
    for (const Column& column : table_->columns) beside_action(constraint, column, constraint.span);
  }
  if (constraint.kind == ConstraintKind::Check) {
    expression(constraint.check);
    settled(constraint.check, Kept::Check);
    return;
  }
  if (constraint.deferrable)
    use(constraint.kind == ConstraintKind::ForeignKey ? Feature::deferrable : Feature::deferrable_key,
        constraint.span);
  if (constraint.kind == ConstraintKind::ForeignKey && changes(constraint.on_update))
    use(Feature::update_action, constraint.span);
  keys_with_nulls(constraint);
  if (constraint.on_delete == Action::SetDefault || constraint.on_update == Action::SetDefault)
    use(Feature::set_default_action, constraint.span);
  for (const Ident& column : constraint.columns) {
    key(column.name, column.span);
    if (constraint.kind == ConstraintKind::Unique)
      unique(column.name, constraint.nulls_not_distinct, column.span);
  }
}

void NeedsCollector::unique(Name name, bool nulls_equal, Span span) {
  const Column* column = table_ ? table_->column(name) : nullptr;
  if (column && column->generated && column->nullable && !nulls_equal) use(Feature::unique_generated, span);
}

bool is_nullable_key(const Table& table, const std::vector<Ident>& columns) {
  return columns.size() > 1 && std::any_of(columns.begin(), columns.end(), [&](const Ident& name) {
           const Column* column = table.column(name.name);
           return column && column->nullable;
         });
}

void NeedsCollector::keys_with_nulls(const Constraint& constraint) {
  const bool unique = constraint.kind == ConstraintKind::Unique;
  if (unique && table_ && is_nullable_key(*table_, constraint.columns)) {
    use(Feature::nullable_key, constraint.span);
    if (constraint.deferrable) use(Feature::deferrable_nullable_key, constraint.span);
  }
  if (constraint.kind == ConstraintKind::ForeignKey) {
    const Table* referred = schema_.find(constraint.referred);
    if (referred && is_nullable_key(*referred, constraint.referred_columns))
      use(Feature::reference_to_nullable_key, constraint.span);
  }
  if (unique || constraint.kind == ConstraintKind::PrimaryKey) {
    std::vector<Name> columns;
    for (const Ident& name : constraint.columns) {
      columns.push_back(name.name);
      const Column* column = table_ ? table_->column(name.name) : nullptr;
      if (column && family(column->type) == Family::TimestampTz) use(Feature::zoned_key, name.span);
    }
    if (!unique || !table_ || !is_nullable_key(*table_, constraint.columns))
      duplicate(columns, constraint.name.name, constraint.span);
  }
}

void NeedsCollector::nullable(Name column, Span span) {
  if (!table_) return;
  for (const Table* other : schema_.referring_to(table_->name))
    for (const Constraint& c : other->constraints)
      if (c.kind == ConstraintKind::ForeignKey && c.referred == table_->name &&
          names_column(c.referred_columns, column) && is_nullable_key(*table_, c.referred_columns))
        use(Feature::reference_to_nullable_key, span);
  for (const Constraint& c : table_->constraints)
    if (c.kind == ConstraintKind::Unique && names_column(c.columns, column)) keys_with_nulls(c);
}

void NeedsCollector::duplicate(const std::vector<Name>& columns, Name own, Span span) {
  if (!table_ || columns.empty()) return;
  const auto same = [&](const std::vector<Ident>& list) {
    return std::equal(columns.begin(), columns.end(), list.begin(), list.end(),
                      [](Name a, const Ident& b) { return a == b.name; });
  };
  for (const Constraint& c : table_->constraints)
    if ((c.kind == ConstraintKind::Unique || c.kind == ConstraintKind::PrimaryKey) && !(c.name.name == own) &&
        same(c.columns) && !(c.kind == ConstraintKind::Unique && is_nullable_key(*table_, c.columns)))
      use(Feature::duplicate_index, span);
  for (const Index& index : table_->indexes)
    if (!(index.name.name == own) && plain_columns(index) == columns) use(Feature::duplicate_index, span);
}

void NeedsCollector::key(Name name, Span span) {
  const Column* column = table_ ? table_->column(name) : nullptr;
  if (column && is_large(column->type)) use(Feature::large_key, span);
}

void NeedsCollector::index(const Index& index) {
  use(Feature::create_index, index.span);
  duplicate(plain_columns(index), index.name.name, index.span);
  if (!index.method.name.empty()) use(method_feature(index.method.name), index.method.span);
  if (index.nulls_not_distinct) use(Feature::nulls_not_distinct, index.span);
  if (index.where) {
    use(Feature::partial_index, index.where->span);
    expression(*index.where);
    settled(*index.where, Kept::Computed);
    if (table_)
      for (const Column& column : table_->columns)
        if (column.generated && mentions(*index.where, column.name.name))
          use(Feature::generated_in_condition, index.where->span);
  }
  if (!index.include.empty()) use(Feature::index_include, index.include.front().span);
  for (const IndexElement& element : index.elements) {
    const Span span = element.expr.span;
    if (element.prefix)
      use(index.unique ? Feature::unique_prefix : Feature::index_prefix, span);
    else if (element.expr.kind == ExprKind::Column)
      key(element.expr.name, span);
    if (index.unique && element.expr.kind == ExprKind::Column)
      unique(element.expr.name, index.nulls_not_distinct, span);
    if (element.expr.kind != ExprKind::Column) use(Feature::expression_index, span);
    expression(element.expr);
    settled(element.expr, Kept::Computed);
    if (!element.collation.name.empty()) use(Feature::index_collation, element.collation.span);
    if (!element.operator_class.name.empty()) use(Feature::operator_class, element.operator_class.span);
    if (element.descending) use(Feature::descending_index, span);
    if (element.nulls != NullsOrder::Default) use(Feature::nulls_order, span);
  }
}

void NeedsCollector::of_kind(const ObjectName& object, Span span) {
  if (!object.name.schema.empty()) use(Feature::schema_name, span);
  switch (object.kind) {
    case ObjectKind::Namespace:
      use(Feature::namespace_object, span);
      break;
    case ObjectKind::EnumType:
      use(Feature::enum_type, span);
      break;
    case ObjectKind::Domain:
      use(Feature::domain, span);
      break;
    case ObjectKind::Sequence:
      use(Feature::sequence, span);
      break;
    case ObjectKind::View:
      use(Feature::view, span);
      break;
    case ObjectKind::MaterializedView:
      use(Feature::materialized_view, span);
      break;
    case ObjectKind::Function:
    case ObjectKind::Procedure:
      use(Feature::routine, span);
      break;
    case ObjectKind::Trigger:
      use(Feature::trigger, span);
      break;
    case ObjectKind::Extension:
      use(Feature::extension, span);
      break;
    case ObjectKind::Policy:
      use(Feature::policy, span);
      break;
  }
}

void NeedsCollector::object(const SchemaObject& object, Span span) {
  of_kind(name_of(object), span);
  if (const Body* body = body_of(object)) needs.bodies.push_back({name_of(object), body, span});
  if (const auto* values = std::get_if<EnumType>(&object.definition))
    for (const std::string& value : values->values)
      if (value.empty()) use(Feature::empty_text, span);
  if (const auto* domain = std::get_if<Domain>(&object.definition)) {
    type(domain->base, span);
    if (domain->default_value) expression(*domain->default_value);
    if (!domain->checks.empty()) use(Feature::domain_check, span);
    for (const Domain::Check& check : domain->checks) expression(check.expr);
  }
  if (std::holds_alternative<Trigger>(object.definition)) {
    if (schema_.triggers_named(object.name).size() > 1) use(Feature::shared_trigger_name, span);
  }
  if (const auto* policy = std::get_if<Policy>(&object.definition)) {
    if (policy->using_expr) expression(*policy->using_expr);
    if (policy->check) expression(*policy->check);
  }
}

void NeedsCollector::rights(const GrantTarget& on, const std::vector<Privilege>& privileges) {
  const Span span = on.name.span;
  switch (on.kind) {
    case GrantKind::Table:
      use(Feature::grant_table, span);
      for (const Privilege& privilege : privileges) {
        if (!privilege.columns.empty()) use(Feature::grant_column, span);
        if (privilege.word == "truncate") use(Feature::grant_truncate, span);
      }
      break;
    case GrantKind::Sequence:
      use(Feature::grant_sequence, span);
      break;
    case GrantKind::Namespace:
      use(Feature::grant_namespace, span);
      break;
    case GrantKind::Function:
    case GrantKind::Procedure:
      use(Feature::grant_routine, span);
      break;
  }
}

}  // namespace migc
