"""What Oracle writes one way and H2 another. Each row of the tables says what is changed into what, and why that is the same. The tables
know migc's own spelling, with names in quotes; what an author wrote is mostly spelled alike in both."""

import re

import h2_index
from catalogue_h2 import constraints
from h2_text import NAME, calls, in_code, text

# Parts of statements: a pattern, what stands for it in H2.
PARTS = [
    (r"\ball_tables\b", "(select 'PUBLIC' as owner, table_name from information_schema.tables where table_schema = 'PUBLIC')"),
    (r"\bsys_context\(\$, \$\)", "'PUBLIC'"),  # of userenv: the schema, as the tables above have it
    (r"(?<=\)) (virtual|materialized)\b", ""),  # H2 has one kind of generated column
    (r"\.rowid\b", "._rowid_"),
    # What a foreign key refers to is in the schema of who runs the script ("references_clause"); in H2 in that of the table.
    (r'\breferences ("[^"]+") \(', r'references "PUBLIC".\1 ('),
    (r" limit (\d+)$", r" fetch first \1 rows only"),  # the tests' own queries
]


def instr(whole, part, start="1", number="1"):
    """H2 finds the first one from a place on; the one after that begins behind it."""
    found = f"instr({whole}, {part}, {start})"
    for _ in range(int(number) - 1):
        found = f"coalesce(instr({whole}, {part}, nullif({found}, 0) + 1), 0)"
    return found


# Functions: a name, what is made of its arguments.
FUNCTIONS = {
    "instr": instr,
    "sys_extract_utc": "cast({0} at time zone '+00:00' as timestamp(9))",
    "from_tz": "cast({0} as timestamp(9) with time zone)",  # the session's zone is UTC, and so is the one that migc names
    "utl_raw.cast_to_raw": "stringtoutf8({0})",
    "utl_raw.cast_to_varchar2": "utf8tostring({0})",
    "lengthb": "octet_length({0})",
    "dbms_lob.getlength": "octet_length({0})",
    "to_clob": "cast({0} as clob)",
    "json": "({0} format json)",
    "json_serialize": "cast({0} as varchar)",
}


def spelled(sql):
    """An expression, query or statement about rows."""
    for pattern, replacement in PARTS:
        sql = in_code(sql, pattern, replacement)
    for name, form in FUNCTIONS.items():
        sql = calls(sql, name, form if callable(form) else form.format)
    return sql


def default(database, table, column, value):
    if value == "null":  # H2 can take a default away
        return [f"alter table {table} alter column {column} drop default"]
    return [f"alter table {table} alter column {column} set default {value}"]


def identity(database, table, column, kind, options):
    """H2 says one thing at a time. `limit value` goes on from the highest number that is there ("identity_options")."""
    found = [f"alter table {table} alter column {column} set generated {kind}"]
    start = re.search(r"start with (limit value|-?\d+)", options or "")
    by = re.search(r"increment by (-?\d+)", options or "")
    if by:
        found.append(f"alter table {table} alter column {column} set increment by {by[1]}")
    if start:
        number = start[1]
        if number == "limit value":
            step = int(by[1]) if by else 1
            last = database.ask(f"select {'max' if step > 0 else 'min'}({column}) from {table}")[0][0]
            number = int(last) + step if last is not None else 1
            number = max(number, 1) if step > 0 else number  # the least that a sequence gives
        found.append(f"alter table {table} alter column {column} restart with {number}")
    return found


def drop_identity(database, table, column):
    # "ALTER TABLE": DROP IDENTITY takes the not null along.
    keyed = database.ask(f"""select 1 from information_schema.key_column_usage k join information_schema.table_constraints t
        on t.constraint_schema = k.constraint_schema and t.constraint_name = k.constraint_name and t.constraint_type = 'PRIMARY KEY'
        where k.table_schema = 'PUBLIC' and k.table_name = {text(table[1:-1])} and k.column_name = {text(column[1:-1])}""")
    return [f"alter table {table} alter column {column} drop identity",
            *([] if keyed else [f"alter table {table} alter column {column} set null"])]


def novalidate(database, statement, name):
    # H2 doesn't show that it has not looked at the rows; the constraint's comment, which Oracle has none of, is where it is kept.
    return [f"{spelled(statement)} nocheck", f"comment on constraint {name} is 'not validated'"]


def validate(database, table, name):
    """H2 looks at the rows when a constraint is made, and then alone: one like it is made, and goes."""
    told = next(definition for _, own, definition in constraints(database) if own == name[1:-1])
    return [f'alter table {table} add constraint "_validated" {told} check', f'alter table {table} drop constraint "_validated"',
            f"comment on constraint {name} is null"]


def rename(database, old, new):
    kind = database.ask(f"""select 'view' from information_schema.views where table_schema = 'PUBLIC' and table_name = {text(old[1:-1])}
        union all select 'sequence' from information_schema.sequences where sequence_schema = 'PUBLIC' and sequence_name = {text(old[1:-1])}""")
    if kind == [["view"]]:
        return [f"alter view {old} rename to {new}"]
    if kind == [["sequence"]]:
        return h2_index.renamed_sequence(database, old, new)
    return [f"alter table {old} rename to {new}"]


# Whole statements: a pattern, what makes H2's statements of its groups.
STATEMENTS = [
    (r"alter session .*", lambda database: []),  # sets what H2 has as it should be
    (rf"alter table ({NAME}) modify \(({NAME}) default (.*)\)", default),
    (rf"alter table ({NAME}) modify \(({NAME}) generated (always|by default) as identity(?: \((.*)\))?\)", identity),
    (rf"alter table ({NAME}) modify \(({NAME}) drop identity\)", drop_identity),
    (rf"alter table ({NAME}) modify \(({NAME}) null\)", lambda _, *names: ["alter table {} alter column {} set null".format(*names)]),
    (rf"alter table ({NAME}) modify \(({NAME}) not null\)", lambda _, *names: ["alter table {} alter column {} set not null".format(*names)]),
    # Else H2 forgets the default.
    (rf"alter table ({NAME}) modify \(({NAME}) (.*)\)", lambda _, *parts: ["alter table {} alter column {} set data type {}".format(*parts)]),
    (rf"alter table ({NAME}) modify constraint ({NAME}) validate", validate),
    (rf"(alter table {NAME} add constraint ({NAME}) .*) enable novalidate", novalidate),
    (rf"rename ({NAME}) to ({NAME})", rename),
    (rf"create (unique )?index ({NAME}) on ({NAME}) \((.*)\)", h2_index.create),
    (rf"drop index ({NAME})", h2_index.drop),
    (rf"alter index ({NAME}) rename to ({NAME})", h2_index.rename),
]


def translate(database, told):
    """The statements of H2 that do what one of Oracle does."""
    for pattern, make in STATEMENTS:
        found = re.fullmatch(pattern, told, re.S)
        if found:
            return [spelled(statement) for statement in make(database, *found.groups())]
    return [spelled(told)]
