// Sequences, schemas, views, routines, triggers and rights, as SQL:2016 and most engines spell them.
#include <algorithm>

#include "backends/backend.h"
#include "ir/naming.h"
#include "support/overloaded.h"

namespace migc {

std::string Backend::type_or_native(const Type& wanted) const {
  if (wanted.kind == TypeKind::native) {
    for (const NativeType::Variant& variant : wanted.native->variants)
      if (variant.dialect == target_.dialect) return variant.text + (wanted.array ? "[]" : "");
  }
  return type(*type_for(wanted, target_.dialect));
}

Column Backend::grounded(const Column& column) {
  Column own = column;
  while (own.type.kind == TypeKind::user && own.type.user->domain()) {
    const Domain domain = *own.type.user->domain();
    own.nullable = own.nullable && domain.nullable;
    if (!own.default_value && !own.generated && !own.identity) own.default_value = domain.default_value;
    const bool array = own.type.array;
    own.type = domain.base;
    own.type.array = own.type.array || array;
  }
  return own;
}

std::vector<Constraint> Backend::domain_checks(const Table& table) {
  std::vector<Constraint> checks;
  for (const Column& column : table.columns)
    for (Type type = column.type; type.kind == TypeKind::user && type.user->domain();) {
      const Domain domain = *type.user->domain();
      for (const Domain::Check& check : domain.checks) {
        Constraint made;
        made.kind = ConstraintKind::Check;
        made.name.name = Name(shortened(
            fmt::format("{}_{}_{}", table.name.name.str(), column.name.name.str(), check.name.name.str())));
        made.check = check.expr;
        rename_column(made.check, Name("value"), column.name.name);
        checks.push_back(std::move(made));
      }
      type = domain.base;
    }
  return checks;
}

std::vector<std::string> Backend::write(const Remark&) const { return {}; }

void Backend::object_name(SqlWriter& out, const ObjectName& name) const { out.name(name.name); }

void Backend::create(SqlWriter& out, const SchemaObject& object) const {
  const ObjectName name = name_of(object);
  out.words("create").words(object_word(name.kind)).name(object.name);
  // One that there is no text for was refused where it was made.
  const auto body = [&](const Body& b) {
    if (const std::string* text = b.text_for(target_.dialect)) out.raw(*text);
  };
  std::visit(overloaded{[](const Namespace&) {}, [&](const EnumType& type) { definition(out, type); },
                        [&](const Domain& domain) { definition(out, domain); },
                        [&](const Sequence& sequence) { definition(out, sequence); },
                        [&](const View& view) {
                          if (!view.columns.empty()) out.names(view.columns);
                          out.words("as").line();
                          body(view.body);
                        },
                        [&](const Routine& routine) { body(routine.body); },
                        [&](const Trigger& trigger) { body(trigger.body); },
                        [&](const Extension& extension) { definition(out, extension); },
                        [&](const Policy& policy) { definition(out, policy); }},
             object.definition);
}

void Backend::definition(SqlWriter& out, const Sequence& sequence) const {
  const bool down = *sequence.increment < 0;
  const SequenceForm form = sequence_form();
  const auto setting = [&](std::string_view words, const std::optional<long long>& value, long long usual) {
    if (value && *value != usual)
      out.words(words).number(std::to_string(std::clamp(*value, form.lowest, form.highest)));
  };
  setting("increment by", sequence.increment, 1);
  setting("minvalue", sequence.minimum, down ? -9223372036854775807 - 1 : 1);
  setting("maxvalue", sequence.maximum, down ? -1 : 9223372036854775807);
  setting("start with", sequence.start, down ? *sequence.maximum : *sequence.minimum);
  if (*sequence.cache == 1)
    out.words(form.no_cache);
  else
    out.words("cache").number(std::to_string(*sequence.cache));
  if (sequence.cycle) out.words("cycle");
}

void Backend::write(SqlWriter& out, const CreateObject& op) const { create(out, op.object); }

void Backend::write(SqlWriter& out, const ReplaceObject& op) const {
  SqlWriter made = writer();
  create(made, op.object);
  const std::string sql = made.take();
  out.words("create or replace").raw(std::string_view(sql).substr(std::string_view("create ").size()));
}

void Backend::write(SqlWriter& out, const DropObject& op) const {
  out.words("drop").words(object_word(op.object.kind));
  object_name(out, op.object);
}

void Backend::write(SqlWriter& out, const AlterSequence& op) const {
  out.words("alter sequence").name(op.sequence);
  const SequenceForm form = sequence_form();
  const auto setting = [&](std::string_view words, const std::optional<long long>& value) {
    if (value) out.words(words).number(std::to_string(std::clamp(*value, form.lowest, form.highest)));
  };
  setting("increment by", op.settings.increment);
  setting("minvalue", op.settings.minimum);
  setting("maxvalue", op.settings.maximum);
  setting("start with", op.settings.start);
  if (op.settings.cache == 1)
    out.words(form.no_cache);
  else
    setting("cache", op.settings.cache);
  if (op.cycle) out.words(*op.cycle ? "cycle" : form.no_cycle);
}

void Backend::write(SqlWriter& out, const RestartSequence& op) const {
  out.words("alter sequence").name(op.sequence).words("restart");
  if (op.with) out.words("with").number(std::to_string(*op.with));
}

void Backend::privileges(SqlWriter& out, const std::vector<Privilege>& list) const {
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (i > 0) out.comma();
    out.words(list[i].word);
    if (!list[i].columns.empty()) out.names(list[i].columns);
  }
}

void Backend::grant_target(SqlWriter& out, const GrantTarget& on) const {
  out.words(grant_word(on.kind)).name(on.name);
}

void Backend::write(SqlWriter& out, const Grant& op) const {
  out.words("grant");
  privileges(out, op.privileges);
  out.words("on");
  grant_target(out, op.on);
  out.words("to");
  for (std::size_t i = 0; i < op.roles.size(); ++i) {
    if (i > 0) out.comma();
    out.name(op.roles[i].name);
  }
  if (op.grantable) out.words("with grant option");
}

void Backend::write(SqlWriter& out, const Revoke& op) const {
  out.words("revoke");
  privileges(out, op.privileges);
  if (op.option_too) out.comma().words("grant option");
  out.words("on");
  grant_target(out, op.on);
  out.words("from");
  for (std::size_t i = 0; i < op.roles.size(); ++i) {
    if (i > 0) out.comma();
    out.name(op.roles[i].name);
  }
}

}  // namespace migc
