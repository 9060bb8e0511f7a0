// Tables and what they are made of.
#include <fmt/format.h>

#include "frontend/printer.h"
#include "support/overloaded.h"

namespace migc {

void Printer::options(const std::vector<Option>& options) {
  for (std::size_t i = 0; i < options.size();) {
    const Dialect dialect = options[i].dialect;
    out_ += fmt::format(" with {} (", dialect_name(dialect));
    for (bool first = true; i < options.size() && options[i].dialect == dialect; ++i, first = false) {
      if (!first) out_ += ", ";
      out_ += show(options[i].key.name) + " = ";
      if (options[i].is_string)
        string(options[i].value);
      else
        out_ += options[i].value;
    }
    out_ += ")";
  }
}

void Printer::identity(const Identity& identity) {
  out_ += identity.always ? "identity always" : "identity";
  if (!identity.start && !identity.increment) return;
  out_ += " (";
  if (identity.start) out_ += fmt::format("start {}", *identity.start);
  if (identity.increment)
    out_ += fmt::format("{}increment {}", identity.start ? " " : "", *identity.increment);
  out_ += ")";
}

void Printer::generated(const Generated& generated) {
  out_ += "generated always as (";
  expression(generated.expr);
  out_ += generated.stored ? ") stored" : ") virtual";
}

void Printer::column(const Column& column) {
  name(column.name.name);
  out_ += " " + to_string(column.type);
  if (column.identity) {
    out_ += " ";
    identity(*column.identity);
  }
  if (!column.nullable) out_ += " not null";
  if (column.default_value) {
    if (!column.default_name.name.empty()) out_ += " constraint " + show(column.default_name.name);
    out_ += " default ";
    expression(*column.default_value);
  }
  if (column.generated) {
    out_ += " ";
    generated(*column.generated);
  }
  if (!column.collation.name.empty()) out_ += " collate " + show(column.collation.name);
  options(column.options);
}

void Printer::deferral(const Constraint& constraint) {
  if (constraint.deferrable) out_ += " deferrable";
  if (constraint.initially_deferred) out_ += " initially deferred";
}

void Printer::constraint(const Constraint& constraint) {
  out_ += constraint_word(constraint.kind);
  if (!constraint.name.name.empty()) out_ += " " + show(constraint.name.name);
  if (constraint.nulls_not_distinct) out_ += " nulls not distinct";
  out_ += " ";
  switch (constraint.kind) {
    case ConstraintKind::Check:
      out_ += "(";
      expression(constraint.check);
      out_ += ")";
      break;
    case ConstraintKind::PrimaryKey:
    case ConstraintKind::Unique:
      names(constraint.columns);
      deferral(constraint);
      break;
    case ConstraintKind::ForeignKey:
      names(constraint.columns);
      out_ += " references " + show(constraint.referred);
      if (!constraint.referred_columns.empty()) {
        out_ += " ";
        names(constraint.referred_columns);
      }
      if (constraint.match_full) out_ += " match full";
      if (constraint.on_delete != Action::NoAction)
        out_ += fmt::format(" on delete {}", action_text(constraint.on_delete));
      if (constraint.on_update != Action::NoAction)
        out_ += fmt::format(" on update {}", action_text(constraint.on_update));
      deferral(constraint);
      break;
    case ConstraintKind::Exclude:
      if (!constraint.method.name.empty()) out_ += fmt::format("using {} ", constraint.method.name.str());
      out_ += "(";
      joined(constraint.excluded, [&](const Constraint::Excluded& excluded) {
        index_element(excluded.element);
        out_ += " with " + excluded.op;
      });
      out_ += ")";
      where(constraint.where);
      deferral(constraint);
      break;
  }
  if (constraint.not_valid) out_ += " not valid";
}

void Printer::partition_by(const PartitionBy& by) {
  out_ += " partition by ";
  switch (by.method) {
    case PartitionMethod::Range:
      out_ += "range (";
      break;
    case PartitionMethod::List:
      out_ += "list (";
      break;
    case PartitionMethod::Hash:
      out_ += "hash (";
      break;
  }
  joined(by.keys, [&](const Expr& key) {
    IndexElement element;
    element.expr = key;
    index_element(element);
  });
  out_ += ")";
}

void Printer::bound(const PartitionBound& bound) {
  const auto values = [&](const std::vector<Expr>& list) {
    out_ += "(";
    joined(list, [&](const Expr& value) {
      if (value.kind == ExprKind::Null && !value.text.empty())
        out_ += value.text;  // minvalue, maxvalue
      else
        expression(value);
    });
    out_ += ")";
  };
  switch (bound.kind) {
    case PartitionBound::Kind::Default:
      out_ += " default";
      break;
    case PartitionBound::Kind::Range:
      out_ += " for values from ";
      values(bound.from);
      out_ += " to ";
      values(bound.to);
      break;
    case PartitionBound::Kind::List:
      out_ += " for values in ";
      values(bound.from);
      break;
    case PartitionBound::Kind::Hash:
      out_ += fmt::format(" for values with (modulus {}, remainder {})", bound.modulus, bound.remainder);
      break;
  }
}

void Printer::index_element(const IndexElement& element) {
  const bool bare = element.expr.kind == ExprKind::Column || element.expr.kind == ExprKind::Call ||
                    element.expr.kind == ExprKind::Routine;
  if (!bare) out_ += "(";
  expression(element.expr);
  if (!bare) out_ += ")";
  if (element.prefix) out_ += fmt::format(" prefix {}", *element.prefix);
  if (!element.collation.name.empty()) out_ += " collate " + show(element.collation.name);
  if (!element.operator_class.name.empty()) out_ += " " + show(element.operator_class.name);
  if (element.descending) out_ += " desc";
  if (element.nulls == NullsOrder::First) out_ += " nulls first";
  if (element.nulls == NullsOrder::Last) out_ += " nulls last";
}

void Printer::index_body(const Index& index) {
  if (!index.method.name.empty()) out_ += fmt::format(" using {}", index.method.name.str());
  out_ += " (";
  joined(index.elements, [&](const IndexElement& element) { index_element(element); });
  out_ += ")";
  if (!index.include.empty()) {
    out_ += " include ";
    names(index.include);
  }
  if (index.nulls_not_distinct) out_ += " nulls not distinct";
  where(index.where);
  options(index.options);
}

void Printer::operator()(const CreateTable& op) {
  const Table& table = op.table;
  if (table.partition_of) {
    out_ +=
        fmt::format("create table {} partition of {}", show(table.name), show(table.partition_of->parent));
    bound(table.partition_of->bound);
    options(table.options);
    return;
  }
  out_ += (table.maybe ? "create table if not exists " : "create table ") + show(table.name) + " (\n";
  const auto element = [&](const auto& item, auto write) {
    const bool all = item.targets == DialectSet::all();
    if (!all) {
      on(item.targets);
      out_ += "{ ";
    }
    write();
    out_ += all ? ",\n" : " },\n";
  };
  for (const Column& c : table.columns) element(c, [&] { column(c); });
  for (const Constraint& c : table.constraints) element(c, [&] { constraint(c); });
  for (const Index& i : table.indexes) {
    element(i, [&] {
      out_ += i.unique ? "unique index" : "index";
      if (!i.name.name.empty()) out_ += " " + show(i.name.name);
      index_body(i);
    });
  }
  out_ += ")";
  if (table.partition_by) partition_by(*table.partition_by);
  options(table.options);
}

}  // namespace migc
