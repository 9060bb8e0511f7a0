"""Case files with planted faults: cases.py has to notice them. The scripts are migc's own here, the faults are in what the file says
of them, and in SQL that goes its own way."""

import pathlib
import tempfile

from cases import Cases
from report import Report

HISTORY = """revision setup "Things";

create table things (
    id   bigint      identity primary key,
    name varchar(40) not null,
    karma integer,
);

revision case "Case" after setup;

"""
ALL = "-- targets: all\n"
# (what, header, the last revision, words that the failure has to have, or None where the case is sound)
PLANTED = [
    ("a sound case", ALL, "alter table things add column flag boolean;", None),
    ("a declared change of rows", ALL + "-- rows: may differ in things.karma\n", "update things set karma = 7;", None),
    ("a revision without a way back", ALL + "-- irreversible\n-- rows: may differ in things\n",
     "delete from things irreversible 'gone';", None),
    ("SQL that comes before", ALL + "-- before: create table extra (a integer);\n-- rows: may differ in extra\n",
     "execute $$ insert into extra values (1) $$ reverse $$ delete from extra $$;", None),
    ("what the engine takes, refuses and says", ALL + "-- takes: insert into things (id, name) values (70, 'x')\n"
     "-- fails: insert into things (id) values (71)\n-- holds: select count(*) = 4, max(id) = 70 from things\n",
     "alter table things add column flag boolean;", None),
    ("what is asked of other engines", ALL + "-- fails mysql:8.0: select 1\n", "alter table things add column flag boolean;", None),
    ("a row that should be taken", ALL + "-- takes: insert into things (id) values (71)\n",
     "alter table things add column flag boolean;", "takes: insert"),
    ("a row that should be refused", ALL + "-- fails: insert into things (id, name) values (70, 'x')\n",
     "alter table things add column flag boolean;", "it runs"),
    ("a condition that is not true", ALL + "-- holds: select count(*) = 4 from things\n",
     "alter table things add column flag boolean;", "it gives"),
    ("a condition on no row", ALL + "-- holds: select 1 = 1 from things where id = 0\n",
     "alter table things add column flag boolean;", "it gives"),
    ("what is so after the way back", ALL + "-- takes: insert into things (id, name) values (70, 'x')\n-- back: select count(*) = 4 from things\n",
     "alter table things add column flag boolean;", None),
    ("what is not so after the way back", ALL + "-- back: select count(*) = 4 from things\n",
     "alter table things add column flag boolean;", "back: select"),
    ("a change that the way back takes back", ALL + "-- rows: change in things.karma\n",
     "update things set karma = -karma reverse $$ update things set karma = -karma $$;", None),
    ("a change that the way back leaves", ALL + "-- rows: change in things.karma\n", "update things set karma = 7;",
     "gives the rows back"),
    ("an omitted target", "-- targets: mysql:8.0\n", "alter table things add column flag boolean;", "neither"),
    ("a target that there is none of", ALL + "-- refused: db2 M601\n", "alter table things add column flag boolean;", "no target"),
    ("a refusal that does not come", ALL + "-- refused: all M601\n", "alter table things add column flag boolean;",
     "not with an error M601"),
    ("a change of rows", ALL, "update things set karma = 7;", "gives the rows back"),
    ("a table left behind", ALL, "execute $$ create table extra (a integer) $$ reverse nothing;", "gives the catalogue back"),
    ("SQL that fails", ALL, "execute $$ insert into no_such_table values (1) $$ reverse nothing;", "case up runs"),
    ("a way back that fails", ALL, "execute $$ delete from things where 1 = 0 $$ reverse $$ delete from no_such_table $$;",
     "case down runs"),
    ("a way back that is not declared missing", ALL, "delete from things irreversible 'gone';", "downgrade"),
    ("a declared lack of a way back", ALL + "-- irreversible\n", "alter table things add column flag boolean;", "is irreversible"),
]


def test(report, engine, migc):
    with tempfile.TemporaryDirectory() as folder:
        cases = Cases(Report(), migc, engine)
        for number, (what, header, body, words) in enumerate(PLANTED):
            path = pathlib.Path(folder) / f"case{number}.mig"
            path.write_text(header + "\n" + HISTORY + body + "\n")
            name, problems = cases.problems(path)
            text = "\n".join(map(str, problems))
            fine = not problems if words is None else words in text
            report.check(f"{engine.name}: cases {'pass' if words is None else 'see'} {what}", [] if fine else [f"{name}: {text or 'passed'}"])
