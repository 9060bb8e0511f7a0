"""What a tool writes for a case, and the dialects by each tool's name."""

import json
import subprocess
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Dialect:
    name: str  # as migc says it
    title: str
    alembic: str
    liquibase: str
    engine: str = None  # of test/engines, where the case is executed


# Those that migc doesn't know yet stand in no page.
KNOWN = {
    "postgres": Dialect("postgres", "PostgreSQL", "postgresql", "postgresql", "postgres:15"),
    "mysql": Dialect("mysql", "MySQL", "mysql", "mysql"),
    "mariadb": Dialect("mariadb", "MariaDB", "mariadb", "mariadb", "mariadb:10.11"),
    "sqlite": Dialect("sqlite", "SQLite", "sqlite", "sqlite", "sqlite:3.40"),
    "mssql": Dialect("mssql", "SQL Server", "mssql", "mssql"),
    "oracle": Dialect("oracle", "Oracle", "oracle", "oracle"),
}


def dialects(migc):
    """The dialects that the compiler knows."""
    done = subprocess.run([migc, "explain", "--matrix", "--format=json"], capture_output=True, text=True, check=True)
    return [KNOWN[name] for name in json.loads(done.stdout)["features"][0]["dialects"]]


@dataclass
class Way:
    """One direction: statements, or why there are none."""
    statements: list = field(default_factory=list)
    refusal: str = None  # what the tool says
    missing: bool = False  # the tool has no such operation, or nobody wrote one

    @property
    def made(self):
        return self.refusal is None and not self.missing

    def text(self):
        return "\n".join(self.statements)


@dataclass
class Output:
    up: Way
    back: Way
