"""SQLite, through the client sqlite3 or what stands in for it."""

import pathlib

import catalogue_sqlite
import shape_sqlite
from node import Node
from servers import Database, Engine, EngineError, Run, clean_environment, npm_package, program

FIELD, RECORD, NULL = "\x1f", "\x1e", "\x02"


class Sqlite(Engine):
    """A version of SQLite: derive, and say how it is reached."""

    family = "sqlite"
    database = None

    def create(self, name):
        return self.database(self, name)

    def drop(self, database):
        database.path.unlink(missing_ok=True)


class SqliteDatabase(Database):
    @property
    def path(self):
        return self.engine.folder / f"{self.name}.db"

    def ask(self, text):
        """Runs a query of the tests' own, its rows set apart by RECORD, its values by FIELD."""
        raise NotImplementedError

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
        return {table: int(number) for table, number in self.query("select name, cast(seq as text) from sqlite_sequence")}

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


class ClientDatabase(SqliteDatabase):
    """Reached through the client of the system."""

    def client(self, *options):
        return [program("sqlite3", "sqlite3"), *options, str(self.path)]

    def script_command(self):
        return self.client()

    def ask(self, text):
        return self.engine.ask(self.client("-batch", "-bail", "-ascii", "-nullvalue", NULL), ".timeout 20000\n" + text)


class Sqlite340(Sqlite):
    name = "sqlite:3.40"
    database = ClientDatabase

    def open(self):
        program("sqlite3", "sqlite3")


class WasmDatabase(SqliteDatabase):
    """Reached through node/sqlite.cjs, which does what the client would."""

    def ask(self, text):
        answer = self.engine.answer(self.path, text, {"field": FIELD, "record": RECORD, "null": NULL})
        if answer["status"]:
            raise EngineError(f"{answer['err'].strip()}\nin:\n{text}")
        return answer["out"]

    def start_script(self, script):
        text = script.read_text(encoding="utf-8") if isinstance(script, pathlib.Path) else script

        def run():
            answer = self.engine.answer(self.path, text)
            return Run(answer["status"], answer["out"] + answer["err"])
        return run


class SqliteOfNpm(Sqlite):
    """The versions that Debian doesn't have: WebAssembly in one process of node, which answers one call after the other."""

    package = None
    database = WasmDatabase
    concurrent = False

    def open(self):
        self.node = Node("sqlite.cjs", npm_package(self.package), env=clean_environment(self.folder), cwd=self.folder)
        self.server = self.node.process

    def answer(self, path, script, style=None):
        return self.node.ask(file=str(path), script=script, style=style)


class Sqlite335(SqliteOfNpm):
    name = "sqlite:3.35"
    package = "sqlite-3.35"


class SqliteNewest(SqliteOfNpm):
    name = "sqlite:3.54"
    package = "sqlite-newest"
