#include "backends/guards.h"

#include <algorithm>

#include "support/overloaded.h"

namespace migc {

namespace {

enum class Pass : std::uint8_t {
  Free,     // the guard can be asked before the statement, too
  Blocked,  // it has to stand behind it
  Void,     // before the statement no row can stand in the way
};

// A guard on its way up past the statements before it.
class Passing {
 public:
  explicit Passing(Guard& guard) : guard_(guard) {}

  // Where it is not Free, the guard is not to be used any more.
  Pass past(const Statement& statement, bool writes_elsewhere, bool keeps_values) {
    if (statement.assumed) return Pass::Free;  // nothing is done
    if (guard_.until_added && !adds_asked(statement.op)) return Pass::Blocked;
    return std::visit(
        overloaded{
            [&](const CreateTable& op) {
              return op.table.maybe ? unless_reads(op.table.name) : made(op.table.name);
            },
            [&](const RenameTable& op) {
              return moved({op.table.schema, op.to.name, {}}, op.table);
            },
            [&](const SetSchema& op) {
              return moved({op.schema.name, op.table.name, {}}, op.table);
            },
            [&](const DropTable&) { return Pass::Free; },
            [&](const AddColumn& op) { return added(op); },
            [&](const RenameColumn& op) { return renamed(op); },
            [&](const AlterType& op) { return keeps_values ? Pass::Free : retyped(op); },
            [&](const SetGenerated& op) { return unless_reads(op.table, op.column.name); },
            [&](const SetCollation& op) { return unless_reads(op.table, op.column.name); },
            [&](const AttachPartition& op) { return unless_reads(op.table); },
            [&](const DetachPartition& op) { return unless_reads(op.table); },
            [&](const Insert& op) { return writes_elsewhere ? Pass::Blocked : unless_reads(op.table); },
            [&](const Update& op) { return writes_elsewhere ? Pass::Blocked : updated(op); },
            [&](const Delete& op) { return writes_elsewhere ? Pass::Blocked : deleted(op); },
            // What it does is not known.
            [](const Execute&) { return Pass::Blocked; },
            [](const ByHand&) { return Pass::Blocked; },
            [](const CreateObject& op) { return past_object(name_of(op.object).kind); },
            [](const ReplaceObject& op) { return past_object(name_of(op.object).kind); },
            [](const DropObject& op) { return past_object(op.object.kind); },
            [](const RenameObject& op) { return past_object(op.object.kind); },
            // An expression may name a value of an enum.
            [](const AddEnumValue&) { return Pass::Blocked; },
            [](const RenameEnumValue&) { return Pass::Blocked; },
            [](const DropEnumValue& op) { return op.to.empty() ? Pass::Free : Pass::Blocked; },
            // None of these touches a row.
            [](const DropColumn&) { return Pass::Free; },
            [](const SetNotNull&) { return Pass::Free; },
            [](const DropNotNull&) { return Pass::Free; },
            [](const SetDefault&) { return Pass::Free; },
            [](const DropDefault&) { return Pass::Free; },
            [](const SetIdentity&) { return Pass::Free; },
            [](const DropIdentity&) { return Pass::Free; },
            [](const RestartIdentity&) { return Pass::Free; },
            [](const DropGenerated&) { return Pass::Free; },
            [](const SetOptions&) { return Pass::Free; },
            [](const SetRowSecurity&) { return Pass::Free; },
            [](const AddConstraint&) { return Pass::Free; },
            [](const DropConstraint&) { return Pass::Free; },
            [](const RenameConstraint&) { return Pass::Free; },
            [](const ValidateConstraint&) { return Pass::Free; },
            [](const CreateIndex&) { return Pass::Free; },
            [](const DropIndex&) { return Pass::Free; },
            [](const RenameIndex&) { return Pass::Free; },
            [](const AlterDomain&) { return Pass::Free; },
            [](const AlterSequence&) { return Pass::Free; },
            [](const RestartSequence&) { return Pass::Free; },
            [](const RefreshView&) { return Pass::Free; },
            [](const CommentOn&) { return Pass::Free; },
            [](const Grant&) { return Pass::Free; },
            [](const Revoke&) { return Pass::Free; },
        },
        statement.op);
  }

