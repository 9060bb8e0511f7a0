#!/usr/bin/python3
"""Tests of the tests: plants differences and faults, and sees that they are noticed. A comparison that can't fail is worth
nothing."""

import argparse
import sys

import selftest_catalogue
import selftest_play
import selftest_rows
import selftest_seed
import servers
from report import Report


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", action="append", choices=sorted(servers.engines()), help="may be repeated; without it, all")
    names = parser.parse_args().engine or list(servers.engines())
    servers.stop_cleanly_on_signals()
    report = Report()
    for name in names:
        with servers.engines()[name]() as engine:
            for part in (selftest_catalogue, selftest_rows, selftest_seed, selftest_play):
                part.test(report, engine)
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
