"""Inputs by chance: bytes, soups of tokens, and mutated examples and seeds."""

import pathlib
import random
import re

from case import ALL, Case, HEAD

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent

TOKENS = """revision after depends on branch create table drop alter rename add column constraint primary key unique check
foreign references index type set default not null generated always as stored virtual identity by start increment cascade restrict
no action delete update insert into values from where select and or is in like between case when then else end cast exists true
false execute reverse nothing irreversible up down with postgres mysql mariadb sqlite using include desc asc nulls first last
deferrable initially deferred distinct group having order limit join left sql integer bigint varchar text boolean json date
timestamp decimal uuid interval ( ) ( ) { } , , ; ; . = <> < > <= + - * / % || :: 0 1 42 1.5 1e5 'x' 'it''s' '2024-01-31' x'00ff'
domain sequence schema extension view materialized function procedure trigger policy enum value before refresh restart with grant revoke comment
usage uses replace partition of attach detach for values minvalue maxvalue modulus range list hash validate exclude prefix collate nulls
not distinct assume array[ ] -> ->> next native unsigned match full valid row level security enable force cascade to privileges option
$$x$$ $t$y$t$ "a b" t u a b c e d s v f r1 r2 count lower coalesce now current_date -- /* */ \n \n""".split(" ")
TOKENS = [t for token in TOKENS for t in token.split("\n") if t] + ["\n", "\n"]
VERBS = (["check", *ALL], ["build", "--emit=sql", *ALL], ["fmt"], ["check", "--emit=ir", *ALL], ["check", "--emit=syntax", *ALL],
         ["build", "--emit=down", *ALL], ["build", "--emit=plan", *ALL], ["check", "--format=json", *ALL], ["schema", *ALL[:1]])


def seeds():
    """The files of test/fuzz/seeds: histories with the statements that the examples have little of."""
    return [file.read_bytes() for file in sorted((ROOT / "test" / "fuzz" / "seeds").glob("*.mig"))]


def corpus():
    """The examples' files, and the whole history of each example as one file; the seeds, whole and by revision."""
    pieces, histories = [], seeds()
    for seed in histories:
        pieces += [b"revision" + part for part in re.split(rb"^revision", seed, flags=re.M)[1:]]
    for folder in sorted((ROOT / "examples").iterdir()):
        files = [file.read_bytes() for file in sorted(folder.glob("migrations/**/*.mig"))]
        pieces += files
        histories.append(b"\n".join(files))
    return pieces, histories


def random_cases(seed, count):
    """Random bytes, soups of tokens, and mutated examples. Case i is the same for the same seed, whatever the count."""
    pieces, whole = corpus()
    for i in range(count):
        rng = random.Random("%d/%d" % (seed, i))
        kind = rng.choice(["bytes", "soup", "soup", "mutation", "mutation", "history", "splice"])
        if kind == "bytes":
            data = rng.randbytes(rng.randrange(1, 2000))
            if rng.random() < 0.5:
                data = HEAD + bytes(b & 0x7F or 10 for b in data)
        elif kind == "soup":
            words = [rng.choice(TOKENS) for _ in range(rng.randrange(1, 400))]
            data = HEAD + b"create table t (a integer primary key, b text, c boolean);\n" + " ".join(words).encode()
        elif kind == "mutation":
            # Alone, its statements are mostly about unknown tables.
            data = bytearray(rng.choice(pieces))
            for _ in range(rng.randrange(1, 8)):
                mutate(data, rng)
            data = bytes(data)
        elif kind == "history":
            # Here nearly everything is right, so that a mistake gets far.
            data = bytearray(rng.choice(whole))
            for _ in range(rng.randrange(1, 3)):
                mutate(data, rng)
            data = bytes(data)
        else:
            lines = [line for piece in rng.sample(pieces, min(4, len(pieces))) for line in piece.split(b"\n")]
            rng.shuffle(lines)
            data = HEAD + b"\n".join(lines[: rng.randrange(1, 60)])
        verb = rng.choice(VERBS)
        yield Case("random %s %d" % (kind, i), {"a.mig": data}, [verb[0], "-", *verb[1:]], {0, 1}, None, data)


def mutate(data, rng):
    if not data:
        return
    at = rng.randrange(len(data))
    how = rng.randrange(8)
    if how == 0:
        data[at] = rng.randrange(256)
    elif how == 1:
        del data[at : at + rng.randrange(1, 40)]
    elif how == 2:
        data[at:at] = rng.choice(TOKENS).encode() + b" "
    elif how == 3:
        piece = data[at : at + rng.randrange(1, 80)]
        to = rng.randrange(len(data))
        data[to:to] = piece * rng.randrange(1, 4)
    elif how == 4:
        data[at] ^= 1 << rng.randrange(8)
    elif how == 5:
        del data[max(at, len(data) - 300) :]
    elif how == 6:
        for word in re.finditer(rb"[a-z_]+", bytes(data[at : at + 200])):
            data[at + word.start() : at + word.end()] = rng.choice(TOKENS).encode()
            break
    else:
        data[at:at] = rng.choice([b"'", b'"', b"$$", b"/*", b"--", b"(", b")", b"{", b"}", b";", b"\xc3\xa4", b"\r\n"])
