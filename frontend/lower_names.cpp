// Names, literals, dialects, types, options, carried comments.
#include <algorithm>
#include <charconv>
#include <limits>

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

// The option keys of each dialect (rule G10): a closed list, and what their values are. Values end up in the SQL
// as they are, so nothing but a number or one word gets through.
enum class OptionKind : std::uint8_t { Number, Word, Flag };
struct OptionKey {
  Dialect dialect;
  std::string_view what;
  std::string_view key;
  OptionKind kind;
};
constexpr OptionKey option_keys[] = {
    {Dialect::postgres, "a table", "fillfactor", OptionKind::Number},
    {Dialect::postgres, "an index", "fillfactor", OptionKind::Number},
    {Dialect::mysql, "a table", "engine", OptionKind::Word},
    {Dialect::mysql, "a table", "charset", OptionKind::Word},
    {Dialect::mysql, "a table", "collate", OptionKind::Word},
    {Dialect::mysql, "a table", "row_format", OptionKind::Word},
    {Dialect::mysql, "a column", "charset", OptionKind::Word},
    {Dialect::mysql, "a column", "collate", OptionKind::Word},
    {Dialect::mssql, "an index", "online", OptionKind::Flag},
    {Dialect::sqlite, "a table", "strict", OptionKind::Flag},
    {Dialect::sqlite, "a table", "without_rowid", OptionKind::Flag},
};

// What is wanted instead of `value`; empty when it fits.
std::string_view wanted_value(OptionKind kind, std::string_view value) {
  const auto all = [&](auto fits) {
    return !value.empty() && value.size() < 64 && std::all_of(value.begin(), value.end(), fits);
  };
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto letter = [&](char c) {
    return digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  switch (kind) {
    case OptionKind::Number:
      return all(digit) ? "" : "a whole number";
    case OptionKind::Word:
      return all(letter) ? "" : "one word";
    case OptionKind::Flag:
      return value == "true" || value == "false" ? "" : "true or false";
  }
  return "";
}

}  // namespace

bool is_default_schema(Name schema) { return to_lower(schema.str()) == "public"; }

