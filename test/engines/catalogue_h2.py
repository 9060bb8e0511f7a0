"""The catalogue of H2 as facts. What Oracle doesn't keep, or what a way back needn't restore there, is none: the position of a column
(what is made anew stands at the end of the table), and where a sequence or an identity began; nor the types of a view's columns, of which
H2 keeps those that they had when it was made. An index over an expression has hidden
columns (h2_index.py); they are shown as what they stand for."""

import re

from facts import POSITION, VERSION_TABLE, fact
from oracle_names import shown

HIDDEN = "_index_"  # what the names of hidden columns begin with


def spelled(select):
    """A select of information_schema: NAME(c) is the name of a table, with its schema where that is another one; OWN(c) holds for all
    but H2's own tables and migc's; TYPE(c) is the type of a column."""
    select = re.sub(r"NAME\((\w+)\)", r"case when \1.table_schema = 'PUBLIC' then '' else \1.table_schema || '.' end || \1.table_name", select)
    select = re.sub(r"OWN\((\w+)\)", rf"\1.table_schema <> 'INFORMATION_SCHEMA' and \1.table_name <> '{VERSION_TABLE.upper()}'", select)
    return re.sub(r"TYPE\((\w+)\)", r"""\1.data_type || coalesce('(' || coalesce(case when \1.data_type not like '%LARGE%' then
        \1.character_maximum_length end, case when \1.data_type = 'NUMERIC' then \1.numeric_precision end, \1.datetime_precision)
        || case when \1.data_type = 'NUMERIC' and \1.numeric_scale <> 0 then ', ' || \1.numeric_scale else '' end || ')', '')""", select)


COLUMNS = """information_schema.columns c join information_schema.tables t on t.table_schema = c.table_schema
    and t.table_name = c.table_name"""

# Each select yields: kind of object, its name, the kind of the part, its name, then attribute, value, …; a value that is NULL is no fact.
SELECTS = list(map(spelled, [
    """select 'table', NAME(t), '', '', 'kind', t.table_class, 'comment', t.remarks
        from information_schema.tables t where OWN(t) and t.table_type <> 'VIEW'""",

    f"""select 'table', NAME(c), 'column', c.column_name, 'type', TYPE(c), 'nullable', c.is_nullable, 'default', c.column_default,
        'identity', c.identity_generation, 'identity increment', case when c.is_identity = 'YES' then c.identity_increment end,
        'generated', c.generation_expression, 'comment', c.remarks
        from {COLUMNS} and t.table_type <> 'VIEW' where OWN(c) and c.is_visible""",

    """select 'table', NAME(c), 'constraint', c.constraint_name, 'kind', c.constraint_type, 'state', c.remarks
        from information_schema.table_constraints c where OWN(c)""",

    """select 'table', NAME(i), 'index', i.index_name, 'part ' || i.ordinal_position,
        case when c.is_visible then i.column_name else c.generation_expression end || ' ' || i.ordering_specification,
        'unique', case when i.is_unique then 'yes' else 'no' end from information_schema.index_columns i
        join information_schema.indexes x on x.index_schema = i.index_schema and x.index_name = i.index_name and not x.is_generated
        join information_schema.columns c on c.table_schema = i.table_schema and c.table_name = i.table_name
        and c.column_name = i.column_name where OWN(i)""",

    f"""select 'view', NAME(c), 'column', c.column_name, '{POSITION}', c.ordinal_position, 'comment', c.remarks
        from {COLUMNS} and t.table_type = 'VIEW' where OWN(c)""",

    """select 'view', NAME(v), '', '', 'definition', v.view_definition, 'comment', v.remarks from information_schema.views v where OWN(v)""",

    """select 'sequence', s.sequence_name, '', '', 'schema', s.sequence_schema, 'minimum', s.minimum_value, 'maximum', s.maximum_value,
        'increment', s.increment, 'cycle', s.cycle_option, 'cache', s.cache, 'comment', s.remarks from information_schema.sequences s""",

    """select 'rights on', coalesce(r.table_schema || '.' || r.table_name, 'all'), '', '', 'of ' || r.grantee, coalesce(r.rights, r.grantedrole)
        from information_schema.rights r""",
]))

COLUMN_NAMES = spelled(f"select NAME(c), c.column_name, c.data_type from {COLUMNS} and t.table_type <> 'VIEW' where c.is_visible"
                       " and c.table_schema <> 'INFORMATION_SCHEMA'")

# The last number that each gave.
COUNTERS = spelled("""select NAME(c), c.identity_base - c.identity_increment from information_schema.columns c where c.is_identity = 'YES'
    and OWN(c) union all select sequence_name, base_value - increment from information_schema.sequences""")


def dump(database):
    lines = set()
    for select in SELECTS:
        for kind, name, part_kind, part, *pairs in database.ask(select):
            for attribute, value in zip(pairs[::2], pairs[1::2]):
                if value is not None:
                    lines.add(fact(f"{kind} {shown(name)}", f"{part_kind} {shown(part)}" if part_kind else "", attribute, value))
    for table, name, definition in constraints(database):
        if table.split(".")[-1] != VERSION_TABLE.upper():
            lines.add(fact(f"table {shown(table)}", f"constraint {shown(name)}", "is", definition))
    return sorted(lines)


PLACE = r'"([^"]+)"\."([^"]+)"'
CONSTRAINT = re.compile(rf'ALTER TABLE {PLACE} ADD CONSTRAINT "[^"]+"\."([^"]+)" (.*?)(?: NOCHECK)?;', re.S)


def constraints(database):
    """(table, name, definition) of each. SCRIPT knows them: in information_schema a column that was renamed has its old name."""
    found = [CONSTRAINT.fullmatch(unescaped(text)) for text, in database.ask("script nodata nopasswords nosettings")]
    return [(placed(match[1], match[2]), match[3], match[4]) for match in found if match]


def unescaped(text):
    """H2 writes what is not ASCII as escapes in a name or a literal that begins with U&."""
    def plain(match):
        return re.sub(r"\\(?:\+([0-9a-fA-F]{6})|([0-9a-fA-F]{4})|(\\))", lambda e: chr(int(e[1] or e[2], 16)) if not e[3] else "\\", match[1])
    return re.sub(r"""U&("(?:[^"]|"")*"|'(?:[^']|'')*')""", plain, text)


def placed(schema, table):
    return table if schema == "PUBLIC" else f"{schema}.{table}"
