#!/usr/bin/python3
"""Stands in for the compiler in the tests of the tests: it wraps the SQL statements of revisions.json the way migc's scripts are
wrapped. With a fault asked for, it does so badly, and then the tests have to notice.

revisions.json: {"faults": [...], "revisions": [{"id": "r1", "up": [SQL, …], "down": [SQL, …] or null}]}
A statement is a text, or {dialect: text}. Faults: no_guard (runs at any revision), no_lock (two may run at once),
no_stop (goes on after an error), no_note (doesn't advance migc_version).
"""

import json
import pathlib
import sys


def note(faults):
    """Without the lock the key has to go as well: it alone lets only one of two runs through."""
    key = "" if "no_lock" in faults else " primary key"
    return (f"create table if not exists migc_version (id varchar(200){key},"
            " applied_at timestamp default current_timestamp, migc varchar(20));")


def script(dialect, faults, states, statements, notes):
    """`states`: the revisions that have to be applied; `notes`: what is done to migc_version."""
    wrap = {"postgres": postgres, "mariadb": mariadb, "sqlite": sqlite}[dialect]
    body = [(s if isinstance(s, str) else s.get(dialect, "")) for s in statements]
    body = [s.rstrip(";") + ";" for s in body if s] + ([] if "no_note" in faults else notes)
    return "\n".join(wrap(faults, ",".join(sorted(states)), body)) + "\n"


def postgres(faults, states, body):
    if "no_stop" not in faults:
        yield r"\set ON_ERROR_STOP on"
        yield "begin;"
    yield note(faults)
    if "no_lock" not in faults and "no_stop" not in faults:
        yield "lock table migc_version in exclusive mode;"
    if "no_guard" not in faults:
        yield (f"do $$ begin if (select coalesce(string_agg(id, ',' order by id), '') from migc_version) <> '{states}'"
               " then raise exception 'migc: wrong revision'; end if; end $$;")
    if "no_lock" in faults:
        yield "select pg_sleep(0.1);"
    yield from body
    if "no_stop" not in faults:
        yield "commit;"


def mariadb(faults, states, body):
    if "no_lock" not in faults:
        yield "do get_lock('migc', 20);"
    yield note(faults)
    if "no_guard" not in faults:
        yield "create temporary table migc_guard (message varchar(200) primary key);"
        yield ("insert into migc_guard select 'migc: wrong revision' from (select 1 union all select 2) x"
               f" where (select coalesce(group_concat(id order by id), '') from migc_version) <> '{states}';")
    if "no_lock" in faults:
        yield "do sleep(0.1);"
    yield "begin;"
    yield from body
    yield "commit;"


def sqlite(faults, states, body):
    if "no_stop" not in faults:
        yield ".bail on"
    yield ".timeout 20000"
    yield "pragma foreign_keys = on;"
    if "no_stop" not in faults and "no_lock" not in faults:
        yield "begin exclusive;"
    yield note(faults)
    if "no_guard" not in faults:
        yield ("select json_extract('{}', 'migc: wrong revision') where"
               f" (select coalesce(group_concat(id), '') from (select id from migc_version order by id)) <> '{states}';")
    if "no_lock" in faults:
        yield ".shell sleep 0.1"
    yield from body
    if "no_stop" not in faults and "no_lock" not in faults:
        yield "commit;"


class Project:
    def __init__(self, folder, dialect):
        told = json.loads((folder / "revisions.json").read_text())
        self.revisions, self.faults, self.dialect = told["revisions"], told["faults"], dialect
        self.ids = [r["id"] for r in self.revisions]

    def up(self, first, last):
        statements, notes = [], []
        for revision in self.revisions[first:last]:
            statements += revision["up"]
            notes.append(f"insert into migc_version (id, migc) values ('{revision['id']}', 'fake');")
        return script(self.dialect, self.faults, self.ids[:first], statements, notes)

    def down(self, last, first):
        statements, notes = [], []
        for revision in reversed(self.revisions[first:last]):
            if revision["down"] is None:
                sys.exit(1)
            statements += revision["down"]
            notes.append(f"delete from migc_version where id = '{revision['id']}';")
        return script(self.dialect, self.faults, self.ids[:last], statements, notes)

    def build(self, out):
        (out / self.dialect).mkdir(parents=True)
        entries = []
        for place, revision in enumerate(self.revisions):
            names = {"up": f"{self.dialect}/{revision['id']}.up.sql", "down": None}
            (out / names["up"]).write_text(self.up(place, place + 1))
            if revision["down"] is not None:
                names["down"] = f"{self.dialect}/{revision['id']}.down.sql"
                (out / names["down"]).write_text(self.down(place + 1, place))
            entries.append({"id": revision["id"], "message": "", "parents": self.ids[place - 1:place],
                            "scripts": {self.dialect: names}})
        (out / "manifest.json").write_text(json.dumps({"revisions": entries}))

    def place(self, name):
        return {"base": 0, "head": len(self.ids)}.get(name, self.ids.index(name) + 1 if name in self.ids else None)


def main():
    verb, _, folder, _, dialect, *rest = sys.argv[1:]
    project = Project(pathlib.Path(folder), dialect.split(":")[0])
    if verb == "build":
        project.build(pathlib.Path(rest[1]))
    else:
        first, _, last = rest[0].rpartition(":")
        ends = project.place(first or "base"), project.place(last)
        print(project.up(*ends) if verb == "upgrade" else project.down(*ends), end="")


if __name__ == "__main__":
    main()
