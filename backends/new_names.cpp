// The names that a statement gives.
#include "backends/capability.h"

namespace migc {

namespace {

struct NewNames {
  std::vector<Ident> names;

  void operator()(const CreateTable& o) {
    names.push_back({o.table.name.name, o.table.name.span});
    for (const Column& c : o.table.columns) names.push_back(c.name);
    for (const Constraint& c : o.table.constraints) names.push_back(c.name);
    for (const Index& i : o.table.indexes) names.push_back(i.name);
  }
  void operator()(const CreateObject& o) {
    names.push_back({o.object.name.name, o.object.name.span});
    if (const auto* view = std::get_if<View>(&o.object.definition))
      names.insert(names.end(), view->columns.begin(), view->columns.end());
    if (const auto* domain = std::get_if<Domain>(&o.object.definition))
      for (const Domain::Check& check : domain->checks) names.push_back(check.name);
    if (const auto* policy = std::get_if<Policy>(&o.object.definition))
      names.insert(names.end(), policy->roles.begin(), policy->roles.end());
  }
  void operator()(const RenameObject& o) { names.push_back(o.to); }
  void operator()(const RenameTable& o) { names.push_back(o.to); }
  void operator()(const AddColumn& o) { names.push_back(o.column.name); }
  void operator()(const RenameColumn& o) { names.push_back(o.to); }
  void operator()(const AddConstraint& o) { names.push_back(o.constraint.name); }
  void operator()(const RenameConstraint& o) { names.push_back(o.to); }
  void operator()(const CreateIndex& o) { names.push_back(o.index.name); }
  void operator()(const RenameIndex& o) { names.push_back(o.to); }
  void operator()(const AlterDomain& o) {
    if (!o.name.name.empty()) names.push_back(o.name);
  }
  void operator()(const DropTable&) {}
  void operator()(const DropColumn&) {}
  void operator()(const AlterType&) {}
  void operator()(const SetNotNull&) {}
  void operator()(const DropNotNull&) {}
  void operator()(const SetDefault&) {}
  void operator()(const DropDefault&) {}
  void operator()(const SetIdentity&) {}
  void operator()(const DropIdentity&) {}
  void operator()(const RestartIdentity&) {}
  void operator()(const SetGenerated&) {}
  void operator()(const DropGenerated&) {}
  void operator()(const SetCollation&) {}
  void operator()(const SetOptions&) {}
  void operator()(const SetSchema&) {}
  void operator()(const SetRowSecurity&) {}
  void operator()(const AttachPartition&) {}
  void operator()(const DetachPartition&) {}
  void operator()(const DropConstraint&) {}
  void operator()(const ValidateConstraint&) {}
  void operator()(const DropIndex&) {}
  void operator()(const ReplaceObject&) {}
  void operator()(const DropObject&) {}
  void operator()(const AddEnumValue&) {}
  void operator()(const RenameEnumValue&) {}
  void operator()(const DropEnumValue&) {}
  void operator()(const AlterSequence&) {}
  void operator()(const RestartSequence&) {}
  void operator()(const RefreshView&) {}
  void operator()(const CommentOn&) {}
  void operator()(const Grant& o) { names = o.roles; }
  void operator()(const Revoke& o) { names = o.roles; }
  void operator()(const Insert&) {}
  void operator()(const Update&) {}
  void operator()(const Delete&) {}
  void operator()(const Execute&) {}
  void operator()(const ByHand&) {}
};

}  // namespace

std::vector<Ident> new_names(const Operation& op) {
  NewNames visitor;
  std::visit(visitor, op);
  return std::move(visitor.names);
}

}  // namespace migc
