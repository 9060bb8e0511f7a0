"""Random legal statements: a model of a schema, small but knowing enough that every statement it makes can be run, there and back, on
tables with rows. It is no part of migc and knows nothing of it but the matrix of what each dialect can do."""

from random_objects import Objects
from random_schema import Column, Element, LARGE, NUMBERS, TYPES, Table, WIDER, quoted

WORDS = ["account", "badge", "card", "depot", "entry", "file", "group", "house", "item", "job", "key", "label", "mail", "note", "order",
         "page", "queue", "rate", "shelf", "ticket", "user", "value", "Work", "x y", 'say "so"', "straße", "select", "it's"]
COMMENTS = ["what it is", "it''s \"quoted\"; -- so", "ünïcödé 漢字", "back\\slash %s :name"]


class History(Objects):
    """Makes one revision after the other."""

    def __init__(self, random, allowed, family, quote):
        self.random = random
        self.allowed = allowed  # feature -> bool
        self.family = family
        self.quote = quote  # as the engine does, for raw SQL
        self.tables, self.views, self.enums, self.sequences, self.count = [], [], {}, [], 0
        self.touched, self.lost = [], []
        self.renamed = {}  # in this revision: {new name: old name}
        self.archives = []  # tables that it drops and keeps, in their order
        self.released = set()  # tables that lost a reference in this revision: the way back wants their rows

    # Choosing

    def fresh(self, word=None):
        self.count += 1
        name = f"{word or self.random.choice(WORDS)}_{self.count}"
        # Oracle has no double quotes in names; and the tests show what is in quotes as it is unless it is all in one case.
        return name.replace('"', "").capitalize() if self.family == "oracle" and quoted(name) != name else name

    def pick(self, things):
        things = list(things)
        return self.random.choice(things) if things else None

    def chance(self, part):
        return self.random.random() < part

    def can(self, *features):
        return all(self.allowed[feature] for feature in features)

    def table(self):
        return self.pick(self.tables)

    def place(self):
        """A column of a table, with the table; None, None where there is none."""
        table = self.table()
        return table, table and self.pick(c for c in table.columns if not c.identity)

    def touch(self, table, *columns, kept=False):
        """The statement changes rows of its own accord; they come back if they are kept."""
        for column in columns:
            names = {(table.name, column.name), (table.origin, column.origin)}
            (self.touched if kept else self.lost).extend(f"{t}.{c}" for t, c in names if t and c)

    def keep(self, *columns):
        """How a statement ends that takes values away: what is kept has to be compared, which Oracle can't do with all."""
        if self.family == "oracle" and any(column.large() for column in columns):
            return ""
        return " keep" if self.chance(0.5) else ""

    # A revision

    def revision(self, statements):
        """(its statements, the tables and columns whose rows it changes, those of them that don't come back)"""
        self.touched, self.lost, self.renamed, self.archives, self.released = [], [], {}, [], set()
        for table in self.tables:
            table.origin = table.name
            for column in table.columns:
                column.origin = column.name
        made = []
        for _ in range(statements):
            for _ in range(20):
                operation = self.random.choices(list(OPERATIONS), list(OPERATIONS.values()))[0]
                if len(self.tables) < 2 or len(self.tables) > 8 and operation is History.create_table:
                    operation = History.create_table if len(self.tables) < 2 else History.drop_table
                statement = operation(self)
                if statement:
                    made += statement if isinstance(statement, list) else [statement]
                    break
        return made, self.touched + self.lost, self.lost

    def hints(self):
        """{table: {column: values}} for rows that have to survive the way back."""
        return {t.name: {c.name: c.hint for c in t.columns if c.hint} for t in self.tables}

    # Tables

    def new_type(self, large=True):
        choices = [t for t in TYPES if (large or t not in LARGE) and (t != "time" or self.can("time_type"))] + list(self.enums)
        return self.random.choice(choices)

    def column(self, required=True):
        type_name = self.new_type()
        column = Column(self.fresh(), type_name)
        if self.chance(0.6):
            column.default = self.value(column)
        column.not_null = self.chance(0.5) and (required or column.default is not None)
        if type_name in self.enums:
            column.hint = [self.enums[type_name][0]]
        return column

    def value(self, column):
        """A default, or None."""
        if column.type in self.enums:
            return "'" + self.enums[column.type][0] + "'"
        if column.large() and not self.can("large_default"):
            return None
        return self.pick(value for value in TYPES.get(column.type, []) if value != "''" or self.can("empty_text"))

    def spelled(self, column):
        parts = [quoted(column.name), self.type_text(column.type)]
        if column.identity:
            parts.append("identity")
        if column.generated:
            parts.append(f"generated always as ({self.filled(*column.generated)})"
                         + (" stored" if self.can("stored_column") else " virtual"))
        if column.not_null and not column.identity:
            parts.append("not null")
        if column.default is not None:
            parts.append(f"default {column.default}")
        return " ".join(parts)

    def type_text(self, type_name):
        return quoted(type_name) if type_name in self.enums else type_name

    def filled(self, text, columns):
        return text.format(*(quoted(c.name) for c in columns))

    def element(self, e):
        names = ", ".join(quoted(c.name) for c in e.columns)
        if e.kind == "primary":
            return f"primary key {quoted(e.name)} ({names})"
        if e.kind == "unique":
            return f"unique {quoted(e.name)} ({names})"
        if e.kind == "check":
            return f"check {quoted(e.name)} ({self.filled(e.text, e.columns)})"
        key = ", ".join(quoted(c.name) for c in e.refers.key().columns)
        return f"foreign key {quoted(e.name)} ({names}) references {quoted(e.refers.name)} ({key}){e.text}"

    def create_table(self):
        first = Column(self.fresh("id"), self.random.choice(["bigint", "integer"]), not_null=True, identity=self.chance(0.7))
        table = Table(self.fresh(), [first] + [self.column() for _ in range(self.random.randint(1, 5))])
        table.elements.append(Element("primary", self.fresh("pk"), [first]))
        for _ in range(self.random.randint(0, 2)):
            made = self.random.choice([self.new_foreign, self.new_check, self.new_unique])(table)
            if made:
                table.elements.append(made)
        parts = [self.spelled(c) for c in table.columns] + [self.element(e) for e in table.elements]
        self.tables.append(table)
        return f"create table {quoted(table.name)} (\n    " + ",\n    ".join(parts) + ",\n);"

    def new_foreign(self, table):
        parent = self.pick(t for t in self.tables if len(t.key().columns) == 1)
        if not parent:
            return None
        column = Column(self.fresh("ref"), parent.key().columns[0].type, reference=True)
        table.columns.append(column)
        text = self.random.choice(["", " on delete cascade", " on delete set null", " on delete restrict" + self.on_update()])
        if self.can("deferrable") and self.family != "oracle" and self.chance(0.2):  # H2 has none
            text += " deferrable initially deferred"
        return Element("foreign", self.fresh("fk"), [column], text, parent)

    def on_update(self):
        return " on update cascade" if self.can("update_action") else ""

    def new_check(self, table):
        key = table.key().columns
        column = self.pick(c for c in table.columns if c.type in NUMBERS and not c.generated and not c.reference and c not in key)
        if not column or not self.can("check_constraint"):
            return None
        return Element("check", self.fresh("ck"), [column], self.random.choice(["{0} >= 0", "{0} is null or {0} > -5 and {0} < 100000"]))

    def new_unique(self, table):
        """With the primary key in it, so that all rows fit."""
        column = self.pick(c for c in table.columns if self.may_be_key(c) and c not in table.key().columns)
        columns = column and [column, *table.key().columns]
        return columns and self.may_be_indexed(table, columns) and Element("unique", self.fresh("uq"), columns)

    def may_be_indexed(self, table, columns):
        return self.can("duplicate_index") or all(e.columns != columns for e in table.elements if e.kind not in ("check", "foreign"))

    def may_be_key(self, column):
        return (column.type not in ("json", "jsonb") and (not column.large() or self.can("large_key"))
                and (column.type != "timestamptz" or self.can("zoned_key")))

    def drop_table(self):
        table = self.pick(t for t in self.tables if not t.views and t not in self.released and not any(
            e.refers is t for other in self.tables if other is not t for e in other.elements))
        if not table or len(self.tables) < 3:
            return None
        self.tables.remove(table)
        keep = self.keep()
        if keep:
            self.archives.append(table.name)
        elif table.origin:
            self.lost.append(table.origin)
        return f"drop table {quoted(table.name)}{keep};"

    def may_rename(self, table):
        """A text that names what has been renamed can't be written again later, which other changes may ask for."""
        return not table.views and not table.triggers

    def rename_table(self):
        table = self.table()
        if not self.may_rename(table):
            return None
        old, table.name = table.name, self.fresh()
        self.renamed[table.name] = old
        return f"rename table {quoted(old)} to {quoted(table.name)};"

    # Columns

    def add_column(self):
        table = self.table()
        column = self.column(required=False)
        table.columns.append(column)
        where = ""
        if self.chance(0.2):
            where = " first" if self.chance(0.3) else f" after {quoted(self.pick(c for c in table.columns if c is not column).name)}"
        return f"alter table {quoted(table.name)} add column {self.spelled(column)}{where};"

    def add_generated(self):
        table = self.table()
        source = self.pick(c for c in table.columns if c.type in NUMBERS and not (c.generated or c.identity or c.reference))
        if not source:
            return None
        made = Column(self.fresh(), "decimal(14, 4)" if source.type.startswith("dec") else "bigint", generated=("{0} * 2", [source]))
        table.columns.append(made)
        return f"alter table {quoted(table.name)} add column {self.spelled(made)};"

    def drop_column(self):
        table, column = self.place()
        if (not column or table.views or len(table.columns) < 3 or column in table.key().columns or table.reading(column)
                or column.not_null and column.default is None or column.generated and column.not_null):
            return None
        table.columns.remove(column)
        self.released |= {e.refers for e in table.users_of(column) if e.refers}
        table.elements = [e for e in table.elements if column not in e.columns]
        keep = "" if column.generated else self.keep(column)
        self.touch(table, column, kept=bool(keep))
        return f"alter table {quoted(table.name)} drop column {quoted(column.name)}{keep};"

    def rename_column(self):
        table = self.table()
        column = self.pick(table.columns)
        if not self.may_rename(table) or table.reading(column) and not self.can("rename_under_generated"):
            return None
        if not self.can("rename_beside_generated") and any(c.generated for t in self.tables if t is not table for c in t.columns):
            return None
        old, column.name = column.name, self.fresh()
        self.renamed[column.name] = old
        return f"alter table {quoted(table.name)} rename column {quoted(old)} to {quoted(column.name)};"

    def free(self, table, column):
        """Whether nothing but the column itself has a say in its type."""
        return not (table.views or table.users_of(column) or table.reading(column) or column.generated or column.identity)

    def alter_type(self):
        table, column = self.place()
        if not column or column.generated or column.type not in WIDER or table.reading(column):
            return None
        if any(e.kind in ("foreign", "primary") for e in table.users_of(column)):
            return None
        if column.type == "char(8)":
            column.hint = ["abc", "defg"]
        column.type = WIDER[column.type]
        keep = self.keep(column)
        self.touch(table, column, kept=bool(keep))
        return self.altered(table, column, f"type {column.type}{keep}")

    def alter_type_using(self):
        table, column = self.place()
        if not column or not self.free(table, column) or column.type not in ("smallint", "integer", "bigint") or column.default:
            return None
        old, column.type, name = column.type, "varchar(60)", quoted(column.name)
        column.hint = ["1", "2", "3"]
        return self.altered(table, column, f"type varchar(60) using (cast({name} as varchar(60)))"
                                           f" reverse using (cast({name} as {old})){self.keep()}")

    def altered(self, table, column, change):
        return f"alter table {quoted(table.name)} alter column {quoted(column.name)} {change};"

    def set_not_null(self):
        table, column = self.place()
        value = column and self.value(column)
        if not column or column.not_null or column.generated or column.reference or value is None:
            return None
        column.not_null = True
        keep = self.keep(column)
        self.touch(table, column, kept=bool(keep))
        name = quoted(column.name)
        return [f"update {quoted(table.name)} set {name} = {value} where {name} is null{keep};",
                self.altered(table, column, "set not null")]

    def drop_not_null(self):
        table, column = self.place()
        if not column or not column.not_null or column.generated or any(e.kind in ("primary", "foreign") for e in table.users_of(column)):
            return None
        column.not_null = False
        return self.altered(table, column, "drop not null")

    def set_default(self):
        table, column = self.place()
        value = column and not column.generated and not column.reference and self.value(column)
        if not value or value == column.default:
            return None
        column.default = value
        return self.altered(table, column, f"set default {value}")

    def drop_default(self):
        table, column = self.place()
        if not column or column.default is None:
            return None
        column.default = None
        return self.altered(table, column, "drop default")

    # Constraints and indexes

    def add_constraint(self):
        table = self.table()
        made = self.random.choice([self.new_check, self.new_unique])(table)
        if not made:
            return None
        table.elements.append(made)
        return f"alter table {quoted(table.name)} add {self.element(made)};"

    def add_reference(self):
        table = self.table()
        made = self.new_foreign(table)
        if not made:
            return None
        table.elements.append(made)
        column = made.columns[0]
        refers = f"references {quoted(made.refers.name)} ({quoted(made.refers.key().columns[0].name)}){made.text}"
        return f"alter table {quoted(table.name)} add column {self.spelled(column)} constraint {quoted(made.name)} {refers};"

    def drop_constraint(self):
        table = self.table()
        e = self.pick(e for e in table.elements if e.kind in ("unique", "check", "foreign"))
        if not e or e.kind == "foreign" and e.columns[0].not_null:
            return None
        table.elements.remove(e)
        if e.kind == "foreign":
            e.columns[0].hint = [{"sql": "null"}]
            self.released.add(e.refers)
        return f"alter table {quoted(table.name)} drop constraint {quoted(e.name)};"

    def replace_reference(self):
        table = self.table()
        e = self.pick(e for e in table.elements if e.kind == "foreign")
        if not e:
            return None
        drop = f"drop constraint {quoted(e.name)};"
        e.text = self.random.choice(["", " on delete cascade", self.on_update()])
        return f"alter table {quoted(table.name)} {{\n    {drop}\n    add {self.element(e)};\n}}"

    def rename_constraint(self):
        table = self.table()
        e = self.pick(e for e in table.elements if e.kind != "index")
        if not e or e.kind == "primary" and not self.can("rename_primary_key"):
            return None
        old, e.name = e.name, self.fresh(e.kind)
        return f"alter table {quoted(table.name)} rename constraint {quoted(old)} to {quoted(e.name)};"

    def create_index(self):
        table = self.table()
        columns = self.random.sample(table.columns, min(len(table.columns), self.random.randint(1, 3)))
        columns = [c for c in columns if self.may_be_key(c)]
        if not columns:
            return None
        unique = self.chance(0.2)
        if unique:
            columns += [c for c in table.key().columns if c not in columns]
        if not self.may_be_indexed(table, columns):
            return None
        ends = [" desc" if self.can("descending_index") and self.chance(0.3) else "" for _ in columns]
        tail = ""
        if self.can("partial_index") and (unique or self.family != "oracle") and self.chance(0.2):
            tail = f" where {quoted(columns[0].name)} is not null"
        e = Element("index", self.fresh("ix"), columns, ends=ends)
        table.elements.append(e)
        parts = ", ".join(quoted(c.name) + end for c, end in zip(columns, ends))
        return f"create {'unique ' if unique else ''}index {quoted(e.name)} on {quoted(table.name)} ({parts}){tail};"

    def drop_index(self):
        table = self.table()
        e = self.pick(e for e in table.elements if e.kind == "index")
        if not e:
            return None
        table.elements.remove(e)
        return f"drop index {quoted(e.name)};"

    def rename_index(self):
        e = self.pick(e for e in self.table().elements if e.kind == "index")
        if not e:
            return None
        old, e.name = e.name, self.fresh("ix")
        return f"rename index {quoted(old)} to {quoted(e.name)};"

    # Types, views, triggers, sequences

    def comment(self):
        table = self.table()
        text = self.pick([*(f"'{c}'" for c in COMMENTS), "null"])
        if self.chance(0.4):
            return f"comment on table {quoted(table.name)} is {text};"
        return f"comment on column {quoted(table.name)}.{quoted(self.pick(table.columns).name)} is {text};"

    def insert(self):
        table = self.table()
        columns = [c for c in table.columns if c.not_null or c in table.key().columns]
        if any(e.kind == "foreign" for c in columns for e in table.users_of(c)):
            return None
        rows = []
        for _ in range(self.random.randint(1, 3)):
            self.count += 1
            values = [str(-self.count) if c in table.key().columns else self.value(c) for c in columns]
            if None in values:
                return None
            rows.append(f"({', '.join(values)})")
        names = ", ".join(quoted(c.name) for c in columns)
        self.touched += [t for t in (table.name, table.origin) if t]
        return f"insert into {quoted(table.name)} ({names}) values {', '.join(rows)};"

    def update(self):
        table, column = self.place()
        value = column and self.value(column)
        if value is None or column.generated or column.reference or column in table.key().columns:
            return None
        keep = self.keep(column)
        self.touch(table, column, *table.reading(column), kept=bool(keep))
        return f"update {quoted(table.name)} set {quoted(column.name)} = {value} where {self.every_other(table)}{keep};"

    def every_other(self, table):
        return f"{quoted(table.key().columns[0].name)} % 2 = 0"

    def delete(self):
        table = self.pick(t for t in self.tables if t not in self.released
                          and not any(e.refers is t for other in self.tables for e in other.elements))
        if not table:
            return None
        keep = self.keep()
        (self.touched if keep else self.lost).extend(t for t in (table.name, table.origin) if t)
        return f"delete from {quoted(table.name)} where {self.every_other(table)}{keep};"

    def copy_column(self):
        """A column of the same type beside it, filled from it."""
        table, column = self.place()
        if not column or column.generated or column.type in self.enums:
            return None
        made = Column(self.fresh(), column.type, reference=column.reference or column in table.key().columns)
        table.columns.append(made)
        name = quoted(table.name)
        return [f"alter table {name} add column {self.spelled(made)};",
                f"update {name} set {quoted(made.name)} = {quoted(column.name)};"]


OPERATIONS = {
    History.create_table: 6, History.drop_table: 1, History.rename_table: 3, History.add_column: 10, History.add_generated: 2,
    History.drop_column: 5, History.rename_column: 6, History.alter_type: 5, History.alter_type_using: 3, History.set_not_null: 4,
    History.drop_not_null: 3, History.set_default: 4, History.drop_default: 3, History.add_constraint: 5, History.add_reference: 5,
    History.drop_constraint: 4, History.replace_reference: 2, History.rename_constraint: 3, History.create_index: 8,
    History.drop_index: 3, History.rename_index: 2, History.create_enum: 2, History.change_enum: 3, History.drop_enum: 1,
    History.rename_enum: 1, History.create_view: 2, History.drop_view: 2, History.create_trigger: 1, History.drop_trigger: 1,
    History.create_sequence: 1, History.drop_sequence: 1, History.comment: 3, History.insert: 4, History.update: 4,
    History.delete: 2, History.copy_column: 2,
}
