#!/usr/bin/env python3
"""Writes the spellings in docs/functions.md from what the compiler really writes.

    tools/update_functions.py [--check]

The table stands between two comments in the page. A function of ir/functions.def that has no example here
is an error. With --check nothing is written; tools/check_docs.py does the same.
"""

import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "functions.md"
BEGIN, END = "<!-- made by tools/update_functions.py -->\n", "<!-- end -->\n"
DIALECTS = {"postgres": "PostgreSQL", "mysql": "MySQL, MariaDB", "sqlite": "SQLite", "mssql": "SQL Server", "oracle": "Oracle"}

COLUMNS = {
    "s": "varchar(9)", "t": "varchar(9)", "n": "integer", "m": "integer", "d": "decimal(9, 2)", "f": "double",
    "b": "boolean", "born": "date", "at": "timestamp", "seen": "timestamptz", "raw": "blob", "code": "uuid",
}
# The type of the result, and the expressions that show how a function is spelled.
EXAMPLES = [
    ("s", ["lower(s)", "upper(s)", "trim(s)", "ltrim(s)", "rtrim(s)", "replace(s, 'a', 'b')"]),
    ("n", ["length(s)", "octet_length(s)", "position('x', s)"]),
    ("s", ["substring(s, 2)", "substring(s, 2, 3)", "substring(s, n)", "substring(s, n, m)", "left(s, 2)", "left(s, n)",
           "right(s, 2)", "right(s, n)", "lpad(s, 5, '0')", "rpad(s, 5, '0')", "split_part(s, '-', 1)",
           "split_part(s, '-', 2)", "concat(s, n)", "coalesce(s, t)", "nullif(s, t)"]),
    ("n", ["greatest(n, m)", "least(n, 9)", "abs(n)", "sign(d)"]),
    ("f", ["round(d)", "round(d, 2)", "round(f)", "floor(d)", "ceil(d)"]),
    ("seen", ["now()"]),
    ("n", ["year(born)", "month(born)", "day(seen)", "hour(at)", "minute(at)", "second(at)", "(select count(*) from u)",
           "(select sum(u.n) from u)", "(select min(u.n) from u)", "(select max(u.n) from u)"]),
    ("f", ["(select avg(u.n) from u)"]),
    ("s", ["s || t"]),
    ("n", ["n / m", "n % m"]),
    ("f", ["d / n"]),
    ("b", ["s like 'a%'", "s is distinct from t"]),
    ("s", ["cast(n as text)", "cast(s as varchar(5))", "cast(b as text)", "cast(f as text)", "cast(born as text)",
           "cast(at as text)", "cast(seen as text)"]),
    ("n", ["cast(b as integer)", "cast(d as integer)", "cast(f as integer)", "cast(s as integer)"]),
    ("b", ["cast(n as boolean)"]),
    ("d", ["cast(s as decimal(9, 2))", "cast(d as decimal(9, 1))"]),
    ("f", ["cast(s as double)"]),
    ("born", ["cast(s as date)", "cast(at as date)", "cast(seen as date)"]),
    ("at", ["cast(born as timestamp)", "cast(s as timestamp)"]),
    ("seen", ["cast(at as timestamptz)"]),
    ("code", ["cast(s as uuid)"]),
    ("raw", ["cast(s as blob)"]),
]


class Wrong(Exception):
    """Why the table can't be made."""


def spellings(migc, dialect):
    """{expression: what the dialect gets for it}"""
    text = 'revision a "Spellings";\ncreate table u (n integer);\ncreate table t (id integer primary key, %s);\n' % ", ".join(
        "%s %s" % column for column in COLUMNS.items()
    )
    expressions = [(column, expression) for column, group in EXAMPLES for expression in group]
    text += "".join("update t set %s = %s;\n" % pair for pair in expressions)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "a.mig"
        path.write_text(text)
        done = subprocess.run(
            [migc, "build", "base:a", str(path), "--dialect", dialect, "--emit=sql"], capture_output=True, text=True
        )
    if done.returncode:
        raise Wrong("the examples of tools/update_functions.py don't compile for %s:\n%s" % (dialect, done.stderr))
    lines = re.findall(r'^update ["`\[]t["`\]] set ["`\[]\w+["`\]] = (.*);$', done.stdout, flags=re.M | re.I)
    if len(lines) != len(expressions):
        raise Wrong("%d updates, and %d lines of SQL for %s" % (len(expressions), len(lines), dialect))
    # Names without quotes: nothing here needs them.
    bare = [re.sub(r'(?<!["\'(])"(\w+)"|(?<=[(])"(\w+)"|`(\w+)`|\[(\w+)\]', lambda m: (m[1] or m[2] or m[3] or m[4]).lower(), line) for line in lines]
    return {expression: line for (_, expression), line in zip(expressions, bare)}


def code(text):
    return "`%s`" % text.replace("|", "\\|")


def table(migc):
    names = re.findall(r"^FUNCTION\((\w+)", (ROOT / "ir" / "functions.def").read_text(), flags=re.M)
    shown = " ".join(expression for _, group in EXAMPLES for expression in group)
    missing = [name for name in names if not re.search(r"\b%s\(" % name, shown)]
    if missing:
        raise Wrong("tools/update_functions.py shows nothing of " + ", ".join(missing))
    spelled = {dialect: spellings(migc, dialect) for dialect in DIALECTS}
    lines = ["| written | " + " | ".join(DIALECTS.values()) + " |", "| --- " * (len(DIALECTS) + 1) + "|"]
    for expression in spelled["postgres"]:
        cells = [spelled[dialect][expression] for dialect in DIALECTS]
        cells = ["the same" if cell == expression else code(cell) for cell in cells]
        lines.append("| %s | %s |" % (code(expression), " | ".join(cells)))
    return "\n".join(lines) + "\n"


def made_anew(migc, page):
    try:
        before, rest = page.split(BEGIN)
        _, after = rest.split(END)
    except ValueError:
        raise Wrong("docs/functions.md has to hold the two comments once, and between them the table")
    return before + BEGIN + table(migc) + END + after


def complaint(migc):
    """What is wrong with the page, or None."""
    try:
        page = PAGE.read_text()
        return None if made_anew(migc, page) == page else "docs/functions.md is out of date: run tools/update_functions.py"
    except Wrong as wrong:
        return str(wrong)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--migc", default=str(ROOT / "build" / "migc"))
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args()
    if options.check:
        sys.exit(complaint(options.migc))
    try:
        PAGE.write_text(made_anew(options.migc, PAGE.read_text()))
    except Wrong as wrong:
        sys.exit(str(wrong))


if __name__ == "__main__":
    main()
