// Statements, blocks, revisions.
#include "frontend/lowering.h"
#include "ir/archive.h"
#include "ir/keep.h"
#include "support/text.h"

namespace migc {

namespace {

bool has(Cursor node, Kind kind) {
  for (Cursor child : node)
    if (child.kind() == kind) return true;
  return false;
}

}  // namespace

std::vector<Revision> lower(const Syntax& syntax, const Sources& sources, Diagnostics& diagnostics) {
  return Lowering(syntax, sources, diagnostics).file();
}

std::vector<Revision> Lowering::file() {
  std::vector<Revision> revisions;
  const std::vector<Cursor> list = statements(syntax_, sources_);
  // Where the revision that begins at `i` ends.
  const auto end_of_revision = [&](std::size_t i) {
    while (++i < list.size() && without_annotations(list[i]).kind() != Kind::revision) {
    }
    return i < list.size() ? list[i].node().begin
                           : static_cast<std::uint32_t>(sources_[syntax_.file].text.size());
  };
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Cursor node = list[i];
    if (const Cursor inner = without_annotations(node); inner.kind() == Kind::revision) {
      revisions.push_back(revision(inner));
      in_baseline_ = assumed_ = revisions.back().baseline.has_value();
      if (node.kind() == Kind::revision) continue;
      Revision& made = revisions.back();
      made.allows = allows(node, {syntax_.file, node.node().begin, end_of_revision(i)});
      made.comment = joined_comments(comment_above(node), made.comment);
    } else if (node.kind() == Kind::skip_statement || node.kind() == Kind::skip_member) {
      if (!revisions.empty()) lose(node, nullptr, revisions.back());
    } else if (revisions.empty()) {
      // A mistake in the first line is one mistake, not one for every statement under it.
      if (syntax_.errors == 0 && !std::exchange(outside_reported_, true))
        report(diag::statement_outside_revision, node.span())
            .fix("begin the file with: revision ID \"what it does\" after PARENT;");
    } else {
      statement(node, DialectSet::all(), revisions.back(), revisions.back().statements);
    }
  }
  if (revisions.empty() && syntax_.errors == 0 && syntax_.nodes.empty())
    report(diag::empty_file, Span{syntax_.file, 0, 0})
        .fix("begin the file with: revision ID \"what it does\" after PARENT;");
  return revisions;
}

Revision Lowering::revision(Cursor node) {
  Revision revision;
  revision.span = node.span();
  revision.comment = comment_above(node);
  bool after = false, depends = false, branch = false, replaces = false;
  const auto id = [&](Cursor word) {
    Ident ident{Name(word.text()), word.span()};
    const std::string lower = to_lower(word.text());
    if (word.text().size() > 255) {
      report(diag::name_too_long, Span{syntax_.file, word.node().begin, word.node().begin + 40},
             std::size_t{255}, word.text().size());
      ident.name = Name(word.text().substr(0, 255));
    } else if (lower == "base" || lower == "head" || lower == "heads" ||
               word.text().find('$') != std::string_view::npos) {
      report(diag::bad_revision_id, word.span(), std::string(word.text()))
          .note("base, head and heads have a meaning of their own; an ID has letters, digits and _")
          .fix("the first revision comes after none: leave 'after' out");
    }
    return ident;
  };
  for (Cursor child : node) {
    switch (child.kind()) {
      case Kind::revision_id:
        revision.id = id(child);
        revision_ = revision.id.name;
        keeps_ = 0;
        break;
      case Kind::message_text:
        revision.message_span = child.span();
        revision.message = child.text().front() == '\'' ? string_value(*child.begin()) : string_value(child);
        break;
      case Kind::header_after:
        if (std::exchange(after, true)) report(diag::clause_twice, child.span(), "after");
        for (Cursor word : child) {
          const std::size_t errors = diagnostics_.errors();
          Ident parent = id(word);
          if (diagnostics_.errors() == errors) revision.after.push_back(parent);
        }
        break;
      case Kind::header_depends:
        if (std::exchange(depends, true)) report(diag::clause_twice, child.span(), "depends on");
        for (Cursor word : child) revision.depends_on.push_back(id(word));
        break;
      case Kind::header_branch:
        if (std::exchange(branch, true)) report(diag::clause_twice, child.span(), "branch");
        for (Cursor word : child) revision.branch = name(word);
        break;
      case Kind::header_baseline:
        if (revision.baseline) report(diag::clause_twice, child.span(), "baseline");
        revision.baseline = child.span();
        break;
      case Kind::header_replaces:
        if (std::exchange(replaces, true)) report(diag::clause_twice, child.span(), "replaces");
        for (Cursor word : child) revision.replaces.push_back(id(word));
        break;
      default:
        break;
    }
  }
  return revision;
}

