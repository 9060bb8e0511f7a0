"""What a database holds, value by value, and what of it is nowhere any more."""

from dataclasses import dataclass

from rows import is_archive


@dataclass(frozen=True)
class Value:
    table: str
    key: frozenset  # of (column, literal)
    column: str
    literal: str

    def __str__(self):
        return f"{self.table}.{self.column} = {self.literal} of the row {', '.join(f'{c} = {v}' for c, v in sorted(self.key))}"


def values(database):
    """Every value of every table, but for archives, and for what is computed again wherever a row is."""
    shapes, found = database.shapes(), set()
    for table, dumped in database.all_rows().items():
        if not is_archive(table):
            names = (shapes[table].keys or [dumped.columns])[0]
            for row in as_dicts(dumped):
                key = frozenset((name, row[name]) for name in names)
                found |= {Value(table, key, name, row[name]) for name, column in shapes[table].columns.items() if not column.computed}
    return found


def as_dicts(dumped):
    return [dict(zip(dumped.columns, row)) for row in dumped.values]


def lost(held, rows):
    """Those of the values that are in no row of their table now, and in no archive."""
    holders = {table: as_dicts(dumped) for table, dumped in rows.items()}
    archives = [table for table in holders if is_archive(table)]
    gone = {value for value in held if not any(holds(row, value) for table in {value.table, *archives} for row in holders.get(table, []))}
    return gone - {value for archive in archives for value in implied(gone, holders[archive])}


def holds(row, value):
    """Whether this is the row of the value, with the value in its column or in one that a script keeps it in for a while."""
    return value.key <= row.items() and value.literal in (row.get(name) for name in (
        value.column, f"{value.column}_before", f"_mig_{value.column}"))


def implied(gone, rows):
    """An archive of keys alone holds which rows had one value, the one that an enum has no more."""
    marked = {frozenset(row.items()) for row in rows}
    for place in {(value.table, value.column) for value in gone}:
        here = {value for value in gone if (value.table, value.column) == place}
        if marked and {value.key for value in here} == marked and len({value.literal for value in here}) == 1:
            yield from here