 private:
  bool adds_asked(const Operation& op) {
    const auto* add = std::get_if<AddColumn>(&op);
    return add && add->table == rows().from.table && add->column.name.name == guard_.added;
  }
  // An expression may call a routine, or cast to a type.
  static Pass past_object(ObjectKind kind) {
    switch (kind) {
      case ObjectKind::EnumType:
      case ObjectKind::Domain:
      case ObjectKind::Function:
      case ObjectKind::Procedure:
      case ObjectKind::Extension:
        return Pass::Blocked;
      case ObjectKind::Namespace:
      case ObjectKind::Sequence:
      case ObjectKind::View:
      case ObjectKind::MaterializedView:
      case ObjectKind::Trigger:
      case ObjectKind::Policy:
        return Pass::Free;
    }
    return Pass::Blocked;
  }
  Select& rows() { return guard_.step.rows; }
  bool reads(const TableName& table) {
    bool found = false;
    for_each_reference(rows(), [&](TableReference& r) { found = found || r.table == table; });
    return found;
  }
  // Whether a column of that name is read of that table, or may be.
  bool reads(const TableName& table, Name column) {
    if (!reads(table)) return false;
    bool found = false;
    const std::function<void(const Expr&)> look = [&](const Expr& e) {
      found = found || (e.kind == ExprKind::Column && e.name == column);
    };
    for_each(static_cast<const Select&>(rows()), look);
    return found;
  }
  Pass unless_reads(const TableName& table) { return reads(table) ? Pass::Blocked : Pass::Free; }
  Pass unless_reads(const TableName& table, Name column) {
    return reads(table, column) ? Pass::Blocked : Pass::Free;
  }

