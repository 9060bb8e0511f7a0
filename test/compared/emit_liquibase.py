"""Liquibase's output for a case: its own library, offline, in a Java virtual machine inside of this process. One changelog holds all
cases, as changeSets; what the command line's update-sql and future-rollback-sql print of each is asked for one by one, so that one that
is refused doesn't take the others along."""

import pathlib
import tempfile

import servers
from output import Output, Way

try:
    import jpype
except ImportError as error:
    raise SystemExit(f"{error}: install the Debian packages python3-jpype and default-jre-headless") from error

BRIDGE = "/usr/share/java/org.jpype.jar"
CHANGELOG = """<?xml version="1.0" encoding="UTF-8"?>
<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
        http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
"""


class Liquibase:
    def __init__(self, cases):
        self.folder = tempfile.TemporaryDirectory()
        self.cases = cases
        package = servers.npm_package("liquibase") / "dist" / "liquibase" / "internal" / "lib"
        jpype.startJVM(classpath=[BRIDGE, *map(str, sorted(package.glob("*.jar")))], convertStrings=True)
        jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
        self.resources = jpype.JClass("liquibase.resource.DirectoryResourceAccessor")(jpype.JClass("java.io.File")(self.folder.name))
        self.generator = jpype.JClass("liquibase.sqlgenerator.SqlGeneratorFactory").getInstance()
        self.changes = {}  # {dialect: (database, {name: changeSet})}

    def version(self):
        return str(jpype.JClass("liquibase.util.LiquibaseUtil").getBuildVersion())

    def output(self, case, dialect):
        if case.written("liquibase", dialect.name) is None:
            return Output(Way(missing=True), Way(missing=True))
        if dialect.name not in self.changes:
            self.changes[dialect.name] = self.parsed(dialect)
        database, sets = self.changes[dialect.name]
        changes = list(sets[case.name].getChanges())
        up = self.way(lambda: self.forward(changes, database), database)
        if not up.made:
            return Output(up, Way(missing=True))
        written = list(sets[case.name].getRollback().getChanges())
        if written:
            return Output(up, self.way(lambda: self.forward(written, database), database))
        return Output(up, self.way(lambda: [statement for change in reversed(changes)
                                            for statement in change.generateRollbackStatements(database)], database))

    def forward(self, changes, database):
        found = []
        for change in changes:
            name = change.getSerializedObjectName()
            if not change.supports(database):
                raise Refused(f"{name} is not supported on {database.getShortName()}")
            wrong = [str(message) for message in change.validate(database).getErrorMessages()]
            if wrong:
                raise Refused("; ".join(wrong))
            found += change.generateStatements(database)
        return found

    def way(self, make, database):
        try:
            found = [sql for statement in make() for sql in self.generator.generateSql(statement, database)]
            return Way([ended(sql) for sql in found])
        except (Refused, jpype.JException) as error:
            said = str(error).splitlines()[0].split("liquibase.exception.")[-1]
            return Way(refusal=said.replace("liquibase.change.core.", "").removeprefix("RollbackImpossibleException: "))

    def parsed(self, dialect):
        folder = pathlib.Path(self.folder.name)
        file = folder / f"{dialect.name}.xml"
        sets = [f'<changeSet id="{case.name}" author="compared">{case.written("liquibase", dialect.name)}{rollback(case, dialect)}</changeSet>\n'
                for case in self.cases if case.written("liquibase", dialect.name) is not None]
        file.write_text(CHANGELOG + "".join(sets) + "</databaseChangeLog>\n", encoding="utf-8")
        connection = jpype.JClass("liquibase.database.OfflineConnection")(
            f"offline:{dialect.liquibase}?changeLogFile={folder}/{dialect.name}.csv&outputLiquibaseSql=none", self.resources)
        database = jpype.JClass("liquibase.database.DatabaseFactory").getInstance().findCorrectDatabaseImplementation(connection)
        parser = jpype.JClass("liquibase.parser.ChangeLogParserFactory").getInstance().getParser("xml", self.resources)
        try:
            log = parser.parse(file.name, jpype.JClass("liquibase.changelog.ChangeLogParameters")(database), self.resources)
        except jpype.JException as error:
            raise SystemExit(f"Liquibase can't read the changes for {dialect.name}: {error}") from error
        return database, {str(found.getId()): found for found in log.getChangeSets()}


class Refused(Exception):
    """What Liquibase would say before it writes anything."""


def rollback(case, dialect):
    text = case.written("liquibase back", dialect.name)
    return "" if text is None else f"<rollback>{text}</rollback>"


def ended(sql):
    text = "\n".join(line.rstrip() for line in str(sql.toSql()).strip().splitlines())
    return text if text.endswith(";") else text + ";"
