// The schema at a point of the history: all tables, and who refers to whom.
//
// There is one schema, and it moves: operations change it in place, and a journal remembers how the
// touched tables were. So nothing is ever copied whole, and a revision costs what it touches.
#pragma once

#include <map>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "ir/table.h"

namespace migc {

// How the tables that were touched since were before: nothing for one that was not there.
using Journal = std::unordered_map<TableName, std::optional<Table>>;

class Schema {
 public:
  // The table of exactly that name.
  const Table* find(const TableName& name) const;
  // The table whose name differs from it in case alone.
  const Table* find_in_other_case(const TableName& name) const;
  // Who holds a constraint or an index of that name (in any case) in that schema.
  const Table* owner_of(Name schema, Name name) const;
  // The tables with a foreign key to `name`, itself included; sorted by name.
  std::vector<const Table*> referring_to(const TableName& name) const;
  // All tables, sorted by name.
  std::vector<const Table*> tables() const;
  std::size_t size() const { return tables_.size(); }
  // Whether any constraint of any table is checked at the end of the transaction.
  bool has_deferred_constraints() const { return deferred_ > 0; }

  // The three ways to change it; each keeps the journal and all that is derived right.
  void add(Table table);
  void remove(const TableName& name);
  // Calls `change` with the table of that name, which must be there. It may change anything but the name.
  template <class F>
  void edit(const TableName& name, F change) {
    Table& table = open_edit(name);
    change(table);
    close_edit(table);
  }

  // Journals nest: what an inner one saw is seen by the outer one too.
  void begin_journal();
  Journal end_journal();
  // The innermost journal so far.
  const Journal& journal() const { return journals_.back(); }
  // Whether the touched tables are as they were; the names of those that are not, sorted.
  std::vector<TableName> changed_since(const Journal& journal) const;
  // Puts the touched tables back.
  void roll_back(const Journal& journal);

  // What a mistake has been reported about: further mistakes about it are not reported again.
  void poison(const TableName& table) { poisoned_tables_.insert(folded(table)); }
  void poison(const TableName& table, Name column);
  bool poisoned(const TableName& table) const { return poisoned_tables_.contains(folded(table)); }
  bool poisoned(const TableName& table, Name column) const;
  // Whether nothing is poisoned: then what is legal is legal both ways.
  bool sound() const { return poisoned_tables_.empty() && poisoned_columns_.empty(); }

 private:
  static TableName folded(const TableName& name);
  Table& open_edit(const TableName& name);
  void close_edit(const Table& table);
  void remember(const TableName& name);
  void enter(const Table& table);
  void leave(const Table& table);

  std::unordered_map<TableName, Table> tables_;      // by folded name
  std::unordered_map<TableName, TableName> owners_;  // constraint or index → table, folded
  std::unordered_map<TableName, std::map<TableName, int, bool (*)(const TableName&, const TableName&)>>
      referring_;  // table → those that refer to it
  std::vector<Journal> journals_;
  std::unordered_set<TableName> poisoned_tables_;
  std::unordered_set<std::string> poisoned_columns_;
  int deferred_ = 0;
};

bool operator<(const TableName& a, const TableName& b);

}  // namespace migc
