// Every dialect's back-end, by name.
#include "backends/mariadb/mariadb.h"
#include "backends/mssql/mssql.h"
#include "backends/mysql/mysql.h"
#include "backends/oracle/oracle.h"
#include "backends/postgres/postgres.h"
#include "backends/sqlite/sqlite.h"

namespace migc {

std::unique_ptr<Backend> make_backend(Target target) {
  switch (target.dialect) {
    case Dialect::postgres:
      return std::make_unique<Postgres>(target);
    case Dialect::mysql:
      return std::make_unique<Mysql>(target);
    case Dialect::mariadb:
      return std::make_unique<Mariadb>(target);
    case Dialect::sqlite:
      return std::make_unique<Sqlite>(target);
    case Dialect::mssql:
      return std::make_unique<Mssql>(target);
    case Dialect::oracle:
      return std::make_unique<Oracle>(target);
  }
  return nullptr;
}

}  // namespace migc
