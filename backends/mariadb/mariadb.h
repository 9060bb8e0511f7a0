// MariaDB 10.6 and newer: MySQL, but for what stands here. Sources: the MariaDB Knowledge Base, by page.
#pragma once

#include "backends/mysql/mysql.h"

namespace migc {

class Mariadb : public Mysql {
 public:
  using Mysql::Mysql;
  Support support(Feature feature) const override;
  std::vector<Version> shown_versions() const override {
    return {{10, 6}, {10, 7}, {10, 8}, {10, 11}, {11, 4}};
  }

 protected:
  std::string uuid_type() const override {
    // "UUID Data Type": since 10.7.
    return target().version >= Version{10, 7} ? "uuid" : Mysql::uuid_type();
  }
  // "JSON Data Type": an alias for longtext, and no type of a cast.
  std::string cast_type(const Type& type) const override {
    return family(type) == Family::Json ? "char" : Mysql::cast_type(type);
  }
  bool timestamps_have_defaults() const override { return target().version < Version{10, 10}; }
  std::string_view more_sql_modes() const override { return ",SIMULTANEOUS_ASSIGNMENT"; }
  std::string_view drop_check() const override { return "drop constraint"; }
  // "CREATE SEQUENCE": the first and the last number of a bigint are kept for itself.
  SequenceForm sequence_form() const override {
    return {"cache 1", "nocycle", -9223372036854775807, 9223372036854775806};
  }
  bool brackets_large_defaults() const override { return false; }
};

}  // namespace migc
