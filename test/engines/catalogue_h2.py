"""The catalogue of H2 as facts. What Oracle doesn't keep, or what a way back needn't restore there, is none: the position of a column
(what is made anew stands at the end of the table), and where a sequence or an identity began. An index over an expression has hidden
columns (h2_index.py); they are shown as what they stand for."""

import re

from facts import POSITION, VERSION_TABLE, fact
from oracle_names import shown

HIDDEN = "_index_"  # what the names of hidden columns begin with
OWN = f"table_schema = 'PUBLIC' and table_name <> '{VERSION_TABLE.upper()}'"

# Each select yields: kind of object, its name, the kind of the part, its name, then attribute, value, …; a value that is NULL is no fact.
SELECTS = [
    f"""select 'table', table_name, '', '', 'kind', case when table_type = 'BASE TABLE' then null else table_type end, 'comment', remarks
        from information_schema.tables where {OWN} and table_type <> 'VIEW'""",

    f"""select 'table', c.table_name, 'column', c.column_name, 'type', {{TYPE}}, 'nullable', c.is_nullable, 'default', c.column_default,
        'identity', c.identity_generation, 'identity increment', case when c.is_identity = 'YES' then c.identity_increment end,
        'generated', c.generation_expression, 'comment', c.remarks
        from information_schema.columns c join information_schema.tables t
        on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type <> 'VIEW'
        where c.{OWN.replace(' and ', ' and c.')} and c.is_visible""",

    f"""select 'table', table_name, 'constraint', constraint_name, 'kind', constraint_type, 'state', remarks
        from information_schema.table_constraints where {OWN}""",

    f"""select 'table', i.table_name, 'index', i.index_name, 'part ' || i.ordinal_position,
        coalesce(case when c.is_visible then null else c.generation_expression end, i.column_name) || ' ' || i.ordering_specification,
        'unique', case when i.is_unique then 'yes' else 'no' end
        from information_schema.index_columns i
        join information_schema.indexes x on x.index_schema = i.index_schema and x.index_name = i.index_name and not x.is_generated
        join information_schema.columns c on c.table_schema = i.table_schema and c.table_name = i.table_name and c.column_name = i.column_name
        where i.{OWN.replace(' and ', ' and i.')}""",

    """select 'view', c.table_name, 'column', c.column_name, 'type', {TYPE}, '{POSITION}', c.ordinal_position, 'comment', c.remarks
        from information_schema.columns c join information_schema.tables t
        on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type = 'VIEW'
        where c.table_schema = 'PUBLIC'""".replace("{POSITION}", POSITION),

    """select 'view', table_name, '', '', 'definition', view_definition, 'comment', remarks from information_schema.views
        where table_schema = 'PUBLIC'""",

    """select 'sequence', sequence_name, '', '', 'minimum', minimum_value, 'maximum', maximum_value,
        'increment', increment, 'cycle', cycle_option, 'cache', cache, 'comment', remarks from information_schema.sequences
        where sequence_schema = 'PUBLIC'""",

    """select 'rights on', coalesce(table_name, 'all'), '', '', 'of ' || grantee, coalesce(rights, grantedrole)
        from information_schema.rights""",

    """select 'trigger', trigger_name, '', '', 'on', event_object_table from information_schema.triggers where trigger_schema = 'PUBLIC'""",
]

TYPE = """c.data_type || coalesce('(' || coalesce(case when c.data_type like '%LARGE%' then null else c.character_maximum_length end,
    case when c.data_type = 'NUMERIC' then c.numeric_precision end, c.datetime_precision)
    || case when c.data_type = 'NUMERIC' and c.numeric_scale <> 0 then ', ' || c.numeric_scale else '' end || ')', '')"""

COLUMN_NAMES = """select c.table_name, c.column_name, c.data_type from information_schema.columns c
    join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type <> 'VIEW'
    where c.table_schema = 'PUBLIC' and c.is_visible"""

# The last number that each gave.
COUNTERS = """select table_name, identity_base - identity_increment from information_schema.columns
    where table_schema = 'PUBLIC' and is_identity = 'YES'
    union all select sequence_name, base_value - increment from information_schema.sequences where sequence_schema = 'PUBLIC'"""


def dump(database):
    lines = set()
    for select in SELECTS:
        for kind, name, part_kind, part, *pairs in database.ask(select.replace("{TYPE}", TYPE)):
            for attribute, value in zip(pairs[::2], pairs[1::2]):
                if value is not None:
                    where = f"{part_kind} {shown(part)}" if part_kind else ""
                    lines.add(fact(f"{kind} {shown(name)}", where, attribute, value))
    lines |= {fact(f"table {shown(table)}", f"constraint {shown(name)}", "is", definition)
              for table, name, definition in constraints(database) if shown(table) != VERSION_TABLE}
    return sorted(lines)


CONSTRAINT = re.compile(r'ALTER TABLE "PUBLIC"\."([^"]+)" ADD CONSTRAINT "PUBLIC"\."([^"]+)" (.*?)(?: NOCHECK)?;', re.S)


def constraints(database):
    """(table, name, definition) of each. SCRIPT knows them: in information_schema a column that was renamed has its old name."""
    found = [CONSTRAINT.fullmatch(text) for text, in database.ask("script nodata nopasswords nosettings")]
    return [match.groups() for match in found if match]
