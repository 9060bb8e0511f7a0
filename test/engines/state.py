"""Everything that can be seen of a database at one moment, and what may differ between two moments."""

from dataclasses import dataclass

import compare
import facts
import rows


@dataclass(frozen=True)
class State:
    catalogue: list
    rows: dict  # {table: Rows}
    counters: dict


def of(database):
    return State(database.catalogue(), database.all_rows(), database.counters())


def same_catalogue(before, after):
    return compare.lines(before.catalogue, after.catalogue)


def untouched_rows(before, after, touched):
    """What is wrong with the rows of columns that are the same before and after one script. Columns are touched if the
    catalogue says something else of them, or if seed.toml says so."""
    problems = []
    for table in sorted(before.rows.keys() & after.rows.keys()):
        if touched.table(table):
            continue
        old, new = facts.columns_of(before.catalogue, table), facts.columns_of(after.catalogue, table)
        changed = {column for column in old if old[column] != new.get(column)}
        problems += compare.rows(table, before.rows[table], after.rows[table], changed | touched.columns(table))
    return problems


def restored_rows(start, upgraded, end, lost):
    """Compares the rows before up and after up and down: (what is wrong, what was lost as was to be expected)."""
    problems, expected = [], []
    for table in sorted(start.rows.keys() & end.rows.keys()):
        if lost.nothing:
            problems += compare.rows(table, start.rows[table], end.rows[table], set())
        elif lost.table(table):
            expected.append(f"the rows of {table}, by seed.toml")
        elif dropped_table(start, upgraded, table):
            expected += [f"the rows of {table}, which the revision drops"] if start.rows[table].values else []
        else:
            gone = dropped_columns(start, upgraded, table)
            expected += [f"the values of {table}.{column}, which the revision drops" for column in sorted(gone)]
            expected += [f"the values of {table}.{column}, by seed.toml" for column in sorted(lost.columns(table))]
            problems += compare.rows(table, start.rows[table], end.rows[table], gone | lost.columns(table))
    return problems, expected


def dropped_table(start, upgraded, table):
    """Whether a table was dropped, and not renamed: there is no new one that has the same columns."""
    if table in upgraded.rows:
        return False
    new = upgraded.rows.keys() - start.rows.keys()
    return all(upgraded.rows[other].columns != start.rows[table].columns for other in new)


def dropped_columns(start, upgraded, table):
    """Columns that were dropped, and not renamed: there is no new one that has the same type. What looks like a rename has to
    keep its values; a revision that drops one column and adds another of its type says so in seed.toml."""
    if table not in upgraded.rows:
        return set()
    old, new = facts.columns_of(start.catalogue, table), facts.columns_of(upgraded.catalogue, table)
    fresh_types = {facts.type_of(new[column]) for column in new.keys() - old.keys()}
    return {column for column in old.keys() - new.keys() if facts.type_of(old[column]) not in fresh_types}


def counters_kept(start, upgraded, end, lost):
    """Numbers that were given once must not be given again: rows that are gone by now may be known elsewhere by them. The
    counter of a table that was dropped, or is named in [loss], may begin anew."""
    problems = []
    for name in sorted(start.counters):
        if any(lost.table(table) for table in start.rows if name.startswith(table)):
            continue
        if name in start.rows:  # the counter of a table, as on SQLite and MariaDB: if it is missing, it begins anew
            gone = name not in end.rows or dropped_table(start, upgraded, name)
        else:  # a sequence: if it is missing at the end, the catalogue shows it
            gone = name not in upgraded.counters or name not in end.counters
        last = end.counters.get(name, 0)
        if not gone and last < start.counters[name]:
            problems.append(f"the counter of {name} fell from {start.counters[name]} to {last}")
    return problems


def all_of(database):
    """What a script that refuses to run must leave alone: (catalogue, rows with migc_version's)."""
    return database.catalogue(), rows.everything(database)


def changes(before, after):
    """The differences between two results of all_of."""
    problems = compare.lines(before[0], after[0])
    for table in sorted(before[1].keys() | after[1].keys()):
        old, new = (side[1][table].lines() if table in side[1] else [] for side in (before, after))
        problems += [f"{line[0]} {table} {line[2:]}" for line in compare.lines(old, new)]
    return problems
