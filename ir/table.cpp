#include "ir/table.h"

#include <algorithm>

namespace migc {

namespace {

template <class T>
auto find_named(T& list, Name name) -> decltype(&list[0]) {
  for (auto& item : list)
    if (item.name.name == name) return &item;
  return nullptr;
}

template <class T>
bool same_set(const std::vector<T>& a, const std::vector<T>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    // Mostly the same place; a search only where it moved.
    if (b[i].name.name == a[i].name.name ? !(a[i] == b[i]) : true) {
      const T* other = find_named(b, a[i].name.name);
      if (!other || !(a[i] == *other)) return false;
    }
  }
  return true;
}

}  // namespace

void sort_options(std::vector<Option>& options) {
  std::stable_sort(options.begin(), options.end(), [](const Option& a, const Option& b) {
    return a.dialect != b.dialect ? a.dialect < b.dialect : a.key.name < b.key.name;
  });
}

const Column* Table::column(Name wanted) const { return find_named(columns, wanted); }
Column* Table::column(Name wanted) { return find_named(columns, wanted); }
const Constraint* Table::constraint(Name wanted) const { return find_named(constraints, wanted); }
const Index* Table::index(Name wanted) const { return find_named(indexes, wanted); }

const Constraint* Table::primary_key() const {
  for (const Constraint& constraint : constraints)
    if (constraint.kind == ConstraintKind::PrimaryKey) return &constraint;
  return nullptr;
}

bool Table::operator==(const Table& other) const {
  return name == other.name && same_set(columns, other.columns) && same_set(constraints, other.constraints) &&
         same_set(indexes, other.indexes) && partition_by == other.partition_by &&
         partition_of == other.partition_of && row_security == other.row_security &&
         comment == other.comment && options == other.options;
}

bool acts(Action action) {
  switch (action) {
    case Action::NoAction:
    case Action::Restrict:
      return false;
    case Action::Cascade:
    case Action::SetNull:
    case Action::SetDefault:
      return true;
  }
  return false;
}

std::string_view action_text(Action action) {
  switch (action) {
    case Action::NoAction:
      return "no action";
    case Action::Restrict:
      return "restrict";
    case Action::Cascade:
      return "cascade";
    case Action::SetNull:
      return "set null";
    case Action::SetDefault:
      return "set default";
  }
  return "";
}

std::string_view constraint_word(ConstraintKind kind) {
  switch (kind) {
    case ConstraintKind::PrimaryKey:
      return "primary key";
    case ConstraintKind::Unique:
      return "unique";
    case ConstraintKind::ForeignKey:
      return "foreign key";
    case ConstraintKind::Check:
      return "check";
    case ConstraintKind::Exclude:
      return "exclude";
  }
  return "";
}

bool names_column(const std::vector<Ident>& list, Name column) {
  return std::any_of(list.begin(), list.end(), [&](const Ident& i) { return i.name == column; });
}

bool uses_column(const Constraint& constraint, Name column) {
  if (constraint.kind == ConstraintKind::Check) return mentions(constraint.check, column);
  if (constraint.kind == ConstraintKind::Exclude)
    return (constraint.where && mentions(*constraint.where, column)) ||
           std::any_of(constraint.excluded.begin(), constraint.excluded.end(),
                       [&](const Constraint::Excluded& e) { return mentions(e.element.expr, column); });
  return names_column(constraint.columns, column);
}

bool uses_column(const Index& index, Name column) {
  for (const IndexElement& element : index.elements)
    if (mentions(element.expr, column)) return true;
  return names_column(index.include, column) || (index.where && mentions(*index.where, column));
}

namespace {
template <class T, class F>
void walk_expressions(T& table, const F& visit) {
  const auto index_element = [&](auto& element) { visit(element.expr); };
  for (auto& column : table.columns) {
    if (column.default_value) visit(*column.default_value);
    if (column.generated) visit(column.generated->expr);
  }
  for (auto& constraint : table.constraints) {
    if (constraint.kind == ConstraintKind::Check) visit(constraint.check);
    for (auto& excluded : constraint.excluded) index_element(excluded.element);
    if (constraint.where) visit(*constraint.where);
  }
  for (auto& index : table.indexes) {
    for (auto& element : index.elements) index_element(element);
    if (index.where) visit(*index.where);
  }
  if (table.partition_by)
    for (auto& key : table.partition_by->keys) visit(key);
}
}  // namespace

void for_each_expression(Table& table, const std::function<void(Expr&)>& visit) {
  walk_expressions(table, visit);
}
void for_each_expression(const Table& table, const std::function<void(const Expr&)>& visit) {
  walk_expressions(table, visit);
}

std::vector<Name> columns_of(const Constraint& constraint) {
  if (constraint.kind == ConstraintKind::Check) return columns_of(constraint.check);
  std::vector<Name> names;
  for (const Constraint::Excluded& excluded : constraint.excluded)
    for (Name name : columns_of(excluded.element.expr)) names.push_back(name);
  for (const Ident& column : constraint.columns) names.push_back(column.name);
  return names;
}

std::vector<Name> columns_of(const Index& index) {
  std::vector<Name> names;
  for (const IndexElement& element : index.elements)
    for (Name name : columns_of(element.expr)) names.push_back(name);
  return names;
}

bool is_key(const Table& table, const std::vector<Ident>& columns) {
  const auto same = [&](std::size_t count, auto has) {
    return count == columns.size() && std::all_of(columns.begin(), columns.end(), has);
  };
  for (const Constraint& constraint : table.constraints) {
    if (constraint.kind != ConstraintKind::PrimaryKey && constraint.kind != ConstraintKind::Unique) continue;
    if (same(constraint.columns.size(),
             [&](const Ident& c) { return names_column(constraint.columns, c.name); }))
      return true;
  }
  for (const Index& index : table.indexes) {
    if (!index.unique || index.where) continue;
    const auto plain = [](const IndexElement& e) { return e.expr.kind == ExprKind::Column && !e.prefix; };
    if (std::all_of(index.elements.begin(), index.elements.end(), plain) &&
        same(index.elements.size(), [&](const Ident& c) {
          return std::any_of(index.elements.begin(), index.elements.end(),
                             [&](const IndexElement& e) { return e.expr.name == c.name; });
        }))
      return true;
  }
  return false;
}

std::string show(Name name) {
  const std::string_view text = name.str();
  const auto first = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  const auto other = [&](char c) { return first(c) || (c >= '0' && c <= '9') || c == '$'; };
  const bool plain = !text.empty() && first(text[0]) && std::all_of(text.begin(), text.end(), other);
  if (plain && !name.quoted()) return std::string(text);
  std::string quoted = "\"";
  for (char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

std::string show(const TableName& table) {
  return table.schema.empty() ? show(table.name) : show(table.schema) + "." + show(table.name);
}

std::string show(const std::vector<Ident>& columns) {
  std::string text;
  for (const Ident& column : columns) text += (text.empty() ? "" : ", ") + show(column.name);
  return text;
}

}  // namespace migc
