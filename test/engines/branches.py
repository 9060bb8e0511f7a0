#!/usr/bin/python3
"""Histories that are no line, on real engines: branches that run in both orders, scripts for a database that has one of
them, a baseline that adopts a database, and revisions that are squashed into one.

    test/engines/branches.py --migc build/migc [--engine NAME]
"""

import argparse
import pathlib
import subprocess
import sys

import engines
import servers
from report import Report

BASE = """revision base_1 "People who sign in";
create table users (id bigint primary key, name varchar(100) not null, karma integer);
"""
BRANCHES = BASE + """revision b1 "People have an age" after base_1;
alter table users add column age integer;
revision b2 "An age is no longer than this" after b1;
alter table users alter column age type bigint;
revision c1 "What people write" after base_1 branch writing;
create table posts (id bigint primary key, user_id bigint not null references users (id), said varchar(200));
revision c2 "Names are longer" after c1;
alter table users alter column name type varchar(150);
revision m1 "People who write" after b2, c2;
create index ix_posts_said on posts (said);
"""
BASELINE = """revision old "What was there" baseline{replaces};
create table users (id bigint primary key, name varchar(100) not null, karma integer);
revision next_1 "People have an age" after old;
alter table users add column age integer;
"""
LINE = BASE + """revision l2 "People have an age" after base_1;
alter table users add column age integer;
revision l3 "A name is a login" after l2;
alter table users rename column name to login;
revision l4 "People have a rank" after l3;
alter table users add column rank_1 integer;
"""


class History:
    """A history in one file, as migc reads it from standard input."""

    def __init__(self, migc, text, dialect):
        self.migc, self.text, self.dialect = migc, text, dialect

    def run(self, *words):
        done = subprocess.run([self.migc, *words, "-", "--dialect", self.dialect], input=self.text, capture_output=True,
                              text=True, timeout=60)
        if done.returncode:
            raise servers.EngineError(f"migc {' '.join(words)} ended with {done.returncode}:\n{done.stderr}")
        return done.stdout

    def squashed(self, squashed, *gone):
        """The history with one revision in the place of others."""
        rest = [part for part in self.text.split("revision ")[1:] if part.split(" ")[0] not in gone]
        return History(self.migc, squashed + "".join("revision " + part for part in rest), self.dialect)


class Branches:
    """All of it, on one engine."""

    def __init__(self, report, engine, migc):
        self.report, self.engine, self.migc = report, engine, migc

    def check(self, what, problems):
        self.report.check(f"{self.engine.name}: {what}", problems)

    def history(self, text):
        return History(self.migc, text, self.engine.name)

    def same(self, what, database, other):
        """The columns' order apart, both hold the same."""
        problems = [f"{table}: {sorted(one)} and {sorted(two)}"
                    for table, one, two in ((table, database.columns().get(table, {}), other.columns().get(table, {}))
                                            for table in sorted({*database.tables(), *other.tables()}))
                    if sorted(one) != sorted(two)]
        if database.versions() != other.versions():
            problems.append(f"{database.versions()} and {other.versions()}")
        self.check(what, problems)

    def refused(self, what, database, script):
        before = database.catalogue(), database.versions()
        done = database.run_script(script)
        problems = [] if done.status else ["the client ends with 0"]
        if before != (database.catalogue(), database.versions()):
            problems.append("the database is not as it was")
        self.check(what, problems)

    def both_orders(self):
        history = self.history(BRANCHES)
        stands = {}
        for first in ("b2", "c2"):
            database = stands[first] = self.engine.fresh()
            database.apply(history.run("upgrade", first))
            database.write([f"insert into {database.quote('users')} ({database.quote('id')}, {database.quote('name')}) "
                            "values (1, 'ada')"])
            self.refused(f"{first}: what both branches need is refused", database, history.run("upgrade", "b2,c2:m1"))
            database.apply(history.run("upgrade", f"{first}:m1"))
        self.same("both orders end alike", stands["b2"], stands["c2"])
        back = history.run("downgrade", "m1:b2@base")
        for first, database in stands.items():
            [[count]] = database.query(f"select count(*) from {database.quote('users')}")[0]
            self.check(f"{first}: the row is there", [] if int(count) == 1 else [f"{count} rows"])
        stands["b2"].apply(history.run("downgrade", "m1:m1-1"))
        self.check("a merge is undone alone", [] if stands["b2"].versions() == ["b1", "b2", "base_1", "c1", "c2"]
                   else [stands["b2"].versions()])
        stands["c2"].apply(back)
        self.check("a revision goes back, and the other branch stays",
                   [] if stands["c2"].versions() == ["b1", "base_1", "c1", "c2"] else [stands["c2"].versions()])
        stands["b2"].apply(history.run("downgrade", "b2,c2:base"))
        self.check("all of it goes back", [] if not stands["b2"].tables() else stands["b2"].tables())

    def baseline(self):
        plain = self.history(BASE)
        history = self.history(BASELINE.format(replaces=""))
        self.refused("a baseline: an empty database is refused", self.started(), history.run("upgrade", "base:next_1"))
        database = self.engine.fresh()
        database.apply(plain.run("schema", "base_1"))
        database.apply(history.run("upgrade", "base:next_1"))
        self.check("a baseline adopts a database", [] if database.versions() == ["next_1", "old"] else [database.versions()])
        database.apply(history.run("downgrade", "next_1:base"))
        self.check("a baseline goes back without its tables", [] if database.tables() == ["users"] else [database.tables()])
        taken = self.engine.fresh()
        taken.apply(self.history(LINE).run("upgrade", "base_1"))
        replacing = self.history(BASELINE.format(replaces=" replaces base_1"))
        script = replacing.run("upgrade", "base:next_1")
        taken.apply(script)
        self.check("a baseline takes over what it replaces", [] if taken.versions() == ["next_1", "old"] else [taken.versions()])
        self.refused("a baseline is not run twice", taken, script)

    def started(self):
        """A database with a version table, and nothing else."""
        database = self.engine.fresh()
        history = self.history(BASE)
        database.apply(history.run("upgrade", "base_1"))
        database.apply(history.run("downgrade", "base_1:base"))
        return database

    def squash(self):
        line = self.history(LINE)
        squashed = line.squashed(line.run("squash", "base:l3"), "base_1", "l2", "l3")
        old, new, middle = (self.engine.fresh() for _ in range(3))
        old.apply(line.run("upgrade", "l3"))
        middle.apply(line.run("upgrade", "l2"))
        on = squashed.run("upgrade", "l3:l4")
        old.apply(on)
        new.apply(squashed.run("upgrade", "l4"))
        self.same("squashed: an old database goes on as a new one", old, new)
        before = middle.catalogue()
        done = middle.run_script(on)
        self.check("squashed: one in the middle is refused",
                   [] if done.status and middle.catalogue() == before and middle.versions() == ["base_1", "l2"]
                   else [done.status, middle.versions()])
        old.apply(squashed.run("downgrade", "l4:base"))
        self.check("squashed: all of it goes back", [] if not old.tables() else old.tables())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--migc", type=pathlib.Path, required=True, help="the compiler")
    engines.option(parser)
    told = parser.parse_args()
    servers.stop_cleanly_on_signals()
    report = Report()
    for name in engines.chosen(told):
        try:
            with engines.ENGINES[name]() as engine:
                branches = Branches(report, engine, told.migc.resolve())
                for part in (branches.both_orders, branches.baseline, branches.squash):
                    try:
                        part()
                    except servers.EngineError as error:
                        report.check(f"{name}: {part.__name__} can be tried", [error])
        except servers.EngineError as error:
            report.check(f"{name}: can be started", [error])
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
