"""Puts rows into every table that has too few, knowing nothing but the engine's own catalogue and the hints of seed.toml."""

from hints import Hints
from rows import is_archive
from servers import EngineError
from values import FLAVOURS, Sql, value

ROWS = 3  # in each table


class Seeder:
    """Fills one database again and again, as its schema grows."""

    def __init__(self, database, hints=None):
        self.database = database
        self.hints = hints or Hints()
        self.numbers = {}  # the last row number used, by table
        self.tried = set()
        self.literals = {}
        self.shapes = {}
        self.flavours = FLAVOURS  # the one that is wanted first

    def fill(self):
        """Puts rows into the tables that have none; then a few more where a column has no value at all yet, as one that has
        just been added, or where there are fewer than three. Only the first must succeed."""
        self.look()
        counts = self.counts()
        pending = {table for table in self.shapes if counts[table][0] == 0}
        late = []
        while pending:
            table = self.pick(pending)
            postponed = [key for key in self.shapes[table].foreign_keys if key.table in pending]
            self.insert(table, postponed)
            late += [(table, key) for key in postponed]
            pending.discard(table)
        for table, key in late:
            self.refer(table, key)
        for table in sorted(self.shapes):
            self.top_up(table, counts[table])

    def look(self):
        """What there is to be filled now. Archives are not: they are migc's own."""
        self.shapes = {table: shape for table, shape in self.database.shapes().items() if not is_archive(table)}
        self.literals = self.database.columns()

    def counts(self):
        """{table: [number of rows, number of values of each column]}"""
        tables = sorted(self.shapes)
        selects = [
            f"select {', '.join([str(i), 'count(*)'] + [f'count({self.quote(c)})' for c in self.shapes[t].columns])}"
            f" from {self.database.quote_table(t)}" for i, t in enumerate(tables)]
        rows = self.database.query(*selects) if selects else []
        return {tables[int(number)]: [int(count) for count in counted] for number, *counted in rows}

    def quote(self, name):
        return self.database.quote(name)

    def pick(self, pending):
        """The next table to fill: one that refers to no other that is empty; or only where it may be NULL for a while; or, in a
        cycle that can't be NULL anywhere, any."""
        def cost(table):
            keys = [key for key in self.shapes[table].foreign_keys if key.table in pending and key.table != table]
            return (bool(keys) + any(not self.may_be_null(table, key) for key in keys), table)
        return min(pending, key=cost)

    def may_be_null(self, table, key):
        return any(self.shapes[table].columns[column].nullable for column in key.columns)

    # Making rows

    def insert(self, table, postponed):
        checked = all(self.may_be_null(table, key) for key in postponed)
        numbers = [self.next_number(table) for _ in range(ROWS)]
        try:
            rows = [self.row(table, n, self.flavours[0], postponed) for n in numbers]
            self.database.write([self.statement(table, row) for row in rows], checked)
        except EngineError:
            problems = [self.put(table, n, postponed, checked) for n in numbers]
            if all(problems):
                raise EngineError(f"no row for {table} could be made; say in seed.toml what its columns take:\n{problems[-1]}")

    def put(self, table, n, postponed=(), checked=True, flavours=None):
        """Writes one row, in the first flavour that the table takes; what the engine says if it takes none."""
        problem = None
        for flavour in flavours or self.flavours:
            try:
                self.database.write([self.statement(table, self.row(table, n, flavour, postponed))], checked)
                return None
            except EngineError as error:
                problem = error
        return problem

    def top_up(self, table, counts):
        shape = self.shapes[table]
        missing = tuple(name for name, count in zip(shape.columns, counts[1:])
                        if count == 0 and shape.columns[name].nullable and not shape.columns[name].computed)
        if counts[0] == 0 or counts[0] >= ROWS and not missing or (table, missing) in self.tried:
            return
        self.tried.add((table, missing))
        for _ in range(ROWS):
            self.put(table, self.next_number(table), flavours=["plain"])  # its keys may have no more room

    def next_number(self, table):
        # A table under a new name may hold rows of any number that was used before.
        self.numbers[table] = self.numbers.get(table, max(self.numbers.values(), default=0) if self.filled(table) else 0) + 1
        return self.numbers[table]

    def filled(self, table):
        return bool(self.database.query(f"select 1 from {self.database.quote_table(table)} limit 1"))

    def row(self, table, n, flavour, postponed):
        """{column: its value as SQL}"""
        shape = self.shapes[table]
        row = {}
        referring = {column for key in shape.foreign_keys for column in key.columns}
        for name, column in shape.columns.items():
            hint = self.hints.values(table, name)
            if hint and not column.empties:
                hint = [told for told in hint if told != ""]  # it would be NULL
            if hint:
                row[name] = self.literal(hint[(n - 1) % len(hint)])
            elif not (column.computed or column.identity or name in referring):
                row[name] = self.literal(value(shape, column, n, flavour))
        for turn, key in enumerate(sorted(shape.foreign_keys, key=lambda key: -len(key.columns))):
            open_columns = [column for column in key.columns if column not in row]
            if key in postponed:
                row |= {column: self.placeholder(shape, column, n) for column in open_columns}
            elif open_columns:
                row |= self.reference(shape, key, row, n, turn, flavour)
        return row

    def literal(self, told):
        if isinstance(told, Sql):
            return str(told)
        if isinstance(told, dict):
            return told["sql"]
        if isinstance(told, list) and any(isinstance(item, Sql) for item in told):
            return "array[" + ", ".join(self.literal(item) for item in told) + "]"
        return self.database.literal(told)

    def placeholder(self, shape, column, n):
        """What stands in a foreign key until there is something to refer to."""
        if shape.columns[column].nullable:
            return "null"
        return self.literal(value(shape, shape.columns[column], n, "plain"))

    def reference(self, shape, key, row, n, turn, flavour):
        """Lets row n refer to a row of the other table that agrees with what other keys have already settled."""
        optional = {c for c in key.columns if c not in row and shape.columns[c].nullable}
        if optional and (flavour == "sparse" or flavour == "tricky" and (n + turn) % 3 == 0):
            parents = []
        else:
            parents = [p for p in map(dict, self.parents(key)) if all(p[c] == row[c] for c in key.columns if c in row)]
        if parents:
            place = n - 1 + turn * ((n - 1) // len(parents))
            return {c: v for c, v in parents[place % len(parents)].items() if c not in row}
        if not optional:
            raise EngineError(f"{shape.table} ({', '.join(key.columns)}) finds nothing in {key.table} to refer to")
        return {c: self.placeholder(shape, c, n) for c in key.columns if c not in row}

    def parents(self, key):
        """The rows that a foreign key can refer to, each as a list of (referring column, value)."""
        literals = [self.literals[key.table][column] for column in key.refers]
        found = self.database.query(
            f"select {', '.join(literals)} from {self.database.quote_table(key.table)}"
            f" where {' and '.join(self.quote(c) + ' is not null' for c in key.refers)}"
            f" order by {', '.join(str(i + 1) for i in range(len(literals)))} limit 60")
        return [list(zip(key.columns, row)) for row in found]

    def statement(self, table, row):
        target = self.database.quote_table(table)
        if not row:
            return f"insert into {target} " + ("() values ()" if self.database.quote("a") == "`a`" else "default values")
        forced = any(self.shapes[table].columns[c].identity for c in row) and self.database.engine.family == "postgres"
        return (f"insert into {target} ({', '.join(map(self.quote, row))})"
                f"{' overriding system value' if forced else ''} values ({', '.join(row.values())})")

    # Closing cycles

    def refer(self, table, key):
        """Fills in a foreign key that had to wait: all rows where it can't be NULL, else two of three."""
        shape = self.shapes[table]
        parents = [dict(parent) for parent in self.parents(key)]
        optional = self.may_be_null(table, key)
        identity = next((k for k in shape.keys if not set(k) & set(key.columns)), None) or list(shape.columns)
        literals = self.literals[table]
        shown = [literals[column] for column in [*identity, *key.columns]]
        rows = self.database.query(f"select {', '.join(shown)} from {self.database.quote_table(table)} order by 1")
        for number, row in enumerate(rows):
            if optional and number % 3 == 2:
                continue
            present = dict(zip(key.columns, row[len(identity):]))
            fixed = {c: v for c, v in present.items() if optional and v not in (None, "NULL")}
            if len(fixed) == len(present):
                continue  # it refers to something already
            where = " and ".join(
                f"{self.quote(c)} {'is null' if v in (None, 'NULL') else '= ' + v}" for c, v in zip(identity, row))
            fitting = [p for p in parents if all(p[c] == v for c, v in fixed.items())]
            self.update(table, where, fitting[number + 1:] + fitting[:number + 1], optional)

    def update(self, table, where, parents, optional):
        problem = "there is no row to refer to"
        for parent in parents:  # a check or a unique key may refuse one and take another
            changes = ", ".join(f"{self.quote(column)} = {literal}" for column, literal in parent.items())
            try:
                self.database.write([f"update {self.database.quote_table(table)} set {changes} where {where}"])
                return
            except EngineError as error:
                problem = error
        if not optional:
            raise EngineError(f"a foreign key of {table} can't be filled: {problem}")


def seed(database, hints=None):
    Seeder(database, hints).fill()
