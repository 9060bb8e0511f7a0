// What a schema holds beside tables: types, sequences, views, routines, triggers and the like. Each is a value
// that is found by its key; what it is about is found by what it mentions.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ir/table.h"

namespace migc {

// A text of SQL that no target reads for us: one for every target, or one for each.
struct BodyText {
  std::optional<Dialect> dialect;  // nothing: for every target
  std::string text;
  bool operator==(const BodyText&) const = default;
};
struct Body {
  std::vector<BodyText> texts;
  // The tables, views and routines that it names (`uses`), kept up when they are renamed.
  std::vector<QualifiedName> uses;
  // Where something that it names was renamed or dropped since it was written (rule S10).
  std::optional<Span> stale;
  bool operator==(const Body& other) const { return texts == other.texts && uses == other.uses; }
  // The text for a dialect; nothing when there is none.
  const std::string* text_for(Dialect dialect) const;
  // Whether the text of some dialect has that name as a word, in any case.
  bool mentions(Name name) const;
  // Its words, each once, in lower case.
  std::vector<std::string> words() const;
};

struct Namespace {  // create schema
  bool operator==(const Namespace&) const = default;
};
struct EnumType {
  std::vector<std::string> values;
  bool operator==(const EnumType&) const = default;
};
struct Domain {
  Type base;
  bool nullable = true;
  std::optional<Expr> default_value;
  struct Check {
    Ident name;
    Expr expr;  // over the column `value`
    bool operator==(const Check&) const = default;
  };
  std::vector<Check> checks;
  bool operator==(const Domain&) const = default;
};
// What a user type is, for the columns that have it.
struct UserType {
  std::variant<EnumType, Domain> definition;
  bool operator==(const UserType&) const = default;
  const EnumType* values() const { return std::get_if<EnumType>(&definition); }
  const Domain* domain() const { return std::get_if<Domain>(&definition); }
};
struct Sequence {
  std::optional<long long> start, increment, minimum, maximum, cache;
  bool cycle = false;
  bool operator==(const Sequence&) const = default;
};
struct View {
  bool materialized = false;
  std::vector<Ident> columns;
  Body body;
  bool operator==(const View&) const = default;
};
struct Routine {
  bool procedure = false;
  std::string arguments;  // the types between the brackets: part of its name
  Body body;
  bool operator==(const Routine&) const = default;
};
struct Trigger {
  QualifiedName table;
  Body body;
  bool operator==(const Trigger&) const = default;
};
struct Extension {
  Ident schema;
  std::string version;
  bool operator==(const Extension&) const = default;
};
struct Policy {
  QualifiedName table;
  bool restrictive = false;
  std::string command;  // "select", …; empty: all
  std::vector<Ident> roles;
  std::optional<Expr> using_expr;
  std::optional<Expr> check;
  bool operator==(const Policy&) const = default;
};

// Calls `visit` with the root of each expression.
template <class P, class F>
void for_each_policy_expression(P& policy, F visit) {
  if (policy.using_expr) visit(*policy.using_expr);
  if (policy.check) visit(*policy.check);
}

using Definition =
    std::variant<Namespace, EnumType, Domain, Sequence, View, Routine, Trigger, Extension, Policy>;

enum class ObjectKind : std::uint8_t {
  Namespace,
  EnumType,
  Domain,
  Sequence,
  View,
  MaterializedView,
  Function,
  Procedure,
  Trigger,
  Extension,
  Policy,
};

// How an object is found.
struct ObjectName {
  ObjectKind kind = ObjectKind::View;
  QualifiedName name;
  QualifiedName table;    // of a trigger or a policy
  std::string arguments;  // of a routine
  bool operator==(const ObjectName&) const = default;
};

struct SchemaObject {
  QualifiedName name;
  Definition definition;
  std::string comment;
  Span span;
  bool operator==(const SchemaObject&) const = default;
};

ObjectName name_of(const SchemaObject& object);
// "type", "materialized view": how the kind is written.
std::string_view object_word(ObjectKind kind);
// "view v", "trigger tr on t", "function f (integer)"
std::string show(const ObjectName& name);
const Body* body_of(const SchemaObject& object);
Body* body_of(SchemaObject& object);
// The table that a trigger or a policy belongs to.
const QualifiedName* table_of(const SchemaObject& object);

// --- rights ------------------------------------------------------------------------------------------------

// What rights are given on.
enum class GrantKind : std::uint8_t { Table, Sequence, Namespace, Function, Procedure };
struct GrantTarget {
  GrantKind kind = GrantKind::Table;
  QualifiedName name;
  std::string arguments;  // of a routine
  bool operator==(const GrantTarget&) const = default;
};
struct Privilege {
  std::string word;  // "select", "all"
  std::vector<Ident> columns;
  bool operator==(const Privilege&) const = default;
};
// One right of one role.
struct Right {
  GrantTarget on;
  Privilege privilege;
  Ident role;
  bool grantable = false;
  Span span;
  bool operator==(const Right&) const = default;
};
std::string_view grant_word(GrantKind kind);
std::string show(const GrantTarget& target);

}  // namespace migc
