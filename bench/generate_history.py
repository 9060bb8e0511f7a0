#!/usr/bin/env python3
"""Writes a project with a history of N one-statement revisions, one file each.

    bench/generate_history.py N DIR

The mix is that of an application that grows: every twentieth revision makes a table, the others change
it (columns, indexes, keys, checks, rows). Every statement is legal on every dialect, and the same N gives
the same bytes.
"""

import hashlib
import pathlib
import sys

# What happens to a table in the twenty revisions of its life; {t} is the table, {u} the one before it.
LIFE = [
    "create table {t} (\n    id   bigint primary key,\n    name varchar(100) not null,\n);",
    "alter table {t} add column email varchar(255);",
    "create index on {t} (email);",
    "alter table {t} add column amount integer not null default 0;",
    "insert into {t} (id, name) values (1, 'first');",
    "alter table {t} add column parent_id bigint;",
    "alter table {t} add foreign key (parent_id) references {u} (id) on delete cascade;",
    "alter table {t} alter column amount set default 10;",
    "alter table {t} rename column email to contact;",
    "update {t} set amount = 1 where amount = 0;",
    "alter table {t} add column note text;",
    "alter table {t} alter column name type varchar(200);",
    "alter table {t} add check ck_{t}_amount (amount >= 0);",
    "alter table {t} add column status varchar(20) default 'new';",
    "create unique index ux_{t}_status on {t} (status, id);",
    "insert into {t} (id, name, status) values (2, 'second', 'old');",
    "alter table {t} rename column note to remark;",
    "delete from {t} where id = 2;",
    "alter table {t} drop column remark;",
    "alter table {t} add column seen_at timestamptz;",
]


def revision_id(number):
    return hashlib.sha1(b"revision %d" % number).hexdigest()[:12]


def revision(number):
    age, life = divmod(number, len(LIFE))
    statement = LIFE[life].format(t="item_%05d" % age, u="item_%05d" % max(age - 1, 0))
    after = " after " + revision_id(number - 1) if number else ""
    return 'revision %s "Step %d"%s;\n\n%s\n' % (revision_id(number), number, after, statement)


def main():
    if len(sys.argv) != 3 or not sys.argv[1].isdigit():
        sys.exit(__doc__)
    count, folder = int(sys.argv[1]), pathlib.Path(sys.argv[2])
    migrations = folder / "migrations"
    migrations.mkdir(parents=True, exist_ok=True)
    (folder / "migc.toml").write_text(
        '[project]\nmigrations = "migrations"\n'
        'dialects   = ["postgres:15", "mysql:8.0", "mariadb:10.11", "sqlite:3.40"]\n'
    )
    for number in range(count):
        (migrations / ("%06d.mig" % number)).write_text(revision(number))


if __name__ == "__main__":
    main()
