"""Oracle's meaning, without Oracle: H2 in its Oracle mode, in a Java virtual machine inside of this process, runs what SQL*Plus would send
(sqlplus.py). What H2 spells differently is translated (h2_translation.py), what Oracle refuses and H2 would take is refused
(oracle_rules.py), and blocks of PL/SQL are run in Python (plsql.py). H2 is more lenient than Oracle: this shows what scripts do to
tables and rows, not that Oracle takes every word of them."""

import pathlib

import catalogue_h2
import h2_exceptions
import h2_translation
import h2_views
import oracle_rules
import plsql
import shape_h2
import sqlplus
from oracle_names import exact, shown
from servers import Database, Engine, EngineError, Run

BRIDGE, JAR = "/usr/share/java/org.jpype.jar", "/usr/share/java/h2.jar"
# Some words are keywords of H2 alone; and what it remembers of a query is wrong after a rename.
SETTINGS = "MODE=Oracle;DATABASE_TO_UPPER=TRUE;NON_KEYWORDS=DAY,HOUR,KEY,MINUTE,MONTH,SECOND,VALUE,YEAR;OPTIMIZE_REUSE_RESULTS=0"
NUMBERS = ("NUMERIC", "DECFLOAT", "REAL", "DOUBLE PRECISION", "INTEGER", "BIGINT", "SMALLINT", "TINYINT", "BOOLEAN")
TEXTS = ("CHARACTER", "CHARACTER VARYING", "CHARACTER LARGE OBJECT")
BYTES = ("BINARY", "BINARY VARYING", "BINARY LARGE OBJECT")


def java():
    """jpype, with its virtual machine running; there is one for all engines of a process."""
    try:
        import jpype
    except ImportError as error:
        raise EngineError(f"{error}: install the packages python3-jpype and default-jre-headless") from error
    if not pathlib.Path(JAR).exists():
        raise EngineError(f"{JAR} is missing; install the package libh2-java")
    if not jpype.isJVMStarted():
        jpype.startJVM("-Duser.timezone=UTC", "-XX:TieredStopAtLevel=1", classpath=[BRIDGE, JAR], convertStrings=True)
    return jpype


class OracleByH2(Engine):
    """A version of Oracle, as far as H2 can stand in for it."""

    family = "oracle"
    transactional = False
    roles_of_server = False  # each database has roles of its own
    plays_as = "h2"  # whatever version it stands for

    def __init__(self):
        super().__init__()
        self.exceptions = h2_exceptions.read()

    def open(self):
        self.java = java()
        self.driver = self.java.JClass("org.h2.Driver")()

    def connect(self, name):
        properties = self.java.JClass("java.util.Properties")()
        properties.setProperty("user", "MIGC")
        url = f"jdbc:h2:mem:{self.name.replace(':', '_')}_{id(self)}_{name};{SETTINGS}"
        connection = self.driver.connect(url, properties)
        connection.setAutoCommit(False)
        return connection

    def create(self, name):
        return H2Database(self, name)

    def drop(self, database):
        database.connection.close()  # nobody else is in it, so it is gone


class Oracle122(OracleByH2):
    name = "oracle:12.2"


class Oracle19(OracleByH2):
    name = "oracle:19"


class Oracle23(OracleByH2):
    name = "oracle:23"