  // Before it was made, it had no rows.
  Pass made(const TableName& table) {
    if (rows().from.table == table || guard_.among == table) return Pass::Void;
    if (rows().where && holds_without(*rows().where, table)) rows().where.reset();
    return unless_reads(table);
  }
  // Takes out of a condition that nothing is found in the table; whether that was all of it.
  static bool holds_without(Expr& condition, const TableName& table) {
    if (condition.kind == ExprKind::Binary && condition.op == Operator::And) {
      std::erase_if(condition.args, [&](Expr& part) { return holds_without(part, table); });
      if (condition.args.size() == 1) condition = Expr(std::move(condition.args.front()));
      return condition.kind == ExprKind::Binary && condition.args.empty();
    }
    return condition.kind == ExprKind::Not && condition.args[0].kind == ExprKind::Exists &&
           condition.args[0].select[0].from.table == table;
  }
  Pass moved(const TableName& now, const TableName& before) {
    if (!reads(now)) return Pass::Free;
    if (reads(before)) return Pass::Blocked;
    for_each_reference(rows(), [&](TableReference& r) {
      if (r.table == now) r.table = before;
    });
    const std::function<void(Expr&)> rename = [&](Expr& e) {
      if (e.kind == ExprKind::Column && e.qualifier == now.name) e.qualifier = before.name;
    };
    for_each(rows(), rename);
    return Pass::Free;
  }
  Pass added(const AddColumn& op) {
    const Name column = op.column.name.name;
    if (!reads(op.table, column)) return Pass::Free;
    if (op.column.generated || op.column.identity || !(rows().from.table == op.table)) return Pass::Blocked;
    const auto not_null = std::find(guard_.not_null.begin(), guard_.not_null.end(), column);
    if (!op.column.default_value) {
      if (!op.column.nullable || op.column.type.user) return Pass::Blocked;
      if (guard_.until_added) {
        rows() = std::move(*guard_.until_added);
        guard_.until_added.reset();
        if (guard_.null == column) guard_.null = Name();
        if (not_null != guard_.not_null.end()) guard_.not_null.erase(not_null);
        return Pass::Free;
      }
      return not_null != guard_.not_null.end() ? Pass::Void : Pass::Blocked;
    }
    if (guard_.until_added && guard_.null != column) return Pass::Blocked;
    return filled(op.table, column, *op.column.default_value);
  }
  // All rows have the value in that column.
  Pass filled(const TableName& table, Name column, const Expr& value) {
    if (!is_literal(value)) return Pass::Blocked;
    if (guard_.null == column) return Pass::Void;
    std::erase_if(rows().group_by,
                  [&](const Expr& e) { return e.kind == ExprKind::Column && e.name == column; });
    if (rows().having && rows().group_by.empty()) return Pass::Blocked;
    std::size_t tables = 0;
    for_each_reference(rows(), [&](TableReference&) { ++tables; });
    const std::function<void(Expr&)> fill = [&](Expr& e) {
      const bool own = e.qualifier == table.name || (e.qualifier.empty() && tables == 1);
      if (e.kind == ExprKind::Column && e.name == column && own) e = value;
    };
    for_each(rows(), fill);
    std::erase(guard_.not_null, column);
    return reads(table, column) ? Pass::Blocked : Pass::Free;
  }
  // Rows that go are in nobody's way.
  Pass deleted(const Delete& op) {
    if (op.table == guard_.may_go || !reads(op.table)) return Pass::Free;
    std::size_t mentions = 0;
    for_each_reference(rows(), [&](TableReference& r) { mentions += r.table == op.table; });
    if (!(rows().from.table == op.table) || mentions != 1 || !rows().joins.empty() || !op.alias.name.empty())
      return Pass::Blocked;
    if (!op.where) return Pass::Void;
    bool plain = true;
    // Not true is false or null: where it is null, the row stays.
    Expr goes;
    goes.kind = ExprKind::Case;
    goes.case_else = true;
    goes.args = {*op.where, number_expr("1"), number_expr("0")};
    Expr stays = binary_expr(Operator::Equal, std::move(goes), number_expr("0"));
    for_each(stays, [&](Expr& e) {
      plain = plain && e.select.empty();
      if (e.kind == ExprKind::Column) e.qualifier = op.table.name;
    });
    if (!plain) return Pass::Blocked;
    and_also(rows().where, std::move(stays));
    return Pass::Free;
  }
  Pass renamed(const RenameColumn& op) {
    if (!reads(op.table, op.to.name)) return Pass::Free;
    // Where two tables are read, the name may be another one's.
    bool alone = true;
    for_each_reference(rows(), [&](TableReference& r) { alone = alone && r.table == op.table; });
    if (!alone || reads(op.table, op.column.name)) return Pass::Blocked;
    const std::function<void(Expr&)> rename = [&](Expr& e) {
      if (e.kind == ExprKind::Column && e.name == op.to.name) e.name = op.column.name;
    };
    for_each(rows(), rename);
    for (Name& name : guard_.not_null)
      if (name == op.to.name) name = op.column.name;
    if (guard_.null == op.to.name) guard_.null = op.column.name;
    return Pass::Free;
  }
  // A change of type keeps what is null, unless it computes something else.
  Pass retyped(const AlterType& op) {
    if (!reads(op.table, op.column.name)) return Pass::Free;
    const bool asks_null = guard_.null == op.column.name && rows().from.table == op.table;
    return asks_null && !op.using_expr ? Pass::Free : Pass::Blocked;
  }
  Pass updated(const Update& op) {
    const bool sets_read = std::any_of(op.set.begin(), op.set.end(), [&](const Assignment& assignment) {
      return reads(op.table, assignment.column.name);
    });
    if (!sets_read) return Pass::Free;
    // update t set c = e from a where w
    const bool plain = rows().from.table == op.table && rows().from.alias.name.empty() &&
                       op.alias.name.empty() && op.set.size() == 1 && op.from && op.joins.empty() &&
                       op.where && !guard_.until_added;
    if (!plain) return Pass::Blocked;
    guard_.until_added = guard_.null == op.set[0].column.name ? left_null_by(op) : filled_by(op);
    guard_.added = op.set[0].column.name;
    return guard_.until_added ? Pass::Free : Pass::Blocked;
  }
  // Null is left where no row of a meets w, or e is null there.
  Select left_null_by(const Update& op) {
    Select asked = rows();
    asked.where = not_expr(exists_expr(
        *op.from, {}, binary_expr(Operator::And, *op.where, is_null_expr(op.set[0].value, true))));
    return asked;
  }
  // Where null does not stand in the way, only the values that rows of a give are asked for.
  std::optional<Select> filled_by(const Update& op) {
    const Name column = op.set[0].column.name;
    if (!rows().joins.empty() ||
        std::find(guard_.not_null.begin(), guard_.not_null.end(), column) == guard_.not_null.end())
      return std::nullopt;
    std::size_t mentions = 0;
    for_each_reference(rows(), [&](TableReference& r) { mentions += r.table == op.table; });
    bool qualified = true;
    Select asked = rows();
    const std::function<void(Expr&)> fill = [&](Expr& e) {
      if (e.kind != ExprKind::Column) return;
      qualified = qualified && !e.qualifier.empty();
      if (e.qualifier == op.table.name && e.name == column) e = op.set[0].value;
    };
    for_each(asked, fill);
    asked.joins.push_back({false, *op.from, *op.where});
    return qualified && mentions == 1 ? std::optional(std::move(asked)) : std::nullopt;
  }

