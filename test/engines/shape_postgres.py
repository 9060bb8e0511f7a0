"""Shapes of PostgreSQL's tables."""

import json

from catalogue_postgres import FROM_TABLES, TABLE, named
from shape import Column, ForeignKey, Shape, learn_from_check

KINDS = {
    "int2": ("integer", 2**15 - 1), "int4": ("integer", 2**31 - 1), "int8": ("integer", 2**63 - 1),
    "numeric": ("decimal", 0), "float4": ("real", 0), "float8": ("real", 0), "bool": ("bool", 0),
    "varchar": ("text", 0), "bpchar": ("char", 0), "text": ("text", 0), "bytea": ("bytes", 0), "date": ("date", 0),
    "time": ("time", 0), "timetz": ("time", 0), "timestamp": ("timestamp", 0), "timestamptz": ("timestamp", 0),
    "interval": ("interval", 0), "uuid": ("uuid", 0), "json": ("json", 0), "jsonb": ("json", 0), "xml": ("xml", 0),
}

# A domain counts as the type below it; an array is told by the type of its elements.
COLUMNS = f"""select 'column', {TABLE}, a.attname, b.typname, e.typname, a.attnotnull,
        case when t.typtype = 'd' then t.typtypmod else a.atttypmod end,
        a.attidentity <> '' or coalesce(pg_get_expr(d.adbin, d.adrelid), '') like 'nextval(%',
        coalesce(to_jsonb(a) ->> 'attgenerated', '') <> '',
        (select json_agg(x.enumlabel order by x.enumsortorder) from pg_enum x where x.enumtypid = coalesce(e.oid, b.oid))
    {FROM_TABLES} and c.relkind in ('r', 'p') and not c.relispartition
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    join pg_type b on b.oid = case when t.typtype = 'd' then t.typbasetype else t.oid end
    left join pg_type e on e.oid = b.typelem and b.typcategory = 'A'
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum"""

KEYS = f"""select 'key', {TABLE}, (select json_agg(a.attname order by k.place)
        from unnest(i.indkey::int2[]) with ordinality k (number, place)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number)
    {FROM_TABLES} join pg_index i on i.indrelid = c.oid and i.indisunique order by i.indisprimary desc"""

FOREIGN_KEYS = f"""select 'foreign', {TABLE}, {named('rn', 'r.relname')},
        (select json_agg(a.attname order by k.place) from unnest(f.conkey) with ordinality k (number, place)
         join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.number),
        (select json_agg(a.attname order by k.place) from unnest(f.confkey) with ordinality k (number, place)
         join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.number)
    {FROM_TABLES} join pg_constraint f on f.conrelid = c.oid and f.contype = 'f' and f.conparentid = 0
    join pg_class r on r.oid = f.confrelid join pg_namespace rn on rn.oid = r.relnamespace"""

CHECKS = f"""select 'check', {TABLE}, pg_get_constraintdef(k.oid)
    {FROM_TABLES} join pg_constraint k on k.conrelid = c.oid and k.contype = 'c'"""


def read(database):
    shapes = {}
    for what, table, *rest in database.query(COLUMNS, KEYS, FOREIGN_KEYS, CHECKS):
        if what == "column":
            shapes.setdefault(table, Shape(table)).columns[rest[0]] = column(*rest)
        elif table not in shapes:
            continue
        elif what == "key" and rest[0]:
            shapes[table].keys.append(json.loads(rest[0]))
        elif what == "foreign":
            shapes[table].foreign_keys.append(ForeignKey(json.loads(rest[1]), rest[0], json.loads(rest[2])))
        elif what == "check":
            learn_from_check(shapes[table], rest[0])
    return shapes


def column(name, type_name, element, not_null, modifier, identity, computed, labels):
    kind, high = KINDS.get(element or type_name, ("other", 0))
    found = Column(name, kind, nullable=not_null == "f", identity=identity == "t", computed=computed == "t")
    modifier = int(modifier)
    if kind == "integer":
        found.high = high
    if modifier >= 4 and kind in ("text", "char"):
        found.size = modifier - 4
    if kind == "decimal" and modifier >= 4:
        found.size, found.scale = (modifier - 4) >> 16, (modifier - 4) & 0x7FF
    if labels:
        found.kind = "choice"
        found.choices = ["'" + label.replace("'", "''") + "'" for label in json.loads(labels)]
    if element:
        inner = found
        found = Column(name, "array", nullable=inner.nullable, computed=inner.computed, element=inner)
    return found
