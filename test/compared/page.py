"""docs/compared.md, made of the outputs and of what the headers of the cases announce."""

import html
import re

from case_header import TOOLS

TITLES = {"migc": "migc", "alembic": "Alembic", "liquibase": "Liquibase"}
WORDS = {"differs": "differs", "wrong": "**wrong**", "refused": "**refused**", "runs": "runs; migc: no"}
GROUPS = [("Tables", r"(create|drop|rename)_table.*"), ("Columns", r".*_column.*|batch_alter_table"), ("Indexes", r".*_index"),
          ("Constraints", r".*_(key|constraint)"), ("Rows", r"bulk_insert|execute")]
NO_INVERSE = "No inverse to "


class Page:
    def __init__(self, cases, dialects, outputs, versions):
        self.cases = cases
        self.dialects = dialects
        self.outputs = outputs  # {(case name, dialect name): {tool: Output}}
        self.versions = versions

    def text(self):
        operations = sorted((case for case in self.cases if not case.name.startswith("defect_")), key=place)
        defects = [case for case in self.cases if case.name.startswith("defect_")]
        parts = [self.introduction(), "## Up", self.legend(), self.matrix(operations, False),
                 "### Known traps", TRAPS, self.matrix(defects, False),
                 "## The way back", BACK, self.matrix(operations, True),
                 "## Operation by operation", READING, *map(self.case, operations), "## Trap by trap", *map(self.case, defects)]
        return "\n\n".join(part for part in parts if part) + "\n"

    def introduction(self):
        executed = ", ".join(f"{d.title} {d.engine.split(':')[1]}" for d in self.dialects if d.engine)
        *most, last = [d.title for d in self.dialects if not d.engine]
        others = f"{', '.join(most)} and {last}"
        return INTRODUCTION.format(**self.versions, executed=executed, others=others)

    def legend(self):
        return LEGEND

    def matrix(self, cases, back):
        if not cases:
            return ""
        head = "| | " + " | ".join(d.title for d in self.dialects) + " |"
        rows, last = [], None
        for case in cases:
            if group(case) != last:
                last = group(case)
                rows += [f"| **{last}** |" + " |" * len(self.dialects)] if last else []
            rows.append(f"| [{label(case)}](#{anchor(case)}) | "
                        + " | ".join(self.cell(case, dialect, back) for dialect in self.dialects) + " |")
        return "\n".join([head, "| --- " * (len(self.dialects) + 1) + "|", *rows])

    def cell(self, case, dialect, back):
        return " · ".join(self.word(case, dialect, tool, back) for tool in TOOLS)

    def word(self, case, dialect, tool, back):
        """What came of it, in a word."""
        outputs = self.outputs[case.name, dialect.name]
        way = outputs[tool].back if back else outputs[tool].up
        said = case.announced(dialect.name, tool, back)
        if said:
            return WORDS[said.outcome]
        if way.missing:
            return "–"
        if way.refusal is not None:
            return "none" if back and NO_INVERSE in way.refusal else "refuses"
        ours = outputs["migc"].back if back else outputs["migc"].up
        if back and case.announced(dialect.name, tool) and case.announced(dialect.name, tool).outcome == "refused":
            return "–"
        if not ours.made:
            return "migc: no"
        return "same" if dialect.engine else "not run"

    # One case

    def case(self, case):
        lines = [f"### {label(case)}", case.title, fenced("sql", case.change)]
        written = self.written(case)
        if written:
            lines.append(written)
        if case.setup:
            lines.append(details("Before it", fenced("sql", case.setup)))
        lines += [details(title, self.dialect(case, dialect)) for title, dialect in self.merged(case)]
        lines += self.said(case)
        return "\n\n".join(lines)

    def written(self, case):
        parts = []
        for kind, language in (("alembic", "python"), ("alembic back", "python"), ("liquibase", "xml"), ("liquibase back", "xml")):
            for (told, dialect), text in case.code.items():
                if told == kind:
                    where = f", for {self.title(dialect)}" if dialect else ""
                    back = " downgrade()" if kind == "alembic back" else " <rollback>" if kind == "liquibase back" else ""
                    parts.append((f"{TITLES[kind.split()[0]]}{html.escape(back)}{where}", fenced(language, broken(text, language))))
        body = "\n\n".join(f"{title}:\n\n{text}" for title, text in parts)
        return details("The same for Alembic and Liquibase", body) if parts else ""

    def title(self, name):
        return next((d.title for d in self.dialects if d.name == name), name)

    def merged(self, case):
        """Dialects of which everything is the same share a block."""
        found = []  # [texts, words, dialects]
        for dialect in self.dialects:
            key = (self.dialect(case, dialect), None)
            same = next((group for group in found if group[0] == key), None)
            if same:
                same[1].append(dialect)
            else:
                found.append((key, [dialect]))
        return [(", ".join(d.title for d in group), group[0]) for _, group in found]

    def dialect(self, case, dialect):
        outputs = self.outputs[case.name, dialect.name]
        up = [block(TITLES[tool], outputs[tool].up, ABSENT[tool]) for tool in TITLES]
        back = [block(TITLES[tool], outputs[tool].back, ABSENT_BACK[tool]) for tool in TITLES if outputs[tool].up.made]
        parts = [fenced("sql", "\n\n".join(up))]
        if back:
            parts += ["And back:", fenced("sql", "\n\n".join(back))]
        return "\n\n".join(parts)

    def said(self, case):
        lines = []
        for said in case.said:
            tools = [TITLES[tool] for tool in said.names if tool in TOOLS] or [TITLES[tool] for tool in TOOLS]
            names = [self.title(name) for name in said.names if name not in TOOLS and any(d.name == name for d in self.dialects)]
            if not names and any(name not in TOOLS for name in said.names):
                continue  # of a dialect that the page doesn't show
            if said.kind == "note":
                tools = [TITLES[tool] for tool in said.names if tool in TOOLS]
                head = ", ".join([*tools, *names])
            else:
                head = f"{' and '.join(tools)}{' on ' + ', '.join(names) if names else ''}, {SAID[said.kind]}"
            lines.append(f"- {'**' + head + '**: ' if head else ''}{said.text}")
        return ["\n".join(lines)] if lines else []


