"""Shapes of the tables of MariaDB and MySQL."""

import re

from facts import VERSION_TABLE
from shape import Column, ForeignKey, Shape, learn_from_check

IN = f"table_schema = HERE and table_name <> '{VERSION_TABLE}'"
INTEGERS = {"tinyint": 7, "smallint": 15, "mediumint": 23, "int": 31, "bigint": 63}
KINDS = {
    "decimal": "decimal", "float": "real", "double": "real", "varchar": "text", "char": "char", "tinytext": "text",
    "text": "text", "mediumtext": "text", "longtext": "text", "binary": "bytes", "varbinary": "bytes", "tinyblob": "bytes",
    "blob": "bytes", "mediumblob": "bytes", "longblob": "bytes", "date": "date", "time": "time", "datetime": "timestamp",
    "timestamp": "timestamp", "json": "json", "uuid": "uuid", "enum": "choice", "set": "choice", "year": "year",
    "bit": "bit",
}

COLUMNS = f"""select 'column', concat(PREFIX, c.table_name), c.column_name, c.data_type, c.column_type, c.is_nullable,
    c.character_maximum_length, c.numeric_precision, c.numeric_scale, c.extra, c.character_set_name
    from information_schema.columns c join information_schema.tables t
    on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type in ('BASE TABLE', 'SYSTEM VERSIONED')
    where c.table_schema = HERE and c.table_name <> '{VERSION_TABLE}' order by c.table_name, c.ordinal_position"""

KEYS = f"""select 'key', concat(PREFIX, table_name), group_concat(column_name order by seq_in_index separator '\\n')
    from information_schema.statistics where {IN} and non_unique = 0
    group by table_name, index_name order by index_name <> 'PRIMARY'"""

FOREIGN_KEYS = f"""select 'foreign', concat(PREFIX, table_name), max(referenced_table_schema), max(referenced_table_name),
    group_concat(column_name order by ordinal_position separator '\\n'),
    group_concat(referenced_column_name order by ordinal_position separator '\\n')
    from information_schema.key_column_usage where {IN} and referenced_table_name is not null
    group by table_name, constraint_name"""

CHECKS = f"""select 'check', concat(PREFIX, table_name), check_clause from information_schema.check_constraints
    where constraint_schema = HERE and table_name <> '{VERSION_TABLE}'"""


def read(database):
    shapes = {}
    checks = [CHECKS] if database.engine.family == "mariadb" else []  # MySQL 5.7 has none
    for what, table, *rest in database.query(*database.of_all(COLUMNS, KEYS, FOREIGN_KEYS, *checks)):
        if what == "column":
            shapes.setdefault(table, Shape(table)).columns[rest[0]] = column(*rest)
        elif table not in shapes:
            continue
        elif what == "key":
            shapes[table].keys.append(rest[0].split("\n"))
        elif what == "foreign":
            schema, referred, own, refers = rest
            prefix = "" if schema == database.name else f"{schema}."
            shapes[table].foreign_keys.append(ForeignKey(own.split("\n"), prefix + referred, refers.split("\n")))
        elif what == "check":
            learn_from_check(shapes[table], rest[0])
    return shapes


def column(name, type_name, whole, nullable, length, precision, scale, extra, charset):
    extra = extra or ""
    found = Column(name, KINDS.get(type_name, "other"), nullable=nullable == "YES",
                   identity="auto_increment" in extra, computed="GENERATED" in extra and "DEFAULT_GENERATED" not in extra)
    if type_name in INTEGERS:
        found.kind = "integer"
        found.high = 2 ** (INTEGERS[type_name] + ("unsigned" in whole)) - 1
        if whole == "tinyint(1)":
            found.kind = "bool"
    if found.kind in ("text", "char", "bytes") and length:
        found.size = int(length)
    if found.kind == "char" and found.size == 36:
        found.kind = "uuid"  # how a uuid is kept where there is no such type
    if found.kind == "decimal":
        found.size, found.scale = int(precision), int(scale)
    if found.kind == "choice":
        found.choices = re.findall(r"'(?:[^']|'')*'", whole)
    if charset and charset != "utf8mb4":
        found.unicode = "narrow" if charset.startswith("utf8") else "none"
    return found
