#include "ir/passes/meet.h"

#include <algorithm>
#include <queue>

#include "ir/passes/meeting.h"
#include "ir/passes/select_target.h"

namespace migc {

Meetings::Meetings(const std::vector<const Revision*>& revisions, const CompileOptions& options,
                   Diagnostics& diagnostics)
    : revisions_(revisions), options_(options), diagnostics_(diagnostics) {
  std::unordered_map<Name, std::size_t> places;
  std::vector<bool> is_head(revisions.size(), true);
  for (std::size_t place = 0; place < revisions.size(); ++place) {
    before_.emplace_back();
    for (const auto* list : {&revisions[place]->after, &revisions[place]->depends_on})
      for (const Ident& parent : *list)
        if (const auto found = places.find(parent.name); found != places.end()) {
          before_.back().push_back(found->second);
          is_head[found->second] = false;
        }
    places.emplace(revisions[place]->id.name, place);
    line_ = line_ && (place == 0 || before_.back() == std::vector<std::size_t>{place - 1});
  }
  for (std::size_t place = 0; place < revisions.size(); ++place)
    if (is_head[place]) heads_.push_back(place);
}

void Meetings::before(std::size_t place, Schema& schema) {
  if (!line_ && before_[place].size() > 1) prove(before_[place], schema);
}

void Meetings::after(Journal changed) {
  if (!line_) journals_.push_back(std::move(changed));
}

void Meetings::at_end(Schema& schema) {
  if (heads_.size() > 1) prove(heads_, schema);
}

// Paints from the tips down, the latest first: what has both colours is common, and so is all below it.
Meetings::Sides Meetings::sides(const std::vector<std::size_t>& left,
                                const std::vector<std::size_t>& right) const {
  constexpr std::uint8_t is_left = 1, is_right = 2, is_common = 3;
  std::unordered_map<std::size_t, std::uint8_t> colours;
  std::priority_queue<std::size_t> open;
  std::size_t undecided = 0;  // how many of the open ones have one colour
  const auto paint = [&](std::size_t place, std::uint8_t colour) {
    const auto [found, fresh] = colours.try_emplace(place, 0);
    if (fresh) open.push(place);
    if (!fresh && found->second != is_common) --undecided;
    found->second |= colour;
    if (found->second != is_common) ++undecided;
  };
  for (std::size_t place : left) paint(place, is_left);
  for (std::size_t place : right) paint(place, is_right);
  Sides sides;
  while (undecided > 0) {
    const std::size_t place = open.top();
    open.pop();
    const std::uint8_t colour = colours.at(place);
    if (colour != is_common) {
      --undecided;
      (colour == is_left ? sides.left : sides.right).push_back(place);
    }
    for (std::size_t next : before_[place]) paint(next, colour);
  }
  std::reverse(sides.left.begin(), sides.left.end());
  std::reverse(sides.right.begin(), sides.right.end());
  return sides;
}

const std::vector<Statement>& Meetings::statements(std::size_t place) {
  const Revision& revision = *revisions_[place];
  if (!options_.dialect) return revision.statements;
  const auto [found, fresh] = selected_.try_emplace(place);
  if (fresh) found->second = select_target(revision.statements, *options_.dialect);
  return found->second;
}

void Meetings::prove(const std::vector<std::size_t>& tips, Schema& schema) {
  for (std::size_t i = 1; i < tips.size(); ++i) {
    if (diagnostics_.has_errors()) return;
    look(sides({tips.begin(), tips.begin() + static_cast<long>(i)}, {tips[i]}), schema);
  }
}

void Meetings::failed(std::size_t place, Schema& schema) {
  if (line_) return;
  std::vector<std::size_t> heads;
  std::vector<bool> comes_after(place, false);
  for (std::size_t at = 0; at < place; ++at)
    for (std::size_t before : before_[at]) comes_after[before] = true;
  for (std::size_t at = 0; at < place; ++at)
    if (!comes_after[at]) heads.push_back(at);
  look(sides(heads, {place}), schema);
}

void Meetings::look(const Sides& apart, Schema& schema) {
  if (apart.left.empty() || apart.right.empty()) return;
  const std::size_t first = std::min(apart.left.front(), apart.right.front());
  // Of what stands there besides, what comes after one of the sides is none of their business.
  std::vector<bool> above(journals_.size() - first, false);
  for (const auto* side : {&apart.left, &apart.right})
    for (std::size_t place : *side)
      if (place < journals_.size()) above[place - first] = true;
  std::vector<std::size_t> common;
  for (std::size_t place = first; place < journals_.size(); ++place) {
    if (above[place - first]) continue;
    const auto& list = before_[place];
    if (std::any_of(list.begin(), list.end(),
                    [&](std::size_t other) { return other >= first && above[other - first]; }))
      above[place - first] = true;
    else
      common.push_back(place);
  }
  const auto pieces = [&](const std::vector<std::size_t>& places) {
    Pieces list;
    for (std::size_t place : places)
      for (const Statement& statement : statements(place)) list.push_back({revisions_[place], &statement});
    return list;
  };
  schema.begin_journal();
  for (std::size_t place = journals_.size(); place-- > first;) schema.roll_back(journals_[place]);
  Meeting(schema, options_, diagnostics_, pieces(common), pieces(apart.left), pieces(apart.right)).look();
  schema.roll_back(schema.end_journal());
}

}  // namespace migc
