#include "ir/grade/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

namespace migc {

namespace {

std::string on_delete(Action action) { return fmt::format("'on delete {}'", action_text(action)); }

class Grader {
 public:
  Grader(const Statement& statement, const Schema& schema, const Journal& touched, const Things& things)
      : statement_(statement), schema_(schema), touched_(touched), things_(things) {}

  std::vector<Finding> take() { return std::move(found_); }

  void operator()(const CreateTable& op) {
    about(add(op.kept_in.empty() ? GradeRule::create_table : GradeRule::create_table_kept), op.table.name,
          things_.table(op.table.name));
  }
  void operator()(const DropTable& op) { of_table(GradeRule::drop_table, op.table); }
  void operator()(const RenameTable& op) {
    of_table(op.archives ? GradeRule::drop_table_kept : GradeRule::rename_table, op.table);
  }

  void operator()(const AddColumn& op) {
    if (op.column.generated) {
      of_column(GradeRule::add_generated_column, op.table, op.column.name.name);
      return;
    }
    const bool kept = !op.kept_in.empty();
    of_column(kept ? GradeRule::add_column_kept : GradeRule::add_column, op.table, op.column.name.name)
        .subject = things_.column(op.table, op.column.name.name);
  }
  void operator()(const DropColumn& op) {
    const Column& before = column(op.table, op.column);
    if (op.reverse_using) {
      of_column(GradeRule::drop_column_using, op.table, op.column.name);
      return;
    }
    if (before.generated) {
      of_column(GradeRule::drop_generated_column, op.table, op.column.name);
      return;
    }
    const bool required = !before.nullable && !before.default_value && !before.identity;
    if (op.kept) {
      of_column(required ? GradeRule::drop_required_column_kept : GradeRule::drop_column_kept, op.table,
                op.column.name);
      return;
    }
    of_column(GradeRule::drop_column, op.table, op.column.name);
    if (required) {
      // It is the table's rows that count here: they are there whether or not the column was made in the range.
      Finding& finding = of_column(GradeRule::drop_required_column, op.table, op.column.name);
      finding.subject = finding.table_number;
    }
  }
  void operator()(const RenameColumn& op) { of_column(GradeRule::rename_column, op.table, op.column.name); }
  void operator()(const AlterType& op);
  void operator()(const SetNotNull& op) { of_column(GradeRule::set_not_null, op.table, op.column.name); }
  void operator()(const DropNotNull& op) {
    // One that could be null has no way back to run.
    const bool changes = !column(op.table, op.column).nullable;
    of_column(changes ? GradeRule::drop_not_null : GradeRule::set_not_null, op.table, op.column.name);
  }
  void operator()(const SetDefault& op) { of_column(GradeRule::set_default, op.table, op.column.name); }
  void operator()(const DropDefault& op) { of_column(GradeRule::set_default, op.table, op.column.name); }
  void operator()(const SetIdentity& op) { of_column(GradeRule::identity, op.table, op.column.name); }
  void operator()(const DropIdentity& op) { of_column(GradeRule::identity, op.table, op.column.name); }
  // A clause has been demanded.
  void operator()(const RestartIdentity&) { add(GradeRule::reverse_nothing); }
  void operator()(const RestartSequence&) { add(GradeRule::reverse_nothing); }
  void operator()(const RefreshView&) { add(GradeRule::reverse_nothing); }
  void operator()(const SetGenerated& op) {
    const bool plain = !column(op.table, op.column).generated;
    of_column(plain ? GradeRule::set_generated : GradeRule::change_generated, op.table, op.column.name);
  }
  void operator()(const DropGenerated& op) { of_column(GradeRule::drop_generated, op.table, op.column.name); }
  void operator()(const SetCollation& op) {
    const bool key = is_in_key(table(op.table), op.column.name);
    of_column(key ? GradeRule::set_key_collation : GradeRule::set_collation, op.table, op.column.name);
  }
  void operator()(const SetOptions& op) {
    if (op.column.name.empty())
      of_table(GradeRule::table_attribute, op.table);
    else
      of_column(GradeRule::column_attribute, op.table, op.column.name);
  }
  void operator()(const SetSchema& op) { of_table(GradeRule::rename_table, op.table); }
  void operator()(const SetRowSecurity& op) { of_table(GradeRule::table_attribute, op.table); }
  void operator()(const AttachPartition& op) { of_table(GradeRule::attach_partition, op.table); }
  void operator()(const DetachPartition& op) {
    of_table(GradeRule::detach_partition, op.table).name = show(op.partition);
  }

