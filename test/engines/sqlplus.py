"""Cuts a script into the pieces that SQL*Plus would send ("Entering and Editing SQL Commands", "SET"): it looks at the ends of lines,
not at what SQL means. A line that ends in `;` ends a statement, whatever quotes or comments are open; a line of `/` alone ends a PL/SQL
block, and nothing else does."""

import re
from dataclasses import dataclass

COMMAND = re.compile(r"(set|whenever)\s", re.I)
BLOCK = re.compile(r"(begin|declare|create\s+(or\s+replace\s+)?((non)?editionable\s+)?(function|procedure|trigger|package|type))\b", re.I)
LONGEST = 2499  # characters of a line; a longer one isn't read (SP2-0027)
EXPECTED = {  # what a script has to say before its first statement, or its lines would be read as something else
    "set define off", "set escape off", "set sqlblanklines on", "set blockterminator off", 'set sqlterminator ";"', 'set sqlprefix "`"',
    "set cmdsep off", "set autocommit off", "whenever sqlerror exit failure rollback", "whenever oserror exit failure rollback",
}


class Unreadable(Exception):
    """SQL*Plus would do something else with it than run it as it is."""


@dataclass(frozen=True)
class Piece:
    kind: str  # statement or block
    text: str
    line: int  # where it begins


def pieces(script):
    """The statements and blocks of a script; its commands are read and left out."""
    found, told, lines, start = [], set(), [], 0
    for number, line in enumerate(script.split("\n"), 1):
        bare = line.strip()
        if len(line) > LONGEST:
            raise Unreadable(f"line {number} has more than {LONGEST} characters")
        if not lines:
            if not bare or bare.startswith("--"):
                continue
            if COMMAND.match(bare):
                told.add(bare)
                continue
            if bare == "/":
                raise Unreadable(f"line {number} runs the statement before it once more")
            start = number
        lines.append(line)
        block = BLOCK.match("\n".join(lines).lstrip())
        if bare == "/":
            if not block:
                raise Unreadable(f"line {number} is a / in a statement")
            found.append(Piece("block", "\n".join(lines[:-1]).strip(), start))
            lines = []
        elif not block and bare.endswith(";"):
            found.append(Piece("statement", "\n".join(lines).strip()[:-1].rstrip(), start))
            lines = []
        elif bare.endswith("-"):
            raise Unreadable(f"line {number} ends in a hyphen: the next one is joined to it")
    if lines:
        raise Unreadable(f"what begins at line {start} has no end")
    missing = EXPECTED - told
    if missing:
        raise Unreadable(f"the script doesn't say: {', '.join(sorted(missing))}")
    return found
