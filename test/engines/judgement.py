"""Judges a way there and back by the grade that migc gives it: nothing may come back worse than the grade says.

    exact       the rows are there again, all of them, whatever was written
    guarded     likewise; after writes a guard may stop the way back, and then nothing has changed
    lossy       only what the grades name is gone
"""

import re
from collections import Counter
from json import loads

import compare
import facts
import state
from hints import Hints, Names
from servers import EngineError

GUARD = re.compile(r"migc: (?!no \w+: )")  # what follows that is a cast on SQLite, which fails when it comes to the value
TOO_LARGE = re.compile(r"out of range")
TRANSACTION = re.compile(r"^begin\b", re.M)
QUOTED = re.compile(r'"((?:[^"]|"")*)"')


class Grades:
    """What migc says of the way back of one revision."""

    def __init__(self, compiler, revision, renamed=None):
        done = compiler.call("check", "--format=json")
        told = loads(done.stdout)
        if "grades" not in told:
            raise EngineError(f"migc check gives no grades: {told}")
        self.of = next(entry for entry in told["grades"]["revisions"] if entry["id"] == revision)
        self.grade = next(iter(self.of["grade"].values()))
        self.renamed = renamed or {}  # what the revision calls otherwise than what was before it: {new name: old name}

    def lost(self):
        """The tables and columns that it names as lost, by the names that they had before it."""
        return {".".join(self.names(**finding["of"])) for finding in self.of["findings"]
                if finding["grade"] == "lossy" and "of" in finding}

    def names(self, table, column=None):
        """A table is named as in a .mig file, in quotes where it has to be; a column by its bare name."""
        yield self.origin(QUOTED.sub(lambda quoted: quoted[1].replace('""', '"'), table))
        if column is not None:
            yield self.origin(column)

    def origin(self, name):
        while name in self.renamed:
            name = self.renamed[name]
        return name

    def declared(self):
        return any(finding["declared"] for finding in self.of["findings"])


class Judge:
    """Counts what it has seen, over all that it judges."""

    def __init__(self, engine, many=False):
        self.engine = engine
        self.many = many  # revisions have many statements, and the engine may stop one after another has been carried out
        self.counted = Counter()

    def there_and_back(self, found, name, database, grades, up, down, writer=None, excused=(), hints=Hints()):
        """Plays both scripts. `writer` writes in between what an application would; `excused` are tables and columns that the
        revision changes in a way that nobody grades. Where the way back leaves archives, by the hints, the next upgrade has to bring
        all of it back."""
        start, everything = state.of(database), state.all_of(database)
        done = database.run_script(up)
        if done.status:
            # The rows stand in the way of the upgrade.
            self.stopped(found, f"{name}: the upgrade", up, done, everything, database)
            return
        if writer:
            writer.write_more()
        upgraded = self.read(database)
        written = state.of(database) if hints.leaves else None
        done = database.run_script(down)
        if done.status:
            if writer and grades.grade != "exact" or grades.grade == "lossy":
                self.stopped(found, f"{name}: the way back", down, done, upgraded, database)
            else:
                found.check(f"{name}: {grades.grade}, and the way back fails", done.output.splitlines())
            return
        end = state.of(database)
        found.check(f"{name}: the catalogue comes back", compare.lines(start.catalogue, hints.without_left(end.catalogue)))
        missing, any_gone = self.gone(start, end, Names(grades.lost() | set(excused)), with_more=writer is not None)
        found.check(f"{name}: {grades.grade}, and rows are not what they were", missing)
        if hints.leaves:
            done = database.run_script(up)
            found.check(f"{name}: the next upgrade runs", done.output.splitlines() if done.status else [])
            again = state.of(database)
            found.check(f"{name}: the next upgrade brings back what was written",
                        [*state.same_catalogue(written, again),
                         *(line for table in sorted(written.rows.keys() - set(excused))
                           for line in compare.rows(table, written.rows[table], again.rows[table]))
                         ] if not done.status else [])
        if not any(rows.values for rows in start.rows.values()):
            return  # there was nothing to lose
        if grades.grade == "lossy":
            self.counted["lossy"] += 1
            self.counted["lossy, and nothing was lost"] += not any_gone
        elif grades.grade == "guarded" and writer:
            self.counted["guarded, and nothing stood in the way"] += 1

    def read(self, database):
        """All there is; None where a value that is computed when it is read is too large for its type, which no guard can tell."""
        try:
            return state.all_of(database)
        except EngineError as error:
            if not TOO_LARGE.search(str(error)):
                raise
            self.counted["can't be read after the upgrade"] += 1
            return None

    def gone(self, start, end, lost, with_more):
        """(what is gone and was not to be, whether anything is gone at all); with_more: there may be more rows than before."""
        def differing(table, without=()):
            lines = compare.rows(table, start.rows[table], end.rows[table], without)
            return [line for line in lines if not with_more or line.startswith("-")]

        tables = sorted(start.rows.keys() & end.rows.keys())
        missing = [line for table in tables if not lost.table(table) for line in differing(table, lost.columns(table))]
        return missing, any(differing(table) for table in tables)

    def stopped(self, found, what, script, done, before, database):
        """A guard stops before anything changes, an error takes its transaction back."""
        by_guard = GUARD.search(done.output)
        self.counted["stopped by a guard" if by_guard else "stopped by the engine"] += 1
        if self.many and not by_guard and not (self.engine.transactional and len(TRANSACTION.findall(script)) == 1):
            return
        changed = state.changes(before, state.all_of(database)) if before else []
        if not by_guard and not self.engine.transactional:  # there the record says that a revision has begun
            changed = [line for line in changed if not line[2:].startswith(facts.VERSION_TABLE)]
        found.check(f"{what} is stopped {'by a guard' if by_guard else 'by the engine'}, and has changed something",
                    [*done.output.splitlines(), *changed] if changed else [])
