// The schema at a point of the history: all tables, and who refers to whom.
//
// There is one schema, and it moves: operations change it in place, and a journal remembers how the
// touched tables were. So nothing is ever copied whole, and a revision costs what it touches.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "ir/object.h"

namespace migc {

// How what was touched since was before: nothing for what was not there.
struct Journal {
  std::unordered_map<TableName, std::optional<Table>> tables;
  std::map<std::string, std::optional<SchemaObject>> objects;  // by key
  std::map<std::string, std::optional<Right>> rights;          // by key
  std::unordered_map<TableName, TableName> origins;            // what a table that was moved was called

  // How the table was before, where it was touched and was there.
  const Table* table(const TableName& name) const;
  // Whether the table of that name is a new one, and not one that was there under this name or another.
  bool made(const TableName& name) const;
  const SchemaObject* object(const ObjectName& name) const;
};

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
  // Calls `visit(table, key)` for each foreign key to `name`, with the table that has it.
  template <class F>
  void for_each_key_to(const TableName& name, F visit) const {
    for (const Table* table : referring_to(name))
      for (const Constraint& key : table->constraints)
        if (key.kind == ConstraintKind::ForeignKey && key.referred == name) visit(*table, key);
  }
  // All tables, sorted by name.
  std::vector<const Table*> tables() const;
  std::size_t size() const { return tables_.size(); }
  // Whether any constraint of any table is checked at the end of the transaction.
  bool has_deferred_constraints() const { return deferred_ > 0; }

  // The ways to change it; each keeps the journal and all that is derived right.
  void add(Table table);
  void remove(const TableName& name);
  // Puts `moved` in the place of the table `from`, which has another name.
  void move(const TableName& from, Table moved);
  // Calls `change` with the table of that name, which must be there. It may change anything but the name.
  template <class F>
  void edit(const TableName& name, F change) {
    Table& table = open_edit(name);
    change(table);
    close_edit(table);
  }

  // --- objects and rights ---------------------------------------------------------------------------------
  const SchemaObject* find(const ObjectName& name) const;
  // A type, sequence or view of that name, or a table's: what shares the space of names of tables.
  const SchemaObject* relation(const QualifiedName& name) const;
  // The enum or domain of that name.
  const SchemaObject* type(const QualifiedName& name) const;
  // The object of exactly that key (key_of()).
  const SchemaObject* object_of_key(const std::string& key) const;
  // The routines of that name, whatever their arguments.
  std::vector<const SchemaObject*> routines(const QualifiedName& name) const;
  // What belongs to a table, uses a name in its body, or is a view over it; sorted by key.
  std::vector<const SchemaObject*> mentioning(const QualifiedName& name) const;
  // The tables that have a generated column; sorted by name.
  std::vector<const Table*> generating() const;
  // The triggers of that name, on whatever table of its schema.
  std::vector<const SchemaObject*> triggers_named(const QualifiedName& name) const;
  // The object that has the name's key: one that differs in case alone is the same.
  const SchemaObject* same_key(const ObjectName& name) const;
  // The tables that are parts of `name`; sorted by name.
  std::vector<const Table*> partitions_of(const TableName& name) const;
  // The tables with a column of that type, and the domains over it; sorted by name.
  std::vector<const Table*> tables_with(const QualifiedName& type) const;
  // All objects, sorted by kind and name.
  std::vector<const SchemaObject*> objects() const;
  std::vector<const Right*> rights() const;
  std::vector<const Right*> rights_on(const GrantTarget& target) const;
  const Right* right(const Right& right) const;  // the same one as it stands, whether grantable or not
  void add(SchemaObject object);
  void remove(const ObjectName& name);
  void replace(const ObjectName& name, SchemaObject object);
  void add(const Right& right);
  void remove(const Right& right);

  // Whether both hold the same; the order of columns does not count.
  bool operator==(const Schema& other) const;

