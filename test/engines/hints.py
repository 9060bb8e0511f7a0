"""seed.toml, which a project may have: what the tests can't find out by themselves.

    [orders]                        # values of a column, taken in turn by the rows; {sql = "…"} is an expression
    status = ["new", "paid"]

    [touches]                       # tables, or table.column, whose rows a revision changes by statements of its own
    4c1a = ["users", "orders.total"]

    [loss]                          # what is gone after up and down, and may be
    7b20 = ["users.nickname"]
    nothing = true                  # instead of any: not even what a revision drops

    [leaves]                        # archives that a way back leaves for the next upgrade
    51d0 = ["_mig_51d0_1"]

    [irreversible]                  # revisions that have no down script
    ids = ["9f00"]

    [targets]                       # how the project is played where; without it, everywhere revision by revision
    steps = ["postgres:15"]         # revision by revision, then the whole way
    whole = ["postgres", "sqlite"]  # the whole way alone
    refused = {"mysql:5.7" = "M601"}  # what `migc check` has to say
"""

import tomllib

import engines
from servers import EngineError

OWN = ("touches", "loss", "leaves", "irreversible", "targets")


class Hints:
    def __init__(self, tables=None, touches=None, loss=None, irreversible=(), targets=None, leaves=None):
        self.tables = tables or {}
        self.touches = touches or {}
        self.leaves = leaves or {}
        self.loss = dict(loss or {})
        self.nothing_lost = self.loss.pop("nothing", False)
        self.irreversible = set(irreversible)
        self.targets = targets or {"steps": ["all"]}

    def values(self, table, column):
        return self.tables.get(table, {}).get(column)

    def play_on(self, engine):
        """How the project is played on an engine: ("steps", None), ("whole", None), or ("refused", code). The first that names the
        engine counts; one that nothing names is an error, for nothing shall be skipped in silence."""
        for way in ("refused", "steps", "whole"):
            told = self.targets.get(way, [])
            for name in told:
                if engines.covers(name, engine):
                    return way, told[name] if way == "refused" else None
        raise EngineError(f"[targets] of seed.toml doesn't say what to do on {engine}")

    def touched(self, revision):
        return Names(of(self.touches, revision))

    def lost(self, revision):
        return Names(of(self.loss, revision), self.nothing_lost)

    def without_left(self, catalogue, revision=None):
        """A catalogue without the archives that the way back of the revision leaves, or that of any."""
        left = of(self.leaves, revision) if revision else [name for names in self.leaves.values() for name in names]
        return [line for line in catalogue if not line.startswith(tuple(f"table {name} |" for name in left))]


class Names:
    """A list of table and table.column names; `nothing` if not even what goes with a drop may be among them."""

    def __init__(self, names, nothing=False):
        self.names = set(names)
        self.nothing = nothing

    def table(self, table):
        return table in self.names

    def columns(self, table):
        return {name[len(table) + 1:] for name in self.names if name.startswith(table + ".")}


def of(lists, revision):
    """A revision may be named by the beginning of its ID."""
    return [name for key, names in lists.items() if revision.startswith(key) for name in names]


def load(project):
    path = project / "seed.toml"
    if not path.exists():
        return Hints()
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise EngineError(f"{path}: {error}") from error
    tables = flatten({key: value for key, value in told.items() if key not in OWN})
    for table, columns in tables.items():
        for column, values in columns.items():
            if not isinstance(values, list) or not values:
                raise EngineError(f"{path}: [{table}] {column} has to be a list of values")
    loss = told.get("loss", {})
    if "nothing" in loss and (loss["nothing"] is not True or len(loss) > 1):
        raise EngineError(f"{path}: [loss] is either 'nothing = true' or a list of losses")
    return Hints(tables, told.get("touches"), loss, told.get("irreversible", {}).get("ids", ()),
                 told.get("targets"), told.get("leaves"))


def flatten(tables):
    """[billing.invoices] is one table of a schema, not a table of tables."""
    flat = {}
    for name, columns in tables.items():
        for column, values in columns.items():
            if isinstance(values, dict):
                flat[f"{name}.{column}"] = values
            else:
                flat.setdefault(name, {})[column] = values
    return flat
