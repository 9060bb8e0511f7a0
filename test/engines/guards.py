#!/usr/bin/python3
"""Tries the guards of the scripts on real engines: run at the wrong revision, run twice at once, and stopped by an error."""

import concurrent.futures
import pathlib
import sys
import tempfile
import time

import compare
import engines
import hints as hints_module
import play
import servers
import state
from project import Project
from report import Report
from seed import Seeder

ROUNDS = 10
CONNECT = 0.08  # seconds that two clients get to connect before both are given the script
PLACES = 8  # revisions of a long history at which the guards are tried
BROKEN = pathlib.Path(__file__).resolve().parent / "projects" / "duplicates"


class Guards:
    """One project on one engine."""

    def __init__(self, report, engine, project, hints, out):
        self.report = report
        self.engine = engine
        self.name = f"{engine.name} {project.folder.name}"
        self.hints = hints
        self.revisions = project.build(out)

    def check(self, name, problems=()):
        return self.report.check(f"{self.name}: {name}", problems)

    def prepare(self, count):
        """A new database that stands behind the first `count` revisions, with rows in every table."""
        database = self.engine.fresh()
        seeder = Seeder(database, self.hints)
        for revision in self.revisions[:count]:
            database.apply(revision.up)
            seeder.fill()
        return database

    # At the wrong revision

    def wrong_revision(self):
        database = self.engine.fresh()
        seeder = Seeder(database, self.hints)
        places = spread(len(self.revisions) + 1, PLACES)
        for count in range(len(self.revisions) + 1):
            if count in places and not self.refuse_all(database, count):
                return  # what should have been refused has changed the database
            if count < len(self.revisions):
                database.apply(self.revisions[count].up)
                seeder.fill()

    def refuse_all(self, database, count):
        """Tries every script that doesn't belong at the place where `count` revisions are applied."""
        refused = True
        wrong = [("up", "applied already", count - 1), ("up", "too early", count + 1),
                 ("down", "not applied", count), ("down", "not the last", count - 2)]
        if count > 2:
            wrong.append(("up", "applied long ago", 0))
        for direction, why, number in wrong:
            if not 0 <= number < len(self.revisions):
                continue
            script = getattr(self.revisions[number], direction)
            if script is not None:
                before = state.all_of(database)
                done = database.run_script(script)
                problems = [] if done.status else ["the client ended with 0", *done.output.splitlines()]
                problems += state.changes(before, state.all_of(database))
                name = f"{self.revisions[number].id} {direction} with {count} applied ({why}) is refused"
                refused = self.check(name, problems) and refused
        return refused

    # Two at once

    def two_at_once(self, rounds=ROUNDS):
        for number in spread(len(self.revisions), 3):
            revision = self.revisions[number]
            if revision.down is not None:
                self.race_one(revision, self.prepare(number), rounds)

    def race_one(self, revision, database, rounds):
        database.apply(revision.up)
        first = Outcome(database)
        database.apply(revision.down)
        database.apply(revision.up)
        upgraded = Outcome(database)
        database.apply(revision.down)
        # What the revision drops has come back without its rows.
        start = Outcome(database)
        # Rows in which a run by itself makes a difference (new keys, the time) can't show whether two runs did.
        steady = {t for t in upgraded.rows if upgraded.rows[t] == first.rows.get(t)}
        up_problems, down_problems = [], []
        for turn in range(1, rounds + 1):
            up_problems += tagged(turn, self.race(database, revision.up, upgraded, steady))
            if up_problems:
                break  # the database is no longer what the next round expects
            down_problems += tagged(turn, self.race(database, revision.down, start, steady))
            if down_problems:
                break
        self.check(f"{revision.id} up by two clients at once is applied once ({rounds} times)", up_problems)
        self.check(f"{revision.id} down by two clients at once is applied once ({rounds} times)", down_problems)

    def race(self, database, script, expected, steady):
        """Lets two clients run one script at the same time; exactly one may succeed."""
        clients = [database.start_script(script) for _ in range(2)]
        time.sleep(CONNECT)
        with concurrent.futures.ThreadPoolExecutor(len(clients)) as pool:
            done = [future.result() for future in [pool.submit(client) for client in clients]]
        problems = []
        if sorted(run.status == 0 for run in done) != [False, True]:
            problems.append(f"the clients ended with {' and '.join(str(run.status) for run in done)}")
            problems += [line for run in done for line in run.output.splitlines()]
        found = Outcome(database)
        problems += compare.lines(expected.catalogue, found.catalogue)
        problems += compare.lines(expected.versions, found.versions)
        for table in sorted(expected.rows.keys() & found.rows.keys()):
            if table in steady:
                problems += compare.rows(table, expected.rows[table], found.rows[table])
            elif len(expected.rows[table].values) != len(found.rows[table].values):
                problems.append(f"{table} has {len(found.rows[table].values)} rows"
                                f" and not {len(expected.rows[table].values)}")
        return problems

    # Stopped by an error

    def stopped(self):
        """Up and down of a revision whose unique index can't be made, for there are two equal values."""
        *_, revision_before_last, last = self.revisions
        database = self.prepare(len(self.revisions) - 2)
        self.stop(database, revision_before_last, "up")
        # The way down is tried on a database of its own, since the other may stand half-way.
        database = self.prepare(len(self.revisions))
        self.stop(database, last, "down")

    def stop(self, database, revision, direction):
        script = getattr(revision, direction)
        database.write(["insert into parcels (code) values ('twice'), ('twice')"])
        before, versions = state.all_of(database), database.versions()
        done = database.run_script(script)
        self.check(f"{revision.id} {direction} with an error in the middle ends the client with an error",
                   [] if done.status else ["the client ended with 0", *done.output.splitlines()])
        after = state.all_of(database)
        noted = [v for v in database.versions() if self.engine.transactional or "/" not in v]
        # Half-way back, the revision may be noted as a part alone.
        if not self.engine.transactional and direction == "down" and any("/" in v for v in database.versions()):
            versions = [v for v in versions if v != revision.id]
            noted = [v for v in noted if v != revision.id]
        self.check(f"{revision.id} {direction} with an error in the middle leaves migc_version where it was",
                   compare.lines(versions, noted))
        later = [line for line in compare.lines(before[0], after[0]) if "after_error" in line]
        self.check(f"{revision.id} {direction} with an error in the middle does nothing after the error", later)
        if self.engine.transactional:
            self.check(f"{revision.id} {direction} with an error in the middle changes nothing", state.changes(before, after))
            database.write(["delete from parcels where code = 'twice'"])
            done = database.run_script(script)
            self.check(f"{revision.id} {direction} runs when the data is put right",
                       [f"the client ended with {done.status}", *done.output.splitlines()] if done.status else [])


