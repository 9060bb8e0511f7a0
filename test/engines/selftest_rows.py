"""Every planted difference of rows has to show."""

import compare

TABLE = "create table t (a varchar(20), b integer, c varchar(20))"
ROWS = ["('x', 1, null)", "('', 2, 'NULL')", "('x', 1, null)", "('it''s ünï 😀', 3, 'a')"]
CHANGES = {
    "a value": (3, "('it''s ünì 😀', 3, 'a')"), "NULL for an empty text": (1, "(null, 2, 'NULL')"),
    "the word NULL for NULL": (0, "('x', 1, 'NULL')"), "NULL for the word": (1, "('', 2, null)"),
    "an end cut off": (3, "('it''s ünï', 3, 'a')"), "a case": (3, "('It''s ünï 😀', 3, 'a')"),
    "a space at the end": (3, "('it''s ünï 😀', 3, 'a ')"), "two values swapped": (3, "('a', 3, 'it''s ünï 😀')"),
    "one of two equal rows": (0, "('x', 2, null)"), "a tab": (0, "('x', 1, '\t')"),
}


def test(report, engine):
    original = dump(engine, ROWS)
    name = engine.name
    report.check(f"{name}: rows have no order", compare.rows("t", original, dump(engine, ROWS[::-1])))
    for what, (place, row) in CHANGES.items():
        changed = [row if i == place else old for i, old in enumerate(ROWS)]
        must_differ(report, f"{name}: the rows show {what}", compare.rows("t", original, dump(engine, changed)))
    must_differ(report, f"{name}: the rows show one that is missing", compare.rows("t", original, dump(engine, ROWS[1:])))
    must_differ(report, f"{name}: the rows show one that is twice", compare.rows("t", original, dump(engine, ROWS + ROWS[3:])))
    report.check(f"{name}: a column can be left out",
                 compare.rows("t", original, dump(engine, [*ROWS[:3], "('it''s ünï 😀', 3, 'b')"]), {"c"}))
    swapped = TABLE.replace("a varchar(20), b integer, c varchar(20)", "c varchar(20), b integer, a varchar(20)")
    report.check(f"{name}: columns have no order", compare.rows("t", original, dump(engine, ROWS, swapped)))
    if engine.family == "sqlite":  # where a column may hold what its type doesn't say
        as_text = [ROWS[0].replace("1", "'one'"), *ROWS[1:]]
        must_differ(report, f"{name}: the rows show a changed type", compare.rows(
            "t", dump(engine, [ROWS[0].replace("1", "x'6f6e65'"), *ROWS[1:]]), dump(engine, as_text)))


def must_differ(report, name, differences):
    report.check(name, [] if differences else ["no difference was seen"])


def dump(engine, rows, table=TABLE):
    database = engine.fresh()
    database.write([table] + [f"insert into t (a, b, c) values {row}" for row in rows])
    found = database.rows("t")
    engine.drop(database)
    return found
