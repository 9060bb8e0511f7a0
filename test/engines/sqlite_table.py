"""What the text of a CREATE TABLE says beyond the pragmas, as (part, attribute, value).

A constraint written behind a column and one written below the columns are told alike, for they mean the same.
"""

from sqlite_text import Reader, Unreadable, split, text_of, tokens

TABLE_CONSTRAINTS = ("constraint", "primary", "unique", "check", "foreign")
COLUMN_CONSTRAINTS = ("constraint", "primary", "not", "null", "unique", "check", "default", "collate", "references",
                      "generated", "as")


def read(sql):
    """Facts of one table. A text that can't be read is one fact, whole: then at least every change of it is seen."""
    try:
        return TableText(sql).facts
    except Unreadable as error:
        return [("", f"text (not understood: {error})", " ".join(tokens(sql)))]


class TableText:
    def __init__(self, sql):
        self.facts = []
        outer = Reader(tokens(sql))
        while not outer.at("("):
            outer.next()
        self.reader = Reader(outer.bracket())
        for option in split(outer.parts[outer.place:]):
            if option:
                self.facts.append(("", "option", " ".join(option)))
        while not self.reader.ended():
            # ALTER TABLE … ADD COLUMN puts columns behind the constraints, so either may come at any place.
            if any(self.reader.at(word) for word in TABLE_CONSTRAINTS):
                self.table_constraint()
            else:
                self.column()
            self.reader.skip(",")

    def add(self, name, kind, definition):
        part = f"constraint {name}" if name else "constraint without a name"
        self.facts.append((part, kind, definition))

    def table_constraint(self):
        r = self.reader
        name = r.name() if r.skip("constraint") else None
        if r.skip("primary", "key"):
            self.add(name, "primary key", self.key_columns(r.bracket()) + self.conflict())
        elif r.skip("unique"):
            self.add(name, "unique", self.key_columns(r.bracket()) + self.conflict())
        elif r.skip("check"):
            self.add(name, "check", text_of(r.bracket()) + self.conflict())
        elif r.skip("foreign", "key"):
            columns = self.key_columns(r.bracket())
            r.next()  # references
            self.add(name, "foreign key", f"{columns} {self.references()}")
        else:
            raise Unreadable(f"no constraint begins with {r.next()}")

    def column(self):
        r = self.reader
        column = r.name()
        part = f"column {column}"
        while not (r.ended() or r.at(",") or any(r.at(word) for word in COLUMN_CONSTRAINTS)):
            r.next()  # the type, which the pragma tells
            if r.at("("):
                r.bracket()
        name = None
        while not (r.ended() or r.at(",")):
            if r.skip("constraint"):
                name = r.name()
                continue
            self.column_constraint(column, part, name)
            name = None

    def column_constraint(self, column, part, name):
        r = self.reader
        called = f" called {name}" if name else ""
        if r.skip("primary", "key"):
            # DESC here makes an INTEGER PRIMARY KEY an ordinary column: not the same as below the columns.
            direction = " (inline desc)" if r.skip("desc") else "" if r.skip("asc") else ""
            self.add(name, "primary key", f"({column.lower()}){self.conflict()}{direction}")
            if r.skip("autoincrement"):
                self.facts.append((part, "autoincrement", "yes"))
        elif r.skip("not", "null"):
            self.clause(part, "not null clause", called + self.conflict())
        elif r.skip("null"):
            pass
        elif r.skip("unique"):
            self.add(name, "unique", f"({column.lower()}){self.conflict()}")
        elif r.skip("check"):
            self.add(name, "check", text_of(r.bracket()) + self.conflict())
        elif r.skip("default"):
            self.facts.append((part, "default text", self.default() + called))
        elif r.skip("collate"):
            self.facts.append((part, "collation", r.name().lower() + called))
        elif r.skip("references"):
            self.add(name, "foreign key", f"({column.lower()}) {self.references()}")
        elif r.skip("generated", "always", "as") or r.skip("as"):
            expression = text_of(r.bracket())
            kind = "stored" if r.skip("stored") else "virtual" if r.skip("virtual") else "virtual"
            self.facts.append((part, "generated", f"{kind} {expression}{called}"))
        else:
            raise Unreadable(f"nothing behind a column begins with {r.next()}")

    def clause(self, part, attribute, text):
        if text:
            self.facts.append((part, attribute, text.strip()))

    def default(self):
        r = self.reader
        if r.at("("):
            return text_of(r.bracket())
        sign = r.next()
        return sign + r.next() if sign in ("+", "-") else str(sign)

    def conflict(self):
        if self.reader.skip("on", "conflict"):
            action = self.reader.next()
            return "" if action == "abort" else f" on conflict {action}"  # abort is what happens anyway
        return ""

    def key_columns(self, parts):
        return "(" + ", ".join(text_of(self.without_asc(column)) for column in split(parts)) + ")"

    def without_asc(self, parts):
        return parts[:-1] if len(parts) > 1 and parts[-1] == "asc" and parts[-1].word else parts

    def references(self):
        r = self.reader
        table = r.name()
        columns = self.key_columns(r.bracket()) if r.at("(") else "(its primary key)"
        actions = {"delete": "no action", "update": "no action"}
        match, defer = "", []
        while not (r.ended() or r.at(",")):
            if r.skip("on", "delete"):
                actions["delete"] = self.action()
            elif r.skip("on", "update"):
                actions["update"] = self.action()
            elif r.skip("match"):
                match = f" match {r.next()}"
            elif r.at("deferrable") or r.at("not", "deferrable") or r.at("initially"):
                defer.append(r.next())
                if defer[-1] in ("not", "initially"):
                    defer.append(r.next())
            else:
                break  # another constraint of the column
        # All but "deferrable initially deferred" are checked at once, however it is said.
        deferred = " deferred" if " ".join(defer) == "deferrable initially deferred" else ""
        return f"references {table} {columns} on delete {actions['delete']} on update {actions['update']}{match}{deferred}"

    def action(self):
        first = self.reader.next()
        return f"{first} {self.reader.next()}" if first in ("set", "no") else str(first)