WayBack Lowering::way_back(Cursor node) {
  for (Cursor child : node) {
    if (child.kind() == Kind::keep) return {WayBack::Kind::Keep, archive_name(revision_.str(), ++keeps_)};
    if (child.kind() == Kind::irreversible) {
      for (Cursor text : child) return {WayBack::Kind::Irreversible, string_value(text)};
    }
    if (child.kind() == Kind::reverse_text) {
      for (Cursor text : child) {
        if (text.kind() == Kind::reverse_nothing) return {WayBack::Kind::Nothing, ""};
        return {WayBack::Kind::Sql, string_value(text)};
      }
    }
  }
  return {};
}

bool Lowering::refuse_if_exists(Cursor node) {
  for (Cursor child : node) {
    if (child.kind() != Kind::if_exists) continue;
    const bool negative = to_lower(child.text()).find("not") != std::string::npos;
    report(diag::if_exists_refused, child.span(), negative ? "not exists" : "exists")
        .note("the history says what is there; the way back would drop what was there before")
        .fix("leave it out");
    // What the statement is about may or may not be there: nothing more is said of it.
    return !negative;
  }
  return false;
}

void Lowering::add(Operation op, Cursor node, DialectSet targets, StatementList& out) {
  Statement statement{std::move(op), targets, way_back(node), comment_above(node), node.span(), assumed_};
  statement.declared = in_baseline_;
  const bool data = is_data(statement.op);
  const auto kind = statement.way_back.kind;
  if (!data && (kind == WayBack::Kind::Sql || kind == WayBack::Kind::Nothing)) {
    for (Cursor child : node)
      if (child.kind() == Kind::reverse_text)
        report(diag::bad_clause_here, child.span(), "reverse", "after a statement about the schema")
            .note("its way back is derived, or written with up { } down { }");
  }
  if ((in_hand_ || assumed_) && kind != WayBack::Kind::Derived) {
    for (Cursor child : node)
      if (child.kind() == Kind::reverse_text || child.kind() == Kind::irreversible ||
          child.kind() == Kind::keep)
        report(diag::bad_clause_here, child.span(),
               child.kind() == Kind::irreversible ? "irreversible"
               : child.kind() == Kind::keep       ? "keep"
                                                  : "reverse",
               in_baseline_ ? "in a baseline"
               : assumed_   ? "inside 'assume'"
                            : "inside 'up' or 'down'")
            .note(assumed_ ? "nothing is done there, so nothing is to be undone"
                           : "'down' is the way back of 'up'");
    if (kind == WayBack::Kind::Keep) statement.way_back = {};
  }
  if (kind == WayBack::Kind::Keep && !can_keep(statement.op))
    for (Cursor child : node)
      if (child.kind() == Kind::keep)
        report(diag::bad_clause_here, child.span(), "keep",
               "here: the statement takes nothing that could be kept")
            .note(
                "it stands behind an update or a delete, behind the drop of a table, a column or a value of "
                "an "
                "enum, behind a change of type, and behind a new table or column");
  if (assumed_ && data)
    report(diag::bad_clause_here, node.span(), "a statement about rows",
           in_baseline_ ? "in a baseline" : "inside 'assume'")
        .note("the model is told what the schema is; rows are none of it");
  if (changes_state(statement.op) && kind == WayBack::Kind::Derived && !in_hand_ && !assumed_)
    report(diag::state_without_way_back, node.span())
        .note("what the state was before is not known to the history")
        .fix("… reverse nothing;          where the way back needs no action")
        .fix("… reverse $$ SQL that takes it back $$;")
        .fix("… irreversible 'why';       where there is none");
  if (std::holds_alternative<Execute>(statement.op) && kind == WayBack::Kind::Derived) {
    if (in_hand_ || assumed_) {
      statement.way_back.kind = WayBack::Kind::Nothing;
    } else {
      report(diag::execute_without_way_back, node.span())
          .fix("… reverse $$ SQL that takes it back $$;")
          .fix("… reverse nothing;          where the way back needs no action")
          .fix("… irreversible 'why';       where there is none");
      statement.way_back.kind = WayBack::Kind::Nothing;
    }
  }
  out.push_back(std::move(statement));
}

