"""SQLite, through the client sqlite3."""

import catalogue_sqlite
import shape_sqlite
from servers import Database, Engine, program

FIELD, RECORD, NULL = "\x1f", "\x1e", "\x02"


class Sqlite(Engine):
    name = "sqlite"
    dialect = "sqlite:3.40"

    def open(self):
        program("sqlite3", "sqlite3")

    def create(self, name):
        return SqliteDatabase(self, name)


class SqliteDatabase(Database):
    def client(self, *options):
        return [program("sqlite3", "sqlite3"), *options, str(self.engine.folder / f"{self.name}.db")]

    def script_command(self):
        return self.client()

    def ask(self, text):
        return self.engine.ask(self.client("-batch", "-bail", "-ascii", "-nullvalue", NULL), ".timeout 20000\n" + text)

    def query(self, *selects):
        out = self.ask("".join(f"{select};\n" for select in selects))
        return [[None if value == NULL else value for value in record.split(FIELD)] for record in out.split(RECORD)[:-1]]

    def catalogue(self):
        return catalogue_sqlite.dump(self)

    def columns(self):
        found = {}
        for table, column in self.query(catalogue_sqlite.COLUMN_NAMES):
            found.setdefault(table, {})[column] = f"quote({self.quote(column)})"
        return found

    def shapes(self):
        return shape_sqlite.read(self)

    def counters(self):
        if not self.query("select 1 from sqlite_master where name = 'sqlite_sequence'"):
            return {}
        return {table: int(number) for table, number in self.query("select name, seq from sqlite_sequence")}

    def unsound(self):
        found = self.query("select 'a row of ' || \"table\" || ' refers to nothing in ' || parent from pragma_foreign_key_check",
                           "select integrity_check from pragma_integrity_check where integrity_check <> 'ok'")
        return [row[0] for row in found]

    def literal(self, value):
        if value is None:
            return "null"
        if isinstance(value, bool):
            return "1" if value else "0"
        if isinstance(value, bytes):
            return f"x'{value.hex()}'"
        if isinstance(value, (int, float)):
            return str(value)
        return "'" + str(value).replace("'", "''") + "'"

    def write(self, statements, checked=True):
        self.ask(";\n".join([f"pragma foreign_keys = {'on' if checked else 'off'}", "begin immediate", *statements, "commit"])
                 + ";\n")
