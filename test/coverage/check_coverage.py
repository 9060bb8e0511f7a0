#!/usr/bin/env python3
"""What has to have a test, has one.

- Every diagnostic code is shown by a lit test in test/diagnostics/, and has a page in docs/diagnostics/.
- Every operation of the variant in ir/operation.h has a test test/emit/<its name>.mig.
- Every rule of the grammar that makes a node (frontend/syntax.def) occurs in what --emit=syntax prints of
  some .mig file of test/ or examples/; those that stand for what recovery skipped, in that of
  test/diagnostics/recovery.mig.
"""

import argparse
import os
import pathlib
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
RECOVERY = ROOT / "test" / "diagnostics" / "recovery.mig"


def codes(migc):
    listed = subprocess.run([migc, "explain", "--list"], capture_output=True, text=True, check=True)
    return [line.split()[0] for line in listed.stdout.splitlines() if line.strip()]


def shown_codes():
    """The codes in the check lines of test/diagnostics/."""
    shown = set()
    for test in (ROOT / "test" / "diagnostics").rglob("*"):
        if test.suffix in (".mig", ".test"):
            text = test.read_bytes().decode(errors="replace")
            for line in re.findall(r"^(?:--|#) [A-Z-]+:(?!.*\bRUN:)(.*)$", text, flags=re.M):
                shown.update(re.findall(r"\[(M\d+)\]", line))
    return shown


def operations():
    text = (ROOT / "ir" / "operation.h").read_text()
    variant = re.search(r"using Operation =\s*std::variant<([^>;]*)>;", text).group(1)
    return [name.strip() for name in variant.split(",")]


def snake(name):
    return re.sub(r"(?<!^)([A-Z])", r"_\1", name).lower()


def nodes():
    return re.findall(r"^NODE\((\w+)\)", (ROOT / "frontend" / "syntax.def").read_text(), flags=re.M)


def seen_nodes(migc, file):
    """The kinds of nodes of a file: the first word of each line; that it has errors doesn't matter."""
    result = subprocess.run(
        [migc, "check", "--dialect", "sqlite", "--emit=syntax", str(file)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
    )
    if result.returncode not in (0, 1):
        raise SystemExit("%s: exit code %d" % (file, result.returncode))
    return {line.split()[0] for line in result.stdout.decode(errors="replace").splitlines() if line.strip()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--migc", default=ROOT / "build" / "migc")
    migc = str(pathlib.Path(parser.parse_args().migc).resolve())
    if not os.access(migc, os.X_OK):
        sys.exit("there is no program %s: run tools/dev build" % migc)

    missing = []
    passed = 0

    def demand(there, what):
        nonlocal passed
        if there:
            passed += 1
        else:
            missing.append(what)

    shown = shown_codes()
    for code in codes(migc):
        demand(code in shown, "%s: no test in test/diagnostics/ shows it" % code)
        page = ROOT / "docs" / "diagnostics" / (code + ".md")
        demand(page.exists(), "%s: it has no page docs/diagnostics/%s.md" % (code, code))
    for name in operations():
        file = "test/emit/%s.mig" % snake(name)
        demand((ROOT / file).exists(), "operation %s: there is no %s" % (name, file))

    files = sorted([*(ROOT / "test").rglob("*.mig"), *(ROOT / "examples").rglob("*.mig")])
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        seen = dict(zip(files, pool.map(lambda file: seen_nodes(migc, file), files)))
    anywhere = set().union(*seen.values())
    for node in nodes():
        if node.startswith("skip_"):
            there = node in seen.get(RECOVERY, ())
            demand(there, "rule %s: it does not occur in %s" % (node, RECOVERY.relative_to(ROOT)))
        else:
            demand(node in anywhere, "rule %s: no .mig file of test/ or examples/ has one" % node)

    print("".join(line + "\n" for line in missing), end="")
    print("%d passed, %d failed" % (passed, len(missing)))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
