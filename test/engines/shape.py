"""What one has to know of a table to put a row into it, told alike for every engine."""

import re
from dataclasses import dataclass, field


@dataclass
class Column:
    name: str
    kind: str  # integer decimal real bool text char bytes date time timestamp interval uuid json xml choice array other
    nullable: bool = True
    size: int | None = None  # characters, bytes or digits
    scale: int = 0
    low: int = 0  # the range of an integer
    high: int = 2**31 - 1
    choices: list = field(default_factory=list)  # the values that an enum or a check allows
    unicode: str = "all"  # all, narrow (no emoji) or none
    computed: bool = False  # generated always as (…): takes no value
    identity: bool = False  # gets its number by itself
    empties: bool = True  # whether it tells an empty text from NULL
    element: "Column | None" = None  # of an array


@dataclass
class ForeignKey:
    columns: list
    table: str
    refers: list


@dataclass
class Shape:
    table: str
    columns: dict = field(default_factory=dict)  # {name: Column}
    keys: list = field(default_factory=list)  # column lists of the primary key (first) and the unique ones
    foreign_keys: list = field(default_factory=list)

    def in_key(self, column):
        return any(column in key for key in self.keys)


NAME = r'[`"]?([A-Za-z_][\w$]*)[`"]?'
ITEM = r"(?:'(?:[^'\\]|''|\\.)*'|-?[\d.]+|true|false)"
CAST = r"(?:::[\w ]+)?"


def learn_from_check(shape, text):
    """Reads the simple forms of a check, which are those that stand for a type that the engine lacks: a list of values, JSON, a
    longest length. Any other check is met by chance, by another try, or by a hint in seed.toml."""
    text = re.sub(r"_utf8mb4\s*(\\?')", r"\1", text).replace("\\'", "'")
    for number, name in enumerate(shape.columns):  # what NAME can't read
        text = re.sub(r"([`\"])" + re.escape(name) + r"\1", f"column_{number}_", text)
    for match in re.finditer(rf"\bjson_valid\s*\(\s*{NAME}\s*\)", text, re.I):
        change(shape, match[1], kind="json")
    for match in re.finditer(rf"{NAME}\)?{CAST}\)?\s+in\s*\(\s*({ITEM}(?:\s*,\s*{ITEM})*)\s*\)", text, re.I):
        change(shape, match[1], choices=re.findall(ITEM, match[2]))
    for match in re.finditer(rf"{NAME}\)?{CAST}\)?\s*=\s*any\s*\(+array\[(.*?)\]", text, re.I):
        change(shape, match[1], choices=re.findall(ITEM, match[2]))
    for match in re.finditer(rf"\b(?:char_)?length\s*\(\s*{NAME}\s*\)\s*<=?\s*(\d+)", text, re.I):
        change(shape, match[1], size=int(match[2]))


def change(shape, name, **attributes):
    for number, column in enumerate(shape.columns.values()):
        if name.lower() in (column.name.lower(), f"column_{number}_"):
            for attribute, value in attributes.items():
                setattr(column, attribute, value)
