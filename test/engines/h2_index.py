"""Indexes. H2 has none over expressions, so each expression is a hidden column of the table, as it is in Oracle ("user_ind_columns": SYS_NC…).
And the index of a key has the key's name in Oracle, and one of its own in H2."""

import re

from catalogue_h2 import HIDDEN, constraints
from h2_text import NAME, arguments, text


def create(database, unique, name, table, elements):
    found, columns = [], []
    for number, element in enumerate(arguments(elements), 1):
        expression, direction = re.fullmatch(r"(.*?)( desc)?", element, re.S).groups()
        if not re.fullmatch(NAME, expression):
            # One generated column reads no other one in H2.
            for column, generated in database.ask(f"""select column_name, generation_expression from information_schema.columns
                    where table_schema = 'PUBLIC' and table_name = {text(bare(table))} and is_generated = 'ALWAYS' and is_visible"""):
                expression = expression.replace(f'"{column}"', f"({generated})")
            hidden = hidden_name(name, number)
            kind = database.type_of(f"select {expression} from {table}")
            found.append(f"alter table {table} add column {hidden} {kind} invisible generated always as ({expression})")
            expression = hidden
        columns.append(expression + (direction or ""))
    return [*found, f"create {unique or ''}index {name} on {table} ({', '.join(columns)})"]


def hidden_name(index, number):
    return f'"{HIDDEN}{bare(index)}_{number}"'


def bare(name):
    return name.split(".")[-1].strip('"')


def hidden(database, index):
    """(table, columns) that are there for an index alone."""
    found = database.ask(f"""select table_name, column_name from information_schema.index_columns where index_schema = 'PUBLIC'
        and index_name = {text(bare(index))} and left(column_name, {len(HIDDEN)}) = '{HIDDEN}' order by ordinal_position""")
    return (found[0][0] if found else None), [column for _, column in found]


def drop(database, name):
    table, columns = hidden(database, name)
    used = users(database, name)  # foreign keys, which H2 lets rest on an index that is there
    return [*(f'alter table "{of}" drop constraint "{key}"' for of, key, _ in used), f"drop index {name}",
            *(f'alter table "{of}" add constraint "{key}" {told}' for of, key, told in used),
            *(f'alter table "{table}" drop column "{column}"' for column in columns)]


def users(database, index):
    keys = [row[0] for row in database.ask(f"""select constraint_name from information_schema.table_constraints
        where constraint_type = 'FOREIGN KEY' and index_name = {text(bare(index))}""")]
    return [found for found in constraints(database) if found[1] in keys]


def rename(database, old, new):
    if not database.ask(f"select 1 from information_schema.indexes where index_name = {text(bare(old))} and not is_generated"):
        # The index of a key, whose name H2 doesn't keep; a key of the new name has to be there by then.
        if database.ask(f"""select 1 from information_schema.table_constraints where constraint_name = {text(bare(new))}
                and constraint_type in ('PRIMARY KEY', 'UNIQUE')"""):
            return []
    table, columns = hidden(database, old)
    return [f"alter index {old} rename to {new}", *(
        f'alter table "{table}" alter column "{column}" rename to {hidden_name(new, number)}' for number, column in enumerate(columns, 1))]


def renamed_sequence(database, old, new):
    """H2 has no new name for a sequence: one like it is made that goes on where it is."""
    start, low, high, by, cycle, goes_on, cache = database.ask(f"""select start_value, minimum_value, maximum_value, increment, cycle_option,
        base_value, cache from information_schema.sequences where sequence_schema = 'PUBLIC' and sequence_name = {text(bare(old))}""")[0]
    return [f"create sequence {new} start with {start} increment by {by} minvalue {low} maxvalue {high}"
            f" {'cycle' if cycle == 'YES' else 'no cycle'} cache {cache}", f"alter sequence {new} restart with {goes_on}", f"drop sequence {old}"]
