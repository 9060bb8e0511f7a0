#!/usr/bin/python3
"""Plays long random histories on real engines: revision by revision with rows in every table (up, down, up), then from base to head in
one script, and with rows in the tables of the head back to base; and some revisions against their grades (judgement.py), with rows of
some shape. A history that fails is made smaller and shown as a case file.

    MIGC_SEED      the first seed; "random" for any; without it 1, and any for the grades
    MIGC_CASES     how many histories on each engine; 1
    MIGC_REVISIONS how many revisions each; 14
    MIGC_GRADES    how many revisions of each are played against their grades; 4
    MIGC_REDUCE    how many seconds may be spent on making a failing one smaller; 60
"""

import argparse
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import time
from dataclasses import dataclass, replace

import engines
import play
import random_model
import servers
from hints import Hints
from judgement import Grades, Judge
from oracle_names import exact
from project import File, Revision
from report import Collected, Report
from seed import Seeder
from shaped_rows import SHAPES, ShapedSeeder

STATEMENTS = 4  # of a revision, at most


@dataclass
class Step:
    """A revision of a random history."""

    id: str
    statements: list
    touched: list  # tables and columns whose rows it changes
    lost: list  # those of them that don't come back
    hints: dict  # for rows that are there at its end
    renamed: dict  # {what it gives another name: the name before it}
    shape: str  # of the rows that are there when its grade is put to the test
    writes: bool  # whether somebody writes before its way back is taken then

    def rows(self):
        return f"{self.shape}{', then writes' if self.writes else ''}"


@dataclass
class Found:
    """Where a history fails."""

    step: int | None  # in which revision; None: in one script
    problems: list
    graded: bool = False  # played against its grade

    def kind(self):
        """What makes two failures the same one, whatever the names."""
        text = "\n".join(self.problems)
        error = re.search(r"(ERROR|[Ee]rror)\b.*", text)
        line = (self.problems[0].split(": ", 1)[-1] + " | " + error[0]) if error else self.problems[0]
        return re.sub(r'["`\'][^"`\']*["`\']|\w*\d+\w*', "_", line)


class PlainSeeder(Seeder):
    """Rows without NULL and without whatever is odd: they have to survive columns that become narrower again."""

    def insert(self, table, postponed):
        checked = all(self.may_be_null(table, key) for key in postponed)
        rows = [self.row(table, self.next_number(table), "plain", postponed) for _ in range(3)]
        self.database.write([self.statement(table, row) for row in rows], checked)

    def top_up(self, table, counts):
        pass

    def parents(self, key):
        """Not the rows that the history inserts: its way back deletes them."""
        return [parent for parent in super().parents(key) if not any(value.strip("'").startswith("-") for _, value in parent)]


def text_of(steps):
    made, before = [], ""
    for step in steps:
        made.append(f'revision {step.id} "Random"{before};\n')
        made += step.statements
        made.append("")
        before = f" after {step.id}"
    return "\n".join(made)


def generate(seed, revisions, allowed, engine):
    chooser = random.Random(f"{seed} {engine.name}")
    quote = (lambda name: exact(name)) if engine.family == "oracle" else (
        lambda name: "`" + name.replace("`", "``") + "`") if engine.family in ("mysql", "mariadb") else (
        lambda name: '"' + name.replace('"', '""') + '"')
    history = random_model.History(chooser, allowed, engine.family, quote)
    steps = []
    for number in range(1, revisions + 1):
        statements, touched, lost = history.revision(chooser.randint(1, STATEMENTS))
        step = Step(f"r{number}", statements, touched, lost, history.hints(), history.renamed,
                    chooser.choice(SHAPES), chooser.random() < 0.6)
        step.renamed |= archives(step, history.archives)
        steps.append(step)
    return steps


def archives(step, tables):
    """The names of archives that are what these tables have become: a revision's archives are numbered."""
    keeping = [statement for statement in step.statements if statement.endswith(" keep;")]
    places = [number for number, statement in enumerate(keeping, 1) if statement.startswith("drop table")]
    return {f"_mig_{step.id}_{place}": table for place, table in zip(places, tables)}