class Outcome:
    """What a run leaves behind."""

    def __init__(self, database):
        self.catalogue = database.catalogue()
        self.rows = database.all_rows()
        self.versions = database.versions()


def spread(count, places):
    """Up to so many of the numbers from 0 to count - 1, the first and the last among them."""
    if count <= places:
        return list(range(count))
    return sorted({round(i * (count - 1) / (places - 1)) for i in range(places)})


def tagged(turn, problems):
    return [f"round {turn}: {problem}" for problem in problems]


def guard(report, migc, folder, engine):
    """All guards of one project on one engine that runs."""
    with tempfile.TemporaryDirectory() as out:
        guards = Guards(report, engine, Project(migc, folder, engine.name), hints_module.load(folder), pathlib.Path(out) / "sql")
        if not guards.check("has revisions", [] if guards.revisions else ["the manifest lists none"]):
            return
        guards.wrong_revision()
        if engine.concurrent:
            guards.two_at_once()
        if folder == BROKEN:
            guards.stopped()


def main():
    told = play.arguments(__doc__)
    servers.stop_cleanly_on_signals()
    report = Report()
    for name in engines.chosen(told):
        try:
            with engines.ENGINES[name]() as engine:
                for folder in [BROKEN, *told.project]:
                    try:
                        guard(report, told.migc, folder, engine)
                    except servers.EngineError as error:
                        report.check(f"{name} {folder.name}: can be tried", [error])
        except servers.EngineError as error:
            report.check(f"{name}: can be started", [error])
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
