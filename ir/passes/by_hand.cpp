#include "ir/passes/by_hand.h"

#include "ir/apply.h"
#include "ir/passes/resolve.h"
#include "support/text.h"

namespace migc {

namespace {

bool complete(std::vector<Statement>& statements, Schema& schema, const Naming& naming,
              Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.errors();
  std::vector<Statement> completed;
  bool legal = true;  // a statement about what an earlier mistake was about is passed over in silence
  for (Statement& source : statements) {
    legal = resolve(std::move(source), schema, naming, diagnostics,
                    [&](Statement& statement) {
                      if (!apply(statement, schema, diagnostics)) return false;
                      completed.push_back(statement);
                      return true;
                    }) &&
            legal;
  }
  statements = std::move(completed);
  return legal && diagnostics.errors() == errors_before;
}

template <class T>
void compare(std::string_view what, const std::vector<T>& before, const std::vector<T>& after,
             std::vector<std::string>& out) {
  const auto find = [](const std::vector<T>& list, Name name) -> const T* {
    for (const T& item : list)
      if (item.name.name == name) return &item;
    return nullptr;
  };
  for (const T& item : before) {
    const T* other = find(after, item.name.name);
    if (!other)
      out.push_back(fmt::format("- {} {}", what, show(item.name.name)));
    else if (!(*other == item))
      out.push_back(fmt::format("! {} {} differs", what, show(item.name.name)));
  }
  for (const T& item : after)
    if (!find(before, item.name.name)) out.push_back(fmt::format("+ {} {}", what, show(item.name.name)));
}

// Like a diff: - is missing after up and down, + is there and was not, ! differs.
std::vector<std::string> differences(const Table& before, const Table& after) {
  std::vector<std::string> out;
  compare("column", before.columns, after.columns, out);
  compare("constraint", before.constraints, after.constraints, out);
  compare("index", before.indexes, after.indexes, out);
  if (!(before.options == after.options)) out.push_back("! options differ");
  if (before.comment != after.comment) out.push_back("! comment differs");
  if (!(before.row_security == after.row_security)) out.push_back("! row level security differs");
  if (!(before.partition_by == after.partition_by) || !(before.partition_of == after.partition_of))
    out.push_back("! partitions differ");
  return out;
}

}  // namespace

bool complete_by_hand(ByHand& op, const Statement& statement, Schema& schema, const Naming& naming,
                      Diagnostics& diagnostics) {
  schema.begin_journal();
  bool ok = complete(op.up, schema, naming, diagnostics) && complete(op.down, schema, naming, diagnostics);
  const Journal journal = schema.end_journal();
  const auto changed = schema.changed_since(journal);
  if (ok && !changed.empty()) {
    std::vector<std::string> names = changed.others;
    for (const TableName& table : changed.tables) names.push_back(show(table));
    auto& diagnostic =
        diagnostics.report(diag::down_differs, statement.span, fmt::format("see {}", join_and(names)));
    for (const TableName& name : changed.tables) {
      const auto& before = journal.tables.at(name);
      const Table* after = schema.find(name);
      if (!before)
        diagnostic.note(fmt::format("+ table {}", show(name)));
      else if (!after)
        diagnostic.note(fmt::format("- table {}", show(name)));
      else
        for (const std::string& line : differences(*before, *after))
          diagnostic.note(fmt::format("table {}: {}", show(name), line));
    }
    for (const std::string& other : changed.others) diagnostic.note(fmt::format("! {} differs", other));
    ok = false;
  }
  schema.roll_back(journal);
  return ok;
}

}  // namespace migc
