"""Values for the columns of row number n (from 1). They differ from row to row, so that they fit a unique key as well.

A row comes in one of some flavours: `tricky` has what breaks careless code (quotes, backslashes, unicode, empty strings, NULL),
`plain` has short, positive, printable values and no NULL, `sparse` has NULL wherever that is allowed, `same` has the same
values in all rows outside of keys, and `extreme` the longest texts and the largest numbers. What a check
refuses in one flavour it mostly takes in another.
"""

import datetime

FLAVOURS = ("tricky", "plain", "sparse")
TAILS = [" it's; -- 'q'", ' "dq" \\ back\\', " ünïcödé 漢字 😀", None]
LONG_TEXT = 300
KEYS_FROM = 1000  # out of the way of the small numbers that a migration itself inserts


class Sql(str):
    """An expression, to be taken as it is."""


def value(shape, column, n, flavour):
    names = list(shape.columns)
    turn = n + names.index(column.name)  # so that not all of a row's columns are NULL at once
    if column.nullable and (flavour == "sparse" or flavour == "tricky" and turn % 3 == 0):
        return None
    key = shape.in_key(column.name)
    if flavour == "same" and not key:
        return made(column, 1, 1, False, key)
    if flavour == "extreme" and not key and column.kind in EXTREMES and not column.choices:
        return EXTREMES[column.kind](column)
    return made(column, n, turn, flavour == "tricky", key)


def made(column, n, turn, tricky, key):
    if column.choices:
        return Sql(column.choices[n % len(column.choices)])
    return MAKERS.get(column.kind, text)(column, n, turn, tricky, key)


def text(column, n, turn, tricky, key):
    tail = TAILS[turn % 4] if tricky else f" {column.name}"
    if tail is None and not key:
        return "" if column.empties else f"v{n}"
    if column.unicode != "all" and tail:
        tail = tail.replace("😀", "") if column.unicode == "narrow" else tail.encode("ascii", "ignore").decode()
    whole = f"v{n}{tail or ''}"
    if column.size is None or len(whole) <= column.size:
        return whole
    # A cut must not take the number away, and not end in a space, which some engines pad or ignore.
    return base36(n, column.size) if column.size < len(f"v{n}") + 1 else whole[:column.size].rstrip()


def base36(n, size):
    digits = ""
    while n:
        n, digit = divmod(n, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits.rjust(size, "0")[-size:]


def char(column, n, turn, tricky, key):
    """Of a fixed length: filled, so that no engine has to pad it."""
    if column.size is None or column.size > 8:
        return text(column, n, turn, tricky, key)
    return base36(n, column.size)


def integer(column, n, turn, tricky, key):
    number = n + KEYS_FROM if key else n
    return number if number <= column.high else n % (column.high + 1)


def decimal(column, n, turn, tricky, key):
    if column.size is None:
        return Sql(f"{n}.25" if tricky else f"{n}.5")
    whole = column.size - column.scale
    digits = str(n % 10**whole) if whole else "0"
    return Sql(digits + ("." + f"{25 if tricky else 5}"[:column.scale] if column.scale > 0 else ""))


def octets(column, n, turn, tricky, key):
    whole = bytes([n % 256, n // 256 % 256]) + (b"\x00'\\\xff\n" if tricky else b"ok")
    return whole[:column.size] if column.size else whole


def date(column, n, turn, tricky, key):
    return str(datetime.date(2023, 12, 30) + datetime.timedelta(days=n))


def timestamp(column, n, turn, tricky, key):
    moment = datetime.datetime(2023, 12, 31, 22, 30) + datetime.timedelta(hours=n)
    return str(moment) + (f".{n * 1111 % 1000000:06}" if tricky else "")


def uuid(column, n, turn, tricky, key):
    return f"{n:08x}-0000-4000-8000-{n:012x}"


def json(column, n, turn, tricky, key):
    return '{"n": %d, "text": "it\'s \\"quoted\\" \\\\ ünï"}' % n if tricky else '{"n": %d}' % n


def array(column, n, turn, tricky, key):
    inner = [made(column.element, n + more, turn, tricky, key) for more in (0, 1)]
    return Sql("'{}'") if tricky and turn % 4 == 3 and not key else inner


MAKERS = {
    "text": text, "char": char, "integer": integer, "decimal": decimal, "bytes": octets, "date": date,
    "timestamp": timestamp, "uuid": uuid, "json": json, "array": array,
    "real": lambda column, n, *_: n + 0.5,
    "bool": lambda column, n, *_: n % 2 == 0,
    "time": lambda column, n, *_: f"{n % 24:02}:{n % 60:02}:{n % 59:02}",
    "interval": lambda column, n, *_: f"{n} days",
    "xml": lambda column, n, *_: f"<a>{n}</a>",
    "year": lambda column, n, *_: 2000 + n % 100,
    "bit": lambda column, n, *_: n % 2,
}


def all_nines(column):
    if column.size is None:
        return Sql("99999.25")
    whole = column.size - column.scale
    return Sql(("9" * whole or "0") + ("." + "9" * column.scale if column.scale > 0 else ""))


EXTREMES = {
    "text": lambda column: "x" * min(column.size or LONG_TEXT, LONG_TEXT),
    "integer": lambda column: column.high,
    "decimal": all_nines,
    "date": lambda column: "9999-12-31",
}
