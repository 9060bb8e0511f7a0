#!/usr/bin/python3
"""Plays the case files of test/matrix and test/real against the grades that migc gives them: the set-up, rows of some shape, the case
up, writes as an application makes them, and the case down. Whatever comes back worse than the grade says is a failure.

    exact       the rows are there again, all of them, whatever was written
    guarded     likewise; after writes a guard may stop the way back, and then nothing has changed
    lossy       only what the grades name is gone

How many were graded worse than they behave is printed.

    MIGC_SHAPES   "all": every shape on every engine, without writes and with them; else one for each case, another one on
                  another engine
"""

import argparse
import contextlib
import os
import pathlib
import re
import sys
import zlib
from collections import Counter
from json import loads

import case_file
import cases
import compare
import engines
import facts
import play
import servers
import state
from hints import Names
from project import File
from report import Collected, Report
from seed import Seeder
from values import FLAVOURS

SHAPES = ("typical", "tricky", "nulls", "duplicates", "extremes", "empty")
ORDERS = {"typical": "plain", "tricky": "tricky", "nulls": "sparse", "duplicates": "same", "extremes": "extreme"}
GUARD = re.compile(r"migc: ")
WRITTEN = 2  # rows in each table


class ShapedSeeder(Seeder):
    """Rows of one shape, where the table takes them."""

    def shape(self, flavour):
        self.flavours = (flavour, *(other for other in FLAVOURS if other != flavour))

    def write_more(self):
        """What an application inserts: the tables may have no room for it, or refuse it."""
        self.shapes = {t: s for t, s in self.database.shapes().items() if not play_archive(t)}
        self.literals = self.database.columns()
        for table in sorted(self.shapes):
            for _ in range(WRITTEN):
                for flavour in self.flavours:
                    try:
                        self.database.write([self.statement(table, self.row(table, self.next_number(table), flavour, []))])
                        break
                    except servers.EngineError:
                        pass


def play_archive(table):
    return table.split(".")[-1].startswith("_mig_")


class Grades:
    """What migc says of the way back of one revision."""

    def __init__(self, compiler, revision):
        done = compiler.call("check", "--format=json")
        told = loads(done.stdout)["grades"]["revisions"]
        self.of = next(entry for entry in told if entry["id"] == revision)
        self.grade = next(iter(self.of["grade"].values()))

    def lost(self):
        """The tables and columns that it names as lost."""
        names = set()
        for finding in self.of["findings"]:
            if finding["grade"] == "lossy" and "of" in finding:
                table, column = finding["of"].get("table"), finding["of"].get("column")
                names.add(plain(f"{table}.{column}" if column else table))
        return names

    def declared(self):
        return any(finding["declared"] for finding in self.of["findings"])


def plain(name):
    return re.sub(r'"', "", name)


