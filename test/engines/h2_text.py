"""SQL as text of which some is in quotes."""

import re

NAME = r'(?:"[^"]+"\.)?"[^"]+"'
QUOTED = re.compile(r"""("[^"]*")|('(?:[^']|'')*')""")


def in_code(sql, pattern, replacement):
    """Replaces a pattern outside of literals; `\\$` in the pattern is a literal, which goes with what is replaced."""
    literals = [literal for _, literal in QUOTED.findall(sql) if literal]
    code = QUOTED.sub(lambda part: part[1] or "\0", sql)
    found, start = [], 0
    for match in re.finditer(pattern.replace(r"\$", "\0"), code, re.I):
        found.append(restored(code[start:match.start()], literals))
        restored(match[0], literals)
        found.append(match.expand(replacement))
        start = match.end()
    return "".join(found) + restored(code[start:], literals)


def restored(code, literals):
    return re.sub("\0", lambda _: literals.pop(0), code)


def text(name):
    """A literal."""
    return "'" + name.replace("'", "''") + "'"


def closing(sql, opened):
    """Where the bracket that opens there is closed."""
    depth, at = 0, opened
    for part in re.finditer(r"'(?:[^']|'')*'|\"[^\"]*\"|[()]", sql[opened:]):
        depth += {"(": 1, ")": -1}.get(part[0], 0)
        at = opened + part.start()
        if depth == 0:
            return at
    raise ValueError(f"a bracket is open in {sql}")


def arguments(text):
    """What stands between the commas of a list."""
    found, depth, start = [], 0, 0
    for part in re.finditer(r"'(?:[^']|'')*'|\"[^\"]*\"|[(),]", text):
        depth += {"(": 1, ")": -1}.get(part[0], 0)
        if part[0] == "," and depth == 0:
            found.append(text[start:part.start()].strip())
            start = part.end()
    return [*found, text[start:].strip()]


def calls(sql, name, make):
    """Replaces the calls of a function by what `make` makes of their arguments."""
    pattern = re.compile(rf"'(?:[^']|'')*'|\"[^\"]*\"|(?<![\w.\"])({re.escape(name)})\(", re.I)
    start = 0
    while True:
        found = pattern.search(sql, start)
        if not found:
            return sql
        if not found[1]:
            start = found.end()
            continue
        end = closing(sql, found.end() - 1)
        made = make(*arguments(calls(sql[found.end():end], name, make)))
        sql = sql[:found.start()] + made + sql[end + 1:]
        start = found.start() + len(made)
