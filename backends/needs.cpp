// What a statement needs of its target: the rows of the matrix that it stands on.
#include <algorithm>

#include "backends/capability.h"
#include "support/overloaded.h"

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

bool is_moment(Family family) {
  return family == Family::Date || family == Family::Time || family == Family::Timestamp ||
         family == Family::TimestampTz;
}

// A cast between texts and moments reads datestyle and time zone ("Date/Time Types"), one between texts and bytes
// the encoding.
bool depends_on_setting(Family from, Family to) {
  // A time is written alike under all settings, and yet not read so.
  if (to == Family::Text)
    return (is_moment(from) && from != Family::Time) || from == Family::Interval || from == Family::Binary ||
           from == Family::Enum;
  return from == Family::Text && (is_moment(to) || to == Family::Interval || to == Family::Binary ||
                                  to == Family::Xml || to == Family::Enum);
}

bool is_part_of_moment(Function function) {
  return function == Function::year_ || function == Function::month_ || function == Function::day_ ||
         function == Function::hour_ || function == Function::minute_ || function == Function::second_;
}

// SQLite splits in JSON, where these characters can be part of an escape.
bool splits_at_letter(std::string_view separator) {
  const auto control = [](char c) { return static_cast<unsigned char>(c) < ' '; };
  const char first = separator.front();
  return (first >= '0' && first <= '9') || (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') ||
         separator.find_first_of("\"\\") != std::string_view::npos ||
         std::any_of(separator.begin(), separator.end(), control);
}

class Collector {
 public:
  Collector(const Statement& statement, const Schema& schema, const Journal& touched)
      : statement_(statement), schema_(schema), touched_(touched) {
    const TableName* name = table_of(statement.op);
    table_ = name ? schema.find(*name) : nullptr;
  }
  Needs needs;

  void operator()(const CreateTable& op) {
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
  void operator()(const DropTable& op) {
    use(Feature::drop_table, op.table.span);
    name(op.table);
  }
  void operator()(const RenameTable& op) {
    use(Feature::rename_table, op.table.span);
    name(op.table);
    renamed(TableName{op.table.schema, op.to.name, {}}, op.table.name, op.table.span, true);
  }
  void operator()(const SetSchema& op) {
    use(Feature::set_schema, op.table.span);
    renamed(TableName{op.schema.name, op.table.name, {}}, op.table.name, op.table.span, true);
  }
  void operator()(const SetRowSecurity& op) { use(Feature::row_security, op.table.span); }
  void operator()(const SetOptions& op) {
    use(op.column.name.empty() ? Feature::set_table_options : Feature::set_column_options, op.table.span);
  }
  void operator()(const AttachPartition& op) { use(Feature::partition, op.partition.span); }
  void operator()(const DetachPartition& op) { use(Feature::partition, op.partition.span); }

  void operator()(const AddColumn& op) {
    use(Feature::add_column, op.column.span);
    name(op.table);
    column(op.column);
    if (op.column.identity) use(Feature::added_identity, op.column.span);
    if (op.position.where != Position::Where::Last) use(Feature::column_position, op.column.span);
  }
  void operator()(const DropColumn& op) {
    use(Feature::drop_column, op.column.span);
    name(op.table);
  }
  void operator()(const RenameColumn& op) {
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
  void operator()(const AlterType& op) {
    use(Feature::alter_type, op.column.span);
    name(op.table);
    type(op.type, op.column.span);
    if (op.using_expr) {
      use(Feature::type_using, op.using_expr->span);
      expression(*op.using_expr);
      const Constraint* key = table_ ? table_->primary_key() : nullptr;
      if (key && names_column(key->columns, op.column.name))
        use(Feature::key_type_using, op.using_expr->span);
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
  void operator()(const SetNotNull& op) {
    use(Feature::nullability, op.column.span);
    name(op.table);
    const Column* column = table_ ? table_->column(op.column.name) : nullptr;
    if (column && column->generated) use(Feature::generated_not_null, op.column.span);
  }
  void operator()(const DropNotNull& op) {
    use(Feature::nullability, op.column.span);
    name(op.table);
  }
  void operator()(const SetDefault& op) {
    use(Feature::column_default, op.column.span);
    name(op.table);
    const Column* column = table_ ? table_->column(op.column.name) : nullptr;
    if (column) default_value(op.value, *column);
  }
  void operator()(const DropDefault& op) {
    use(Feature::column_default, op.column.span);
    name(op.table);
  }
  void operator()(const SetIdentity& op) {
    use(Feature::set_identity, op.column.span);
    identity(op.identity, op.column.span);
    keyless_identity();
  }
  void operator()(const DropIdentity& op) { use(Feature::set_identity, op.column.span); }
  void operator()(const RestartIdentity& op) { use(Feature::restart_identity, op.column.span); }
  void operator()(const SetGenerated& op) {
    use(op.generated.stored ? Feature::set_generated : Feature::set_virtual, op.column.span);
    expression(op.generated.expr);
  }
  void operator()(const DropGenerated& op) {
    const Table* before = touched_.table(op.table);
    const Column* column = before ? before->column(op.column.name) : nullptr;
    const bool stored = !column || !column->generated || column->generated->stored;
    use(stored ? Feature::drop_generated : Feature::drop_virtual, op.column.span);
  }
  void operator()(const SetCollation& op) { use(Feature::collation, op.column.span); }

  void operator()(const AddConstraint& op) {
    name(op.table);
    constraint(op.constraint, op.table);
  }
  void operator()(const DropConstraint& op) {
    name(op.table);
    const Table* before = touched_.table(op.table);
    if (const Constraint* gone = before ? before->constraint(op.constraint.name) : nullptr) kind(*gone);
    keyless_identity();
  }
  void operator()(const RenameConstraint& op) {
    name(op.table);
    const Constraint* constraint = table_ ? table_->constraint(op.to.name) : nullptr;
    if (constraint) kind(*constraint);
    use(constraint && constraint->kind == ConstraintKind::PrimaryKey ? Feature::rename_primary_key
                                                                     : Feature::rename_constraint,
        op.constraint.span);
  }
  void operator()(const ValidateConstraint& op) { use(Feature::not_valid, op.constraint.span); }
  void operator()(const CreateIndex& op) {
    name(op.table);
    index(op.index);
  }
  void operator()(const DropIndex& op) {
    use(Feature::create_index, op.index.span);
    name(op.table);
    keyless_identity();
  }
  void operator()(const RenameIndex& op) {
    use(Feature::rename_index, op.index.span);
    name(op.table);
  }

  void operator()(const CreateObject& op) { object(op.object, op.object.name.span); }
  void operator()(const ReplaceObject& op) {
    object(op.object, op.object.name.span);
    use(std::holds_alternative<View>(op.object.definition) ? Feature::replace_view : Feature::replace_routine,
        op.object.name.span);
  }
  void operator()(const DropObject& op) { of_kind(op.object, op.object.name.span); }
  void operator()(const RenameObject& op) {
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
  void operator()(const AddEnumValue& op) { use(Feature::add_enum_value, op.span); }
  void operator()(const RenameEnumValue& op) { use(Feature::rename_enum_value, op.span); }
  void operator()(const DropEnumValue& op) { use(Feature::drop_enum_value, op.span); }
  void operator()(const AlterDomain& op) {
    use(Feature::alter_domain, op.domain.span);
    if (op.change == AlterDomain::Change::AddCheck) use(Feature::domain_check, op.domain.span);
  }
  void operator()(const AlterSequence& op) { use(Feature::sequence, op.sequence.span); }
  void operator()(const RestartSequence& op) { use(Feature::restart_sequence, op.sequence.span); }
  void operator()(const RefreshView& op) { use(Feature::materialized_view, op.view.span); }
  void operator()(const CommentOn& op) {
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
  void operator()(const Grant& op) { rights(op.on, op.privileges); }
  void operator()(const Revoke& op) { rights(op.on, op.privileges); }

  void operator()(const Insert& op) {
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
  void operator()(const Update& op) {
    use(Feature::update, op.table.span);
    name(op.table);
    for (const Assignment& assignment : op.set) {
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
  void operator()(const Delete& op) {
    use(Feature::delete_rows, op.table.span);
    name(op.table);
    if (!op.where) return;
    expression(*op.where);
    const std::size_t before = needs.features.size();
    subqueries(*op.where, op.table);
    if (!op.alias.name.empty() && needs.features.size() > before)
      use(Feature::target_in_aliased_delete, op.alias.span);
  }
  void operator()(const Execute&) { use(Feature::execute, statement_.span); }
  void operator()(const ByHand&) {}  // its statements are looked at one by one

 private:
  void use(Feature feature, Span span) {
    needs.features.push_back({feature, span.known() ? span : statement_.span});
  }
  void name(const TableName& table) {
    if (!table.schema.empty()) use(Feature::schema_name, table.span);
  }
  void keyless_identity() {
    if (table_ && identity_without_key(*table_)) use(Feature::identity_without_key, statement_.span);
  }
  // What was called `was` is called otherwise now; `own` is how what mentions it knows it.
  void renamed(const TableName& own, Name was, Span span, bool whole_table) {
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
  void type(const Type& type, Span span) {
    needs.types.push_back({&type, type.span.known() ? type.span : span});
    if (type.array) use(Feature::array_type, span);
    if (type.is_unsigned) use(Feature::unsigned_type, span);
    if (type.kind == TypeKind::interval) use(Feature::interval_type, span);
    if (family(type) == Family::Json) use(Feature::json_type, span);
    if (!type.name.schema.empty()) name(type.name);
    const Domain* domain = type.user ? type.user->domain() : nullptr;
    if (domain) this->type(domain->base, span);
    if (domain && !domain->checks.empty()) use(Feature::domain_check, span);
  }
  void default_value(const Expr& value, const Column& column) {
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
  void identity(const Identity& identity, Span span) {
    use(Feature::identity, span);
    if (identity.always) use(Feature::identity_always, span);
    if (identity.start) use(Feature::identity_start, span);
    if (identity.increment) use(Feature::identity_increment, span);
  }
  void column(const Column& column) {
    type(column.type, column.span);
    if (column.default_value) default_value(*column.default_value, column);
    if (column.generated) {
      use(column.generated->stored ? Feature::stored_column : Feature::virtual_column, column.span);
      expression(column.generated->expr);
      settled(column.generated->expr, column.generated->stored ? Kept::Stored : Kept::Computed);
      if (!column.nullable) use(Feature::generated_not_null, column.span);
    }
    if (column.identity) identity(*column.identity, column.span);
    if (!column.collation.name.empty()) use(Feature::collation, column.collation.span);
  }
  // Whether an action of the foreign key sets a column that the expression reads.
  static bool changed_by(const Constraint& key, const Expr& expr) {
    const auto sets = [](Action action) { return action == Action::SetNull || action == Action::SetDefault; };
    const bool acts = key.kind == ConstraintKind::ForeignKey &&
                      (sets(key.on_delete) || sets(key.on_update) || key.on_update == Action::Cascade);
    return acts && std::any_of(key.columns.begin(), key.columns.end(),
                               [&](const Ident& column) { return mentions(expr, column.name); });
  }
  void kind(const Constraint& constraint) {
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
  void constraint(const Constraint& constraint, const TableName& of) {
    kind(constraint);
    if (constraint.kind == ConstraintKind::ForeignKey && !of.schema.empty() &&
        constraint.referred.schema.empty())
      use(Feature::foreign_key_to_default_schema, constraint.referred.span);
    if (constraint.not_valid) use(Feature::not_valid, constraint.span);
    if (constraint.nulls_not_distinct) use(Feature::nulls_not_distinct, constraint.span);
    if (constraint.match_full) use(Feature::match_full, constraint.span);
    if (constraint.kind == ConstraintKind::Check) {
      expression(constraint.check);
      settled(constraint.check, Kept::Check);
      if (table_)
        for (const Constraint& other : table_->constraints)
          if (changed_by(other, constraint.check)) use(Feature::check_beside_action, constraint.span);
      return;
    }
    if (constraint.deferrable)
      use(constraint.kind == ConstraintKind::ForeignKey ? Feature::deferrable : Feature::deferrable_key,
          constraint.span);
    if (table_)
      for (const Constraint& other : table_->constraints)
        if (other.kind == ConstraintKind::Check && changed_by(constraint, other.check))
          use(Feature::check_beside_action, constraint.span);
    if (constraint.on_delete == Action::SetDefault || constraint.on_update == Action::SetDefault)
      use(Feature::set_default_action, constraint.span);
    for (const Ident& column : constraint.columns) key(column.name, column.span);
  }
  void key(Name name, Span span) {
    const Column* column = table_ ? table_->column(name) : nullptr;
    if (column && is_large(column->type)) use(Feature::large_key, span);
  }
  void index(const Index& index) {
    use(Feature::create_index, index.span);
    if (!index.method.name.empty()) use(method_feature(index.method.name), index.method.span);
    if (index.nulls_not_distinct) use(Feature::nulls_not_distinct, index.span);
    if (index.where) {
      use(Feature::partial_index, index.where->span);
      expression(*index.where);
      settled(*index.where, Kept::Computed);
    }
    if (!index.include.empty()) use(Feature::index_include, index.include.front().span);
    for (const IndexElement& element : index.elements) {
      const Span span = element.expr.span;
      if (element.prefix)
        use(index.unique ? Feature::unique_prefix : Feature::index_prefix, span);
      else if (element.expr.kind == ExprKind::Column)
        key(element.expr.name, span);
      if (element.expr.kind != ExprKind::Column) use(Feature::expression_index, span);
      expression(element.expr);
      settled(element.expr, Kept::Computed);
      if (!element.collation.name.empty()) use(Feature::index_collation, element.collation.span);
      if (!element.operator_class.name.empty()) use(Feature::operator_class, element.operator_class.span);
      if (element.descending) use(Feature::descending_index, span);
      if (element.nulls != NullsOrder::Default) use(Feature::nulls_order, span);
    }
  }
  void of_kind(const ObjectName& object, Span span) {
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
  void object(const SchemaObject& object, Span span) {
    of_kind(name_of(object), span);
    if (const Body* body = body_of(object)) needs.bodies.push_back({name_of(object), body, span});
    if (const auto* domain = std::get_if<Domain>(&object.definition)) {
      type(domain->base, span);
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
  void rights(const GrantTarget& on, const std::vector<Privilege>& privileges) {
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
  // What is computed when a row is written has to be the same whoever writes it.
  enum class Kept : std::uint8_t { Check, Computed, Stored };
  void settled(const Expr& expr, Kept kept) {
    for_each(expr, [&](const Expr& e) {
      const bool joined = e.kind == ExprKind::Call && e.function == Function::concat_;
      if (e.kind == ExprKind::Cast || joined) {
        const Family to = joined ? Family::Text : family(e.type);
        for (const Expr& arg : e.args) {
          const Family from = arg.derived.family;
          if (from == Family::TimestampTz && to != from) use(Feature::settled_zone, e.span);
          if (kept == Kept::Check || arg.kind == ExprKind::String || !depends_on_setting(from, to)) continue;
          const bool clock = from == Family::Text && to != Family::Date && is_moment(to);
          use(clock && kept == Kept::Stored ? Feature::settled_moment : Feature::settled_cast, e.span);
        }
      }
      if (e.kind == ExprKind::Call && is_part_of_moment(e.function) &&
          e.args[0].derived.family == Family::TimestampTz)
        use(Feature::settled_zone, e.span);
    });
  }
  void expression(const Expr& root) {
    for_each(root, [&](const Expr& e) { part(e); });
  }
  void select(const Select& query) {
    name(query.from.table);
    for (const Select::Join& join : query.joins) name(join.table.table);
    for_each(query, [&](const Expr& e) { part(e); });
  }
  void part(const Expr& e) {
    if (e.kind == ExprKind::Sql && !e.args.empty()) {
      FragmentUse fragment{{}, e.span};
      for (const Expr& variant : e.args) fragment.dialects.add(variant.dialect);
      needs.fragments.push_back(fragment);
    }
    if (e.kind == ExprKind::Current && e.text == "user") use(Feature::current_user, e.span);
    if (e.kind == ExprKind::Call && e.function == Function::split_part_ && literal_integer(e.args[2]) != 1 &&
        splits_at_letter(e.args[1].text))
      use(Feature::split_at_letter, e.span);
    if (e.kind == ExprKind::JsonGet) use(Feature::json_get, e.span);
    if (e.kind == ExprKind::Array) use(Feature::array_type, e.span);
    if (e.kind == ExprKind::NextValue) use(Feature::sequence, e.span);
    if (e.kind == ExprKind::Routine) use(Feature::routine_call, e.span);
    if (e.kind == ExprKind::Cast) type(e.type, e.span);
    const auto interval = [](const Expr& x) { return x.derived.family == Family::Interval; };
    if (e.kind == ExprKind::Binary && (e.op == Operator::Add || e.op == Operator::Subtract) &&
        (interval(e) || interval(e.args[0]) || interval(e.args[1])))
      use(Feature::moment_arithmetic, e.span);
  }
  void subqueries(const Expr& expr, const TableName& written) {
    for_each(expr, [&](const Expr& e) {
      for (const Select& query : e.select) {
        bool reads = query.from.table == written;
        for (const Select::Join& join : query.joins) reads = reads || join.table.table == written;
        if (reads) use(Feature::target_in_subquery, query.span);
      }
    });
  }

  const Statement& statement_;
  const Schema& schema_;
  const Journal& touched_;
  const Table* table_;
};

}  // namespace

Needs needs_of(const Statement& statement, const Schema& schema, const Journal& touched) {
  Collector collector(statement, schema, touched);
  std::visit(collector, statement.op);
  return std::move(collector.needs);
}

namespace {

struct NewNames {
  std::vector<Ident> names;

  void operator()(const CreateTable& o) {
    names.push_back({o.table.name.name, o.table.name.span});
    for (const Column& c : o.table.columns) names.push_back(c.name);
    for (const Constraint& c : o.table.constraints) names.push_back(c.name);
    for (const Index& i : o.table.indexes) names.push_back(i.name);
  }
  void operator()(const CreateObject& o) {
    names.push_back({o.object.name.name, o.object.name.span});
    if (const auto* view = std::get_if<View>(&o.object.definition))
      names.insert(names.end(), view->columns.begin(), view->columns.end());
    if (const auto* domain = std::get_if<Domain>(&o.object.definition))
      for (const Domain::Check& check : domain->checks) names.push_back(check.name);
    if (const auto* policy = std::get_if<Policy>(&o.object.definition))
      names.insert(names.end(), policy->roles.begin(), policy->roles.end());
  }
  void operator()(const RenameObject& o) { names.push_back(o.to); }
  void operator()(const RenameTable& o) { names.push_back(o.to); }
  void operator()(const AddColumn& o) { names.push_back(o.column.name); }
  void operator()(const RenameColumn& o) { names.push_back(o.to); }
  void operator()(const AddConstraint& o) { names.push_back(o.constraint.name); }
  void operator()(const RenameConstraint& o) { names.push_back(o.to); }
  void operator()(const CreateIndex& o) { names.push_back(o.index.name); }
  void operator()(const RenameIndex& o) { names.push_back(o.to); }
  void operator()(const AlterDomain& o) {
    if (!o.name.name.empty()) names.push_back(o.name);
  }
  void operator()(const DropTable&) {}
  void operator()(const DropColumn&) {}
  void operator()(const AlterType&) {}
  void operator()(const SetNotNull&) {}
  void operator()(const DropNotNull&) {}
  void operator()(const SetDefault&) {}
  void operator()(const DropDefault&) {}
  void operator()(const SetIdentity&) {}
  void operator()(const DropIdentity&) {}
  void operator()(const RestartIdentity&) {}
  void operator()(const SetGenerated&) {}
  void operator()(const DropGenerated&) {}
  void operator()(const SetCollation&) {}
  void operator()(const SetOptions&) {}
  void operator()(const SetSchema&) {}
  void operator()(const SetRowSecurity&) {}
  void operator()(const AttachPartition&) {}
  void operator()(const DetachPartition&) {}
  void operator()(const DropConstraint&) {}
  void operator()(const ValidateConstraint&) {}
  void operator()(const DropIndex&) {}
  void operator()(const ReplaceObject&) {}
  void operator()(const DropObject&) {}
  void operator()(const AddEnumValue&) {}
  void operator()(const RenameEnumValue&) {}
  void operator()(const DropEnumValue&) {}
  void operator()(const AlterSequence&) {}
  void operator()(const RestartSequence&) {}
  void operator()(const RefreshView&) {}
  void operator()(const CommentOn&) {}
  void operator()(const Grant& o) { names = o.roles; }
  void operator()(const Revoke& o) { names = o.roles; }
  void operator()(const Insert&) {}
  void operator()(const Update&) {}
  void operator()(const Delete&) {}
  void operator()(const Execute&) {}
  void operator()(const ByHand&) {}
};

}  // namespace

std::vector<Ident> new_names(const Operation& op) {
  NewNames visitor;
  std::visit(visitor, op);
  return std::move(visitor.names);
}

}  // namespace migc
