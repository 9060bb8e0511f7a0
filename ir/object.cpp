#include "ir/object.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "support/overloaded.h"
#include "support/scan.h"
#include "support/text.h"

namespace migc {

bool Type::operator==(const Type& other) const {
  const auto same = [](const auto& a, const auto& b) { return a == b || (a && b && *a == *b); };
  return kind == other.kind && size == other.size && scale == other.scale &&
         is_unsigned == other.is_unsigned && array == other.array && name == other.name &&
         same(native, other.native);
}

const std::string* Body::text_for(Dialect dialect) const {
  for (const BodyText& text : texts)
    if (text.dialect == dialect) return &text.text;
  for (const BodyText& text : texts)
    if (!text.dialect) return &text.text;
  return nullptr;
}

bool Body::mentions(Name name) const {
  const std::string wanted = to_lower(name.str());
  for (const BodyText& body : texts) {
    const std::string text = to_lower(body.text);
    for (std::size_t at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + 1)) {
      const std::size_t end = at + wanted.size();
      const bool begins = at == 0 || !scan::is_word(text[at - 1]);
      if (begins && (end == text.size() || !scan::is_word(text[end]))) return true;
    }
  }
  return false;
}

std::vector<std::string> Body::words() const {
  std::vector<std::string> words;
  for (const BodyText& body : texts) {
    const std::string text = to_lower(body.text);
    for (std::size_t i = 0; i < text.size();) {
      const std::size_t begin = i;
      while (i < text.size() && scan::is_word(text[i])) ++i;
      if (i > begin) words.push_back(text.substr(begin, i - begin));
      if (i == begin) ++i;
    }
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

ObjectName name_of(const SchemaObject& object) {
  ObjectName name;
  name.name = object.name;
  std::visit(overloaded{[&](const Namespace&) { name.kind = ObjectKind::Namespace; },
                        [&](const EnumType&) { name.kind = ObjectKind::EnumType; },
                        [&](const Domain&) { name.kind = ObjectKind::Domain; },
                        [&](const Sequence&) { name.kind = ObjectKind::Sequence; },
                        [&](const View& view) {
                          name.kind = view.materialized ? ObjectKind::MaterializedView : ObjectKind::View;
                        },
                        [&](const Routine& routine) {
                          name.kind = routine.procedure ? ObjectKind::Procedure : ObjectKind::Function;
                          name.arguments = routine.arguments;
                        },
                        [&](const Trigger& trigger) {
                          name.kind = ObjectKind::Trigger;
                          name.table = trigger.table;
                        },
                        [&](const Extension&) { name.kind = ObjectKind::Extension; },
                        [&](const Policy& policy) {
                          name.kind = ObjectKind::Policy;
                          name.table = policy.table;
                        }},
             object.definition);
  return name;
}

std::string_view object_word(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::Namespace:
      return "schema";
    case ObjectKind::EnumType:
      return "type";
    case ObjectKind::Domain:
      return "domain";
    case ObjectKind::Sequence:
      return "sequence";
    case ObjectKind::View:
      return "view";
    case ObjectKind::MaterializedView:
      return "materialized view";
    case ObjectKind::Function:
      return "function";
    case ObjectKind::Procedure:
      return "procedure";
    case ObjectKind::Trigger:
      return "trigger";
    case ObjectKind::Extension:
      return "extension";
    case ObjectKind::Policy:
      return "policy";
  }
  return "";
}

std::string show(const ObjectName& name) {
  const bool attached = name.kind == ObjectKind::Trigger || name.kind == ObjectKind::Policy;
  std::string text =
      fmt::format("{} {}", object_word(name.kind), attached ? show(name.name.name) : show(name.name));
  if (name.kind == ObjectKind::Function || name.kind == ObjectKind::Procedure)
    text += fmt::format(" ({})", name.arguments);
  if (attached) text += " on " + show(name.table);
  return text;
}

const Body* body_of(const SchemaObject& object) {
  if (const auto* view = std::get_if<View>(&object.definition)) return &view->body;
  if (const auto* routine = std::get_if<Routine>(&object.definition)) return &routine->body;
  if (const auto* trigger = std::get_if<Trigger>(&object.definition)) return &trigger->body;
  return nullptr;
}
Body* body_of(SchemaObject& object) { return const_cast<Body*>(body_of(std::as_const(object))); }

const QualifiedName* table_of(const SchemaObject& object) {
  if (const auto* trigger = std::get_if<Trigger>(&object.definition)) return &trigger->table;
  if (const auto* policy = std::get_if<Policy>(&object.definition)) return &policy->table;
  return nullptr;
}

std::string_view grant_word(GrantKind kind) {
  switch (kind) {
    case GrantKind::Table:
      return "table";
    case GrantKind::Sequence:
      return "sequence";
    case GrantKind::Namespace:
      return "schema";
    case GrantKind::Function:
      return "function";
    case GrantKind::Procedure:
      return "procedure";
  }
  return "";
}

std::string show(const GrantTarget& target) {
  std::string text = target.kind == GrantKind::Table
                         ? show(target.name)
                         : fmt::format("{} {}", grant_word(target.kind), show(target.name));
  if (target.kind == GrantKind::Function || target.kind == GrantKind::Procedure)
    text += fmt::format(" ({})", target.arguments);
  return text;
}

}  // namespace migc
