#!/usr/bin/python3
"""Plays the case files of test/matrix and test/real against the grades that migc gives them: the set-up, rows of some shape, the case
up, writes as an application makes them, and the case down. Whatever comes back worse than the grade says is a failure (judgement.py).
How many were graded worse than they behave is printed.

    MIGC_SHAPES   "all": every shape on every engine, without writes and with them; else one for each case, another one on
                  another engine
"""

import argparse
import contextlib
import os
import pathlib
import sys
import zlib

import case_file
import cases
import engines
import play
import servers
from judgement import Grades, Judge
from project import File
from report import Collected, Report
from shaped_rows import SHAPES, ShapedSeeder


class Theorem(cases.Cases):
    """Case files on one engine that runs."""

    def __init__(self, report, migc, engine):
        super().__init__(report, migc, engine)
        self.judge = Judge(engine)

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
                seeder = ShapedSeeder(database, case.hints(last), shape)
                playing = play.Play(found, case.name, database, [], case.hints(last))
                if setup and not playing.script(f"{shape}: set-up runs", compiler.upgrade(f"base:{before}")):
                    return found.problems
                if setup:
                    seeder.fill()
                self.judge.there_and_back(
                    found, f"{shape}{', then writes' if writes else ''}", database, grades, up, down, seeder if writes else None,
                    [*(case.lost if grades.declared() else []), *(case.written if writes else [])],
                    case.hints(last))
            finally:
                self.engine.drop(database)
        return found.problems


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
                for what, count in sorted(theorem.judge.counted.items()):
                    report.note(f"{name}: {count} {what}")
        except servers.EngineError as error:
            report.check(f"{name}: can be started", [error])
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
