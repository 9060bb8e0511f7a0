// attach and detach partition
#include "ir/applier.h"
#include "support/text.h"

namespace migc {

bool Applier::check_bound(const Table& parent, const TableName& partition, PartitionBound& bound,
                          Span place) {
  const auto refuse = [&](std::string why) {
    report(diag::bad_partition, place,
           fmt::format("{} can't be a partition of {}: {}", show(partition), show(parent.name), why));
    return false;
  };
  if (!parent.partition_by) return refuse(fmt::format("{} is not partitioned", show(parent.name)));
  const std::size_t keys = parent.partition_by->keys.size();
  switch (bound.kind) {
    case PartitionBound::Kind::Default:
      if (parent.partition_by->method == PartitionMethod::Hash)
        return refuse("a table by hash has no default partition");
      break;
    case PartitionBound::Kind::Range:
      if (parent.partition_by->method != PartitionMethod::Range)
        return refuse("the table is not partitioned by range");
      if (bound.from.size() != keys || bound.to.size() != keys)
        return refuse(fmt::format("its bounds have to have {}", counted(keys, "value")));
      break;
    case PartitionBound::Kind::List:
      if (parent.partition_by->method != PartitionMethod::List)
        return refuse("the table is not partitioned by list");
      break;
    case PartitionBound::Kind::Hash:
      if (parent.partition_by->method != PartitionMethod::Hash)
        return refuse("the table is not partitioned by hash");
      if (bound.modulus < 1 || bound.remainder >= bound.modulus)
        return refuse("the remainder has to be less than the modulus");
      break;
  }
  bool ok = true;
  const auto check = [&](std::vector<Expr>& values, bool one_key) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (values[i].kind == ExprKind::Null) continue;  // null, minvalue, maxvalue
      const Expr& key = parent.partition_by->keys[one_key ? 0 : i];
      const Column* column = key.kind == ExprKind::Column ? parent.column(key.name) : nullptr;
      ExpressionChecker checker(schema_, diagnostics_, Place::Default);
      ok =
          checker.check(values[i], Scope{}, column ? Wanted(column->type) : Wanted(key.derived.family)) && ok;
    }
  };
  check(bound.from, bound.kind == PartitionBound::Kind::List);
  check(bound.to, false);
  return ok;
}

bool Applier::operator()(AttachPartition& op) {
  const Table* parent = need_table(op.table);
  const Table* part = need_table(op.partition);
  if (!parent || !part || !check_bound(*parent, part->name, op.bound, op.partition.span)) return false;
  const auto refuse = [&](std::string why, Span place) {
    report(diag::bad_partition, op.partition.span,
           fmt::format("{} can't be a partition of {}: {}", show(part->name), show(parent->name), why))
        .label(place, "this one");
    return false;
  };
  if (part->partition_of) return refuse("it is a partition already", part->span);
  for (const Column& column : parent->columns) {
    const Column* own = part->column(column.name.name);
    if (!own) return refuse(fmt::format("it has no column {}", show(column.name.name)), column.span);
    if (!(own->type == column.type))
      return refuse(fmt::format("its column {} is {}, not {}", show(own->name.name), to_string(own->type),
                                to_string(column.type)),
                    own->span);
    if (!column.nullable && own->nullable)
      return refuse(fmt::format("its column {} can be null", show(own->name.name)), own->span);
  }
  for (const Column& column : part->columns)
    if (!parent->column(column.name.name))
      return refuse(fmt::format("{} has no column {}", show(parent->name), show(column.name.name)),
                    column.span);
  const TableName name = parent->name;
  schema_.edit(op.partition, [&](Table& t) { t.partition_of = PartitionOf{name, op.bound}; });
  return true;
}

bool Applier::operator()(DetachPartition& op) {
  const Table* parent = need_table(op.table);
  const Table* part = need_table(op.partition);
  if (!parent || !part) return false;
  if (!part->partition_of || !(part->partition_of->parent == parent->name)) {
    report(diag::bad_partition, op.partition.span,
           fmt::format("{} is not a partition of {}", show(part->name), show(parent->name)));
    return false;
  }
  schema_.edit(op.partition, [&](Table& t) { t.partition_of.reset(); });
  return true;
}

}  // namespace migc
