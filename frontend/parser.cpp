// The one production file that includes PEGTL: drives the grammar and fills the flat tree by control
// hooks, so that whatever the parser backtracks over or recovers from leaves nothing behind.
#include <algorithm>

#include "frontend/syntax.h"
#include "grammar/messages.h"
#include "support/text.h"

namespace migc {

namespace {

constexpr std::size_t max_depth = 256;
constexpr std::size_t max_errors = 20;

template <typename Rule>
struct node_kind {
  static constexpr bool makes_node = false;
};
#define NODE(name)                           \
  template <>                                \
  struct node_kind<grammar::name> {          \
    static constexpr bool makes_node = true; \
    static constexpr Kind kind = Kind::name; \
  };
#include "frontend/syntax.def"
#undef NODE

// The rules that recursion passes through.
template <typename Rule>
inline constexpr bool recursive =
    std::is_same_v<Rule, grammar::expression> || std::is_same_v<Rule, grammar::statement_list> ||
    std::is_same_v<Rule, grammar::element_list> || std::is_same_v<Rule, grammar::member_list> ||
    std::is_same_v<Rule, grammar::type>;

struct State {
  Syntax& syntax;
  Diagnostics& diagnostics;
  std::string_view text;
  std::vector<std::uint32_t> open;  // nodes that are being parsed
  std::size_t depth = 0;
  std::uint32_t unit_begin = 0;  // where the string, comment, … that is being read begins, after its mark
  std::uint32_t last_error = 0xffffffff;

