#include "ir/passes/meeting.h"

#include <algorithm>

#include "ir/apply.h"
#include "ir/bring_back.h"
#include "ir/invert.h"
#include "ir/passes/resolve.h"
#include "ir/rows_touched.h"
#include "support/text.h"

namespace migc {

namespace {

// The smallest number up to `most` for which `holds`, where it holds from some number on; none when it never does.
std::optional<std::size_t> first_that(std::size_t most, const std::function<bool(std::size_t)>& holds) {
  if (!holds(most)) return std::nullopt;
  std::size_t low = 0;
  std::size_t high = most;  // it holds there
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (holds(middle))
      high = middle;
    else
      low = middle + 1;
  }
  return high;
}

std::string first_error(const Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics.all())
    if (diagnostic.severity == Severity::error) return diagnostic.message;
  return "it is not legal";
}

std::string text_of(const Schema::Changes& changes) {
  std::vector<std::string> things;
  for (const TableName& table : changes.tables) things.push_back("table " + show(table));
  for (const auto& object : changes.objects)
    things.push_back(show(name_of(object.now ? *object.now : *object.before)));
  for (const std::string& right : changes.rights) things.push_back(right);
  return join_and(things);
}

}  // namespace

bool Meeting::apply_piece(const Piece& piece, std::vector<Statement>& up, std::string& why) {
  Diagnostics quiet;
  const Naming naming = options_.naming->at(piece.revision->id.name);
  const bool legal = resolve(*piece.statement, schema_, naming, quiet, [&](Statement& statement) {
    if (auto* hand = std::get_if<ByHand>(&statement.op))
      if (!complete_by_hand(*hand, statement, schema_, naming, options_.write, quiet)) return false;
    if (touches_) {
      const RowsTouched rows = rows_touched(statement.op, schema_);
      for (const std::string& what : rows.written) touches_->push_back({what, true, &piece});
      for (const std::string& what : rows.read) touches_->push_back({what, false, &piece});
      if (rows.raw) raw_.push_back(&piece);
    }
    schema_.begin_journal();
    const bool applied = apply(statement, schema_, quiet);
    const Journal journal = schema_.end_journal();
    if (applied) invert(statement, schema_, journal, quiet);  // a way back has to be found, too
    up.push_back(std::move(statement));
    return applied && !quiet.has_errors();
  });
  if (!legal) why = first_error(quiet);
  return legal;
}

std::size_t Meeting::apply_revision(const Pieces& pieces, std::size_t first, std::size_t end,
                                    std::string& why) {
  // A way back may hang on what the same revision has made: each has a journal of its own.
  schema_.begin_journal();
  std::vector<Statement> up;
  std::vector<std::size_t> from;  // which piece a statement comes from
  std::size_t at = first;
  for (; at < end && apply_piece(pieces[at], up, why); ++at) from.resize(up.size(), at);
  if (at == end) {
    Diagnostics quiet;
    for (std::size_t i = 0; i < from.size() && at == end; ++i) {
      if (!puts_aside_when_it_goes(up[i].op)) continue;
      std::vector<Statement> parts = brought_back(Statement(up[i]), up, schema_, quiet);
      const bool legal = std::all_of(parts.begin(), parts.end(),
                                     [&](Statement& part) { return apply(part, schema_, quiet); });
      if (legal && !quiet.has_errors()) continue;
      why = first_error(quiet);
      at = from[i];
    }
  }
  schema_.end_journal();
  return at;
}

Meeting::Replayed Meeting::replay(Order order, std::size_t left, std::size_t right) {
  Replayed done;
  const auto run = [&](const Pieces& pieces, std::size_t count) {
    for (std::size_t first = 0; first < count;) {
      std::size_t end = first;
      while (end < count && pieces[end].revision == pieces[first].revision) ++end;
      const std::size_t at = apply_revision(pieces, first, end, done.why);
      done.applied += at - first;
      if (at < end) return false;
      first = end;
    }
    return true;
  };
  const bool left_first = order == Order::LeftFirst;
  Schema::Poisoned poisoned = schema_.set_poisoned({});  // what is refused here is nobody's mistake yet
  if (run(common_, common_.size()) && run(left_first ? left_ : right_, left_first ? left : right))
    run(left_first ? right_ : left_, left_first ? right : left);
  schema_.set_poisoned(std::move(poisoned));
  return done;
}

bool Meeting::legal(Order order, std::size_t left, std::size_t right) {
  schema_.begin_journal();
  const Replayed done = replay(order, left, right);
  schema_.roll_back(schema_.end_journal());
  return done.applied == common_.size() + left + right;
}

std::string Meeting::difference(std::size_t left, std::size_t right) {
  schema_.begin_journal();
  replay(Order::LeftFirst, left, right);
  const Journal forth = schema_.end_journal();
  schema_.begin_journal();
  schema_.roll_back(forth);
  replay(Order::RightFirst, left, right);
  const std::string differs = text_of(schema_.changed_since(schema_.journal()));
  schema_.roll_back(schema_.end_journal());
  schema_.roll_back(forth);
  return differs;
}

Diagnostic& Meeting::report(const Piece& piece, const Piece& other, const std::string& why) {
  return diagnostics_
      .report(diag::branches_conflict, piece.statement->span, std::string(other.revision->id.name.str()), why)
      .label(other.statement->span, "this");
}

