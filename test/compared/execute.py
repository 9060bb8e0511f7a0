"""Executes a case three times on an engine, each on a database of its own: the set-up is always ours; then what migc, Alembic or
Liquibase wrote, up and down. What came of theirs is compared with what came of ours, and with what the case's header says of it."""

import concurrent.futures
import re
import traceback
from dataclasses import dataclass

import compare as differences
import servers
from case_header import TOOLS
from play import COMPLAINT
from project import File

WORKERS = 3
STOPPING = {"postgres": "\\set ON_ERROR_STOP on\n", "sqlite": ".bail on\n"}  # the others stop by themselves


@dataclass
class Outcome:
    kind: str  # same, differs, refused, runs; None: there was nothing to execute
    why: list


def facts(database, rows, counters=False):
    """The catalogue; where there are rows these as facts beside it, and after up the last number that each generator of keys gave."""
    if not rows:
        return database.catalogue()
    rows = database.all_rows()
    found = [f"row of {table} | {line}" for table in rows for line in rows[table].lines()]
    if counters:
        found += [f"counter {name} | {last}" for name, last in database.counters().items()]
    return sorted(database.catalogue() + found)


class Played:
    """One case on one engine."""

    def __init__(self, migc, engine, dialect, case, outputs):
        self.engine = engine
        self.dialect = dialect
        self.case = case
        self.outputs = outputs  # {tool: Output}
        self.compiler = File(migc, case.path, dialect.name)
        self.before = self.after = None  # facts
        self.rows = "insert into" in case.setup + case.change
        self.setup = self.compiler.call("upgrade", "base:setup")
        self.tried_before = {}  # {what was run: what came of it}

    def on_new(self, play):
        database = self.engine.fresh()
        try:
            self.run(database, self.setup.stdout.decode(), "the set-up")
            return play(database)
        finally:
            self.engine.drop(database)

    def run(self, database, script, what):
        refusal = refused(database, script)
        if refusal:
            raise servers.EngineError("\n".join([f"{what} is refused", *refusal]))

    def results(self):
        """[(what was checked, problems)]"""
        try:
            found = []
            ours = self.outputs["migc"]
            if self.setup.returncode:
                return [(f"{self.dialect.name} {self.case.name}", self.unexpected_without_setup())]
            self.on_new(lambda database: self.ours(database, ours, found))
            for tool in TOOLS:
                found += self.judged(tool, *self.theirs(self.outputs[tool]))
            return found
        except (servers.EngineError, OSError) as error:
            return [(f"{self.dialect.name} {self.case.name}", [error])]
        except Exception:  # a thread's trace would be lost
            return [(f"{self.dialect.name} {self.case.name}", [traceback.format_exc()])]

    def unexpected_without_setup(self):
        said = [tool for tool in TOOLS for back in (False, True) if self.case.announced(self.dialect.name, tool, back)]
        return [f"something is announced of {tool}, but migc refuses the set-up" for tool in said]

    def ours(self, database, ours, found):
        self.before = facts(database, self.rows)
        if not ours.up.made:
            return
        self.run(database, self.compiler.upgrade("setup:case"), "migc's script up")
        self.after = facts(database, self.rows, counters=True)
        problems = []
        if ours.back.made:
            self.run(database, self.compiler.downgrade("case:setup"), "migc's script down")
            problems = differences.lines(catalogue(self.before), catalogue(facts(database, False)))
        found.append((f"{self.dialect.name} {self.case.name} migc: up and down gives the catalogue back", problems))

    def theirs(self, output):
        """What came of their script, and of the way back. What both spell alike runs once."""
        if not output.up.made:
            return Outcome(None, []), Outcome(None, [])
        key = (spelling(output.up.text()), spelling(output.back.text()) if output.back.made else None)
        if key not in self.tried_before:
            self.tried_before[key] = self.on_new(lambda database: self.there_and_back(database, output))
        return self.tried_before[key]

    def there_and_back(self, database, output):
        up = self.tried(database, output.up, self.after, counters=True)
        if up.kind == "refused" or not output.back.made:
            return up, Outcome(None, [])
        return up, self.tried(database, output.back, self.before, counters=False)

    def tried(self, database, way, wanted, counters):
        refusal = refused(database, STOPPING.get(self.engine.family, "") + way.text() + "\n")
        if refusal:
            return Outcome("refused", refusal)
        if wanted is None:
            return Outcome("runs", ["migc refuses this case"])
        changed = differences.lines(wanted, facts(database, self.rows, counters))
        return Outcome("differs" if changed else "same", changed)

    def judged(self, tool, up, back):
        return [(f"{self.dialect.name} {self.case.name} {tool}: {way}", self.judge(tool, outcome, way == "back"))
                for way, outcome in (("up", up), ("back", back))
                if outcome.kind or self.case.announced(self.dialect.name, tool, way == "back")]

    def judge(self, tool, outcome, back):
        said = self.case.announced(self.dialect.name, tool, back)
        expected = said.outcome if said else None
        expected = "differs" if expected == "wrong" else expected
        got = None if outcome.kind == "same" else outcome.kind
        if got == expected:
            return []
        if got is None:
            return [f"the header says \"{said.kind}\", and " + ("it is the same" if outcome.kind else "nothing was executed")]
        return [f"it {'is refused' if got == 'refused' else got}, and the header says {said.kind if said else 'nothing'}", *outcome.why]


def spelling(script):
    """Two scripts that have the same are the same: what stands in quotes as it is, the rest whatever its case and its spaces."""
    parts = re.split(r"('[^']*'|\"[^\"]*\"|`[^`]*`)", script)
    return tuple(part if n % 2 else " ".join(part.lower().split()) for n, part in enumerate(parts))


def catalogue(lines):
    return [line for line in lines if not line.startswith("row of ")]


def refused(database, script):
    """What the client says if the engine refuses a script, or []."""
    done = database.run_script(script)
    if done.status or COMPLAINT.search(done.output):
        return [f"the client ended with {done.status}", *done.output.splitlines()]
    return []


def play(report, migc, engine, dialect, cases, outputs):
    """`outputs` is {(case name, dialect name): {tool: Output}}."""
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        played = (Played(migc, engine, dialect, case, outputs[case.name, dialect.name]) for case in cases)
        for results in pool.map(Played.results, played):
            for name, problems in results:
                report.check(name, problems)
