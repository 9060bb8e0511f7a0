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

TEST(Diagnostics, ARuleHasTheLevelThatIsSet) {
  Diagnostics diagnostics;
  diagnostics.report(diag::no_effect, Span{0, 1, 2}, "x");
  EXPECT_EQ(diagnostics.errors(), 0u);
  diagnostics.set_level(DiagnosticId::no_effect, Level::off);
  diagnostics.report(diag::no_effect, Span{0, 3, 4}, "x");
  EXPECT_EQ(diagnostics.all().size(), 1u);
  diagnostics.set_level(DiagnosticId::no_effect, Level::error);
  diagnostics.report(diag::no_effect, Span{0, 5, 6}, "x");
  EXPECT_EQ(diagnostics.errors(), 1u);
  EXPECT_EQ(diagnostics.all().back().severity, Severity::error);
}

TEST(Diagnostics, TheInnermostAllowanceIsOfUse) {
  Diagnostics diagnostics;
  const auto allow = [&](FileId file, std::uint32_t begin, std::uint32_t end) {
    diagnostics.allow({DiagnosticId::no_effect, "why", {file, begin, begin + 1}, {file, begin, end}, false});
  };
  allow(0, 0, 100);
  allow(0, 10, 40);
  allow(0, 20, 30);
  allow(0, 50, 60);
  allow(0, 200, 300);
  allow(1, 0, 100);
  const auto used = [&](const DiagnosticKind<std::string>& kind, Span span) -> std::string {
    const std::size_t shown = diagnostics.all().size();
    std::string before, changed;
    for (const Allowance& allowance : diagnostics.allowances()) before += allowance.used ? '1' : '0';
    diagnostics.report(kind, span, "x");
    for (std::size_t i = 0; i < before.size(); ++i)
      if (diagnostics.allowances()[i].used != (before[i] == '1')) changed += std::to_string(i);
    return diagnostics.all().size() > shown ? "shown" : changed;
  };
  EXPECT_EQ(used(diag::no_effect, {0, 22, 24}), "2");
  EXPECT_EQ(used(diag::no_effect, {0, 32, 34}), "1");  // behind one that ends before
  EXPECT_EQ(used(diag::no_effect, {0, 25, 35}), "");   // 1 again: 2 does not cover all of it
  EXPECT_EQ(used(diag::no_effect, {0, 70, 100}), "0");
  EXPECT_EQ(used(diag::no_effect, {0, 100, 101}), "shown");
  EXPECT_EQ(used(diag::no_effect, {0, 250, 301}), "shown");
  EXPECT_EQ(used(diag::no_effect, {2, 22, 24}), "shown");
  EXPECT_EQ(used(diag::unused_allow, {0, 22, 24}), "shown");
  EXPECT_EQ(diagnostics.errors(), 0u);
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
