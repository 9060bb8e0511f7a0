// The elements of a table: columns, constraints, indexes.
#include "frontend/lowering.h"
#include "support/text.h"

namespace migc {

void Lowering::references(Cursor node, Constraint& constraint) {
  constraint.kind = ConstraintKind::ForeignKey;
  const auto action = [](Cursor clause) {
    for (Cursor child : clause) {
      switch (child.kind()) {
        case Kind::action_cascade:
          return Action::Cascade;
        case Kind::action_restrict:
          return Action::Restrict;
        case Kind::action_set_null:
          return Action::SetNull;
        case Kind::action_set_default:
          return Action::SetDefault;
        default:
          return Action::NoAction;
      }
    }
    return Action::NoAction;
  };
  bool on_delete = false;
  bool on_update = false;
  for (Cursor child : node) {
    switch (child.kind()) {
      case Kind::qualified_name:
        constraint.referred = table_name(child);
        break;
      case Kind::column_list:
        constraint.referred_columns = names(child);
        break;
      case Kind::on_delete:
        if (std::exchange(on_delete, true)) report(diag::clause_twice, child.span(), "on delete");
        constraint.on_delete = action(child);
        break;
      case Kind::on_update:
        if (std::exchange(on_update, true)) report(diag::clause_twice, child.span(), "on update");
        constraint.on_update = action(child);
        break;
      case Kind::match_full:
        constraint.match_full = true;
        break;
      default:
        deferral(child, constraint);
        break;
    }
  }
}

void Lowering::deferral(Cursor clause, Constraint& constraint) {
  if (clause.kind() == Kind::deferrable) constraint.deferrable = true;
  if (clause.kind() == Kind::initially_deferred) constraint.deferrable = constraint.initially_deferred = true;
}

Constraint Lowering::constraint(Cursor node) {
  Constraint constraint;
  constraint.span = node.span();
  const auto set_name = [&](Cursor word) {
    if (!constraint.name.name.empty()) report(diag::clause_twice, word.span(), "the constraint's name");
    constraint.name = name(word);
  };
  for (Cursor part : node) {
    if (part.kind() == Kind::constraint_name) {
      for (Cursor word : part) set_name(word);
      continue;
    }
    const bool key = part.kind() == Kind::primary_key || part.kind() == Kind::unique_key ||
                     part.kind() == Kind::foreign_key;
    constraint.kind = part.kind() == Kind::primary_key   ? ConstraintKind::PrimaryKey
                      : part.kind() == Kind::unique_key  ? ConstraintKind::Unique
                      : part.kind() == Kind::foreign_key ? ConstraintKind::ForeignKey
                      : part.kind() == Kind::exclude     ? ConstraintKind::Exclude
                                                         : ConstraintKind::Check;
    // The names in an element are its own, if it has one, and its columns; brackets tell them apart.
    for (Cursor child : part) {
      if (child.kind() == Kind::expression) constraint.check = expression(child);
      if (child.kind() == Kind::references) references(child, constraint);
      if (child.kind() == Kind::not_valid) constraint.not_valid = true;
      if (child.kind() == Kind::nulls_not_distinct) constraint.nulls_not_distinct = true;
      if (child.kind() == Kind::where)
        for (Cursor condition : child) constraint.where = expression(condition);
      if (child.kind() == Kind::index_method)
        for (Cursor word : child) constraint.method = {Name(name(word).name.folded().str()), word.span()};
      if (child.kind() == Kind::excluded) {
        Constraint::Excluded excluded;
        for (Cursor item : child) {
          if (item.kind() == Kind::index_element) excluded.element = index_element(item);
          if (item.kind() == Kind::exclude_operator) excluded.op = std::string(item.text());
        }
        constraint.excluded.push_back(std::move(excluded));
      }
      deferral(child, constraint);
      if (child.kind() != Kind::word && child.kind() != Kind::quoted_name) continue;
      const std::string_view before = sources_.text({syntax_.file, part.node().begin, child.node().begin});
      if (key && before.find('(') != std::string_view::npos)
        constraint.columns.push_back(name(child));
      else
        set_name(child);
    }
  }
  return constraint;
}

IndexElement Lowering::index_element(Cursor node) {
  IndexElement element;
  for (Cursor part : node) {
    switch (part.kind()) {
      case Kind::mark_asc:
        break;
      case Kind::mark_desc:
        element.descending = true;
        break;
      case Kind::nulls_first:
        element.nulls = NullsOrder::First;
        break;
      case Kind::nulls_last:
        element.nulls = NullsOrder::Last;
        break;
      case Kind::index_prefix:
        for (Cursor digits : part)
          if (const auto size = integer(digits, 16383)) element.prefix = static_cast<int>(*size);
        break;
      case Kind::collate:
        for (Cursor word : part) element.collation = name(word);
        break;
      case Kind::operator_class:
        for (Cursor word : part) element.operator_class = name(word);
        break;
      default:
        element.expr = primary(part);
        break;
    }
  }
  return element;
}

Identity Lowering::identity(Cursor node) {
  Identity identity;
  for (Cursor value : node) {
    if (value.kind() == Kind::identity_always) identity.always = true;
    for (Cursor number : value) {
      if (value.kind() == Kind::identity_start) identity.start = integer(number, 9'000'000'000'000'000'000);
      if (value.kind() == Kind::identity_increment) identity.increment = integer(number, 1'000'000'000);
    }
  }
  return identity;
}

Generated Lowering::generated(Cursor node) {
  Generated generated;
  for (Cursor value : node) {
    if (value.kind() == Kind::expression) generated.expr = expression(value);
    if (value.kind() == Kind::virtual_column) generated.stored = false;
  }
  return generated;
}

PartitionBy Lowering::partition_by(Cursor node) {
  PartitionBy by;
  for (Cursor child : node) {
    if (child.kind() == Kind::partition_range)
      by.method = PartitionMethod::Range;
    else if (child.kind() == Kind::partition_list)
      by.method = PartitionMethod::List;
    else if (child.kind() == Kind::partition_hash)
      by.method = PartitionMethod::Hash;
    else
      by.keys.push_back(primary(child));
  }
  return by;
}

PartitionBound Lowering::bound(Cursor node) {
  PartitionBound bound;
  const auto values = [&](Cursor list) {
    std::vector<Expr> out;
    for (Cursor value : list) {
      if (value.kind() == Kind::expression) {
        out.push_back(expression(value));
      } else {
        Expr unlimited;  // minvalue, maxvalue
        unlimited.text = to_lower(value.text());
        unlimited.span = value.span();
        out.push_back(std::move(unlimited));
      }
    }
    return out;
  };
  for (Cursor child : node) {
    std::vector<std::vector<Expr>> lists;
    std::vector<long long> numbers;
    for (Cursor part : child) {
      if (part.kind() == Kind::bound_list) lists.push_back(values(part));
      if (part.kind() == Kind::integer_literal) numbers.push_back(integer(part, 1'000'000).value_or(1));
    }
    if (child.kind() == Kind::bound_range) {
      bound.kind = PartitionBound::Kind::Range;
      bound.from = lists.at(0);
      bound.to = lists.at(1);
    } else if (child.kind() == Kind::bound_in) {
      bound.kind = PartitionBound::Kind::List;
      bound.from = lists.at(0);
    } else if (child.kind() == Kind::bound_hash) {
      bound.kind = PartitionBound::Kind::Hash;
      bound.modulus = numbers.at(0);
      bound.remainder = numbers.at(1);
    }
  }
  return bound;
}

Index Lowering::index(Cursor node) {
  Index index;
  index.span = node.span();
  for (Cursor child : node) {
    switch (child.kind()) {
      case Kind::mark_unique:
        index.unique = true;
        break;
      case Kind::word:
      case Kind::quoted_name:
        index.name = name(child);
        break;
      case Kind::index_method:
        for (Cursor word : child) index.method = {Name(name(word).name.folded().str()), word.span()};
        break;
      case Kind::index_element:
        index.elements.push_back(index_element(child));
        break;
      case Kind::nulls_not_distinct:
        index.nulls_not_distinct = true;
        break;
      case Kind::index_include:
        for (Cursor list : child) index.include = names(list);
        break;
      case Kind::where:
        for (Cursor part : child) index.where = expression(part);
        break;
      case Kind::options:
        options(child, "an index", index.options);
        break;
      default:
        break;
    }
  }
  return index;
}

Column Lowering::column(Cursor node, DialectSet targets, std::vector<Constraint>& constraints) {
  Column column;
  column.targets = targets;
  column.span = node.span();
  bool null = false;
  for (Cursor child : node) {
    if (child.kind() == Kind::word || child.kind() == Kind::quoted_name) {
      column.name = name(child);
      continue;
    }
    if (child.kind() == Kind::type) {
      column.type = type(child);
      continue;
    }
    if (child.kind() == Kind::options) {
      options(child, "a column", column.options);
      continue;
    }
    Ident given;
    for (Cursor part : child) {
      const auto once = [&](bool there, std::string_view what) {
        if (there) report(diag::clause_twice, part.span(), what);
      };
      Constraint constraint;
      constraint.name = given;
      constraint.targets = targets;
      constraint.span = part.span();
      constraint.columns = {column.name};
      switch (part.kind()) {
        case Kind::constraint_name:
          for (Cursor word : part) given = name(word);
          break;
        case Kind::attribute_not_null:
          once(!column.nullable, "not null");
          column.nullable = false;
          break;
        case Kind::attribute_null:
          once(null, "null");
          null = true;
          break;
        case Kind::attribute_default:
          once(column.default_value.has_value(), "default");
          for (Cursor value : part) column.default_value = expression(value);
          column.default_name = given;
          break;
        case Kind::attribute_primary_key:
          constraint.kind = ConstraintKind::PrimaryKey;
          constraints.push_back(std::move(constraint));
          break;
        case Kind::attribute_unique:
          constraint.kind = ConstraintKind::Unique;
          constraints.push_back(std::move(constraint));
          break;
        case Kind::attribute_check:
          constraint.kind = ConstraintKind::Check;
          constraint.columns.clear();
          for (Cursor value : part) constraint.check = expression(value);
          constraints.push_back(std::move(constraint));
          break;
        case Kind::attribute_references:
          references(part, constraint);
          constraints.push_back(std::move(constraint));
          break;
        case Kind::attribute_generated:
          once(column.generated.has_value(), "generated");
          column.generated = generated(part);
          break;
        case Kind::attribute_identity:
          once(column.identity.has_value(), "identity");
          column.identity = identity(part);
          break;
        case Kind::attribute_collate:
          once(!column.collation.name.empty(), "collate");
          for (Cursor word : part) column.collation = name(word);
          break;
        default:
          break;
      }
    }
  }
  if (null && !column.nullable)
    report(diag::attribute_conflict, column.name.span, show(column.name.name), "null", "not null");
  if (null && column.identity)
    report(diag::attribute_conflict, column.name.span, show(column.name.name), "null", "an identity");
  return column;
}

void Lowering::elements(Cursor list, DialectSet targets, Table& table, Revision& revision) {
  for (Cursor child : list) {
    switch (child.kind()) {
      case Kind::column:
        table.columns.push_back(column(child, targets, table.constraints));
        break;
      case Kind::table_constraint: {
        Constraint made = constraint(child);
        made.targets = targets;
        table.constraints.push_back(std::move(made));
        break;
      }
      case Kind::table_index: {
        Index made = index(child);
        made.targets = targets;
        table.indexes.push_back(std::move(made));
        break;
      }
      case Kind::on_elements:
        on_block(child, targets, revision,
                 [&](Cursor block, DialectSet set) { elements(block, set, table, revision); });
        break;
      case Kind::skip_element:
        revision.complete = false;
        break;
      default:
        break;
    }
  }
}

}  // namespace migc
