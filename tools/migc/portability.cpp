#include "tools/migc/portability.h"

#include <algorithm>

#include "backends/matrix.h"
#include "support/scan.h"
#include "support/text.h"

namespace migc {

Portability::Portability(const Project& project) : project_(project) {
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
  const auto known = std::find_if(parts_.begin(), parts_.end(),
                                  [&](const Part& part) { return part.revision == revision.revision; });
  Part& part = known != parts_.end() ? *known : parts_.emplace_back(Part{revision.revision, {}});
  for (std::size_t i = 0; i < backends_.size(); ++i) {
    if (std::find(targets.begin(), targets.end(), backends_[i]->target()) == targets.end()) continue;
    schema.begin_journal();
    judge(revision.up, schema, i, part, &Row::up);
    if (revision.reversible) judge(revision.down, schema, i, part, &Row::down);
    schema.roll_back(schema.end_journal());
  }
}

std::string Portability::shown(const Row& row) const {
  const std::string_view source = project_.sources.text(row.place);
  const char* const end = source.data() + source.size();
  std::string text;
  for (const char* p = source.data(); p < end;) {
    const std::string_view unit(p, scan::unit_end(p, end));
    p += unit.size();
    const bool comment = unit.starts_with("--") || unit.starts_with("/*");
    for (char c : comment ? std::string_view(" ") : unit) {
      const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
      if (!blank || (!text.empty() && text.back() != ' ')) text += blank ? ' ' : c;
    }
  }
  while (text.ends_with(';') || text.ends_with(' ')) text.pop_back();
  constexpr std::size_t most = 60;
  return printable(text.size() > most ? std::string(cut_utf8(text, most)) + "…" : text);
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

std::string Portability::text() const {
  std::string out;
  for (const Part& part : parts_) {
    out += fmt::format("{} {}\n", part.revision->id.name.str(), printable(part.revision->message));
    for (const auto& [place, row] : part.rows) {
      const auto line = project_.sources.line_column(row.place.file, row.place.begin).line;
      out += fmt::format("  {}:{}  {}\n", project_.sources[row.place.file].path, line, shown(row));
      for (std::size_t i = 0; i < backends_.size(); ++i) {
        const auto found = verdict(row, i);
        out += fmt::format("    {:<14} {}\n", to_string(backends_[i]->target()),
                           found ? level_name(found->level) : "not for this target");
        if (!found) continue;
        for (const std::string& reason : found->reasons) out += fmt::format("{:19}{}\n", "", reason);
      }
    }
    out += "\n";
  }
  for (std::size_t i = 0; i < backends_.size(); ++i)
    out += fmt::format("{:<14} {}\n", to_string(backends_[i]->target()), totals(i));
  return out;
}

namespace {
// Text in a cell of a table.
std::string cell(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '|' || c == '\\' || c == '*' || c == '_' || c == '<') out += '\\';
    out += c;
  }
  return out;
}
// Code in a cell: a bar would end the cell even there.
std::string code(const std::string& text) {
  std::string out;
  for (char c : text) out += c == '|' ? std::string("\\|") : c == '`' ? std::string("'") : std::string(1, c);
  return "`" + out + "`";
}
}  // namespace

std::string Portability::markdown(const Grades& grades) const {
  std::string head = "| statement | way back |";
  std::string rule = "| --- | --- |";
  std::string sums = "| **all** |  |";
  for (std::size_t i = 0; i < backends_.size(); ++i) {
    head += fmt::format(" {} |", to_string(backends_[i]->target()));
    rule += " --- |";
    sums += fmt::format(" {} |", totals(i));
  }
  std::string out = fmt::format("{}\n{}\n", head, rule);
  for (const Part& part : parts_) {
    out += fmt::format("| **{}** {} |  |", part.revision->id.name.str(),
                       cell(printable(part.revision->message)));
    for (std::size_t i = 0; i < backends_.size(); ++i) out += "  |";
    out += "\n";
    for (const auto& [place, row] : part.rows) {
      std::string way_back;
      for (const std::string& line : grades.cell(part.revision, row.place))
        way_back += (way_back.empty() ? "" : "<br>") + cell(line);
      out += fmt::format("| {} | {} |", code(shown(row)), way_back);
      for (std::size_t i = 0; i < backends_.size(); ++i) {
        const auto found = verdict(row, i);
        std::string text = found ? std::string(level_name(found->level)) : "–";
        if (found && found->level == Support::Level::Refused) text = "**" + text + "**";
        if (found)
          for (const std::string& reason : found->reasons) text += "<br>" + cell(reason);
        out += fmt::format(" {} |", text);
      }
      out += "\n";
    }
  }
  return out + sums + "\n";
}

}  // namespace migc
