"""One input for the compiler, and what is expected of it."""

import collections

ALL = ["--dialect=postgres", "--dialect=mysql", "--dialect=mariadb", "--dialect=sqlite", "--dialect=mssql",
       "--dialect=oracle"]
HEAD = b'revision r1 "One";\n'


def table(inside):
    return HEAD + b"create table t (\n" + inside + b"\n);\n"


def check(expression):
    return table(b"a integer, b boolean, check (" + expression + b")")


Case = collections.namedtuple("Case", "name files arguments status says stdin", defaults=(None, None))
# files: {path: bytes, or a function that writes an open file}; status: a set; says: a regular expression for the messages


def case(name, data, status=(1,), says=None, verb="check"):
    """One file, compiled for all targets."""
    return Case(name, {"a.mig": data}, [verb, "a.mig", *(ALL if verb != "fmt" else [])], set(status), says)


def project(name, revisions, status=(1,), says=None, arguments=("check",), toml=b"[project]\n"):
    """A project of several files."""
    files = {"migrations/%03d.mig" % i: data for i, data in enumerate(revisions)}
    return Case(name, {"migc.toml": toml, **files}, [*arguments, *ALL], set(status), says)
