#include "backends/mssql/mssql.h"

namespace migc {

std::string Mssql::name_text(const TableName& name) const {
  SqlWriter out = writer();
  return out.name(name).take();
}
std::string Mssql::name_text(Name name) const {
  SqlWriter out = writer();
  return out.name(name).take();
}
std::string Mssql::string_text(std::string_view text) const {
  SqlWriter out = writer();
  return out.string(text).take();
}

std::string Mssql::type(const Type& type) const {
  const int size = type.size.value_or(1);
  const auto sized = [&](std::string_view name) { return fmt::format("{}({})", name, size); };
  const auto moment = [&](std::string_view name) {
    return fmt::format("{}({})", name, type.size.value_or(6));
  };
  switch (type.kind) {
    case TypeKind::boolean:
      return "bit";
    case TypeKind::tinyint:  // SQL Server's own has no sign
    case TypeKind::smallint:
      return "smallint";
    case TypeKind::integer:
      return "int";
    case TypeKind::bigint:
      return "bigint";
    case TypeKind::decimal:
      return type.size ? fmt::format("decimal({}, {})", *type.size, type.scale.value_or(0))
                       : "decimal(38, 10)";
    case TypeKind::real:
      return "real";
    case TypeKind::double_:
      return "float(53)";
    case TypeKind::char_:  // "nchar and nvarchar": at most 4000
      return size > 4000 ? "nvarchar(max)" : sized("nchar");
    case TypeKind::varchar:
      return size > 4000 ? "nvarchar(max)" : sized("nvarchar");
    case TypeKind::text:
    case TypeKind::json:
    case TypeKind::jsonb:
      return "nvarchar(max)";
    case TypeKind::binary:  // "binary and varbinary": at most 8000
      return size > 8000 ? "varbinary(max)" : sized("binary");
    case TypeKind::varbinary:
      return size > 8000 ? "varbinary(max)" : sized("varbinary");
    case TypeKind::blob:
      return "varbinary(max)";
    case TypeKind::date:
      return "date";
    case TypeKind::time:
      return moment("time");
    case TypeKind::timestamp:
      return moment("datetime2");
    case TypeKind::timestamptz:
      return moment("datetimeoffset");
    case TypeKind::interval:
      return "bigint";  // refused before it comes here
    case TypeKind::uuid:
      return "uniqueidentifier";
    case TypeKind::xml:
      return "xml";
    case TypeKind::user: {
      if (const Domain* domain = type.user->domain()) return this->type(domain->base);
      std::size_t longest = 1;
      for (const std::string& value : type.user->values()->values)
        longest = std::max(longest, value.size());  // bytes: never fewer than UTF-16 has units
      return fmt::format("nvarchar({})", longest);
    }
    case TypeKind::native:
      return type_or_native(type);
  }
  return {};
}

void Mssql::column(SqlWriter& out, const Table& table, const Column& declared) const {
  const Column column = grounded(declared);
  out.name(column.name.name);
  if (column.generated) {
    // A computed column has the type of its expression.
    out.words("as").open();
    plain_cast_value(out, column.generated->expr, type_or_native(column.type));
    out.close();
    if (column.generated->stored) out.words(column.nullable ? "persisted" : "persisted not null");
    return;
  }
  out.words(type_or_native(column.type));
  if (!column.collation.name.empty()) out.words("collate").words(column.collation.name.str());
  if (column.identity)
    out.words(fmt::format("identity({}, {})", column.identity->start.value_or(1),
                          column.identity->increment.value_or(1)));
  out.words(column.nullable ? "null" : "not null");
  if (!column.default_value) return;
  out.words("constraint").name(default_name(table.name, column)).words("default").open();
  value(out, *column.default_value);
  out.close();
}

void Mssql::plain_cast_value(SqlWriter& out, const Expr& expr, std::string_view type) const {
  out.call("cast");
  value(out, expr);
  out.words("as").words(type).close();
}

void Mssql::constraint(SqlWriter& out, const Constraint& constraint) const {
  Constraint own = constraint;
  // Nulls are equal in any unique constraint; 'restrict' is what 'no action' does ("CREATE TABLE": ON DELETE).
  own.nulls_not_distinct = false;
  if (own.on_delete == Action::Restrict) own.on_delete = Action::NoAction;
  if (own.on_update == Action::Restrict) own.on_update = Action::NoAction;
  Backend::constraint(out, own);
}

void Mssql::table_indexes(SqlWriter& out, const Table& table) const {
  for (const Constraint& check : stand_in_checks(table)) {
    out.comma().line();
    constraint(out, check);
  }
}

void Mssql::write(SqlWriter& out, const RenameTable& op) const {
  out.words("exec sp_rename").string(name_text(op.table)).comma().string(op.to.name.str()).comma();
  out.string("OBJECT");
}

void Mssql::write(SqlWriter& out, const RenameColumn& op) const {
  const std::string column = name_text(op.table) + "." + name_text(op.column.name);
  out.words("exec sp_rename").string(column).comma().string(op.to.name.str()).comma().string("COLUMN");
}

void Mssql::write(SqlWriter& out, const RenameConstraint& op) const {
  const std::string name = name_text(TableName{op.table.schema, op.constraint.name, {}});
  out.words("exec sp_rename").string(name).comma().string(op.to.name.str()).comma().string("OBJECT");
}

void Mssql::write(SqlWriter& out, const RenameIndex& op) const {
  const std::string index = name_text(op.table) + "." + name_text(op.index.name);
  out.words("exec sp_rename").string(index).comma().string(op.to.name.str()).comma().string("INDEX");
}

void Mssql::write(SqlWriter& out, const SetSchema& op) const {
  out.words("alter schema").name(op.schema.name.empty() ? Name("dbo") : op.schema.name);
  out.words("transfer").name(op.table);
}

void Mssql::write(SqlWriter& out, const AddColumn& op) const {
  out.words("alter table").name(op.table).words("add");
  Table table;
  table.name = op.table;
  column(out, table, op.column);
  // Without it the rows that are there would get a null ("ALTER TABLE": WITH VALUES).
  const Column own = grounded(op.column);
  if (own.default_value && own.nullable) out.words("with values");
}

void Mssql::write(SqlWriter& out, const AddConstraint& op) const {
  out.words("alter table").name(op.table);
  if (op.constraint.not_valid) out.words("with nocheck");
  out.words("add");
  constraint(out, op.constraint);
}

void Mssql::write(SqlWriter& out, const DropConstraint& op) const {
  out.words("alter table").name(op.table).words("drop constraint").name(op.constraint.name);
}

void Mssql::write(SqlWriter& out, const ValidateConstraint& op) const {
  out.words("alter table").name(op.table).words("with check check constraint").name(op.constraint.name);
}

void Mssql::write(SqlWriter& out, const DropIndex& op) const {
  out.words("drop index").name(op.index.name).words("on").name(op.table);
}

std::vector<std::string> Mssql::write(const ModifyColumn& step) const {
  SqlWriter out = writer();
  const Column column = grounded(step.column);
  alter_column(out, step.table, column.name).words(type_or_native(column.type));
  if (!column.collation.name.empty()) out.words("collate").words(column.collation.name.str());
  return {out.words(column.nullable ? "null" : "not null").take()};
}

std::vector<std::string> Mssql::write(const AddDefault& step) const {
  SqlWriter out = writer();
  out.words("alter table").name(step.table).words("add constraint");
  out.name(default_name(step.table, step.column)).words("default").open();
  value(out, *step.column.default_value);
  return {out.close().words("for").name(step.column.name.name).take()};
}

// "DBCC CHECKIDENT": on a table that never had rows the number is the next one, else the one before it.
std::vector<std::string> Mssql::write(const SetNextIdentity& step) const {
  SqlWriter out = writer();
  const std::string table = string_text(name_text(step.table));
  const auto set = [&](long long number) {
    out.indent().line().dedent();
    out.words(fmt::format("dbcc checkident ({}, reseed, {}) with no_infomsgs", table, number));
  };
  out.words(fmt::format(
      "if exists (select 1 from sys.identity_columns where object_id = object_id({}) and last_value is null)",
      table));
  set(step.next);
  out.line().words("else");
  set(step.next - step.increment);
  return {out.take()};
}

// "CREATE INDEX", ONLINE: of the editions Enterprise (and Developer), SQL Database and Managed Instance alone, which
// SERVERPROPERTY numbers 3, 5 and 8; a statement for another edition would not run.
void Mssql::write(SqlWriter& out, const CreateIndex& op) const {
  if (option(op.index.options, "online") != "true") {
    Backend::write(out, op);
    return;
  }
  SqlWriter plain = writer();
  Backend::write(plain, op);
  const std::string create = plain.take();
  out.words("if serverproperty('EngineEdition') in (3, 5, 8)").indent().line().dedent();
  out.call("exec").string(create + " with (online = on)").close().line();
  out.words("else").indent().line().dedent().call("exec").string(create).close();
}

std::string Mssql::stop_if(std::string_view condition, std::string_view message) const {
  SqlWriter out = writer();
  out.words("if").raw(condition);
  return out.indent().line().dedent().words("throw 50000,").string(message).comma().words("1").take();
}

std::string Mssql::stop_if_any(std::string_view count, std::string_view message) const {
  SqlWriter out = writer();
  out.words("declare @found bigint =").open().raw(count).close().end().line();
  out.words("if @found > 0").line().words("begin").indent().line();
  out.words("declare @message nvarchar(2048) =").call("concat").string(fmt::format("{}: ", message));
  out.comma().words("@found").close().end().line();
  return out.words("throw 50000, @message, 1;").dedent().line().words("end").take();
}

void Mssql::write(SqlWriter& out, const CreateTable& op) const {
  if (op.table.maybe) out.words("if").raw(no_table(op.table.name)).indent().line().dedent();
  create_table(out, op.table, "create table");
}

std::string Mssql::no_table(const TableName& table) const {
  SqlWriter name = writer();
  SqlWriter out = writer();
  out.call("object_id").string(name.name(table).take()).comma().string("U").close();
  return out.words("is null").take();
}

}  // namespace migc
