"""Scripts that lose values when their client is killed: killed.py has to notice them."""

from hints import Hints
from killed import Killed, Stand
from report import Collected, Report

SET_UP = "create table things (id integer primary key, name varchar(40));\n"
ARCHIVE = "create table _mig_r_1 (id integer primary key, name_before varchar(40));"
FILL = "insert into _mig_r_1 (id, name_before) select id, name from things;"
CHANGE = "update things set name = 'new';"
MARKS = "create table _mig_r_1 (id integer primary key);"
NAMES = {"things": {"name": ["held", "held", "paid"]}}
BEGIN = {"sqlite": [".bail on", "begin;"], "postgres": [r"\set ON_ERROR_STOP on", "begin;"]}
# (what, the statements, whether they are put between begin and commit where that counts for DDL, words that a failure has to have)
PLANTED = [
    ("values are kept", [ARCHIVE, FILL, CHANGE], True, None),
    ("a table is kept", ["alter table things rename to _mig_r_1;", "create table things (other integer);"], True, None),
    ("which rows had a value is kept", [MARKS, "insert into _mig_r_1 select id from things where name = 'held';",
                                        "update things set name = 'new' where name = 'held';"], True, None),
    ("it is kept of some rows alone", [MARKS, "insert into _mig_r_1 select min(id) from things where name = 'held';",
                                       "update things set name = 'new' where name = 'held';"], True, "name = 'held'"),
    ("rows had one of several values", [MARKS, "insert into _mig_r_1 select id from things;", CHANGE], True, "name = 'paid'"),
    ("values are kept too late", [ARCHIVE, CHANGE, FILL], False, "values are lost"),
    ("values are not kept", ["delete from things;"], True, "values are lost"),
    ("values of some rows are kept", [ARCHIVE, FILL.replace(";", " where id > (select min(id) from things);"), CHANGE], True, "lost"),
    ("a statement fails", ["select no_such_column from things;"], True, "runs as far as it goes"),
    ("there is no transaction", [ARCHIVE, FILL, CHANGE], False, "something has changed"),
    ("there is none after a commit", [ARCHIVE, "begin;", "commit;", FILL, CHANGE], False, "is not as the last commit left it"),
]
OF_TRANSACTIONS = ("something has changed", "is not as the last commit left it")  # what goes wrong only where they hold DDL


def test(report, engine):
    killed = Killed(Report(), None, engine, everywhere=True)
    for what, statements, whole, words in PLANTED:
        if not engine.transactional and words in OF_TRANSACTIONS:
            continue
        lines = list(statements)
        if engine.transactional:
            first, *begin = BEGIN[engine.family]
            lines = [first, *(begin if whole else []), *lines, *(["commit;"] if whole else [])]
        found = Collected()
        killed.way(found, "planted", "\n".join(lines) + "\n", Stand(engine.fresh, Hints(NAMES), SET_UP))
        text = "\n".join(found.problems)
        fine = not text if words is None else words in text
        report.check(f"{engine.name}: {'a killed client passes if' if words is None else 'killed clients see that'} {what}",
                     [] if fine else [text or "passed"])
