"""Cuts a script where its client has sent one statement and not yet the next."""

import re
import sqlite3

# What a semicolon in it ends nothing of. A text that isn't closed yet goes on to the end.
OPAQUE = {
    "postgres": r"'(?:[^']|'')*(?:'|\Z)|\$(\w*)\$.*?(?:\$\1\$|\Z)",
    "mysql": r"'(?:[^'\\]|\\.|'')*(?:'|\Z)|`(?:[^`]|``)*(?:`|\Z)()",
}
COMMON = r'|"(?:[^"]|"")*(?:"|\Z)|--[^\n]*|/\*.*?(?:\*/|\Z)'
DELIMITER = re.compile(r"delimiter (\S+)\s*$")


def cuts(script, family):
    """The beginnings of a script, each one statement longer than the one before; the last is all of it."""
    found, done, text, mark = [], "", "", ";"
    for line in script.splitlines(keepends=True):
        text += line
        told = family in ("mysql", "mariadb") and DELIMITER.match(line)
        mark = told[1] if told else mark
        if told or ends(text, family, mark):
            done, text = done + text, ""
            found.append(done)
    if found and text:
        found[-1] += text
    return found


def ends(text, family, mark):
    """Whether the client sends what it has read by now."""
    if family == "sqlite":
        return text.lstrip().startswith(".") or sqlite3.complete_statement(text)
    if family == "postgres" and text.lstrip().startswith("\\"):
        return True
    opaque = OPAQUE["postgres" if family == "postgres" else "mysql"] + COMMON
    return re.sub(opaque, " ", text, flags=re.S).rstrip().endswith(mark)
