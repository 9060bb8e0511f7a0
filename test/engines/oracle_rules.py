"""What Oracle refuses and H2 takes: the rules that a script of migc's could break, as far as the catalogue shows it. Each is named by
Oracle's error."""

import re

from catalogue_h2 import constraints
from h2_text import NAME, arguments, text
from servers import EngineError

COLUMN = """select data_type, is_nullable, character_maximum_length, numeric_precision, numeric_scale, datetime_precision, is_identity
    from information_schema.columns where table_schema = 'PUBLIC' and table_name = {} and column_name = {}"""


GENERATED = """select column_name, is_visible, generation_expression from information_schema.columns
    where table_schema = 'PUBLIC' and table_name = {} and is_generated = 'ALWAYS'"""


def refuse(number, why):
    raise EngineError(f"ORA-{number}: {why}")


def not_null(database, table, column):
    kind, nullable, *_ = database.ask(COLUMN.format(text(table), text(column)))[0]
    if nullable == "NO":
        refuse("01442", f"{table}.{column} is not null already")


def null(database, table, column):
    kind, nullable, *_ = database.ask(COLUMN.format(text(table), text(column)))[0]
    if nullable == "YES":
        refuse("01451", f"{table}.{column} is null already")


def generated(database, table, column, _):
    if database.ask(COLUMN.format(text(table), text(column)))[0][-1] != "YES":
        refuse("30673", f"{table}.{column} is no identity")


def modified(database, table, column, told):
    """A column with values keeps its kind, and numbers don't get smaller; "ALTER TABLE", modify_col_properties."""
    for name, visible, expression in database.ask(GENERATED.format(text(table))):
        if f'"{column}"' in expression:
            refuse("54033" if visible == "1" else "30556", f"{table}.{column} is read by {name}")
    for name, in database.ask(f"""select index_name from information_schema.index_columns where table_schema = 'PUBLIC'
            and table_name = {text(table)} and column_name = {text(column)} and ordering_specification = 'DESC'"""):
        refuse("30556", f"{table}.{column} descends in {name}, which is an index over an expression for that")
    if not database.ask(f'select 1 from "{table}" where "{column}" is not null and rownum = 1'):
        return
    kind, _, length, precision, scale, fraction, _ = database.ask(COLUMN.format(text(table), text(column)))[0]
    word, numbers = re.match(r"(\w+)(?:\(([\d, ]+)[^)]*\))?", told).groups()
    sizes = [int(number) for number in numbers.split(",")] if numbers else []
    number, of_number = word == "number", kind in ("NUMERIC", "DECFLOAT")
    if number and of_number:
        if sizes and kind == "NUMERIC":
            new_scale = sizes[1] if len(sizes) > 1 else 0
            if new_scale < int(scale) or sizes[0] - new_scale < int(precision) - int(scale):
                refuse("01440", f"{table}.{column} has values, and {told} is smaller than ({precision}, {scale})")
        elif sizes:
            refuse("01440", f"{table}.{column} has values, and {told} is smaller than number")
        return
    alike = {"varchar2": "CHARACTER VARYING", "char": "CHARACTER", "raw": "BINARY VARYING", "timestamp": "TIMESTAMP"}
    if told.endswith("with time zone"):
        alike = {"timestamp": "TIMESTAMP WITH TIME ZONE"}
    if alike.get(word) != kind:
        refuse("01439", f"{table}.{column} has values, and is a {kind.lower()}")
    if word == "char" and sizes[0] < int(length):
        refuse("01441", f"{table}.{column} has values, and {told} is shorter")
    if word == "timestamp" and sizes[0] < int(fraction):
        refuse("30082", f"{table}.{column} has values, and {told} is less exact")


def renamed(database, table, column, _):
    for name, visible, expression in database.ask(GENERATED.format(text(table))):
        if visible == "1" and f'"{column}"' in expression:
            refuse("54032", f"{table}.{column} is read by {name}")


def key(database, table, name, columns):
    for other, definition in [(other, told) for of, other, told in constraints(database) if of == table]:
        if re.fullmatch(r"(PRIMARY KEY|UNIQUE)\((.*)\)", definition) and f"({columns})" in definition:
            refuse("02261", f"{name} is over the columns of {other}")


def index(database, name, table, elements):
    own = [re.sub(" desc$", "", element) for element in arguments(elements)]
    found = {}
    for key, column in database.ask(f"""select index_name, column_name from information_schema.index_columns
            where table_schema = 'PUBLIC' and table_name = {text(table)} order by index_name, ordinal_position"""):
        found.setdefault(key, []).append(f'"{column}"')
    keyed = [row[0] for row in database.ask(f"""select index_name from information_schema.table_constraints
        where table_schema = 'PUBLIC' and table_name = {text(table)} and constraint_type in ('PRIMARY KEY', 'UNIQUE')""")]
    of_keys = {row[0] for row in database.ask("select index_name from information_schema.indexes where not is_generated")} | set(keyed)
    for other, columns in found.items():
        if other in of_keys and columns == own:
            refuse("01408", f"{name}: there is an index over {', '.join(own)}, {other}")


def privileges(database, listed):
    words = [re.sub(r"\(.*\)", "", word).strip() for word in arguments(listed)]
    if len(set(words)) < len(words):
        refuse("01711", f"a privilege is listed twice: {', '.join(words)}")


TABLE = r'"([^"]+)"'
RULES = [
    (rf"alter table {TABLE} modify \({TABLE} not null\)", not_null),
    (rf"alter table {TABLE} modify \({TABLE} null\)", null),
    (rf"alter table {TABLE} modify \({TABLE} (generated .*|drop identity)\)", generated),
    (rf"alter table {TABLE} modify \({TABLE} ((?!default\b|generated\b|drop\b|not null|null).*)\)", modified),
    (rf"alter table {TABLE} rename column {TABLE} to {TABLE}", renamed),
    (rf"alter table {TABLE} add constraint {TABLE} (?:unique|primary key) \((.*?)\).*", key),
    (rf"create (?:unique )?index ({NAME}) on {TABLE} \((.*)\)", index),
    (r"(?:grant|revoke) (.*?) on .*", privileges),
]


def check(database, statement):
    for pattern, rule in RULES:
        found = re.fullmatch(pattern, statement, re.S)
        if found:
            rule(database, *found.groups())
