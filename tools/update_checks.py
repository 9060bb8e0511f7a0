#!/usr/bin/env python3
"""Writes the CHECK lines of lit tests from what the program really prints.

    tools/update_checks.py [--check] [FILE or FOLDER …]        (default: test/)

Only files with this line take part, as a comment of their kind ("--" in .mig, "#" in .test):

    -- NOTE: CHECK lines are made by tools/update_checks.py

Their RUN lines are carried out in order. One that ends in `| FileCheck [--check-prefix=P] %s` has its
output written down in lines `-- P: …`, `-- P-NEXT: …`, `-- P-EMPTY:`, and `-- P-NOT:{{.}}`, which says
that nothing follows. A prefix a RUN line; two that share one must print the same. Spaces count where
FileCheck is told so by --strict-whitespace with --match-full-lines. To check a file that a command wrote:
`RUN: cat %t/out.sql | FileCheck …`.

The lines go to the end of the file, after an empty line, one block a prefix: so the source places that
are printed stay right, and the dialects are read side by side. In a file that split-file takes apart
they go before its first part.

With --check nothing is written; a difference is shown and makes the exit code 1.
"""

import argparse
import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCRATCH = ROOT / "build" / "lit"
NOTE = "NOTE: CHECK lines are made by tools/update_checks.py"
COMMENT = {".mig": "--", ".test": "#"}
# As in test/lit.cfg.py.
PATH = os.pathsep.join(
    ["/usr/lib/llvm-%d/bin" % version for version in range(14, 22)] + [os.environ["PATH"]]
)
ENVIRONMENT = {
    "PATH": PATH,
    "HOME": os.environ.get("HOME", "/"),
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
}


class Refused(Exception):
    """The test is not written so that its checks could be made."""


def run_lines(lines):
    """The commands of the RUN lines; one that ends in a backslash goes on in the next."""
    commands, open_line = [], False
    for line in lines:
        match = re.search(r"\bRUN:(.*)", line)
        if not match:
            continue
        text = match.group(1).strip()
        if open_line:
            commands[-1] = commands[-1][:-1] + text
        else:
            commands.append(text)
        open_line = text.endswith("\\")
    return commands


def parse_filecheck(command):
    """(what runs before FileCheck, its prefix, whether spaces count), or None for another command."""
    match = re.match(r"(.*)\|\s*FileCheck\b(.*)$", command)
    if not match:
        if re.search(r"\bFileCheck\b", command):
            raise Refused("FileCheck has to stand after a pipe: `cat FILE | FileCheck …`: " + command)
        return None
    before, options = match.groups()
    if not re.search(r"(^|\s)%s(\s|$)", options):
        return None  # it checks another file
    prefixes = re.findall(r"--?check-prefix(?:es)?[= ]([\w,-]+)", options)
    if len(prefixes) > 1 or any("," in prefix for prefix in prefixes):
        raise Refused("one prefix a RUN line: " + command)
    exact = "strict-whitespace" in options and "match-full-lines" in options
    return before, prefixes[0] if prefixes else "CHECK", exact


def substitute(command, test, migc):
    """What lit does, for the substitutions that the tests use."""
    folder = SCRATCH / test.relative_to(ROOT / "test").parent if is_ours(test) else SCRATCH
    temporary = folder / "Output" / (test.name + ".tmp")
    values = {
        "%%": "%",
        "%migc": str(migc),
        "%s": str(test),
        "%S": str(test.parent),
        "%t": str(temporary),
        "%T": str(temporary.parent),
    }
    temporary.parent.mkdir(parents=True, exist_ok=True)
    text = re.sub(r"%(?:%|migc\b|[sStT])", lambda match: values[match.group()], command)
    return text, folder


def is_ours(test):
    return (ROOT / "test") in test.parents


def run(command, test, migc):
    text, folder = substitute(command, test, migc)
    result = subprocess.run(
        ["bash", "-o", "pipefail", "-c", text],
        cwd=folder,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        timeout=120,
    )
    if result.returncode:
        raise Refused(
            "exit code %d (where that is meant, write `not`): %s\n%s"
            % (result.returncode, command, result.stderr.decode(errors="replace"))
        )
    return result.stdout.decode("utf-8", errors="surrogateescape")


def pattern(line, test):
    """A line of output as FileCheck's text: its two brackets escaped, paths of this machine left out."""
    folders = sorted({str(test.parent), str(SCRATCH), str(ROOT)}, key=len, reverse=True)
    path = re.compile("(?:%s)((?:/[^\\s/:'\"`,;)]+)+)" % "|".join(map(re.escape, folders)))
    pieces, at = [], 0
    for match in path.finditer(line):
        pieces += [escape(line[at : match.start()]), "{{.*}}", escape(os.path.basename(match.group(1)))]
        at = match.end()
    return "".join(pieces) + escape(line[at:])


