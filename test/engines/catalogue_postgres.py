"""PostgreSQL's catalogue as facts. A column's position is none: PostgreSQL can't put a column back in the middle."""

from facts import VERSION_TABLE, fact

# Everything is read with an empty search path, so that what pg_get_expr and its like print names its schema, always.
QUIET = "(select pg_catalog.set_config('search_path', 'pg_catalog', true))"


def named(schema, name):
    """A table of the schema public goes by its bare name."""
    return f"(case when {schema}.nspname = 'public' then '' else {schema}.nspname || '.' end || {name})"


def ours(schema, catalog, oid):
    """Neither the system's own nor what an extension brought along."""
    return (f"{schema}.nspname not in ('pg_catalog', 'information_schema') and {schema}.nspname !~ '^pg_(toast|temp)'"
            f" and not exists (select from pg_depend x where x.classid = '{catalog}'::regclass"
            f" and x.objid = {oid} and x.deptype = 'e')")


TABLE = named("n", "c.relname")
FROM_TABLES = (f"from pg_class c join pg_namespace n on n.oid = c.relnamespace and {ours('n', 'pg_class', 'c.oid')}"
               f" and c.relname <> '{VERSION_TABLE}'")
IS_TABLE = "c.relkind in ('r', 'p', 'f')"


def values(*pairs):
    """A lateral list of (attribute, value), which an object has where the value is not null."""
    return "cross join lateral (values " + ", ".join(f"('{a}', ({v})::text)" for a, v in pairs) + \
        ") v (attribute, value) where v.value is not null"


def rights(kind, acl, owner):
    """Who has which rights, and may give them on (*), sorted. Where no rights were ever given, those that the owner and PUBLIC have
    without that are told: they are the same rights."""
    return (f"(select string_agg(coalesce(r.rolname, 'PUBLIC') || ' ' || x.privilege_type"
            f" || case when x.is_grantable then '*' else '' end, ', ' order by r.rolname, x.privilege_type)"
            f" from aclexplode(coalesce({acl}, acldefault('{kind}', {owner}))) x left join pg_roles r on r.oid = x.grantee)")


RIGHTS_OF_COLUMN = """(select string_agg(coalesce(r.rolname, 'PUBLIC') || ' ' || x.privilege_type
    || case when x.is_grantable then '*' else '' end, ', ' order by r.rolname, x.privilege_type)
    from aclexplode(a.attacl) x left join pg_roles r on r.oid = x.grantee)"""

# Some builds of the server (Debian's 15.20 is one) write pg_attver into the options of every column that they make: a stamp that
# grows with the WAL, so that a column that was dropped and came back never has the same. It is the server's own, no part of
# a schema; this key alone is left out, all other options are facts.
COLUMN_OPTIONS = """(select string_agg(o, ', ' order by o) from unnest(a.attoptions) o
    where o not like 'pg\\_attver=%')"""

