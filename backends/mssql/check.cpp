// What can be said of a step alone.
#include "backends/mssql/mssql.h"
#include "support/text.h"

namespace migc {

namespace {

// The line that sqlcmd would take for a command of its own: some need no colon ("sqlcmd commands").
std::string sqlcmd_line(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string line = to_lower(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    while (!line.empty() && (line.back() == ' ' || line.back() == '\t' || line.back() == '\r'))
      line.pop_back();
    const std::string word = line.substr(0, line.find_first_of(" \t;("));
    const bool batch_end = word == "go" && line.find_first_not_of(" \t;0123456789", 2) == std::string::npos;
    const bool alone = line == "reset" || line == "quit" || line == "exit" || line == "ed";
    if (batch_end || alone || line.starts_with(":") || line.starts_with("!!") || line.starts_with("exit("))
      return line;
  }
  return {};
}

}  // namespace

void Mssql::check(const Step& step, Diagnostics& diagnostics) const {
  const auto refuse = [&](Span span, std::string what, std::string why, std::string fix) {
    auto& diagnostic = diagnostics.report(diag::target_cannot, span.known() ? span : step.sources.front(),
                                          to_string(target()), std::move(what));
    diagnostic.note(std::move(why));
    if (!fix.empty()) diagnostic.fix(std::move(fix));
    diagnostic.fix("or say what this target gets: on mssql { … } else { … }");
  };
  const auto column = [&](const Column& declared) {
    const Column own = grounded(declared);
    const auto type = type_for(own.type, target().dialect);
    if (type && type->kind == TypeKind::decimal && type->size.value_or(0) > 38)
      refuse(own.span, fmt::format("a decimal of {} digits", *type->size), "SQL Server's have 38 at most",
             "make it decimal(38, …)");
    if (own.generated && !own.generated->stored && !own.nullable)
      refuse(own.span, "a virtual generated column that can't be null",
             "only what is persisted can be not null (\"computed_column_definition\")",
             "make it stored, or leave 'not null' out");
  };
  const auto index = [&](const Index& made) {
    if (made.where && !filter_form(*made.where))
      refuse(
          made.where->span, "an index with such a condition",
          "a condition compares columns with constants, joined by 'and' (\"CREATE INDEX\": filter_predicate)",
          "add a generated column for the rest, or leave the condition out");
  };
  const auto text = [&](std::string_view sql, std::string_view what) {
    if (const std::string line = sqlcmd_line(sql); !line.empty())
      refuse({}, fmt::format("{} with the line {}", what, line), "sqlcmd takes it for a command of its own",
             "write several statements, or put something else on the line");
  };
  const auto object = [&](const SchemaObject& made) {
    if (const Body* body = body_of(made))
      if (const std::string* sql = body->text_for(target().dialect)) text(*sql, "a body");
  };
  if (const auto* modified = std::get_if<ModifyColumn>(&step.body)) column(modified->column);
  const auto* op = std::get_if<Operation>(&step.body);
  if (!op) return;
  if (const auto* create = std::get_if<CreateTable>(op))
    for (const Column& c : create->table.columns) column(c);
  if (const auto* added = std::get_if<AddColumn>(op)) {
    column(added->column);
    if (added->column.identity && added->column.name.name.str().starts_with("_mig_"))
      refuse({}, "a change of an identity's type with 'using'", "an identity takes no values from an update",
             "leave 'using' out, or add another column");
  }
  if (const auto* made = std::get_if<CreateIndex>(op)) index(made->index);
  if (const auto* sql = std::get_if<Execute>(op)) text(sql->sql, "SQL");
  if (const auto* comment = std::get_if<CommentOn>(op)) text(comment->text, "a comment");
  if (const auto* made = std::get_if<CreateObject>(op)) object(made->object);
  if (const auto* replaced = std::get_if<ReplaceObject>(op)) object(replaced->object);
}

}  // namespace migc
