#include "backends/mysql/mysql.h"
#include "support/text.h"

namespace migc {

std::string Mysql::type(const Type& type) const {
  const auto sized = [&](std::string_view name) {
    if (!type.size) return std::string(name);
    return type.scale ? fmt::format("{}({}, {})", name, *type.size, *type.scale)
                      : fmt::format("{}({})", name, *type.size);
  };
  const auto moment = [&](std::string_view name) {
    return fmt::format("{}({})", name, type.size.value_or(6));
  };
  const auto integer = [&](std::string_view name) {
    return std::string(name) + (type.is_unsigned ? " unsigned" : "");
  };
  switch (type.kind) {
    case TypeKind::boolean:
      return "boolean";
    case TypeKind::tinyint:
      return integer("tinyint");
    case TypeKind::smallint:
      return integer("smallint");
    case TypeKind::integer:
      return integer("int");
    case TypeKind::bigint:
      return integer("bigint");
    case TypeKind::decimal:
      return type.size ? sized("decimal") : "decimal(38, 10)";
    case TypeKind::real:
      return "float";
    case TypeKind::double_:
      return "double";
    case TypeKind::char_:
      return sized("char");
    case TypeKind::varchar:
      return sized("varchar");
    case TypeKind::text:
      return "longtext";
    case TypeKind::binary:
      return sized("binary");
    case TypeKind::varbinary:
      return sized("varbinary");
    case TypeKind::blob:
      return "longblob";
    case TypeKind::date:
      return "date";
    case TypeKind::time:
      return moment("time");
    case TypeKind::timestamp:
      return moment("datetime");
    case TypeKind::timestamptz:
      return moment("timestamp");
    case TypeKind::interval:
      return "bigint";  // refused before it comes here
    case TypeKind::uuid:
      return uuid_type();
    case TypeKind::json:
      return "json";
    case TypeKind::jsonb:
      return "json";
    case TypeKind::xml:
      return "longtext";
    case TypeKind::user: {
      if (const Domain* domain = type.user->domain()) return this->type(domain->base);
      SqlWriter out = writer();
      out.words("enum").open();
      const auto& values = type.user->values()->values;
      for (std::size_t i = 0; i < values.size(); ++i) {
        if (i > 0) out.comma();
        out.string(values[i]);
      }
      return out.close().take();
    }
    case TypeKind::native:
      return type_or_native(type);
  }
  return {};
}

// "Cast Functions and Operators": a closed list of its own.
std::string Mysql::cast_type(const Type& type) const {
  switch (family(type)) {
    case Family::Boolean:
    case Family::Integer:
      return "signed";
    case Family::Decimal:
      return type.size ? fmt::format("decimal({}, {})", *type.size, type.scale.value_or(0))
                       : "decimal(38, 10)";
    case Family::Float:
      return "double";
    case Family::Text:
    case Family::Uuid:
    case Family::Xml:
      return type.size ? fmt::format("char({})", *type.size) : "char";
    case Family::Binary:
      return "binary";
    case Family::Date:
      return "date";
    case Family::Time:
      return fmt::format("time({})", type.size.value_or(6));
    case Family::Timestamp:
    case Family::TimestampTz:
      return fmt::format("datetime({})", type.size.value_or(6));
    case Family::Json:
      return "json";
    case Family::Interval:
    case Family::Any:
    case Family::Enum:
    case Family::Array:
      return "char";
  }
  return "char";
}

void Mysql::default_value(SqlWriter& out, const Column& column, const Expr& value) const {
  out.words("default");
  const Family of = family(column.type);
  const bool now = (value.kind == ExprKind::Call && value.function == Function::now_) ||
                   (value.kind == ExprKind::Current && value.text == "timestamp");
  if (now && (of == Family::Timestamp || of == Family::TimestampTz)) {
    // The clock's digits have to be the column's ("Automatic Initialization and Updating").
    out.words(fmt::format("current_timestamp({})", column.type.size.value_or(6)));
    return;
  }
  const bool large = column.type.kind == TypeKind::text || column.type.kind == TypeKind::blob ||
                     column.type.kind == TypeKind::xml || of == Family::Json;
  const bool brackets =
      !is_literal(value) || (large && brackets_large_defaults() && value.kind != ExprKind::Null);
  if (!brackets && value.kind == ExprKind::Typed) {
    out.string(of == Family::TimestampTz ? in_utc(value.text) : value.text);
    return;
  }
  if (brackets) out.open();
  expression(out, value);
  if (brackets) out.close();
}

void Mysql::column(SqlWriter& out, const Table&, const Column& declared) const {
  const Column column = grounded(declared);
  out.name(column.name.name).words(type_or_native(column.type));
  if (const auto charset = option(column.options, "charset")) out.words("character set").words(*charset);
  if (const auto collate = option(column.options, "collate")) out.words("collate").words(*collate);
  if (!column.collation.name.empty()) out.words("collate").words(column.collation.name.str());
  if (column.generated) {
    out.words("generated always as").open();
    expression(out, column.generated->expr);
    out.close().words(column.generated->stored ? "stored" : "virtual");
  }
  // Said in any case: a timestamp left to itself can be not null, with a default of its own.
  if (!column.generated || !column.nullable) out.words(column.nullable ? "null" : "not null");
  if (column.default_value) default_value(out, column, *column.default_value);
  if (column.identity) out.words("auto_increment");
  if (!column.comment.empty()) out.words("comment").string(column.comment);
}

void Mysql::constraint(SqlWriter& out, const Constraint& constraint) const {
  switch (constraint.kind) {
    case ConstraintKind::PrimaryKey:
      out.words("primary key").names(constraint.columns);
      return;
    case ConstraintKind::Unique:
      out.words("unique key").name(constraint.name.name).names(constraint.columns);
      return;
    case ConstraintKind::ForeignKey:
    case ConstraintKind::Check:
    case ConstraintKind::Exclude:
      Backend::constraint(out, constraint);
      return;
  }
}

void Mysql::table_indexes(SqlWriter& out, const Table& table) const {
  for (const Constraint& check : domain_checks(table)) {
    out.comma().line();
    constraint(out, check);
  }
  for (const Index& index : stand_in_indexes(table)) {
    out.comma().line().words("key").name(index.name.name).open();
    for (std::size_t i = 0; i < index.elements.size(); ++i) {
      if (i > 0) out.comma();
      index_element(out, index.elements[i]);
    }
    out.close();
  }
  for (const Index& index : table.indexes) {
    out.comma().line().words(index.unique ? "unique key" : "key").name(index.name.name).open();
    for (std::size_t i = 0; i < index.elements.size(); ++i) {
      if (i > 0) out.comma();
      index_element(out, index.elements[i]);
    }
    out.close();
  }
}

void Mysql::table_options(SqlWriter& out, const Table& table) const {
  for (const Column& column : table.columns)
    if (column.identity && column.identity->start)
      out.words("auto_increment =").number(std::to_string(*column.identity->start));
  out.words("engine =").words(option(table.options, "engine").value_or("InnoDB"));
  out.words("default charset =").words(option(table.options, "charset").value_or("utf8mb4"));
  if (const auto collate = option(table.options, "collate")) out.words("collate =").words(*collate);
  if (const auto format = option(table.options, "row_format")) out.words("row_format =").words(*format);
  if (!table.comment.empty()) out.words("comment =").string(table.comment);
}

void Mysql::write(SqlWriter& out, const AddColumn& op) const {
  Backend::write(out, op);
  switch (op.position.where) {
    case Position::Where::Last:
      break;
    case Position::Where::First:
      out.words("first");
      break;
    case Position::Where::After:
      out.words("after").name(op.position.after.name);
      break;
  }
}

std::vector<std::string> Mysql::write(const DropConstraintOfKind& step) const {
  SqlWriter out = writer();
  out.words("alter table").name(step.table);
  switch (step.kind) {
    case ConstraintKind::PrimaryKey:
      return {out.words("drop primary key").take()};
    case ConstraintKind::Unique:
      out.words("drop index");
      break;
    case ConstraintKind::ForeignKey:
      out.words("drop foreign key");
      break;
    case ConstraintKind::Check:
      out.words(drop_check());
      break;
    case ConstraintKind::Exclude:
      not_left("drop an exclusion");
  }
  return {out.name(step.constraint).take()};
}

void Mysql::write(SqlWriter& out, const DropIndex& op) const {
  out.words("drop index").name(op.index.name).words("on").name(op.table);
}
void Mysql::write(SqlWriter& out, const RenameIndex& op) const {
  out.words("alter table").name(op.table).words("rename index").name(op.index.name);
  out.words("to").name(op.to.name);
}

void Mysql::write(SqlWriter& out, const Delete& op) const {
  // MariaDB takes an alias in the multi-table form alone.
  out.words("delete");
  if (!op.alias.name.empty()) out.name(op.alias.name);
  out.words("from").name(op.table);
  if (!op.alias.name.empty()) out.words("as").name(op.alias.name);
  where(out, op.where);
}

std::vector<std::string> Mysql::write(const ModifyColumn& step) const {
  SqlWriter out = writer();
  out.words("alter table").name(step.table);
  if (step.from.empty())
    out.words("modify column");
  else
    out.words("change column").name(step.from);
  Table table;
  table.name = step.table;
  column(out, table, step.column);
  return {out.take()};
}

std::string Mysql::stop_if(std::string_view condition, std::string_view message) const {
  // Two equal keys are a mistake that shows the message; `signal` can't be used outside a routine.
  SqlWriter out = writer();
  out.words("insert into `migc_guard` select").string(message);
  out.words("from (select 1 union all select 2) as `twice` where").raw(condition);
  return out.take();
}

std::string Mysql::stop_if_any(std::string_view count, std::string_view message) const {
  // `migc_guard` holds 190 characters (script.cpp); the number is to be among them.
  constexpr std::size_t most = 160;
  SqlWriter out = writer();
  out.words("insert into `migc_guard` select").call("concat");
  out.string(fmt::format("{}: ", cut_utf8(message, most))).comma().words("`n`").close();
  out.words("from (select").open().raw(count).close();
  out.words("as `n`) as `found`, (select 1 union all select 2) as `twice` where `n` > 0");
  return out.take();
}

std::string Mysql::no_table(const TableName& table) const {
  SqlWriter out = writer();
  out.words("not exists").open().words("select 1 from information_schema.tables where table_schema =");
  if (table.schema.empty())
    out.words("database()");
  else
    out.string(table.schema.str());
  return out.words("and table_name =").string(table.name.str()).close().take();
}

}  // namespace migc
