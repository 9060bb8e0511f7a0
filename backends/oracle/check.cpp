// What can be said only of a step: sizes, and forms of what is there in another form.
#include "backends/oracle/oracle.h"
#include "support/overloaded.h"

namespace migc {

namespace {

// "Data Types": what a database with the usual max_string_size holds.
std::string too_large(const Type& type) {
  const int size = type.size.value_or(1);
  switch (type.kind) {
    case TypeKind::decimal:
      if (size > 38) return "a decimal of more than 38 digits";
      if (type.scale.value_or(0) > 38) return "a decimal of more than 38 digits after the point";
      return {};
    case TypeKind::char_:
      return size > 2000 ? "a char of more than 2000 characters" : "";
    case TypeKind::varchar:
      return size > 4000 ? "a varchar of more than 4000 characters" : "";
    case TypeKind::binary:
    case TypeKind::varbinary:
      return size > 2000 ? "more than 2000 bytes" : "";
    case TypeKind::user:
      return type.user && type.user->domain() ? too_large(type.user->domain()->base) : std::string();
    case TypeKind::boolean:
    case TypeKind::tinyint:
    case TypeKind::smallint:
    case TypeKind::integer:
    case TypeKind::bigint:
    case TypeKind::real:
    case TypeKind::double_:
    case TypeKind::text:
    case TypeKind::blob:
    case TypeKind::date:
    case TypeKind::time:
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
    case TypeKind::interval:
    case TypeKind::uuid:
    case TypeKind::json:
    case TypeKind::jsonb:
    case TypeKind::xml:
    case TypeKind::native:
      return {};
  }
  return {};
}

}  // namespace

void Oracle::check(const Step& step, Diagnostics& diagnostics) const {
  const auto* op = std::get_if<Operation>(&step.body);
  if (!op) return;
  const auto refuse = [&](Span span, const std::string& what, const std::string& why,
                          const std::string& fix) {
    diagnostics
        .report(diag::target_cannot, span.known() ? span : step.sources.front(), to_string(target()), what)
        .note(why)
        .fix(fix);
  };
  const auto typed = [&](const Type& type, Span span) {
    const std::string what = too_large(type);
    if (what.empty()) return;
    const bool number = type.kind == TypeKind::decimal;
    refuse(type.span.known() ? type.span : span, what,
           number ? "a number has 38 digits"
                  : "a column of a row is no larger, unless max_string_size is extended",
           number                           ? "give it fewer digits"
           : family(type) == Family::Binary ? "make it a blob"
                                            : "make it a text");
  };
  // "Database Object Naming Rules": a quoted name can hold anything but a double quote.
  for (const Ident& name : new_names(*op))
    if (name.name.str().find('"') != std::string_view::npos)
      refuse(name.span, "a double quote in a name", "no name can hold one", "give it another name");
  const auto rights = [&](const GrantTarget& on, const std::vector<Privilege>& privileges) {
    for (const Privilege& privilege : privileges) {
      const std::string& word = privilege.word;
      if (!privilege.columns.empty() && word != "insert" && word != "update" && word != "references")
        refuse(on.name.span, fmt::format("the right to {} columns", word),
               "rights on columns are to insert, to update and to refer",
               "make a view, and give rights on that");
      if (on.kind == GrantKind::Table && word == "trigger")
        refuse(on.name.span, "the right to make triggers", "it is one on all tables: create any trigger",
               "leave it out");
      if (on.kind == GrantKind::Sequence && word == "update")
        refuse(on.name.span, "the right to update a sequence", "it is the right to alter it here",
               "leave it out, or write it as execute on oracle $$…$$");
    }
  };
  // "Hexadecimal": a raw of SQL has 2000 bytes.
  const auto bytes = [&](const Expr& expr) {
    if (expr.kind == ExprKind::Bytes && expr.text.size() > 4000)
      refuse(expr.span, "a literal of more than 2000 bytes", "a raw is no longer", "fill it by a program");
  };
  std::visit(overloaded{
                 [&](const CreateTable& o) {
                   for (const Column& c : o.table.columns) typed(c.type, c.span);
                   for_each_expression(o.table, bytes);
                 },
                 [&](const AddColumn& o) {
                   typed(o.column.type, o.column.span);
                   if (o.column.default_value) for_each(*o.column.default_value, bytes);
                 },
                 [&](const AlterType& o) { typed(o.type, o.column.span); },
                 [&](const CreateIndex& o) {
                   if (o.index.where && !o.index.unique)
                     refuse(o.index.where->span, std::string(feature_text(Feature::partial_index)),
                            "there are none: only a unique one can be written another way",
                            "leave the condition out");
                 },
                 [&](const RenameObject& o) {
                   const bool named = o.object.kind == ObjectKind::Sequence && !o.object.name.schema.empty();
                   if (named)
                     refuse(o.object.name.span, "a new name for a sequence of another schema",
                            "'rename' is for one's own schema", "drop the sequence and create it again");
                 },
                 [&](const Insert& o) {
                   for (const auto& row : o.rows)
                     for (const Expr& value : row) for_each(value, bytes);
                 },
                 [&](const Update& o) {
                   for (const Assignment& set : o.set) for_each(set.value, bytes);
                   if (o.where) for_each(*o.where, bytes);
                 },
                 [&](const Delete& o) {
                   if (o.where) for_each(*o.where, bytes);
                 },
                 [&](const SetDefault& o) { for_each(o.value, bytes); },
                 [&](const Grant& o) { rights(o.on, o.privileges); },
                 [&](const Revoke& o) { rights(o.on, o.privileges); },
                 [](const auto&) {},
             },
             *op);
}

}  // namespace migc
