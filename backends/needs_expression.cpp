// What types and expressions need.
#include <algorithm>

#include "backends/boolean.h"
#include "backends/needs.h"

namespace migc {

namespace {

// A cast between texts and moments reads datestyle and time zone ("Date/Time Types"), one between texts and bytes
// the encoding.
bool depends_on_setting(Family from, Family to) {
  // A time is written alike under all settings, and yet not read so.
  if (to == Family::Text)
    return (is_moment(from) && from != Family::Time) || from == Family::Interval || from == Family::Binary ||
           from == Family::Enum;
  return from == Family::Text && (is_moment(to) || to == Family::Interval || to == Family::Binary ||
                                  to == Family::Xml || to == Family::Enum);
}

// A text grows to 256 times of what was written.
constexpr int most_nested = 8;

bool is_part_of_moment(Function function) {
  return function == Function::year_ || function == Function::month_ || function == Function::day_ ||
         function == Function::hour_ || function == Function::minute_ || function == Function::second_;
}

// SQLite splits in JSON, where these characters can be part of an escape.
bool splits_at_letter(std::string_view separator) {
  const auto control = [](char c) { return static_cast<unsigned char>(c) < ' '; };
  const char first = separator.front();
  return (first >= '0' && first <= '9') || (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') ||
         separator.find_first_of("\"\\") != std::string_view::npos ||
         std::any_of(separator.begin(), separator.end(), control);
}

}  // namespace

void NeedsCollector::use(Feature feature, Span span) {
  needs.features.push_back({feature, span.known() ? span : statement_.span});
}

void NeedsCollector::name(const TableName& table) {
  if (!table.schema.empty()) use(Feature::schema_name, table.span);
}

void NeedsCollector::type(const Type& type, Span span) {
  needs.types.push_back({&type, type.span.known() ? type.span : span});
  if (type.array) use(Feature::array_type, span);
  if (type.is_unsigned) use(Feature::unsigned_type, span);
  if (type.kind == TypeKind::time) use(Feature::time_type, span);
  if (type.kind == TypeKind::interval) use(Feature::interval_type, span);
  if (family(type) == Family::Json) use(Feature::json_type, span);
  if (!type.name.schema.empty()) name(type.name);
  const Domain* domain = type.user ? type.user->domain() : nullptr;
  if (domain) this->type(domain->base, span);
  if (domain && !domain->checks.empty()) use(Feature::domain_check, span);
}

void NeedsCollector::settled(const Expr& expr, Kept kept) {
  for_each(expr, [&](const Expr& e) {
    const bool joined = e.kind == ExprKind::Call && e.function == Function::concat_;
    if (e.kind == ExprKind::Cast || joined) {
      const Family to = joined ? Family::Text : family(e.type);
      for (const Expr& arg : e.args) {
        const Family from = arg.derived.family;
        if (from == Family::TimestampTz && to != from) use(Feature::settled_zone, e.span);
        if (kept == Kept::Check || arg.kind == ExprKind::String || !depends_on_setting(from, to)) continue;
        const bool clock = from == Family::Text && to != Family::Date && is_moment(to);
        use(clock && kept == Kept::Stored ? Feature::settled_moment : Feature::settled_cast, e.span);
      }
    }
    if (e.kind == ExprKind::Call && is_part_of_moment(e.function) &&
        e.args[0].derived.family == Family::TimestampTz)
      use(Feature::settled_zone, e.span);
  });
}

void NeedsCollector::expression(const Expr& root) {
  // What an expression is as a whole, no other one has as a part.
  if (is_empty_text(root)) use(Feature::empty_text, root.span);
  for_each(root, [&](const Expr& e) { part(e); });
  if (nested_conditions(root) > most_nested) use(Feature::nested_conditions, root.span);
  comparisons(root);
}

void NeedsCollector::select(const Select& query) {
  name(query.from.table);
  for (const Select::Join& join : query.joins) name(join.table.table);
  for_each(query, [&](const Expr& e) { part(e); });
  if (nested_conditions(query) > most_nested) use(Feature::nested_conditions, query.span);
  comparisons(query);
}

void NeedsCollector::empty_text(const Expr& e) {
  const bool call = e.kind == ExprKind::Call;
  for (std::size_t i = 0; i < e.args.size(); ++i) {
    if (!is_empty_text(e.args[i])) continue;
    // Nothing is put in its place, nothing is joined, and nothing is equal to it.
    const bool harmless =
        call && ((e.function == Function::replace_ && i == 2) ||
                 (e.function == Function::nullif_ && i == 1) || e.function == Function::concat_);
    if (!harmless) use(Feature::empty_text, e.args[i].span);
  }
}

void NeedsCollector::part(const Expr& e) {
  empty_text(e);
  if (e.kind == ExprKind::Bytes && e.text.empty()) use(Feature::empty_text, e.span);
  const bool time = (e.kind == ExprKind::Typed && family(e.type) == Family::Time) ||
                    (e.kind == ExprKind::Current && e.text == "time");
  if (time) use(Feature::time_type, e.span);
  if (e.kind == ExprKind::Sql && !e.args.empty()) {
    FragmentUse fragment{{}, e.span};
    for (const Expr& variant : e.args) fragment.dialects.add(variant.dialect);
    needs.fragments.push_back(fragment);
  }
  if (e.kind == ExprKind::Current && e.text == "user") use(Feature::current_user, e.span);
  if (e.kind == ExprKind::Call && e.function == Function::split_part_ && literal_integer(e.args[2]) != 1 &&
      splits_at_letter(e.args[1].text))
    use(Feature::split_at_letter, e.span);
  if (e.kind == ExprKind::Call && e.function == Function::octet_length_ &&
      e.args[0].derived.family == Family::Text)
    use(Feature::bytes_of_text, e.span);
  if (e.kind == ExprKind::Cast && e.args[0].derived.family == Family::Text &&
      family(e.type) == Family::Binary)
    use(Feature::bytes_of_text, e.span);
  if (e.kind == ExprKind::Cast && e.args[0].derived.family == Family::Binary &&
      family(e.type) == Family::Text)
    use(Feature::text_of_bytes, e.span);
  if (e.kind == ExprKind::JsonGet) use(Feature::json_get, e.span);
  if (e.kind == ExprKind::Array) use(Feature::array_type, e.span);
  if (e.kind == ExprKind::NextValue) use(Feature::sequence, e.span);
  if (e.kind == ExprKind::Routine) use(Feature::routine_call, e.span);
  if (e.kind == ExprKind::Cast) type(e.type, e.span);
  const auto interval = [](const Expr& x) { return x.derived.family == Family::Interval; };
  if (e.kind == ExprKind::Binary && (e.op == Operator::Add || e.op == Operator::Subtract) &&
      (interval(e) || interval(e.args[0]) || interval(e.args[1])))
    use(Feature::moment_arithmetic, e.span);
}

void NeedsCollector::subqueries(const Expr& expr, const TableName& written) {
  for_each(expr, [&](const Expr& e) {
    for (const Select& query : e.select) {
      bool reads = query.from.table == written;
      for (const Select::Join& join : query.joins) reads = reads || join.table.table == written;
      if (reads) use(Feature::target_in_subquery, query.span);
    }
  });
}

}  // namespace migc
