#!/usr/bin/env python3
"""Compiles every ```mig example of README.md and docs/, so that none of them can go stale.

A block is given to `migc check` for all four dialects and must compile without an error. What it needs
besides its text is said after the word `mig`:

    name=N          other blocks of the page can build on this one
    setup=N[,M]     these blocks stand before it (with what they build on themselves)
    fragment        statements without a revision line; one is put before them
    error=M203      it must fail, with this code and no other
    also=M101       this error has to come along with the other (M103 says that there were many of them)
    repeat=N        the lines that hold {i} stand N times, with 1, 2, … for {i}
    size=N          blank lines follow the text until the file has N bytes
    bytes           \\xNN in the text stands for that byte, which need not be valid UTF-8
    dialect=D[,E]   for these dialects (D or D:VERSION) instead of all four
    run="ARGS"      `migc ARGS` is run instead of check, in a folder that holds the block as block.mig;
                    with error=, the code has to stand in what it writes to standard error

Lines `-- file: NAME` take a block apart into several files. With a migc.toml among them, the folder is
compiled as a project.

The pages docs/diagnostics/M*.md: the first block must give the page's own code and no other error, every
other block (that says no error= of its own) must compile. And there is a page for every code that
`migc explain --list` names, and none besides.

The matrix in docs/dialects.md is what `migc explain --matrix --format=markdown` prints, and the tables in
docs/reversibility.md are what `migc explain --grades` prints; --update writes them anew, and does nothing else.
The table of docs/functions.md is what the compiler writes.
"""

import argparse
import difflib
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

import update_functions

ROOT = pathlib.Path(__file__).resolve().parent.parent
DIALECTS = ["postgres", "mysql", "mariadb", "sqlite", "mssql", "oracle"]
# What is made: the page, what prints it, and the marks that it stands between.
MADE = [
    ("docs/dialects.md", ["explain", "--matrix", "--format=markdown"], "matrix"),
    ("docs/reversibility.md", ["explain", "--grades"], "grades"),
]
CODE = re.compile(r"\bM\d{3,4}\b")
MARKS = ("name", "setup", "error", "also", "repeat", "size", "dialect", "run")


class Wrong(Exception):
    """What is wrong with a block."""


class Block:
    def __init__(self, page, line, info, text):
        self.place, self.text = "%s:%d" % (page, line), text
        self.fragment, self.bytes, self.marks = False, False, {}
        for word in shlex.split(info):
            key, equals, value = word.partition("=")
            if word == "fragment":
                self.fragment = True
            elif word == "bytes":
                self.bytes = True
            elif equals and key in MARKS:
                self.marks[key] = value
            else:
                raise Wrong("%s: \"%s\" is no mark of an example" % (self.place, word))

    def content(self, text):
        """What stands in the file."""
        if "repeat" in self.marks:
            times = range(1, int(self.marks["repeat"]) + 1)
            text = re.sub(
                r"^.*\{i\}.*\n",
                lambda line: "".join(line[0].replace("{i}", str(i)) for i in times),
                text,
                flags=re.M,
            )
        data = text.encode()
        if self.bytes:
            data = re.sub(rb"\\x([0-9a-f]{2})", lambda match: bytes.fromhex(match[1].decode()), data)
        return data + b"\n" * (int(self.marks.get("size", 0)) - len(data))


def blocks_of(page, text):
    """The ```mig blocks of a page, in order; a fence may be indented, as in a list."""
    blocks, fence = [], None
    for number, line in enumerate(text.split("\n"), 1):
        if fence is None:
            match = re.match(r"( *)(`{3,})(.*)$", line)
            if match:
                indent, fence, info = len(match.group(1)), match.group(2), match.group(3).strip()
                start, lines = number, []
        elif line.strip() == fence:
            if re.match(r"mig(\s|$)", info) and "file=" not in info:  # those are test/tutorial's
                blocks.append(Block(page, start, info[3:], "\n".join(lines) + "\n"))
            fence = None
        else:
            lines.append(line[min(indent, len(line) - len(line.lstrip(" "))) :])
    return blocks