class H2Database(Database):
    def __init__(self, engine, name):
        super().__init__(engine, name)
        self.connection = engine.connect(name)
        self.views = h2_views.Views(self)

    # Statements

    def start_script(self, script):
        text = script.read_text(encoding="utf-8") if isinstance(script, pathlib.Path) else script

        def run():
            try:
                found = sqlplus.pieces(text)
            except sqlplus.Unreadable as error:
                return Run(1, str(error))
            for piece in found:
                try:
                    self.piece(piece)
                except (EngineError, plsql.Unknown, plsql.Raised) as error:
                    self.connection.rollback()
                    return Run(1, f"line {piece.line}: {error}")
            self.connection.commit()  # "EXIT"
            return Run(0, "")
        return run

    def piece(self, piece):
        if piece.kind == "statement":
            self.statement(piece.text)
        else:
            plsql.run(piece.text, self.statement, lambda select: self.ask(h2_translation.spelled(select))[0])

    def statement(self, text):
        """Runs a statement of Oracle's."""
        oracle_rules.check(self, text)
        for statement in h2_translation.translate(self, text):
            self.views.around(statement)

    def execute(self, sql):
        statement = self.connection.createStatement()
        try:
            statement.execute(sql)
        except self.engine.java.JException as error:
            raise EngineError(said(error, sql)) from error
        finally:
            statement.close()

    def ask(self, select):
        statement = self.connection.createStatement()
        try:
            found = statement.executeQuery(select)
            told = found.getMetaData()
            numbers = range(1, told.getColumnCount() + 1)
            truth = [number for number in numbers if told.getColumnTypeName(number) == "BOOLEAN"]
            rows = []
            while found.next():
                row = [None if value is None else str(value) for value in map(found.getString, numbers)]
                for number in truth:
                    row[number - 1] = {"TRUE": "1", "FALSE": "0"}.get(row[number - 1])
                rows.append(row)
            return rows
        except self.engine.java.JException as error:
            raise EngineError(said(error, select)) from error
        finally:
            statement.close()

    def type_of(self, select):
        """The type of what a select gives."""
        statement = self.connection.createStatement()
        try:
            told = statement.executeQuery(select).getMetaData()
            name = told.getColumnTypeName(1)
            if name == "NUMERIC":
                return f"{name}({told.getPrecision(1)}, {told.getScale(1)})"
            return f"{name}({told.getPrecision(1)})" if name == "CHARACTER" else name
        except self.engine.java.JException as error:
            raise EngineError(said(error, select)) from error
        finally:
            statement.close()

    def query(self, *selects):
        return [row for select in selects for row in self.ask(h2_translation.spelled(select))]

    def write(self, statements, checked=True):
        try:
            if not checked:
                self.execute("set referential_integrity false")
            for statement in statements:
                self.execute(h2_translation.spelled(statement))
            self.connection.commit()
        except EngineError:
            self.connection.rollback()
            raise
        finally:
            if not checked:
                self.execute("set referential_integrity true")

    # What there is

    def catalogue(self):
        return sorted(catalogue_h2.dump(self) + self.views.facts())

    def columns(self):
        found = {}
        for table, column, kind in self.ask(catalogue_h2.COLUMN_NAMES):
            found.setdefault(shown(table), {})[shown(column)] = literal_of(exact(shown(column)), kind)
        return found

    def shapes(self):
        return shape_h2.read(self)

    def counters(self):
        return {shown(name): int(last) for name, last in self.ask(catalogue_h2.COUNTERS)}

    def unsound(self):
        return self.dangling()

    def quote(self, name):
        return exact(name)

    def quote_table(self, table):
        return ".".join(map(exact, table.split(".")))

    def literal(self, value):
        if value is None:
            return "null"
        if isinstance(value, bool):
            return "1" if value else "0"
        if isinstance(value, bytes):
            return f"hextoraw('{value.hex()}')"
        if isinstance(value, (int, float)):
            return str(value)
        return "'" + str(value).replace("'", "''") + "'"


def said(error, sql):
    return f"{str(error).split('; SQL statement')[0].split('Exception: ')[-1]}\nin:\n{sql}"


def literal_of(column, kind):
    """An expression that gives a column's value as a literal."""
    text = f"replace(cast({column} as varchar), '''', '''''')"
    if kind in NUMBERS:
        literal = f"cast({column} as varchar)"
    elif kind in TEXTS:
        literal = f"'''' || {text} || ''''"
    elif kind in BYTES:
        literal = f"'hextoraw(''' || rawtohex({column}) || ''')'"
    elif kind == "JSON":
        literal = f"'json ''' || {text} || ''''"
    else:
        literal = f"'timestamp ''' || cast({column} as varchar) || ''''"
    return f"case when {column} is null then 'NULL' else {literal} end"