def group(case):
    return next((title for title, pattern in GROUPS if re.fullmatch(pattern, case.name)), None)


def place(case):
    """Where a case stands in the page: group by group, and in each what is made before what is changed, renamed and dropped."""
    verbs = ("create", "add", "bulk", "execute", "alter", "batch", "rename", "drop")
    return [title for title, _ in GROUPS].index(group(case)), verbs.index(case.name.split("_")[0]), case.name


def label(case):
    return re.sub(r"^defect (\d+) ", r"Trap \1: ", case.name.replace("_", " "))


def anchor(case):
    return re.sub(r"[^\w-]", "", label(case).lower().replace(" ", "-"))


def fenced(language, text):
    return f"```{language}\n{text}\n```"


def details(title, body):
    return f"<details><summary>{title}</summary>\n\n{body}\n\n</details>"


def broken(text, language):
    """XML with each element on a line of its own."""
    if language != "xml":
        return text
    lines, depth = [], 0
    for part in re.split(r"(?<=>)\s*(?=<)", text):
        if part.startswith("</"):
            depth -= 1
            closes = lines and "</" not in lines[-1] and re.match(r"\s*<[^>]*[^/]>", lines[-1]) and lines[-1].startswith("  " * depth + "<" + part[2:-1])
            lines[-1:] = [lines[-1] + part] if closes else [lines[-1], "  " * depth + part]
            continue
        lines.append("  " * depth + part)
        if not re.search(r"/>$|</\w+>$", part):
            depth += 1
    return "\n".join(lines)


def block(title, way, absent):
    if way.missing:
        return f"-- {title}: {absent}"
    if way.refusal is not None:
        return f"-- {title} refuses: {way.refusal}"
    return "\n".join([f"-- {title}", way.text() or "-- (nothing)"])


ABSENT = {"migc": "nothing", "alembic": "has no operation for it", "liquibase": "has no change type for it"}
ABSENT_BACK = {"migc": "none", "alembic": "none", "liquibase": "none"}
SAID = {"differs": "another result", "wrong": "not what was asked for", "refused": "refused by the engine", "runs": "runs, while migc refuses",
        "back differs": "back: another schema than before", "back wrong": "back: another schema than before",
        "back refused": "back: refused by the engine"}

