"""The catalogue of MariaDB and MySQL as facts. A column's position is one: AFTER can put it back."""

import re

from facts import POSITION, VERSION_TABLE, fact

HERE = f"table_schema = database() and table_name <> '{VERSION_TABLE}'"

# Each select yields: kind of object, its name, the part of it, then attribute, value, attribute, value, …; a value that is NULL
# is no fact. quote() marks off a text from the word NULL, with which MariaDB says DEFAULT NULL.
SELECTS = [
    f"""select 'table', table_name, '', 'engine', engine, 'collation', table_collation, 'row format', row_format,
        'options', nullif(create_options, ''), 'comment', nullif(table_comment, '')
        from information_schema.tables where {HERE} and table_type in ('BASE TABLE', 'SYSTEM VERSIONED')""",

    f"""select 'table', c.table_name, concat('column ', c.column_name), 'type', c.column_type, 'nullable', c.is_nullable,
        'default', if(c.column_default is null, null, concat('(', c.column_default, ')')),
        'extra', nullif(c.extra, ''), 'generated', nullif(c.generation_expression, ''),
        'charset', c.character_set_name, 'collation', c.collation_name, 'comment', nullif(c.column_comment, ''),
        'privileges', nullif(c.privileges, 'select,insert,update,references'), '{POSITION}', c.ordinal_position
        from information_schema.columns c join information_schema.tables t
        on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type <> 'VIEW'
        where c.table_schema = database() and c.table_name <> '{VERSION_TABLE}'""",

    f"""select 'table', table_name, concat('constraint ', constraint_name), 'kind', constraint_type
        from information_schema.table_constraints where {HERE}""",

    f"""select 'table', table_name, concat('constraint ', constraint_name), 'columns',
        group_concat(column_name order by ordinal_position separator ', '), 'refers to',
        concat(max(referenced_table_schema = table_schema), ' ', max(referenced_table_name), ' (',
        group_concat(referenced_column_name order by ordinal_position separator ', '), ')')
        from information_schema.key_column_usage where {HERE} group by table_name, constraint_name""",

    f"""select 'table', table_name, concat('constraint ', constraint_name), 'on update', update_rule,
        'on delete', delete_rule, 'match', match_option, 'through', unique_constraint_name
        from information_schema.referential_constraints
        where constraint_schema = database() and table_name <> '{VERSION_TABLE}'""",

    f"""select 'table', table_name, concat('index ', index_name), concat('part ', seq_in_index),
        concat_ws(' ', column_name, sub_part, if(collation = 'D', 'desc', 'asc')),
        'unique', if(non_unique, 'no', 'yes'), 'method', index_type,
        'comment', nullif(index_comment, ''), 'state', nullif(comment, '')
        from information_schema.statistics where {HERE}""",

    f"""select 'table', event_object_table, concat('trigger ', trigger_name), 'when', concat(action_timing, ' ', event_manipulation),
        'order', action_order, 'statement', action_statement
        from information_schema.triggers where trigger_schema = database()""",

    """select 'view', table_name, '', 'definition', view_definition, 'check', check_option, 'security', security_type
        from information_schema.views where table_schema = database()""",

    """select 'routine', routine_name, '', 'kind', routine_type, 'returns', dtd_identifier, 'definition', routine_definition,
        'deterministic', is_deterministic, 'access', sql_data_access, 'security', security_type,
        'comment', nullif(routine_comment, '')
        from information_schema.routines where routine_schema = database()""",

    """select 'routine', specific_name, concat('parameter ', ordinal_position), 'name', parameter_name, 'mode', parameter_mode,
        'type', dtd_identifier from information_schema.parameters where specific_schema = database()""",

    """select 'event', event_name, '', 'definition', event_definition, 'every', concat(interval_value, interval_field),
        'status', status from information_schema.events where event_schema = database()""",
]

# Only MariaDB knows the table of a check here, and whether an index is ignored.
MARIADB_SELECTS = [
    f"""select 'table', table_name, concat('constraint ', constraint_name), 'check', check_clause, 'level', level
        from information_schema.check_constraints
        where constraint_schema = database() and table_name <> '{VERSION_TABLE}'""",
    f"""select 'table', table_name, concat('index ', index_name), 'ignored', ignored
        from information_schema.statistics where {HERE}""",
]

OBJECTS = f"""select table_name, table_type from information_schema.tables where {HERE}"""

COLUMN_NAMES = """select c.table_name, c.column_name, c.data_type from information_schema.columns c
    join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
    where c.table_schema = database() and t.table_type in ('BASE TABLE', 'SYSTEM VERSIONED')"""

COUNTERS = """select table_name, auto_increment from information_schema.tables
    where table_schema = database() and auto_increment is not null"""


def dump(database):
    lines = set()
    more = MARIADB_SELECTS if database.engine.family == "mariadb" else []
    for kind, name, part, *pairs in database.query(*SELECTS, *more):
        for attribute, value in zip(pairs[::2], pairs[1::2]):
            if value is not None:
                value = value.replace(f"`{database.name}`.", "")  # views name their database before everything
                lines.add(fact(f"{kind} {name}", part, attribute, value))
    return sorted(lines | as_shown(database))


def as_shown(database):
    """The lines of SHOW CREATE TABLE, sorted: whatever information_schema has no column for is in them."""
    objects = database.query(OBJECTS)
    shows = [f"show create {'sequence' if kind == 'SEQUENCE' else 'table'} {database.quote(name)}"
             for name, kind in objects if kind != "VIEW"]
    lines = set()
    for name, text, *_ in database.query(*shows) if shows else []:
        kind = dict(objects)[name]
        for line in text.split("\n"):
            line = re.sub(r" AUTO_INCREMENT=\d+| RESTART.*", "", line).strip().rstrip(",")
            lines.add(fact("sequence " + name if kind == "SEQUENCE" else "table " + name, "", "shown", line))
    return lines
