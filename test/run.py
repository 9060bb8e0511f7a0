#!/usr/bin/python3
"""Builds migc and runs every test, as many side by side as there are processors. `tools/dev test` installs what this needs.

What it prints: a line for each step; the log of a step that failed; at the end "N passed, N failed". The logs stay in build/logs.
"""

import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import time
from dataclasses import dataclass

HOME = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME / "test/engines"))
import engines  # noqa: E402
import servers  # noqa: E402

LOGS = HOME / "build/logs"
SHOWN = 400  # lines of a log that failed
PYTHON = "/usr/bin/python3"  # Debian's own: another one in PATH may lack what lit needs
MIGC = ("--migc", "build/migc")
CORES = os.cpu_count()

# What did not run has failed: a test that is skipped where it matters is worth no more than a broken one.
CTEST = re.compile(r"tests passed, (\d+) tests? failed out of (\d+)")
CTEST_SKIPPED = re.compile(r"\*\*\*(?:Skipped|Not Run)")
LIT_GOOD = re.compile(r"^ +(?:Passed|Expectedly Failed|Passed With Retry) *: (\d+)$", re.M)
LIT_BAD = re.compile(r"^ +(?:Failed|Unsupported|Unresolved|Skipped|Excluded|Timed Out|Unexpectedly Passed) *: (\d+)$", re.M)
OURS = re.compile(r"^(\d+) passed, (\d+) failed$", re.M)


def counts(log):
    """(passed, failed) as the runner that wrote this log counted."""
    passed = failed = 0
    for bad, all_of_them in CTEST.findall(log):
        skipped = len(CTEST_SKIPPED.findall(log))
        failed += int(bad) + skipped
        passed += int(all_of_them) - int(bad) - skipped
    passed += sum(map(int, LIT_GOOD.findall(log))) + sum(int(good) for good, _ in OURS.findall(log))
    failed += sum(map(int, LIT_BAD.findall(log))) + sum(int(bad) for _, bad in OURS.findall(log))
    return passed, failed


@dataclass
class Step:
    """Commands that are run one after the other; for each of these engines, where there are any."""
    title: str
    commands: list
    engines: tuple = ()

    def jobs(self):
        """(name, commands) of what can run side by side."""
        if not self.engines:
            return [("", self.commands)]
        return [(name, [[*command, "--engine", name] for command in self.commands]) for name in self.engines]


def python(*command):
    return [PYTHON, *command]


def build(preset):
    return [["cmake", "--preset", preset, "-DMIGC_TESTS=ON"], ["cmake", "--build", "--preset", preset]]


def unit(preset):
    return [["ctest", "--test-dir", f"build/{preset}", "--output-on-failure", "--no-tests=error", "-j", str(CORES)]]


def on_engines(title, program, *options):
    return Step(title, [python(f"test/engines/{program}", *MIGC, *options)], tuple(engines.side_by_side(program)))


def examples():
    return [word for folder in sorted((HOME / "examples").iterdir()) for word in ("--project", f"examples/{folder.name}")]


BEFORE = [
    Step("npm packages: engines and parsers", [["tools/dev", "node-packages"]]),
    Step("build: release, warnings are errors", build("release")),
    Step("build: AddressSanitizer and UBSan", build("asan")),
]

