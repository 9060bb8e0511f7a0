#include "backends/sql_writer.h"

#include "support/text.h"

namespace migc {

void SqlWriter::space() {
  if (out_.empty()) return;
  const char last = out_.back();
  if (last != '(' && last != ' ' && last != '\n') out_ += ' ';
}

SqlWriter& SqlWriter::words(std::string_view keywords) {
  space();
  out_ += keywords;
  return *this;
}

Name Quoting::folded(Name name) const {
  if (name.quoted()) return name;
  switch (fold) {
    case Fold::None:
      return name;
    case Fold::Lower:
      return name.folded();
    case Fold::Upper:
      return Name(to_upper(name.str()), true);
  }
  return name;
}

SqlWriter& SqlWriter::name(Name name) {
  space();
  const Name written = quoting_.folded(name);
  out_ += quoting_.open;
  for (char c : written.str()) {
    out_ += c;
    if (c == quoting_.close) out_ += c;
  }
  out_ += quoting_.close;
  return *this;
}

SqlWriter& SqlWriter::name(const TableName& table) {
  if (!table.schema.empty()) {
    name(table.schema);
    out_ += '.';
    std::string before = std::move(out_);
    out_.clear();
    name(table.name);
    out_ = before + out_;
    return *this;
  }
  return name(table.name);
}

SqlWriter& SqlWriter::names(const std::vector<Ident>& columns) {
  open();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i > 0) comma();
    name(columns[i].name);
  }
  return close();
}

SqlWriter& SqlWriter::string(std::string_view value) {
  space();
  out_ += quoting_.string_prefix;
  out_ += '\'';
  for (char c : value) {
    out_ += c;
    if (c == '\'' || (c == '\\' && quoting_.backslash_escapes)) out_ += c;
  }
  out_ += '\'';
  return *this;
}

SqlWriter& SqlWriter::number(std::string_view digits) { return words(digits); }

SqlWriter& SqlWriter::call(std::string_view function) {
  space();
  out_ += function;
  out_ += '(';
  return *this;
}

SqlWriter& SqlWriter::open() {
  space();
  out_ += '(';
  return *this;
}

SqlWriter& SqlWriter::close() {
  out_ += ')';
  return *this;
}

SqlWriter& SqlWriter::end() {
  out_ += ';';
  return *this;
}

SqlWriter& SqlWriter::comma() {
  out_ += ',';
  return *this;
}

SqlWriter& SqlWriter::raw(std::string_view sql) {
  space();
  while (!sql.empty() &&
         (sql.front() == ' ' || sql.front() == '\n' || sql.front() == '\t' || sql.front() == '\r'))
    sql.remove_prefix(1);
  while (!sql.empty() && (sql.back() == ' ' || sql.back() == '\n' || sql.back() == '\t' ||
                          sql.back() == '\r' || sql.back() == ';'))
    sql.remove_suffix(1);
  out_ += sql;
  return *this;
}

SqlWriter& SqlWriter::line() {
  while (!out_.empty() && out_.back() == ' ') out_.pop_back();
  out_ += '\n';
  out_.append(static_cast<std::size_t>(indent_) * 4, ' ');
  return *this;
}

SqlWriter& SqlWriter::indent() {
  ++indent_;
  return *this;
}

SqlWriter& SqlWriter::dedent() {
  --indent_;
  return *this;
}

}  // namespace migc
