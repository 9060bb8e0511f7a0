#include "backends/sql_writer.h"

#include <gtest/gtest.h>

namespace migc {
namespace {

constexpr Quoting postgres{'"', '"', Quoting::Fold::Lower, false, ""};
constexpr Quoting mysql{'`', '`', Quoting::Fold::None, true, ""};

TEST(SqlWriter, NamesAreAlwaysQuoted) {
  EXPECT_EQ(SqlWriter(postgres).name(Name("users")).take(), "\"users\"");
  EXPECT_EQ(SqlWriter(postgres).name(Name("Users")).take(), "\"users\"");  // folds, as unquoted names do
  EXPECT_EQ(SqlWriter(postgres).name(Name("Users", true)).take(), "\"Users\"");
  EXPECT_EQ(SqlWriter(postgres).name(Name("a\"; drop table x; --", true)).take(),
            "\"a\"\"; drop table x; --\"");
  EXPECT_EQ(SqlWriter(mysql).name(Name("a`b", true)).take(), "`a``b`");
  EXPECT_EQ(SqlWriter(postgres).words("table").name(TableName{Name("s"), Name("t"), {}}).take(),
            "table \"s\".\"t\"");
}

TEST(SqlWriter, StringsAreAlwaysEscaped) {
  EXPECT_EQ(SqlWriter(postgres).string("it's").take(), "'it''s'");
  EXPECT_EQ(SqlWriter(postgres).string("a\\'b").take(), "'a\\''b'");
  EXPECT_EQ(SqlWriter(mysql).string("a\\'b").take(), "'a\\\\''b'");
}

TEST(SqlWriter, SpacesComeByThemselves) {
  SqlWriter out(postgres);
  out.words("select").call("f").number("1").comma().number("2").close().words("from").name(Name("t")).end();
  EXPECT_EQ(out.take(), "select f(1, 2) from \"t\";");
}

TEST(SqlWriter, RawSqlLosesItsEndsAlone) {
  EXPECT_EQ(SqlWriter(postgres).raw("  select ';' ;\n").take(), "select ';'");
}

}  // namespace
}  // namespace migc
