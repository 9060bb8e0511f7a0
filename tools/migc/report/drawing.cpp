#include "tools/migc/report/drawing.h"

#include <algorithm>
#include <map>
#include <set>

#include "ir/apply.h"
#include "support/text.h"

namespace migc {

namespace {

using Renames = std::map<std::string, std::map<std::string, std::string>>;  // table → column → what it was

std::string column_text(const Column& column) {
  return fmt::format("{} {}{}", show(column.name.name), to_string(column.type),
                     column.nullable ? "" : " not null");
}

std::string constraint_text(const Constraint& constraint) {
  std::string text(constraint_word(constraint.kind));
  if (constraint.kind == ConstraintKind::Check || constraint.kind == ConstraintKind::Exclude)
    return text + " " + show(constraint.name.name);
  text += " (" + show(constraint.columns) + ")";
  if (constraint.kind == ConstraintKind::ForeignKey) text += " → " + show(constraint.referred);
  return text;
}

std::string index_text(const Index& index) {
  return fmt::format("{}index {}", index.unique ? "unique " : "", show(index.name.name));
}

// What is said of a column that is there before and after.
std::string changes_of(const Column& before, const Column& after) {
  std::vector<std::string> list;
  const auto note = [&](bool differs, std::string what) {
    if (differs) list.push_back(std::move(what));
  };
  const std::string from = to_string(before.type), to = to_string(after.type);
  note(from != to, from + " → " + to);
  note(before.nullable != after.nullable, after.nullable ? "null allowed" : "not null");
  note(before.default_value != after.default_value, after.default_value ? "default" : "no default");
  note(before.identity != after.identity, after.identity ? "identity" : "no identity");
  note(before.generated != after.generated, after.generated ? "generated" : "not generated");
  note(before.collation != after.collation, "collation");
  note(before.comment != after.comment, "comment");
  note(before.options != after.options, "options");
  std::string text;
  for (const std::string& item : list) text += (text.empty() ? "" : ", ") + item;
  return text;
}

// Constraints or indexes, found by name.
template <class T, class Text>
void compare(const std::vector<T>& before, const std::vector<T>& after, Text text,
             std::vector<DrawnLine>& lines) {
  const auto find = [](const std::vector<T>& list, Name name) {
    return std::find_if(list.begin(), list.end(), [&](const T& thing) { return thing.name.name == name; });
  };
  // One that has another name alone is the same.
  const auto renamed = [&](T thing, const std::vector<T>& list, const std::vector<T>& others) {
    return std::find_if(list.begin(), list.end(), [&](const T& other) {
      if (find(others, other.name.name) != others.end()) return false;
      thing.name = other.name;
      return thing == other;
    });
  };
  for (const T& thing : before)
    if (find(after, thing.name.name) == after.end() && renamed(thing, after, before) == after.end())
      lines.push_back({Mark::Dropped, text(thing)});
  for (const T& thing : after) {
    const auto was = find(before, thing.name.name);
    if (was != before.end()) {
      if (!(*was == thing)) lines.push_back({Mark::Changed, text(thing)});
    } else if (const auto other = renamed(thing, before, after); other != before.end()) {
      lines.push_back({Mark::Changed, show(other->name.name) + " → " + show(thing.name.name)});
    } else {
      lines.push_back({Mark::Added, text(thing)});
    }
  }
}

std::vector<DrawnLine> all_lines(const Table& table, Mark mark) {
  std::vector<DrawnLine> lines;
  for (const Column& column : table.columns) lines.push_back({mark, column_text(column)});
  for (const Constraint& constraint : table.constraints) lines.push_back({mark, constraint_text(constraint)});
  for (const Index& index : table.indexes) lines.push_back({mark, index_text(index)});
  return lines;
}

std::vector<DrawnLine> changed_lines(const Table& before, const Table& after, const Renames& renames) {
  std::vector<DrawnLine> lines;
  const auto of_table = renames.find(show(after.name));
  std::set<std::string> gone_on;  // what columns of now were called
  for (const Column& column : after.columns) {
    const std::string now = show(column.name.name);
    std::string was = now;
    if (of_table != renames.end())
      if (const auto found = of_table->second.find(now); found != of_table->second.end()) was = found->second;
    const auto old = std::find_if(before.columns.begin(), before.columns.end(),
                                  [&](const Column& c) { return show(c.name.name) == was; });
    if (old == before.columns.end()) {
      lines.push_back({Mark::Added, column_text(column)});
      continue;
    }
    gone_on.insert(was);
    std::string text = changes_of(*old, column);
    if (was != now)
      lines.push_back({Mark::Changed, was + " → " + now + (text.empty() ? "" : ": " + text)});
    else if (!text.empty())
      lines.push_back({Mark::Changed, now + ": " + text});
  }
  for (const Column& column : before.columns)
    if (!gone_on.contains(show(column.name.name))) lines.push_back({Mark::Dropped, column_text(column)});
  compare(before.constraints, after.constraints, constraint_text, lines);
  compare(before.indexes, after.indexes, index_text, lines);
  if (lines.empty() && !(before == after)) lines.push_back({Mark::Changed, "properties of the table"});
  return lines;
}

// Follows the names of columns through the statements of a revision, and what they do to rows.
void follow(const std::vector<Statement>& statements, Renames& renames,
            std::map<std::string, std::set<std::string>>& rows) {
  const auto moved = [](auto& map, const TableName& from, const TableName& to) {
    if (auto node = map.extract(show(from))) {
      node.key() = show(to);
      map.insert(std::move(node));
    }
  };
  const auto move = [&](const TableName& from, const TableName& to) {
    moved(renames, from, to);
    moved(rows, from, to);
  };
  for (const Statement& statement : statements) {
    if (const auto* column = std::get_if<RenameColumn>(&statement.op)) {
      auto& names = renames[show(column->table)];
      std::string was = show(column->column.name);
      if (auto node = names.extract(was)) was = node.mapped();
      names.insert_or_assign(show(column->to.name), was);
    } else if (const auto* table = std::get_if<RenameTable>(&statement.op)) {
      TableName to = table->table;
      to.name = table->to.name;
      move(table->table, to);
    } else if (const auto* other = std::get_if<SetSchema>(&statement.op)) {
      TableName to = other->table;
      to.schema = other->schema.name;
      move(other->table, to);
    } else if (!statement.aside) {
      if (const auto* insert = std::get_if<Insert>(&statement.op))
        rows[show(insert->table)].insert("inserts rows");
      if (const auto* update = std::get_if<Update>(&statement.op))
        rows[show(update->table)].insert("updates rows");
      if (const auto* gone = std::get_if<Delete>(&statement.op))
        rows[show(gone->table)].insert("deletes rows");
    }
  }
}

class Collector {
 public:
  Collector(const Journal& journal, const Schema& schema) : journal_(journal), schema_(schema) {}

