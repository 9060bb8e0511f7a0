"""SQLite's catalogue as facts: what the pragmas tell, and what only the text of the CREATE statements tells."""

import sqlite_table
from facts import POSITION, VERSION_TABLE, fact
from sqlite_text import Reader, canonical, split, text_of, tokens

TABLES = f"""from sqlite_master m where m.type = 'table' and m.name not like 'sqlite\\_%' escape '\\'
    and m.name <> '{VERSION_TABLE}'"""
CHILD = f"with m as (select name, sql {TABLES}) select"

SELECTS = [
    f"select 'table', m.name, m.sql {TABLES}",
    # A table without rowid is an index itself. (3.35 has no pragma table_list.)
    f"{CHILD} 'list', m.name, exists (select 1 from pragma_index_info(m.name)), m.sql like 'create virtual%' from m",
    f"{CHILD} 'column', m.name, x.name, x.cid, x.type, x.\"notnull\", x.dflt_value, x.pk, x.hidden"
    " from m, pragma_table_xinfo(m.name) x",
    f"{CHILD} 'foreign', m.name, f.id, f.seq, f.\"table\", f.\"from\", f.\"to\", f.on_update, f.on_delete, f.\"match\""
    " from m, pragma_foreign_key_list(m.name) f order by m.name, f.id, f.seq",
    f"{CHILD} 'index', m.name, i.name, i.\"unique\", i.origin, i.partial,"
    " (select s.sql from sqlite_master s where s.type = 'index' and s.name = i.name) from m, pragma_index_list(m.name) i",
    f"{CHILD} 'part', m.name, i.name, i.origin, x.seqno, x.name, x.\"desc\", x.coll"
    " from m, pragma_index_list(m.name) i, pragma_index_xinfo(i.name) x where x.key order by m.name, i.name, x.seqno",
    "select 'other', type, name, tbl_name, sql from sqlite_master where type in ('view', 'trigger')",
    "select 'pragma', 'user_version', user_version from pragma_user_version",
    "select 'pragma', 'application_id', application_id from pragma_application_id",
    "select 'pragma', 'encoding', encoding from pragma_encoding",
]

COLUMN_NAMES = """select m.name, x.name from sqlite_master m, pragma_table_xinfo(m.name) x
    where m.type = 'table' and m.name not like 'sqlite\\_%' escape '\\' and x.hidden <> 1"""


def dump(database):
    lines, foreign, automatic = [], {}, {}
    for what, *row in database.query(*SELECTS):
        if what == "table":
            lines += [fact(f"table {row[0]}", *told) for told in sqlite_table.read(row[1])]
            lines.append(fact(f"table {row[0]}", "", "exists", "yes"))
        elif what == "list":
            lines.append(fact(f"table {row[0]}", "", "kind", f"virtual {row[2]}, without rowid {row[1]}"))
        elif what == "column":
            lines += column_facts(*row)
        elif what == "foreign":
            foreign.setdefault((row[0], row[1]), []).append(row[3:])
        elif what == "index":
            lines += index_facts(*row)
        elif what == "part":
            table, index, origin, number, *part = row
            if origin == "c":
                lines.append(fact(f"table {table}", f"index {index}", f"part {number}", part_text(*part)))
            else:
                automatic.setdefault((table, index, origin), []).append(part_text(*part))
        elif what == "other":
            kind, name, table, sql = row
            place = (f"view {name}", "") if kind == "view" else (f"table {table}", f"trigger {name}")
            lines.append(fact(*place, "definition", canonical(sql)))
        else:
            lines.append(fact("database", "", row[0], row[1]))
    for (table, _), columns in foreign.items():
        lines.append(fact(f"table {table}", "foreign key", "rule", foreign_text(columns)))
    # The indexes behind keys are named by number; they are told by what they hold.
    for (table, _, origin), parts in automatic.items():
        lines.append(fact(f"table {table}", "key", {"pk": "primary", "u": "unique"}[origin], ", ".join(parts)))
    return sorted(lines)


def column_facts(table, name, place, type_name, not_null, default, primary, hidden):
    told = {"type": canonical(type_name), "not null": not_null, "primary key": primary, "hidden": hidden, POSITION: place}
    if default is not None:
        told["default"] = canonical(default)
    return [fact(f"table {table}", f"column {name}", attribute, value) for attribute, value in told.items()]


def part_text(name, descending, collation):
    return f"{name or '(expression)'} {'desc' if descending == '1' else 'asc'} {collation}"


def index_facts(table, name, unique, origin, partial, sql):
    if origin != "c":
        return []  # told with its key
    told = {"unique": unique, "partial": partial}
    reader = Reader(tokens(sql))
    while not reader.at("("):
        reader.next()
    for number, part in enumerate(split(reader.bracket())):
        told[f"text {number}"] = index_part(part)
    if not reader.ended():
        told["where"] = text_of(reader.parts[reader.place + 1:])
    return [fact(f"table {table}", f"index {name}", attribute, value) for attribute, value in told.items()]


def index_part(part):
    """An indexed expression without its direction and collation, which the pragma tells."""
    while len(part) > 1 and part[-1] in ("asc", "desc") and part[-1].word:
        part = part[:-1]
    if len(part) > 2 and part[-2] == "collate" and part[-2].word:
        part = part[:-2]
    return text_of(part)


def foreign_text(columns):
    table, _, _, on_update, on_delete, match = columns[0]
    own = ", ".join(column[1] for column in columns)
    refers = ", ".join(column[2] or "its primary key" for column in columns)
    return f"({own}) references {table} ({refers}) on update {on_update} on delete {on_delete} match {match}"
