#!/usr/bin/python3
"""Kills clients in the middle of scripts that keep values (docs/language.md, "keep"), there and back: a script ends behind each of its
statements in turn, and its session with it, without a commit. Nothing may be lost by that: each value that was there before is still in
its place, or in an archive. Where DDL is part of transactions, all is as it was before, or as the script's last commit left it.

    MIGC_CUTS   "all": behind every statement; else behind some of them, others on other engines
"""

import argparse
import contextlib
import math
import os
import pathlib
import re
import sys
import zlib

import case_file
import cases
import compare
import engines
import facts
import held
import servers
import state
from project import File
from report import Collected, Report
from shaped_rows import ShapedSeeder
from statements import cuts

KEEPS = re.compile(r"^(?!\s*--).*\bkeep;", re.M)
COMMIT = re.compile(r"^commit;", re.M)
HEADING = "\n-- ===== "  # above what a revision does; before it nothing is changed
CUTS, FEW_CUTS = 6, 2  # of a script, about; the latter where each wants a database of its own


class Stand:
    """Databases that stand before a script. The first one is given its rows by a seeder, the others have the same ones."""

    def __init__(self, fresh, hints, set_up, up="", writes=False):
        self.fresh = fresh
        self.steps = []
        self.first = fresh()
        noted = Noting(self.first, self.steps)
        noted.apply(set_up)
        seeder = ShapedSeeder(noted, hints, "tricky")
        seeder.fill()
        start, self.values = noted.catalogue(), held.values(noted)  # what the script must not lose
        if up:
            noted.apply(up)
        if writes:
            seeder.write_more()
            self.values |= written(start, noted, self.values)

    def database(self):
        if self.first:
            database, self.first = self.first, None
            return database
        database = self.fresh()
        for step, told in self.steps:
            getattr(database, step)(*told)
        return database


class Noting:
    """A database, and a list of what has been done in it."""

    def __init__(self, database, steps):
        self.database = database
        self.steps = steps

    def __getattr__(self, name):
        return getattr(self.database, name)

    def apply(self, *told):
        self.database.apply(*told)
        self.steps.append(("apply", told))

    def write(self, *told):
        self.database.write(*told)
        self.steps.append(("write", told))


def written(start, database, values):
    """What others wrote since, in columns that are the same before and after the upgrade."""
    upgraded, rows = database.catalogue(), {(value.table, value.key) for value in values}
    return {value for value in held.values(database) if (value.table, value.key) not in rows
            and facts.columns_of(start, value.table).get(value.column) == facts.columns_of(upgraded, value.table)[value.column]}


class Killed(cases.Cases):
    """Case files on one engine that runs."""

    def __init__(self, report, migc, engine, everywhere=False):
        super().__init__(report, migc, engine)
        self.everywhere = everywhere
        self.cuts = 0

    def problems(self, path):
        name = f"{path.parent.name}/{path.stem}"
        try:
            case = case_file.read(path)
            if case.refusal(self.engine.name):
                return f"{name} is refused", []
            compiler = File(self.migc, path, self.engine.name)
            *setup, last = compiler.revisions()
            before = setup[-1] if setup else "base"
            with self.schemas if case.schemas else contextlib.nullcontext():
                return name, self.kill(case, case.hints(last), compiler.upgrade(f"base:{before}"), compiler.upgrade(f"{before}:{last}"),
                                       compiler.downgrade(f"{last}:{before}"))
        except servers.EngineError as error:
            return name, [error]

    def kill(self, case, hints, set_up, up, down):
        def fresh():
            database = self.engine.fresh()
            database.schemas = case.schemas
            self.administer(database, case)
            return database

        found = Collected()
        self.way(found, f"{case.name} up", up, Stand(fresh, hints, set_up))
        upgraded = Stand(fresh, hints, set_up, up, writes=True)
        tried = upgraded.database()
        if tried.run_script(down).status:  # what was written stands in its way, as its grade says
            upgraded = Stand(fresh, hints, set_up, up)
        self.engine.drop(tried)
        self.way(found, f"{case.name} down", down, upgraded)
        return found.problems

    def way(self, found, name, script, stand):
        """Runs what the script begins with, ever more of it; where a transaction takes back what it did, on one database."""
        database, at_commit = None, {}
        for part in self.parts(name, script):
            where = f"{name}, killed behind {part.rstrip().splitlines()[-1]!r}"
            database = database or stand.database()
            before = state.all_of(database) if self.engine.transactional and not commits(part) else None
            done = database.run_script(part)
            found.check(f"{where}: runs as far as it goes", done.output.splitlines() if done.status else [])
            found.check(f"{where}: values are lost", sorted(map(str, held.lost(stand.values, database.all_rows()))))
            if before:
                changed = state.changes(before, state.all_of(database))
                if found.check(f"{where}: something has changed", changed):
                    continue
            elif self.engine.transactional:
                now = picture(database)
                found.check(f"{where}: is not as the last commit left it", compare.lines(at_commit.setdefault(commits(part), now), now))
            self.engine.drop(database)
            database = None
        if database:
            self.engine.drop(database)

    def parts(self, name, script):
        """The beginnings that are tried. Each commit is, to see what it leaves."""
        every = cuts(script, self.engine.family)
        if not self.everywhere:
            step = math.ceil(sum(HEADING in part for part in every) / (CUTS if self.engine.transactional else FEW_CUTS))
            chosen = zlib.crc32(name.encode()) + list(engines.ENGINES).index(self.engine.name)
            first = {commits(part): part for part in reversed(every)}  # with so many commits
            every = [part for number, part in enumerate(every) if HEADING in part and number % step == chosen % step
                     or self.engine.transactional and commits(part) and first[commits(part)] is part]
        self.cuts += len(every)
        return every


def commits(script):
    return len(COMMIT.findall(script))


def picture(database):
    """What there is, but for the time at which a revision was applied."""
    rows = [f"{table} {line}" for table, dumped in database.all_rows().items() for line in dumped.lines()]
    return [*database.catalogue(), *rows, *database.versions()]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--migc", required=True, type=lambda path: pathlib.Path(path).resolve(), help="the compiler")
    parser.add_argument("files", nargs="*", type=lambda path: pathlib.Path(path).resolve(),
                        help="case files or folders of them; without any, those of test/matrix and test/real that keep values")
    engines.option(parser)
    told = parser.parse_args()
    servers.stop_cleanly_on_signals()
    report = Report()
    files = [path for path in case_file.find(told.files or cases.FOLDERS) if KEEPS.search(path.read_text(encoding="utf-8"))]
    for name in engines.chosen(told):
        try:
            with engines.ENGINES[name]() as engine:
                killed = Killed(report, told.migc, engine, os.environ.get("MIGC_CUTS") == "all")
                killed.play_all(files)
                report.note(f"{name}: {killed.cuts} clients killed")
        except servers.EngineError as error:
            report.check(f"{name}: can be started", [error])
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
