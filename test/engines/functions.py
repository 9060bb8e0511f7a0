#!/usr/bin/python3
"""Evaluates functions.txt on real engines: every function, operator and cast of the language has to give the same value on all.

Each case is tried twice: as the value of an update, and as a generated column of a table of its own where it may stand in one.
functions.txt says how a case is written."""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

import engines
import servers
from report import Report

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TOLERANCE = Decimal("1e-9")  # SQLite counts decimals as doubles

# What a case's expression can read.
INPUTS = {
    "i": "integer", "j": "integer", "d": "decimal(12, 4)", "e": "decimal(12, 4)", "f": "double", "s": "varchar(100)",
    "t": "varchar(100)", "b": "boolean", "c": "boolean", "born": "date", "clock": "time", "at": "timestamp", "seen": "timestamptz",
    "code": "uuid", "raw": "varbinary(100)",
}
# What it can give: the sections of functions.txt.
RESULTS = {
    "text": "varchar(200)", "integer": "bigint", "decimal": "decimal(30, 10)", "double": "double", "boolean": "boolean",
    "date": "date", "time": "time", "timestamp": "timestamp", "timestamptz": "timestamptz", "uuid": "uuid",
    "binary": "varbinary(100)",
}
# Forms that are no function and no operator of two values.
FORMS = ["is null", "is not null", "is true", "is false", "is not true", "is not false", "is distinct from",
         "is not distinct from", "in (", "not in (", "between", "not between", "like", "not like", "not ", "case when", "case i when",
         "cast(", "- "]

CASE = re.compile(r"(?P<expr>\S.*?) +-> +(?P<value>.*?)(?: +with +(?P<inputs>.*?))?(?: +but +(?P<but>.*))?")
REFUSED, ERROR = "refused", "error"


@dataclass
class Case:
    number: int  # the line
    kind: str
    expr: str
    value: str
    inputs: dict
    but: dict = field(default_factory=dict)

    def expected(self, target):
        """What this target has to give: a value as it is written, or "refused" (M601), or "error" (the engine stops)."""
        for name in (target, target.split(":")[0]):
            if name in self.but:
                return self.but[name]
        return self.value

    def __str__(self):
        given = ", ".join(f"{name} = {value}" for name, value in self.inputs.items())
        return f"line {self.number}: {self.expr}" + (f" with {given}" if given else "")


def split(text):
    """At the commas that stand outside of quotes."""
    return [part.strip() for part in re.findall(r"(?:[^,']|'(?:[^']|'')*')+", text)]


def read(path):
    cases, kind = [], None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if section := re.fullmatch(r"\[(\w+)\]", line):
            kind = section[1]
            continue
        found = CASE.fullmatch(line)
        if not found or kind not in RESULTS:
            raise servers.EngineError(f"{path.name}:{number} is no case: {line}")
        inputs = dict(re.split(r" *= *", part, maxsplit=1) for part in split(found["inputs"] or ""))
        but = dict(part.split(" ", 1) for part in split(found["but"] or ""))
        cases.append(Case(number, kind, found["expr"], found["value"], inputs, but))
    return cases


def uncovered(cases):
    """What no case evaluates."""
    names = re.findall(r"^FUNCTION\((\w+)", (ROOT / "ir" / "functions.def").read_text(), flags=re.M)
    source = (ROOT / "ir" / "expression.cpp").read_text()
    operators = re.findall(r'case Operator::\w+:\s*return "([^"]+)"', source)
    assert names and operators
    bare = [re.sub(r"'(?:[^']|'')*'", "''", case.expr) for case in cases]
    missing = [f"{name}()" for name in names if not any(re.search(rf"\b{name}\(", expr) for expr in bare)]
    missing += [operator for operator in operators if not any(f" {operator} " in expr for expr in bare)]
    return missing + [form for form in FORMS if not any(form in expr for expr in bare)]


# The history

SETUP = "revision setup \"Inputs and results\";\ncreate table cases (\n    id integer primary key,\n" + "".join(
    f"    {name} {kind},\n" for name, kind in INPUTS.items()) + "".join(
    f"    r_{name} {kind},\n" for name, kind in RESULTS.items()) + """);
create table numbers (id bigint primary key, i bigint, d decimal(12, 4), f double, s varchar(100), born date);
insert into numbers (id, i, d, f, s, born) values
    (1, 3, 1.5, 0.25, 'b', '2023-01-01'), (2, -1, 2.25, null, 'a', '2024-02-29'),
    (3, null, null, 0.75, null, null), (4, 3, 0.75, null, 'b', null);
"""


def insert(table, case):
    return (f"insert into {table} (id{''.join(', ' + name for name in case.inputs)}) "
            f"values ({case.number}{''.join(', ' + value for value in case.inputs.values())});")


def update(case):
    return f"{insert('cases', case)} update cases set r_{case.kind} = {case.expr} where id = {case.number};"


def generated(case):
    table = f"g{case.number}"
    columns = "".join(f", {name} {INPUTS[name]}" for name in case.inputs)
    return (f"create table {table} (id integer primary key{columns}, "
            f"r {RESULTS[case.kind]} generated always as ({case.expr}) stored); {insert(table, case)}")


