// Statements as .mig.
#include "frontend/print.h"

#include <fmt/format.h>

#include <algorithm>

#include "frontend/format.h"
#include "frontend/printer.h"
#include "support/text.h"

namespace migc {

void Printer::names(const std::vector<Ident>& list) {
  out_ += "(";
  joined(list, [&](const Ident& ident) { name(ident.name); });
  out_ += ")";
}

void Printer::string(std::string_view value) {
  // A string does not span lines: one that does is joined from dollar-quoted text elsewhere.
  out_ += '\'';
  for (char c : value) out_ += c == '\'' ? std::string("''") : std::string(1, c);
  out_ += '\'';
}

void Printer::text(std::string_view sql) {
  std::string tag = "$$";
  for (int i = 1; sql.find(tag) != std::string_view::npos || sql.ends_with('$'); ++i) {
    tag = fmt::format("$q{}$", i);
    if (sql.find(tag) == std::string_view::npos && i > 1) break;
  }
  out_ += tag;
  out_ += sql;
  out_ += tag;
}

void Printer::comment(const std::string& text) {
  if (text.empty()) return;
  std::string_view rest = text;
  while (true) {
    const std::size_t end = rest.find('\n');
    out_ += fmt::format("-- {}\n", rest.substr(0, end));
    if (end == std::string_view::npos) return;
    rest.remove_prefix(end + 1);
  }
}

void Printer::on(DialectSet targets) {
  out_ += "on ";
  joined(targets.list(), [&](Dialect dialect) { out_ += dialect_name(dialect); });
  out_ += " ";
}

void Printer::tail(const WayBack& way_back) {
  switch (way_back.kind) {
    case WayBack::Kind::Derived:
      break;
    case WayBack::Kind::Sql:
      out_ += " reverse ";
      text(way_back.text);
      break;
    case WayBack::Kind::Nothing:
      out_ += " reverse nothing";
      break;
    case WayBack::Kind::Irreversible:
      out_ += " irreversible ";
      string(way_back.text);
      break;
    case WayBack::Kind::Keep:
      out_ += " keep";
      break;
  }
}

void Printer::statements(const std::vector<Statement>& list) {
  const auto same = [](const Statement& a, const Statement& b) {
    return a.targets == b.targets && a.assumed == b.assumed;
  };
  for (std::size_t i = 0; i < list.size();) {
    const Statement& first = list[i];
    const bool everywhere = first.targets == DialectSet::all();
    if (!everywhere) {
      on(first.targets);
      out_ += "{\n";
    }
    const bool block = first.assumed && !first.declared;
    if (block) out_ += "assume {\n";
    for (; i < list.size() && same(list[i], first); ++i) statement(list[i]);
    if (block) out_ += "}\n";
    if (!everywhere) out_ += "}\n";
  }
}

void Printer::allows(const std::vector<Allow>& list) {
  for (const Allow& allow : list) {
    out_ += fmt::format("@allow({}, ", name_of(allow.rule));
    string(allow.why);
    out_ += ")\n";
  }
}

void Printer::statement(const Statement& statement) {
  comment(statement.comment);
  allows(statement.allows);
  std::visit(*this, statement.op);
  if (std::holds_alternative<ByHand>(statement.op)) {
    out_ += "\n";
    return;
  }
  tail(statement.way_back);
  out_ += ";\n";
}

void Printer::header(const Revision& revision) {
  comment(revision.comment);
  allows(revision.allows);
  std::string message;
  for (char c : revision.message) message += c == '"' ? std::string("\"\"") : std::string(1, c);
  out_ += fmt::format("revision {} \"{}\"", revision.id.name.str(), message);
  const auto list = [&](std::string_view word, const std::vector<Ident>& ids) {
    if (ids.empty()) return;
    out_ += fmt::format(" {} ", word);
    joined(ids, [&](const Ident& id) { out_ += id.name.str(); });
  };
  list("after", revision.after);
  list("depends on", revision.depends_on);
  if (!revision.branch.name.empty()) out_ += " branch " + show(revision.branch.name);
  if (revision.baseline) out_ += " baseline";
  list("replaces", revision.replaces);
  out_ += ";\n";
}

void Printer::where(const std::optional<Expr>& condition) {
  if (!condition) return;
  out_ += " where ";
  expression(*condition);
}

void Printer::operator()(const DropTable& op) {
  out_ += (op.if_there ? "drop table if exists " : "drop table ") + show(op.table);
  if (op.cascade) out_ += " cascade";
}
void Printer::operator()(const RenameTable& op) {
  out_ += "rename table " + show(op.table) + " to " + show(op.to.name);
}

void Printer::operator()(const AddColumn& op) {
  out_ += "alter table " + show(op.table) + " add column ";
  column(op.column);
  switch (op.position.where) {
    case Position::Where::Last:
      break;
    case Position::Where::First:
      out_ += " first";
      break;
    case Position::Where::After:
      out_ += " after " + show(op.position.after.name);
      break;
  }
}
void Printer::operator()(const DropColumn& op) {
  out_ += "alter table " + show(op.table) + " drop column " + show(op.column.name);
  if (op.cascade) out_ += " cascade";
  if (op.reverse_using) {
    out_ += " reverse using (";
    expression(*op.reverse_using);
    out_ += ")";
  }
}
void Printer::operator()(const RenameColumn& op) {
  out_ +=
      "alter table " + show(op.table) + " rename column " + show(op.column.name) + " to " + show(op.to.name);
}
void Printer::alter_column(const TableName& table, const Ident& column) {
  out_ += "alter table " + show(table) + " alter column " + show(column.name) + " ";
}
void Printer::operator()(const AlterType& op) {
  alter_column(op.table, op.column);
  out_ += "type " + to_string(op.type);
  if (op.using_expr) {
    out_ += " using (";
    expression(*op.using_expr);
    out_ += ")";
  }
  if (op.reverse_using) {
    out_ += " reverse using (";
    expression(*op.reverse_using);
    out_ += ")";
  }
}
void Printer::operator()(const SetNotNull& op) {
  alter_column(op.table, op.column);
  out_ += "set not null";
}
void Printer::operator()(const DropNotNull& op) {
  alter_column(op.table, op.column);
  out_ += "drop not null";
}
void Printer::operator()(const SetDefault& op) {
  alter_column(op.table, op.column);
  out_ += "set default ";
  expression(op.value);
}
void Printer::operator()(const DropDefault& op) {
  alter_column(op.table, op.column);
  out_ += "drop default";
}
void Printer::operator()(const SetIdentity& op) {
  alter_column(op.table, op.column);
  out_ += "set ";
  identity(op.identity);
}
void Printer::operator()(const DropIdentity& op) {
  alter_column(op.table, op.column);
  out_ += "drop identity";
}
void Printer::operator()(const RestartIdentity& op) {
  alter_column(op.table, op.column);
  out_ += "restart identity";
  if (op.with) out_ += fmt::format(" with {}", *op.with);
}
void Printer::operator()(const SetGenerated& op) {
  alter_column(op.table, op.column);
  out_ += "set ";
  generated(op.generated);
}
void Printer::operator()(const DropGenerated& op) {
  alter_column(op.table, op.column);
  out_ += "drop generated";
}
void Printer::operator()(const SetCollation& op) {
  alter_column(op.table, op.column);
  out_ += op.collation.name.empty() ? "drop collate" : "set collate " + show(op.collation.name);
}
void Printer::operator()(const SetOptions& op) {
  if (op.column.name.empty())
    out_ += "alter table " + show(op.table) + " ";
  else
    alter_column(op.table, op.column);
  out_ += "set";
  options(op.options);
}
void Printer::operator()(const SetSchema& op) {
  out_ += "alter table " + show(op.table) + " set schema " +
          (op.schema.name.empty() ? std::string("public") : show(op.schema.name));
}
void Printer::operator()(const SetRowSecurity& op) {
  out_ += "alter table " + show(op.table) + " ";
  if (op.enabled)
    out_ += *op.enabled ? "enable" : "disable";
  else
    out_ += op.forced.value_or(false) ? "force" : "no force";
  out_ += " row level security";
}
void Printer::operator()(const AttachPartition& op) {
  out_ += "alter table " + show(op.table) + " attach partition " + show(op.partition);
  bound(op.bound);
}
void Printer::operator()(const DetachPartition& op) {
  out_ += "alter table " + show(op.table) + " detach partition " + show(op.partition);
}
void Printer::operator()(const AddConstraint& op) {
  out_ += "alter table " + show(op.table) + " add ";
  constraint(op.constraint);
}
void Printer::operator()(const DropConstraint& op) {
  out_ += "alter table " + show(op.table) + " drop ";
  if (op.pattern) {
    out_ += constraint_word(op.pattern->kind);
    if (op.pattern->kind != ConstraintKind::PrimaryKey) {
      out_ += " ";
      names(op.pattern->columns);
    }
  } else {
    out_ += "constraint " + show(op.constraint.name);
  }
  if (op.cascade) out_ += " cascade";
}
void Printer::operator()(const ValidateConstraint& op) {
  out_ += "alter table " + show(op.table) + " validate constraint " + show(op.constraint.name);
}
void Printer::operator()(const RenameConstraint& op) {
  out_ += "alter table " + show(op.table) + " rename constraint " + show(op.constraint.name) + " to " +
          show(op.to.name);
}
void Printer::operator()(const CreateIndex& op) {
  out_ += op.index.unique ? "create unique index" : "create index";
  if (!op.index.name.name.empty()) out_ += " " + show(op.index.name.name);
  out_ += " on " + show(op.table);
  index_body(op.index);
}
void Printer::operator()(const DropIndex& op) {
  if (!op.columns.empty()) {
    out_ += "drop index on " + show(op.table) + " ";
    names(op.columns);
    return;
  }
  out_ += "drop index " + show(op.index.name);
  if (!op.table.name.empty()) out_ += " on " + show(op.table);
}
void Printer::operator()(const RenameIndex& op) {
  out_ += "rename index " + show(op.index.name) + " to " + show(op.to.name);
  if (!op.table.name.empty()) out_ += " on " + show(op.table);
}

void Printer::operator()(const Insert& op) {
  out_ += "insert into " + show(op.table) + " ";
  names(op.columns);
  if (op.select) {
    out_ += " ";
    select(*op.select);
    return;
  }
  out_ += " values ";
  joined(op.rows, [&](const std::vector<Expr>& row) {
    out_ += "(";
    joined(row, [&](const Expr& value) { expression(value); });
    out_ += ")";
  });
}
void Printer::operator()(const Update& op) {
  out_ += "update " + show(op.table);
  if (!op.alias.name.empty()) out_ += " as " + show(op.alias.name);
  out_ += " set ";
  joined(op.set, [&](const Assignment& assignment) {
    out_ += show(assignment.column.name) + " = ";
    expression(assignment.value);
  });
  if (op.from) {
    out_ += " from ";
    table_reference(*op.from);
    for (const Select::Join& part : op.joins) join(part);
  }
  where(op.where);
}
void Printer::operator()(const Delete& op) {
  out_ += "delete from " + show(op.table);
  if (!op.alias.name.empty()) out_ += " as " + show(op.alias.name);
  where(op.where);
}
void Printer::operator()(const Execute& op) {
  out_ += "execute ";
  text(op.sql);
}
void Printer::operator()(const ByHand& op) {
  const auto half = [&](const std::vector<Statement>& list) {
    out_ += "{\n";
    for (const Statement& s : list) {
      Statement plain = s;
      plain.way_back = {};  // `down` is the way back
      if (plain.targets == DialectSet::all())
        statement(plain);
      else
        statements({plain});
    }
    out_ += "}";
  };
  out_ += "up ";
  half(op.up);
  out_ += " down ";
  half(op.down);
}

std::string print(const std::vector<Statement>& statements) {
  Printer printer;
  printer.statements(statements);
  return format_text(printer.take());
}

std::string print_header(const Revision& revision) {
  Printer printer;
  printer.header(revision);
  return format_text(printer.take());
}

std::string print(const Revision& revision, const std::vector<Statement>& statements) {
  Printer printer;
  printer.header(revision);
  std::string text = printer.take();
  Printer body;
  body.statements(statements);
  return format_text(text + "\n" + body.take());
}

std::string print(const Expr& expr) {
  Printer printer;
  printer.expression(expr);
  return printer.take();
}

}  // namespace migc
