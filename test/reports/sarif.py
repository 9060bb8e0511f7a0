#!/usr/bin/env python3
"""What `migc check --format=sarif` writes is SARIF 2.1.0, by the standard's own schema, for every diagnostic that the tests can make it
report; and it has what GitHub's code scanning wants.

    test/reports/sarif.py --migc build/migc

Wants build/npm, where tools/dev test puts the schema. The last line is "N passed, N failed".
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import jsonschema

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SCHEMA = ROOT / "build/npm/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
sys.path.insert(0, str(ROOT / "test" / "engines"))

from report import Report  # noqa: E402

TARGETS = [word for dialect in ("postgres", "mysql", "sqlite", "oracle") for word in ("--dialect", dialect)]


def wants(log, files):
    """What GitHub asks for besides the schema, and what has to fit together."""
    problems = []
    for run in log["runs"]:
        rules = run["tool"]["driver"]["rules"]
        for rule in rules:
            for member in ("text", "markdown"):
                if re.search(r"\]\([^)]*\.md|^```mig .", rule["help"][member], flags=re.M):
                    problems.append(f"{rule['id']}: its help has links or marks that are of our pages alone")
            if not rule["shortDescription"]["text"] or not rule["help"]["text"]:
                problems.append(f"{rule['id']} says nothing")
        prints = [json.dumps(result["partialFingerprints"], sort_keys=True) for result in run["results"]]
        if len(set(prints)) < len(prints):
            problems.append("two results with one print")
        for result in run["results"]:
            name = f"{result['ruleId']}: {result['message']['text'].splitlines()[0]}"
            if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
                problems.append(f"{name}: ruleIndex is another rule's")
            if files and not result["locations"]:
                problems.append(f"{name}: without a place")
            for place in result["locations"] + result.get("relatedLocations", []):
                region = place["physicalLocation"]["region"]
                uri = place["physicalLocation"]["artifactLocation"]["uri"]
                if uri.startswith(("/", "file:")) or not re.fullmatch(r"(?:[\w.~/-]|%[0-9A-F]{2})+", uri, flags=re.A):
                    problems.append(f"{name}: {uri} is no relative URI")
                if (region["startLine"], region["startColumn"]) > (region["endLine"], region["endColumn"]):
                    problems.append(f"{name}: a region backwards")
            linked = re.findall(r"(?<!\\)\]\((\d+)\)", result["message"]["text"])
            if linked != [str(place["id"]) for place in result.get("relatedLocations", [])]:
                problems.append(f"{name}: its links are not its other places")
    return problems


def check(migc, validator, folder, *arguments, status):
    done = subprocess.run([migc, "check", "--format=sarif", *arguments], cwd=folder, capture_output=True, timeout=60)
    problems = [] if done.returncode in status else [f"exit status {done.returncode}"]
    problems += [f"on standard error: {line}" for line in done.stderr.decode(errors="replace").splitlines()]
    log = json.loads(done.stdout)
    problems += [f"{'/'.join(map(str, error.absolute_path))}: {error.message}"[:300] for error in validator.iter_errors(log)]
    return log, problems + wants(log, True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--migc", required=True, type=lambda path: pathlib.Path(path).resolve(), help="the compiler")
    migc = parser.parse_args().migc
    report = Report()
    schema = json.loads(SCHEMA.read_text())
    validator = jsonschema.Draft4Validator(schema)
    found = [error.message for error in validator.iter_errors({"version": "2.1.0", "runs": [{"results": []}]})]
    report.check("the schema refuses a run without a tool", [] if found else ["it took it"])

    codes = set()
    for test in sorted((ROOT / "test" / "diagnostics").rglob("*.mig")):
        log, problems = check(migc, validator, ROOT, str(test.relative_to(ROOT)), *TARGETS, status=(0, 1))
        codes |= {result["ruleId"] for result in log["runs"][0]["results"]}
        report.check(str(test.relative_to(ROOT)), problems)
    report.check(f"{len(codes)} codes were seen", [] if len(codes) > 60 else ["that is not most of them"])

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / ".git").mkdir()
        (folder / "sub").mkdir()
        text = 'revision a "Tables";\n\ncreate table t (id bigint primary key);\n\nrevision b "No tables" after a;\n\ndrop table t;\n'
        (folder / "sub" / "ü b.mig").write_text(text)
        file = ["ü b.mig", "--dialect", "postgres"]
        log, problems = check(migc, validator, folder / "sub", *file, "--require=exact", status=(1,))
        result = log["runs"][0]["results"][0]
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        problems += [] if uri == "sub/%C3%BC%20b.mig" else [f"the file is {uri}"]
        report.check("files are named from the top of the repository", problems)
        (folder / "sub" / "ü b.mig").write_text("-- A line more.\n\n" + text)
        moved, problems = check(migc, validator, folder / "sub", *file, "--require=exact", status=(1,))
        other = moved["runs"][0]["results"][0]
        same = other["partialFingerprints"] == result["partialFingerprints"]
        report.check("a print stays when lines move", problems + ([] if same else [str(other["partialFingerprints"])]))
        log, problems = check(migc, validator, folder / "sub", *file, "nothing", status=(1,))
        report.check("a message about no place has one", problems)
        log, problems = check(migc, validator, folder / "sub", *file, status=(0,))
        report.check("nothing found", problems + (["there are results"] if log["runs"][0]["results"] else []))
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
