"""A file of test/matrix or test/real: one history, the last revision of which is the case, what comes before it the set-up. Lines of
comment at the top say where it is played:

    -- targets: all                         or a list, like postgres mariadb:10.11
    -- refused: sqlite M601                 what `migc check` says there; counts before `targets`
    -- before: SQL                          run by an administrator before the set-up
    -- before postgres: create role app;    the same, there alone; a role or user is made once a server
    -- rows: change in users.name            what the case's own statements change; its way back restores it
    -- rows: may differ in users, orders.total   what they change, or the way back can't restore
    -- rows: are written in users.count      by triggers, when an application writes others
    -- leaves: _mig_case_1                   archives that its way back leaves for the next upgrade
    -- seed orders.status: ["new", "paid"]  values for a column, as in seed.toml
    -- irreversible                         there is no way back, and migc says so

and what the engine has to do when the case has been played, in this order and each there alone if a name stands before the colon:

    -- takes: insert into users …           runs
    -- fails sqlite: insert into users …    is refused
    -- holds: select count(*) = 3 from users   gives a row, and nothing but true
    -- back: select count(*) = 3 from users    the same after the way back, which is gone once more before the first of them
    -- again: select count(*) = 3 from users   the same after the next upgrade
"""

import re
import tomllib
from dataclasses import dataclass, field

import engines
from hints import Hints
from servers import EngineError

LINE = re.compile(r"--\s*(?:(targets|refused|rows|leaves|seed (\S+))\s*:\s*(.*)|(before|takes|fails|holds|back|again)((?: \S+)*?)\s*:\s+(.*)"
                  r"|(irreversible)\s*$)")

SCHEMA = re.compile(r"^(?!--).*\bcreate schema (\w+)", re.M)


@dataclass
class Case:
    path: object
    name: str
    targets: list = field(default_factory=list)
    refusals: list = field(default_factory=list)  # (name of targets, code)
    before: list = field(default_factory=list)  # (names of targets, SQL)
    after: list = field(default_factory=list)  # (takes, fails, holds, back or again; names of targets; SQL)
    written: list = field(default_factory=list)  # tables, or table.column, that other writes change
    changed: list = field(default_factory=list)  # tables, or table.column, after up
    lost: list = field(default_factory=list)  # the same, after up and down
    schemas: list = field(default_factory=list)  # that its statements make
    seeds: dict = field(default_factory=dict)
    left: list = field(default_factory=list)  # archives that the way back leaves
    irreversible: bool = False

    def refusal(self, target):
        """The code with which migc refuses the case there, or None where it has to be compiled."""
        for name, code in self.refusals:
            if engines.covers(name, target):
                return code
        if not any(engines.covers(name, target) for name in self.targets):
            raise EngineError(f"{self.path}: says neither that {target} is a target nor that it is refused")
        return None

    def admin_statements(self, target):
        return [sql for names, sql in self.before if covered(names, target)]

    def expectations(self, target):
        """(takes, fails, holds, back or again; SQL) of what is asked of the engine in the end."""
        return [(verb, sql) for verb, names, sql in self.after if covered(names, target)]

    def hints(self, revision):
        return Hints(self.seeds, {revision: self.changed}, {revision: self.lost}, [revision] if self.irreversible else [],
                     leaves={revision: self.left} if self.left else None)


def covered(names, target):
    return any(engines.covers(name, target) for name in names)


def read(path):
    text = path.read_text(encoding="utf-8")
    case = Case(path, f"{path.parent.name}/{path.stem}", schemas=SCHEMA.findall(text))
    for line in text.splitlines():
        if line.strip() and not line.startswith("--"):
            break
        found = LINE.match(line)
        if found:
            told(case, found)
    unknown = [name for name in names(case) if not any(engines.covers(name, target) for target in engines.TARGETS)]
    if unknown:
        raise EngineError(f"{path}: {', '.join(unknown)} is no target of the tests")
    return case


def told(case, found):
    what, column, value, verb, where, sql, alone = found.groups()
    if alone:
        case.irreversible = True
    elif verb == "before":
        case.before.append((where.split() or ["all"], sql))
    elif verb:
        case.after.append((verb, where.split() or ["all"], sql))
    elif what == "targets":
        case.targets += value.split()
    elif what == "refused":
        *refusing, code = value.split()
        case.refusals += [(name, code) for name in refusing]
    elif what == "rows":
        changed = re.sub(r"^(may differ|change|are written) in", "", value).replace(",", " ").split()
        if value.startswith("are written"):
            case.written += changed
            return
        case.changed += changed
        case.lost += [] if value.startswith("change") else changed
    elif what == "leaves":
        case.left += value.split()
    else:
        table, _, name = column.rpartition(".")
        case.seeds.setdefault(table, {})[name] = tomllib.loads(f"values = {value}")["values"]


def names(case):
    told_of = [[*case.targets], [name for name, _ in case.refusals], *(names for names, _ in case.before),
               *(names for _, names, _ in case.after)]
    return [name for some in told_of for name in some]


def find(paths):
    """The files of these paths, a folder standing for all .mig files in it."""
    return [file for path in paths for file in (sorted(path.rglob("*.mig")) if path.is_dir() else [path])]
