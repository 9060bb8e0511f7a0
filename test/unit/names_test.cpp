#include <gtest/gtest.h>

#include "ir/naming.h"
#include "support/name.h"
#include "test/unit/tables.h"

namespace migc {
namespace {

TEST(Names, EqualByTextWhateverTheQuotes) {
  EXPECT_EQ(Name("users"), Name("users", true));
  EXPECT_TRUE(Name("users", true).quoted());
  EXPECT_FALSE(Name("Users") == Name("users"));
  EXPECT_EQ(Name("Users").folded(), Name("users"));
  EXPECT_TRUE(Name().empty());
  EXPECT_EQ(Name("").str(), "");
}

TEST(Names, ShownInQuotesWhereNeeded) {
  EXPECT_EQ(show(Name("users")), "users");
  EXPECT_EQ(show(Name("users", true)), "\"users\"");
  EXPECT_EQ(show(Name("Gift Cards")), "\"Gift Cards\"");
  EXPECT_EQ(show(Name("a\"b")), "\"a\"\"b\"");
  EXPECT_EQ(show(Name("1st")), "\"1st\"");
}

Constraint unique(std::initializer_list<std::string_view> columns) {
  Constraint made;
  made.kind = ConstraintKind::Unique;
  for (std::string_view column : columns) made.columns.push_back({Name(column), {}});
  return made;
}

TEST(Naming, FollowsTheConvention) {
  const Schema schema;
  EXPECT_EQ(name_for(unique({"a", "b"}), table("users", {"a", "b"}), schema, Naming{}).str(), "uq_users_a_b");
  Naming own;
  own.unique = "{columns}_of_{table}";
  EXPECT_EQ(name_for(unique({"a"}), table("users", {"a"}), schema, own).str(), "a_of_users");
}

// Names in people's databases were shortened this way: it is frozen.
TEST(Naming, ShortensAt63BytesForEver) {
  const std::string name = "uq_a_table_with_quite_a_long_name_and_a_column_with_a_long_name_too";
  EXPECT_EQ(shortened(name), "uq_a_table_with_quite_a_long_name_and_a_column_with_a_b46f456b");
  EXPECT_EQ(shortened(std::string(63, 'x')), std::string(63, 'x'));
}

TEST(Naming, TakenNamesGetAHash) {
  Table users = table("users", {"a"});
  users.constraints.push_back(unique({"a"}));
  users.constraints[0].name.name = Name("uq_users_a");
  const Name second = name_for(unique({"a"}), users, Schema(), Naming{});
  EXPECT_TRUE(second.str().starts_with("uq_users_a_"));
  EXPECT_EQ(second.str().size(), std::string("uq_users_a_").size() + 8);
}

}  // namespace
}  // namespace migc
