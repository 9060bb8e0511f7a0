// What stands on a column on SQL Server is taken off before the column is changed and put back after it. It is found by
// comparing what the table is made of before and after the statement.
#include <algorithm>

#include "backends/mssql/mssql.h"

namespace migc {

struct Mssql::Around {
  std::vector<Element> gone;
  std::vector<Element> made;
  std::vector<ModifyColumn> modified;
  std::vector<RenameConstraint> renamed;
};

namespace {

bool has(const std::vector<Name>& list, Name name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

// With the computed columns that read one of them.
std::vector<Name> with_computed(const Table& table, std::vector<Name> forced, Name renamed) {
  for (const Column& column : table.columns) {
    if (!column.generated || has(forced, column.name.name)) continue;
    const bool reads = std::any_of(forced.begin(), forced.end(),
                                   [&](Name name) { return mentions(column.generated->expr, name); }) ||
                       (!renamed.empty() && mentions(column.generated->expr, renamed));
    if (reads) forced.push_back(column.name.name);
  }
  return forced;
}

bool stands_on_one(const Element& element, const std::vector<Name>& columns) {
  return std::any_of(columns.begin(), columns.end(), [&](Name name) { return element.stands_on(name); });
}

// "ALTER TABLE", ALTER COLUMN: a default stays while the type is the same but for its length; an index stays while a text
// or bytes don't get shorter, a unique constraint and a check while that is all that changes.
bool stays_under(const Element& element, const Column& before, const Column& after) {
  const Type& from = before.type;
  const Type& to = after.type;
  if (from.kind != to.kind || !(before.collation == after.collation)) return false;
  const bool text = from.kind == TypeKind::varchar;
  const int most = text ? 4000 : 8000;
  const bool grows = (text || from.kind == TypeKind::varbinary) &&
                     to.size.value_or(1) >= from.size.value_or(1) && to.size.value_or(1) <= most;
  switch (element.kind) {
    case Element::Kind::Default:
      return from.kind != TypeKind::user && from.kind != TypeKind::native;
    case Element::Kind::Index:
      return grows && !element.index.where;
    case Element::Kind::Unique:
    case Element::Kind::Check:
      return grows && before.nullable == after.nullable;
    case Element::Kind::PrimaryKey:
    case Element::Kind::ForeignKey:
    case Element::Kind::Computed:
      return false;
  }
  return false;
}

template <class T>
void add_once(std::vector<T>& list, const T& thing) {
  if (std::find(list.begin(), list.end(), thing) == list.end()) list.push_back(thing);
}

Column bare(const Column& column) {
  Column made = column;
  made.nullable = true;
  made.default_value.reset();
  made.identity.reset();
  made.generated.reset();
  made.comment.clear();
  return made;
}

}  // namespace

void Mssql::compare(const Table& before, const Table& after, const std::vector<Name>& forced,
                    const Change& change, Around& around) const {
  std::vector<Name> columns = forced;
  for (const Column& now : after.columns) {
    const Column* was = before.column(now.name.name);
    if (!was || !restated(*was, now)) continue;
    columns.push_back(now.name.name);
    if (!has(forced, now.name.name)) around.modified.push_back({after.name, now, {}});
  }
  columns = with_computed(before, std::move(columns), {});
  std::vector<Element> now = elements(after);
  const auto in_the_way = [&](const Element& element) {
    return std::any_of(columns.begin(), columns.end(), [&](Name name) {
      const Column* was = before.column(name);
      const Column* is = after.column(name);
      return element.stands_on(name) &&
             (!was || !is || has(forced, name) || !stays_under(element, grounded(*was), grounded(*is)));
    });
  };
  for (const Element& was : elements(before)) {
    const auto found = std::find(now.begin(), now.end(), was);
    const bool stays = found != now.end();
    if (stays && !in_the_way(was)) {
      now.erase(found);
      continue;
    }
    add_once(around.gone, was);
  }
  for (const Element& element : now) add_once(around.made, element);
  if (columns.empty()) return;
  for (const Table* other : change.schema().referring_to(after.name))
    for (const Element& key : elements(*other)) {
      if (other->name == after.name || key.kind != Element::Kind::ForeignKey) continue;
      const bool refers = key.constraint.referred == after.name &&
                          std::any_of(columns.begin(), columns.end(), [&](Name name) {
                            return names_column(key.constraint.referred_columns, name);
                          });
      if (!refers) continue;
      add_once(around.gone, key);
      add_once(around.made, key);
    }
}

// The same elements, under other names; what reads a renamed column is dropped and made again (error 15336).
void Mssql::follow(const Table& before, const Table& after, Name renamed, Around& around) const {
  const std::vector<Name> columns = with_computed(before, {}, renamed);
  const std::vector<Element> was = elements(before);
  const std::vector<Element> now = elements(after);
  for (std::size_t i = 0; i < was.size() && i < now.size(); ++i) {
    if (stands_on_one(was[i], columns) || (!renamed.empty() && was[i].reads(renamed))) {
      around.gone.push_back(was[i]);
      around.made.push_back(now[i]);
    } else if (was[i].kind != Element::Kind::Computed && !(was[i].name() == now[i].name())) {
      around.renamed.push_back({after.name, {was[i].name(), {}}, {now[i].name(), {}}});
    }
  }
}

void Mssql::put_around(const Around& around, const std::vector<StepBody>& core, const Statement& statement,
                       std::vector<Step>& out) const {
  const auto by_kind = [](const Element& a, const Element& b) { return a.kind < b.kind; };
  std::vector<Element> gone = around.gone;
  std::stable_sort(gone.begin(), gone.end(), by_kind);
  for (auto element = gone.rbegin(); element != gone.rend(); ++element) drop(*element, statement, out);
  const auto modify = [&] {
    for (const ModifyColumn& step : around.modified) add(step, statement, out);
  };
  // A longer value of an enum needs its room before rows get it, a shorter one gives it up after.
  const auto* value = std::get_if<RenameEnumValue>(&statement.op);
  const bool grows = value && value->to.size() > value->value.size();
  if (grows) modify();
  for (const StepBody& step : core) add(step, statement, out);
  if (!grows) modify();
  for (const RenameConstraint& step : around.renamed) add(step, statement, out);
  std::vector<Element> made = around.made;
  std::stable_sort(made.begin(), made.end(), by_kind);
  for (const Element& element : made) make(element, statement, out);
}

// The values are computed into a column beside it, which takes its place: a column's type changes only into one that
// it converts to by itself, and a computed column can't become a plain one.
void Mssql::through_beside(const TableName& table, const Ident& column, const Expr& value,
                           const Statement& statement, const Change& change, std::vector<Step>& out) const {
  const Table& before = *change.before(table);
  const Table& after = *change.after(table);
  const Column& now = *after.column(column.name);
  Column beside = bare(grounded(now));
  beside.identity = now.identity;  // refused by check(): an identity can't be filled by an update
  beside.name = migc::beside(column);
  add(AddColumn{table, beside, {}}, statement, out);
  add(Update{table, {}, {{beside.name, value}}, {}, {}, {}}, statement, out);
  Around around;
  compare(before, after, {column.name}, change, around);
  // A computed column is dropped as an element already.
  std::vector<StepBody> core;
  if (!before.column(column.name)->generated)
    core.emplace_back(Operation(DropColumn{table, column, false, {}}));
  core.emplace_back(Operation(RenameColumn{table, beside.name, column}));
  if (!grounded(now).nullable) core.emplace_back(ModifyColumn{table, now, {}});
  if (!now.comment.empty())
    core.emplace_back(Operation(CommentOn{{CommentTarget::Kind::Column, table, column, {}}, now.comment}));
  put_around(around, core, statement, out);
}

void Mssql::legalise_create(const CreateTable& op, const Statement& statement, std::vector<Step>& out) const {
  const Table& table = op.table;
  CreateTable own = op;
  std::erase_if(own.table.constraints,
                [&](const Constraint& key) { return filtered_key(table, key).has_value(); });
  add(std::move(own), statement, out);
  for (const Constraint& key : table.constraints)
    if (auto index = filtered_key(table, key)) add(CreateIndex{table.name, *index}, statement, out);
  for (const Index& index : table.indexes)
    add(CreateIndex{table.name, physical_index(table, index)}, statement, out);
  const auto comment = [&](CommentTarget::Kind kind, const Ident& element, const std::string& text) {
    if (!text.empty()) add(CommentOn{{kind, table.name, element, {}}, text}, statement, out);
  };
  comment(CommentTarget::Kind::Table, {}, table.comment);
  for (const Column& column : table.columns)
    comment(CommentTarget::Kind::Column, column.name, column.comment);
  for (const Constraint& key : table.constraints)
    comment(filtered_key(table, key) ? CommentTarget::Kind::Index : CommentTarget::Kind::Constraint, key.name,
            key.comment);
  for (const Index& index : table.indexes) comment(CommentTarget::Kind::Index, index.name, index.comment);
}

// The rights on a column go with it: one that has been made anew gets them again.
void Mssql::regrant_remade(std::size_t first, const Statement& statement, const Change& change,
                           std::vector<Step>& out) const {
  const std::size_t end = out.size();
  for (std::size_t i = first; i < end; ++i) {
    const auto* op = std::get_if<Operation>(&out[i].body);
    const auto* gone = op ? std::get_if<DropColumn>(op) : nullptr;
    const Table* table = gone ? change.after(gone->table) : nullptr;
    if (!table || !table->column(gone->column.name)) continue;
    const Name column = gone->column.name;
    for (const Right* right : change.schema().rights_on({GrantKind::Table, table->name, {}}))
      if (names_column(right->privilege.columns, column))
        add(Grant{{right->privilege}, right->on, {right->role}, right->grantable}, statement, out);
  }
}

void Mssql::legalise(const Statement& statement, const Change& change, std::vector<Step>& out) const {
  const std::size_t first = out.size();
  Around around;
  std::vector<StepBody> core;
  const auto itself = [&] { core.emplace_back(statement.op); };
  const auto differences = [&] {
    for (const auto& [before, after] : changed_tables(statement.op, change))
      compare(*before, *after, {}, change, around);
  };
  const auto lacks = [&](const auto& without) {
    std::erase_if(around.gone, without);
    std::erase_if(around.made, without);
  };
  if (const auto* create = std::get_if<CreateTable>(&statement.op)) {
    legalise_create(*create, statement, out);
  } else if (const auto* table = std::get_if<RenameTable>(&statement.op)) {
    const TableName to{table->table.schema, table->to.name, {}};
    follow(*change.before(table->table), *change.after(to), {}, around);
    itself();
    put_around(around, core, statement, out);
  } else if (const auto* renamed = std::get_if<RenameColumn>(&statement.op)) {
    follow(*change.before(renamed->table), *change.after(renamed->table), renamed->column.name, around);
    itself();
    put_around(around, core, statement, out);
  } else if (const auto* added = std::get_if<AddColumn>(&statement.op)) {
    differences();
    // They come with the column.
    lacks([&](const Element& e) {
      return (e.kind == Element::Kind::Default || e.kind == Element::Kind::Computed) &&
             e.column.name.name == added->column.name.name && e.table == added->table;
    });
    AddColumn op = *added;
    op.column = *change.after(added->table)->column(added->column.name.name);
    core.emplace_back(Operation(op));
    if (!op.column.comment.empty())
      core.emplace_back(Operation(
          CommentOn{{CommentTarget::Kind::Column, op.table, op.column.name, {}}, op.column.comment}));
    put_around(around, core, statement, out);
  } else if (const auto* dropped = std::get_if<DropColumn>(&statement.op)) {
    differences();
    lacks([&](const Element& e) {
      return e.kind == Element::Kind::Computed && e.column.name.name == dropped->column.name &&
             e.table == dropped->table;
    });
    itself();
    put_around(around, core, statement, out);
  } else if (const auto* type = std::get_if<AlterType>(&statement.op); type && type->using_expr) {
    through_beside(type->table, type->column, *type->using_expr, statement, change, out);
  } else if (const auto* plain = std::get_if<DropGenerated>(&statement.op)) {
    through_beside(plain->table, plain->column, column_expr(plain->column.name), statement, change, out);
  } else if (const auto* computed = std::get_if<SetGenerated>(&statement.op)) {
    compare(*change.before(computed->table), *change.after(computed->table), {computed->column.name}, change,
            around);
    if (!change.before(computed->table)->column(computed->column.name)->generated)
      core.emplace_back(Operation(DropColumn{computed->table, computed->column, false, {}}));
    put_around(around, core, statement, out);
  } else if (!legalise_element(statement, change, out) && !legalise_rows(statement, change, out)) {
    // What is changed in a column, a constraint or an index, whatever changes it.
    differences();
    std::vector<Step> own;
    if (legalise_object(statement, change, own))
      for (Step& step : own) core.push_back(std::move(step.body));
    put_around(around, core, statement, out);
  }
  regrant_remade(first, statement, change, out);
  for (std::size_t i = first; i < out.size(); ++i) out[i].comment.clear();
  if (out.size() > first) out[first].comment = statement.comment;
}

}  // namespace migc
