#include "backends/sqlite/sqlite.h"

namespace migc {

// Declared types keep the portable name: SQLite takes an affinity from it ("Datatypes In SQLite", 3.1), and
// people and tools read it. STRICT tables know six names alone.
std::string Sqlite::type(const Type& type) const {
  switch (type.kind) {
    case TypeKind::decimal:
      if (!type.size) return "decimal";
      return type.scale ? fmt::format("decimal({}, {})", *type.size, *type.scale)
                        : fmt::format("decimal({})", *type.size);
    case TypeKind::char_:
    case TypeKind::varchar:
      return fmt::format("{}({})", type_name(type.kind), type.size.value_or(1));
    case TypeKind::double_:
      return "double";
    case TypeKind::binary:
    case TypeKind::varbinary:
    case TypeKind::blob:
      return "blob";
    // NUMERIC affinity would turn a text of digits into a number.
    case TypeKind::uuid:
      return "char(36)";
    case TypeKind::json:
    case TypeKind::jsonb:
    case TypeKind::xml:
      return "text";
    case TypeKind::interval:
      return "bigint";  // refused before it comes here
    case TypeKind::boolean:
    case TypeKind::tinyint:
    case TypeKind::smallint:
    case TypeKind::integer:
    case TypeKind::bigint:
    case TypeKind::real:
    case TypeKind::text:
    case TypeKind::date:
    case TypeKind::time:
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
      return std::string(type_name(type.kind));
    case TypeKind::user:
      return type.user->domain() ? this->type(type.user->domain()->base) : "text";
    case TypeKind::native:
      return type_or_native(type);
  }
  return {};
}

std::string Sqlite::cast_type(const Type& type) const {
  switch (family(type)) {
    case Family::Boolean:
    case Family::Integer:
      return "integer";
    case Family::Decimal:
      return "numeric";
    case Family::Float:
      return "real";
    case Family::Binary:
      return "blob";
    case Family::Text:
    case Family::Date:
    case Family::Time:
    case Family::Timestamp:
    case Family::TimestampTz:
    case Family::Interval:
    case Family::Uuid:
    case Family::Json:
    case Family::Xml:
    case Family::Enum:
    case Family::Array:
    case Family::Any:
      return "text";
  }
  return "text";
}

const Column* Sqlite::row_id(const Table& table) {
  const Constraint* key = table.primary_key();
  if (!key || key->columns.size() != 1) return nullptr;
  const Column* column = table.column(key->columns[0].name);
  return column && column->identity ? column : nullptr;
}

void Sqlite::column(SqlWriter& out, const Table& table, const Column& declared) const {
  const Column column = grounded(declared);
  out.name(column.name.name);
  if (row_id(table) == &declared) {
    // Only "integer" makes it the row ID; autoincrement never gives a number again.
    out.words("integer not null constraint").name(table.primary_key()->name.name);
    out.words("primary key autoincrement");
    return;
  }
  const bool strict = option(table.options, "strict") == "true";
  if (strict) {
    switch (family(column.type)) {
      case Family::Boolean:
      case Family::Integer:
        out.words("integer");
        break;
      case Family::Float:
        out.words("real");
        break;
      case Family::Decimal:
        out.words("any");
        break;
      case Family::Binary:
        out.words("blob");
        break;
      case Family::Text:
      case Family::Date:
      case Family::Time:
      case Family::Timestamp:
      case Family::TimestampTz:
      case Family::Interval:
      case Family::Uuid:
      case Family::Json:
      case Family::Xml:
      case Family::Enum:
      case Family::Array:
      case Family::Any:
        out.words("text");
        break;
    }
  } else {
    out.words(type_or_native(column.type));
  }
  if (!column.collation.name.empty()) out.words("collate").name(column.collation.name);
  if (!column.nullable) out.words("not null");
  if (column.default_value) {
    out.words("default");
    const Expr& value = *column.default_value;
    const bool clock =
        (value.kind == ExprKind::Call && value.function == Function::now_) || value.kind == ExprKind::Current;
    const bool bare = is_literal(value) || clock;
    if (!bare) out.open();
    expression(out, value);
    if (!bare) out.close();
  }
  if (column.generated) {
    out.words("generated always as").open();
    expression(out, column.generated->expr);
    out.close().words(column.generated->stored ? "stored" : "virtual");
  }
  if (column.type.kind == TypeKind::user && column.type.user->values()) {
    // What stands for the enum; it is the column's own, and comes and goes with it.
    out.words("check").open().name(column.name.name).words("in").open();
    const auto& values = column.type.user->values()->values;
    for (std::size_t v = 0; v < values.size(); ++v) {
      if (v > 0) out.comma();
      out.string(values[v]);
    }
    out.close().close();
  }
  // So are those that stand for a domain's checks.
  Table alone;
  alone.columns = {declared};
  for (const Constraint& check : domain_checks(alone)) {
    out.words("check").open();
    expression(out, check.check);
    out.close();
  }
}

bool Sqlite::skips(const Table& table, const Constraint& constraint) const {
  return constraint.kind == ConstraintKind::PrimaryKey && row_id(table);
}

void Sqlite::table_options(SqlWriter& out, const Table& table) const {
  const bool strict = option(table.options, "strict") == "true";
  const bool without = option(table.options, "without_rowid") == "true";
  if (strict) out.words("strict");
  if (strict && without) out.comma();
  if (without) out.words("without rowid");
}

void Sqlite::write(SqlWriter& out, const DropIndex& op) const { out.words("drop index").name(op.index.name); }

std::string Sqlite::stop_if(std::string_view condition, std::string_view message) const {
  SqlWriter out = writer();
  out.words("select").call("json_extract").string("{}").comma().string(message).close();
  return out.words("where").raw(condition).take();
}

std::string Sqlite::stop_if_any(std::string_view count, std::string_view message) const {
  SqlWriter out = writer();
  out.words("select").call("json_extract").string("{}").comma().string(fmt::format("{}: ", message));
  out.words("|| n").close().words("from (select").open().raw(count).close().words("as n)");
  return out.words("where n > 0").take();
}

std::string Sqlite::no_table(const TableName& table) const {
  SqlWriter out = writer();
  out.words("not exists").open().words("select 1 from sqlite_master where type = 'table' and lower(name) =");
  return out.string(table.name.folded().str()).close().take();
}

}  // namespace migc