  void operator()(const AddConstraint& op) { of_table(GradeRule::add_constraint, op.table); }
  void operator()(const DropConstraint& op) {
    Finding& finding = of_table(GradeRule::drop_constraint, op.table);
    finding.name = show(op.constraint.name);
    const Constraint& before = *table(op.table).constraint(op.constraint.name);
    finding.why = constraint_word(before.kind);
    if (before.kind == ConstraintKind::Unique) finding.why += " constraint";
    if (before.kind == ConstraintKind::ForeignKey) {
      finding.subject = things_.table(before.referred);
      finding.through = things_.column_before(op.table, before.columns.front().name);
    }
  }
  void operator()(const RenameConstraint& op) { of_table(GradeRule::rename_constraint, op.table); }
  void operator()(const ValidateConstraint& op) { of_table(GradeRule::validate_constraint, op.table); }
  void operator()(const CreateIndex& op) { of_table(GradeRule::index, op.table); }
  void operator()(const DropIndex& op) {
    const Index* before = table(op.table).index(op.index.name);
    Finding& finding =
        of_table(before && before->unique ? GradeRule::drop_unique_index : GradeRule::index, op.table);
    finding.name = show(op.index.name);
  }
  void operator()(const RenameIndex& op) { of_table(GradeRule::index, op.table); }

  void operator()(const CreateObject& op) { add(GradeRule::object).name = show(name_of(op.object)); }
  void operator()(const ReplaceObject& op) { add(GradeRule::object).name = show(name_of(op.object)); }
  void operator()(const DropObject& op) {
    if (op.object.kind != ObjectKind::Sequence) {
      add(GradeRule::object).name = show(op.object);
      return;
    }
    Finding& finding = add(GradeRule::drop_sequence);
    finding.name = show(op.object.name);
    finding.subject = things_.object_before(op.object);
  }
  void operator()(const RenameObject& op) { add(GradeRule::object).name = show(op.object); }
  void operator()(const AddEnumValue& op) { add(GradeRule::add_enum_value).name = "'" + op.value + "'"; }
  void operator()(const RenameEnumValue& op) {
    add(GradeRule::rename_enum_value).name = "'" + op.value + "'";
  }
  void operator()(const DropEnumValue& op);
  void operator()(const AlterDomain& op);
  void operator()(const AlterSequence& op) {
    const SchemaObject* before = touched_.object({ObjectKind::Sequence, op.sequence, {}, {}});
    const SchemaObject* after = schema_.find(ObjectName{ObjectKind::Sequence, op.sequence, {}, {}});
    const auto bounds = [](const SchemaObject& object) {
      const auto& sequence = std::get<Sequence>(object.definition);
      return std::pair(sequence.minimum, sequence.maximum);
    };
    const bool other = before && after && bounds(*before) != bounds(*after);
    add(other ? GradeRule::alter_sequence_bounds : GradeRule::alter_sequence).name = show(op.sequence);
  }
  void operator()(const CommentOn&) { add(GradeRule::comment); }
  void operator()(const Grant&) { add(GradeRule::rights); }
  void operator()(const Revoke&) { add(GradeRule::rights); }

  void operator()(const Insert& op);
  void operator()(const Update& op);
  void operator()(const Delete& op);

  void operator()(const Execute&) { add(GradeRule::reverse_nothing); }
  void operator()(const ByHand&) { add(GradeRule::by_hand); }

  void declared() {
    add(statement_.way_back.kind == WayBack::Kind::Nothing ? GradeRule::reverse_nothing
                                                           : GradeRule::reverse_sql);
  }
  void irreversible() { add(GradeRule::irreversible).why = statement_.way_back.text; }

