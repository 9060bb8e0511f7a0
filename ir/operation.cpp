#include "ir/operation.h"

#include "support/overloaded.h"

namespace migc {

const TableName* table_of(const Operation& op) {
  const auto own = [](const auto& o) -> const TableName* { return &o.table; };
  const auto none = [](const auto&) -> const TableName* { return nullptr; };
  return std::visit(overloaded{[](const CreateTable& o) -> const TableName* { return &o.table.name; },
                               [](const CommentOn& o) -> const TableName* {
                                 return o.on.kind == CommentTarget::Kind::Object ? nullptr : &o.on.table;
                               },
                               [&](const DropTable& o) { return own(o); },
                               [&](const RenameTable& o) { return own(o); },
                               [&](const AddColumn& o) { return own(o); },
                               [&](const DropColumn& o) { return own(o); },
                               [&](const RenameColumn& o) { return own(o); },
                               [&](const AlterType& o) { return own(o); },
                               [&](const SetNotNull& o) { return own(o); },
                               [&](const DropNotNull& o) { return own(o); },
                               [&](const SetDefault& o) { return own(o); },
                               [&](const DropDefault& o) { return own(o); },
                               [&](const SetIdentity& o) { return own(o); },
                               [&](const DropIdentity& o) { return own(o); },
                               [&](const RestartIdentity& o) { return own(o); },
                               [&](const SetGenerated& o) { return own(o); },
                               [&](const DropGenerated& o) { return own(o); },
                               [&](const SetCollation& o) { return own(o); },
                               [&](const SetOptions& o) { return own(o); },
                               [&](const SetSchema& o) { return own(o); },
                               [&](const SetRowSecurity& o) { return own(o); },
                               [&](const AttachPartition& o) { return own(o); },
                               [&](const DetachPartition& o) { return own(o); },
                               [&](const AddConstraint& o) { return own(o); },
                               [&](const DropConstraint& o) { return own(o); },
                               [&](const RenameConstraint& o) { return own(o); },
                               [&](const ValidateConstraint& o) { return own(o); },
                               [&](const CreateIndex& o) { return own(o); },
                               [&](const DropIndex& o) { return own(o); },
                               [&](const RenameIndex& o) { return own(o); },
                               [&](const Insert& o) { return own(o); },
                               [&](const Update& o) { return own(o); },
                               [&](const Delete& o) { return own(o); },
                               [&](const CreateObject& o) { return none(o); },
                               [&](const ReplaceObject& o) { return none(o); },
                               [&](const DropObject& o) { return none(o); },
                               [&](const RenameObject& o) { return none(o); },
                               [&](const AddEnumValue& o) { return none(o); },
                               [&](const RenameEnumValue& o) { return none(o); },
                               [&](const DropEnumValue& o) { return none(o); },
                               [&](const AlterDomain& o) { return none(o); },
                               [&](const AlterSequence& o) { return none(o); },
                               [&](const RestartSequence& o) { return none(o); },
                               [&](const RefreshView& o) { return none(o); },
                               [&](const Grant& o) { return none(o); },
                               [&](const Revoke& o) { return none(o); },
                               [&](const Execute& o) { return none(o); },
                               [&](const ByHand& o) { return none(o); }},
                    op);
}

namespace {

enum class Nature : std::uint8_t { Schema, State, Rows };

struct NatureOf {
  Nature operator()(const Insert&) const { return Nature::Rows; }
  Nature operator()(const Update&) const { return Nature::Rows; }
  Nature operator()(const Delete&) const { return Nature::Rows; }
  Nature operator()(const Execute&) const { return Nature::Rows; }
  Nature operator()(const RestartIdentity&) const { return Nature::State; }
  Nature operator()(const RestartSequence&) const { return Nature::State; }
  Nature operator()(const RefreshView&) const { return Nature::State; }
  Nature operator()(const CreateTable&) const { return Nature::Schema; }
  Nature operator()(const DropTable&) const { return Nature::Schema; }
  Nature operator()(const RenameTable&) const { return Nature::Schema; }
  Nature operator()(const AddColumn&) const { return Nature::Schema; }
  Nature operator()(const DropColumn&) const { return Nature::Schema; }
  Nature operator()(const RenameColumn&) const { return Nature::Schema; }
  Nature operator()(const AlterType&) const { return Nature::Schema; }
  Nature operator()(const SetNotNull&) const { return Nature::Schema; }
  Nature operator()(const DropNotNull&) const { return Nature::Schema; }
  Nature operator()(const SetDefault&) const { return Nature::Schema; }
  Nature operator()(const DropDefault&) const { return Nature::Schema; }
  Nature operator()(const SetIdentity&) const { return Nature::Schema; }
  Nature operator()(const DropIdentity&) const { return Nature::Schema; }
  Nature operator()(const SetGenerated&) const { return Nature::Schema; }
  Nature operator()(const DropGenerated&) const { return Nature::Schema; }
  Nature operator()(const SetCollation&) const { return Nature::Schema; }
  Nature operator()(const SetOptions&) const { return Nature::Schema; }
  Nature operator()(const SetSchema&) const { return Nature::Schema; }
  Nature operator()(const SetRowSecurity&) const { return Nature::Schema; }
  Nature operator()(const AttachPartition&) const { return Nature::Schema; }
  Nature operator()(const DetachPartition&) const { return Nature::Schema; }
  Nature operator()(const AddConstraint&) const { return Nature::Schema; }
  Nature operator()(const DropConstraint&) const { return Nature::Schema; }
  Nature operator()(const RenameConstraint&) const { return Nature::Schema; }
  Nature operator()(const ValidateConstraint&) const { return Nature::Schema; }
  Nature operator()(const CreateIndex&) const { return Nature::Schema; }
  Nature operator()(const DropIndex&) const { return Nature::Schema; }
  Nature operator()(const RenameIndex&) const { return Nature::Schema; }
  Nature operator()(const CreateObject&) const { return Nature::Schema; }
  Nature operator()(const ReplaceObject&) const { return Nature::Schema; }
  Nature operator()(const DropObject&) const { return Nature::Schema; }
  Nature operator()(const RenameObject&) const { return Nature::Schema; }
  Nature operator()(const AddEnumValue&) const { return Nature::Schema; }
  Nature operator()(const RenameEnumValue&) const { return Nature::Schema; }
  Nature operator()(const DropEnumValue&) const { return Nature::Schema; }
  Nature operator()(const AlterDomain&) const { return Nature::Schema; }
  Nature operator()(const AlterSequence&) const { return Nature::Schema; }
  Nature operator()(const CommentOn&) const { return Nature::Schema; }
  Nature operator()(const Grant&) const { return Nature::Schema; }
  Nature operator()(const Revoke&) const { return Nature::Schema; }
  Nature operator()(const ByHand&) const { return Nature::Schema; }
};

}  // namespace

bool is_data(const Operation& op) { return std::visit(NatureOf(), op) != Nature::Schema; }
bool changes_state(const Operation& op) { return std::visit(NatureOf(), op) == Nature::State; }

}  // namespace migc