def chain(block, named):
    """The block with all that it builds on, what comes first first."""
    order = []

    def visit(this):
        if this in order:
            return
        for name in filter(None, this.marks.get("setup", "").split(",")):
            if name not in named:
                raise Wrong("no block before this one has name=" + name)
            visit(named[name])
        order.append(this)

    visit(block)
    return order


def write(folder, order):
    """Writes the files of the blocks; returns the .mig files' names."""
    files, parent = [], None
    for number, block in enumerate(order):
        last = block is order[-1]
        text = block.text
        if block.fragment:
            after = " after %s" % parent if parent else ""
            # On the line of the first statement, so that the lines of messages are those of the page.
            text = 'revision docs_%d "docs"%s; %s' % (number + 1, after, text)
        parts = re.split(r"^-- file: *(\S+) *$\n?", text, flags=re.M)
        named = list(zip(parts[1::2], parts[2::2]))
        if parts[0].strip() or not named:
            named.insert(0, ("block.mig" if last else "setup%d.mig" % number, parts[0]))
        for name, content in named:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(block.content(content))
            files += [name] if name.endswith(".mig") else []
        revisions = re.findall(r"^revision\s+(\w+)", text, flags=re.M | re.I)
        parent = revisions[-1] if revisions else parent
    return files


def compile_block(migc, block, named):
    """(exit code, codes of errors, codes of all diagnostics, what was said)."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        files = write(folder, chain(block, named))
        command = [migc, "check", "--format=json"]
        for dialect in block.marks.get("dialect", ",".join(DIALECTS)).split(","):
            command += ["--dialect", dialect]
        if "run" in block.marks:
            command = [migc] + shlex.split(block.marks["run"])
        elif (folder / "migc.toml").exists():
            command += ["--project", "."]
        else:
            command += files
        result = subprocess.run(
            command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=60
        )
    out, err = (stream.decode(errors="replace") for stream in (result.stdout, result.stderr))
    if result.returncode not in (0, 1, 2):
        raise Wrong("exit code %d: %s\n%s" % (result.returncode, shlex.join(command), err))
    if "run" in block.marks:
        codes = set(CODE.findall(err))
        return result.returncode, codes if result.returncode else set(), codes, err
    try:
        found = json.loads(out)["diagnostics"]
    except (ValueError, KeyError):
        raise Wrong("no JSON from %s:\n%s%s" % (shlex.join(command), out, err))
    said = "\n".join(
        "%s:%s: %s: %s [%s]"
        % (d.get("file", "migc"), d.get("line", 0), d["severity"], d["message"], d["code"])
        for d in found
    )
    errors = {d["code"] for d in found if d["severity"] == "error"}
    return result.returncode, errors, {d["code"] for d in found}, said or err


def judge(migc, block, named, own=None):
    """Raises Wrong unless the block does what it says. `own` is the code that a diagnostic's page shows."""
    status, errors, codes, said = compile_block(migc, block, named)
    wanted = block.marks.get("error")
    if "also" in block.marks:
        if block.marks["also"] not in errors:
            raise Wrong("%s has to come along, and it gives %s\n%s" % (block.marks["also"], sorted(errors), said))
        errors = errors - {block.marks["also"]}
    if own and wanted not in (None, own):
        raise Wrong("the first example of a diagnostic's page shows that diagnostic")
    if own and not wanted:
        if own not in codes:
            raise Wrong("this example has to show %s, and gives %s\n%s" % (own, sorted(codes), said))
        if errors - {own}:
            raise Wrong("other errors besides %s: %s\n%s" % (own, sorted(errors), said))
        if bool(errors) != bool(status):
            raise Wrong("exit code %d with the errors %s\n%s" % (status, sorted(errors), said))
    elif wanted:
        if errors != {wanted} or not status:
            raise Wrong("%s is expected, and it gives %s\n%s" % (wanted, sorted(errors), said))
    elif errors or status:
        raise Wrong("it doesn't compile (exit code %d):\n%s" % (status, said))


