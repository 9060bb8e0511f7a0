#include "ir/dependents.h"

#include <fmt/format.h>

#include <algorithm>

#include "support/overloaded.h"

namespace migc {

std::vector<const SchemaObject*> column_users(const Schema& schema, const Table& table, Name column) {
  std::vector<const SchemaObject*> users;
  for (const SchemaObject* object : schema.mentioning(table.name)) {
    const auto* view = std::get_if<View>(&object->definition);
    const auto* policy = std::get_if<Policy>(&object->definition);
    const bool reads = (view && view->body.mentions(column)) ||
                       (policy && ((policy->using_expr && mentions(*policy->using_expr, column)) ||
                                   (policy->check && mentions(*policy->check, column))));
    if (reads) users.push_back(object);
  }
  return users;
}

namespace {

bool reads(const Expr& root, const ObjectName& object) {
  const ExprKind kind = object.kind == ObjectKind::Sequence ? ExprKind::NextValue : ExprKind::Routine;
  bool found = false;
  for_each(root, [&](const Expr& e) {
    found = found || (e.kind == kind && e.name == object.name.name && e.qualifier == object.name.schema);
  });
  return found;
}

}  // namespace

const Table* expression_user(const Schema& schema, const ObjectName& object) {
  for (const Table* table : schema.tables()) {
    bool found = false;
    for_each_expression(*table, [&](const Expr& root) { found = found || reads(root, object); });
    if (found) return table;
  }
  return nullptr;
}

std::vector<std::string> expression_users(const Schema& schema, const ObjectName& object) {
  std::vector<std::string> users;
  for (const Table* table : schema.tables()) {
    const std::size_t before = users.size();
    for (const Column& column : table->columns) {
      const std::string name = show(table->name) + "." + show(column.name.name);
      if (column.default_value && reads(*column.default_value, object))
        users.push_back("the default of " + name);
      if (column.generated && reads(column.generated->expr, object))
        users.push_back("the generated column " + name);
    }
    for (const Constraint& constraint : table->constraints)
      if (constraint.kind == ConstraintKind::Check && reads(constraint.check, object))
        users.push_back(fmt::format("the check {} of {}", show(constraint.name.name), show(table->name)));
    bool other = false;
    for_each_expression(*table, [&](const Expr& root) { other = other || reads(root, object); });
    if (other && users.size() == before) users.push_back(fmt::format("an index of {}", show(table->name)));
  }
  return users;
}

namespace {

class Finder {
 public:
  explicit Finder(const Schema& schema) : schema_(schema) {}
  using Found = std::optional<Operation>;

  Found operator()(const DropTable& op) const {
    const Table* table = schema_.find(op.table);
    if (!table) return {};
    for (const SchemaObject* object : schema_.mentioning(table->name)) {
      const bool own = table_of(*object) && *table_of(*object) == table->name;
      if (own || op.cascade) return DropObject{name_of(*object), op.cascade};
    }
    if (auto revoke = revoke_all({GrantKind::Table, table->name, {}})) return revoke;
    if (!op.cascade) return {};
    for (const Table* part : schema_.partitions_of(table->name)) return DropTable{part->name, true};
    return foreign_key_to(*table, {});
  }

  bool is_text(const Type& type) const {
    if (type.kind != TypeKind::user) return family(type) == Family::Text || family(type) == Family::Any;
    const SchemaObject* object = schema_.type(type.name);
    const auto* domain = object ? std::get_if<Domain>(&object->definition) : nullptr;
    return domain && is_text(domain->base);
  }

  Found operator()(const DropColumn& op) const {
    const Table* table = schema_.find(op.table);
    if (!table || !table->column(op.column.name)) return {};
    const Name column = op.column.name;
    if (op.cascade) {
      for (const SchemaObject* object : column_users(schema_, *table, column))
        return DropObject{name_of(*object), true};
      for (const Column& other : table->columns)
        if (other.generated && mentions(other.generated->expr, column))
          return DropColumn{op.table, {other.name.name, op.column.span}, true, {}};
      if (auto key = foreign_key_to(*table, column)) return key;
    }
    for (const Right* right : schema_.rights_on({GrantKind::Table, table->name, {}}))
      if (names_column(right->privilege.columns, column))
        return Revoke{{right->privilege}, right->on, {right->role}};
    for (const Index& index : table->indexes)
      if (uses_column(index, column)) return DropIndex{op.table, {index.name.name, op.column.span}, {}};
    // Foreign keys first: one of them may stand on a key of the table itself.
    for (bool foreign : {true, false})
      for (const Constraint& constraint : table->constraints)
        if ((constraint.kind == ConstraintKind::ForeignKey) == foreign && uses_column(constraint, column) &&
            (constraint.kind != ConstraintKind::PrimaryKey || op.cascade))
          return DropConstraint{op.table, {constraint.name.name, op.column.span}, false, {}};
    return {};
  }