class Round:
    """The cases on one engine, in one of the two places."""

    def __init__(self, report, migc, engine, cases, place, folder):
        self.report, self.migc, self.engine, self.place, self.folder = report, migc, engine, place, folder
        self.target = engine.name
        self.write = update if place == "update" else generated
        self.cases = cases

    def run(self):
        self.database = self.engine.fresh()
        (self.folder / "setup.mig").write_text(SETUP, encoding="utf-8")
        self.must(self.compile([], "base:setup"))
        found = self.diagnostics()
        sound, broken = [], []
        for case in self.cases:
            said = found.get(case.number, [])
            expected = case.expected(self.target)
            if self.place == "generated" and said:
                # Said already of the update, or a refusal of the place: no value can be wrong.
                continue
            if said:
                refused = all(code == "M601" for code, _ in said)
                self.check(case, [] if refused and expected == REFUSED else [message for _, message in said])
            elif expected == REFUSED:
                self.check(case, ["it compiles, and should be refused"])
            else:
                (broken if expected == ERROR else sound).append(case)
        if self.apply(sound, "cases"):
            for case, found in zip(sound, self.values(sound)):
                self.compare(case, found)
        else:
            for case in sound:
                said = self.alone(case)
                self.check(case, [said]) if said else self.compare(case, *self.values([case]))
        if self.place == "update":
            for case in broken:
                self.check(case, [] if self.alone(case) else [f"it gives {self.values([case])[0]}, and should be an error"])

    def check(self, case, problems):
        self.report.check(f"{self.target} {self.place} {case}", problems)

    def file(self, cases, revision):
        """A revision with a case in each line of the case's own number, so that messages show where they belong."""
        lines = {case.number + 1: self.write(case) for case in cases}
        text = [f'revision {revision} "Cases" after setup;'] + [lines.get(n, "") for n in range(2, max(lines, default=1) + 1)]
        path = self.folder / f"{revision}.mig"
        path.write_text("\n".join(text) + "\n", encoding="utf-8")
        return path

    def diagnostics(self):
        """{line of functions.txt: [(code, message)]}"""
        found = {}
        while True:  # what a target can't do is said when all else is right
            path = self.file([case for case in self.cases if case.number not in found], "all_cases")
            done = self.call("check", "--format=json", str(self.folder / "setup.mig"), str(path))
            path.unlink()
            new = [told for told in json.loads(done.stdout)["diagnostics"] if told["severity"] == "error"]
            for told in new:
                found.setdefault(told["line"] - 1, []).append((told["code"], f"{told['message']} [{told['code']}]"))
            if not new:
                return found

    def apply(self, cases, revision):
        """Whether all these cases run, in one script."""
        if not cases:
            return True
        path = self.file(cases, revision)
        self.said = self.database.run_script(self.compile([path], f"setup:{revision}"))
        if self.said.status:
            # Where nothing takes DDL back, the version table says that the revision is half done.
            self.database.write(["delete from migc_version where id like 'case%'"])
        else:
            self.database.write([f"delete from migc_version where id = '{revision}'"])
        return self.said.status == 0

    def alone(self, case):
        """What the engine says when it refuses this case, or nothing."""
        if self.place == "generated":
            self.database.write([f"drop table if exists g{case.number}"])
        else:
            self.database.write([f"delete from cases where id = {case.number}"])
        return None if self.apply([case], f"case_{case.number}") else self.said.output.strip() or "the client failed"

    def must(self, script):
        done = self.database.run_script(script)
        if done.status:
            raise servers.EngineError(done.output)

    def compile(self, files, target):
        done = self.call("upgrade", target, str(self.folder / "setup.mig"), *map(str, files))
        if done.returncode:
            raise servers.EngineError(f"migc upgrade {target} for {self.target}:\n{done.stderr.decode()}")
        return done.stdout.decode()

    def call(self, *arguments):
        return subprocess.run([self.migc, *arguments, "--dialect", self.target], stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=120)

    # Results

    def values(self, cases):
        return [row[0] for row in self.database.query(*map(self.select, cases))] if cases else []

    def select(self, case):
        quote = self.database.quote
        column, table = (f"r_{case.kind}", "cases") if self.place == "update" else ("r", f"g{case.number}")
        column = quote(column)
        if case.kind == "binary":
            column = f"encode({column}, 'hex')" if self.target.startswith("postgres") else f"lower(hex({column}))"
        elif self.target.startswith("postgres"):
            column = f"cast({column} as text)"
        return f"select {column} from {quote(table)} where {quote('id')} = {case.number}"

    def compare(self, case, found):
        expected = case.expected(self.target)
        self.check(case, [] if same(case.kind, expected, found) else [f"expected {expected}, found {found!r}"])


def same(kind, expected, found):
    if expected == "null" or found is None:
        return expected == "null" and found is None
    expected = expected[1:-1].replace("''", "'") if expected.startswith("'") else expected
    if kind == "boolean":
        return {"t": "true", "f": "false", "1": "true", "0": "false"}.get(found, found) == expected
    if kind in ("decimal", "double"):
        try:
            return abs(Decimal(found) - Decimal(expected)) <= TOLERANCE * max(1, abs(Decimal(expected)))
        except InvalidOperation:
            return False
    if kind in ("time", "timestamp", "timestamptz"):
        found = re.sub(r"\+00$", "", found)
        found = re.sub(r"(\.\d*?)0+$", r"\1", found).removesuffix(".")
    return found == expected


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--migc", required=True, type=lambda path: pathlib.Path(path).resolve(), help="the compiler")
    engines.option(parser)
    told = parser.parse_args()
    servers.stop_cleanly_on_signals()
    report = Report()
    cases = read(HERE / "functions.txt")
    report.check("every function, operator and form is evaluated", uncovered(cases))
    for name in engines.chosen(told):
        try:
            with engines.ENGINES[name]() as engine, tempfile.TemporaryDirectory() as out:
                for place in ("update", "generated"):
                    Round(report, str(told.migc), engine, cases, place, pathlib.Path(out)).run()
        except servers.EngineError as error:
            report.check(f"{name}: can be tried", [error])
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
