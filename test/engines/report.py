"""Says what was checked: a line for each check, the differences below one that failed, and a total at the end."""

import sys

SHOWN = 60  # lines of one failure; a whole catalogue helps nobody


class Report:
    def __init__(self, out=None):
        self.out = out or sys.stdout
        self.passed = 0
        self.failed = 0

    def check(self, name, problems=()):
        """Counts one check. It has passed if there are no problems; each problem is a line of text."""
        problems = list(problems)
        if not problems:
            self.passed += 1
            self.line(f"ok    {name}")
            return True
        self.failed += 1
        self.line(f"FAIL  {name}")
        lines = [line for problem in problems for line in str(problem).splitlines()]
        for line in lines[:SHOWN]:
            self.line(f"        {line}")
        if len(lines) > SHOWN:
            self.line(f"        … and {len(lines) - SHOWN} lines more")
        return False

    def note(self, text):
        self.line(f"      {text}")

    def line(self, text):
        print(text, file=self.out, flush=True)

    def finish(self):
        """The last line, which CI reads, and the exit status. A run that checked nothing has not passed."""
        if self.passed + self.failed == 0:
            self.check("something was checked", ["there was nothing to check"])
        self.line(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed else 0


class Collected:
    """Takes the place of a report whose checks are parts of one: it only keeps what is wrong."""

    def __init__(self):
        self.problems = []

    def check(self, name, problems=()):
        problems = list(problems)
        self.problems += [name, *(f"  {line}" for problem in problems for line in str(problem).splitlines())] if problems else []
        return not problems

    def note(self, text):
        pass