  // The end of the last token before `at`: without the gap that ends there.
  std::uint32_t token_end(std::uint32_t at) {
    auto& gaps = syntax.gaps;
    while (!gaps.empty() && gaps.back().end > at) gaps.pop_back();
    return !gaps.empty() && gaps.back().end == at ? gaps.back().begin : at;
  }
  void add_gap(std::uint32_t begin, std::uint32_t end) {
    auto& gaps = syntax.gaps;
    while (!gaps.empty() && gaps.back().end > begin) gaps.pop_back();
    if (end > begin) gaps.push_back({begin, end});
  }
};

// What stands at `at`, for "found …".
std::string found_text(std::string_view text, std::size_t at) {
  if (at >= text.size()) return "the end of the file";
  const char* begin = text.data() + at;
  const char* end = begin;
  const auto is_word = [](char c) {
    return grammar::scan::is_word(c) || static_cast<unsigned char>(c) >= 0x80;
  };
  while (end < text.data() + text.size() && is_word(*end) && end - begin < 40) ++end;
  while (end < text.data() + text.size() && (static_cast<unsigned char>(*end) & 0xC0) == 0x80) ++end;
  if (end != begin) return fmt::format("'{}'", std::string_view(begin, end - begin));
  if (*begin == '\'') return "a string";
  if (*begin == '"') return "a quoted name";
  if (*begin == '\n' || *begin == '\r') return "the end of the line";
  if (static_cast<unsigned char>(*begin) < 0x20) return "a control character";
  return fmt::format("'{}'", *begin);
}

Span token_span(const State& state, std::size_t at) {
  std::size_t end = at;
  const auto is_word = [](char c) {
    return grammar::scan::is_word(c) || static_cast<unsigned char>(c) >= 0x80;
  };
  while (end < state.text.size() && is_word(state.text[end])) ++end;
  if (end == at && at < state.text.size()) end = at + 1;
  return {state.syntax.file, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
}

// Reports a syntax error, one per place and at most max_errors, and leaves the unit.
template <typename Report>
[[noreturn]] void fail(State& state, std::uint32_t at, Report report) {
  if (state.last_error != at && state.syntax.errors <= max_errors) {
    state.last_error = at;
    if (++state.syntax.errors > max_errors)
      state.diagnostics.report(diag::too_many_errors, token_span(state, at));
    else
      report();
  }
  throw grammar::SyntaxError{};
}

template <typename Rule>
inline constexpr bool ends_unit =
    std::is_same_v<Rule, grammar::string_rest> || std::is_same_v<Rule, grammar::quoted_name_rest> ||
    std::is_same_v<Rule, grammar::message_rest> || std::is_same_v<Rule, grammar::block_comment_rest> ||
    std::is_same_v<Rule, grammar::dollar_rest>;

template <typename Rule>
struct Control : tao::pegtl::normal<Rule> {
  static constexpr bool enable =
      node_kind<Rule>::makes_node || recursive<Rule> || ends_unit<Rule> || std::is_same_v<Rule, grammar::ws>;

  template <typename Input>
  static void start(const Input& in, State& state) {
    const auto at = static_cast<std::uint32_t>(in.byte());
    if constexpr (recursive<Rule>) {
      if (state.depth >= max_depth)
        fail(state, at,
             [&] { state.diagnostics.report(diag::nested_too_deeply, token_span(state, at), max_depth); });
      ++state.depth;
    }
    if constexpr (node_kind<Rule>::makes_node) {
      state.open.push_back(static_cast<std::uint32_t>(state.syntax.nodes.size()));
      state.syntax.nodes.push_back({node_kind<Rule>::kind, 0, at, at});
    }
    if constexpr (std::is_same_v<Rule, grammar::ws>) state.open.push_back(at);
    if constexpr (ends_unit<Rule>) state.unit_begin = at;
  }

  template <typename Input>
  static void success(const Input& in, State& state) {
    const auto at = static_cast<std::uint32_t>(in.byte());
    if constexpr (recursive<Rule>) --state.depth;
    if constexpr (node_kind<Rule>::makes_node) {
      const std::uint32_t index = state.open.back();
      state.open.pop_back();
      Node& node = state.syntax.nodes[index];
      node.size = static_cast<std::uint32_t>(state.syntax.nodes.size()) - index;
      node.end = std::max(node.begin, state.token_end(at));
    }
    if constexpr (std::is_same_v<Rule, grammar::ws>) {
      state.add_gap(state.open.back(), at);
      state.open.pop_back();
    }
  }

  template <typename Input>
  static void failure(const Input&, State& state) {
    if constexpr (recursive<Rule>) --state.depth;
    if constexpr (node_kind<Rule>::makes_node) state.syntax.nodes.resize(state.open.back());
    if constexpr (node_kind<Rule>::makes_node || std::is_same_v<Rule, grammar::ws>) state.open.pop_back();
  }

  template <typename Input>
  static void unwind(const Input& in, State& state) {
    failure(in, state);
  }

  template <typename Input>
  [[noreturn]] static void raise(const Input& in, State& state) {
    static_assert(grammar::expected<Rule> != nullptr,
                  "this rule is a must: grammar/messages.h needs to say what it expects");
    auto at = static_cast<std::uint32_t>(in.byte());
    Diagnostics& diagnostics = state.diagnostics;
    if constexpr (ends_unit<Rule>) {
      fail(state, at, [&] {
        // Back over the mark that began it: one quote, two characters of a comment, a dollar tag.
        std::uint32_t begin = state.unit_begin - 1;
        if (std::is_same_v<Rule, grammar::block_comment_rest>) --begin;
        if (std::is_same_v<Rule, grammar::dollar_rest>)
          begin = static_cast<std::uint32_t>(state.text.rfind('$', begin - 1));
        diagnostics.report(diag::unterminated, Span{state.syntax.file, begin, state.unit_begin},
                           grammar::expected<Rule>);
      });
    }
    while (at < state.text.size() && (state.text[at] == ' ' || state.text[at] == '\n' ||
                                      state.text[at] == '\t' || state.text[at] == '\r'))
      ++at;  // where rules stop inside a token's white space
    const std::string found = found_text(state.text, at);
    const std::uint32_t end_of_last = state.token_end(at);
    const bool on_a_later_line =
        state.text.substr(end_of_last, at - end_of_last).find('\n') != std::string_view::npos;
    constexpr bool closes = std::is_same_v<Rule, grammar::element_end> ||
                            std::is_same_v<Rule, grammar::list_end> || std::is_same_v<Rule, grammar::rpar>;
    if (std::is_same_v<Rule, grammar::statement_end> || (closes && on_a_later_line)) {
      // What ends something is missed where that ends, not where the next thing begins.
      const std::uint32_t end = end_of_last;
      fail(state, end, [&] {
        diagnostics.report(diag::expected, Span{state.syntax.file, end, end}, grammar::expected<Rule>, found);
      });
    }
    if constexpr (std::is_same_v<Rule, grammar::element_open>) {
      // `unique boolean …`: the author meant a column of that name.
      std::string element;
      std::uint32_t end = state.token_end(at);
      for (int i = 0; i < 2; ++i) {
        std::uint32_t begin = end;
        while (begin > 0 && grammar::scan::is_word(state.text[begin - 1])) --begin;
        const std::string word = to_lower(state.text.substr(begin, end - begin));
        if (word == "unique" || word == "check" || word == "index" || word == "exclude") element = word;
        end = begin;
        while (end > 0 && (state.text[end - 1] == ' ' || state.text[end - 1] == '\t')) --end;
      }
      if (!element.empty())
        fail(state, at, [&] {
          diagnostics.report(diag::word_is_an_element, token_span(state, at), element, found)
              .fix(fmt::format("a column of that name is written in quotes: \"{}\"", element));
        });
    }
    if constexpr (std::is_same_v<Rule, grammar::any_constraint> ||
                  std::is_same_v<Rule, grammar::any_attribute>) {
      fail(state, at, [&] {
        diagnostics.report(diag::expected, token_span(state, at), grammar::expected<Rule>, found)
            .fix("a column called constraint is written in quotes: \"constraint\"");
      });
    }
    fail(state, at, [&] {
      auto& report =
          diagnostics.report(diag::expected, token_span(state, at), grammar::expected<Rule>, found);
      if (at < state.text.size() && static_cast<unsigned char>(state.text[at]) >= 0x80)
        report.fix("a name with letters beyond a to z is written in double quotes");
      const char first = at < state.text.size() ? state.text[at] : ' ';
      if ((first == '`' || first == '[' || first == '\'') &&
          std::string_view(grammar::expected<Rule>).find("name") != std::string_view::npos)
        report.fix("a name stands in double quotes, where it needs any");
    });
  }
};

}  // namespace

std::string_view kind_name(Kind kind) {
  switch (kind) {
#define NODE(name) \
  case Kind::name: \
    return #name;
#include "frontend/syntax.def"
#undef NODE
  }
  return {};
}

Syntax parse(FileId file, const Sources& sources, Diagnostics& diagnostics) {
  Syntax syntax;
  syntax.file = file;
  const std::string& text = sources[file].text;
  State state{syntax, diagnostics, text, {}};
  tao::pegtl::memory_input<tao::pegtl::tracking_mode::lazy> in(text, "");
  try {
    // A failure of the whole is a unit that recovery could not pass: it has been reported.
    (void)tao::pegtl::parse<grammar::file, tao::pegtl::nothing, Control>(in, state);
  } catch (const grammar::SyntaxError&) {
    // Reported: white space before the first statement had no end.
  }
  return syntax;
}

std::vector<Cursor> statements(const Syntax& syntax, const Sources& sources) {
  std::vector<Cursor> list;
  for (std::uint32_t i = 0; i < syntax.nodes.size(); i += syntax.nodes[i].size)
    list.emplace_back(syntax, sources, i);
  return list;
}

std::string print_syntax(const Syntax& syntax, const Sources& sources) {
  std::string out;
  std::vector<std::uint32_t> ends;
  for (std::uint32_t i = 0; i < syntax.nodes.size(); ++i) {
    const Node& node = syntax.nodes[i];
    while (!ends.empty() && ends.back() <= i) ends.pop_back();
    out += fmt::format("{:{}}{}", "", ends.size() * 2, kind_name(node.kind));
    if (node.size == 1) {
      std::string_view text = sources.text({syntax.file, node.begin, node.end});
      out += fmt::format(" {}", text.substr(0, text.find('\n')));
    }
    out += '\n';
    ends.push_back(i + node.size);
  }
  return out;
}

}  // namespace migc
