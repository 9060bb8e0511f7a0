#!/usr/bin/python3
"""Compares the capability matrix with the case files of test/matrix: every feature has a file of its name; where the matrix says that
a target has it, the file is played there, and where it says refused, the file is refused there, for this feature."""

import argparse
import json
import pathlib
import subprocess
import sys

import case_file
import cases
import engines
from project import File
from report import Report
from servers import EngineError

REFUSED = "M601"


def number(version):
    return [int(part) for part in version.split(".")]


def holds(versions, version):
    """Whether a range of the matrix, like "since 8.0" or "up to 5.7", holds a version; without words it is one, or all."""
    words = versions.split()
    if not words:
        return True
    if words[0] == "since" and len(words) == 2:
        return number(version) >= number(words[1])
    if words[:2] == ["up", "to"] and len(words) == 3:
        return number(version) <= number(words[2])
    if len(words) == 3 and words[1] in ("to", "-", "–"):
        return number(words[0]) <= number(version) <= number(words[2])
    if len(words) == 1:
        return number(version) == number(words[0])
    raise EngineError(f"{versions!r} is no range of versions that this test can read")


def support(feature, target):
    dialect, version = target.split(":")
    found = [entry["support"] for entry in feature["dialects"][dialect] if holds(entry["versions"], version)]
    if len(found) != 1:
        raise EngineError(f"the matrix says {found} of {feature['feature']} on {target}")
    return found[0]


def problems(migc, feature):
    path = cases.TEST / "matrix" / f"{feature['feature']}.mig"
    if not path.exists():
        return [f"{path} is missing"]
    try:
        case = case_file.read(path)
        return [problem for target in engines.TARGETS for problem in of_target(migc, case, feature, target)]
    except EngineError as error:
        return [error]


def of_target(migc, case, feature, target):
    refused = support(feature, target) == "refused"
    code = case.refusal(target)
    if refused != (code == REFUSED):
        return [f"the matrix says {support(feature, target)} on {target}, and the file {code or 'that it is a target'}"]
    said = File(migc, case.path, target).call("check").stderr.decode()
    if refused and f"can't do this: {feature['text']} [{REFUSED}]" not in said:
        return [f"{target} doesn't refuse {feature['text']!r}, but", *said.splitlines()]
    return []


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--migc", required=True, type=lambda path: pathlib.Path(path).resolve(), help="the compiler")
    told = parser.parse_args()
    report = Report()
    done = subprocess.run([told.migc, "explain", "--matrix", "--format=json"], capture_output=True, check=True)
    features = json.loads(done.stdout)["features"]
    for feature in features:
        report.check(f"{feature['feature']} has its case", problems(told.migc, feature))
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
