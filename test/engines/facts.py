"""The form of a catalogue: sorted lines, each of which states one fact.

    table users | column email | type = character varying(255)

The first part names the object, the last the attribute and its value; two catalogues can be compared line by line,
and a difference reads as what it is.
"""

VERSION_TABLE = "migc_version"  # migc's own bookkeeping is no part of anybody's schema
POSITION = "position"


def fact(thing, part, attribute, value):
    where = [thing, part, f"{attribute} = {value}"] if part else [thing, f"{attribute} = {value}"]
    return " | ".join(text.replace("\\", "\\\\").replace("\n", "\\n").replace("|", "\\|") for text in where)


def of_table(catalogue, table):
    head = f"table {table} | "
    return [line[len(head):] for line in catalogue if line.startswith(head)]


def columns_of(catalogue, table):
    """What is said of each column of a table, its position left aside: {column: set of facts}."""
    found = {}
    for line in of_table(catalogue, table):
        part, _, rest = line.partition(" | ")
        if part.startswith("column ") and not rest.startswith(f"{POSITION} = "):
            found.setdefault(part[len("column "):], set()).add(rest)
    return found


def type_of(column_facts):
    return next((f for f in column_facts if f.startswith("type = ")), None)
