#include "ir/operation.h"

#include "support/overloaded.h"

namespace migc {

const TableName* table_of(const Operation& op) {
  const auto own = [](const auto& o) -> const TableName* { return &o.table; };
  return std::visit(overloaded{[](const CreateTable& o) -> const TableName* { return &o.table.name; },
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
                               [&](const AddConstraint& o) { return own(o); },
                               [&](const DropConstraint& o) { return own(o); },
                               [&](const RenameConstraint& o) { return own(o); },
                               [&](const CreateIndex& o) { return own(o); },
                               [&](const DropIndex& o) { return own(o); },
                               [&](const RenameIndex& o) { return own(o); },
                               [&](const Insert& o) { return own(o); },
                               [&](const Update& o) { return own(o); },
                               [&](const Delete& o) { return own(o); },
                               [](const Execute&) -> const TableName* { return nullptr; },
                               [](const ByHand&) -> const TableName* { return nullptr; }},
                    op);
}

bool is_data(const Operation& op) {
  return std::visit(
      overloaded{[](const Insert&) { return true; },          [](const Update&) { return true; },
                 [](const Delete&) { return true; },          [](const Execute&) { return true; },
                 [](const CreateTable&) { return false; },    [](const DropTable&) { return false; },
                 [](const RenameTable&) { return false; },    [](const AddColumn&) { return false; },
                 [](const DropColumn&) { return false; },     [](const RenameColumn&) { return false; },
                 [](const AlterType&) { return false; },      [](const SetNotNull&) { return false; },
                 [](const DropNotNull&) { return false; },    [](const SetDefault&) { return false; },
                 [](const DropDefault&) { return false; },    [](const AddConstraint&) { return false; },
                 [](const DropConstraint&) { return false; }, [](const RenameConstraint&) { return false; },
                 [](const CreateIndex&) { return false; },    [](const DropIndex&) { return false; },
                 [](const RenameIndex&) { return false; },    [](const ByHand&) { return false; }},
      op);
}

}  // namespace migc
