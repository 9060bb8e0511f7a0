// meaningless_name: a thing without a name, of which the convention could make no name that means something.
#include "ir/naming.h"
#include "ir/practices/practices.h"

namespace migc {

namespace {

// resolve puts a name that it makes at the place of the element, which begins before any name that is written in it.
bool was_made(const Ident& name, Span element) {
  return name.span.file == element.file && name.span.begin == element.begin && name.span.end == element.end;
}

template <class Element>
void look_at(const Element& element, std::string_view word, Diagnostics& diagnostics) {
  if (!was_made(element.name, element.span)) return;
  std::string why;
  if (columns_of(element).empty())
    why = fmt::format("the {} has no column that it could be called after", word);
  else if (ends_in_hash(element))
    why = "another thing has the name that the convention gives, so a hash makes the difference";
  if (why.empty()) return;
  diagnostics.report(diag::meaningless_name, element.span, show(element.name.name), why)
      .note("it is what an engine's error shows, and what a later 'drop' has to say")
      .fix(fmt::format("give the {} a name", word));
}

void look_at(const std::vector<Statement>& statements, Diagnostics& diagnostics) {
  for (const Statement& statement : statements) {
    if (statement.assumed) continue;
    if (const auto* create = std::get_if<CreateTable>(&statement.op)) {
      for (const Constraint& constraint : create->table.constraints)
        look_at(constraint, constraint_word(constraint.kind), diagnostics);
      for (const Index& index : create->table.indexes) look_at(index, "index", diagnostics);
    }
    if (const auto* add = std::get_if<AddConstraint>(&statement.op))
      look_at(add->constraint, constraint_word(add->constraint.kind), diagnostics);
    if (const auto* index = std::get_if<CreateIndex>(&statement.op))
      look_at(index->index, "index", diagnostics);
    if (const auto* hand = std::get_if<ByHand>(&statement.op)) look_at(hand->up, diagnostics);
  }
}

}  // namespace

void check_made_names(const CompiledRevision& revision, Diagnostics& diagnostics) {
  look_at(revision.up, diagnostics);
}

}  // namespace migc
