"""The catalogue of MariaDB and MySQL as facts. A column's position is one: AFTER can put it back."""

import re

from facts import POSITION, VERSION_TABLE, fact

IN = f"table_schema = HERE and table_name <> '{VERSION_TABLE}'"

# Each select yields: kind of object, its name, the part of it, then attribute, value, attribute, value, …; a value that is NULL
# is no fact. quote() marks off a text from the word NULL, with which MariaDB says DEFAULT NULL. HERE and PREFIX: of_all in mysql.py.
SELECTS = [
    """select 'schema', schema_name, '', 'charset', default_character_set_name, 'collation', default_collation_name
        from information_schema.schemata where schema_name = HERE and PREFIX <> ''""",

    f"""select 'table', concat(PREFIX, table_name), '', 'engine', engine, 'collation', table_collation, 'row format', row_format,
        'options', nullif(create_options, ''), 'comment', nullif(table_comment, '')
        from information_schema.tables where {IN} and table_type in ('BASE TABLE', 'SYSTEM VERSIONED')""",

    f"""select 'table', concat(PREFIX, c.table_name), concat('column ', c.column_name), 'type', c.column_type, 'nullable', c.is_nullable,
        'default', if(c.column_default is null, null, concat('(', c.column_default, ')')),
        'extra', nullif(c.extra, ''), 'generated', nullif(c.generation_expression, ''),
        'charset', c.character_set_name, 'collation', c.collation_name, 'comment', nullif(c.column_comment, ''),
        'privileges', nullif(c.privileges, 'select,insert,update,references'), '{POSITION}', c.ordinal_position
        from information_schema.columns c join information_schema.tables t
        on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type <> 'VIEW'
        where c.table_schema = HERE and c.table_name <> '{VERSION_TABLE}'""",

    f"""select 'table', concat(PREFIX, table_name), concat('constraint ', constraint_name), 'kind', constraint_type
        from information_schema.table_constraints where {IN}""",

    f"""select 'table', concat(PREFIX, table_name), concat('constraint ', constraint_name), 'columns',
        group_concat(column_name order by ordinal_position separator ', '), 'refers to',
        concat('`', max(referenced_table_schema), '`.', max(referenced_table_name), ' (',
        group_concat(referenced_column_name order by ordinal_position separator ', '), ')')
        from information_schema.key_column_usage where {IN} group by table_name, constraint_name""",

    f"""select 'table', concat(PREFIX, table_name), concat('constraint ', constraint_name), 'on update', update_rule,
        'on delete', delete_rule, 'match', match_option, 'through', unique_constraint_name
        from information_schema.referential_constraints
        where constraint_schema = HERE and table_name <> '{VERSION_TABLE}'""",

    f"""select 'table', concat(PREFIX, table_name), concat('index ', index_name), concat('part ', seq_in_index),
        concat_ws(' ', column_name, sub_part, if(collation = 'D', 'desc', 'asc')),
        'unique', if(non_unique, 'no', 'yes'), 'method', index_type,
        'comment', nullif(index_comment, ''), 'state', nullif(comment, '')
        from information_schema.statistics where {IN}""",

    f"""select 'table', concat(PREFIX, event_object_table), concat('trigger ', trigger_name),
        'when', concat(action_timing, ' ', event_manipulation),
        'order', action_order, 'statement', action_statement, 'sql mode', sql_mode, 'charset', character_set_client,
        'collation', collation_connection
        from information_schema.triggers where trigger_schema = HERE""",

    # The columns of a view are known by its text, but for their types.
    """select 'view', concat(PREFIX, c.table_name), concat('column ', c.column_name), 'type', c.column_type, 'nullable', c.is_nullable,
        'collation', c.collation_name, '{POSITION}', c.ordinal_position
        from information_schema.columns c join information_schema.tables t
        on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type = 'VIEW'
        where c.table_schema = HERE""".replace("{POSITION}", POSITION),

    """select 'view', concat(PREFIX, table_name), '', 'definition', view_definition, 'check', check_option, 'security', security_type,
        'charset', character_set_client, 'collation', collation_connection
        from information_schema.views where table_schema = HERE""",

    """select 'routine', concat(PREFIX, routine_name), '', 'kind', routine_type, 'returns', dtd_identifier,
        'definition', routine_definition,
        'deterministic', is_deterministic, 'access', sql_data_access, 'security', security_type,
        'comment', nullif(routine_comment, ''), 'sql mode', sql_mode, 'charset', character_set_client,
        'collation', collation_connection
        from information_schema.routines where routine_schema = HERE""",

    """select 'routine', concat(PREFIX, specific_name), concat('parameter ', ordinal_position), 'name', parameter_name,
        'mode', parameter_mode, 'type', dtd_identifier from information_schema.parameters where specific_schema = HERE""",

    """select 'event', concat(PREFIX, event_name), '', 'definition', event_definition, 'every', concat(interval_value, interval_field),
        'status', status from information_schema.events where event_schema = HERE""",

    # Rights. They outlive the table that they are for, so this shows the ones that a script leaves behind. Those on a routine
    # stand in no view of information_schema.
    """select 'schema', if(PREFIX = '', 'of its own', HERE), concat('rights of ', grantee), privilege_type, is_grantable
        from information_schema.schema_privileges where table_schema = HERE""",
    """select 'rights on', concat(PREFIX, table_name), concat('of ', grantee), privilege_type, is_grantable
        from information_schema.table_privileges where table_schema = HERE""",
    """select 'rights on', concat(PREFIX, table_name), concat('of ', grantee, ' on ', column_name), privilege_type, is_grantable
        from information_schema.column_privileges where table_schema = HERE""",
    """select 'rights on', concat(PREFIX, lower(routine_type), ' ', routine_name), concat('of ', user, '@', host),
        'rights', cast(proc_priv as char) from mysql.procs_priv where db = HERE""",
]

