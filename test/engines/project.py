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
    message: str
    up: pathlib.Path
    down: pathlib.Path | None  # None: there is no way back


class Project:
    """One project, compiled for one engine."""

    def __init__(self, migc, folder, dialect):
        self.migc = str(migc)
        self.folder = pathlib.Path(folder)
        self.dialect = dialect
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
        return Revision(entry["id"], entry["message"], out / scripts["up"], down)

    def upgrade(self, target):
        return self.run("upgrade", target)

    def downgrade(self, target):
        return self.run("downgrade", target)

    def refused(self, verb, target):
        """Whether the compiler refuses to write this script, as it should where there is no way back."""
        return self.call(verb, target).returncode == 1

    def run(self, *arguments):
        done = self.call(*arguments)
        if done.returncode:
            raise EngineError(f"migc {' '.join(arguments)} for {self.dialect} ended with {done.returncode}:\n"
                              f"{done.stderr.decode(errors='replace')}")
        return done.stdout.decode()

    def call(self, verb, *arguments):
        command = [self.migc, verb, "--project", str(self.folder), "--dialect", self.dialect, *arguments]
        try:
            return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=COMPILE_TIMEOUT)
        except OSError as error:
            raise EngineError(f"{self.migc} can't be run: {error}") from error
        except subprocess.TimeoutExpired as error:
            raise EngineError(f"migc {verb} did not end within {COMPILE_TIMEOUT} s") from error
