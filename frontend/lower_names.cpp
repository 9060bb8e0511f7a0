// Names, literals, dialects, types, options, carried comments.
#include <algorithm>
#include <charconv>

#include "frontend/lowering.h"
#include "support/text.h"

namespace migc {

namespace {

constexpr std::size_t longest_name = 255;

// 'it''s' → it's
std::string undouble(std::string_view text, char quote) {
  std::string value;
  for (std::size_t i = 0; i < text.size(); ++i) {
    value += text[i];
    if (text[i] == quote && i + 1 < text.size() && text[i + 1] == quote) ++i;
  }
  return value;
}

// The option keys of each dialect (rule G10): a closed list.
struct OptionKey {
  Dialect dialect;
  std::string_view what;
  std::string_view key;
};
constexpr OptionKey option_keys[] = {
    {Dialect::postgres, "a table", "fillfactor"},  {Dialect::postgres, "an index", "fillfactor"},
    {Dialect::mysql, "a table", "engine"},         {Dialect::mysql, "a table", "charset"},
    {Dialect::mysql, "a table", "collate"},        {Dialect::mysql, "a table", "row_format"},
    {Dialect::mysql, "a column", "charset"},       {Dialect::mysql, "a column", "collate"},
    {Dialect::sqlite, "a table", "strict"},        {Dialect::sqlite, "a table", "without_rowid"},
};

}  // namespace

Ident Lowering::name(Cursor node) {
  std::string_view text = node.text();
  const bool quoted = node.kind() == Kind::quoted_name;
  if (quoted) text = text.substr(1, text.size() - 2);
  if (text.size() > longest_name) {
    Span span = node.span();
    span.end = span.begin + 40;
    report(diag::name_too_long, span, longest_name, text.size());
    text = cut_utf8(text, longest_name);
  }
  if (quoted && text.find('"') != std::string_view::npos)
    return {Name(undouble(text, '"'), true), node.span()};
  return {Name(text, quoted), node.span()};
}

TableName Lowering::table_name(Cursor node) {
  TableName table;
  table.span = node.span();
  for (Cursor part : node) {
    if (!table.name.empty()) table.schema = table.name;
    table.name = name(part).name;
  }
  return table;
}

std::vector<Ident> Lowering::names(Cursor list) {
  std::vector<Ident> idents;
  for (Cursor child : list)
    if (child.kind() == Kind::word || child.kind() == Kind::quoted_name) idents.push_back(name(child));
  return idents;
}

std::string Lowering::string_value(Cursor node) {
  const std::string_view text = node.text();
  if (node.kind() == Kind::dollar_text) {
    const std::size_t mark = text.find('$', 1) + 1;
    return std::string(text.substr(mark, text.size() - 2 * mark));
  }
  return undouble(text.substr(1, text.size() - 2), text.front());
}

std::optional<long long> Lowering::integer(Cursor node, long long most) {
  const std::string_view text = node.text();
  long long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || value > most) {
    report(diag::bad_number, node.span(), std::string(text.substr(0, 40)))
        .note(fmt::format("at most {}", most));
    return std::nullopt;
  }
  return value;
}

DialectSet Lowering::dialects(const std::vector<Cursor>& names) {
  DialectSet set;
  for (Cursor node : names) {
    const auto dialect = find_dialect(to_lower(node.text()));
    if (dialect) {
      set.add(*dialect);
      continue;
    }
    auto& diagnostic = report(diag::unknown_dialect, node.span(), std::string(node.text().substr(0, 40)));
    if (const auto near = nearest(node.text(), dialect_names()); !near.empty())
      diagnostic.fix(fmt::format("did you mean {}?", near));
    else
      diagnostic.note("the dialects are postgres, mysql, mariadb and sqlite");
  }
  return set;
}