void Lowering::on_block(Cursor node, DialectSet targets, Revision& revision,
                        const std::function<void(Cursor, DialectSet)>& branch) {
  DialectSet left = targets;
  Revision::OnBlock block{{}, false, node.span()};
  std::vector<Cursor> names;
  const auto walk = [&](Cursor from, const auto& self) -> void {
    for (Cursor child : from) {
      switch (child.kind()) {
        case Kind::dialect_name:
          names.push_back(child);
          break;
        case Kind::statement_block:
        case Kind::member_block:
        case Kind::element_block: {
          DialectSet set = left;
          if (!names.empty()) {
            const std::size_t errors = diagnostics_.errors();
            const DialectSet named = dialects(names);
            block.named = block.named | named;
            // With a name that is not known the block is taken for everybody's: one mistake, one message.
            set = diagnostics_.errors() == errors ? left & named : left;
            left = left & ~named;
            names.clear();
          } else {
            block.has_else = true;
          }
          if (!set.empty()) branch(child, set);  // else nobody gets it
          break;
        }
        case Kind::else_statements:
        case Kind::else_members:
        case Kind::else_elements:
          self(child, self);
          break;
        default:
          break;
      }
    }
  };
  walk(node, walk);
  block.span.end = std::min(block.span.end, block.span.begin + 2);
  revision.on_blocks.push_back(block);
}

void Lowering::lose(Cursor skipped, const TableName* table, Revision& revision) {
  revision.complete = false;
  std::vector<std::string> words;
  const std::string_view text = skipped.text();
  for (std::size_t i = 0; i < text.size() && words.size() < 8;) {
    const auto is_word = [&](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
             c == '$';
    };
    const std::size_t begin = i;
    while (i < text.size() && is_word(text[i])) ++i;
    if (i > begin)
      words.emplace_back(text.substr(begin, std::min<std::size_t>(i - begin, 255)));
    else
      ++i;
  }
  if (words.size() < 3) return;
  const std::string verb = to_lower(words[0]);
  const std::string kind = to_lower(words[1]);
  if (!table) {
    if (verb == "create" && kind == "table") revision.lost.push_back({{Name(), Name(words[2]), {}}, {}});
    if (verb == "rename" && kind == "table" && words.size() > 4)
      revision.lost.push_back({{Name(), Name(words[4]), {}}, {}});
    return;
  }
  // What a lost `drop` would have left is not known at all.
  if (verb == "drop") revision.lost.push_back({*table, {}});
  if (verb == "add") revision.lost.push_back({*table, Name(words[2])});
  if (verb == "rename" && words.size() > 4) revision.lost.push_back({*table, Name(words[4])});
}

void Lowering::block(Cursor node, DialectSet targets, Revision& revision, StatementList& out) {
  for (Cursor child : node) {
    if (child.kind() == Kind::skip_member || child.kind() == Kind::skip_statement)
      lose(child, nullptr, revision);
    else if (const Cursor inner = without_annotations(child); inner.kind() == Kind::revision)
      report(diag::bad_clause_here, inner.span(), "revision", "inside a block");
    else
      statement(child, targets, revision, out);
  }
}