class Player:
    """Plays histories on one engine."""

    def __init__(self, migc, engine):
        self.migc = migc
        self.engine = engine
        self.judge = Judge(engine, many=True)

    def fails(self, steps):
        """Where it fails, or None."""
        return self.by_revision(steps) or self.whole(steps)

    def compiler(self, steps):
        path = self.engine.folder / "history.mig"
        path.write_text(text_of(steps), encoding="utf-8")
        return File(self.migc, path, self.engine.name)

    def scripts(self, compiler, steps, number):
        before = steps[number - 1].id if number else "base"
        last = steps[number].id
        return Revision(last, compiler.upgrade(f"{before}:{last}"), compiler.downgrade(f"{last}:{before}"))

    def checked(self, compiler):
        """What is wrong with a history that should be none of the compiler's complaints: the generator makes what the matrix allows."""
        done = compiler.call("check")
        return [f"migc check ended with {done.returncode}", *done.stderr.decode(errors="replace").splitlines()] if done.returncode else []

    def by_revision(self, steps):
        found = Collected()
        compiler = self.compiler(steps)
        problems = self.checked(compiler)
        if problems:
            return Found(None, problems)
        database = self.engine.fresh()
        playing = self.played(found, database)
        try:
            for number, step in enumerate(steps):
                problem = self.one(playing, compiler, steps, number)
                if problem:
                    return Found(number, problem)
            return None
        finally:
            self.engine.drop(database)

    def played(self, found, database):
        return play.Play(found, "random", database, [], Hints())

    def one(self, playing, compiler, steps, number):
        """Plays one revision on a database that stands before it; what goes wrong."""
        step = steps[number]
        playing.hints = Hints({}, {step.id: step.touched}, {step.id: step.lost})
        try:
            if number:
                playing.seeder.fill()
            playing.step(self.scripts(compiler, steps, number))
        except servers.EngineError as error:
            playing.check(f"{step.id} can be played", [error])
        return playing.report.problems

    def last_alone(self, steps):
        """Only the last revision, on what all before it make in one script."""
        found = Collected()
        compiler = self.compiler(steps)
        problems = self.checked(compiler)
        if problems:
            return Found(None, problems)
        database = self.engine.fresh()
        playing = self.played(found, database)
        try:
            *setup, last = steps
            if setup and not playing.script("the set-up runs", compiler.upgrade(f"base:{setup[-1].id}")):
                return Found(None, found.problems)
            playing.applied += [step.id for step in setup]
            problem = self.one(playing, compiler, steps, len(setup))
            return Found(len(setup), problem) if problem else None
        except servers.EngineError as error:
            return Found(len(steps) - 1, str(error).splitlines())
        finally:
            self.engine.drop(database)

    def whole(self, steps):
        found = Collected()
        compiler = self.compiler(steps)
        problems = self.checked(compiler)
        if problems:
            return Found(None, problems)
        database = self.engine.fresh()
        playing = play.Play(found, "random", database, [Revision(s.id, "", "") for s in steps], Hints(steps[-1].hints), compiler)
        playing.seeder = PlainSeeder(database, playing.hints)
        try:
            if playing.begins() and playing.all_up(None):
                head = database.catalogue()
                playing.seeder.fill()
                if playing.all_down("base", 0, playing.empty):
                    playing.all_up(head)
        except servers.EngineError as error:
            playing.check("the whole way can be played", [error])
        finally:
            self.engine.drop(database)
        return Found(None, found.problems) if found.problems else None

    def by_grade(self, steps):
        """Only the last revision, on what all before it make: where its way back is worse than its grade, or None."""
        problems = self.judged(steps)
        return Found(len(steps) - 1, problems, graded=True) if problems else None

    def judged(self, steps):
        """What comes back worse than the last revision's grade says."""
        *setup, last = steps
        found = Collected()
        compiler = self.compiler(steps)
        grades = Grades(compiler, last.id, last.renamed)
        scripts = self.scripts(compiler, steps, len(setup))
        database = self.engine.fresh()
        seeder = ShapedSeeder(database, Hints(), last.shape)
        try:
            if not setup or self.played(found, database).script("the set-up runs", compiler.upgrade(f"base:{setup[-1].id}")):
                seeder.fill()
                self.judge.there_and_back(found, f"{last.id}, {last.rows()}", database, grades,
                                          scripts.up, scripts.down, seeder if last.writes else None)
        except servers.EngineError as error:
            found.check(f"{last.id} can be played", [error])
        finally:
            self.engine.drop(database)
        return found.problems