def escape(text):
    return re.sub(r"\{\{|\[\[", lambda m: "{{[{][{]}}" if m.group() == "{{" else r"{{\[\[}}", text)


def block(output, prefix, exact, test, comment):
    """The check lines of one output."""
    lines = output.split("\n")
    if lines[-1] == "":
        lines.pop()
    made = []
    for number, line in enumerate(lines):
        line = line.rstrip("\r")
        if number == 0:
            head = "%s %s:" % (comment, prefix)
        elif line == "":
            made.append("%s %s-EMPTY:" % (comment, prefix))
            continue
        else:
            head = "%s %s-NEXT:" % (comment, prefix)
        if line == "":
            text = "{{^$}}"
        elif line.strip() == "":
            text = "{{^%s$}}" % (line if exact else " ")
        else:
            text = pattern(line, test)
            text = text if exact else " " + text.rstrip()
        made.append(head + text)
    made.append("%s %s-NOT:{{.}}" % (comment, prefix))
    return made


def without_checks(lines, comment):
    """The file without the checks at its end, those of a prefix that is no longer used included."""
    check = re.compile(r"%s (?!RUN:|NOTE:|TODO:|FIXME:)[A-Z][A-Z0-9_-]*:" % re.escape(comment))
    end = len(lines)
    while end and (lines[end - 1].strip() == "" or check.match(lines[end - 1])):
        end -= 1
    return lines[:end]


def regenerate(test, old, migc):
    comment = COMMENT[test.suffix]
    lines = old.split("\n")
    parts = next((i for i, line in enumerate(lines) if re.match(r"(?:.|//)--- \S", line)), len(lines))
    head, tail = without_checks(lines[:parts], comment), lines[parts:]

    blocks, outputs = [], {}
    for command in run_lines(lines):
        check = parse_filecheck(command)
        if not check:
            run(command, test, migc)
            continue
        before, prefix, exact = check
        output = run(before, test, migc)
        if outputs.setdefault(prefix, output) != output:
            raise Refused("two RUN lines print different things under the prefix " + prefix)
        made = block(output, prefix, exact, test, comment)
        if made not in blocks:
            blocks.append(made)
    if not blocks:
        raise Refused("the note asks for checks, and no RUN line has `| FileCheck … %s`")

    new = head
    for made in blocks:
        new = new + [""] + made
    return "\n".join(new + [""] + tail)


def tests(arguments):
    for argument in arguments:
        path = pathlib.Path(argument).resolve()
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in found:
            if file.suffix in COMMENT and file.is_file():
                yield file


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing, show what would change")
    parser.add_argument("--migc", default=os.environ.get("MIGC", ROOT / "build" / "migc"))
    parser.add_argument("files", nargs="*", default=[ROOT / "test"])
    options = parser.parse_args()
    migc = pathlib.Path(options.migc).resolve()
    if not os.access(migc, os.X_OK):
        sys.exit("there is no program %s: run tools/dev build" % migc)
    for tool in ("not", "split-file"):
        if not shutil.which(tool, path=PATH):
            sys.exit("%s is missing: install the package llvm-14-tools" % tool)

    def work(test):
        """(old, new, complaint) of a file with the note; None of any other."""
        old = test.read_bytes().decode("utf-8", errors="surrogateescape")
        if "%s %s" % (COMMENT[test.suffix], NOTE) not in old.split("\n"):
            return None
        try:
            return old, regenerate(test, old, migc), None
        except (Refused, subprocess.TimeoutExpired) as refused:
            return old, old, str(refused)

    passed = failed = 0
    files = list(tests(options.files))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for test, result in zip(files, pool.map(work, files)):
            if result is None:
                continue
            old, new, complaint = result
            name = os.path.relpath(test, ROOT)
            if complaint:
                print("%s: %s" % (name, complaint))
            elif old != new and options.check:
                diff = difflib.unified_diff(old.split("\n"), new.split("\n"), name, "made anew", lineterm="")
                sys.stdout.buffer.write(("\n".join(diff) + "\n").encode("utf-8", errors="surrogateescape"))
                sys.stdout.flush()
            elif old != new:
                test.write_bytes(new.encode("utf-8", errors="surrogateescape"))
                print("made anew: " + name)
            if complaint or (old != new and options.check):
                failed += 1
            else:
                passed += 1
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
