#include "ir/schema.h"

#include <gtest/gtest.h>

#include "test/unit/tables.h"

namespace migc {
namespace {

TableName named(std::string_view name) { return {Name(), Name(name), {}}; }

void add_foreign_key(Table& from, std::string_view to) {
  Constraint key;
  key.kind = ConstraintKind::ForeignKey;
  key.name.name = Name("fk_" + std::string(to));
  key.columns = {{Name("id"), {}}};
  key.referred = named(to);
  from.constraints.push_back(key);
}

TEST(Schema, FindsByExactNameAndTellsOtherCases) {
  Schema schema;
  schema.add(table("users"));
  EXPECT_NE(schema.find(named("users")), nullptr);
  EXPECT_EQ(schema.find(named("Users")), nullptr);
  EXPECT_NE(schema.find_in_other_case(named("Users")), nullptr);
}

TEST(Schema, KnowsWhoRefersToWhom) {
  Schema schema;
  schema.add(table("users"));
  Table posts = table("posts");
  add_foreign_key(posts, "users");
  schema.add(posts);
  ASSERT_EQ(schema.referring_to(named("users")).size(), 1u);
  EXPECT_EQ(schema.owner_of(Name(), Name("fk_users"))->name, named("posts"));
  schema.edit(named("posts"), [](Table& t) { t.constraints.clear(); });
  EXPECT_TRUE(schema.referring_to(named("users")).empty());
  EXPECT_EQ(schema.owner_of(Name(), Name("fk_users")), nullptr);
}

TEST(Schema, JournalTakesBackWhatWasDone) {
  Schema schema;
  schema.add(table("users"));
  schema.begin_journal();
  schema.edit(named("users"), [](Table& t) { t.columns[0].nullable = false; });
  schema.add(table("posts"));
  schema.begin_journal();
  schema.remove(named("users"));
  schema.end_journal();
  const Journal journal = schema.end_journal();
  EXPECT_EQ(schema.changed_since(journal).tables.size(), 2u);
  schema.roll_back(journal);
  EXPECT_EQ(schema.size(), 1u);
  EXPECT_TRUE(schema.find(named("users"))->columns[0].nullable);
  EXPECT_TRUE(schema.changed_since(journal).empty());
}

TEST(Schema, AMovedTableIsNoNewOne) {
  Schema schema;
  schema.add(table("users"));
  schema.begin_journal();
  schema.add(table("posts"));
  schema.begin_journal();
  schema.move(named("users"), table("people"));
  schema.move(named("posts"), table("articles"));
  schema.end_journal();
  EXPECT_FALSE(schema.journal().made(named("people")));
  EXPECT_TRUE(schema.journal().made(named("articles")));
  // The two change places.
  schema.begin_journal();
  schema.move(named("people"), table("between"));
  schema.move(named("articles"), table("people"));
  schema.move(named("between"), table("articles"));
  schema.end_journal();
  EXPECT_TRUE(schema.journal().made(named("people")));
  EXPECT_FALSE(schema.journal().made(named("articles")));
  schema.end_journal();
}

TEST(Schema, ColumnOrderIsNoDifference) {
  Table a = table("t", {"x", "y"});
  Table b = table("t", {"y", "x"});
  EXPECT_EQ(a, b);
  b.columns[0].nullable = false;
  EXPECT_FALSE(a == b);
}

}  // namespace
}  // namespace migc
