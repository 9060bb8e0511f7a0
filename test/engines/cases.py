#!/usr/bin/python3
"""Plays the case files of test/matrix and test/real (case_file.py says what is in them) on real engines: the set-up, rows in every
table, then the case up, down and up again."""

import argparse
import concurrent.futures
import contextlib
import pathlib
import re
import sys
import threading

import case_file
import engines
import play
import servers
from project import File, Revision
from report import Collected, Report

TEST = pathlib.Path(__file__).resolve().parent.parent
FOLDERS = [TEST / "matrix", TEST / "real"]
WORKERS = 3  # cases at once on one engine
TRUE = ("1", "t")  # what a condition gives
SERVER_WIDE = re.compile(r"\s*create\s+(role|user)\b", re.I)


class Cases:
    """Case files on one engine that runs."""

    def __init__(self, report, migc, engine, played=None):
        self.report = report
        self.migc = migc
        self.engine = engine
        self.played = {} if played is None else played  # what came of these scripts on an engine that plays them just alike
        self.turn = threading.Lock()
        self.schemas = threading.Lock()  # where a schema is a database, two cases may make one of the same name
        self.made = set()  # what there is once a server

    def play_all(self, files):
        workers = WORKERS if self.engine.concurrent else 1
        with concurrent.futures.ThreadPoolExecutor(workers) as pool:
            for name, problems in pool.map(self.problems, files):
                self.report.check(f"{self.engine.name} {name}", self.engine.judged(name, problems))

    def problems(self, path):
        """(what was checked, what is wrong with it) of one file."""
        name = f"{path.parent.name}/{path.stem}"
        try:
            case = case_file.read(path)
            code = case.refusal(self.engine.name)
            compiler = File(self.migc, path, self.engine.name)
            if code:
                return f"{name} is refused with {code}", compiler.lacks(code)
            return name, self.play(case, compiler)
        except servers.EngineError as error:
            return name, [error]

    def play(self, case, compiler):
        *setup, last = compiler.revisions()
        before = setup[-1] if setup else "base"
        down = None if case.irreversible and compiler.refused("downgrade", f"{last}:{before}") \
            else compiler.downgrade(f"{last}:{before}")
        revision = Revision(last, compiler.upgrade(f"{before}:{last}"), down)
        set_up = compiler.upgrade(f"base:{before}") if setup else ""
        told = (self.engine.plays_as, case.name, *(text and text.replace(self.engine.name, "") for text in (set_up, revision.up, down)),
                *case.expectations(self.engine.name), *case.admin_statements(self.engine.name))
        if not self.engine.plays_as or told not in self.played:
            with self.schemas if case.schemas else contextlib.nullcontext():
                self.played[told] = self.play_in(self.engine.fresh(), case, setup, set_up, revision)
        return self.played[told]

    def play_in(self, database, case, setup, set_up, revision):
        database.schemas = case.schemas
        try:
            self.administer(database, case)
            found = Collected()
            playing = play.Play(found, case.name, database, [revision], case.hints(revision.id))
            if not setup or playing.script("set-up runs", set_up):
                playing.applied += setup
                playing.seeder.fill()
                if playing.step(revision):
                    self.ask(found, database, case, revision)
            return found.problems
        finally:
            self.engine.drop(database)

    def ask(self, found, database, case, revision):
        """Whether the engine does what the case wants of it."""
        ways = {"back": revision.down, "again": revision.up}  # gone before the first question of their kind
        for verb, sql in case.expectations(self.engine.name):
            try:
                if way := ways.pop(verb, None):
                    done = database.run_script(way)
                    found.check(f"{verb}: the script runs", done.output.splitlines() if done.status else [])
                if verb in ("holds", "back", "again"):
                    rows = database.query(sql)
                    good = rows and all(value in TRUE for row in rows for value in row)
                    found.check(f"{verb}: {sql}", [] if good else [f"it gives {rows}"])
                    continue
                database.write([sql])
                found.check(f"fails: {sql}", ["it runs"] if verb == "fails" else [])
            except servers.EngineError as error:
                found.check(f"{verb}: {sql}", [] if verb == "fails" else [error])

    def administer(self, database, case):
        for statement in case.admin_statements(self.engine.name):
            statement = statement.strip().rstrip(";")
            with self.turn:
                if statement in self.made:
                    continue
                database.write([statement])
                if self.engine.roles_of_server and SERVER_WIDE.match(statement):
                    self.made.add(statement)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--migc", required=True, type=lambda path: pathlib.Path(path).resolve(), help="the compiler")
    parser.add_argument("files", nargs="*", type=lambda path: pathlib.Path(path).resolve(),
                        help="case files or folders of them; without any, test/matrix and test/real")
    engines.option(parser, engines.PLAYED)
    told = parser.parse_args()
    servers.stop_cleanly_on_signals()
    report = Report()
    files = case_file.find(told.files or FOLDERS)
    played = {}
    for name in engines.chosen(told):
        try:
            with engines.PLAYED[name]() as engine:
                Cases(report, told.migc, engine, played).play_all(files)
                if not told.files and engine.exceptions:
                    report.check(f"{name}: every exception is of a case that was played", engine.exceptions.unused(name))
        except servers.EngineError as error:
            report.check(f"{name}: can be started", [error])
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
