"""The cases that H2 can't play (h2_exceptions.txt). They are played all the same: one has to fail, and in the way that is said there; else
it would hide what it isn't there for."""

import pathlib
from dataclasses import dataclass

from servers import EngineError

FILE = pathlib.Path(__file__).resolve().parent / "h2_exceptions.txt"


@dataclass(frozen=True)
class Known:
    case: str
    target: str
    words: str  # that the failure has to have


class Exceptions:
    def __init__(self, text):
        self.known = []
        self.met = set()
        for line in text.splitlines():
            if line.strip() and not line.startswith("#"):
                self.known.append(known(line))

    def judged(self, target, case, problems):
        problems = list(map(str, problems))
        for one in self.known:
            if one.case == case and one.target in ("all", target):
                self.met.add(one)
                if not problems:
                    return [f"it plays: h2_exceptions.txt needn't name it for {target}"]
                if one.words in "\n".join(problems):
                    return []
                return [f"h2_exceptions.txt says that it fails by {one.words!r}", *problems]
        return problems

    def unused(self, target):
        return [f"{one.case}: there is no such case" for one in self.known if one.target in ("all", target) and one not in self.met]


def known(line):
    parts = [part.strip() for part in line.split(" | ")]
    if len(parts) != 3 or not all(parts):
        raise EngineError(f"{FILE.name}: this should be: case [target] | words of the failure | why: {line}")
    case, _, target = parts[0].partition(" ")
    return Known(case, target.strip() or "all", parts[1])


def read():
    return Exceptions(FILE.read_text(encoding="utf-8"))
