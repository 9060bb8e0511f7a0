// Types made in the history: found by name.
#include "ir/check_expression.h"
#include "support/text.h"

namespace migc {

bool complete_type(Type& type, const Schema& schema, Diagnostics& diagnostics) {
  if (type.kind == TypeKind::native && type.native->otherwise) {
    auto native = std::make_shared<NativeType>(*type.native);
    const bool known = complete_type(*native->otherwise, schema, diagnostics);
    type.native = std::move(native);
    return known;
  }
  if (type.kind != TypeKind::user) return true;
  const SchemaObject* object = schema.type(type.name);
  if (!object) {
    if (schema.poisoned(ObjectName{ObjectKind::EnumType, type.name, {}, {}})) return false;
    std::vector<std::string_view> names = type_names();
    for (const SchemaObject* other : schema.objects())
      if (schema.type(other->name)) names.push_back(other->name.name.str());
    auto& diagnostic = diagnostics.report(
        diag::unknown_type, type.name.span.known() ? type.name.span : type.span, show(type.name));
    if (const auto near = nearest(type.name.name.str(), names); !near.empty())
      diagnostic.fix(fmt::format("did you mean {}?", near));
    else
      diagnostic.fix("a type that one dialect alone has is written: native postgres 'tsvector'");
    return false;
  }
  const Span span = type.name.span;
  type.name = object->name;
  type.name.span = span;
  auto user = std::make_shared<UserType>();
  if (const auto* values = std::get_if<EnumType>(&object->definition)) user->definition = *values;
  if (const auto* domain = std::get_if<Domain>(&object->definition)) user->definition = *domain;
  type.user = std::move(user);
  return true;
}

}  // namespace migc
