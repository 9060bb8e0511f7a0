#include "support/text.h"

#include <gtest/gtest.h>

#include "backends/backend.h"

namespace migc {
namespace {

// Names in people's databases end in this hash: it is frozen.
TEST(Text, StableHashNeverChanges) {
  EXPECT_EQ(stable_hash(""), "811c9dc5");
  EXPECT_EQ(stable_hash("a"), "e40c292c");
  EXPECT_EQ(stable_hash("foobar"), "bf9cf968");  // a test vector of FNV-1a's authors
}

TEST(Text, CutsNoCharacterInTwo) {
  EXPECT_EQ(cut_utf8("aé", 2), "a");
  EXPECT_EQ(cut_utf8("aé", 3), "aé");
  EXPECT_EQ(cut_utf8("😀", 3), "");
  EXPECT_EQ(utf8_length("aé😀"), 3u);
}

TEST(Text, SuggestsWhatIsNear) {
  EXPECT_EQ(nearest("emial", {"email", "id", "name"}), "email");
  EXPECT_EQ(nearest("EMAIL", {"email", "id"}), "email");
  EXPECT_EQ(nearest("nmae", {"email", "name"}), "name");
  EXPECT_EQ(nearest("lenght", {"abs", "length", "lower"}), "length");
  EXPECT_EQ(nearest("postgresql", {"mariadb", "sqlite"}), "");
  EXPECT_EQ(nearest("colour", {"id", "name"}), "");
}

TEST(Text, JoinsAndCounts) {
  EXPECT_EQ(join_and({}), "");
  EXPECT_EQ(join_and({"a", "b", "c"}), "a, b and c");
  EXPECT_EQ(counted(1, "value"), "1 value");
  EXPECT_EQ(counted(2, "value"), "2 values");
}

TEST(Utc, TurnsZonesIntoUtc) {
  EXPECT_EQ(in_utc("2024-01-31 10:00:00+02:00"), "2024-01-31 08:00:00");
  EXPECT_EQ(in_utc("2024-01-01 00:30:00.25+01"), "2023-12-31 23:30:00.25");
  EXPECT_EQ(in_utc("2024-02-28T23:30:00-01:00"), "2024-02-29 00:30:00");
  EXPECT_EQ(in_utc("2024-01-31 10:00:00Z"), "2024-01-31 10:00:00");
  EXPECT_EQ(in_utc("2024-01-31 10:00:00"), "2024-01-31 10:00:00");
  EXPECT_EQ(in_utc("tomorrow"), "tomorrow");
}

}  // namespace
}  // namespace migc