  // Journals nest: what an inner one saw is seen by the outer one too.
  void begin_journal();
  Journal end_journal();
  // The innermost journal so far.
  const Journal& journal() const { return journals_.back(); }
  // What is not as it was: tables by name, the rest as people read it; sorted.
  struct Changes {
    std::vector<TableName> tables;
    struct Object {
      const SchemaObject* before;  // null where there was none; likewise now
      const SchemaObject* now;
    };
    std::vector<Object> objects;  // of the journal and the schema, while they stand
    std::vector<std::string> rights;
    bool empty() const { return tables.empty() && objects.empty() && rights.empty(); }
  };
  Changes changed_since(const Journal& journal) const;
  // Puts back what was touched.
  void roll_back(const Journal& journal);

  // What a mistake has been reported about: further mistakes about it are not reported again.
  void poison(const TableName& table) { poisoned_.tables.insert(folded(table)); }
  void poison(const TableName& table, Name column);
  void poison(const ObjectName& object);
  bool poisoned(const ObjectName& object) const;
  bool poisoned(const TableName& table) const { return poisoned_.tables.contains(folded(table)); }
  bool poisoned(const TableName& table, Name column) const;
  // Whether nothing is poisoned: then what is legal is legal both ways.
  bool sound() const { return poisoned_ == Poisoned(); }
  // All that is poisoned, taken out or put back, for one who looks at something else meanwhile.
  struct Poisoned {
    std::unordered_set<TableName> tables;
    std::unordered_set<std::string> columns;
    std::unordered_set<std::string> objects;
    bool operator==(const Poisoned&) const = default;
  };
  Poisoned set_poisoned(Poisoned poisoned) { return std::exchange(poisoned_, std::move(poisoned)); }

 private:
  // Who has to do with a name, and how often; found by the folded name.
  template <class T>
  class ByName {
   public:
    void add(const TableName& name, const T& who) { ++map_[folded(name)][who]; }
    void remove(const TableName& name, const T& who) {
      const auto found = map_.find(folded(name));
      const auto count = found->second.find(who);
      if (--count->second == 0) found->second.erase(count);
      if (found->second.empty()) map_.erase(found);
    }
    // What `things` has of those, sorted.
    template <class Things>
    std::vector<const typename Things::mapped_type*> of(const TableName& name, const Things& things) const {
      std::vector<const typename Things::mapped_type*> list;
      const auto found = map_.find(folded(name));
      if (found == map_.end()) return list;
      for (const auto& [who, count] : found->second) list.push_back(&things.at(who));
      return list;
    }

   private:
    std::unordered_map<TableName, std::map<T, int>> map_;
  };

  static TableName folded(const TableName& name);
  Table& open_edit(const TableName& name);
  void close_edit(const Table& table);
  void remember(const TableName& name);
  void enter(const Table& table);
  void leave(const Table& table);
  void enter(const std::string& key, const SchemaObject& object);
  void leave(const std::string& key, const SchemaObject& object);

  std::unordered_map<TableName, Table> tables_;      // by folded name
  std::unordered_map<TableName, TableName> owners_;  // constraint or index → table, folded
  ByName<TableName> referring_;                      // table → those that refer to it
  std::set<TableName> generating_;                   // tables with generated columns
  ByName<TableName> parts_;                          // partitioned table → its partitions
  ByName<TableName> typed_;                          // type → tables that have columns of it
  std::map<std::string, SchemaObject> objects_;      // by key
  ByName<std::string> mentioning_;                   // name → objects that it is said in
  std::unordered_map<TableName, std::string>
      relations_;  // name → the object that has it, where tables have theirs
  ByName<std::string> routines_;
  std::map<std::string, Right> rights_;  // by key
  std::vector<Journal> journals_;
  Poisoned poisoned_;
  int deferred_ = 0;
};

// How an object and a right are found; folded, so that two which differ in case alone have one key.
std::string key_of(const ObjectName& name);
std::string key_of(const Right& right);

}  // namespace migc
