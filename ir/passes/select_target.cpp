#include "ir/passes/select_target.h"

#include <algorithm>

namespace migc {

namespace {

template <class T>
void keep(std::vector<T>& list, Dialect dialect) {
  std::erase_if(list, [&](const T& item) { return !item.targets.has(dialect); });
  for (T& item : list) item.targets = DialectSet::all();
}

}  // namespace

bool depends_on_target(const Revision& revision) {
  const auto partial = [](const Statement& statement, const auto& self) -> bool {
    const auto some = [](const auto& list) {
      return std::any_of(list.begin(), list.end(),
                         [](const auto& item) { return !(item.targets == DialectSet::all()); });
    };
    if (!(statement.targets == DialectSet::all())) return true;
    if (const auto* create = std::get_if<CreateTable>(&statement.op))
      return some(create->table.columns) || some(create->table.constraints) || some(create->table.indexes);
    const auto* hand = std::get_if<ByHand>(&statement.op);
    if (!hand) return false;
    const auto any = [&](const std::vector<Statement>& list) {
      return std::any_of(list.begin(), list.end(), [&](const Statement& s) { return self(s, self); });
    };
    return any(hand->up) || any(hand->down);
  };
  return std::any_of(revision.statements.begin(), revision.statements.end(),
                     [&](const Statement& statement) { return partial(statement, partial); });
}

std::vector<Statement> select_target(const std::vector<Statement>& statements, Dialect dialect) {
  std::vector<Statement> selected;
  for (const Statement& statement : statements)
    if (statement.targets.has(dialect)) selected.push_back(statement);
  for (Statement& statement : selected) {
    statement.targets = DialectSet::all();
    if (auto* create = std::get_if<CreateTable>(&statement.op)) {
      keep(create->table.columns, dialect);
      keep(create->table.constraints, dialect);
      keep(create->table.indexes, dialect);
    }
    if (auto* hand = std::get_if<ByHand>(&statement.op)) {
      hand->up = select_target(hand->up, dialect);
      hand->down = select_target(hand->down, dialect);
    }
  }
  return selected;
}

}  // namespace migc
