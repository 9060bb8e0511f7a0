#!/usr/bin/python3
"""Runs docs/tutorial.md as it stands, in an empty folder: each `$ command` has to say what the page shows.

    test/tutorial/tutorial.py --migc build/migc            exit status 1 where the page shows something else
    test/tutorial/tutorial.py --migc build/migc --update   puts what the commands say into the page

A block ```console holds commands and what they say, on either output; a block with file=PATH is put into that file.
"""

import argparse
import difflib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "tutorial.md"
BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```\n", re.M | re.S)


def said(command, folder, path):
    """What a command prints, as a terminal shows it."""
    done = subprocess.run(["bash", "-c", command], cwd=folder, env={**os.environ, "PATH": path, "LC_ALL": "C.UTF-8"},
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
    text = done.stdout.decode()
    return text if not text or text.endswith("\n") else text + "\n"


def console(block, folder, path):
    """The block with what its commands say now."""
    out = ""
    for line in block.splitlines():
        if line.startswith("$ "):
            out += line + "\n" + said(line[2:], folder, path)
    return out


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--migc", required=True)
    options.add_argument("--update", action="store_true")
    options = options.parse_args()
    page = PAGE.read_text()
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as programs:
        os.symlink(Path(options.migc).resolve(), Path(programs) / "migc")
        path = programs + os.pathsep + os.environ["PATH"]

        def play(match):
            nonlocal passed, failed
            kind, marks, block = match.groups()
            if kind == "console":
                now = console(block, folder, path)
                if now == block or options.update:
                    passed += 1
                else:
                    failed += 1
                    print("".join(difflib.unified_diff(block.splitlines(True), now.splitlines(True), "the page", "now")))
                return "```console\n%s```\n" % now
            if file := re.search(r"\bfile=(\S+)", marks):
                target = Path(folder) / file.group(1)
                if not target.exists():
                    failed += 1
                    print("%s: the page writes what no command has made" % file.group(1))
                target.write_text(block)
            return match.group(0)

        changed = BLOCK.sub(play, page)
    if options.update:
        PAGE.write_text(changed)
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