// The side that comes second may not be legal after the first; and the first without the second.
bool Meeting::find_illegal(Order order) {
  const bool left_first = order == Order::LeftFirst;
  const Pieces& first = left_first ? left_ : right_;
  const Pieces& second = left_first ? right_ : left_;
  schema_.begin_journal();
  const Replayed done = replay(order, left_.size(), right_.size());
  schema_.roll_back(schema_.end_journal());
  if (done.applied == common_.size() + left_.size() + right_.size()) return false;
  if (done.applied < common_.size()) return true;  // not of these two: it is found where they meet
  const std::size_t at = done.applied - common_.size();
  const auto depends = [](const Piece& later, const Piece& earlier) {
    return fmt::format("order them: revision {} … depends on {}", later.revision->id.name.str(),
                       earlier.revision->id.name.str());
  };
  if (at < first.size()) {
    const Order other_way = left_first ? Order::RightFirst : Order::LeftFirst;
    const auto needed = first_that(second.size(), [&](std::size_t count) {
      return legal(other_way, left_first ? at + 1 : count, left_first ? count : at + 1);
    });
    if (needed && *needed > 0)
      report(first[at], second[*needed - 1], "without it, " + done.why)
          .fix(depends(first[at], second[*needed - 1]));
    return true;
  }
  const std::size_t failed = at - first.size();
  const auto in_the_way = first_that(first.size(), [&](std::size_t count) {
    return !legal(order, left_first ? count : failed + 1, left_first ? failed + 1 : count);
  });
  if (in_the_way && *in_the_way > 0)
    report(second[failed], first[*in_the_way - 1], "after it, " + done.why)
        .fix(depends(first[*in_the_way - 1], second[failed]));
  return true;
}

bool Meeting::find_difference() {
  if (difference(left_.size(), right_.size()).empty()) return false;
  const auto left =
      first_that(left_.size(), [&](std::size_t count) { return !difference(count, right_.size()).empty(); });
  const auto right =
      first_that(right_.size(), [&](std::size_t count) { return !difference(*left, count).empty(); });
  if (*left == 0 || *right == 0) throw InternalError{"branches differ, and no statement makes them differ"};
  const Piece& here = right_[*right - 1];
  const Piece& there = left_[*left - 1];
  report(here, there,
         fmt::format("the one first or the other first, and {} is not the same", difference(*left, *right)))
      .fix(fmt::format("order them: revision {} … depends on {}", here.revision->id.name.str(),
                       there.revision->id.name.str()));
  return true;
}

bool Meeting::find_rows() {
  std::vector<Touch> touches;
  raw_.clear();
  touches_ = &touches;
  schema_.begin_journal();
  replay(Order::LeftFirst, left_.size(), right_.size());
  schema_.roll_back(schema_.end_journal());
  touches_ = nullptr;
  const auto is_left = [&](const Piece* piece) {
    return piece >= left_.data() && piece < left_.data() + left_.size();
  };
  const auto is_right = [&](const Piece* piece) {
    return piece >= right_.data() && piece < right_.data() + right_.size();
  };
  std::unordered_map<std::string, std::pair<const Piece*, const Piece*>> there;  // who writes, who reads
  for (const Touch& touch : touches) {
    if (!is_left(touch.piece)) continue;
    auto& [writer, reader] = there[touch.what];
    auto& slot = touch.writes ? writer : reader;
    if (!slot) slot = touch.piece;
  }
  // Two that write say it more plainly than one that reads, as an update that is kept does first.
  std::stable_partition(touches.begin(), touches.end(), [](const Touch& touch) { return touch.writes; });
  for (const Touch& touch : touches) {
    if (!is_right(touch.piece)) continue;
    const auto found = there.find(touch.what);
    if (found == there.end()) continue;
    const auto& [writer, reader] = found->second;
    const Piece* other = writer ? writer : touch.writes ? reader : nullptr;
    if (!other) continue;
    report(*touch.piece, *other,
           !writer        ? fmt::format("this writes {}, which that reads", touch.what)
           : touch.writes ? fmt::format("both write {}", touch.what)
                          : fmt::format("this reads {}, which that writes", touch.what))
        .fix(fmt::format("order them: revision {} … depends on {}", touch.piece->revision->id.name.str(),
                         other->revision->id.name.str()));
    return true;
  }
  std::erase_if(raw_, [&](const Piece* piece) { return !is_left(piece) && !is_right(piece); });
  return false;
}

void Meeting::warn_of_raw_sql() {
  for (const Piece* piece : raw_) {
    const bool left = piece >= left_.data() && piece < left_.data() + left_.size();
    const Pieces& others = left ? right_ : left_;
    std::vector<std::string> ids;
    for (const Piece& other : others)
      if (ids.empty() || ids.back() != other.revision->id.name.str())
        ids.emplace_back(other.revision->id.name.str());
    if (ids.empty()) continue;
    diagnostics_
        .report(diag::raw_sql_meets, piece->statement->span,
                fmt::format("revision{} {}", ids.size() == 1 ? "" : "s", join_and(ids)))
        .fix("where it does matter, 'depends on' in a revision's header orders them")
        .fix("where it does not: @allow(raw_sql_meets, 'why')");
  }
}

void Meeting::look() {
  if (find_illegal(Order::RightFirst) || find_illegal(Order::LeftFirst)) return;
  if (find_difference() || find_rows()) return;
  warn_of_raw_sql();
}

}  // namespace migc
