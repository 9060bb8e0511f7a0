#!/usr/bin/python3
"""Parses what migc writes for PostgreSQL (with the parser of PostgreSQL 18), for MySQL 8, SQL Server and Oracle (with grammars of
theirs): the scripts of the examples, of the case files, and of the lit suites. There is no server of these three; of Oracle's scripts H2
executes a part (h2.py)."""

import argparse
import pathlib
import re
import sys
import tempfile

import case_file
import cases
import engines
import servers
from node import Node
from project import File, Project
from report import Report

EXCEPTIONS = pathlib.Path(__file__).resolve().parent / "parser_exceptions.txt"
ROOT = cases.TEST.parent
RUN = re.compile(r"^-- RUN:.*--dialect ((?:postgres|mysql|mssql|oracle)\S*)", re.M)
POSTGRES = [name for name in engines.ENGINES if engines.covers("postgres", name)]


class Exceptions:
    """What the parsers get wrong."""

    def __init__(self, text):
        lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
        self.known = [tuple(part.strip() for part in line.split(" | ")[:2]) for line in lines]
        self.used = set()

    def excuse(self, language, statement):
        for known in self.known:
            if known[0] == language and re.fullmatch(known[1], " ".join(statement.split())):
                self.used.add(known)
                return True
        return False

    def unused(self):
        return [f"{' | '.join(known)}: matches nothing" for known in self.known if known not in self.used]


class Parser:
    """All scripts go through one process, which remembers the statements that it has seen."""

    def __init__(self, exceptions):
        self.exceptions = exceptions
        self.node = Node("parse.cjs", servers.npm_package("antlr4ts").parent)
        self.statements = 0

    def problems(self, script, target):
        language = target.split(":")[0]
        answer = self.node.ask(language=language, script=script)
        self.statements += answer["statements"]
        return [f"line {error['line']}: {error['message']}\n  {error['statement']}" for error in answer["errors"]
                if not self.exceptions.excuse(language, error["statement"])]


class Parsing:
    def __init__(self, report, migc, parser):
        self.report = report
        self.migc = migc
        self.parser = parser

    def check(self, target, name, scripts):
        """Parses scripts, of which there has to be one."""
        scripts = list(scripts)
        problems = [problem for script in scripts for problem in self.parser.problems(script, target)]
        self.report.check(f"{target} {name} parses", problems if scripts else ["there is no script"])

    def project(self, folder):
        for target in (POSTGRES[-1], *engines.PARSED):
            with tempfile.TemporaryDirectory() as out:
                made = Project(self.migc, folder, target).build(pathlib.Path(out) / "sql")
                scripts = [path.read_text(encoding="utf-8") for revision in made for path in (revision.up, revision.down) if path]
            self.check(target, folder.name, scripts)

    def case(self, path):
        case = case_file.read(path)
        for target in (*POSTGRES, *engines.PARSED):
            compiler = File(self.migc, path, target)
            code = case.refusal(target)
            if not code:
                ways = ["upgrade"] if case.irreversible else ["upgrade", "downgrade"]
                self.check(target, case.name, [compiler.run(way, RANGES[way]) for way in ways])
            elif target not in engines.PLAYED:  # the others are tried by cases.py
                self.report.check(f"{target} {case.name} is refused with {code}", compiler.lacks(code))

    def lit(self, path):
        """What a lit test compiles for these targets; some are there to be refused."""
        for target in sorted(set(RUN.findall(path.read_text(encoding="utf-8", errors="replace")))):
            compiler = File(self.migc, path, target)
            done = [compiler.call(way, target_range) for way, target_range in RANGES.items()]
            scripts = [run.stdout.decode() for run in done if run.returncode == 0]
            if scripts:
                self.check(target, path.relative_to(cases.TEST), scripts)


RANGES = {"upgrade": "base:head", "downgrade": "head:base"}


def lit_files():
    others = [*cases.FOLDERS, cases.TEST / "engines", cases.TEST / "fuzz"]
    return [path for path in sorted(cases.TEST.rglob("*.mig")) if not any(folder in path.parents for folder in others)]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--migc", required=True, type=lambda path: pathlib.Path(path).resolve(), help="the compiler")
    parser.add_argument("files", nargs="*", type=lambda path: pathlib.Path(path).resolve(), help="case files alone")
    told = parser.parse_args()
    report = Report()
    exceptions = Exceptions(EXCEPTIONS.read_text(encoding="utf-8"))
    parsing = Parsing(report, told.migc, Parser(exceptions))
    work = [(parsing.case, path) for path in case_file.find(told.files or cases.FOLDERS)]
    if not told.files:
        work += [(parsing.lit, path) for path in lit_files()]
        work += [(parsing.project, folder) for folder in sorted((ROOT / "examples").iterdir()) if folder.is_dir()]
    for way, path in work:
        try:
            way(path)
        except servers.EngineError as error:
            report.check(f"{path.name}: can be parsed", [error])
    if not told.files:
        report.check("every exception of parser_exceptions.txt is needed", exceptions.unused())
    report.note(f"{parsing.parser.statements} statements")
    parsing.parser.node.stop()
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
