// Comments and rights.
#include <algorithm>

#include "frontend/lowering.h"
#include "support/text.h"

namespace migc {

Operation Lowering::comment_on(Cursor node) {
  CommentOn op;
  for (Cursor child : node) {
    switch (child.kind()) {
      case Kind::kind_table:
        op.on.kind = CommentTarget::Kind::Table;
        break;
      case Kind::kind_column:
        op.on.kind = CommentTarget::Kind::Column;
        break;
      case Kind::kind_index:
        op.on.kind = CommentTarget::Kind::Index;
        break;
      case Kind::kind_constraint:
        op.on.kind = CommentTarget::Kind::Constraint;
        break;
      case Kind::column_path: {
        const std::vector<Ident> path = names(child);
        op.on.element = path.back();
        op.on.table = {Name(), path[path.size() - 2].name, path.front().span};
        if (path.size() > 2 && !is_default_schema(path[0].name)) op.on.table.schema = path[0].name;
        break;
      }
      case Kind::qualified_name:
        op.on.table = table_name(child);
        break;
      case Kind::word:
      case Kind::quoted_name:
        op.on.element = name(child);
        break;
      case Kind::string_literal:
      case Kind::dollar_text:
        op.text = string_value(child);
        break;
      case Kind::kind_type:
      case Kind::kind_domain:
      case Kind::kind_sequence:
      case Kind::kind_schema:
      case Kind::kind_extension:
      case Kind::kind_view:
      case Kind::kind_materialized_view:
      case Kind::kind_function:
      case Kind::kind_procedure:
      case Kind::kind_trigger:
      case Kind::kind_policy:
        op.on.kind = CommentTarget::Kind::Object;
        break;
      default:
        break;
    }
  }
  if (op.on.kind == CommentTarget::Kind::Object) {
    op.on.object = object_name(node);
    op.on.table = TableName();
    op.on.element = Ident();
  }
  return op;
}

GrantTarget Lowering::grant_target(Cursor node) {
  GrantTarget target;
  for (Cursor child : node) {
    if (child.kind() == Kind::kind_sequence) target.kind = GrantKind::Sequence;
    if (child.kind() == Kind::kind_schema) target.kind = GrantKind::Namespace;
    if (child.kind() == Kind::kind_function) target.kind = GrantKind::Function;
    if (child.kind() == Kind::kind_procedure) target.kind = GrantKind::Procedure;
    if (child.kind() == Kind::qualified_name) target.name = table_name(child);
    if (child.kind() == Kind::argument_text) target.arguments = arguments_text(child.text());
  }
  return target;
}

namespace {

// "GRANT" of the PostgreSQL manual; what another dialect does not have is for it to refuse.
std::vector<std::string_view> privileges_on(GrantKind kind) {
  switch (kind) {
    case GrantKind::Table:
      return {"select", "insert", "update", "delete", "truncate", "references", "trigger", "all"};
    case GrantKind::Sequence:
      return {"usage", "select", "update", "all"};
    case GrantKind::Namespace:
      return {"usage", "create", "all"};
    case GrantKind::Function:
    case GrantKind::Procedure:
      return {"execute", "all"};
  }
  return {};
}

}  // namespace

std::optional<Operation> Lowering::rights(Cursor node) {
  Grant grant;
  grant.on = grant_target(node);
  const std::vector<std::string_view> words = privileges_on(grant.on.kind);
  for (Cursor child : node) {
    if (child.kind() == Kind::privilege) {
      Privilege privilege;
      for (Cursor part : child) {
        if (part.kind() == Kind::privilege_word) {
          privilege.word = to_lower(part.text());
          if (std::find(words.begin(), words.end(), privilege.word) == words.end()) {
            auto& diagnostic =
                report(diag::unknown_privilege, part.span(), privilege.word, grant_word(grant.on.kind));
            if (const auto near = nearest(privilege.word, words); !near.empty())
              diagnostic.fix(fmt::format("did you mean {}?", near));
            privilege.word.clear();
          }
        } else {
          privilege.columns = names(part);
          if (privilege.word != "select" && privilege.word != "insert" && privilege.word != "update" &&
              privilege.word != "references" && !privilege.word.empty())
            report(diag::bad_clause_here, part.span(), "a list of columns",
                   "after the right to " + privilege.word);
        }
      }
      if (!privilege.word.empty()) grant.privileges.push_back(std::move(privilege));
    }
    if (child.kind() == Kind::roles) grant.roles = names(child);
    if (child.kind() == Kind::grant_option) grant.grantable = true;
  }
  if (grant.privileges.empty()) return std::nullopt;
  if (node.kind() == Kind::grant) return grant;
  return Revoke{std::move(grant.privileges), std::move(grant.on), std::move(grant.roles)};
}

}  // namespace migc
