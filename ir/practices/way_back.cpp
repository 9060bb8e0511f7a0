// unexplained_way_back: a word about the way back stands there, and says nothing.
#include "ir/practices/rules.h"
#include "support/scan.h"

namespace migc {

namespace {

// Whether SQL holds nothing but white space, semicolons and comments.
bool does_nothing(std::string_view sql) {
  const char* const end = sql.data() + sql.size();
  for (const char* p = sql.data(); p < end;) {
    const bool comment = end - p > 1 && (std::string_view(p, 2) == "--" || std::string_view(p, 2) == "/*");
    if (!comment && *p != ' ' && *p != '\t' && *p != '\n' && *p != '\r' && *p != ';') return false;
    p = scan::unit_end(p, end);
  }
  return true;
}

}  // namespace

void check_way_back(const Done& statements, Diagnostics& diagnostics) {
  for (const Statement* statement : statements) {
    switch (statement->way_back.kind) {
      case WayBack::Kind::Sql:
        if (does_nothing(statement->way_back.text))
          diagnostics.report(diag::unexplained_way_back, statement->span, "the SQL of 'reverse' does nothing")
              .fix("… reverse nothing;          where the way back needs no action")
              .fix("… reverse $$ SQL that takes it back $$;");
        break;
      case WayBack::Kind::Irreversible:
        if (const std::string why = why_it_says_nothing(statement->way_back.text); !why.empty())
          diagnostics
              .report(diag::unexplained_way_back, statement->span,
                      "the reason why there is no way back says nothing")
              .note(why)
              .note("whoever asks for the downgrade is shown this reason, and nothing else")
              .fix("say what is gone, and why that is no loss: irreversible 'sessions are worth nothing'");
        break;
      case WayBack::Kind::Derived:
      case WayBack::Kind::Nothing:
      case WayBack::Kind::Keep:
        break;
    }
  }
}

}  // namespace migc
