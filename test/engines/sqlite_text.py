"""Reads the CREATE statements that SQLite keeps as text.

SQLite's pragmas don't tell everything (checks, names of constraints, generation expressions, deferrable, conflict clauses), so
the text has to be read. It is laid out one way by CREATE TABLE, another by ALTER TABLE, and a third by the rebuild of a
table; what is the same in meaning shall come out the same here, and only that.
"""

import re

TOKEN = re.compile(r"""
      (?P<space>\s+|--[^\n]*|/\*.*?(?:\*/|\Z))
    | (?P<blob>[xX]'[0-9a-fA-F]*')
    | (?P<string>'(?:[^']|'')*')
    | (?P<name>"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\])
    | (?P<number>0[xX][0-9a-fA-F]+|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<word>[A-Za-z_\u0080-\U0010ffff][\w$\u0080-\U0010ffff]*)
    | (?P<sign>->>|->|<<|>>|<=|>=|<>|!=|==|\|\||.)
    """, re.X | re.S)

# Words that mean something else in quotes than without them. A quoted name that is none of these is as good without.
WORDS = set("""abort action add after all alter always analyze and as asc attach autoincrement before begin between by cascade
    case cast check collate column commit conflict constraint create cross current current_date current_time current_timestamp
    database default deferrable deferred delete desc detach distinct do drop each else end escape except exclude exclusive
    exists explain fail false filter first following for foreign from full generated glob group groups having if ignore
    immediate in index indexed initially inner insert instead intersect into is isnull join key last left like limit match
    materialized natural no not nothing notnull null nulls of offset on or order others outer over partition plan pragma
    preceding primary query raise range recursive references regexp reindex release rename replace restrict returning right
    rollback row rows savepoint select set stored strict table temp temporary then ties to transaction trigger true unbounded
    union unique update using vacuum values view virtual when where window with without rowid""".split())

SAME = {"==": "=", "!=": "<>"}


class Unreadable(Exception):
    pass


class Token(str):
    """The canonical text of a token; `word` is set where it may be a keyword, `name` holds a name as it was written."""

    word = False
    name = None


def tokens(text):
    found = []
    for match in TOKEN.finditer(text):
        kind, raw = match.lastgroup, match[0]
        if kind == "space":
            continue
        if kind == "name":
            quote = raw[-1]
            name = raw[1:-1].replace(quote * 2, quote) if quote != "]" else raw[1:-1]
            plain = re.fullmatch(r"[A-Za-z_]\w*", name) and name.lower() not in WORDS
            token = Token(name.lower() if plain else '"' + name.replace('"', '""') + '"')
            token.name = name
        elif kind == "word":
            token = Token(raw.lower())
            token.word, token.name = True, raw
        elif kind in ("blob", "number"):
            token = Token(raw.lower())
        elif kind == "string":
            token = Token(raw)
            token.name = raw[1:-1].replace("''", "'")  # SQLite takes a string for a name, too
        else:
            token = Token(SAME.get(raw, raw))
        found.append(token)
    return found


def text_of(parts):
    """Tokens as one line, without the brackets that embrace all of it."""
    parts = list(parts)
    while len(parts) > 1 and parts[0] == "(" and closing(parts, 0) == len(parts) - 1:
        parts = parts[1:-1]
    return " ".join(parts)


def canonical(text):
    return text_of(tokens(text))


def closing(parts, start):
    """The place of the bracket that closes the one at `start`."""
    depth = 0
    for place in range(start, len(parts)):
        depth += (parts[place] == "(") - (parts[place] == ")")
        if depth == 0:
            return place
    raise Unreadable("a bracket is not closed")


def split(parts, separator=","):
    """Splits at the commas that stand in no bracket."""
    found, depth = [[]], 0
    for token in parts:
        depth += (token == "(") - (token == ")")
        if token == separator and depth == 0:
            found.append([])
        else:
            found[-1].append(token)
    return found


class Reader:
    """Walks over tokens."""

    def __init__(self, parts):
        self.parts = parts
        self.place = 0

    def at(self, *words):
        """Whether these unquoted words, or signs, come next."""
        ahead = self.parts[self.place:self.place + len(words)]
        return len(ahead) == len(words) and all(t == w and (t.word or t.name is None) for t, w in zip(ahead, words))

    def skip(self, *words):
        if self.at(*words):
            self.place += len(words)
            return True
        return False

    def next(self):
        if self.place >= len(self.parts):
            raise Unreadable("the text ends too early")
        self.place += 1
        return self.parts[self.place - 1]

    def ended(self):
        return self.place >= len(self.parts)

    def bracket(self):
        """The tokens between the brackets that come next."""
        if not self.at("("):
            raise Unreadable(f"a bracket is missing before {' '.join(self.parts[self.place:self.place + 3])}")
        end = closing(self.parts, self.place)
        inner = self.parts[self.place + 1:end]
        self.place = end + 1
        return inner

    def name(self):
        token = self.next()
        if token.name is None:
            raise Unreadable(f"a name is missing before {token}")
        return token.name
