// MySQL's spelling of what is no table.
#include "backends/mysql/mysql.h"

namespace migc {

void Mysql::index_element(SqlWriter& out, const IndexElement& element) const {
  Backend::index_element(out, IndexElement{element.expr, {}, {}, {}, false, NullsOrder::Default});
  if (element.prefix) out.open().number(std::to_string(*element.prefix)).close();
  if (element.descending) out.words("desc");
}

void Mysql::write(SqlWriter& out, const RenameTable& op) const {
  // A new name without a schema would be one of the database that the script runs on.
  out.words("alter table").name(op.table).words("rename to").name(TableName{op.table.schema, op.to.name, {}});
}

void Mysql::write(SqlWriter& out, const Update& op) const {
  if (!op.from) {
    Backend::write(out, op);
    return;
  }
  const Name target_name = op.alias.name.empty() ? op.table.name : op.alias.name;
  out.words("update").name(op.table);
  if (!op.alias.name.empty()) out.words("as").name(op.alias.name);
  out.words("cross join");
  table_reference(out, *op.from);
  for (const Select::Join& part : op.joins) joined_table(out, part);
  out.words("set");
  for (std::size_t i = 0; i < op.set.size(); ++i) {
    if (i > 0) out.comma();
    out.name(TableName{target_name, op.set[i].column.name, {}}).words("=");
    expression(out, op.set[i].value);
  }
  where(out, op.where);
}

void Mysql::write(SqlWriter& out, const RenameObject& op) const {
  out.words("rename table").name(op.object.name).words("to");
  out.name(QualifiedName{op.object.name.schema, op.to.name, {}});
}

void Mysql::write(SqlWriter& out, const SetSchema& op) const {
  // A name without a schema is one of the database that the script runs on.
  out.words("rename table").name(op.table).words("to").name(TableName{op.schema.name, op.table.name, {}});
}

void Mysql::write(SqlWriter& out, const SetOptions& op) const {
  out.words("alter table").name(op.table);
  bool first = true;
  const auto comma = [&] {
    if (!std::exchange(first, false)) out.comma();
  };
  std::string_view charset;
  std::string_view collate;
  for (const Option& option : op.options) {
    if (option.dialect != target().dialect) continue;
    const std::string_view key = option.key.name.str();
    const std::string_view value = option.removes() ? std::string_view() : std::string_view(option.value);
    if (key == "engine") {
      comma();
      out.words("engine =").words(value.empty() ? "InnoDB" : value);
    } else if (key == "row_format") {
      comma();
      out.words("row_format =").words(value.empty() ? "default" : value);
    } else if (key == "charset") {
      charset = value.empty() ? "utf8mb4" : value;
    } else if (key == "collate") {
      collate = value;
      if (charset.empty()) charset = "utf8mb4";
    }
  }
  if (charset.empty()) return;
  comma();
  out.words("convert to character set").words(charset);
  if (!collate.empty()) out.words("collate").words(collate);
}

void Mysql::write(SqlWriter& out, const CommentOn& op) const {
  out.words("alter table").name(op.on.table).words("comment =").string(op.text);
}

std::vector<std::string> Mysql::write(const SetNextIdentity& step) const {
  SqlWriter out = writer();
  out.words("alter table").name(step.table).words("auto_increment =").number(std::to_string(step.next));
  return {out.take()};
}

void Mysql::json_get(SqlWriter& out, const Expr& expr) const {
  const auto extract = [&] {
    out.call("json_extract");
    expression(out, expr.args[0]);
    out.comma().string(json_path(expr)).close();
  };
  if (!expr.as_text) {
    extract();
    return;
  }
  // json_unquote makes the word null of a null in the json.
  out.words("case when").call("json_type");
  extract();
  out.close().words("= 'NULL' then null else").call("json_unquote");
  extract();
  out.close().words("end");
}

}  // namespace migc
