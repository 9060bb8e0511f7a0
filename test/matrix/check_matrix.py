#!/usr/bin/python3
"""The case files of this folder and the capability matrix say the same.

- Every feature that `migc explain --matrix` lists has a file FEATURE.mig here, and every file its feature.
- For every engine of test/engines/engines.py the file's header says what the matrix says: a target where the feature is native or
  rewritten, refused with M601 where it is refused.
- Where it is refused, `migc check` refuses the file because of this very feature, in the matrix's words.

That the targets do what the matrix promises is for test/engines/cases.py to find out."""

import argparse
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "engines"))

import case_file
import engines
from project import File
from report import Report
from servers import EngineError

CODE = "M601"


def matrix(migc):
    said = subprocess.run([migc, "explain", "--matrix", "--format=json"], capture_output=True, text=True, check=True)
    return {entry["feature"]: entry for entry in json.loads(said.stdout)["features"]}


def number(version):
    return tuple(int(part) for part in version.split("."))


def within(versions, version):
    """Whether a cell of the matrix, which is for `versions`, speaks of this one: "up to 5.7", "since 15", "13 to 14", or all."""
    words = versions.split()
    if not words:
        return True
    if words[0] == "since":
        return number(version) >= number(words[1])
    first = words[0] == "up" or number(version) >= number(words[0])
    return first and number(version) <= number(words[2])


def support(entry, target):
    """What the matrix says of a feature on a target: native, rewritten or refused."""
    dialect, version = target.split(":")
    cells = [cell for cell in entry["dialects"].get(dialect, []) if within(cell["versions"], version)]
    if len(cells) != 1:
        raise EngineError(f"the matrix has {len(cells)} answers for {target}")
    return cells[0]["support"]


def compare(migc, entry, path, target):
    """What is wrong with the file for one target."""
    level = support(entry, target)
    code = case_file.read(path).refusal(target)
    if level != "refused":
        return [f"{target}: the matrix says {level}, the header refused with {code}"] if code else []
    if code != CODE:
        told = f"refused with {code}" if code else "a target"
        return [f"{target}: the matrix says refused, the header {told}"]
    said = File(migc, path, target).call("check").stderr.decode(errors="replace")
    reason = f"can't do this: {entry['text']} [{CODE}]"
    return [] if reason in said else [f"{target}: migc check doesn't say “{reason}”, but:", *said.splitlines()]


def problems(migc, entry, path):
    if not path.exists():
        return [f"there is no {path.relative_to(HERE.parent.parent)}"]
    found = []
    for target in engines.TARGETS:
        try:
            found += compare(migc, entry, path, target)
        except EngineError as error:
            found.append(str(error))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--migc", required=True, type=lambda path: pathlib.Path(path).resolve(), help="the compiler")
    migc = parser.parse_args().migc
    report = Report()
    features = matrix(migc)
    for feature, entry in features.items():
        report.check(feature, problems(migc, entry, HERE / f"{feature}.mig"))
    stray = sorted(path.name for path in HERE.glob("*.mig") if path.stem not in features)
    report.check("every file is the case of a feature", stray)
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