 private:
  Finding& add(GradeRule rule) {
    Finding finding;
    finding.rule = rule;
    finding.grade = info(rule).grade;
    finding.span = statement_.span;
    return found_.emplace_back(std::move(finding));
  }
  static Finding& about(Finding& finding, const TableName& table, Things::Number number) {
    finding.table = table;
    finding.table_number = number;
    finding.subject = number;
    return finding;
  }
  Finding& of_table(GradeRule rule, const TableName& table) {
    return about(add(rule), table, things_.table_before(table));
  }
  Finding& of_column(GradeRule rule, const TableName& table, Name column) {
    Finding& finding = of_table(rule, table);
    finding.column = column;
    finding.subject = things_.column_before(table, column);
    return finding;
  }
  // The table as it stood before the statement.
  const Table& table(const TableName& name) const {
    const Table* before = touched_.table(name);
    return before ? *before : *schema_.find(name);
  }
  const Column& column(const TableName& name, const Ident& column) const {
    return *table(name).column(column.name);
  }
  bool is_in_key(const Table& table, Name column) const {
    return std::any_of(table.constraints.begin(), table.constraints.end(),
                       [&](const Constraint& c) {
                         return c.kind != ConstraintKind::Check && uses_column(c, column);
                       }) ||
           std::any_of(table.indexes.begin(), table.indexes.end(),
                       [&](const Index& i) { return i.unique && uses_column(i, column); });
  }
  // Whether a value of the column has to agree with other values: a key, a reference, a check.
  bool has_to_fit(const Table& table, Name column) const {
    return is_in_key(table, column) ||
           std::any_of(table.constraints.begin(), table.constraints.end(),
                       [&](const Constraint& c) { return uses_column(c, column); });
  }
  void inserted_referred(const TableName& inserted, const TableName& name,
                         std::unordered_set<TableName>& seen);
  void deleted_along(const TableName& name, std::unordered_set<TableName>& seen);