# What takes longest begins first.
STEPS = [
    on_engines("engines: cases up and down", "cases.py"),
    on_engines("engines: the way back is as good as its grade", "theorem.py"),
    Step("unit and property tests under ASan and UBSan", unit("asan")),
    Step("engines: scripts for PostgreSQL 18, MySQL 8, SQL Server and Oracle parse",
         [python("test/engines/parse.py", *MIGC)]),
    on_engines("engines: the harness finds planted faults", "selftest.py"),
    on_engines("engines: examples up and down", "play.py", *examples()),
    Step("hostile input", [python("test/fuzz/hostile.py", *MIGC)]),
    on_engines("engines: guards", "guards.py"),
    on_engines("engines: random histories", "random_histories.py"),
    on_engines("engines: branches, baselines and squashed revisions", "branches.py"),
    on_engines("engines: killed half-way with keep", "killed.py"),
    Step("beside Alembic and Liquibase: the page, and what comes of it on engines",
         [python("test/compared/compare.py", *MIGC, "--check", "test")]),
    on_engines("engines: functions, operators and casts", "functions.py"),
    Step("unit and property tests", unit("release")),
    Step("lit suites", [python("/usr/lib/llvm-14/build/utils/lit/lit.py", "-v", "test")]),
    Step("expected outputs are up to date", [python("tools/update_checks.py", "--check")]),
    Step("coverage: codes, operations, rules of the grammar", [python("test/coverage/check_coverage.py", *MIGC)]),
    Step("capability matrix: every feature has its case", [python("test/matrix/check_matrix.py", *MIGC)]),
    Step("examples in the documentation", [python("tools/check_docs.py", *MIGC)]),
    Step("the tutorial, as it stands", [python("test/tutorial/tutorial.py", *MIGC)]),
    Step("reports: the HTML page", [python("test/reports/pages.py", *MIGC)]),
    Step("reports: SARIF against its schema", [python("test/reports/sarif.py", *MIGC)]),
    Step("reports: the action and the hooks are carried out", [python("test/reports/ci.py", *MIGC)]),
    Step("same input, same bytes", [["tools/dev", "reproducible"]]),
    Step("lint, and examples are formatted", [["tools/dev", "lint"]]),
    Step("demo", [["tools/dev", "demo"]]),
]


@dataclass
class Done:
    log: str
    passed: int
    failed: int
    seconds: float


class Run:
    def __init__(self):
        self.passed = self.failed = self.number = 0
        self.began = time.monotonic()
        self.running = set()

    def job(self, name, commands):
        """Runs the commands of one job into a log of its own, until one fails."""
        path = LOGS / f"{name}.log"
        began, status = time.monotonic(), 0
        with path.open("w") as log:
            for command in commands:
                process = subprocess.Popen(command, cwd=HOME, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
                self.running.add(process)
                status = process.wait()
                self.running.discard(process)
                if status:
                    break
        text = path.read_text(errors="replace")
        passed, failed = counts(text)
        # A program that died without its closing line has failed; one that does not count is one test.
        if status and not failed:
            failed = 1
        if not status and not passed and not failed:
            passed = 1
        return Done(text, passed, failed, time.monotonic() - began)

    def steps(self, steps, at_once):
        """Runs the jobs of these steps, and says how each step went when its last job is done. Whether all went well."""
        before = self.failed
        pool = concurrent.futures.ThreadPoolExecutor(at_once)
        try:
            waiting = {}
            for step in steps:
                self.number += 1
                waiting[step.title] = self.number, [
                    pool.submit(self.job, f"{self.number:02}{name and '-'}{name.replace(':', '-')}", commands)
                    for name, commands in step.jobs()]
            while waiting:
                for title, (number, jobs) in list(waiting.items()):
                    if all(job.done() for job in jobs):
                        del waiting[title]
                        self.say(number, title, [job.result() for job in jobs])
                time.sleep(0.1)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in list(self.running):  # there are some when a signal has ended this one
                process.terminate()
        return self.failed == before

    def say(self, number, title, done):
        passed, failed = sum(job.passed for job in done), sum(job.failed for job in done)
        self.passed += passed
        self.failed += failed
        for job in done:
            if job.failed:
                print("\n".join(job.log.splitlines()[-SHOWN:]))
        print(f"{number:02} {title}: {passed} passed, {failed} failed in {sum(job.seconds for job in done):.0f} s", flush=True)


def main():
    LOGS.mkdir(parents=True, exist_ok=True)
    for old in LOGS.iterdir():
        old.unlink()
    servers.stop_cleanly_on_signals()
    going = Run()
    finished = False
    try:
        if going.steps(BEFORE[:2], 2):
            going.steps(BEFORE[2:], 1)
            going.steps(STEPS, CORES)
            finished = True
    finally:
        print(f"\nin {time.monotonic() - going.began:.0f} s")
        print(f"{going.passed} passed, {going.failed or int(not finished)} failed")
    return 1 if going.failed or not finished else 0


if __name__ == "__main__":
    sys.exit(main())