SELECTS = [
    # Schemas and extensions
    f"""select 'schema ' || n.nspname, '', v.attribute, v.value from pg_namespace n
        {values(('exists', "'yes'"), ('comment', "obj_description(n.oid, 'pg_namespace')"),
                ('rights', rights('n', 'n.nspacl', 'n.nspowner')))}
        and {ours('n', 'pg_namespace', 'n.oid')}""",
    f"""select 'extension ' || e.extname, '', v.attribute, v.value from pg_extension e
        {values(('version', 'e.extversion'), ('schema', 'e.extnamespace::regnamespace'),
                ('comment', "obj_description(e.oid, 'pg_extension')"))}""",
    f"""select 'collation ' || {named('n', 'o.collname')}, '', v.attribute, v.value
        from pg_collation o join pg_namespace n on n.oid = o.collnamespace and {ours('n', 'pg_collation', 'o.oid')}
        cross join lateral (select to_jsonb(o) as j) j
        {values(('provider', 'o.collprovider'), ('collate', "j ->> 'collcollate'"), ('ctype', "j ->> 'collctype'"),
                ('locale', "coalesce(j ->> 'colllocale', j ->> 'colliculocale')"), ('deterministic', "j ->> 'collisdeterministic'"),
                ('comment', "obj_description(o.oid, 'pg_collation')"))}""",

    # Tables
    f"""select 'table ' || {TABLE}, '', v.attribute, v.value {FROM_TABLES} and {IS_TABLE}
        left join pg_am am on am.oid = c.relam
        {values(('kind', 'c.relkind'), ('persistence', 'c.relpersistence'), ('method', 'am.amname'),
                ('options', "(select string_agg(o, ', ' order by o) from unnest(c.reloptions) o)"),
                ('comment', "obj_description(c.oid, 'pg_class')"),
                ('rights', rights('r', 'c.relacl', 'c.relowner')),
                ('row security', "nullif(c.relrowsecurity::text || c.relforcerowsecurity::text, 'falsefalse')"),
                ('replica identity', "nullif(c.relreplident, 'd')"),
                ('tablespace', "(select spcname from pg_tablespace t where t.oid = c.reltablespace)"),
                ('partition key', 'pg_get_partkeydef(c.oid)'),
                ('partition', 'pg_get_expr(c.relpartbound, c.oid)'),
                ('inherits', "(select string_agg(i.inhparent::regclass::text, ', ' order by i.inhseqno)"
                             " from pg_inherits i where i.inhrelid = c.oid)"))}""",

    # Columns. Attributes that came with a later version are read through to_jsonb, which doesn't mind if they are missing.
    f"""select 'table ' || {TABLE}, 'column ' || a.attname, v.attribute, v.value {FROM_TABLES} and {IS_TABLE}
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        join pg_type t on t.oid = a.atttypid
        left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
        cross join lateral (select to_jsonb(a) as j) j
        {values(('type', 'format_type(a.atttypid, a.atttypmod)'), ('not null', "case when a.attnotnull then 'yes' else 'no' end"),
                ('default', "case when coalesce(j ->> 'attgenerated', '') = '' then pg_get_expr(d.adbin, d.adrelid) end"),
                ('generated', "case when j ->> 'attgenerated' <> '' then (j ->> 'attgenerated') || ' '"
                              " || pg_get_expr(d.adbin, d.adrelid) end"),
                ('identity', "nullif(a.attidentity, '')"),
                ('collation', "(select x.collname from pg_collation x where x.oid = a.attcollation"
                              " and a.attcollation <> t.typcollation)"),
                ('storage', 'case when a.attstorage <> t.typstorage then a.attstorage end'),
                ('compression', "nullif(j ->> 'attcompression', '')"),
                ('statistics', "nullif(a.attstattarget, -1)"),
                ('options', COLUMN_OPTIONS), ('rights', RIGHTS_OF_COLUMN),
                ('comment', 'col_description(c.oid, a.attnum)'))}""",

    # Constraints: pg_get_constraintdef says all of a key, with match, actions, deferrability and not valid
    f"""select 'table ' || {TABLE}, 'constraint ' || k.conname, v.attribute, v.value {FROM_TABLES}
        join pg_constraint k on k.conrelid = c.oid and k.contype <> 'n'
        {values(('definition', 'pg_get_constraintdef(k.oid)'), ('kind', 'k.contype'),
                ('on update', "nullif(k.confupdtype, ' ')"), ('on delete', "nullif(k.confdeltype, ' ')"),
                ('match', "nullif(k.confmatchtype, ' ')"),
                ('deferrable', "k.condeferrable"), ('deferred', 'k.condeferred'), ('validated', 'k.convalidated'),
                ('inherited', "nullif(k.coninhcount, 0)"), ('no inherit', "case when k.contype = 'c' and k.connoinherit then 'yes' end"),
                ('comment', "obj_description(k.oid, 'pg_constraint')"))}""",

    # Indexes: pg_get_indexdef says method, columns, opclass, collation, direction, nulls order, include and predicate
    f"""select 'table ' || {TABLE}, 'index ' || x.relname, v.attribute, v.value {FROM_TABLES}
        join pg_index i on i.indrelid = c.oid join pg_class x on x.oid = i.indexrelid
        {values(('definition', 'pg_get_indexdef(i.indexrelid)'), ('unique', 'i.indisunique'), ('primary', 'i.indisprimary'),
                ('valid', 'i.indisvalid'), ('clustered', 'nullif(i.indisclustered, false)'),
                ('replica identity', 'nullif(i.indisreplident, false)'),
                ('options', "array_to_string(x.reloptions, ', ')"),
                ('tablespace', "(select spcname from pg_tablespace t where t.oid = x.reltablespace)"),
                ('comment', "obj_description(x.oid, 'pg_class')"))}""",

    # Triggers, rules and policies
    f"""select 'table ' || {TABLE}, 'trigger ' || t.tgname, v.attribute, v.value {FROM_TABLES}
        join pg_trigger t on t.tgrelid = c.oid and not t.tgisinternal
        {values(('definition', 'pg_get_triggerdef(t.oid)'), ('enabled', 't.tgenabled'),
                ('comment', "obj_description(t.oid, 'pg_trigger')"))}""",
    f"""select 'table ' || {TABLE}, 'rule ' || r.rulename, 'definition', pg_get_ruledef(r.oid) {FROM_TABLES}
        join pg_rewrite r on r.ev_class = c.oid and r.rulename <> '_RETURN'""",
    f"""select 'table ' || {TABLE}, 'policy ' || p.polname, v.attribute, v.value {FROM_TABLES}
        join pg_policy p on p.polrelid = c.oid
        {values(('command', 'p.polcmd'), ('permissive', 'p.polpermissive'),
                ('roles', "(select string_agg(r::regrole::text, ', ' order by r::regrole::text) from unnest(p.polroles) r)"),
                ('using', 'pg_get_expr(p.polqual, p.polrelid)'), ('check', 'pg_get_expr(p.polwithcheck, p.polrelid)'),
                ('comment', "obj_description(p.oid, 'pg_policy')"))}""",

    # Sequences. That of an identity is the column's own: migc never names it, and after a rename it has a name that is made anew.
    f"""select 'sequence ' || coalesce((select 'of ' || o.refobjid::regclass || '.' || a.attname from pg_depend o
            join pg_attribute a on a.attrelid = o.refobjid and a.attnum = o.refobjsubid
            where o.classid = 'pg_class'::regclass and o.objid = c.oid and o.deptype = 'i'), {TABLE}), '', v.attribute, v.value {FROM_TABLES} and c.relkind = 'S'
        join pg_sequence s on s.seqrelid = c.oid
        {values(('type', 'format_type(s.seqtypid, null)'), ('start', 's.seqstart'), ('increment', 's.seqincrement'),
                ('minimum', 's.seqmin'), ('maximum', 's.seqmax'), ('cache', 's.seqcache'), ('cycle', 's.seqcycle'),
                ('persistence', 'c.relpersistence'), ('comment', "obj_description(c.oid, 'pg_class')"),
                ('rights', rights('s', 'c.relacl', 'c.relowner')),
                ('owner', "(select o.refobjid::regclass || '.' || a.attname || ' ' || o.deptype::text from pg_depend o"
                          " join pg_attribute a on a.attrelid = o.refobjid and a.attnum = o.refobjsubid"
                          " where o.classid = 'pg_class'::regclass and o.objid = c.oid and o.deptype in ('a', 'i'))"))}""",

    # Views
    f"""select case c.relkind when 'v' then 'view ' else 'materialized view ' end || {TABLE}, '', v.attribute, v.value
        {FROM_TABLES} and c.relkind in ('v', 'm')
        {values(('definition', 'pg_get_viewdef(c.oid)'), ('options', "array_to_string(c.reloptions, ', ')"),
                ('columns', "(select string_agg(a.attname, ', ' order by a.attnum) from pg_attribute a"
                            " where a.attrelid = c.oid and a.attnum > 0)"),
                ('populated', "nullif(c.relispopulated, true)"),
                ('comment', "obj_description(c.oid, 'pg_class')"), ('rights', rights('r', 'c.relacl', 'c.relowner')))}""",
    f"""select case c.relkind when 'v' then 'view ' else 'materialized view ' end || {TABLE}, 'column ' || a.attname, v.attribute, v.value
        {FROM_TABLES} and c.relkind in ('v', 'm')
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
        {values(('type', 'format_type(a.atttypid, a.atttypmod)'), ('default', 'pg_get_expr(d.adbin, d.adrelid)'),
                ('rights', RIGHTS_OF_COLUMN), ('comment', 'col_description(c.oid, a.attnum)'))}""",

    # Types: enums in their order, domains with their checks, composite types with their columns
    f"""select 'type ' || {named('n', 't.typname')}, '', v.attribute, v.value
        from pg_type t join pg_namespace n on n.oid = t.typnamespace and {ours('n', 'pg_type', 't.oid')}
        left join pg_class c on c.oid = t.typrelid
        {values(('kind', 't.typtype'),
                ('labels', "(select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder)"
                           " from pg_enum e where e.enumtypid = t.oid)"),
                ('base', "nullif(format_type(t.typbasetype, t.typtypmod), '-')"), ('not null', 'nullif(t.typnotnull, false)'),
                ('collation', "(select o.collname from pg_collation o join pg_type b on b.oid = t.typbasetype"
                              " where o.oid = t.typcollation and t.typcollation <> b.typcollation)"),
                ('default', 't.typdefault'),
                ('checks', "(select string_agg(k.conname || ' ' || pg_get_constraintdef(k.oid), ', ' order by k.conname)"
                           " from pg_constraint k where k.contypid = t.oid)"),
                ('columns', "(select string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod), ', ' order by"
                            " a.attnum) from pg_attribute a where a.attrelid = t.typrelid and a.attnum > 0)"),
                ('rights', rights('T', 't.typacl', 't.typowner')),
                ('comment', "obj_description(t.oid, 'pg_type')"))}
        and t.typtype in ('e', 'd', 'c', 'r') and (t.typrelid = 0 or c.relkind = 'c')""",

    # Routines
    f"""select 'routine ' || {named('n', 'p.proname')} || '(' || pg_get_function_identity_arguments(p.oid) || ')', '',
        v.attribute, v.value
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace and {ours('n', 'pg_proc', 'p.oid')}
        {values(('definition', "case when p.prokind in ('f', 'p') then pg_get_functiondef(p.oid) else p.prokind::text end"),
                ('comment', "obj_description(p.oid, 'pg_proc')"), ('rights', rights('f', 'p.proacl', 'p.proowner')))}""",
]

COLUMN_NAMES = f"""select {TABLE}, a.attname from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and {ours('n', 'pg_class', 'c.oid')}
    left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped where c.relkind in ('r', 'p')"""

SEQUENCES = """select case when schemaname = 'public' then '' else schemaname || '.' end || sequencename, increment_by
    from pg_sequences"""


def counters(database):
    """{sequence: the number before its next one}"""
    selects = [f"select $name${name}$name$, case when is_called then last_value else last_value - {step} end"
               f" from {database.quote_table(name)}" for name, step in database.query(SEQUENCES)]
    return {name: int(last) for name, last in database.query(*selects)} if selects else {}


def dump(database):
    lines = []
    for row in database.query(f"select 1 from {QUIET} q", *SELECTS):
        if len(row) == 4:
            lines.append(fact(*row))
    return sorted(lines)