class Reducer:
    """Leaves away what a failure doesn't need."""

    def __init__(self, player, seconds):
        self.player = player
        self.end = time.monotonic() + seconds

    def reduce(self, steps, failure):
        if failure.step is not None:
            steps = steps[:failure.step + 1]
            last_alone = self.player.by_grade if failure.graded else self.player.last_alone
            alone = last_alone(steps)
            attempt = last_alone if alone and alone.kind() == failure.kind() else self.player.by_revision
        else:
            attempt = self.player.whole
        self.same = lambda tried: self.fails_alike(attempt, tried, failure)
        steps = self.revisions(steps, keep_last=failure.step is not None)
        return self.statements(steps)

    def fails_alike(self, attempt, steps, failure):
        if not steps or time.monotonic() > self.end:
            return False
        try:
            again = attempt(steps)
        except servers.EngineError:
            return False
        return again is not None and again.kind() == failure.kind()

    def revisions(self, steps, keep_last):
        """Drops revisions from the end on, in halves first."""
        size = len(steps) // 2
        while size:
            end = len(steps) - 1 if keep_last else len(steps)
            while end > 0:
                start = max(0, end - size)
                tried = steps[:start] + steps[end:]
                if self.same(tried):
                    steps = tried
                end = start
            size //= 2
        return steps

    def statements(self, steps):
        for number in reversed(range(len(steps))):
            for place in reversed(range(len(steps[number].statements))):
                step = steps[number]
                fewer = step.statements[:place] + step.statements[place + 1:]
                tried = steps[:number] + [replace(step, statements=fewer)] + steps[number + 1:]
                if self.same(tried):
                    steps = tried
        return self.revisions(steps, keep_last=True)


def allowed(migc, target):
    """{feature: whether this target can do it}, of `migc explain --matrix`."""
    done = subprocess.run([str(migc), "explain", "--matrix", "--format=json"], capture_output=True, check=True)
    dialect, _, version = target.partition(":")
    number = [int(part) for part in version.split(".")]

    def covers(versions):
        if not versions:
            return True
        way, _, bound = versions.rpartition(" ")
        bound = [int(part) for part in bound.split(".")]
        return number[:len(bound)] <= bound if way == "up to" else number >= bound

    return {row["feature"]: any(entry["support"] != "refused" for entry in row["dialects"][dialect] if covers(entry["versions"]))
            for row in json.loads(done.stdout)["features"]}


def setting(name, otherwise):
    return os.environ.get(name) or otherwise


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--migc", required=True, type=lambda path: pathlib.Path(path).resolve(), help="the compiler")
    engines.option(parser, engines.PLAYED)
    told = parser.parse_args()
    servers.stop_cleanly_on_signals()
    any_seed = random.SystemRandom().randrange(2**32)
    told_seed = setting("MIGC_SEED", "1")
    first = any_seed if told_seed == "random" else int(told_seed)
    report = Report()
    for name in engines.chosen(told):
        try:
            with engines.PLAYED[name]() as engine:
                player = Player(told.migc, engine)
                for number in range(int(setting("MIGC_CASES", "1"))):
                    one_history(report, player, first + number)
                    if name in engines.ENGINES:
                        some_grades(report, player, (first if "MIGC_SEED" in os.environ else any_seed) + number)
                for what, count in sorted(player.judge.counted.items()):
                    report.note(f"{name}: {count} {what}")
        except servers.EngineError as error:
            report.check(f"{name}: can be started", [error])
    return report.finish()


def made(player, seed):
    return generate(seed, int(setting("MIGC_REVISIONS", "14")), allowed(player.migc, player.engine.name), player.engine)


def one_history(report, player, seed):
    steps = made(player, seed)
    judge(report, f"{player.engine.name} MIGC_SEED={seed}: {len(steps)} revisions, {sum(len(s.statements) for s in steps)} statements",
          player, steps, player.fails)


def some_grades(report, player, seed):
    """Revisions of a history, each against its grade on a database of its own."""
    steps = made(player, seed)
    numbers = list(range(len(steps)))
    random.Random(seed).shuffle(numbers)
    for number in sorted(numbers[:int(setting("MIGC_GRADES", "4"))]):
        step = steps[number]
        judge(report, f"{player.engine.name} MIGC_SEED={seed}: the grade of {step.id}, {len(step.statements)} statements, {step.rows()}",
              player, steps[:number + 1], player.by_grade)


def judge(report, name, player, steps, way):
    """Plays steps in one way, and makes what fails smaller."""
    try:
        failure = way(steps)
    except servers.EngineError as error:
        failure = Found(None, str(error).splitlines())
    if report.check(name, failure.problems if failure else []):
        return
    small = Reducer(player, float(setting("MIGC_REDUCE", "60"))).reduce(steps, failure)
    report.note(f"made smaller, for {player.engine.name}:\n\n{text_of(small)}")


if __name__ == "__main__":
    sys.exit(main())
