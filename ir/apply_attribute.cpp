// identity, generated, collation of a column
#include "ir/applier.h"
#include "support/text.h"

namespace migc {

bool Applier::check_identity(const Table& table, const Column& column, const Ident& place) {
  const auto refuse = [&](std::string_view why) -> Diagnostic& {
    return report(diag::bad_identity, place.span, show(column.name.name), why);
  };
  if (family(column.type) != Family::Integer || column.type.is_unsigned) {
    refuse("it has to be an integer").fix("make it a bigint");
    return false;
  }
  for (const Column& other : table.columns) {
    if (!other.identity || &other == &column) continue;
    refuse("a table has one identity column at most").label(other.span, "the other one");
    return false;
  }
  return true;
}

bool Applier::operator()(SetIdentity& op) {
  const Table* table = need_table(op.table);
  const Column* column = table ? need_column(*table, op.column) : nullptr;
  if (!column || !own_columns(*table, op.column)) return false;
  if (column->default_value || column->generated) {
    report(diag::attribute_conflict, op.column.span, show(op.column.name),
           column->generated ? "generated" : "have a default", "an identity")
        .fix(column->generated ? "drop generated first" : "drop the default first");
    return false;
  }
  if (column->identity) {
    report(diag::attribute_conflict, op.column.span, show(op.column.name), "an identity", "become one again")
        .fix("drop identity first")
        .fix("or let it go on from another number: restart identity with …");
    return false;
  }
  if (column->nullable) {
    report(diag::null_not_allowed, op.column.span, show(op.column.name)).fix("set it not null first");
    return false;
  }
  if (!check_identity(*table, *column, op.column)) return false;
  schema_.edit(op.table, [&](Table& t) { t.column(op.column.name)->identity = op.identity; });
  return true;
}

bool Applier::operator()(DropIdentity& op) {
  const Table* table = need_table(op.table);
  const Column* column = table ? need_column(*table, op.column) : nullptr;
  if (!column) return false;
  if (!column->identity)
    report(diag::no_effect, op.column.span, fmt::format("{} is no identity", show(op.column.name)));
  schema_.edit(op.table, [&](Table& t) { t.column(op.column.name)->identity.reset(); });
  return true;
}

bool Applier::operator()(RestartIdentity& op) {
  const Table* table = need_table(op.table);
  const Column* column = table ? need_column(*table, op.column) : nullptr;
  if (!column) return false;
  if (column->identity) return true;
  report(diag::bad_identity, op.column.span, show(op.column.name), "it is none, and has nothing to restart");
  return false;
}

bool Applier::operator()(SetGenerated& op) {
  const Table* table = need_table(op.table);
  const Column* column = table ? need_column(*table, op.column) : nullptr;
  if (!column || !own_columns(*table, op.column)) return false;
  if (column->default_value || column->identity) {
    report(diag::attribute_conflict, op.column.span, show(op.column.name), "generated",
           column->identity ? "an identity" : "have a default")
        .fix(column->identity ? "drop identity first" : "drop the default first");
    return false;
  }
  for (const Column& other : table->columns) {
    if (&other == column || !other.generated || !mentions(other.generated->expr, op.column.name)) continue;
    report(diag::still_used, op.column.span, fmt::format("column {}", show(op.column.name)),
           fmt::format("the generated column {}", show(other.name.name)))
        .label(other.span, "used here")
        .note("a generated column can't read another one");
    return false;
  }
  Column changed = *column;
  changed.generated = op.generated;
  Table without = *table;  // an expression that reads the column itself is refused by check_column
  without.column(op.column.name)->generated = op.generated;
  if (!check_column(without, changed)) return false;
  op.generated = *changed.generated;
  edit_with_partitions(op.table, [&](Table& t) { t.column(op.column.name)->generated = op.generated; });
  return true;
}

bool Applier::operator()(DropGenerated& op) {
  const Table* table = need_table(op.table);
  const Column* column = table ? need_column(*table, op.column) : nullptr;
  if (!column) return false;
  if (!column->generated)
    report(diag::no_effect, op.column.span, fmt::format("{} is not generated", show(op.column.name)));
  edit_with_partitions(op.table, [&](Table& t) { t.column(op.column.name)->generated.reset(); });
  return true;
}

bool Applier::operator()(SetCollation& op) {
  const Table* table = need_table(op.table);
  const Column* column = table ? need_column(*table, op.column) : nullptr;
  if (!column || !own_columns(*table, op.column)) return false;
  if (family(column->type) != Family::Text && family(column->type) != Family::Any) {
    report(diag::type_mismatch, op.column.span, std::string(family_name(Family::Text)),
           to_string(column->type));
    return false;
  }
  if (column->collation == op.collation)
    report(diag::no_effect, op.column.span,
           fmt::format("{} has that collation already", show(op.column.name)));
  edit_with_partitions(op.table, [&](Table& t) { t.column(op.column.name)->collation = op.collation; });
  return true;
}

}  // namespace migc
