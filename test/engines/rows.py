"""Dumps of rows. A value is the SQL literal that the engine itself makes of it, so that NULL, '' and 'NULL', or 1 and '1',
are different things; rows have no order, and neither have columns."""

from dataclasses import dataclass

import facts


@dataclass(frozen=True)
class Rows:
    columns: tuple  # sorted by name
    values: tuple  # sorted rows, one literal a column

    def project(self, columns):
        """The rows with some of their columns, as lines of text."""
        places = [(name, self.columns.index(name)) for name in sorted(columns)]
        return sorted("  ".join(f"{name}={row[place]}" for name, place in places) for row in self.values)

    def lines(self):
        return self.project(self.columns)


def is_version_table(table):
    return table.split(".")[-1] == facts.VERSION_TABLE


def is_archive(table):
    """Whether migc made it, to keep rows in."""
    return table.split(".")[-1].startswith("_mig_")


def dump(database, tables=None, columns=None):
    """{table: Rows}; migc's own table is there only if it is asked for."""
    columns = columns or database.columns()
    if tables is None:
        tables = [table for table in columns if not is_version_table(table)]
    found = {table: [] for table in tables}
    # All tables in one call of the client; each row begins with the number of its table.
    selects = [
        f"select {', '.join([str(number)] + [columns[table][c] for c in sorted(columns[table])])}"
        f" from {database.quote_table(table)}"
        for number, table in enumerate(tables)
    ]
    for number, *values in database.query(*selects) if selects else []:
        found[tables[int(number)]].append(tuple("NULL" if v is None else v for v in values))
    return {t: Rows(tuple(sorted(columns[t])), tuple(sorted(found[t]))) for t in tables}


def everything(database):
    """All rows with migc_version, which may be missing: what must not change when a script refuses to run. An empty
    migc_version counts as none."""
    columns = database.columns()
    dumped = dump(database, list(columns), columns)
    return {t: r for t, r in dumped.items() if r.values or not is_version_table(t)}


def versions(database):
    """The IDs in migc_version, sorted; [] if there is no such table."""
    columns = database.columns()
    for table in filter(is_version_table, columns):
        row_set = dump(database, [table], columns)[table]
        place = row_set.columns.index("id")
        return sorted(value[place].strip("'") for value in row_set.values)
    return []
