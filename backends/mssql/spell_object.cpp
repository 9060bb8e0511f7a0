// SQL Server's spelling of what is no table, of comments and of rights.
#include "backends/mssql/mssql.h"

namespace migc {

void Mssql::write(SqlWriter& out, const ReplaceObject& op) const {
  SqlWriter made = writer();
  create(made, op.object);
  const std::string sql = made.take();
  out.words("create or alter").raw(std::string_view(sql).substr(std::string_view("create ").size()));
}

void Mssql::write(SqlWriter& out, const RenameObject& op) const {
  out.words("exec sp_rename").string(name_text(op.object.name)).comma().string(op.to.name.str()).comma();
  out.string("OBJECT");
}

// What is left out would be the lowest number of a bigint ("CREATE SEQUENCE").
void Mssql::definition(SqlWriter& out, const Sequence& sequence) const {
  const long long increment = sequence.increment.value_or(1);
  const long long minimum = sequence.minimum.value_or(1);
  const long long maximum = sequence.maximum.value_or(9223372036854775807);
  const auto setting = [&](std::string_view words, long long number) {
    out.words(words).number(std::to_string(number));
  };
  out.words("as bigint");
  setting("start with", sequence.start.value_or(increment < 0 ? maximum : minimum));
  setting("increment by", increment);
  setting("minvalue", minimum);
  setting("maxvalue", maximum);
  if (sequence.cache.value_or(1) == 1)
    out.words("no cache");
  else
    setting("cache", *sequence.cache);
  if (sequence.cycle) out.words("cycle");
}

void Mssql::write(SqlWriter& out, const AlterSequence& op) const {
  AlterSequence own = op;
  own.settings.start.reset();  // "ALTER SEQUENCE" has none: a restart says it
  if (own.settings.cache == 1) own.settings.cache.reset();
  Backend::write(out, own);
  if (op.settings.cache == 1) out.words("no cache");
}

// "sp_addextendedproperty": the parts of a name are given one by one, and the schema always.
void Mssql::write(SqlWriter& out, const CommentOn& op) const {
  const bool drops = op.text.empty();
  out.words(drops ? "exec sp_dropextendedproperty @name = N'MS_Description'"
                  : "exec sp_addextendedproperty @name = N'MS_Description'");
  if (!drops) out.comma().words("@value =").string(op.text);
  const auto level = [&](int number, std::string_view type, Name name) {
    out.comma().words(fmt::format("@level{}type = N'{}'", number, type));
    out.comma().words(fmt::format("@level{}name =", number)).string(name.str());
  };
  const auto schema = [&](const QualifiedName& name) {
    level(0, "SCHEMA", name.schema.empty() ? Name("dbo") : name.schema);
  };
  if (op.on.kind != CommentTarget::Kind::Object) {
    schema(op.on.table);
    level(1, "TABLE", op.on.table.name);
  }
  switch (op.on.kind) {
    case CommentTarget::Kind::Table:
      return;
    case CommentTarget::Kind::Column:
      level(2, "COLUMN", op.on.element.name);
      return;
    case CommentTarget::Kind::Constraint:
      level(2, "CONSTRAINT", op.on.element.name);
      return;
    case CommentTarget::Kind::Index:
      level(2, "INDEX", op.on.element.name);
      return;
    case CommentTarget::Kind::Object:
      break;
  }
  const ObjectName& object = op.on.object;
  switch (object.kind) {
    case ObjectKind::Namespace:
      level(0, "SCHEMA", object.name.name);
      return;
    case ObjectKind::Sequence:
      schema(object.name);
      level(1, "SEQUENCE", object.name.name);
      return;
    case ObjectKind::View:
      schema(object.name);
      level(1, "VIEW", object.name.name);
      return;
    case ObjectKind::Function:
      schema(object.name);
      level(1, "FUNCTION", object.name.name);
      return;
    case ObjectKind::Procedure:
      schema(object.name);
      level(1, "PROCEDURE", object.name.name);
      return;
    case ObjectKind::Trigger:
      schema(object.table);
      level(1, "TABLE", object.table.name);
      level(2, "TRIGGER", object.name.name);
      return;
    case ObjectKind::EnumType:
    case ObjectKind::Domain:
    case ObjectKind::MaterializedView:
    case ObjectKind::Extension:
    case ObjectKind::Policy:
      not_left("comment");
  }
}

namespace {

// "GRANT Object Permissions": the next value of a sequence is taken by the right to update it.
std::vector<Privilege> own_privileges(std::vector<Privilege> list, GrantKind kind) {
  for (Privilege& privilege : list)
    if (kind == GrantKind::Sequence && privilege.word == "usage") privilege.word = "update";
  return list;
}

}  // namespace

void Mssql::grant_target(SqlWriter& out, const GrantTarget& on) const {
  out.words((on.kind == GrantKind::Namespace ? "schema::" : "object::") + name_text(on.name));
}

void Mssql::write(SqlWriter& out, const Grant& op) const {
  Grant own = op;
  own.privileges = own_privileges(op.privileges, op.on.kind);
  Backend::write(out, own);
}

void Mssql::write(SqlWriter& out, const Revoke& op) const {
  Revoke own = op;
  own.privileges = own_privileges(op.privileges, op.on.kind);
  own.option_too = false;
  Backend::write(out, own);
  if (op.option_too) out.words("cascade");
}

}  // namespace migc
