"""Shapes of SQLite's tables. SQLite types little; a column is filled by what its declared type promises."""

import re

import sqlite_table
from catalogue_sqlite import CHILD, TABLES
from shape import Column, ForeignKey, Shape, learn_from_check
from sqlite_text import tokens

# The first word that occurs in the declared type decides.
KINDS = [("bool", "bool"), ("timestamp", "timestamp"), ("datetime", "timestamp"), ("date", "date"), ("time", "time"),
         ("interval", "interval"), ("uuid", "uuid"), ("json", "json"), ("int", "integer"), ("char", "text"),
         ("text", "text"), ("clob", "text"), ("blob", "bytes"), ("binary", "bytes"), ("real", "real"), ("floa", "real"),
         ("doub", "real"), ("dec", "decimal"), ("num", "decimal")]

SELECTS = [
    f"select 'table', m.name, m.sql {TABLES}",
    f"{CHILD} 'column', m.name, x.name, x.type, x.\"notnull\", x.pk, x.hidden,"
    " exists (select 1 from pragma_index_info(m.name)) from m, pragma_table_xinfo(m.name) x where x.hidden <> 1",
    f"{CHILD} 'key', m.name, i.name, i.origin, x.name from m, pragma_index_list(m.name) i, pragma_index_xinfo(i.name) x"
    " where i.\"unique\" and x.key order by m.name, i.origin <> 'pk', i.name, x.seqno",
    f"{CHILD} 'foreign', m.name, f.id, f.\"table\", f.\"from\", f.\"to\""
    " from m, pragma_foreign_key_list(m.name) f order by m.name, f.id, f.seq",
]


def read(database):
    shapes, primary, keys, foreign, checks = {}, {}, {}, {}, []
    for what, table, *rest in database.query(*SELECTS):
        shape = shapes.setdefault(table, Shape(table))
        if what == "table":
            checks += [(shape, value) for _, kind, value in sqlite_table.read(rest[0]) if kind in ("check",) or "text (" in kind]
        elif what == "column":
            name, declared, not_null, place, hidden, without_rowid = rest
            shape.columns[name] = column(name, declared, not_null, hidden)
            if place != "0":
                primary.setdefault(table, []).append((int(place), name, declared.lower() == "integer" and without_rowid == "0"))
        elif what == "key" and rest[2]:
            keys.setdefault((table, rest[0]), []).append(rest[2])
        elif what == "foreign":
            foreign.setdefault((table, rest[0], rest[1]), []).append(rest[2:])
    for table, found in primary.items():
        names = [name for _, name, _ in sorted(found)]
        shapes[table].keys.append(names)
        for name in names:
            shapes[table].columns[name].nullable = False  # SQLite would take NULL in a primary key; nobody wants it
        # The row's own number: SQLite gives it.
        shapes[table].columns[names[0]].identity = len(found) == 1 and found[0][2]
    for (table, _), names in keys.items():
        if names not in shapes[table].keys:
            shapes[table].keys.append(names)
    for (table, _, parent), pairs in foreign.items():
        refers = [to for _, to in pairs]
        if None in refers and parent in shapes:
            refers = shapes[parent].keys[0]
        shapes[table].foreign_keys.append(ForeignKey([own for own, _ in pairs], parent, refers))
    for shape, text in checks:
        learn_from_check(shape, text)
    return shapes


def column(name, declared, not_null, hidden):
    kind = next((kind for word, kind in KINDS if word in declared.lower()), "other")
    found = Column(name, kind, nullable=not_null == "0", computed=hidden in ("2", "3"))
    sizes = [int(token) for token in tokens(declared) if re.fullmatch(r"\d+", token)]
    if sizes:
        found.size, found.scale = sizes[0], sizes[1] if len(sizes) > 1 else 0
    if kind == "text" and found.size == 36 and "var" not in declared.lower():
        found.kind = "uuid"
    if "small" in declared.lower():
        found.high = 2**15 - 1
    return found