class Theorem(cases.Cases):
    """Case files on one engine that runs."""

    def __init__(self, report, migc, engine):
        super().__init__(report, migc, engine)
        self.counted = Counter()

    def problems(self, path):
        name = f"{path.parent.name}/{path.stem}"
        try:
            case = case_file.read(path)
            compiler = File(self.migc, path, self.engine.name)
            if case.refusal(self.engine.name):
                return f"{name} is refused, and has no way back", []
            return name, [problem for shape, writes in self.runs(name)
                          for problem in self.prove(case, compiler, shape, writes)]
        except servers.EngineError as error:
            return name, [error]

    def runs(self, name):
        """(shape, whether there are writes)"""
        every = [(shape, writes) for shape in SHAPES for writes in (False, True)]
        if os.environ.get("MIGC_SHAPES") == "all":
            return every
        # Another one on each engine; with writes there is more to go wrong.
        number = zlib.crc32(name.encode()) + list(engines.ENGINES).index(self.engine.name)
        return [(SHAPES[number % len(SHAPES)], number // len(SHAPES) % 3 > 0)]

    def prove(self, case, compiler, shape, writes):
        *setup, last = compiler.revisions()
        before = setup[-1] if setup else "base"
        grades = Grades(compiler, last)
        if grades.grade == "irreversible":
            return []
        up, down = compiler.upgrade(f"{before}:{last}"), compiler.downgrade(f"{last}:{before}")
        found = Collected()
        with self.schemas if case.schemas else contextlib.nullcontext():
            database = self.engine.fresh()
            database.schemas = case.schemas
            try:
                self.administer(database, case)
                seeder = ShapedSeeder(database, case.hints(last))
                playing = play.Play(found, case.name, database, [], case.hints(last))
                if setup and not playing.script(f"{shape}: set-up runs", compiler.upgrade(f"base:{before}")):
                    return found.problems
                if shape != "empty":
                    seeder.shape(ORDERS[shape])
                    if setup:
                        seeder.fill()
                self.there_and_back(found, f"{shape}{', then writes' if writes else ''}", database, grades, case, up, down,
                                    seeder if writes else None)
            finally:
                self.engine.drop(database)
        return found.problems

    def there_and_back(self, found, name, database, grades, case, up, down, seeder):
        start, everything = state.of(database), state.all_of(database)
        done = database.run_script(up)
        if done.status:
            # The rows of this shape stand in the way of the upgrade.
            self.stopped(found, f"{name}: the upgrade", done, everything, database)
            return
        if seeder:
            seeder.write_more()
        upgraded = state.all_of(database)
        done = database.run_script(down)
        if done.status:
            if seeder and grades.grade != "exact" or grades.grade == "lossy":
                self.stopped(found, f"{name}: the way back", done, upgraded, database)
            else:
                found.check(f"{name}: {grades.grade}, and the way back fails", done.output.splitlines())
            return
        end = state.of(database)
        found.check(f"{name}: the catalogue comes back", state.same_catalogue(start, end))
        lost = Names(grades.lost() | (set(case.lost) if grades.declared() else set()) | (set(case.written) if seeder else set()))
        missing, named = [], 0
        for table in sorted(start.rows.keys() & end.rows.keys()):
            gone = compare.rows(table, start.rows[table], end.rows[table])
            if not seeder or not lost.table(table):
                gone = [line for line in gone if not seeder or line.startswith("-")]
            named += len(gone)
            if not lost.table(table):
                kept = compare.rows(table, start.rows[table], end.rows[table], lost.columns(table))
                missing += [line for line in kept if not seeder or line.startswith("-")]
        found.check(f"{name}: {grades.grade}, and rows are not what they were", missing)
        if grades.grade == "lossy":
            self.counted["lossy"] += 1
            self.counted["lossy, and nothing was lost"] += not named
        elif grades.grade == "guarded" and seeder:
            self.counted["guarded, and nothing stood in the way"] += 1

    def stopped(self, found, what, done, before, database):
        by_guard = GUARD.search(done.output)
        self.counted["stopped by a guard" if by_guard else "stopped by the engine"] += 1
        changed = state.changes(before, state.all_of(database))
        if not by_guard and not self.engine.transactional:  # there the record says that a revision has begun
            changed = [line for line in changed if not line[2:].startswith(facts.VERSION_TABLE)]
        found.check(f"{what} is stopped {'by a guard' if by_guard else 'by the engine'}, and has changed something",
                    [*done.output.splitlines(), *changed] if changed else [])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--migc", required=True, type=lambda path: pathlib.Path(path).resolve(), help="the compiler")
    parser.add_argument("files", nargs="*", type=lambda path: pathlib.Path(path).resolve(),
                        help="case files or folders of them; without any, test/matrix and test/real")
    engines.option(parser)
    told = parser.parse_args()
    servers.stop_cleanly_on_signals()
    report = Report()
    files = case_file.find(told.files or cases.FOLDERS)
    for name in engines.chosen(told):
        try:
            with engines.ENGINES[name]() as engine:
                theorem = Theorem(report, told.migc, engine)
                theorem.play_all(files)
                for what, count in sorted(theorem.counted.items()):
                    report.note(f"{name}: {count} {what}")
        except servers.EngineError as error:
            report.check(f"{name}: can be started", [error])
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
