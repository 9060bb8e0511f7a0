"""What stands in for the client of SQLite has to behave like it, and the parsers have to see what is wrong."""

import servers
from parse import Exceptions, Parser

SCRIPT = """.bail on
.timeout 10000
-- a comment; with a semicolon
create table t (a integer, b text); insert into t values (1, 'x;''y
z'), (null, 'ü');
create trigger g after insert on t begin
    select 1;
    select 2; end;
/* begin; */ begin;
insert into t values (3, null);
select * from t;
"""

WRONG = {
    "postgres": ["alter table t foo bar;", "create table t (a int,);", "select 'open;", "drop index i on t;"],
    "mysql": ["alter table t foo bar;", "create table t (a int,);", "create index i on t (a) include (b);",
              "alter table t alter column a type int;", "delimiter $$\nselect 1;\nselect 2$$\nselect typo from$$"],
}
RIGHT = {
    "postgres": ["\\set ON_ERROR_STOP on\ndo $x$ begin; -- '\nend $x$;\nselect 'a;b', \"c;d\"; /* ; */"],
    "mysql": ["delimiter $$\ncreate trigger g before insert on t for each row begin set new.a = 1; set new.b = ';'; end$$\n"
              "delimiter ;\nselect 1; -- ' ;\n", "create table `t` (`a` int check (`a` > 1), index (`a` desc), index ((lower(`a`))));"],
}


def test_client(report, engine):
    """Engines that are reached without a client of their own."""
    database = engine.fresh()
    name = f"{engine.name}: the stand-in for the client"
    done = database.run_script(SCRIPT + "select typo;\ncreate table never (a);\n")
    report.check(f"{name} stops at an error", [] if done.status == 1 and "no such column: typo" in done.output else [str(done)])
    report.check(f"{name} prints rows as lists", [] if done.output.startswith("1|x;'y\nz\n|ü\n3|\n") else [done.output])
    rows = database.query("select count(*) from t", "select name from sqlite_master")
    report.check(f"{name} keeps what was committed alone", [] if rows == [["2"], ["t"], ["g"]] else [str(rows)])
    done = database.run_script("select typo;\ncreate table later (a);\n")
    rows = database.query("select name from sqlite_master where name = 'later'")
    report.check(f"{name} goes on after an error without .bail", [] if done.status == 1 and rows else [str(done)])
    report.check(f"{name} sees a new connection each time", [
        str(row) for row in [database.run_script("pragma foreign_keys = on;\n"), *database.query("pragma foreign_keys")]
        if row not in (["0"], servers.Run(0, ""))])
    report.check(f"{name} knows no other lines with a dot", [] if database.run_script(".shell ls\n").status == 1 else ["it took .shell"])


def test_parsers(report):
    parser = Parser(Exceptions(""))
    for wanted, texts in ((False, WRONG), (True, RIGHT)):
        for language, scripts in texts.items():
            for script in scripts:
                problems = parser.problems(script, language)
                name = f"the parser of {language} {'takes' if wanted else 'refuses'} {script[:50]!r}"
                report.check(name, problems if wanted else [] if problems else ["it was taken"])
    exceptions = Exceptions("mysql | alter table t foo .* | it is\nmysql | nothing | it is\n")
    parser.exceptions = exceptions
    problems = parser.problems("alter  table t\nfoo bar;", "mysql")
    report.check("an exception excuses a statement", problems)
    report.check("an exception that matches nothing is a failure", [] if len(exceptions.unused()) == 1 else exceptions.unused())
    parser.node.stop()
