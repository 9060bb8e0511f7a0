// Literals and operators.
#include <algorithm>

#include "backends/oracle/oracle.h"
#include "support/text.h"

namespace migc {

namespace {

// "Datetime Literals": a timestamp has its seconds, and a zone stands apart.
std::string whole_moment(std::string text) {
  if (text.size() > 10 && (text[10] == 'T' || text[10] == 't')) text[10] = ' ';
  if (text.size() == 10) return text + " 00:00:00";
  if (text.size() == 16) return text + ":00";
  return text;
}

// "Text Literals": at most 4000 bytes; and a line of SQL*Plus is no longer than 2499 characters.
constexpr std::size_t longest_text = 1000;
constexpr std::size_t longest_varchar = 4000;

// A longer one is joined of parts, and is a clob where it is longer than a varchar2.
void in_parts(SqlWriter& out, std::string_view text) {
  const bool large = text.size() > longest_varchar;
  bool first = true;
  do {
    std::string_view part = cut_utf8(text, longest_text);
    const std::size_t end = part.find('\n');
    if (end != std::string_view::npos) part = part.substr(0, std::max<std::size_t>(end, 1));
    if (!first) out.words("||");
    if (part == "\n")
      out.words("chr(10)");
    else if (first && large)
      out.call("to_clob").string(part).close();
    else
      out.string(part);
    text.remove_prefix(part.size());
    first = false;
  } while (!text.empty());
}

}  // namespace

void Oracle::moment(SqlWriter& out, const std::string& text, Family of) const {
  switch (of) {
    case Family::Date:
      out.words("date").string(text);
      return;
    case Family::Timestamp:
      out.words("timestamp").string(whole_moment(text));
      return;
    case Family::TimestampTz:
      out.words("timestamp").string(whole_moment(in_utc(text)) + " +00:00");
      return;
    case Family::Any:
    case Family::Boolean:
    case Family::Integer:
    case Family::Decimal:
    case Family::Float:
    case Family::Text:
    case Family::Binary:
    case Family::Time:
    case Family::Interval:
    case Family::Json:
    case Family::Xml:
    case Family::Enum:
    case Family::Array:
      break;
    case Family::Uuid:
      out.string(to_lower(text));
      return;
  }
  in_parts(out, text);
}

void Oracle::string_literal(SqlWriter& out, const Expr& expr) const {
  const bool joined = expr.text.size() > longest_text || expr.text.find('\n') != std::string::npos;
  if (joined) out.open();
  moment(out, expr.text, expr.derived.family);
  if (joined) out.close();
}

void Oracle::typed_literal(SqlWriter& out, const Expr& expr) const {
  const Family of = family(expr.type);
  if (of == Family::Json && since(21)) {
    out.call("json");
    in_parts(out, expr.text);
    out.close();
  } else if (of == Family::Xml) {
    out.call("xmltype");
    in_parts(out, expr.text);
    out.close();
  } else {
    moment(out, expr.text, of);
  }
}

void Oracle::bytes(SqlWriter& out, std::string_view hex) const {
  out.call("hextoraw");
  in_parts(out, hex);
  out.close();
}

void Oracle::limit_behind(SqlWriter& out, const Select& select) const {
  if (!select.limit.empty()) out.words("fetch first").number(select.limit).words("rows only");
}

void Oracle::unless_null(SqlWriter& out, const std::vector<Expr>& args, const std::string& spelling) const {
  std::string conditions;
  for (const Expr& arg : args) {
    if (is_literal(arg)) continue;
    const std::string condition = spelled(arg, precedence_comparison + 1) + " is not null";
    if (conditions.find(condition) == std::string::npos)
      conditions += (conditions.empty() ? "" : " and ") + condition;
  }
  out.words(conditions.empty() ? spelling : fmt::format("case when {} then {} end", conditions, spelling));
}

// `||` takes null for an empty text ("Concatenation Operator").
void Oracle::concat(SqlWriter& out, const Expr& expr) const {
  SqlWriter joined = writer();
  Backend::concat(joined, expr);
  unless_null(out, expr.args, joined.take());
}

// There is no escape character unless it is named ("LIKE Condition"), and what follows it has to be a mark or itself
// (ORA-01424).
void Oracle::like(SqlWriter& out, const Expr& expr) const {
  expression(out, expr.args[0], precedence_comparison + 1);
  out.words(expr.negated ? "not like" : "like");
  const Expr& pattern = expr.args[1];
  if (pattern.kind != ExprKind::String) {
    expression(out, pattern, precedence_comparison + 1);
    out.words(R"(escape '\')");
    return;
  }
  std::string text;
  bool escaped = false;
  for (std::size_t i = 0; i < pattern.text.size(); ++i) {
    const char c = pattern.text[i];
    const char next = i + 1 < pattern.text.size() ? pattern.text[i + 1] : '\0';
    if (c == '\\' && next != '%' && next != '_' && next != '\\') {
      if (next == '\0') text += R"(\\)";
      escaped = escaped || next == '\0';
      continue;
    }
    text += c;
    if (c != '\\') continue;
    text += next;
    escaped = true;
    ++i;
  }
  out.string(text);
  if (escaped) out.words(R"(escape '\')");
}

void Oracle::divide(SqlWriter& out, const Expr& expr) const {
  const bool whole = expr.derived.family == Family::Integer;
  if (whole) out.call("trunc");
  Backend::divide(out, expr);
  if (whole) out.close();
}

void Oracle::modulo(SqlWriter& out, const Expr& expr) const {
  const auto divisor = literal_integer(expr.args[1]);
  // "MOD": by zero it is the number itself; elsewhere it is an error.
  form(out, divisor && *divisor != 0 ? "mod($1, $2)" : "(mod($1, $2) + 0 / #2)", expr.args);
}

void Oracle::distinct_from(SqlWriter& out, const Expr& expr) const {
  // "DECODE": two nulls are equal.
  form(out, expr.negated ? "decode($1, $2, 1, 0) = 1" : "decode($1, $2, 0, 1) = 1", expr.args);
}

void Oracle::current(SqlWriter& out, const Expr& expr) const {
  if (expr.text == "date")
    out.words("trunc(current_date)");  // it has the time of day
  else if (expr.text == "user")
    out.words("user");
  else
    out.words("current_timestamp");
}

// A chain of looks is one path. A scalar is no json for json_query before 21, so it is taken out of the array that the
// wrapper makes ("JSON_QUERY").
void Oracle::json_get(SqlWriter& out, const Expr& expr) const {
  std::string path = "$";
  const Expr* of = &expr;
  std::vector<const Expr*> chain{of};
  while (of->args[0].kind == ExprKind::JsonGet && !of->args[0].as_text) chain.push_back(of = &of->args[0]);
  for (auto step = chain.rbegin(); step != chain.rend(); ++step) path += json_path(**step).substr(1);
  SqlWriter quoted = writer();
  const std::string json = spelled(of->args[0]);
  path = quoted.string(path).take();
  const std::string query = fmt::format("json_query({}, {} with wrapper)", json, path);
  const std::string inner = fmt::format("substr({0}, 2, length({0}) - 2)", query);
  if (expr.as_text)
    out.words(fmt::format("coalesce(json_value({0}, {1}), json_query({0}, {1}))", json, path));
  else
    out.words(since(21) ? fmt::format("json({})", inner) : inner);
}

}  // namespace migc