  const Statement& statement_;
  const Schema& schema_;
  const Journal& touched_;
  const Things& things_;
  std::vector<Finding> found_;
};

// Whether an expression only turns the column into the type.
bool is_cast_of(const Expr& expr, Name column, const Type& to) {
  return expr.kind == ExprKind::Cast && expr.type == to && expr.args[0].kind == ExprKind::Column &&
         expr.args[0].name == column;
}

void Grader::operator()(const AlterType& op) {
  const Type& from = column(op.table, op.column).type;
  Finding& finding = of_column(GradeRule::change_type, op.table, op.column.name);
  Conversion conversion;
  conversion.from = from;
  conversion.to = op.type;
  conversion.declared = op.reverse_using.has_value();
  conversion.kept = op.kept.has_value();
  conversion.required = !column(op.table, op.column).nullable;
  if (op.using_expr) {
    const bool itself = op.using_expr->kind == ExprKind::Column && op.using_expr->name == op.column.name;
    conversion.written = is_cast_of(*op.using_expr, op.column.name, op.type);
    // A text that becomes a value of an enum is one that has its name, or is refused; what other casts between
    // kinds of types make of a value does not tell how it was written before.
    const bool value = family(from) == Family::Text && family(op.type) == Family::Enum;
    conversion.computed =
        !(itself && converts(from, op.type)) && !(conversion.written && (converts(from, op.type) || value));
  }
  finding.conversion = std::make_shared<const Conversion>(std::move(conversion));
}

void Grader::operator()(const DropEnumValue& op) {
  if (op.to.empty()) {
    add(GradeRule::drop_enum_value).name = "'" + op.value + "'";
    return;
  }
  bool any = false;
  for (const Table* table : schema_.tables_with(op.type))
    for (const Column& column : table->columns) {
      if (column.type.kind != TypeKind::user || !(column.type.name == op.type)) continue;
      const GradeRule rule = op.kept.empty()                       ? GradeRule::drop_enum_value_to
                             : is_in_key(*table, column.name.name) ? GradeRule::drop_enum_value_kept_fits
                                                                   : GradeRule::drop_enum_value_kept;
      of_column(rule, table->name, column.name.name).name = "'" + op.value + "'";
      any = true;
    }
  if (!any) add(GradeRule::drop_enum_value).name = "'" + op.value + "'";
}

void Grader::operator()(const AlterDomain& op) {
  const auto is = [&](GradeRule rule) { add(rule).name = show(op.domain); };
  switch (op.change) {
    case AlterDomain::Change::SetDefault:
    case AlterDomain::Change::DropDefault:
    case AlterDomain::Change::SetNotNull:
    case AlterDomain::Change::AddCheck:
      is(GradeRule::alter_domain);
      return;
    case AlterDomain::Change::DropNotNull:
    case AlterDomain::Change::DropCheck:
      is(GradeRule::loosen_domain);
      return;
  }
}

void Grader::operator()(const Insert& op) {
  if (schema_.journal().made(op.table)) {
    of_table(GradeRule::insert_new_table, op.table);
    return;
  }
  of_table(GradeRule::insert, op.table);
  std::unordered_set<TableName> seen{op.table};
  inserted_referred(op.table, op.table, seen);
}

// What may refer to inserted rows, and to what would go with them.
void Grader::inserted_referred(const TableName& inserted, const TableName& name,
                               std::unordered_set<TableName>& seen) {
  schema_.for_each_key_to(name, [&](const Table& other, const Constraint& key) {
    const bool action = acts(key.on_delete);
    Finding& finding = of_table(action ? GradeRule::insert_cascades : GradeRule::insert_referred, inserted);
    finding.name = show(other.name);
    if (action) finding.why = on_delete(key.on_delete);
    if (key.on_delete == Action::Cascade && seen.insert(other.name).second)
      inserted_referred(inserted, other.name, seen);
  });
}

void Grader::operator()(const Update& op) {
  const std::string rows = op.where || !op.joins.empty() || op.from ? "the rows that it meets" : "every row";
  for (const Assignment& set : op.set) {
    const Name column = set.column.name;
    const GradeRule rule = !op.kept                              ? GradeRule::update
                           : has_to_fit(table(op.table), column) ? GradeRule::update_kept_fits
                                                                 : GradeRule::update_kept;
    of_column(rule, op.table, column).why = rows;
  }
  schema_.for_each_key_to(op.table, [&](const Table& other, const Constraint& key) {
    if (!acts(key.on_update)) return;
    const bool set = std::any_of(op.set.begin(), op.set.end(), [&](const Assignment& a) {
      return names_column(key.referred_columns, a.column.name);
    });
    if (!set) return;
    for (const Ident& column : key.columns) {
      Finding& finding = of_table(GradeRule::update_cascades, op.table);
      finding.name = show(other.name);
      finding.column = column.name;
      finding.why = fmt::format("'on update {}'", action_text(key.on_update));
      finding.subject = things_.column(other.name, column.name);
    }
  });
}

void Grader::operator()(const Delete& op) {
  if (op.kept) {
    const Table& from = table(op.table);
    const bool others =
        std::any_of(from.constraints.begin(), from.constraints.end(), [&](const Constraint& c) {
          return c.kind == ConstraintKind::ForeignKey || c.kind == ConstraintKind::Exclude ||
                 (c.kind == ConstraintKind::Unique && !(c.columns == op.kept->key));
        });
    const bool index =
        std::any_of(from.indexes.begin(), from.indexes.end(), [](const Index& i) { return i.unique; });
    of_table(others || index ? GradeRule::delete_kept_fits : GradeRule::delete_kept, op.table);
    return;
  }
  of_table(GradeRule::delete_rows, op.table).why = op.where ? "the rows that it meets" : "all rows";
  std::unordered_set<TableName> seen{op.table};
  deleted_along(op.table, seen);
}

// What goes with deleted rows, and with what goes with those.
void Grader::deleted_along(const TableName& name, std::unordered_set<TableName>& seen) {
  schema_.for_each_key_to(name, [&](const Table& other, const Constraint& key) {
    if (!acts(key.on_delete)) return;
    Finding& finding = of_table(GradeRule::delete_cascades, name);
    finding.name = show(other.name);
    finding.why = on_delete(key.on_delete);
    finding.subject = things_.table(other.name);
    if (key.on_delete == Action::Cascade && seen.insert(other.name).second) deleted_along(other.name, seen);
  });
}

// Whether the author's word is what counts. `reverse nothing` brings no rows back, so an update or a delete that the
// compiler understands is graded for what it does.
bool is_declared(const Statement& statement) {
  switch (statement.way_back.kind) {
    case WayBack::Kind::Derived:
    case WayBack::Kind::Keep:
    case WayBack::Kind::Irreversible:
      return false;
    case WayBack::Kind::Sql:
      return true;
    case WayBack::Kind::Nothing:
      return !std::holds_alternative<Update>(statement.op) && !std::holds_alternative<Delete>(statement.op);
  }
  return false;
}

}  // namespace

std::vector<Finding> grade(const Statement& statement, const Schema& schema, const Journal& touched,
                           const Things& things) {
  if (statement.assumed || statement.aside) return {};
  Grader grader(statement, schema, touched, things);
  if (statement.way_back.kind == WayBack::Kind::Irreversible)
    grader.irreversible();
  else if (is_declared(statement))
    grader.declared();
  else
    std::visit(grader, statement.op);
  return grader.take();
}

}  // namespace migc
