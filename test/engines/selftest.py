#!/usr/bin/python3
"""Tests of the tests: plants differences and faults, and sees that they are noticed. A comparison that can't fail is worth
nothing."""

import argparse
import pathlib
import sys

import engines
import selftest_cases
import selftest_catalogue
import selftest_h2
import selftest_judgement
import selftest_killed
import selftest_node
import selftest_play
import selftest_rows
import selftest_seed
import servers
from report import Report

# What reads the catalogue has to know each version; what plays scripts is the same for all.
PARTS_OF_A_VERSION = (selftest_catalogue, selftest_rows, selftest_seed)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--migc", required=True, type=lambda path: pathlib.Path(path).resolve(), help="the compiler, for the cases")
    engines.option(parser, engines.PLAYED)
    told = parser.parse_args()
    servers.stop_cleanly_on_signals()
    report = Report()
    for name in engines.chosen(told):
        with engines.PLAYED[name]() as engine:
            if name in engines.STAND_INS:
                selftest_h2.test(report, engine)
                selftest_cases.test(report, engine, told.migc)
                continue
            for part in PARTS_OF_A_VERSION:
                part.test(report, engine)
            if not engine.concurrent:
                selftest_node.test_client(report, engine)
            if name in engines.MAIN:
                selftest_play.test(report, engine)
                selftest_cases.test(report, engine, told.migc)
                selftest_judgement.test(report, engine, told.migc)
                selftest_killed.test(report, engine)
    if engines.MAIN[0] in engines.chosen(told):  # once is enough
        selftest_node.test_parsers(report)
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
