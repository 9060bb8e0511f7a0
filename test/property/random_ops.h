// Random statements over a schema: mostly legal, always well-formed.
#pragma once

#include <functional>
#include <random>

#include "ir/operation.h"
#include "ir/schema.h"

namespace migc::test {

inline Ident ident(Name name) { return {name, {}}; }

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(engine_); }
  bool chance(double p) { return std::bernoulli_distribution(p)(engine_); }
  template <class T>
  const T& pick(const std::vector<T>& list) {
    return list[below(list.size())];
  }

 private:
  std::mt19937_64 engine_;
};

class Generator {
 public:
  Generator(Random& random, const Schema& schema) : random_(random), schema_(schema) {}

  // One statement that is likely to be legal against the schema. Where it keeps something, its archive has no name yet.
  Statement statement();
  // An expression of that family over the table's columns (none where `table` is null).
  Expr expression(Family family, const Table* table, int depth, bool deterministic = true);

 private:
  Operation operation();
  Name fresh_name();
  const Table* any_table();
  const Column* any_column(const Table& table);
  const SchemaObject* any_object(const std::function<bool(const SchemaObject&)>& fits);
  // random_objects.cpp: about what is no table, and attributes of columns and tables.
  Operation object_operation(const Table& table);
  Operation attribute_operation(const Table& table);
  SchemaObject object(const Table& table);
  Body body(const Table& table);
  Type type();
  Expr literal(Family family);
  Column column();
  Constraint constraint(const Table& table);
  Index index(const Table& table);
  CreateTable create_table();
  Insert insert(const Table& table);
  std::vector<Ident> some_columns(const Table& table);

  Random& random_;
  const Schema& schema_;
};

}  // namespace migc::test