  Drawing collect(const CompiledRevision& revision) {
    follow(revision.up, renames_, rows_);
    std::map<std::string, std::pair<const Table*, const Table*>> tables;  // before, after
    std::set<std::string> moved;
    for (const auto& [now, was] : journal_.origins) moved.insert(show(was));
    for (const auto& [name, before] : journal_.tables) {
      const Table* after = schema_.find(name);
      if (after)
        tables[show(name)] = {before_of(name), after};
      else if (before && !moved.contains(show(name)))
        tables[show(name)] = {&*before, nullptr};
    }
    for (const auto& [name, what] : rows_) tables.try_emplace(name, nullptr, nullptr);
    for (const auto& [name, both] : tables) add(name, both.first, both.second);
    for (const auto& [name, both] : tables) refer(name, both.first, both.second);
    others();
    return std::move(drawing_);
  }

 private:
  // The table as it was, by whatever name.
  const Table* before_of(const TableName& name) const {
    const auto moved = journal_.origins.find(name);
    return journal_.table(moved == journal_.origins.end() ? name : moved->second);
  }

  void add(const std::string& name, const Table* before, const Table* after) {
    DrawnBox box{name, Mark::Changed, {}};
    if (before && after) {
      if (show(before->name) != name) box.name = show(before->name) + " → " + name;
      box.lines = changed_lines(*before, *after, renames_);
    } else if (after) {
      box = {name, Mark::Added, all_lines(*after, Mark::Added)};
    } else if (before) {
      box = {name, Mark::Dropped, all_lines(*before, Mark::Dropped)};
    }
    if (const auto found = rows_.find(name); found != rows_.end())
      for (const std::string& what : found->second) box.lines.push_back({Mark::Changed, what});
    if (box.lines.empty() && box.name == name) return;
    if (before) places_.emplace(show(before->name), drawing_.boxes.size());
    places_.insert_or_assign(name, drawing_.boxes.size());
    drawing_.boxes.push_back(std::move(box));
  }