def check_page(migc, path):
    """A line per block: None when it is right, else what is wrong."""
    page = os.path.relpath(path, ROOT)
    own = path.stem if path.parent.name == "diagnostics" and CODE.fullmatch(path.stem) else None
    try:
        blocks = blocks_of(page, path.read_text())
    except Wrong as wrong:
        return [str(wrong)]
    if own and not blocks:
        return ["%s: a page shows its diagnostic in a ```mig block" % page]
    results, named = [], {}
    for number, block in enumerate(blocks):
        try:
            judge(migc, block, named, own if number == 0 else None)
            results.append(None)
        except (Wrong, subprocess.TimeoutExpired) as wrong:
            results.append("%s: %s" % (block.place, wrong))
        if "name" in block.marks:
            named[block.marks["name"]] = block
    return results


def check_codes(migc):
    listed = subprocess.run([migc, "explain", "--list"], capture_output=True, text=True)
    codes = {line.split()[0] for line in listed.stdout.split("\n") if line.strip()}
    pages = {path.stem for path in (ROOT / "docs" / "diagnostics").glob("M*.md")}
    if listed.returncode or not codes:
        return ["migc explain --list: exit code %d\n%s" % (listed.returncode, listed.stderr)]
    wrong = ["%s has no page docs/diagnostics/%s.md" % (code, code) for code in sorted(codes - pages)]
    wrong += ["docs/diagnostics/%s.md explains no code" % page for page in sorted(pages - codes)]
    return wrong + [None] * len(codes & pages)


def made_anew(migc, page, arguments, what):
    """(the page as it is, and as it has to be)."""
    made = subprocess.run([migc, *arguments], capture_output=True, text=True)
    marks = re.compile(r"(<!-- The %s: [^\n]*-->\n).*?(<!-- End of the %s -->\n)" % (what, what), flags=re.S)
    text = (ROOT / page).read_text()
    if made.returncode or not made.stdout or len(marks.findall(text)) != 1:
        sys.exit("%s has no place for the %s, or migc prints none: %s" % (page, what, made.stderr))
    return text, marks.sub(lambda found: found[1] + "\n" + made.stdout.strip("\n") + "\n\n" + found[2], text)


def check_made(migc):
    results = []
    for page, arguments, what in MADE:
        text, wanted = made_anew(migc, page, arguments, what)
        lines = difflib.unified_diff(text.split("\n"), wanted.split("\n"), page, "as migc says", "", "", 0, "")
        out_of_date = "The %s in %s is out of date: tools/dev update\n" % (what, page)
        results.append(None if text == wanted else out_of_date + "\n".join(lines))
    return results


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--migc", default=ROOT / "build" / "migc")
    parser.add_argument("--update", action="store_true", help="write the tables that are made into their pages")
    parser.add_argument("pages", nargs="*", help="these pages alone, and not whether codes have pages")
    options = parser.parse_args()
    migc = str(pathlib.Path(options.migc).resolve())
    if not os.access(migc, os.X_OK):
        sys.exit("there is no program %s: run tools/dev build" % migc)

    if options.update:
        for page, arguments, what in MADE:
            text, wanted = made_anew(migc, page, arguments, what)
            if text != wanted:
                (ROOT / page).write_text(wanted)
                print("made anew: " + page)
        return 0

    pages = [pathlib.Path(page).resolve() for page in options.pages]
    results = []
    if not pages:
        pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
        results += check_codes(migc) + check_made(migc)
        results.append(update_functions.complaint(migc))
    for page in pages:
        results += check_page(migc, page)
    wrong = [result for result in results if result]
    print("".join(result + "\n\n" for result in wrong), end="")
    print("%d passed, %d failed" % (len(results) - len(wrong), len(wrong)))
    return 1 if wrong or not results else 0


if __name__ == "__main__":
    sys.exit(main())
