#include "ir/rows_touched.h"

#include <algorithm>
#include <concepts>

#include "support/overloaded.h"

namespace migc {

namespace {

template <class Op, class... Ops>
concept OneOf = (std::same_as<Op, Ops> || ...);

void read(RowsTouched& rows, const Expr& expr) {
  for_each_reference(expr, [&](const TableReference& at) { rows.read.push_back(at.table); });
}
void read(RowsTouched& rows, const std::optional<Expr>& expr) {
  if (expr) read(rows, *expr);
}
void read(RowsTouched& rows, const Select& query) {
  for_each_reference(query, [&](const TableReference& at) { rows.read.push_back(at.table); });
}
void add(RowsTouched& rows, const RowsTouched& more) {
  rows.written.insert(rows.written.end(), more.written.begin(), more.written.end());
  rows.read.insert(rows.read.end(), more.read.begin(), more.read.end());
  rows.raw = rows.raw || more.raw;
}

}  // namespace

RowsTouched rows_touched(const Operation& op, const Schema& schema) {
  RowsTouched rows;
  std::visit(
      overloaded{
          [&](const Insert& insert) {
            rows.written.push_back(insert.table);
            for (const auto& row : insert.rows)
              for (const Expr& value : row) read(rows, value);
            if (insert.select) read(rows, *insert.select);
          },
          [&](const Update& update) {
            rows.written.push_back(update.table);
            for (const Assignment& assignment : update.set) read(rows, assignment.value);
            if (update.from) rows.read.push_back(update.from->table);
            for (const Select::Join& join : update.joins) {
              rows.read.push_back(join.table.table);
              read(rows, join.on);
            }
            read(rows, update.where);
          },
          [&](const Delete& gone) {
            rows.written.push_back(gone.table);
            read(rows, gone.where);
          },
          [&](const AlterType& alter) {
            if (!alter.using_expr) return;  // the same value, in another form
            rows.written.push_back(alter.table);
            read(rows, *alter.using_expr);
          },
          [&](const DropEnumValue& drop) {
            if (drop.to.empty()) return;
            for (const Table* table : schema.tables_with(drop.type)) rows.written.push_back(table->name);
          },
          // Goes on from the largest number that is there.
          [&](const SetIdentity& identity) { rows.read.push_back(identity.table); },
          [&](const RestartIdentity& restart) { rows.written.push_back(restart.table); },
          [&](const RestartSequence& restart) { rows.written.push_back(restart.sequence); },
          [&](const RefreshView& refresh) { rows.written.push_back(refresh.view); },
          [&](const Execute&) { rows.raw = true; },
          [&](const ByHand& hand) {
            for (const Statement& statement : hand.up) add(rows, rows_touched(statement.op, schema));
          },
          [&]<OneOf<CreateTable, DropTable, RenameTable, AddColumn, DropColumn, RenameColumn, SetNotNull,
                    DropNotNull, SetDefault, DropDefault, DropIdentity, SetGenerated, DropGenerated,
                    SetCollation, SetOptions, SetSchema, SetRowSecurity, AttachPartition, DetachPartition,
                    AddConstraint, DropConstraint, RenameConstraint, ValidateConstraint, CreateIndex,
                    DropIndex, RenameIndex, CreateObject, ReplaceObject, DropObject, RenameObject,
                    AddEnumValue, RenameEnumValue, AlterDomain, AlterSequence, CommentOn, Grant, Revoke>
                  Op>(const Op&) {},
      },
      op);
  return rows;
}

}  // namespace migc
