"""PostgreSQL, through initdb, postgres and psql; what the tests themselves ask goes over one connection a database."""

import io
import re
import signal

import psycopg2

import catalogue_postgres
import shape_postgres
from servers import CLIENT_TIMEOUT, Database, Engine, EngineError, npm_package, program

DEBIAN = "/usr/lib/postgresql/15/bin"
EMPTY = "empty"  # the template of all databases
RENEW = ["drop schema if exists public cascade", "create schema public"]
ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


class Postgres(Engine):
    """A version of PostgreSQL: derive, and say where its programs are."""

    family = "postgres"
    package = None
    copying = "strategy file_copy"  # since 15 the other way is the usual one, and takes five times as long here
    stop_signal = signal.SIGQUIT  # at once: nothing here is worth saving

    def folder_of_programs(self):
        raise NotImplementedError

    def open(self):
        user, programs = self.as_user(), str(self.folder_of_programs())
        data = self.folder / "data"
        self.prepare(data, user + [
            program("initdb", self.package, [programs]), "-D", str(data), "-U", "postgres", "-A", "trust",
            "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"])
        settings = ["listen_addresses=", "fsync=off", "synchronous_commit=off", "full_page_writes=off",
                    "shared_buffers=32MB", "autovacuum=off", "timezone=UTC", "deadlock_timeout=200ms"]
        self.serve(
            user + [program("postgres", self.package, [programs]), "-D", str(data), "-k", str(self.folder)]
            + [part for setting in settings for part in ("-c", setting)],
            self.psql("postgres") + ["-c", "select 1"])
        # All databases begin with what an emptied one has: a schema without a comment and rights of its own.
        self.ask(self.psql("postgres"), f"create database {EMPTY} template template0;")
        empty = PostgresDatabase(self, EMPTY)
        empty.write(RENEW)
        self.empty = empty.catalogue()
        empty.close()  # nobody may be in a template

    def psql(self, name):
        # One client serves all versions. Not the one in PATH: Debian's is a script around it, and slow.
        return [program("psql", "postgresql-client-15", [DEBIAN]), "-X", "-q", "-h", str(self.folder), "-U", "postgres", "-d", name]

    def create(self, name):
        self.ask(self.psql("postgres"), f"create database {name} template {EMPTY} {self.copying};")
        return PostgresDatabase(self, name)

    def drop(self, database):
        """Making a database takes longer than all that most tests do in it: one that can be emptied is used again."""
        database.write(RENEW)
        catalogue = database.catalogue()
        if catalogue == self.empty:
            with self.turn:
                self.spare.append(database)
            return
        database.close()
        self.ask(self.psql("postgres"), f"drop database {database.name};")


class Postgres15(Postgres):
    name = "postgres:15"
    package = "postgresql-15"

    def folder_of_programs(self):
        return DEBIAN


class PostgresOfNpm(Postgres):
    """The versions that Debian doesn't have."""

    def folder_of_programs(self):
        return self.for_server(npm_package(self.package) / "native") / "bin"


class Postgres12(PostgresOfNpm):
    name = "postgres:12"
    copying = ""
    package = "postgres-12"


class Postgres18(PostgresOfNpm):
    name = "postgres:18"
    package = "postgres-18"


class PostgresDatabase(Database):
    connection = None

    def script_command(self):
        return self.engine.psql(self.name) + ["-f", "-"]

    def carry_out(self, work):
        """Calls `work` with a cursor; it must not fail."""
        if not self.connection:
            self.connection = psycopg2.connect(
                host=str(self.engine.folder), user="postgres", dbname=self.name,
                options=f"-c statement_timeout={CLIENT_TIMEOUT * 1000} -c client_min_messages=error")
            self.connection.autocommit = True
        try:
            with self.connection.cursor() as cursor:
                work(cursor)
        except psycopg2.Error as error:
            self.close()
            raise EngineError(str(error)) from error

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None

    def query(self, *selects):
        # COPY's text format: every value can be read back from it, and all are spelled as in SQL.
        out = io.BytesIO()
        self.carry_out(lambda cursor: [cursor.copy_expert(f"copy (\n{select}\n) to stdout", out) for select in selects])
        lines = out.getvalue().decode(errors="surrogateescape").split("\n")[:-1]
        return [[unescape(value) for value in line.split("\t")] for line in lines]

    def catalogue(self):
        return catalogue_postgres.dump(self)

    def columns(self):
        found = {}
        for table, column in self.query(catalogue_postgres.COLUMN_NAMES):
            names = found.setdefault(table, {})
            if column is not None:
                names[column] = f"quote_nullable({self.quote(column)}::text)"
        return found

    def shapes(self):
        return shape_postgres.read(self)

    def counters(self):
        """Both sequences that were asked for a number, and that have only been made."""
        return catalogue_postgres.counters(self)

    def unsound(self):
        invalid = self.query(
            "select 'index ' || indexrelid::regclass || ' is invalid' from pg_index where not indisvalid")
        return [row[0] for row in invalid]

    def quote_table(self, table):
        return ".".join(self.quote(part) for part in table.split("."))

    def literal(self, value):
        if value is None:
            return "null"
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, bytes):
            return "'\\x" + value.hex() + "'"
        if isinstance(value, list):
            return "array[" + ", ".join(self.literal(v) for v in value) + "]"
        if isinstance(value, (int, float)):
            return str(value)
        return "'" + str(value).replace("'", "''") + "'"

    def write(self, statements, checked=True):
        # As a replica the server leaves the triggers alone that keep foreign keys.
        role = [] if checked else ["set local session_replication_role = replica"]
        text = ";\n".join(["begin", *role, "set constraints all deferred", *statements, "commit"]) + ";\n"
        self.carry_out(lambda cursor: cursor.execute(text))


def unescape(value):
    """Undoes the escapes of COPY."""
    if value == "\\N":
        return None
    return re.sub(r"\\(.)", lambda m: ESCAPES.get(m[1], m[1]), value)