  Found operator()(const DropConstraint& op) const {
    const Table* table = op.cascade ? schema_.find(op.table) : nullptr;
    const Constraint* constraint = table ? table->constraint(op.constraint.name) : nullptr;
    if (!constraint || constraint->columns.empty()) return {};
    if (constraint->kind != ConstraintKind::PrimaryKey && constraint->kind != ConstraintKind::Unique)
      return {};
    Table without = *table;
    std::erase_if(without.constraints, [&](const Constraint& c) { return c.name == constraint->name; });
    for (const Table* other : schema_.referring_to(table->name))
      for (const Constraint& key : (other == table ? without : *other).constraints)
        if (key.kind == ConstraintKind::ForeignKey && key.referred == table->name &&
            !is_key(without, key.referred_columns))
          return DropConstraint{other->name, {key.name.name, op.constraint.span}, false, {}};
    return {};
  }

  Found operator()(const DropObject& op) const {
    const SchemaObject* object = schema_.find(op.object);
    if (!object) return {};
    if (auto revoke = revoke_all(grant_target(op.object))) return revoke;
    for (const SchemaObject* user : schema_.mentioning(object->name))
      if (std::holds_alternative<View>(object->definition) && table_of(*user) &&
          *table_of(*user) == object->name)
        return DropObject{name_of(*user), false};  // its own triggers
    if (!op.cascade) return {};
    const bool called = op.object.kind == ObjectKind::Function || op.object.kind == ObjectKind::Procedure;
    const bool meant = !called || (!schema_.find(object->name) && !schema_.relation(object->name));
    for (const SchemaObject* user : schema_.mentioning(object->name))
      if (meant && user != object) return DropObject{name_of(*user), true};
    for (const Table* table : schema_.tables_with(object->name))
      for (const Column& column : table->columns)
        if (column.type.kind == TypeKind::user && column.type.name == object->name && is_type(op.object.kind))
          return DropColumn{table->name, column.name, true, {}};
    if (op.object.kind == ObjectKind::Sequence)
      if (const Table* table = expression_user(schema_, op.object))
        for (const Column& column : table->columns)
          if (column.default_value && column.default_value->kind == ExprKind::NextValue &&
              column.default_value->name == object->name.name)
            return DropDefault{table->name, column.name};
    return {};
  }

