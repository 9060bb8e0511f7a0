"""What random_model.py makes histories of: tables, columns, elements and views, and which types and values there are."""

import re
from dataclasses import dataclass, field

# type: values that a default takes
TYPES = {
    "smallint": ["0", "7"], "integer": ["0", "1", "42"], "bigint": ["0", "70000"], "decimal(10, 2)": ["0", "1.25"],
    "double": ["0.5"], "boolean": ["true", "false"], "varchar(60)": ["''", "'new'", "'it''s \\ \"q\"'"], "varchar(120)": ["'none'"],
    "char(8)": ["'00000000'"], "text": ["'a text'"], "date": ["date '2020-02-29'"], "timestamp": ["timestamp '2020-01-31 12:30:00'"],
    "timestamptz": ["now()"], "uuid": ["uuid '00000000-0000-4000-8000-000000000000'"], "json": ["'{}'"], "jsonb": ["'[]'"],
    "varbinary(20)": ["x'00ff'"], "blob": [], "time": ["time '12:00:00'"],
}
LARGE = ("text", "json", "jsonb", "blob")
NUMBERS = ("smallint", "integer", "bigint", "decimal(10, 2)", "decimal(14, 4)")
WIDER = {"smallint": "integer", "integer": "bigint", "varchar(60)": "varchar(120)", "varchar(120)": "varchar(300)",
         "decimal(10, 2)": "decimal(14, 4)", "date": "timestamp", "char(8)": "varchar(60)"}


@dataclass(eq=False)
class Column:
    name: str
    type: str
    not_null: bool = False
    default: str | None = None
    identity: bool = False
    generated: tuple | None = None  # (text with {}, the columns that it reads)
    reference: bool = False  # has a foreign key, or had one: it holds whatever a key may be
    hint: list | None = None  # what rows for the whole way back may hold
    origin: str | None = None  # its name when the revision began

    def large(self):
        return self.type in LARGE


@dataclass(eq=False)
class Element:
    """A constraint or an index."""

    kind: str  # primary, unique, check, foreign, index
    name: str
    columns: list
    text: str = ""  # what follows the columns; the condition of a check, with {}
    refers: "Table | None" = None
    ends: list = field(default_factory=list)  # what stands behind each column of an index


@dataclass(eq=False)
class Table:
    name: str
    columns: list
    elements: list = field(default_factory=list)
    views: int = 0
    triggers: list = field(default_factory=list)
    origin: str | None = None

    def key(self):
        return next((e for e in self.elements if e.kind == "primary"), None)

    def users_of(self, column):
        return [e for e in self.elements if column in e.columns]

    def reading(self, column):
        return [c for c in self.columns if c.generated and column in c.generated[1]]


@dataclass(eq=False)
class View:
    name: str
    table: Table
    columns: list


def quoted(name):
    return name if re.fullmatch(r"[a-z_][a-z0-9_]*", name) else '"' + name.replace('"', '""') + '"'


def repr_values(values):
    return [f"'{value}'" for value in values]
