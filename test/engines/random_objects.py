"""Random statements about what is no table: enums, views, triggers, sequences."""

from random_schema import View, quoted, repr_values


class Objects:
    """A part of random_model.History."""

    def create_enum(self):
        name = self.fresh("kind")
        self.enums[name] = ["first", "it''s", "third"][:self.random.randint(1, 3)]
        return f"create type {quoted(name)} as enum ({', '.join(repr_values(self.enums[name]))});"

    def enum_columns(self, name):
        return [(t, c) for t in self.tables for c in t.columns if c.type == name]

    def change_enum(self):
        name = self.pick(self.enums)
        if not name:
            return None
        values = self.enums[name]
        other = self.pick(v for v in values[1:])
        way = self.random.choice(["add", "add before", "rename", "drop"])
        if way == "add" or not other and way != "add before":
            values.append(self.fresh("value"))
            return f"alter type {quoted(name)} add value '{values[-1]}';"
        keep = self.keep() if way == "drop" else ""
        for table, column in self.enum_columns(name):
            self.touch(table, column, kept=bool(keep))
        if way == "add before":
            values.append(self.fresh("value"))
            return f"alter type {quoted(name)} add value '{values[-1]}' before '{values[0]}';"
        values.remove(other)
        if way == "rename":
            values.append(self.fresh("value"))
            return f"alter type {quoted(name)} rename value '{other}' to '{values[-1]}';"
        return f"alter type {quoted(name)} drop value '{other}' to '{values[0]}'{keep};"

    def drop_enum(self):
        name = self.pick(n for n in self.enums if not self.enum_columns(n))
        if not name:
            return None
        del self.enums[name]
        return f"drop type {quoted(name)};"

    def rename_enum(self):
        name = self.pick(self.enums)
        if not name:
            return None
        made = self.fresh("kind")
        self.enums[made] = self.enums.pop(name)
        for _, column in self.enum_columns(name):
            column.type = made
        return f"rename type {quoted(name)} to {quoted(made)};"

    def create_view(self):
        table = self.table()
        columns = self.random.sample(table.columns, self.random.randint(1, len(table.columns)))
        view = View(self.fresh("view"), table, columns)
        self.views.append(view)
        table.views += 1
        text = f"select {', '.join(self.quote(c.name) for c in columns)} from {self.quote(table.name)}"
        return f"create view {quoted(view.name)} uses ({quoted(table.name)}) as $view$ {text} $view$;"

    def drop_view(self):
        view = self.pick(self.views)
        if not view:
            return None
        self.views.remove(view)
        view.table.views -= 1
        return f"drop view {quoted(view.name)};"

    def create_trigger(self):
        if self.family == "oracle":  # H2 has no triggers of its own
            return None
        table = self.table()
        name = self.fresh("trigger")
        table.triggers.append(name)
        made = []
        if self.family == "postgres":
            made.append(f"create function {quoted('f_' + name)} () as postgres $a$ () returns trigger language plpgsql as "
                        "$b$ begin return new; end $b$ $a$;")
            text = f"before insert on {self.quote(table.name)} for each row execute function {self.quote('f_' + name)}()"
        elif self.family == "sqlite":
            text = f"after insert on {self.quote(table.name)} begin select 1; end"
        else:
            text = f"before insert on {self.quote(table.name)} for each row set @seen = 1"
        return [*made, f"create trigger {quoted(name)} on {quoted(table.name)} as {self.family} $a$ {text} $a$;"]

    def drop_trigger(self):
        table = self.pick(t for t in self.tables if t.triggers)
        if not table:
            return None
        return f"drop trigger {quoted(table.triggers.pop())} on {quoted(table.name)};"

    def create_sequence(self):
        if not self.can("sequence"):
            return None
        self.sequences.append(self.fresh("numbers"))
        return f"create sequence {quoted(self.sequences[-1])} start {self.random.randint(1, 9)} increment {self.random.randint(1, 5)};"

    def drop_sequence(self):
        return f"drop sequence {quoted(self.sequences.pop())};" if self.sequences else None

    # Comments and rows