INTRODUCTION = """# Beside Alembic and Liquibase

<!-- Made by test/compared/compare.py --update from test/compared/*.mig. -->

The same change, written for migc {migc}, Alembic {alembic} and Liquibase {liquibase}, and what each of them emits for it. It is for those who use one of the
other two today, and want to see what would be different.

How it is made:

- Each operation is a file of `test/compared`: a `.mig` history of two revisions, and the same change for the others as their users write it. All three compile it without a database: Alembic offline (`as_sql`,
  `literal_binds`), Liquibase with an `offline:` URL. Both can do more when they are connected.
- On {executed} everything is executed, by the engine's own client: the set-up by migc, then one database each for the three. What counts is the engine's
  catalogue and the rows, not how a statement is spelled. Nothing is executed on {others}: what is said of MySQL follows from what is written, and has been tried once by hand
  on MySQL 5.7, as far as that has what is used. What is said of SQL Server and Oracle follows from what is written and from their manuals, and has not been tried.
- Of migc's scripts the statements are shown, without bookkeeping (Alembic and Liquibase have such too), and of all three without the `GO` and `/` between them. What it asks before it changes anything is shortened to a line.
- The way back: migc derives it, and it is compared like the way up. Alembic's is the `downgrade()` that somebody has written, here with care. Liquibase's is the inverse that it finds by itself, which it does for some change
  types; for the others its user writes a `<rollback>`.
- Types are written as for any engine, `sa.String` and `varchar`, also where SQL Server or Oracle has one that is nearer to migc's (`sa.Unicode`, `nvarchar`, `varchar2(20 char)`); what comes of that is a *differs*. Where a
  case restates a column of the set-up, it is told as it is there.
- Neither version is the newest: Alembic is Debian 12's, Liquibase the one that npm has.
- On SQLite, Alembic's changes of columns and constraints are written as its manual advises, with `batch_alter_table`, and since there is no connection with the table told by `copy_from`. Liquibase has no such
  thing: where it makes a SQLite table anew, it knows offline of no column but the one in question, and nearly all that goes wrong with it on SQLite is that. What it does over a connection hasn't been tried here.

A test holds the page to this: an outcome that is not announced in the file's header fails it, and so does one that is announced and not there.

In short:

- On PostgreSQL the three come to the same nearly always; what differs is who has to know what was there before.
- On MySQL and MariaDB a column is often restated as a whole. Alembic restates what it is told (`existing_nullable`, `existing_server_default`, `existing_comment`), Liquibase the type alone, migc what the history says.
- On SQLite migc and Alembic make tables anew in the same way. Liquibase, offline, can't.
- On SQL Server what stands on a column is in the way: its default, its checks, its indexes. migc takes them off and puts them back, since it knows them. With the others that is the user's part, but for defaults: Liquibase drops those of
  columns that it drops, Alembic does so when it is asked to.
- On SQL Server and Oracle a unique key takes nulls otherwise than the other engines do. migc makes the rule the same everywhere, by an index; the others leave the engine its own.
- On Oracle little else differs, but for how wide numbers and texts are, and for what Oracle doesn't change in a column that is there: its type where it has rows, an identity that it doesn't have.
- Both others can do what migc can't: run the changes themselves, and write for SQL they know nothing of as easily as for what they know. Alembic also compares a database with a model and proposes the changes. Where a
  change is a plain statement, as `drop index` or `rename table`, nothing speaks for either.
- Alembic writes each statement in the script as it is asked to; what the engine thinks of it shows when it runs. migc refuses what the engine doesn't have when it compiles, and that is most of what is called *migc: no* here."""

LEGEND = """Two words a cell, Alembic's · Liquibase's:

| | |
| --- | --- |
| same | catalogue and rows are what they are after migc's script |
| differs | it works, and the catalogue is another one: a choice of theirs or of ours |
| **wrong** | it runs, and what comes out isn't what was asked for, or rows or facts are lost |
| **refused** | it is written, and the engine refuses it |
| refuses | the tool says that it can't |
| migc: no | migc refuses it for this engine; *runs*: and theirs does something there, which is said below |
| not run | written by all; there is no such engine in the tests. Where a cell says more all the same, it follows from what is written; where not, nothing is known that differs |
| – | the tool has no such operation: one writes SQL by hand |"""

TRAPS = "What is easily written, and gives SQL that the engine refuses or that loses something. In these cases Alembic's lines are written in the way that leads there. What is said of newer Alembics is of 1.19; no test holds it."

BACK = """The same words, compared with what was there before up. *none*: Liquibase derives no inverse for this change type, and stops at it."""

READING = "The `.mig` statements come first; open what you want to see."
