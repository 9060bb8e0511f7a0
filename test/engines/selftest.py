#!/usr/bin/python3
"""Tests of the tests: plants differences and faults, and sees that they are noticed. A comparison that can't fail is worth
nothing."""

import argparse
import sys

import engines
import selftest_catalogue
import selftest_play
import selftest_rows
import selftest_seed
import servers
from report import Report

# What reads the catalogue has to know each version; what plays scripts is the same for all.
PARTS_OF_A_VERSION = (selftest_catalogue, selftest_rows, selftest_seed)
PARTS = (*PARTS_OF_A_VERSION, selftest_play)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    engines.option(parser)
    names = engines.chosen(parser.parse_args())
    servers.stop_cleanly_on_signals()
    report = Report()
    for name in names:
        with engines.ENGINES[name]() as engine:
            for part in PARTS if name in engines.MAIN else PARTS_OF_A_VERSION:
                part.test(report, engine)
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
