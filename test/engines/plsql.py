"""Runs the little PL/SQL that migc writes around its statements: one or two numbers, `select … into`, `if`, `execute immediate`,
raise_application_error. What is more than that is refused, never skipped."""

import re

STRING = r"'(?:[^']|'')*'"
TOKEN = re.compile(rf"{STRING}|\"[^\"]*\"|--[^\n]*|;|\bthen\b|[^'\";-]+?(?=\bthen\b|['\";-]|$)|.", re.S | re.I)
BLOCK = re.compile(r"(?:declare\b(?P<variables>.*?))?\bbegin\b(?P<body>.*)\bend\s*;?\s*", re.S | re.I)
VARIABLE = re.compile(r"(\w+)\s+(?:integer|number|varchar2\(\d+\))\s*", re.I)
IF = re.compile(r"if\s+(.*?)\s+then\s*", re.S | re.I)
SELECT_INTO = re.compile(r"select\s+(?P<what>.*?)\s+into\s+(?P<names>\w+(?:\s*,\s*\w+)*)\s+from\s+(?P<rest>.*)", re.S | re.I)
RAISE = re.compile(rf"raise_application_error\s*\(\s*-\d+\s*,\s*(?P<message>{STRING}(?:\s*\|\|\s*\w+)?)\s*\)", re.S | re.I)
IMMEDIATE = re.compile(rf"execute\s+immediate\s+({STRING})", re.S | re.I)
LOCK = re.compile(r'lock\s+table\s+(?:"[^"]+"\.)?"[^"]+"\s+in\s+exclusive\s+mode', re.I)
CHANGE = re.compile(r"(insert\s+into|update|delete\s+from)\s", re.I)


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
    Running(execute, query, variables).all(statements(block["body"]))


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


class Running:
    def __init__(self, execute, query, variables):
        self.execute = execute
        self.query = query
        self.variables = variables

    def all(self, found):
        skipped = 0  # how many `if` are open that are not true
        opened = 0
        for statement in found:
            condition = IF.fullmatch(statement + " ") or IF.fullmatch(statement)
            if condition:
                opened += 1
                skipped += 1 if skipped or not self.holds(condition[1]) else 0
            elif re.fullmatch(r"end\s+if", statement, re.I):
                opened -= 1
                skipped = max(skipped - 1, 0)
            elif not skipped:
                self.one(statement)
            else:
                self.known(statement)
        if opened:
            raise Unknown("its `if` and `end if` are no pairs")

    def one(self, statement):
        way = self.known(statement)
        if way is SELECT_INTO:
            found = SELECT_INTO.fullmatch(statement)
            names = [name.strip() for name in found["names"].split(",")]
            unknown = [name for name in names if name not in self.variables]
            if unknown:
                raise Unknown(f"{', '.join(unknown)} is not declared")
            self.variables |= dict(zip(names, self.query(f"select {found['what']} from {found['rest']}"), strict=True))
        elif way is RAISE:
            raise Raised(self.query(f"select {self.filled(RAISE.fullmatch(statement)['message'])} from dual")[0])
        elif way is IMMEDIATE:
            self.execute(IMMEDIATE.fullmatch(statement)[1][1:-1].replace("''", "'"))
        elif way is not LOCK:  # nobody else is here
            self.execute(statement)

    def known(self, statement):
        for way in (SELECT_INTO, RAISE, IMMEDIATE, LOCK):
            if way.fullmatch(statement):
                return way
        if CHANGE.match(statement) or statement.lower() == "commit":
            return CHANGE
        raise Unknown(f"this statement of a block is of no known shape: {statement}")

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
