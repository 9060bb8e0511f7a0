// large_revision: more in one revision than a reader holds in the head, or an operator wants to run at once.
#include "ir/practices/rules.h"
#include "support/text.h"

namespace migc {

void check_size(const Revision& revision, const Done& statements, std::size_t most,
                Diagnostics& diagnostics) {
  // The first one brings in what was there before there was a history: it can't be cut.
  if (revision.after.empty()) return;
  std::size_t count = 0;
  Span last;
  for (const Statement* statement : statements) {
    // A column with its constraints was written as one.
    const Span span = statement->span;
    if (last.known() && span.file == last.file && span.begin >= last.begin && span.end <= last.end) continue;
    last = span;
    ++count;
  }
  if (count <= most) return;
  diagnostics
      .report(diag::large_revision, revision.span, std::string(revision.id.name.str()),
              counted(count, "statement"), most)
      .note(
          "it is applied and taken back as a whole: the more is in it, the longer its locks are held, and "
          "the "
          "harder its way back is to judge")
      .fix("cut it into several, each with one purpose");
}

}  // namespace migc