  Guard& guard_;
};

}  // namespace

bool changes_along(const Operation& op, const Schema& schema) {
  if (std::holds_alternative<Execute>(op)) return true;  // nobody knows
  const auto* update = std::get_if<Update>(&op);
  const auto* gone = std::get_if<Delete>(&op);
  if (!update && !gone) return false;
  const TableName& table = update ? update->table : gone->table;
  bool along = false;
  schema.for_each_key_to(table, [&](const Table&, const Constraint& key) {
    const bool changes =
        gone || std::any_of(update->set.begin(), update->set.end(), [&](const Assignment& set) {
          return names_column(key.referred_columns, set.column.name);
        });
    along = along || (changes && acts(gone ? key.on_delete : key.on_update));
  });
  return along;
}

namespace {

bool has_triggers(const TableName& table, const Schema& schema) {
  const auto objects = schema.mentioning(table);
  return std::any_of(objects.begin(), objects.end(), [](const SchemaObject* object) {
    return std::holds_alternative<Trigger>(object->definition);
  });
}

}  // namespace

void Guards::look_at(const Statement& statement, const Schema& schema) {
  std::vector<Guard> found;
  if (!statement.assumed) found = guards_of(statement, schema, casts_);
  note(statement, schema);
  for (Guard& guard : found) place(std::move(guard));
}

void Guards::note(const Statement& statement, const Schema& schema) {
  Seen seen{&statement, false, false, {}};
  const TableName* table = table_of(statement.op);
  if (table && is_data(statement.op))
    seen.writes_elsewhere = has_triggers(*table, schema) || changes_along(statement.op, schema);
  if (const auto* type = std::get_if<AlterType>(&statement.op)) {
    const Table* before = schema.find(type->table);
    const Column* column = before ? before->column(type->column.name) : nullptr;
    seen.keeps_values = column && !type->using_expr && family(column->type) == family(type->type) &&
                        casts_.cast_outcome(column->type, type->type, false).changed.empty();
  }
  const std::size_t place = seen_.size();
  if (table) about_[*table].push_back(place);
  if (const auto* rename = std::get_if<RenameTable>(&statement.op))
    about_[{rename->table.schema, rename->to.name, {}}].push_back(place);
  if (const auto* set = std::get_if<SetSchema>(&statement.op))
    about_[{set->schema.name, set->table.name, {}}].push_back(place);
  if (const auto* attach = std::get_if<AttachPartition>(&statement.op))
    about_[attach->partition].push_back(place);
  if (const auto* detach = std::get_if<DetachPartition>(&statement.op))
    about_[detach->partition].push_back(place);
  Guard of_nothing{};
  if (Passing(of_nothing).past(statement, seen.writes_elsewhere, false) != Pass::Free)
    about_all_.push_back(place);
  seen_.push_back(std::move(seen));
}

std::optional<std::size_t> Guards::last_before(std::size_t i, Guard& guard) const {
  std::optional<std::size_t> last;
  if (guard.until_added) return i > 0 ? std::optional(i - 1) : std::nullopt;
  const auto look = [&](const std::vector<std::size_t>& places) {
    const auto next = std::lower_bound(places.begin(), places.end(), i);
    if (next != places.begin() && (!last || *std::prev(next) > *last)) last = *std::prev(next);
  };
  look(about_all_);
  for_each_reference(guard.step.rows, [&](const TableReference& reference) {
    if (const auto found = about_.find(reference.table); found != about_.end()) look(found->second);
  });
  return last;
}

void Guards::place(Guard guard) {
  std::size_t at = seen_.size() - 1;
  // Past an update that fills what it asks for it goes only if it comes through to where the column is added.
  std::optional<Guard> fallback;
  std::size_t fallback_at = at;
  std::optional<std::size_t> i = at;
  while ((i = last_before(*i, guard))) {
    Guard before = guard;
    const Pass pass =
        Passing(before).past(*seen_[*i].statement, seen_[*i].writes_elsewhere, seen_[*i].keeps_values);
    if (pass == Pass::Void) return;
    if (pass == Pass::Blocked) break;
    if (!guard.until_added && before.until_added) {
      fallback = std::move(guard);
      fallback_at = *i + 1;
    }
    guard = std::move(before);
    if (!guard.until_added) fallback.reset();
  }
  at = i ? *i + 1 : 0;
  if (fallback) {
    guard = std::move(*fallback);
    at = fallback_at;
  }
  auto& there = seen_[at].guards;
  const auto same = [&](const Guard& other) {
    return other.step.what == guard.step.what && other.step.rows == guard.step.rows;
  };
  if (std::none_of(there.begin(), there.end(), same)) there.push_back(std::move(guard));
}

std::vector<Step> Guards::before(std::size_t i) const {
  std::vector<Step> steps;
  for (const Guard& guard : seen_[i].guards) steps.push_back({guard.step, {guard.source}, ""});
  return steps;
}

}  // namespace migc
