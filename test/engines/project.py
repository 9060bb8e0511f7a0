"""The compiler under test, and what it makes of a project."""

import json
import pathlib
import subprocess
from dataclasses import dataclass

from servers import EngineError

COMPILE_TIMEOUT = 60


@dataclass(frozen=True)
class Revision:
    id: str
    up: pathlib.Path | str  # a file, or the text itself
    down: pathlib.Path | str | None  # None: there is no way back


class Compiler:
    """migc, at work on one history for one target."""

    def __init__(self, migc, source, dialect):
        self.migc = str(migc)
        self.source = source  # how the command line names the history
        self.dialect = dialect

    def upgrade(self, target):
        return self.run("upgrade", target)

    def downgrade(self, target):
        return self.run("downgrade", target)

    def refused(self, verb, target):
        """Whether the compiler refuses to write this script, as it should where there is no way back."""
        return self.call(verb, target).returncode == 1

    def lacks(self, code):
        """What is wrong with how `migc check` refuses this history; [] if it does so with this code."""
        done = self.call("check")
        said = done.stderr.decode(errors="replace")
        if done.returncode == 1 and f"[{code}]" in said:
            return []
        return [f"migc check ended with {done.returncode}, and not with an error {code}", *said.splitlines()]

    def run(self, *arguments):
        done = self.call(*arguments)
        if done.returncode:
            raise EngineError(f"migc {' '.join(arguments)} for {self.dialect} ended with {done.returncode}:\n"
                              f"{done.stderr.decode(errors='replace')}")
        return done.stdout.decode()

    def call(self, verb, *arguments):
        command = [self.migc, verb, *self.source, "--dialect", self.dialect, *arguments]
        try:
            return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=COMPILE_TIMEOUT)
        except OSError as error:
            raise EngineError(f"{self.migc} can't be run: {error}") from error
        except subprocess.TimeoutExpired as error:
            raise EngineError(f"migc {verb} did not end within {COMPILE_TIMEOUT} s") from error


class Project(Compiler):
    """A project's folder."""

    def __init__(self, migc, folder, dialect):
        self.folder = pathlib.Path(folder)
        super().__init__(migc, ["--project", str(folder)], dialect)
        if not self.folder.is_dir():
            raise EngineError(f"there is no project {self.folder}")

    def build(self, out):
        """The revisions in graph order, with their scripts in the folder `out`."""
        self.run("build", "-o", str(out))
        path = out / "manifest.json"
        try:
            manifest = json.loads(path.read_text(encoding="utf-8"))
            return [self.revision(entry, out) for entry in manifest["revisions"]]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise EngineError(f"{path} is not what it should be: {error!r}") from error

    def revision(self, entry, out):
        scripts = entry["scripts"][self.dialect.split(":")[0]]
        down = out / scripts["down"] if scripts["down"] else None
        return Revision(entry["id"], out / scripts["up"], down)


class File(Compiler):
    """A file that holds a whole history."""

    def __init__(self, migc, path, dialect):
        super().__init__(migc, [], dialect)
        self.path = pathlib.Path(path)

    def call(self, verb, *arguments):
        return super().call(verb, *arguments, str(self.path))

    def revisions(self):
        """Their IDs, the first one first."""
        return [line.split()[0] for line in self.run("history").splitlines() if line.strip()]
