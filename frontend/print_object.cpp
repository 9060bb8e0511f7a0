// Types, sequences, schemas, views, routines, triggers, policies; comments and rights.
#include <fmt/format.h>

#include "frontend/printer.h"
#include "support/overloaded.h"

namespace migc {

void Printer::uses(const Body& body) {
  if (body.uses.empty()) return;
  out_ += " uses (";
  joined(body.uses, [&](const QualifiedName& used) { out_ += show(used); });
  out_ += ")";
}

void Printer::body(const Body& body) {
  uses(body);
  out_ += " as";
  for (const BodyText& variant : body.texts) {
    out_ += variant.dialect ? fmt::format(" {} ", dialect_name(*variant.dialect)) : " ";
    text(variant.text);
  }
}

void Printer::sequence(const Sequence& sequence, const std::optional<bool>& cycle, bool all) {
  // What is as it would be if it were left out is left out, where the whole is written.
  const bool down = sequence.increment.value_or(1) < 0;
  const auto setting = [&](std::string_view word, const std::optional<long long>& value, long long usual) {
    if (value && (!all || *value != usual)) out_ += fmt::format(" {} {}", word, *value);
  };
  const long long lowest = down ? -9223372036854775807 - 1 : 1;
  const long long highest = down ? -1 : 9223372036854775807;
  setting("increment", sequence.increment, 1);
  setting("minimum", sequence.minimum, lowest);
  setting("maximum", sequence.maximum, highest);
  setting("start", sequence.start,
          down ? sequence.maximum.value_or(highest) : sequence.minimum.value_or(lowest));
  setting("cache", sequence.cache, 1);
  if (all ? sequence.cycle : cycle.value_or(false)) out_ += " cycle";
  if (!all && cycle && !*cycle) out_ += " no cycle";
}

void Printer::create(const SchemaObject& object, bool replace) {
  const ObjectName name = name_of(object);
  out_ += fmt::format("create {}{} {}", replace ? "or replace " : "", object_word(name.kind),
                      table_of(object) ? show(name.name.name) : show(name.name));
  std::visit(overloaded{[](const Namespace&) {},
                        [&](const EnumType& type) {
                          out_ += " as enum (";
                          joined(type.values, [&](const std::string& value) { string(value); });
                          out_ += ")";
                        },
                        [&](const Domain& domain) {
                          out_ += " as " + to_string(domain.base);
                          if (!domain.nullable) out_ += " not null";
                          if (domain.default_value) {
                            out_ += " default ";
                            expression(*domain.default_value);
                          }
                          for (const Domain::Check& check : domain.checks) {
                            out_ += check.name.name.empty()
                                        ? std::string(" check (")
                                        : fmt::format(" check {} (", show(check.name.name));
                            expression(check.expr);
                            out_ += ")";
                          }
                        },
                        [&](const Sequence& own) { sequence(own, {}, true); },
                        [&](const View& view) {
                          if (!view.columns.empty()) {
                            out_ += " ";
                            names(view.columns);
                          }
                          body(view.body);
                        },
                        [&](const Routine& routine) {
                          out_ += " (" + routine.arguments + ")";
                          body(routine.body);
                        },
                        [&](const Trigger& trigger) {
                          out_ += " on " + show(trigger.table);
                          body(trigger.body);
                        },
                        [&](const Extension& extension) {
                          if (!extension.schema.name.empty())
                            out_ += " schema " + show(extension.schema.name);
                          if (extension.version.empty()) return;
                          out_ += " version ";
                          string(extension.version);
                        },
                        [&](const Policy& policy) {
                          out_ += " on " + show(policy.table);
                          if (policy.restrictive) out_ += " as restrictive";
                          if (!policy.command.empty()) out_ += " for " + policy.command;
                          if (!policy.roles.empty()) out_ += " to ";
                          roles(policy.roles);
                          if (policy.using_expr) {
                            out_ += " using (";
                            expression(*policy.using_expr);
                            out_ += ")";
                          }
                          if (policy.check) {
                            out_ += " with check (";
                            expression(*policy.check);
                            out_ += ")";
                          }
                        }},
             object.definition);
}

void Printer::operator()(const CreateObject& op) { create(op.object, false); }
void Printer::operator()(const ReplaceObject& op) { create(op.object, true); }
void Printer::operator()(const DropObject& op) {
  out_ += "drop " + show(op.object);
  if (op.cascade) out_ += " cascade";
}
void Printer::operator()(const RenameObject& op) {
  out_ += "rename " + show(op.object) + " to " + show(op.to.name);
}

void Printer::operator()(const AddEnumValue& op) {
  out_ += fmt::format("alter type {} add value ", show(op.type));
  string(op.value);
  if (!op.before.empty() || !op.after.empty()) {
    out_ += op.before.empty() ? " after " : " before ";
    string(op.before.empty() ? op.after : op.before);
  }
}
void Printer::operator()(const RenameEnumValue& op) {
  out_ += fmt::format("alter type {} rename value ", show(op.type));
  string(op.value);
  out_ += " to ";
  string(op.to);
}
void Printer::operator()(const DropEnumValue& op) {
  out_ += fmt::format("alter type {} drop value ", show(op.type));
  string(op.value);
  if (op.to.empty()) return;
  out_ += " to ";
  string(op.to);
}

void Printer::operator()(const AlterDomain& op) {
  out_ += fmt::format("alter domain {} ", show(op.domain));
  switch (op.change) {
    case AlterDomain::Change::SetDefault:
      out_ += "set default ";
      expression(op.expr);
      break;
    case AlterDomain::Change::DropDefault:
      out_ += "drop default";
      break;
    case AlterDomain::Change::SetNotNull:
      out_ += "set not null";
      break;
    case AlterDomain::Change::DropNotNull:
      out_ += "drop not null";
      break;
    case AlterDomain::Change::AddCheck:
      out_ += op.name.name.empty() ? std::string("add check (")
                                   : fmt::format("add check {} (", show(op.name.name));
      expression(op.expr);
      out_ += ")";
      break;
    case AlterDomain::Change::DropCheck:
      out_ += "drop constraint " + show(op.name.name);
      break;
  }
}

void Printer::operator()(const AlterSequence& op) {
  out_ += "alter sequence " + show(op.sequence);
  sequence(op.settings, op.cycle, false);
}
void Printer::operator()(const RestartSequence& op) {
  out_ += fmt::format("alter sequence {} restart", show(op.sequence));
  if (op.with) out_ += fmt::format(" with {}", *op.with);
}
void Printer::operator()(const RefreshView& op) { out_ += "refresh materialized view " + show(op.view); }

void Printer::operator()(const CommentOn& op) {
  out_ += "comment on ";
  switch (op.on.kind) {
    case CommentTarget::Kind::Table:
      out_ += "table " + show(op.on.table);
      break;
    case CommentTarget::Kind::Column:
      out_ += "column " + show(op.on.table) + "." + show(op.on.element.name);
      break;
    case CommentTarget::Kind::Constraint:
      out_ += "constraint " + show(op.on.element.name) + " on " + show(op.on.table);
      break;
    case CommentTarget::Kind::Index:
      out_ += "index " + show(op.on.element.name);
      if (!op.on.table.name.empty()) out_ += " on " + show(op.on.table);
      break;
    case CommentTarget::Kind::Object:
      out_ += show(op.on.object);
      break;
  }
  out_ += " is ";
  if (op.text.empty())
    out_ += "null";
  else if (op.text.find('\n') != std::string::npos)
    text(op.text);
  else
    string(op.text);
}

void Printer::roles(const std::vector<Ident>& list) {
  joined(list, [&](const Ident& role) { name(role.name); });
}

void Printer::privileges(const std::vector<Privilege>& list, const GrantTarget& on) {
  joined(list, [&](const Privilege& privilege) {
    out_ += privilege.word;
    if (privilege.columns.empty()) return;
    out_ += " ";
    names(privilege.columns);
  });
  out_ += " on " + show(on);
}

void Printer::operator()(const Grant& op) {
  out_ += "grant ";
  privileges(op.privileges, op.on);
  out_ += " to ";
  roles(op.roles);
  if (op.grantable) out_ += " with grant option";
}
void Printer::operator()(const Revoke& op) {
  out_ += "revoke ";
  privileges(op.privileges, op.on);
  out_ += " from ";
  roles(op.roles);
}

}  // namespace migc