# Only MariaDB knows the table of a check here, and whether an index is ignored.
MARIADB_SELECTS = [
    f"""select 'table', concat(PREFIX, table_name), concat('constraint ', constraint_name), 'check', check_clause, 'level', level
        from information_schema.check_constraints
        where constraint_schema = HERE and table_name <> '{VERSION_TABLE}'""",
    f"""select 'table', concat(PREFIX, table_name), concat('index ', index_name), 'ignored', ignored
        from information_schema.statistics where {IN}""",
]

OBJECTS = f"""select concat(PREFIX, table_name), table_type from information_schema.tables where {IN}"""

COLUMN_NAMES = """select concat(PREFIX, c.table_name), c.column_name, c.data_type from information_schema.columns c
    join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
    where c.table_schema = HERE and t.table_type in ('BASE TABLE', 'SYSTEM VERSIONED')"""

COUNTERS = """select concat(PREFIX, table_name), auto_increment from information_schema.tables
    where table_schema = HERE and auto_increment is not null"""


def dump(database):
    lines = set()
    more = MARIADB_SELECTS if database.engine.family == "mariadb" else []
    for kind, name, part, *pairs in database.query(*database.of_all(*SELECTS, *more)):
        for attribute, value in zip(pairs[::2], pairs[1::2]):
            if value is not None:
                lines.add(fact(f"{kind} {name}", part, attribute, bare(database, value)))
    return sorted(lines | as_shown(database))


def bare(database, text):
    """A text without the database's own name; views have it before everything."""
    return text.replace(f"`{database.name}`.", "")


def as_shown(database):
    """The lines of SHOW CREATE TABLE, sorted: whatever information_schema has no column for is in them."""
    objects = [(name, "sequence" if kind == "SEQUENCE" else "table")
               for name, kind in database.query(*database.of_all(OBJECTS)) if kind != "VIEW"]
    shows = [f"show create {kind} {database.quote_table(name)}" for name, kind in objects]
    lines = set()
    for (name, kind), (_, text, *_) in zip(objects, database.query(*shows) if shows else []):
        for line in text.split("\n"):
            line = re.sub(r" AUTO_INCREMENT=\d+| RESTART.*", "", line).strip().rstrip(",")
            lines.add(fact(f"{kind} {name}", "", "shown", bare(database, line)))
    return lines