  void refer(const std::string& name, const Table* before, const Table* after) {
    const auto has = [](const Table* table, const Constraint& constraint) {
      return table && table->constraint(constraint.name.name);
    };
    if (after)
      for (const Constraint& constraint : after->constraints)
        refer(name, constraint, has(before, constraint) ? Mark::Same : Mark::Added);
    if (before)
      for (const Constraint& constraint : before->constraints)
        if (!has(after, constraint)) refer(name, constraint, Mark::Dropped);
  }

  void refer(const std::string& name, const Constraint& constraint, Mark mark) {
    const auto from = places_.find(name);
    if (constraint.kind != ConstraintKind::ForeignKey || from == places_.end()) return;
    const std::string referred = show(constraint.referred);
    auto to = places_.find(referred);
    if (to == places_.end()) {
      if (mark == Mark::Same) return;
      to = places_.emplace(referred, drawing_.boxes.size()).first;
      drawing_.boxes.push_back({referred, Mark::Same, {}});
    }
    const DrawnReference reference{from->second, to->second, mark};
    auto& list = drawing_.references;
    if (from->second != to->second && std::find(list.begin(), list.end(), reference) == list.end())
      list.push_back(reference);
  }

  void others() {
    DrawnBox box{"besides tables", Mark::Same, {}};
    for (const auto& [key, before] : journal_.objects) {
      const SchemaObject* after = schema_.object_of_key(key);
      if (after && before && *after == *before) continue;
      if (after || before)
        box.lines.push_back({!before  ? Mark::Added
                             : !after ? Mark::Dropped
                                      : Mark::Changed,
                             show(name_of(after ? *after : *before))});
    }
    std::size_t granted = 0, revoked = 0;
    for (const auto& [key, before] : journal_.rights) {
      const Right* after = nullptr;
      for (const Right* right : before ? schema_.rights_on(before->on) : std::vector<const Right*>{})
        if (key_of(*right) == key) after = right;
      if (!before)
        ++granted;
      else if (!after)
        ++revoked;
    }
    if (granted) box.lines.push_back({Mark::Added, counted(granted, "right")});
    if (revoked) box.lines.push_back({Mark::Dropped, counted(revoked, "right")});
    if (!box.lines.empty()) drawing_.boxes.push_back(std::move(box));
  }

  const Journal& journal_;
  const Schema& schema_;
  Renames renames_;
  std::map<std::string, std::set<std::string>> rows_;  // table → what is done to its rows
  std::unordered_map<std::string, std::size_t> places_;
  Drawing drawing_;
};

}  // namespace

void Drawings::look_at(CompiledRevision& revision, Schema& schema, const std::vector<Target>& targets) {
  Diagnostics quiet;
  schema.begin_journal();
  apply(revision.up, schema, quiet);
  const Journal journal = schema.end_journal();
  Drawing drawing = Collector(journal, schema).collect(revision);
  schema.roll_back(journal);
  auto& parts = parts_[revision.revision];
  const auto known =
      std::find_if(parts.begin(), parts.end(), [&](const Part& part) { return part.first == drawing; });
  if (known == parts.end())
    parts.push_back({std::move(drawing), targets});
  else
    known->second.insert(known->second.end(), targets.begin(), targets.end());
}

const std::vector<Drawings::Part>& Drawings::of(const Revision* revision) const {
  static const std::vector<Part> none;
  const auto found = parts_.find(revision);
  return found == parts_.end() ? none : found->second;
}

}  // namespace migc
