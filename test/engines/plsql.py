"""Runs the little PL/SQL that migc writes around its statements: one or two numbers, `select … into`, `if`, `execute immediate`,
raise_application_error. What is more than that is refused, never skipped."""

import re

STRING = r"'(?:[^']|'')*'"
TOKEN = re.compile(rf"{STRING}|\"[^\"]*\"|--[^\n]*|;|\bthen\b|[^'\";-]+?(?=\bthen\b|['\";-]|$)|.", re.S | re.I)
BLOCK = re.compile(r"(?:declare\b(?P<variables>.*?))?\bbegin\b(?P<body>.*)\bend\s*;?\s*", re.S | re.I)
VARIABLE = re.compile(r"(\w+)\s+(?:integer|number|varchar2\(\d+\))\s*", re.I)
IF = re.compile(r"if\s+(?P<condition>.*?)\s+then", re.S | re.I)
END_IF = re.compile(r"end\s+if", re.I)
SELECT_INTO = re.compile(r"select\s+(?P<what>.*?)\s+into\s+(?P<names>\w+(?:\s*,\s*\w+)*)\s+from\s+(?P<rest>.*)", re.S | re.I)
RAISE = re.compile(rf"raise_application_error\s*\(\s*-\d+\s*,\s*(?P<message>{STRING}(?:\s*\|\|\s*\w+)?)\s*\)", re.S | re.I)
IMMEDIATE = re.compile(rf"execute\s+immediate\s+(?P<text>{STRING})", re.S | re.I)
LOCK = re.compile(r'lock\s+table\s+(?:"[^"]+"\.)?"[^"]+"\s+in\s+exclusive\s+mode', re.I)
CHANGE = re.compile(r"(insert\s+into|update|delete\s+from)\s.*|commit", re.S | re.I)


class Unknown(Exception):
    """A block of a shape that is not known here."""


class Raised(Exception):
    """raise_application_error."""


def run(text, execute, query):
    """Runs a block: `execute` takes a statement, `query` a select that gives one row."""
    block = BLOCK.fullmatch(text.strip())
    if not block:
        raise Unknown(f"this is no block of a known shape:\n{text}")
    variables = {}
    for declared in filter(None, map(str.strip, (block["variables"] or "").split(";"))):
        name = VARIABLE.fullmatch(declared)
        if not name:
            raise Unknown(f"this declaration is of no known shape: {declared}")
        variables[name[1]] = None
    body = statements(block["body"])
    for statement in body:  # all of it, before anything has run
        kind(statement)
    Running(execute, query, variables).all(body)


def statements(body):
    """The statements of a body; `if … then` and `end if` stand for themselves."""
    found, text = [], ""
    for match in TOKEN.finditer(body):
        part = match[0]
        if part.startswith("--"):
            continue
        text += "" if part == ";" else part
        opens = part.lower() == "then" and re.match(r"\s*if\b", text, re.I)
        if part == ";" or opens:
            found.append(text.strip())
            text = ""
    if text.strip():
        raise Unknown(f"this has no end: {text.strip()}")
    return [statement for statement in found if statement]


def kind(statement):
    """What a statement is."""
    for pattern in (IF, END_IF, SELECT_INTO, RAISE, IMMEDIATE, LOCK, CHANGE):
        if pattern.fullmatch(statement):
            return pattern
    raise Unknown(f"this statement of a block is of no known shape: {statement}")


class Running:
    def __init__(self, execute, query, variables):
        self.execute = execute
        self.query = query
        self.variables = variables

    def all(self, found):
        opened = []  # for each `if` that is open, whether what is in it runs
        for statement in found:
            is_a = kind(statement)
            runs = all(opened)
            if is_a is IF:
                opened.append(runs and self.holds(IF.fullmatch(statement)["condition"]))
            elif is_a is END_IF:
                if not opened:
                    raise Unknown("its `if` and `end if` are no pairs")
                opened.pop()
            elif runs:
                self.one(statement, is_a)
        if opened:
            raise Unknown("its `if` and `end if` are no pairs")

    def one(self, statement, is_a):
        match = is_a.fullmatch(statement)
        if is_a is SELECT_INTO:
            names = [name.strip() for name in match["names"].split(",")]
            unknown = [name for name in names if name not in self.variables]
            if unknown:
                raise Unknown(f"{', '.join(unknown)} is not declared")
            self.variables |= dict(zip(names, self.query(f"select {match['what']} from {match['rest']}"), strict=True))
        elif is_a is RAISE:
            raise Raised(self.query(f"select {self.filled(match['message'])} from dual")[0])
        elif is_a is IMMEDIATE:
            self.execute(match["text"][1:-1].replace("''", "'"))
        elif is_a is CHANGE:
            self.execute(statement)
        # A lock has nobody to keep out here.

    def holds(self, condition):
        return self.query(f"select case when {self.filled(condition)} then 1 else 0 end from dual")[0] == "1"

    def filled(self, text):
        """An expression with the variables' values in it."""
        def value(match):
            name = match[0]
            if name.startswith(("'", '"')) or name not in self.variables:
                return name
            found = self.variables[name]
            return "null" if found is None else "'" + found.replace("'", "''") + "'" if not found.lstrip("-").isdigit() else found
        return re.sub(rf"{STRING}|\"[^\"]*\"|\w+", value, text)