Type Lowering::type(Cursor node) {
  std::string words;
  bool zone = false;
  std::vector<int> parameters;
  Span name_span = node.span();
  for (Cursor child : node) {
    switch (child.kind()) {
      case Kind::type_name: {
        // `double   precision` is one name, however it is laid out
        for (Cursor word : child) words = to_lower(word.text());
        const std::string rest = to_lower(child.text());
        if (rest.ends_with("precision") && rest != words) words += " precision";
        if (rest.ends_with("varying") && rest != words) words += " varying";
        name_span = child.span();
        break;
      }
      case Kind::integer_literal:
        if (const auto value = integer(child, 1'000'000'000)) parameters.push_back(static_cast<int>(*value));
        break;
      case Kind::with_time_zone: zone = true; break;
      default: break;
    }
  }
  Type type;
  const auto kind = find_type(words);
  if (!kind) {
    auto& diagnostic = report(diag::unknown_type, name_span, words.substr(0, 40));
    if (const auto instead = refused_type(words); !instead.empty())
      diagnostic.fix(fmt::format("write {}", instead));
    else if (const auto near = nearest(words, type_names()); !near.empty())
      diagnostic.fix(fmt::format("did you mean {}?", near));
    return type;
  }
  type.kind = zone && *kind == TypeKind::timestamp ? TypeKind::timestamptz : *kind;
  if (!parameters.empty()) type.size = parameters[0];
  if (parameters.size() > 1) type.scale = parameters[1];
  if (std::string wrong = check_parameters(type, parameters.size()); !wrong.empty()) {
    report(diag::bad_type_parameter, node.span(), wrong);
    type.size.reset();
    type.scale.reset();
  }
  // Left out means the same as written out: one type has one form.
  const Family f = family(type.kind);
  if ((f == Family::Time || f == Family::Timestamp || f == Family::TimestampTz) && type.size == 6)
    type.size.reset();
  if (type.kind == TypeKind::decimal && type.scale == 0) type.scale.reset();
  if ((type.kind == TypeKind::char_ || type.kind == TypeKind::binary) && !type.size) type.size = 1;
  return type;
}

void Lowering::options(Cursor node, std::string_view what, std::vector<Option>& out) {
  std::optional<Dialect> dialect;
  for (Cursor child : node) {
    if (child.kind() == Kind::dialect_name) {
      const auto list = dialects({child}).list();
      if (!list.empty()) dialect = list.front();
    } else if (child.kind() == Kind::option && dialect) {
      Option option = this->option(child, *dialect);
      const std::string key = to_lower(option.key.name.str());
      std::vector<std::string_view> known;
      // A dialect that derives from another one has its options.
      for (const OptionKey& k : option_keys)
        if (k.what == what && (k.dialect == *dialect || k.dialect == dialect_parent(*dialect)))
          known.push_back(k.key);
      if (std::find(known.begin(), known.end(), key) == known.end()) {
        auto& diagnostic =
            report(diag::unknown_option, option.key.span, dialect_name(*dialect), key.substr(0, 40), what);
        if (const auto near = nearest(key, known); !near.empty())
          diagnostic.fix(fmt::format("did you mean {}?", near));
        continue;
      }
      option.key.name = Name(key);
      out.push_back(std::move(option));
    }
  }
}

Option Lowering::option(Cursor node, Dialect dialect) {
  Option option;
  option.dialect = dialect;
  bool first = true;
  for (Cursor child : node) {
    if (first) {
      option.key = name(child);
      first = false;
      continue;
    }
    option.is_string = child.kind() == Kind::string_literal;
    option.value = option.is_string ? string_value(child) : std::string(child.text());
  }
  return option;
}

// The comment that stands right above a node, with no blank line between: its text, without the marks.
std::string Lowering::comment_above(Cursor node) const {
  const auto gap = std::lower_bound(syntax_.gaps.begin(), syntax_.gaps.end(), node.node().begin,
                                    [](const Gap& g, std::uint32_t end) { return g.end < end; });
  if (gap == syntax_.gaps.end() || gap->end != node.node().begin) return {};
  std::string_view text = sources_.text({syntax_.file, gap->begin, gap->end});
  std::vector<std::string_view> lines;
  while (true) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t'))
      line.remove_suffix(1);
    while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
    lines.push_back(line);
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  if (!lines.back().empty()) return {};  // something stands on the node's own line
  lines.pop_back();
  // What follows the token before on its line belongs to that token.
  const std::size_t first = gap->begin == 0 ? 0 : 1;
  std::vector<std::string> comment;
  bool in_block = false;
  for (std::size_t i = lines.size(); i > first; --i) {
    std::string_view line = lines[i - 1];
    if (!in_block && line.starts_with("--")) {
      line.remove_prefix(2);
    } else if (in_block || line.ends_with("*/")) {
      in_block = line.find("/*") == std::string_view::npos;
      if (line.ends_with("*/")) line.remove_suffix(2);
      if (line.starts_with("/*")) line.remove_prefix(2);
      else if (line.starts_with("*")) line.remove_prefix(1);
      while (line.ends_with(' ')) line.remove_suffix(1);
    } else {
      break;
    }
    if (line.starts_with(' ')) line.remove_prefix(1);
    if (!in_block && line.empty() && comment.empty()) continue;
    comment.emplace_back(line);
  }
  std::string joined;
  for (auto line = comment.rbegin(); line != comment.rend(); ++line)
    joined += (joined.empty() ? "" : "\n") + *line;
  return joined;
}

}  // namespace migc
