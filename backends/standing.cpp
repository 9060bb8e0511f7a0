#include "backends/standing.h"

namespace migc {

namespace {

void count_is_not(VersionRows& rows, std::size_t count, bool first) {
  rows.out.open().words("select count(*) from").name(rows.table);
  if (first && !rows.lock.empty()) rows.out.words(rows.lock);
  rows.out.close().words("<>").number(std::to_string(count));
}

void or_misses_one(VersionRows& rows, const std::vector<std::string>& ids) {
  for (const std::string& id : ids) {
    rows.out.words("or not exists").open().words("select 1 from").name(rows.table);
    rows.out.words("where").words(rows.id).words("=").string(id).close();
  }
}

void delete_rows(VersionRows& rows, const std::vector<std::string>& ids) {
  rows.out.words("delete from").name(rows.table).words("where").words(rows.id).words("in").open();
  for (const std::string& id : ids) {
    if (&id != &ids.front()) rows.out.comma();
    rows.out.string(id);
  }
  rows.out.close();
}

}  // namespace

std::string stands_elsewhere(VersionRows rows, const Standing& standing,
                             const std::vector<std::string>& replaced) {
  count_is_not(rows, standing.applied, true);
  if (replaced.empty()) {
    or_misses_one(rows, standing.tips);
    return rows.out.take();
  }
  rows.out.words("and").open();
  count_is_not(rows, replaced.size(), false);
  or_misses_one(rows, replaced);
  return rows.out.close().take();
}

std::string forget_replaced(VersionRows rows, const std::vector<std::string>& replaced) {
  delete_rows(rows, replaced);
  return rows.out.take();
}

std::string forget_squashed(VersionRows rows, const SquashedRows& squashed) {
  delete_rows(rows, squashed.ids);
  // A table of its own: MySQL can't look into the table that it deletes from ("DELETE Statement").
  rows.out.words("and exists").open().words("select 1 from").open();
  rows.out.words("select")
      .words(rows.id)
      .words("from")
      .name(rows.table)
      .words("where")
      .words(rows.id)
      .words("=");
  rows.out.string(squashed.into).close().name(Name("squashed")).close();
  return rows.out.take();
}

}  // namespace migc
