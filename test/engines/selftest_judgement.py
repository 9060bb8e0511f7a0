"""Ways back that are worse than their grade: judgement.py has to notice them, and so has what plays random histories."""

import json
from dataclasses import dataclass

from hints import Hints
from judgement import Grades, Judge
from random_histories import Player, Reducer, Step
from report import Collected
from shaped_rows import ShapedSeeder

SET_UP = "create table things (id integer primary key, name varchar(40), karma integer);\n"
STOP = {"sqlite": ".bail on\n", "postgres": "\\set ON_ERROR_STOP on\n", "mariadb": ""}
FORGET = "update things set karma = null;"
SOME = "update things set karma = null where id = (select max(id) from (select id from things) as t);"
GUARD = "select * from GUARD;"  # an error with the words of a guard in it
NAMED = {"table": "things", "column": "karma"}
# (what, grade, what it names as lost, up, down, whether there are writes, words that a failure has to have)
PLANTED = [
    ("all comes back", "exact", [], "", "", True, None),
    ("what is named is lost", "lossy", [NAMED], "", FORGET, True, None),
    ("a table is lost that is named", "lossy", [{"table": '"things"'}], "", "delete from things;", False, None),
    ("what is named has another name by then", "lossy", [{"table": "renamed", "column": "called"}], "", FORGET, False, None),
    ("a guard stops the way back", "guarded", [], "", GUARD + FORGET, True, None),
    ("values are lost", "exact", [], "", SOME, False, "exact, and rows are not"),
    ("values are lost, and others were written", "guarded", [], "", SOME.replace("max", "min"), True, "guarded, and rows are not"),
    ("other values are lost than those that are named", "lossy", [{"table": "things", "column": "name"}], "", FORGET, False,
     "lossy, and rows are not"),
    ("a column is lost that the names don't hold", "lossy", [NAMED], "", FORGET + "delete from things;", True, "lossy, and rows are not"),
    ("the schema does not come back", "exact", [], "create table more (a integer);", "", False, "the catalogue comes back"),
    ("a guard stops what is exact", "exact", [], "", GUARD, True, "exact, and the way back fails"),
    ("a guard stops though nobody wrote", "guarded", [], "", GUARD, False, "guarded, and the way back fails"),
    ("a guard comes too late", "guarded", [], "", FORGET + GUARD, True, "stopped by a guard, and has changed something"),
    ("a guard comes too late on the way up", "exact", [], FORGET + GUARD, "", False, "stopped by a guard, and has changed something"),
]

TABLE = "create table things (\n    id integer primary key,\n    name varchar(40),\n);"
LOSS = "execute $$ update things set name = 'gone' $$ reverse nothing;"


@dataclass
class Told:
    """A compiler that grades as it is told."""
    grade: str
    lost: list

    def call(self, *_):
        findings = [{"grade": "lossy", "of": of} for of in self.lost]
        entry = {"id": "r", "grade": {"any": self.grade}, "findings": findings}
        self.stdout = json.dumps({"grades": {"revisions": [entry]}})
        return self


def test(report, engine, migc):
    for what, grade, lost, up, down, writes, words in PLANTED:
        database, found = engine.fresh(), Collected()
        up, down = (STOP[engine.family] + script.replace("GUARD", database.quote("migc: a guard")) + "\n" for script in (up, down))
        database.apply(STOP[engine.family] + SET_UP)
        seeder = ShapedSeeder(database, Hints(), "typical")
        seeder.fill()
        grades = Grades(Told(grade, lost), "r", {"renamed": "between", "between": "things", "called": "karma"})
        Judge(engine).there_and_back(found, "planted", database, grades, up, down, seeder if writes else None)
        engine.drop(database)
        told(report, f"{engine.name}: a grade", what, found.problems, words)
    player = Player(migc, engine)
    steps = [Step(f"r{number}", statements, [], [], {}, {}, "typical", True) for number, statements in enumerate(
        [[TABLE], ["alter table things add column more integer;"], ["alter table things add column extra integer;", LOSS]], 1)]
    told(report, f"{engine.name}: a random grade", "a column is added", (player.by_grade(steps[:2]) or Collected()).problems, None)
    failure = player.by_grade(steps)
    told(report, f"{engine.name}: a random grade", "an update is not taken back", failure.problems if failure else [],
         "guarded, and rows are not")
    small = Reducer(player, 60).reduce(steps, failure)
    report.check(f"{engine.name}: what a random grade sees is made smaller",
                 [] if [step.statements for step in small] == [[TABLE], [LOSS]] else [str(small)])


def told(report, who, what, problems, words):
    text = "\n".join(problems)
    report.check(f"{who} {'passes if' if words is None else 'is seen to be wrong if'} {what}",
                 [] if (not text if words is None else words in text) else [text or "passed"])
