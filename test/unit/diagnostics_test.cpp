#include "support/diagnostics.h"

#include <gtest/gtest.h>

#include <set>

namespace migc {
namespace {

TEST(Diagnostics, CodesAndNamesAreUnique) {
  std::set<std::string_view> codes, names;
  for (const DiagnosticInfo& info : diagnostic_infos()) {
    EXPECT_TRUE(codes.insert(info.code).second) << info.code;
    EXPECT_TRUE(names.insert(info.name).second) << info.name;
    EXPECT_EQ(info.code.size(), 4u);
    EXPECT_EQ(info.code[0], 'M');
    EXPECT_FALSE(info.message.ends_with('.')) << info.message;
  }
}

TEST(Diagnostics, TheSameAtTheSamePlaceIsKeptOnce) {
  Diagnostics diagnostics;
  diagnostics.report(diag::no_columns, Span{0, 1, 2});
  diagnostics.report(diag::no_columns, Span{0, 1, 2}).note("lost with the repetition");
  diagnostics.report(diag::no_columns, Span{0, 3, 4});
  EXPECT_EQ(diagnostics.all().size(), 2u);
  EXPECT_EQ(diagnostics.errors(), 3u);  // who found it again has to know
}

TEST(Sources, LinesAndColumns) {
  Sources sources;
  const FileId file = sources.add("a.mig", "one\r\ntwo\n\nfour");
  EXPECT_EQ(sources.line_column(file, 0).line, 1u);
  EXPECT_EQ(sources.line_column(file, 5).line, 2u);
  EXPECT_EQ(sources.line_column(file, 7).column, 3u);
  EXPECT_EQ(sources.line(file, 1), "one");
  EXPECT_EQ(sources.line(file, 3), "");
  EXPECT_EQ(sources.line(file, 4), "four");
}

}  // namespace
}  // namespace migc
