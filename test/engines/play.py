#!/usr/bin/python3
"""Plays a project's scripts on real engines, with rows in every table: up, down and up again, revision by revision, and then the
whole way at once. What is compared is what the engine says of itself."""

import argparse
import pathlib
import re
import sys
import tempfile

import compare
import engines
import hints as hints_module
import servers
import state
from project import Project
from report import Report
from seed import Seeder

# What a client prints when a statement failed. A script that goes on after that has not stopped at the first error.
COMPLAINT = re.compile(r"^(psql:.*)?(ERROR|FATAL|Error|Parse error|Runtime error)\b.*", re.M)


class Play:
    """One history in one database."""

    def __init__(self, report, name, database, revisions, hints, compiler=None):
        self.report = report
        self.name = name
        self.database = database
        self.revisions = revisions
        self.hints = hints
        self.compiler = compiler  # for the scripts of whole ranges
        self.seeder = Seeder(self.database, hints)
        self.applied = []

    def check(self, name, problems=()):
        return self.report.check(f"{self.name}: {name}", problems)

    def begins(self):
        self.empty = self.database.catalogue()
        return self.check("has revisions", [] if self.revisions else ["the manifest lists none"])

    def run(self):
        if not self.begins():
            return
        for revision in self.revisions:
            self.seeder.fill()
            if not self.step(revision):
                self.report.note(f"{self.name}: stops here; what follows would only repeat the error")
                return
        self.seeder.fill()
        self.whole_way()

    def run_whole(self):
        """All revisions in one script, with rows only at the end."""
        if not self.begins() or not self.all_up(None):
            return
        self.seeder.fill()
        self.whole_way()

    # One revision

    def step(self, revision):
        """Up, down and up again; False if it makes no sense to go on."""
        where = revision.id
        before = state.of(self.database)
        if not self.up(revision):
            return False
        upgraded = state.of(self.database)
        touched = self.hints.touched(revision.id)
        self.check(f"{where} up leaves other rows alone", state.untouched_rows(before, upgraded, touched))
        if revision.down is None:
            return self.check(f"{where} has a down script or is listed as irreversible",
                              [] if revision.id in self.hints.irreversible else ["the manifest says: down is null"])
        if revision.id in self.hints.irreversible:
            self.check(f"{where} is irreversible", ["seed.toml lists it as irreversible, but it has a down script"])
        if not self.down(revision):
            return False
        after = state.of(self.database)
        same = self.check(f"{where} up and down gives the catalogue back", compare.lines(before.catalogue, self.hints.without_left(after.catalogue, where)))
        lost = self.hints.lost(revision.id)
        problems, expected = state.restored_rows(before, upgraded, after, lost)
        self.check(f"{where} up and down gives the rows back", problems)
        for loss in expected:
            self.report.note(f"expected loss: {loss}")
        self.check(f"{where} up and down keeps the counters", state.counters_kept(before, upgraded, after, lost))
        if not same or not self.up(revision, "again "):
            return False
        return self.check(f"{where} up again gives the same catalogue",
                          compare.lines(upgraded.catalogue, self.database.catalogue()))

    def up(self, revision, again=""):
        if not self.script(f"{revision.id} up {again}runs", revision.up):
            return False
        self.applied.append(revision.id)
        return self.standing(f"{revision.id} up {again}")

    def down(self, revision):
        if not self.script(f"{revision.id} down runs", revision.down):
            return False
        self.applied.remove(revision.id)
        return self.standing(f"{revision.id} down ")

    def script(self, name, script):
        """Runs a script, which has to succeed."""
        done = self.database.run_script(script)
        problems = []
        if done.status:
            problems = [f"the client ended with {done.status}", *done.output.splitlines()]
        elif COMPLAINT.search(done.output):
            problems = ["the client went on after an error", *done.output.splitlines()]
        return self.check(name, problems)

    def standing(self, name):
        """migc_version lists exactly what has been applied, and the engine finds nothing wrong with its data."""
        self.check(f"{name}leaves the data sound", self.database.unsound())
        return self.check(f"{name}is noted in migc_version", compare.lines(sorted(self.applied), self.database.versions()))

    # All revisions

    def whole_way(self):
        """head → base → head → base, each in one script; or from the last revision that has no way back on."""
        head = self.database.catalogue()
        start = max((i + 1 for i, r in enumerate(self.revisions) if r.down is None), default=0)
        if start:
            last = self.revisions[start - 1].id
            refused = self.compiler.refused("downgrade", "head:base")
            self.check("downgrade head:base over an irreversible revision is refused",
                       [] if refused else ["migc wrote a script for it"])
            self.from_base(head)
            if start < len(self.revisions):
                self.all_down(last, start, None)
            return
        if self.all_down("base", 0, self.empty) and self.all_up(head):
            self.all_down("base", 0, self.empty)

    def from_base(self, head):
        """Where no way leads back to base, the one up is tried on a new database."""
        played = self.database, self.applied
        self.database, self.applied = self.database.engine.fresh(), []
        self.all_up(head)
        self.database, self.applied = played

    def all_down(self, target, kept, expected):
        if not self.script(f"downgrade head:{target} in one script runs", self.compiler.downgrade(f"head:{target}")):
            return False
        self.applied = self.applied[:kept]
        self.standing(f"downgrade head:{target} ")
        if expected is None:
            return True
        return self.check(f"downgrade head:{target} leaves nothing", compare.lines(expected, self.hints.without_left(self.database.catalogue())))

    def all_up(self, head):
        if not self.script("upgrade base:head in one script runs", self.compiler.upgrade("base:head")):
            return False
        self.applied = [revision.id for revision in self.revisions]
        self.standing("upgrade base:head ")
        if head is None:
            return True
        return self.check("upgrade base:head gives the same catalogue as before",
                          compare.lines(head, self.database.catalogue()))


def play(report, migc, folders, name):
    """Plays projects on one engine."""
    try:
        with engines.PLAYED[name]() as engine:
            for folder in folders:
                try:
                    play_one(report, migc, folder, engine)
                except servers.EngineError as error:
                    report.check(f"{name} {folder.name}: can be played", [error])
    except servers.EngineError as error:
        report.check(f"{name}: can be started", [error])


def play_one(report, migc, folder, engine):
    hints = hints_module.load(folder)
    project = Project(migc, folder, engine.name)
    way, code = hints.play_on(engine.name)
    if way == "refused":
        report.check(f"{engine.name} {folder.name}: is refused with {code}", project.lacks(code))
        return
    with tempfile.TemporaryDirectory() as out:
        playing = of_project(report, engine, project, hints, out)
        playing.run() if way == "steps" else playing.run_whole()


def of_project(report, engine, project, hints, out):
    return Play(report, f"{engine.name} {project.folder.name}", engine.fresh(), project.build(pathlib.Path(out) / "sql"), hints, project)


def arguments(description, among=None):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--migc", required=True, type=lambda path: pathlib.Path(path).resolve(), help="the compiler")
    parser.add_argument("--project", action="append", default=[], type=lambda path: pathlib.Path(path).resolve(),
                        help="a project's folder; may be repeated")
    engines.option(parser, among)
    return parser.parse_args()


def main():
    told = arguments(__doc__, engines.PLAYED)
    servers.stop_cleanly_on_signals()
    report = Report()
    for name in engines.chosen(told):
        play(report, told.migc, told.project, name)
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
