#!/usr/bin/python3
"""Gives the compiler input that nobody should have to read: bytes that are no text, nesting without end, gigabytes, histories that
bite their own tail, and thousands of random and mutated files. Whatever comes, migc ends by itself, within 20 s and 1.5 GB, with exit
status 1 and messages that name a place and a code – or with 0 where the input is legal, or 2 where a file can't be read.
A signal, an internal error (70), a hang or a silent failure is a failure here.

    test/fuzz/hostile.py --migc build/migc [--seed N] [--cases N] [--only WORD] [--sanitized]

The seed is printed; with it the random cases are the same again. The input of a case that failed is kept, and named.
The last line is "N passed, N failed".
"""

import argparse
import collections
import concurrent.futures
import os
import pathlib
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time

import fixed_cases
import random_cases

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SECONDS = 20
MEMORY = 1536 << 20
SHOWN = 1 << 20  # bytes of messages at most: who reads more?


# A message as it has to be: a place, what is wrong, its code.
MESSAGE = re.compile(r"^[^\n]*(:\d+:\d+)?: (error|warning): [^\n]+ \[M\d{3}\]$", re.M)
REFUSED = re.compile(r"^migc: [^\n]+", re.M)


class Runner:
    def __init__(self, migc, sanitized):
        self.migc = migc
        self.seconds = SECONDS * (6 if sanitized else 1)
        self.memory = None if sanitized else MEMORY
        self.kept = None

    def run(self, one):
        """What is wrong, as a list of lines; [] if the case has passed."""
        with tempfile.TemporaryDirectory(prefix="hostile.") as folder:
            folder = pathlib.Path(folder)
            if not isinstance(one.stdin, bytes):
                for path, data in one.files.items():
                    (folder / path).parent.mkdir(parents=True, exist_ok=True)
                    with (folder / path).open("wb") as out:
                        data(out) if callable(data) else out.write(data)
            problems = self.carry_out(one, folder)
            if problems:
                problems.append("input: %s" % self.keep(one, folder))
            return problems

    def carry_out(self, one, folder):
        stdin = subprocess.DEVNULL
        if isinstance(one.stdin, int):
            # So many zeros, without a byte on the disk.
            with (folder / "zeros").open("wb") as out:
                out.truncate(one.stdin)
            stdin = (folder / "zeros").open("rb")
        elif one.stdin is not None:
            stdin = subprocess.PIPE
        environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8", "HOME": str(folder)}
        environment.update({k: v for k, v in os.environ.items() if k.endswith("SAN_OPTIONS")})
        try:
            # Too much output would be told from a file's size; what is printed goes to files, not to memory.
            with (folder / "out").open("w+b") as out, (folder / "err").open("w+b") as err:
                process = subprocess.Popen([str(self.migc), *one.arguments], cwd=folder, env=environment, stdin=stdin,
                                           stdout=out, stderr=err)
                if self.memory:
                    # From outside, just after the start: a preexec_fn would copy this process each time.
                    try:
                        resource.prlimit(process.pid, resource.RLIMIT_AS, (self.memory, self.memory))
                    except ProcessLookupError:
                        pass  # it has ended already
                try:
                    process.communicate(one.stdin if isinstance(one.stdin, bytes) else None, timeout=self.seconds)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
                    return ["did not end within %d s" % self.seconds]
                err.seek(0)
                return self.judge(one, process.returncode, err.read(SHOWN + 1))
        finally:
            if stdin not in (subprocess.DEVNULL, subprocess.PIPE):
                stdin.close()

    def judge(self, one, status, err):
        problems = []
        if len(err) > SHOWN:
            return ["more than %d bytes of messages" % SHOWN]
        try:
            text = err.decode("utf-8")
        except UnicodeDecodeError as error:
            text = err.decode("utf-8", errors="replace")
            problems.append("the messages are no UTF-8: %s" % error)
        if status < 0:
            problems.append("ended by signal %d" % -status)
        elif status not in one.status:
            problems.append("exit status %d, not %s" % (status, " or ".join(map(str, sorted(one.status)))))
        json = "--format=json" in one.arguments
        if status == 1 and not json and not MESSAGE.search(text):
            problems.append("exit status 1 without a message that has a code")
        if status == 2 and not REFUSED.search(text):
            problems.append("exit status 2 without a message")
        if one.says and not re.search(one.says, text):
            problems.append("no message has %r" % one.says)
        odd = re.search("[\0-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text)
        if odd:
            problems.append("the messages hold U+%04X as it is" % ord(odd.group()))
        longest = max(map(len, text.split("\n")))
        if longest > 2000:
            problems.append("a line of the messages has %d characters" % longest)
        if problems:
            problems += ["it said: " + line[:200] for line in text.split("\n")[:8] if line]
        return problems

    def keep(self, one, folder):
        if not self.kept:
            self.kept = pathlib.Path(tempfile.mkdtemp(prefix="hostile-failed."))
        to = self.kept / re.sub(r"[^\w]+", "-", one.name)[:60]
        shutil.rmtree(to, ignore_errors=True)
        to.mkdir()
        for path, data in one.files.items():
            if isinstance(data, bytes) and len(data) < 1 << 22:
                (to / path).parent.mkdir(parents=True, exist_ok=True)
                (to / path).write_bytes(data)
        shown = " ".join(a if len(a) < 60 else a[:60] + "…" for a in one.arguments)
        return "%s (migc %s)" % (to, shown)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--migc", default=ROOT / "build" / "migc", type=lambda path: pathlib.Path(path).resolve())
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    parser.add_argument("--cases", type=int, default=3000, help="random cases")
    parser.add_argument("--only", default="", help="only cases whose name has this word")
    parser.add_argument("--sanitized", action="store_true", help="for builds with ASan: no limit of memory, more time")
    options = parser.parse_args()
    if not os.access(options.migc, os.X_OK):
        sys.exit("there is no program %s: run tools/dev build" % options.migc)
    print("seed %d" % options.seed)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # of what is started here, too
    runner = Runner(options.migc, options.sanitized)
    start = time.monotonic()
    passed = failed = 0

    def cases():
        for group in (fixed_cases.encodings, fixed_cases.files, fixed_cases.nesting, fixed_cases.length, fixed_cases.once_wrong,
                      fixed_cases.unfinished, fixed_cases.histories):
            yield from group()
        yield from random_cases.random_cases(options.seed, options.cases)

    # Big inputs are made when their turn comes, and not many at once.
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        waiting = collections.deque()

        def finish_one():
            nonlocal passed, failed
            one, future = waiting.popleft()
            problems = future.result()
            if not problems:
                passed += 1
                return
            failed += 1
            print("FAIL  " + one)
            for line in problems:
                print("        " + line)
            sys.stdout.flush()

        for one in cases():
            if options.only not in one.name:
                continue
            waiting.append((one.name, pool.submit(runner.run, one)))
            if len(waiting) > 2 * (os.cpu_count() or 2):
                finish_one()
        while waiting:
            finish_one()
    if not passed + failed:
        print("no case has %r in its name" % options.only)
        failed = 1
    print("seed %d, %.1f s" % (options.seed, time.monotonic() - start))
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
