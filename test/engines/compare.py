"""Differences between two dumps, as lines that begin with - (only before) and + (only after)."""

from collections import Counter


def lines(before, after):
    """Differences of two lists of lines, whose order means nothing."""
    old, new = Counter(before), Counter(after)
    gone = [(line, "-") for line in (old - new).elements()]
    come = [(line, "+") for line in (new - old).elements()]
    return [f"{sign} {line}" for line, sign in sorted(gone + come)]


def rows(name, before, after, without=()):
    """Differences of two dumps of one table's rows, in the columns that both have and `without` doesn't name."""
    columns = [c for c in before.columns if c in after.columns and c not in without]
    return [
        f"{line[0]} {name} {line[2:]}"
        for line in lines(before.project(columns), after.project(columns))
    ]
