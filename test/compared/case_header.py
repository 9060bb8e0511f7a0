"""A file of test/compared: one history of two revisions, `setup` and `case`, and above them, in comments, the same change as it is
written for Alembic and for Liquibase.

    -- Adds a column with a default to a table that has rows.
    --
    -- alembic: op.add_column("users", sa.Column("nick", sa.String(20), server_default="x", nullable=False))
    -- alembic back: op.drop_column("users", "nick")
    -- liquibase: <addColumn tableName="users">…</addColumn>
    -- wrong sqlite liquibase: what is wrong there, and why ours is right

The lines up to the first empty one are the title. Several lines of one kind are joined: code line by line, what stands behind one blank
counts as it is, so that Python's blocks can be written; text with blanks. Names of dialects behind a kind make it count there alone, and
before the line without: `alembic sqlite: with op.batch_alter_table(…)`. Names of tools do the same for what is announced.

| kind | |
| --- | --- |
| `alembic`, `alembic back` | what stands in upgrade() and downgrade() |
| `liquibase`, `liquibase back` | the changes of a changeSet; what stands in its <rollback>, where Liquibase is not left to find it |
| `differs`, `wrong` | their catalogue or rows after up are others than ours: by choice, or not what was asked for |
| `refused` | the engine refuses their script |
| `runs` | migc refuses the case, and theirs runs |
| `back differs`, `back wrong`, `back refused` | the same of the way back, compared with what was there before up |
| `note` | something to know; nothing is checked |

Without names of tools, a line is about both; without names of dialects, about all. What is announced has to be so, and what is so has to
be announced (execute.py), on the engines that there are servers for; of the others it is said and not tried.
"""

import re
from dataclasses import dataclass, field

TOOLS = ("alembic", "liquibase")
CODE = ("alembic back", "liquibase back", *TOOLS)
OUTCOMES = ("differs", "wrong", "refused", "runs")
BACK = tuple(f"back {outcome}" for outcome in OUTCOMES[:3])
KINDS = (*CODE, *BACK, *OUTCOMES, "note")
LINE = re.compile(rf"-- ({'|'.join(KINDS)})((?: \w+)*):(?: (.*))?$")


class Wrong(Exception):
    """What is wrong with a file."""


@dataclass(frozen=True)
class Said:
    """One announcement or note."""
    kind: str
    names: tuple
    text: str

    def about(self, dialect, tool):
        tools = [name for name in self.names if name in TOOLS]
        dialects = [name for name in self.names if name not in TOOLS]
        return (not tools or tool in tools) and (not dialects or dialect in dialects)

    @property
    def outcome(self):
        return self.kind.removeprefix("back ")


@dataclass
class Case:
    path: object
    title: str
    setup: str  # the statements of each revision, as they stand in the file
    change: str
    code: dict = field(default_factory=dict)  # {(kind, dialect or None): text}
    said: list = field(default_factory=list)

    @property
    def name(self):
        return self.path.stem

    def written(self, kind, dialect):
        """What is written for a tool, or None."""
        return self.code.get((kind, dialect), self.code.get((kind, None)))

    def announced(self, dialect, tool, back=False):
        """What a tool's outcome is said to be there, or None."""
        kinds = BACK if back else OUTCOMES
        found = [said for said in self.said if said.kind in kinds and said.about(dialect, tool)]
        if len(found) > 1:
            raise Wrong(f"{self.path}: {found[0].kind} and {found[1].kind} are both about {dialect} {tool}")
        return found[0] if found else None


def read(path, dialects):
    text = path.read_text(encoding="utf-8")
    head, _, rest = text.partition("\nrevision setup ")
    setup, found, change = rest.partition("\nrevision case ")
    if not found:
        raise Wrong(f"{path}: has to hold the revisions setup and case")
    title, _, lines = head.partition("\n--\n")
    case = Case(path, " ".join(line.removeprefix("-- ") for line in title.splitlines()), statements(setup), statements(change))
    told = []  # [kind, names, lines]
    for line in lines.splitlines():
        if line in ("--", ""):
            continue
        match = LINE.match(line)
        if not match:
            raise Wrong(f"{path}: what is this line? {line}")
        kind, names, value = match[1], tuple(match[2].split()), match[3] or ""
        unknown = [name for name in names if name not in dialects and (name not in TOOLS or kind in CODE)]
        if unknown:
            raise Wrong(f"{path}: {unknown[0]} is no name that can stand there: {line}")
        if told and told[-1][:2] == [kind, names]:
            told[-1][2].append(value)
        else:
            told.append([kind, names, [value]])
    for kind, names, values in told:
        if kind not in CODE:
            case.said.append(Said(kind, names, " ".join(values)))
        for dialect in (names or [None]) if kind in CODE else []:
            if (kind, dialect) in case.code:
                raise Wrong(f"{path}: {kind} {dialect or ''} stands there twice")
            case.code[kind, dialect] = "\n".join(values)
    return case


def statements(revision):
    """What stands behind a revision's line."""
    return revision.partition(";\n")[2].strip("\n")
