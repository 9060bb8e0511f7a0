"""Shapes of the tables of H2 in its Oracle mode."""

import re

from catalogue_h2 import PLACE, constraints, placed, spelled, unescaped
from oracle_names import shown
from shape import Column, ForeignKey, Shape, change, learn_from_check

KINDS = {
    "NUMERIC": "integer", "DECFLOAT": "decimal", "REAL": "real", "DOUBLE PRECISION": "real", "CHARACTER VARYING": "text", "CHARACTER": "char",
    "CHARACTER LARGE OBJECT": "text", "BINARY VARYING": "bytes", "BINARY LARGE OBJECT": "bytes", "TIMESTAMP": "timestamp",
    "TIMESTAMP WITH TIME ZONE": "timestamp", "DATE": "date", "BOOLEAN": "bool", "JSON": "json",
}

COLUMNS = spelled("""select NAME(c), c.column_name, c.data_type, c.is_nullable, c.character_maximum_length, c.numeric_precision,
    c.numeric_scale, c.is_identity, c.is_generated from information_schema.columns c
    join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type <> 'VIEW'
    where OWN(c) and c.is_visible order by c.table_name, c.ordinal_position""")

INDEXES = spelled("""select NAME(c), c.index_name, c.column_name, x.generation_expression from information_schema.index_columns c
    join information_schema.columns x on x.table_schema = c.table_schema and x.table_name = c.table_name and x.column_name = c.column_name
    join information_schema.indexes i on i.index_schema = c.index_schema and i.index_name = c.index_name and not i.is_generated
    where OWN(c) and c.is_unique order by c.table_name, c.index_name, c.ordinal_position""")

KEY = re.compile(r"(PRIMARY KEY|UNIQUE)\((.*)\)")
FOREIGN_KEY = re.compile(rf"FOREIGN KEY\((?P<own>.*?)\) REFERENCES {PLACE}\((?P<refers>.*?)\)")


def read(database):
    shapes = {}
    for table, *rest in database.ask(COLUMNS):
        shapes.setdefault(shown(table), Shape(shown(table))).columns[shown(rest[0])] = column(*rest)
    for table, _, definition in sorted(constraints(database), key=lambda told: not told[2].startswith("PRIMARY")):
        if shown(table) in shapes:
            constraint(shapes[shown(table)], definition)
    keys = {}
    for table, index, name, expression in database.ask(INDEXES):
        keys.setdefault((shown(table), index), []).extend(names(expression) if expression else [shown(name)])
    for (table, _), columns in keys.items():
        shapes[table].keys.append(list(dict.fromkeys(columns)))
    return shapes


def names(text):
    return [shown(name) for name in re.findall(r'"([^"]+)"', unescaped(text))]


def constraint(shape, definition):
    key, foreign = KEY.fullmatch(definition), FOREIGN_KEY.match(definition)
    if key:
        shape.keys.append(names(key[2]))
    elif foreign:
        shape.foreign_keys.append(ForeignKey(names(foreign["own"]), shown(placed(foreign[2], foreign[3])), names(foreign["refers"])))
    else:
        learn(shape, definition)


def learn(shape, clause):
    """The checks that stand for a type, as H2 spells them."""
    text = re.sub(r"CAST\(([^()]+?) AS [A-Z ]+(?:\(\d+(?:, ?\d+)?\))?\)", r"\1", clause)
    text = re.sub(r'"([^"]+)"', lambda name: f'"{shown(name[1])}"', text)
    text = re.sub(r"""(CHECK\("[^"]+") = ('(?:[^']|'')*')\)""", r"\1 IN (\2))", text)  # a list of one
    learn_from_check(shape, text)
    for pattern, kind in ((r'"([^"]+)" IS JSON', "json"), (r'"([^"]+)" = DATE_TRUNC\(DAY, "\1"\)', "date")):
        for match in re.finditer(pattern, text):
            change(shape, match[1], kind=kind)


def column(name, type_name, nullable, length, precision, scale, identity, generated):
    found = Column(shown(name), KINDS.get(type_name, "other"), nullable=nullable == "YES", identity=identity == "YES",
                   computed=generated == "ALWAYS", empties=False)
    if found.kind in ("text", "char", "bytes") and "LARGE" not in type_name:
        found.size = int(length)
    if found.kind == "text" and found.size == 36:
        found.kind = "uuid"  # how a uuid is kept
    if type_name == "NUMERIC":
        found.high = 10 ** min(int(precision), 18) - 1
        if scale != "0":
            found.kind, found.size, found.scale = "decimal", int(precision), int(scale)
    return found
