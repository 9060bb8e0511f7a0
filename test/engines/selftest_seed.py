"""Tables that are hard to put rows into."""

import hints
from seed import Seeder

SCHEMA = """
create table orgs (id {identity}, code char(2) unique, parent_id bigint references orgs (id), name varchar(5) not null);
create table users (
    id char(36) primary key, email varchar(255) not null, org_id bigint not null, karma integer check (karma > 0),
    amount decimal(6,2), born date, ok boolean not null, boss char(36) not null, kind varchar(10) check (kind in ('x', 'y')),
    status varchar(10) not null check (length(status) = 3), lower_email varchar(255) generated always as (lower(email)) stored,
    foreign key (org_id) references orgs (id) on delete cascade, foreign key (boss) references users (id));
create unique index ux_users on users (born, email);
create table a (id int primary key, b_id int not null);
create table b (id int primary key, a_id int not null, foreign key (a_id) references a (id));
{close_cycle}
create table only_id (id {identity});
create table members (org_id bigint, user_id char(36), since date, primary key (org_id, user_id), unique (user_id),
    foreign key (org_id) references orgs (id), foreign key (user_id) references users (id));
create table tenants (t int not null, n int not null, up int, primary key (t, n), foreign key (t, up) references tenants (t, n));
create table either (p int, q varchar(20), check ((p is null) <> (q is null)));
create table singleton (id int primary key check (id = 1));
create table "Odd name" ("select" int, "it's" varchar(20), primary key ("select"));
create table notes (a varchar(99), b varchar(99), c varchar(99) not null, d varchar(99));
create table migc_version (id varchar(20));
"""
CYCLE = "alter table a add foreign key (b_id) references b (id);"
PLACES = {
    "postgres": {"identity": "bigint generated always as identity primary key", "close_cycle": CYCLE},
    "mariadb": {"identity": "bigint auto_increment primary key", "close_cycle": CYCLE},
    "sqlite": {"identity": "integer primary key autoincrement",
               "close_cycle": "drop table a; create table a (id int primary key, b_id int not null references b (id));"},
}
MORE = {
    "postgres": """create type mood as enum ('a', 'it''s');
        create table types (id uuid primary key, m mood, tags text[], j jsonb, o json, bin bytea, n numeric, r real, d double precision,
        t time, ts timestamptz, i interval, x xml, s smallint unique, v varchar, c char(3) unique, n2 numeric(3,2), ns int[]);""",
    "mariadb": """create table types (id binary(16) primary key, m enum('a', 'it''s'), j json, bin varbinary(3), t time, ts datetime(6),
        s tinyint unique, u tinyint unsigned, y year, l varchar(20) character set latin1, bits bit(4), big longtext, d double,
        c char(3) unique, st timestamp null);""",
    "sqlite": """create table types (id text primary key, j text check (json_valid(j)), bin blob, r real, ts timestamp, s smallint unique,
        c char(3) unique, anything, b boolean check ("b" in (0, 1))) ; create table wr (k text primary key) without rowid;""",
}
PLACES["mysql"], MORE["mysql"] = PLACES["mariadb"], MORE["mariadb"]
HINTS = hints.Hints({"users": {"status": ["new", "old"], "email": ["ü@example.org", {"sql": "lower('B@EXAMPLE.ORG')"}]},
                     "singleton": {"id": [1]}})


def test(report, engine):
    database = engine.fresh()
    script = SCHEMA.format(**PLACES[engine.family]) + MORE[engine.family]
    if engine.family in ("mariadb", "mysql"):
        script = "set sql_mode = concat(@@sql_mode, ',ANSI_QUOTES');" + script
    done = database.run_script(script)
    if not report.check(f"{engine.name}: the schema for seeds is valid", [done.output] if done.status or "rror" in done.output else []):
        return
    seeder = Seeder(database, HINTS)
    seeder.fill()
    rows = database.all_rows()
    name = f"{engine.name}: seeded"
    report.check(f"{name} every table", [f"{t} has {len(r.values)} rows" for t, r in rows.items()
                                        if len(r.values) < (1 if t == "singleton" else 2 if t == "either" else 3)])
    report.check(f"{name} not migc_version", [str(database.versions())] if database.versions() else [])
    report.check(f"{name} soundly", database.unsound())
    text = "\n".join(line for r in rows.values() for line in r.lines())
    report.check(f"{name} with what breaks careless code",
                 [f"no {part!r}" for part in ("NULL", "=''", "漢字", "😀", '"', "\\", ";", "--") if part not in text])
    empty = [f"{t}.{c}" for t, r in rows.items() for i, c in enumerate(r.columns)
             if all(v[i] == "NULL" for v in r.values) and (t, c) != ("tenants", "up")]
    report.check(f"{name} a value in every column", empty)
    users = rows["users"].lines()
    report.check(f"{name} with the hints", [] if any("ü@example.org" in u for u in users) and any("'b@example" in u for u in users)
                 else users)
    cycle = rows["a"].lines() + rows["b"].lines()
    report.check(f"{name} different rows in a cycle", [] if len(set(cycle)) == 6 else cycle)
    again(report, name, database, seeder)


def again(report, name, database, seeder):
    """A second time nothing changes; a new column and a renamed table get values of their own."""
    first = database.all_rows()
    seeder.fill()
    seeder.fill()
    second = database.all_rows()
    report.check(f"{name} once only", [t for t in first if len(second[t].values) > len(first[t].values) + 3])
    rename = f"alter table {database.quote('orgs')} rename to {database.quote('companies')}"
    database.write(["alter table orgs add added varchar(50)", rename])
    seeder.fill()
    added = [line for line in database.rows("companies").lines() if line.startswith("added='")]
    report.check(f"{name} a column that was added", [] if len(added) == 3 else database.rows("companies").lines())
    report.check(f"{name} soundly again", database.unsound())
