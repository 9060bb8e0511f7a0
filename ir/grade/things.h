// The tables, columns and sequences of a schema, numbered in the order in which the history made them. So whether a thing was made in
// a range is one comparison, whatever it has been renamed to since.
#pragma once

#include <unordered_map>

#include "ir/operation.h"
#include "ir/schema.h"

namespace migc {

class Things {
 public:
  using Number = std::uint32_t;
  // Of what no range of the history has made, as far as can be known.
  static constexpr Number always = 0;

  // What is made from now on has this number or a higher one.
  Number next() const { return next_; }

  // Takes a statement that has just been applied: `schema` is as it stands after it, `touched` how it was before.
  void follow(const Statement& statement, const Schema& schema, const Journal& touched);

  // As things stand after the statement that was followed last.
  Number table(const TableName& name) const;
  Number column(const TableName& table, Name column) const;
  // As they stood before it.
  Number table_before(const TableName& name) const;
  Number column_before(const TableName& table, Name column) const;
  Number object_before(const ObjectName& name) const;
  // What it made go.
  const std::vector<Number>& gone() const { return gone_; }

 private:
  struct Entry {
    Number table = always;
    std::unordered_map<Name, Number> columns;
  };
  using Tables = std::unordered_map<TableName, Entry>;

  void follow_tables(const Statement& statement, const Schema& schema, const Journal& touched, bool made);
  void follow_objects(const Statement& statement, const Schema& schema, const Journal& touched, bool made);
  Number fresh(bool made) { return made ? next_++ : always; }

  Tables tables_;
  std::unordered_map<std::string, Number> objects_;
  // What the last statement touched, as it was before.
  Tables tables_before_;
  std::unordered_map<std::string, Number> objects_before_;
  std::vector<Number> gone_;
  Number next_ = always + 1;
};

}  // namespace migc
