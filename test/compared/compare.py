#!/usr/bin/python3
"""What Alembic and Liquibase emit for the changes of test/compared, beside migc.

    compare.py --migc build/migc --update     writes docs/compared.md
    compare.py --migc build/migc --check      exit status 1 if the page is not what it would be
    compare.py --migc build/migc test         executes everything, and compares what the engines say of themselves
"""

import argparse
import difflib
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
# Before this folder, whose compare.py isn't the one that the modules there mean.
sys.path.insert(0, str(ROOT / "test" / "engines"))

# pylint: disable=wrong-import-position
import case_header
import emit_alembic
import emit_migc
import engines
import execute
import output
import page
import servers
from emit_liquibase import Liquibase
from report import Report

PAGE = ROOT / "docs" / "compared.md"


def emitted(migc, cases, dialects):
    """({(case name, dialect name): {tool: Output}}, the tools' versions)"""
    liquibase = Liquibase(cases)
    made = {(case.name, dialect.name): {
        "migc": emit_migc.output(migc, case, dialect),
        "alembic": emit_alembic.output(case, dialect),
        "liquibase": liquibase.output(case, dialect),
    } for case in cases for dialect in dialects}
    return made, {"migc": emit_migc.version(migc), "alembic": emit_alembic.version(), "liquibase": liquibase.version()}


def test(migc, cases, dialects, outputs, only):
    report = Report()
    for dialect in dialects:
        if dialect.engine and (not only or dialect.name in only):
            try:
                with engines.ENGINES[dialect.engine]() as engine:
                    execute.play(report, migc, engine, dialect, cases, outputs)
            except servers.EngineError as error:
                report.check(f"{dialect.engine}: can be started", [error])
    return report


def complaint(made):
    there = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    if there == made:
        return []
    return ["docs/compared.md is out of date: test/compared/compare.py --update",
            *difflib.unified_diff(there.split("\n"), made.split("\n"), "docs/compared.md", "as it would be", "", "", 0, "")]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--migc", default=str(ROOT / "build" / "migc"), type=lambda path: str(pathlib.Path(path).resolve()))
    parser.add_argument("--update", action="store_true", help="write docs/compared.md")
    parser.add_argument("--check", action="store_true", help="whether docs/compared.md is up to date")
    parser.add_argument("--engine", action="append", help="test: postgres, mariadb or sqlite alone; may be repeated")
    parser.add_argument("what", nargs="*", help="test, and files, which stand for all of test/compared")
    told = parser.parse_intermixed_args()
    testing = "test" in told.what
    if not (told.update or told.check or testing):
        parser.error("what is to be done: --update, --check or test?")
    servers.stop_cleanly_on_signals()
    dialects = output.dialects(told.migc)
    files = [pathlib.Path(name) for name in told.what if name != "test"]
    try:
        cases = [case_header.read(path, output.KNOWN) for path in files or sorted(HERE.glob("*.mig"))]
        outputs, versions = emitted(told.migc, cases, dialects)
        made = page.Page(cases, dialects, outputs, versions).text() if not files else None
    except (case_header.Wrong, servers.EngineError) as wrong:
        sys.exit(str(wrong))
    if told.update and not files:
        PAGE.write_text(made, encoding="utf-8")
    report = test(told.migc, cases, dialects, outputs, told.engine) if testing else Report()
    if told.check and not files:
        report.check("docs/compared.md is up to date", complaint(made))
    return report.finish() if testing or told.check else 0


if __name__ == "__main__":
    sys.exit(main())
