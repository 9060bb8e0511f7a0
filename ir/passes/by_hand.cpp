#include "ir/passes/by_hand.h"

#include <algorithm>

#include "ir/apply.h"
#include "ir/creation.h"
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

// Without the blanks that put names, types and clauses below each other.
std::string in_one_row(const std::string& line) {
  std::string out;
  bool quoted = false;
  for (char c : line) {
    if (c == '\'' || c == '"') quoted = !quoted;
    if (c != ' ' || quoted || (!out.empty() && out.back() != ' ')) out += c;
  }
  return out;
}

// What makes it, a line for each of its parts.
std::vector<std::string> lines_of(const std::vector<Operation>& creation, const OperationWriter& write) {
  std::vector<std::string> lines;
  for (const Operation& op : creation) {
    const std::string text = write(op);
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      std::string line = text.substr(begin, end - begin);
      line = in_one_row(line);
      while (line.ends_with(',') || line.ends_with(';')) line.pop_back();
      if (!line.empty() && line != ")") lines.push_back(std::move(line));
      begin = end + 1;
    }
  }
  return lines;
}

// Like a diff: - is missing after up and down, + is there and was not.
void differences(const std::vector<std::string>& before, const std::vector<std::string>& after,
                 Diagnostic& diagnostic) {
  const auto only_in = [](const std::vector<std::string>& one, const std::vector<std::string>& other) {
    std::vector<std::string> lines;
    std::copy_if(one.begin(), one.end(), std::back_inserter(lines), [&](const std::string& line) {
      return std::find(other.begin(), other.end(), line) == other.end();
    });
    return lines;
  };
  for (const std::string& line : only_in(before, after)) diagnostic.note("- " + line);
  for (const std::string& line : only_in(after, before)) diagnostic.note("+ " + line);
}

}  // namespace

bool complete_by_hand(ByHand& op, const Statement& statement, Schema& schema, const Naming& naming,
                      const OperationWriter& write, Diagnostics& diagnostics) {
  schema.begin_journal();
  bool ok = complete(op.up, schema, naming, diagnostics) && complete(op.down, schema, naming, diagnostics);
  const Journal journal = schema.end_journal();
  const auto changed = schema.changed_since(journal);
  if (ok && !changed.empty()) {
    std::vector<std::string> names = changed.rights;
    for (const auto& object : changed.objects)
      names.push_back(show(name_of(object.now ? *object.now : *object.before)));
    for (const TableName& table : changed.tables) names.push_back(show(table));
    auto& diagnostic =
        diagnostics.report(diag::down_differs, statement.span, fmt::format("see {}", join_and(names)));
    for (const TableName& name : changed.tables) {
      const auto& before = journal.tables.at(name);
      const Table* after = schema.find(name);
      if (before && after) diagnostic.note(fmt::format("of table {}:", show(name)));
      differences(before ? lines_of(creation_of(*before), write) : std::vector<std::string>(),
                  after ? lines_of(creation_of(*after), write) : std::vector<std::string>(), diagnostic);
    }
    for (const auto& object : changed.objects)
      differences(object.before ? lines_of(creation_of(*object.before), write) : std::vector<std::string>(),
                  object.now ? lines_of(creation_of(*object.now), write) : std::vector<std::string>(),
                  diagnostic);
    for (const std::string& right : changed.rights) diagnostic.note(fmt::format("! {} differs", right));
    ok = false;
  }
  schema.roll_back(journal);
  return ok;
}

}  // namespace migc
