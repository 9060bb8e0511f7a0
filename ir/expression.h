// Expressions: one uniform node, so that what walks over them (renames, prints, checks) is short.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ir/dialect.h"
#include "ir/type.h"
#include "support/name.h"
#include "support/source.h"

namespace migc {

// A name at a place.
struct Ident {
  Name name;
  Span span;
  bool operator==(const Ident&) const = default;
};

enum class Function : std::uint8_t {
#define FUNCTION(name, ...) name##_,
#include "ir/functions.def"
#undef FUNCTION
};
struct FunctionInfo {
  std::string_view name;
  std::optional<Family> result;  // nothing: that of the first argument
  std::size_t least;
  std::size_t most;
  bool aggregate;
  bool deterministic;
};
const FunctionInfo& function_info(Function function);
// Finds a function by its name or a synonym that is accepted ("ceiling", "substr").
std::optional<Function> find_function(std::string_view name);
// What to write instead of a function that people know from an engine ("ifnull": "coalesce(…, …)"); empty when
// it is none of those.
std::string_view refused_function(std::string_view name);
std::vector<std::string_view> function_names();

enum class ExprKind : std::uint8_t {
  Null,
  Boolean,     // text: "true" or "false"
  Number,      // text: as written
  String,      // text: its value
  Bytes,       // text: hexadecimal digits, lower case
  Typed,       // date '…': type and text
  Column,      // qualifier (may be empty), name
  Negate,      // - a
  Not,         // not a
  Binary,      // op; two arguments, for And, Or and Concat two or more
  IsNull,      // a is [not] null
  IsBoolean,   // a is [not] true|false: text
  Distinct,    // a is [not] distinct from b
  In,          // a [not] in (b, …)
  InSelect,    // a [not] in (select …)
  Between,     // a [not] between b and c
  Like,        // a [not] like b
  Case,        // [operand] when, then, …, [else]: see case_operand, case_else
  Cast,        // cast(a as type)
  Call,        // function(args); distinct; count(*) has a Star
  Star,        // the * of count(*)
  Current,     // text: "date", "time", "timestamp" or "user"
  Exists,      // exists (select)
  Subquery,    // (select)
  Sql,         // sql $$…$$: text for every dialect, or one SqlVariant for each
  SqlVariant,  // dialect, text
  Routine,     // qualifier.name(args): a routine made in the history
  NextValue,   // next value for qualifier.name
  Array,       // array[a, …]
  JsonGet,     // a -> 'key', a ->> 'key' (then as_text): text is the key
};

enum class Operator : std::uint8_t {
  None,
  Multiply,
  Divide,
  Modulo,
  Add,
  Subtract,
  Concat,
  Equal,
  NotEqual,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  And,
  Or,
};
std::string_view operator_text(Operator op);

// How tightly an operator binds; more is tighter. The same numbers serve the parser and both printers.
enum Precedence : int {
  precedence_or = 1,
  precedence_and,
  precedence_not,
  precedence_test,
  precedence_comparison,
  precedence_concat,
  precedence_sum,
  precedence_product,
  precedence_sign,
  precedence_cast,
  precedence_primary,
};
int precedence(Operator op);

struct Select;

// The family that validation found; derived, so no part of what an expression is.
struct DerivedFamily {
  Family family = Family::Any;
  Name type;                             // of an enum: its name
  std::shared_ptr<const UserType> user;  // and what it is
  friend bool operator==(const DerivedFamily&, const DerivedFamily&) { return true; }
};

struct Expr {
  ExprKind kind = ExprKind::Null;
  Operator op = Operator::None;
  bool negated = false;       // is not, not in, not like, not between
  bool distinct = false;      // count(distinct a)
  bool case_operand = false;  // the first argument is the operand of the case
  bool case_else = false;     // the last argument is its else
  bool as_text = false;       // ->>
  bool json_index = false;    // the key is a place in an array
  Function function{};
  Dialect dialect{};
  DerivedFamily derived;
  Type type;
  Name qualifier;
  Name name;
  std::string text;
  Span span;
  std::vector<Expr> args;
  std::vector<Select> select;  // one, for Exists, Subquery and InSelect

  bool operator==(const Expr& other) const;
};

int precedence(const Expr& expr);

struct TableReference {
  TableName table;
  Ident alias;
  bool operator==(const TableReference&) const = default;
  // The name that columns are qualified by.
  Name visible() const { return alias.name.empty() ? table.name : alias.name; }
};

struct Select {
  struct Item {
    bool star = false;
    Expr expr;
    Ident alias;
    bool operator==(const Item&) const = default;
  };
  struct Join {
    bool left = false;
    TableReference table;
    Expr on;
    bool operator==(const Join&) const = default;
  };
  struct Order {
    Expr expr;
    bool descending = false;
    bool operator==(const Order&) const = default;
  };
  bool distinct = false;
  std::vector<Item> items;
  TableReference from;
  std::vector<Join> joins;
  std::optional<Expr> where;
  std::vector<Expr> group_by;
  std::optional<Expr> having;
  std::vector<Order> order_by;
  std::string limit;  // digits, or empty
  Span span;
  bool operator==(const Select&) const = default;
};

// Calls `visit` for `expr` and every expression in it, subqueries included, parents first.
void for_each(const Expr& expr, const std::function<void(const Expr&)>& visit);
void for_each(Expr& expr, const std::function<void(Expr&)>& visit);
// The same for every expression of a select.
void for_each(const Select& select, const std::function<void(const Expr&)>& visit);
void for_each(Select& select, const std::function<void(Expr&)>& visit);
// Calls `visit` for each mention of a table, those in subqueries included.
void for_each_reference(Select& query, const std::function<void(TableReference&)>& visit);
void for_each_reference(const Select& query, const std::function<void(const TableReference&)>& visit);
void for_each_reference(const Expr& expr, const std::function<void(const TableReference&)>& visit);

// Whether a column of that name is read. (In a table's own expressions names are unqualified.)
bool mentions(const Expr& expr, Name column);
// The columns read, each once, in the order of their first appearance.
std::vector<Name> columns_of(const Expr& expr);
// Gives every mention of a column its new name. For expressions of a table (checks, defaults, indexes).
void rename_column(Expr& expr, Name from, Name to);
// A literal: the same value wherever and whenever it is read.
bool is_literal(const Expr& expr);
// The value of a literal whole number, with its sign.
std::optional<std::int64_t> literal_integer(const Expr& expr);
// A stable text of what the expression is, for hashes; not for people.
std::string canonical_text(const Expr& expr);

// Makers for what passes build.
Expr column_expr(Name column);
Expr column_expr(Name table, Name column);
Expr string_expr(std::string text);
Expr number_expr(std::string digits);
Expr binary_expr(Operator op, Expr left, Expr right);
void and_also(std::optional<Expr>& all, Expr test);  // all and test; test alone where there is nothing yet
Expr boolean_expr(bool value);
Expr cast_expr(Expr value, const Type& type);
// exists (select 1 from … join … where …)
Expr exists_expr(TableReference from, std::vector<Select::Join> joins, std::optional<Expr> where);
Expr not_expr(Expr test);
Expr call_expr(Function function, std::vector<Expr> args);
Expr count_expr();  // count(*)
Expr is_null_expr(Expr value, bool negated);

}  // namespace migc

template <>
struct std::hash<migc::TableName> {
  std::size_t operator()(const migc::TableName& table) const {
    return table.schema.hash() * 31 + table.name.hash();
  }
};