  // What drops nothing takes nothing along.
  Found operator()(const CreateTable&) const { return {}; }
  Found operator()(const RenameTable&) const { return {}; }
  Found operator()(const AddColumn&) const { return {}; }
  Found operator()(const RenameColumn&) const { return {}; }
  // What is no text any more has no collation.
  Found operator()(const AlterType& op) const {
    const Table* table = schema_.find(op.table);
    const Column* column = table ? table->column(op.column.name) : nullptr;
    if (!column || column->collation.name.empty() || is_text(op.type)) return {};
    return SetCollation{op.table, op.column, {}};
  }
  Found operator()(const SetNotNull&) const { return {}; }
  Found operator()(const DropNotNull&) const { return {}; }
  Found operator()(const SetDefault&) const { return {}; }
  Found operator()(const DropDefault&) const { return {}; }
  // An identity can't be null.
  Found operator()(const SetIdentity& op) const {
    const Table* table = schema_.find(op.table);
    const Column* column = table ? table->column(op.column.name) : nullptr;
    if (column && column->nullable) return SetNotNull{op.table, op.column};
    return {};
  }
  Found operator()(const DropIdentity&) const { return {}; }
  Found operator()(const RestartIdentity&) const { return {}; }
  Found operator()(const SetGenerated&) const { return {}; }
  Found operator()(const DropGenerated&) const { return {}; }
  Found operator()(const SetCollation&) const { return {}; }
  Found operator()(const SetOptions&) const { return {}; }
  Found operator()(const SetSchema&) const { return {}; }
  Found operator()(const SetRowSecurity&) const { return {}; }
  Found operator()(const AttachPartition&) const { return {}; }
  Found operator()(const DetachPartition&) const { return {}; }
  // Nor can the columns of a primary key.
  Found operator()(const AddConstraint& op) const {
    const Table* table = schema_.find(op.table);
    if (!table || op.constraint.kind != ConstraintKind::PrimaryKey) return {};
    for (const Ident& ident : op.constraint.columns)
      if (const Column* column = table->column(ident.name); column && column->nullable)
        return SetNotNull{op.table, ident};
    return {};
  }
  Found operator()(const RenameConstraint&) const { return {}; }
  Found operator()(const ValidateConstraint&) const { return {}; }
  Found operator()(const CreateIndex&) const { return {}; }
  Found operator()(const DropIndex&) const { return {}; }
  Found operator()(const RenameIndex&) const { return {}; }
  Found operator()(const CreateObject&) const { return {}; }
  Found operator()(const ReplaceObject&) const { return {}; }
  Found operator()(const RenameObject&) const { return {}; }
  Found operator()(const AddEnumValue&) const { return {}; }
  Found operator()(const RenameEnumValue&) const { return {}; }
  Found operator()(const DropEnumValue&) const { return {}; }
  Found operator()(const AlterDomain&) const { return {}; }
  Found operator()(const AlterSequence&) const { return {}; }
  Found operator()(const RestartSequence&) const { return {}; }
  Found operator()(const RefreshView&) const { return {}; }
  Found operator()(const CommentOn&) const { return {}; }
  Found operator()(const Grant&) const { return {}; }
  Found operator()(const Revoke&) const { return {}; }
  Found operator()(const Insert&) const { return {}; }
  Found operator()(const Update&) const { return {}; }
  Found operator()(const Delete&) const { return {}; }
  Found operator()(const Execute&) const { return {}; }
  Found operator()(const ByHand&) const { return {}; }

 private:
  static bool is_type(ObjectKind kind) { return kind == ObjectKind::EnumType || kind == ObjectKind::Domain; }

  static GrantTarget grant_target(const ObjectName& object) {
    switch (object.kind) {
      case ObjectKind::Namespace:
        return {GrantKind::Namespace, object.name, {}};
      case ObjectKind::Sequence:
        return {GrantKind::Sequence, object.name, {}};
      case ObjectKind::Function:
        return {GrantKind::Function, object.name, object.arguments};
      case ObjectKind::Procedure:
        return {GrantKind::Procedure, object.name, object.arguments};
      case ObjectKind::View:
      case ObjectKind::MaterializedView:
        return {GrantKind::Table, object.name, {}};
      case ObjectKind::EnumType:
      case ObjectKind::Domain:
      case ObjectKind::Trigger:
      case ObjectKind::Extension:
      case ObjectKind::Policy:
        return {};
    }
    return {};
  }

  // All rights of one role.
  Found revoke_all(const GrantTarget& target) const {
    if (target.name.name.empty()) return {};
    Revoke revoke;
    for (const Right* right : schema_.rights_on(target)) {
      if (revoke.roles.empty()) revoke.roles = {right->role};
      if (!(revoke.roles[0] == right->role)) break;
      revoke.on = right->on;
      revoke.privileges.push_back(right->privilege);
    }
    if (revoke.roles.empty()) return {};
    return revoke;
  }

  // A foreign key of another table to this one, or to that column of it.
  Found foreign_key_to(const Table& table, Name column) const {
    for (const Table* other : schema_.referring_to(table.name)) {
      if (other == &table && column.empty()) continue;
      for (const Constraint& key : other->constraints)
        if (key.kind == ConstraintKind::ForeignKey && key.referred == table.name &&
            (column.empty() || names_column(key.referred_columns, column)))
          return DropConstraint{other->name, {key.name.name, table.name.span}, false, {}};
    }
    return {};
  }

  const Schema& schema_;
};

}  // namespace

std::optional<Operation> first_dependent(const Operation& op, const Schema& schema) {
  return std::visit(Finder(schema), op);
}

}  // namespace migc