Ident Lowering::name(Cursor node) {
  std::string_view text = node.text();
  const bool quoted = node.kind() == Kind::quoted_name;
  if (quoted) text = text.substr(1, text.size() - 2);
  if (text.size() > longest_name) {
    Span span = node.span();
    span.end = span.begin + 40;
    report(diag::name_too_long, span, longest_name, text.size());
    text = cut_utf8(text, 60);  // so that no target complains about it too
  }
  if (text.empty()) {
    report(diag::empty_name, node.span());
    text = "_";
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
  if (is_default_schema(table.schema)) table.schema = Name();
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
  const std::vector<std::string_view> views = dialect_names();
  const std::vector<std::string> known(views.begin(), views.end());
  for (Cursor node : names) {
    const auto dialect = find_dialect(to_lower(node.text()));
    if (dialect) {
      set.add(*dialect);
      continue;
    }
    auto& diagnostic = report(diag::unknown_dialect, node.span(), std::string(node.text().substr(0, 40)));
    if (const auto near = nearest(node.text(), views); !near.empty())
      diagnostic.fix(fmt::format("did you mean {}?", near));
    else
      diagnostic.note(fmt::format("the dialects are {}", join_and(known)));
  }
  return set;
}

std::optional<long long> Lowering::signed_integer(Cursor node) {
  const bool negative = node.text().starts_with('-');
  for (Cursor digits : node) {
    const auto value = integer(digits, std::numeric_limits<long long>::max());
    return value && negative ? -*value : value;
  }
  return std::nullopt;
}

Type Lowering::native_type(Cursor node) {
  Type type;
  type.kind = TypeKind::native;
  auto native = std::make_shared<NativeType>();
  for (Cursor child : node) {
    if (child.kind() == Kind::native_else)
      for (Cursor other : child) {
        if (native->otherwise) report(diag::clause_twice, child.span(), "else");
        native->otherwise = this->type(other);
      }
    if (child.kind() != Kind::native_variant) continue;
    NativeType::Variant variant;
    for (Cursor part : child) {
      if (part.kind() == Kind::dialect_name) {
        const auto list = dialects({part}).list();
        if (!list.empty()) variant.dialect = list.front();
      } else {
        variant.text = string_value(part);
      }
    }
    native->variants.push_back(std::move(variant));
  }
  type.native = std::move(native);
  return type;
}

Type Lowering::type(Cursor node) {
  Type made;
  bool array = false;
  bool native = false;
  for (Cursor child : node) {
    array = array || child.kind() == Kind::mark_array;
    if (child.kind() != Kind::native_type) continue;
    made = native_type(child);
    native = true;
  }
  if (!native) made = plain_type(node);
  made.array = array;
  made.span = node.span();
  return made;
}

Type Lowering::plain_type(Cursor node) {
  std::string words;
  QualifiedName user;
  bool quoted = false;
  bool zone = false;
  bool without_zone = false;
  bool is_unsigned = false;
  std::vector<int> parameters;
  bool bad_parameter = false;
  Span name_span = node.span();
  for (Cursor child : node) {
    switch (child.kind()) {
      case Kind::type_name: {
        // `double   precision` is one name, however it is laid out
        for (Cursor word : child) {
          if (!user.name.empty()) user.schema = user.name;
          user.name = name(word).name;
          quoted = quoted || word.kind() == Kind::quoted_name;
          words = to_lower(word.text());
        }
        const std::string rest = to_lower(child.text());
        if (user.schema.empty() && !quoted && rest != words) {
          if (rest.ends_with("precision")) words += " precision";
          if (rest.ends_with("varying")) words += " varying";
        }
        name_span = child.span();
        break;
      }
      case Kind::integer_literal:
        if (const auto value = integer(child, 1'000'000'000))
          parameters.push_back(static_cast<int>(*value));
        else
          bad_parameter = true;
        break;
      case Kind::with_time_zone:
        zone = true;
        break;
      case Kind::without_time_zone:
        without_zone = true;
        break;
      case Kind::mark_unsigned:
        is_unsigned = true;
        break;
      default:
        break;
    }
  }
  Type type;
  const bool zoned = zone || without_zone;
  if (zoned && words != "timestamp" && !(words == "time" && without_zone)) {
    report(diag::bad_type_parameter, node.span(),
           fmt::format("'time zone' does not belong to {}", words.substr(0, 40)));
    return type;
  }
  const auto kind = quoted || !user.schema.empty() ? std::nullopt : find_type(words);
  if (!kind) {
    if (const auto instead = refused_type(words); !instead.empty() && !quoted && user.schema.empty()) {
      report(diag::unknown_type, name_span, words.substr(0, 40)).fix(fmt::format("write {}", instead));
      return type;
    }
    type.kind = TypeKind::user;  // whether there is such a type is for the history to say
    type.name = user;
    if (is_default_schema(user.schema)) type.name.schema = Name();
    type.name.span = name_span;
    if (!parameters.empty() || is_unsigned)
      report(diag::bad_type_parameter, node.span(),
             fmt::format("{} takes no parameters", words.substr(0, 40)));
    return type;
  }
  type.kind = zone && *kind == TypeKind::timestamp ? TypeKind::timestamptz : *kind;
  if (!parameters.empty()) type.size = parameters[0];
  if (parameters.size() > 1) type.scale = parameters[1];
  if (is_unsigned && family(type.kind) != Family::Integer) {
    report(diag::bad_type_parameter, node.span(), std::string("only integers are unsigned"));
    bad_parameter = true;
  }
  type.is_unsigned = is_unsigned && !bad_parameter;
  if (bad_parameter) return type;
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

void Lowering::options(Cursor node, std::string_view what, std::vector<Option>& out, bool change) {
  std::optional<Dialect> dialect;
  for (Cursor child : node) {
    if (child.kind() == Kind::dialect_name) {
      const auto list = dialects({child}).list();
      if (!list.empty()) dialect = list.front();
    } else if (child.kind() == Kind::option && dialect) {
      Option option = this->option(child, *dialect);
      const std::string key = to_lower(option.key.name.str());
      std::vector<std::string_view> known;
      const OptionKey* found = nullptr;
      // A dialect that derives from another one has its options.
      for (const OptionKey& k : option_keys) {
        if (k.what != what || (k.dialect != *dialect && k.dialect != dialect_parent(*dialect))) continue;
        known.push_back(k.key);
        if (k.key == key) found = &k;
      }
      if (found && !(change && option.removes())) {
        if (const auto wanted = wanted_value(found->kind, option.value); !wanted.empty()) {
          report(diag::bad_option_value, child.span(), option.value.substr(0, 40), key, wanted);
          continue;
        }
      }
      if (std::find(known.begin(), known.end(), key) == known.end()) {
        auto& diagnostic =
            report(diag::unknown_option, option.key.span, dialect_name(*dialect), key.substr(0, 40), what);
        if (const auto near = nearest(key, known); !near.empty())
          diagnostic.fix(fmt::format("did you mean {}?", near));
        continue;
      }
      option.key.name = Name(key);
      if (std::any_of(out.begin(), out.end(), [&](const Option& other) {
            return other.dialect == option.dialect && other.key == option.key;
          })) {
        report(diag::clause_twice, option.key.span, key);
        continue;
      }
      out.push_back(std::move(option));
    }
  }
  sort_options(out);
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
      if (line.starts_with("/*"))
        line.remove_prefix(2);
      else if (line.starts_with("*"))
        line.remove_prefix(1);
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
