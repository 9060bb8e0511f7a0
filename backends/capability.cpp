#include "backends/capability.h"

#include <algorithm>

#include "support/overloaded.h"

namespace migc {

std::string_view feature_text(Feature feature) {
  switch (feature) {
#define FEATURE(name, text) \
  case Feature::name:       \
    return text;
#include "backends/features.def"
#undef FEATURE
  }
  return {};
}

std::vector<Feature> all_features() {
  return {
#define FEATURE(name, text) Feature::name,
#include "backends/features.def"
#undef FEATURE
  };
}

std::optional<std::vector<Assignment>> read_before_set(std::vector<Assignment> left) {
  std::vector<Assignment> ordered;
  while (!left.empty()) {
    const auto next = std::find_if(left.begin(), left.end(), [&](const Assignment& a) {
      return std::none_of(left.begin(), left.end(), [&](const Assignment& other) {
        return &other != &a && mentions(other.value, a.column.name);
      });
    });
    if (next == left.end()) return std::nullopt;
    ordered.push_back(std::move(*next));
    left.erase(next);
  }
  return ordered;
}

namespace {

bool is_large(const Type& type) {
  switch (type.kind) {
    case TypeKind::text:
    case TypeKind::blob:
    case TypeKind::json:
    case TypeKind::jsonb:
    case TypeKind::xml:
      return true;
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
      return false;
  }
  return false;
}

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

bool is_moment(Family family) {
  return family == Family::Date || family == Family::Time || family == Family::Timestamp ||
         family == Family::TimestampTz;
}

// A cast between texts and moments reads datestyle and time zone ("Date/Time Types"), one between texts and bytes
// the encoding.
bool depends_on_setting(Family from, Family to) {
  // A time is written alike under all settings, and yet not read so.
  if (to == Family::Text)
    return (is_moment(from) && from != Family::Time) || from == Family::Interval || from == Family::Binary;
  return from == Family::Text &&
         (is_moment(to) || to == Family::Interval || to == Family::Binary || to == Family::Xml);
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
  explicit Collector(const Table* table) : table_(table) {}
  Needs needs;

  void operator()(const CreateTable& op) {
    name(op.table.name);
    for (const Column& c : op.table.columns) column(c);
    for (const Constraint& c : op.table.constraints) constraint(c);
    for (const Index& i : op.table.indexes) index(i);
  }
  void operator()(const DropTable& op) { name(op.table); }
  void operator()(const RenameTable& op) { name(op.table); }
  void operator()(const AddColumn& op) {
    name(op.table);
    column(op.column);
    if (op.column.identity) use(Feature::added_identity, op.column.span);
  }
  void operator()(const DropColumn& op) { name(op.table); }
  void operator()(const RenameColumn& op) {
    name(op.table);
    if (!table_) return;
    for (const Column& column : table_->columns)
      if (column.generated && mentions(column.generated->expr, op.to.name))
        use(Feature::rename_under_generated, op.column.span);
  }
  void operator()(const AlterType& op) {
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
    name(op.table);
    const Column* column = table_ ? table_->column(op.column.name) : nullptr;
    if (column && column->generated) use(Feature::generated_not_null, op.column.span);
  }
  void operator()(const DropNotNull& op) { name(op.table); }
  void operator()(const SetDefault& op) {
    name(op.table);
    const Column* column = table_ ? table_->column(op.column.name) : nullptr;
    if (column) default_value(op.value, *column);
  }
  void operator()(const DropDefault& op) { name(op.table); }
  void operator()(const AddConstraint& op) {
    name(op.table);
    constraint(op.constraint);
  }
  void operator()(const DropConstraint& op) { name(op.table); }
  void operator()(const RenameConstraint& op) { name(op.table); }
  void operator()(const CreateIndex& op) {
    name(op.table);
    index(op.index);
  }
  void operator()(const DropIndex& op) { name(op.table); }
  void operator()(const RenameIndex& op) { name(op.table); }
  void operator()(const Insert& op) {
    name(op.table);
    for (const auto& row : op.rows)
      for (const Expr& value : row) {
        expression(value);
        subqueries(value, op.table);
      }
  }
  void operator()(const Update& op) {
    name(op.table);
    for (const Assignment& assignment : op.set) {
      expression(assignment.value);
      subqueries(assignment.value, op.table);
    }
    if (!read_before_set(op.set)) use(Feature::exchanged_assignment, op.set.front().column.span);
    if (op.where) {
      expression(*op.where);
      subqueries(*op.where, op.table);
    }
  }
  void operator()(const Delete& op) {
    name(op.table);
    if (!op.where) return;
    expression(*op.where);
    subqueries(*op.where, op.table);
  }
  void operator()(const Execute&) {}
  void operator()(const ByHand&) {}  // its statements are looked at one by one

 private:
  void use(Feature feature, Span span) { needs.features.push_back({feature, span}); }
  void name(const TableName& table) {
    if (!table.schema.empty()) use(Feature::schema_name, table.span);
  }
  void type(const Type& type, Span span) {
    if (type.kind == TypeKind::interval) use(Feature::interval_type, span);
    if (family(type.kind) == Family::Json) use(Feature::json_type, span);
  }
  void default_value(const Expr& value, const Column& column) {
    expression(value);
    const bool now = value.kind == ExprKind::Call && value.function == Function::now_;
    const bool current = value.kind == ExprKind::Current && value.text == "timestamp";
    const Family of = family(column.type.kind);
    const bool clock = (now || current) && (of == Family::Timestamp || of == Family::TimestampTz);
    if (value.kind == ExprKind::Null) return;
    if (is_large(column.type))
      use(Feature::large_default, value.span);
    else if (!is_literal(value) && !clock)
      use(Feature::expression_default, value.span);
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
    if (column.identity) {
      if (column.identity->always) use(Feature::identity_always, column.span);
      if (column.identity->start) use(Feature::identity_start, column.span);
      if (column.identity->increment) use(Feature::identity_increment, column.span);
    }
  }
  void constraint(const Constraint& constraint) {
    if (constraint.kind == ConstraintKind::Check) {
      use(Feature::check_constraint, constraint.span);
      expression(constraint.check);
      settled(constraint.check, Kept::Check);
      return;
    }
    if (constraint.deferrable) use(Feature::deferrable, constraint.span);
    if (constraint.on_delete == Action::SetDefault || constraint.on_update == Action::SetDefault)
      use(Feature::set_default_action, constraint.span);
    for (const Ident& column : constraint.columns) key(column.name, column.span);
  }
  void key(Name name, Span span) {
    const Column* column = table_ ? table_->column(name) : nullptr;
    if (column && is_large(column->type)) use(Feature::large_key, span);
  }
  void index(const Index& index) {
    if (!index.method.name.empty()) use(method_feature(index.method.name), index.method.span);
    if (index.where) {
      use(Feature::partial_index, index.where->span);
      expression(*index.where);
      settled(*index.where, Kept::Computed);
    }
    if (!index.include.empty()) use(Feature::index_include, index.include.front().span);
    for (const IndexElement& element : index.elements) {
      if (element.expr.kind == ExprKind::Column)
        key(element.expr.name, element.expr.span);
      else
        use(Feature::expression_index, element.expr.span);
      expression(element.expr);
      settled(element.expr, Kept::Computed);
      if (element.descending) use(Feature::descending_index, element.expr.span);
      if (element.nulls != NullsOrder::Default) use(Feature::nulls_order, element.expr.span);
    }
  }
  // What is computed when a row is written has to be the same whoever writes it.
  enum class Kept : std::uint8_t { Check, Computed, Stored };
  void settled(const Expr& expr, Kept kept) {
    for_each(expr, [&](const Expr& e) {
      const bool joined = e.kind == ExprKind::Call && e.function == Function::concat_;
      if (e.kind == ExprKind::Cast || joined) {
        const Family to = joined ? Family::Text : family(e.type.kind);
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
  void expression(const Expr& expr) {
    for_each(expr, [&](const Expr& e) {
      if (e.kind == ExprKind::Sql && !e.args.empty()) {
        FragmentUse fragment{{}, e.span};
        for (const Expr& variant : e.args) fragment.dialects.add(variant.dialect);
        needs.fragments.push_back(fragment);
      }
      if (e.kind == ExprKind::Current && e.text == "user") use(Feature::current_user, e.span);
      if (e.kind == ExprKind::Call && e.function == Function::split_part_ &&
          literal_integer(e.args[2]) != 1 && splits_at_letter(e.args[1].text))
        use(Feature::split_at_letter, e.span);
      const auto interval = [](const Expr& x) { return x.derived.family == Family::Interval; };
      if (e.kind == ExprKind::Binary && (e.op == Operator::Add || e.op == Operator::Subtract) &&
          (interval(e) || interval(e.args[0]) || interval(e.args[1])))
        use(Feature::moment_arithmetic, e.span);
    });
  }
  void subqueries(const Expr& expr, const TableName& written) {
    for_each(expr, [&](const Expr& e) {
      for (const Select& select : e.select) {
        bool reads = select.from.table == written;
        for (const Select::Join& join : select.joins) reads = reads || join.table.table == written;
        if (reads) use(Feature::target_in_subquery, select.span);
      }
    });
  }

  const Table* table_;
};

}  // namespace

namespace {

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

}  // namespace

Needs needs_of(const Statement& statement, const Table* table) {
  Collector collector(table);
  std::visit(collector, statement.op);
  const bool takes_key = std::holds_alternative<CreateTable>(statement.op) ||
                         std::holds_alternative<DropConstraint>(statement.op) ||
                         std::holds_alternative<DropIndex>(statement.op);
  if (takes_key && table && identity_without_key(*table))
    collector.needs.features.push_back({Feature::identity_without_key, statement.span});
  return std::move(collector.needs);
}

std::vector<Ident> new_names(const Operation& op) {
  std::vector<Ident> names;
  std::visit(overloaded{[&](const CreateTable& o) {
                          names.push_back({o.table.name.name, o.table.name.span});
                          for (const Column& c : o.table.columns) names.push_back(c.name);
                          for (const Constraint& c : o.table.constraints) names.push_back(c.name);
                          for (const Index& i : o.table.indexes) names.push_back(i.name);
                        },
                        [&](const RenameTable& o) { names.push_back(o.to); },
                        [&](const AddColumn& o) { names.push_back(o.column.name); },
                        [&](const RenameColumn& o) { names.push_back(o.to); },
                        [&](const AddConstraint& o) { names.push_back(o.constraint.name); },
                        [&](const RenameConstraint& o) { names.push_back(o.to); },
                        [&](const CreateIndex& o) { names.push_back(o.index.name); },
                        [&](const RenameIndex& o) { names.push_back(o.to); },
                        [](const DropTable&) {},
                        [](const DropColumn&) {},
                        [](const AlterType&) {},
                        [](const SetNotNull&) {},
                        [](const DropNotNull&) {},
                        [](const SetDefault&) {},
                        [](const DropDefault&) {},
                        [](const DropConstraint&) {},
                        [](const DropIndex&) {},
                        [](const Insert&) {},
                        [](const Update&) {},
                        [](const Delete&) {},
                        [](const Execute&) {},
                        [](const ByHand&) {}},
             op);
  return names;
}

}  // namespace migc
