#include "tools/migc/report/portability.h"

#include <algorithm>

namespace migc {

Portability::Portability(const Project& project) {
  for (const Target& target : project.settings.targets) backends_.push_back(make_backend(target));
}

void Portability::judge(std::vector<Statement>& statements, Schema& schema, std::size_t target, Part& part,
                        std::map<std::size_t, Verdict> Row::*way) const {
  for (Statement& statement : statements) {
    Row& row = part.rows[{statement.span.file, statement.span.begin}];
    row.place = statement.span;
    Verdict& verdict = (row.*way)[target];
    const Verdict found = backends_[target]->judge(statement, schema);
    for (const std::string& reason : found.reasons) verdict.add(found.level, reason);
  }
}

void Portability::look_at(CompiledRevision& revision, Schema& schema, const std::vector<Target>& targets) {
  const auto [known, fresh] = at_.try_emplace(revision.revision, parts_.size());
  if (fresh) parts_.push_back({revision.revision, {}});
  Part& part = parts_[known->second];
  for (std::size_t i = 0; i < backends_.size(); ++i) {
    if (std::find(targets.begin(), targets.end(), backends_[i]->target()) == targets.end()) continue;
    schema.begin_journal();
    judge(revision.up, schema, i, part, &Row::up);
    if (revision.reversible) judge(revision.down, schema, i, part, &Row::down);
    schema.roll_back(schema.end_journal());
  }
}

std::optional<Verdict> Portability::verdict(const Row& row, std::size_t target) const {
  const auto up = row.up.find(target);
  if (up == row.up.end()) return std::nullopt;
  Verdict both = up->second;
  if (const auto down = row.down.find(target); down != row.down.end())
    for (const std::string& reason : down->second.reasons)
      if (std::find(both.reasons.begin(), both.reasons.end(), reason) == both.reasons.end())
        both.add(down->second.level, "on the way back, " + reason);
  return both;
}

std::string Portability::totals(std::size_t target) const {
  std::size_t count[3] = {};
  for (const Part& part : parts_)
    for (const auto& [place, row] : part.rows)
      if (const auto found = verdict(row, target)) ++count[static_cast<std::size_t>(found->level)];
  return fmt::format("{} native, {} rewritten, {} refused", count[0], count[1], count[2]);
}

}  // namespace migc