void Lowering::statement(Cursor node, DialectSet targets, Revision& revision, StatementList& out) {
  if (refuse_if_exists(node)) {
    revision.complete = false;
    return;
  }
  std::vector<Ident> idents = names(node);
  TableName table;
  for (Cursor child : node) {
    if (child.kind() == Kind::qualified_name) table = table_name(child);
    if (child.kind() == Kind::on_table)
      for (Cursor part : child) table = table_name(part);
  }
  const bool cascade = has(node, Kind::mark_cascade);
  switch (node.kind()) {
    case Kind::annotated_statement:
      annotated(node, out, [&](Cursor inner) { statement(inner, targets, revision, out); });
      break;
    case Kind::create_table: {
      CreateTable op;
      op.table.name = table;
      op.table.span = table.span;
      const bool was_complete = std::exchange(revision.complete, true);
      elements(node, DialectSet::all(), op.table, revision);
      for (Cursor child : node)
        if (child.kind() == Kind::options)
          options(child, "a table", op.table.options);
        else if (child.kind() == Kind::partition_by)
          op.table.partition_by = partition_by(child);
      if (revision.complete) {
        revision.complete = was_complete;
        add(std::move(op), node, targets, out);
      } else {
        // Parts of the table are unknown: what is said about it later can't be checked.
        revision.lost.push_back({table, {}});
      }
      break;
    }
    case Kind::create_index:
      add(CreateIndex{table, index(node)}, node, targets, out);
      break;
    case Kind::drop_table:
      add(DropTable{table, cascade}, node, targets, out);
      break;
    case Kind::drop_index: {
      DropIndex op{table, idents.empty() ? Ident() : idents.at(0), {}};
      for (Cursor child : node)
        if (child.kind() == Kind::column_list) op.columns = names(child);
      if (idents.empty()) op.index.span = node.span();
      add(std::move(op), node, targets, out);
      break;
    }
    case Kind::create_partition: {
      CreateTable op;
      op.table.name = table;
      op.table.span = table.span;
      op.table.partition_of.emplace();
      for (Cursor child : node) {
        if (child.kind() == Kind::partition_parent) op.table.partition_of->parent = table_name(child);
        if (child.kind() == Kind::partition_bound) op.table.partition_of->bound = bound(child);
        if (child.kind() == Kind::options) options(child, "a table", op.table.options);
      }
      add(std::move(op), node, targets, out);
      break;
    }
    case Kind::create_type:
    case Kind::create_domain:
    case Kind::create_sequence:
    case Kind::create_schema:
    case Kind::create_extension:
    case Kind::create_view:
    case Kind::create_routine:
    case Kind::create_trigger:
    case Kind::create_policy:
      if (auto op = create_object(node))
        add(std::move(*op), node, targets, out);
      else
        revision.complete = false;
      break;
    case Kind::drop_object:
      add(DropObject{object_name(node), cascade}, node, targets, out);
      break;
    case Kind::rename_object:
      add(RenameObject{object_name(node), idents.back()}, node, targets, out);
      break;
    case Kind::alter_enum:
    case Kind::alter_domain:
    case Kind::alter_sequence:
      if (auto op = alter_object(node)) add(std::move(*op), node, targets, out);
      break;
    case Kind::refresh_view:
      add(RefreshView{table}, node, targets, out);
      break;
    case Kind::comment_on:
      add(comment_on(node), node, targets, out);
      break;
    case Kind::grant:
    case Kind::revoke:
      if (auto op = rights(node))
        add(std::move(*op), node, targets, out);
      else
        revision.complete = false;
      break;
    case Kind::assume: {
      const bool outer = std::exchange(assumed_, true);
      for (Cursor inner : node) block(inner, targets, revision, out);
      assumed_ = outer;
      break;
    }
    case Kind::rename_table:
      add(RenameTable{table, idents.at(0)}, node, targets, out);
      break;
    case Kind::rename_index:
      add(RenameIndex{table, idents.at(0), idents.at(1)}, node, targets, out);
      break;
    case Kind::alter_table:
      alter_table(node, targets, revision, out);
      break;
    case Kind::insert:
      add(insert(node), node, targets, out);
      break;
    case Kind::update:
      add(update(node), node, targets, out);
      break;
    case Kind::delete_from:
      add(delete_from(node), node, targets, out);
      break;
    case Kind::execute: {
      Execute op;
      DialectSet set = targets;
      for (Cursor child : node) {
        if (child.kind() == Kind::raw_text)
          for (Cursor text : child) op.sql = string_value(text);
        if (child.kind() == Kind::on_dialects) {
          std::vector<Cursor> list;
          for (Cursor word : child) list.push_back(word);
          const DialectSet named = dialects(list);
          set = set & named;
          revision.on_blocks.push_back({named, false, child.span()});
        }
      }
      if (!set.empty()) add(std::move(op), node, set, out);
      break;
    }
    case Kind::by_hand: {
      if (in_hand_) {
        report(diag::nested_by_hand, node.span());
        break;
      }
      in_hand_ = true;
      ByHand op;
      for (Cursor child : node) {
        // up_block and down_block hold one statement_block's content
        if (child.kind() == Kind::up_block) block(child, DialectSet::all(), revision, op.up);
        if (child.kind() == Kind::down_block) block(child, DialectSet::all(), revision, op.down);
      }
      in_hand_ = false;
      add(std::move(op), node, targets, out);
      break;
    }
    case Kind::on_statements:
      on_block(node, targets, revision,
               [&](Cursor child, DialectSet set) { block(child, set, revision, out); });
      break;
    default:
      throw InternalError{fmt::format("no lowering for {}", kind_name(node.kind()))};
  }
}

}  // namespace migc
