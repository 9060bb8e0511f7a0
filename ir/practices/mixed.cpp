// mixed_revision: rows and the schema are changed in one revision.
#include <algorithm>
#include <map>
#include <unordered_set>

#include "ir/practices/rules.h"

namespace migc {

namespace {

// Comments and rights lock nothing for long, and their way back is judged alone.
bool changes_structure(const Operation& op) {
  return !is_data(op) && !std::holds_alternative<CommentOn>(op) && !std::holds_alternative<Grant>(op) &&
         !std::holds_alternative<Revoke>(op);
}

bool changes_rows(const Operation& op) {
  return std::holds_alternative<Insert>(op) || std::holds_alternative<Update>(op) ||
         std::holds_alternative<Delete>(op);
}

// What the revision has made up to a statement: rows in there are part of making it.
class Made {
 public:
  void follow(const Operation& op) {
    if (const auto* create = std::get_if<CreateTable>(&op)) tables_.insert(create->table.name);
    if (const auto* add = std::get_if<AddColumn>(&op)) columns_[add->table].insert(add->column.name.name);
    if (const auto* rename = std::get_if<RenameTable>(&op)) {
      const TableName to{rename->table.schema, rename->to.name, {}};
      if (tables_.erase(rename->table) > 0) tables_.insert(to);
      if (auto columns = columns_.extract(rename->table)) {
        columns.key() = to;
        columns_.insert(std::move(columns));
      }
    }
    if (const auto* rename = std::get_if<RenameColumn>(&op))
      if (auto& columns = columns_[rename->table]; columns.erase(rename->column.name) > 0)
        columns.insert(rename->to.name);
  }

  // Whether a statement about rows fills what was made, and nothing else.
  bool holds(const Operation& op) const {
    const TableName* table = table_of(op);
    if (!table) return false;
    if (tables_.contains(*table)) return true;
    const auto* update = std::get_if<Update>(&op);
    const auto columns = columns_.find(*table);
    return update && columns != columns_.end() &&
           std::all_of(update->set.begin(), update->set.end(), [&](const Assignment& assignment) {
             return columns->second.contains(assignment.column.name);
           });
  }

 private:
  std::unordered_set<TableName> tables_;
  std::unordered_map<TableName, std::unordered_set<Name>> columns_;
};

}  // namespace

void check_mixed(const Done& statements, Diagnostics& diagnostics) {
  std::map<Dialect, const Statement*> structure;  // the first change of each dialect's schema
  for (const Statement* statement : statements)
    if (changes_structure(statement->op))
      for (Dialect dialect : statement->targets.list()) structure.try_emplace(dialect, statement);
  if (structure.empty()) return;
  Made made;
  for (const Statement* statement : statements) {
    made.follow(statement->op);
    if (!changes_rows(statement->op) || made.holds(statement->op)) continue;
    const auto other = std::find_if(structure.begin(), structure.end(),
                                    [&](const auto& entry) { return statement->targets.has(entry.first); });
    if (other == structure.end()) continue;
    const std::size_t before = diagnostics.all().size();
    diagnostics.report(diag::mixed_revision, statement->span)
        .label(other->second->span, "here the schema changes")
        .note(
            "rows that are changed beside the schema hold its locks as long as they take; and where one of "
            "both "
            "fails, or is to be taken back, the other goes with it")
        .fix("put it into a revision of its own, before or after this one");
    // One is enough; but where an author allows it, the next one is another matter.
    if (diagnostics.all().size() > before) return;
  }
}

}  // namespace migc
