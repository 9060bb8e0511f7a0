#include "ir/naming.h"

#include <fmt/format.h>

#include "support/text.h"

namespace migc {

namespace {

std::string fill(std::string_view pattern, std::string_view table, std::string_view columns,
                 std::string_view referred) {
  std::string name;
  while (!pattern.empty()) {
    const auto take = [&](std::string_view key, std::string_view value) {
      if (!pattern.starts_with(key)) return false;
      name += value;
      pattern.remove_prefix(key.size());
      return true;
    };
    if (take("{table}", table) || take("{columns}", columns) || take("{referred}", referred)) continue;
    name += pattern.front();
    pattern.remove_prefix(1);
  }
  while (name.ends_with('_')) name.pop_back();  // an expression may read no column
  return name;
}

std::string joined(const std::vector<Name>& names) {
  std::string text;
  for (Name name : names) text += (text.empty() ? "" : "_") + std::string(name.str());
  return text;
}

bool taken(Name name, const Table& table, const Schema& schema) {
  const Name folded = name.folded();
  for (const Constraint& other : table.constraints)
    if (other.name.name.folded() == folded) return true;
  for (const Index& other : table.indexes)
    if (other.name.name.folded() == folded) return true;
  const TableName as_table{table.name.schema, name, {}};
  return schema.owner_of(table.name.schema, name) || schema.find(as_table) || schema.relation(as_table) ||
         schema.find_in_other_case(as_table);
}

// What an element is, whatever it is called.
std::string what_is(const Constraint& constraint) {
  std::string what = fmt::format("{} {} {}", constraint_word(constraint.kind), joined(columns_of(constraint)),
                                 constraint.referred.name.str());
  if (constraint.kind == ConstraintKind::Check) what += canonical_text(constraint.check);
  for (const Constraint::Excluded& excluded : constraint.excluded)
    what += canonical_text(excluded.element.expr) + excluded.op;
  return what;
}

std::string what_is(const Index& index) {
  std::string what = fmt::format("index {}", index.method.name.str());
  for (const IndexElement& element : index.elements)
    what += canonical_text(element.expr) + (element.descending ? "desc" : "");
  if (index.where) what += canonical_text(*index.where);
  return what;
}

Name unique_name(std::string name, const std::string& what, const Table& table, const Schema& schema) {
  Name made{shortened(name)};
  if (taken(made, table, schema)) made = Name(shortened(fmt::format("{}_{}", name, stable_hash(what))));
  return made;
}

}  // namespace

std::string shortened(const std::string& name) {
  if (name.size() <= longest_made_name) return name;
  std::string_view cut = cut_utf8(name, longest_made_name - 9);
  while (cut.ends_with('_')) cut.remove_suffix(1);
  return fmt::format("{}_{}", cut, stable_hash(name));
}

Name name_for(const Constraint& constraint, const Table& table, const Schema& schema, const Naming& naming) {
  const std::string* pattern = nullptr;
  switch (constraint.kind) {
    case ConstraintKind::PrimaryKey:
      pattern = &naming.primary_key;
      break;
    case ConstraintKind::Unique:
      pattern = &naming.unique;
      break;
    case ConstraintKind::ForeignKey:
      pattern = &naming.foreign_key;
      break;
    case ConstraintKind::Check:
      pattern = &naming.check;
      break;
    case ConstraintKind::Exclude:
      pattern = &naming.exclude;
      break;
  }
  const std::vector<Name> columns = columns_of(constraint);
  return unique_name(fill(*pattern, table.name.name.str(), joined(columns), constraint.referred.name.str()),
                     what_is(constraint), table, schema);
}

Name name_for(const Index& index, const Table& table, const Schema& schema, const Naming& naming) {
  const std::string columns = joined(columns_of(index));
  return unique_name(fill(naming.index, table.name.name.str(), columns, ""), what_is(index), table, schema);
}

bool ends_in_hash(const Constraint& constraint) {
  return constraint.name.name.str().ends_with("_" + stable_hash(what_is(constraint)));
}

bool ends_in_hash(const Index& index) {
  return index.name.name.str().ends_with("_" + stable_hash(what_is(index)));
}

}  // namespace migc
