"""Private database servers for the tests: made in a temporary folder, reached through a unix socket, gone at the end.

An engine is a class that derives from Engine and is entered in engines.py; its databases derive from Database. Both have only
what the tests need, so that another version or another engine stays a small class.
"""

import contextlib
import fcntl
import itertools
import os
import pathlib
import shutil
import signal
import stat
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass

import rows as rows_module

CLIENT_TIMEOUT = 120  # seconds; a client that waits longer for a lock will wait for ever
SERVER_TIMEOUT = 60
BUILD = pathlib.Path(__file__).resolve().parents[2] / "build"
NPM = BUILD / "npm"


class EngineError(Exception):
    """The test can't be run as it should: a program is missing, a server doesn't start, a query of our own fails."""


@dataclass(frozen=True)
class Run:
    status: int
    output: str


def clean_environment(folder):
    """No settings of the person who runs the tests reach a client: no start-up files, no PGDATABASE, no TZ."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": str(folder), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def program(name, package, folders=()):
    """The path of a program. A missing one is an error that says what to install; tests are never skipped."""
    found = shutil.which(name, path=os.pathsep.join([*folders, os.environ.get("PATH", ""), "/usr/sbin"]))
    if not found:
        raise EngineError(f"{name} is missing; install the package {package}")
    return found


def npm_package(name):
    """The folder of a package of npm/package.json, which `tools/dev test` installs."""
    folder = pathlib.Path(os.environ.get("MIGC_NPM") or NPM) / "node_modules" / name
    if not folder.is_dir():
        raise EngineError(f"{folder} is missing; tools/dev test installs it")
    return folder


class Database:
    """One database of an engine, reached through the engine's own command-line client."""

    schemas = ()  # what else belongs to it, where a schema is a database of the server

    def __init__(self, engine, name):
        self.engine = engine
        self.name = name

    # What an engine has to say.

    def script_command(self):
        """The client, called as the scripts are meant to be called; it reads the script from standard input."""
        raise NotImplementedError

    def query(self, *selects):
        """The rows of all selects, one after the other, as lists of text, with None for NULL."""
        raise NotImplementedError

    def catalogue(self):
        """Everything that the engine knows of the schema, as the sorted lines of facts.py."""
        raise NotImplementedError

    def columns(self):
        """{table: {column: an SQL expression that yields its value as an SQL literal}}, migc_version included."""
        raise NotImplementedError

    def shapes(self):
        """{table: Shape}, which is what seed.py needs to make rows."""
        raise NotImplementedError

    def counters(self):
        """{generator of keys: the last number that it gave}."""
        raise NotImplementedError

    def unsound(self):
        """What the engine itself finds wrong with its data, such as a key that refers to nothing; [] if all is well."""
        raise NotImplementedError

    def literal(self, value):
        """A Python value, spelled in this engine's SQL."""
        raise NotImplementedError

    def quote(self, name):
        return '"' + name.replace('"', '""') + '"'

    def write(self, statements, checked=True):
        """Changes rows in one transaction. checked=False lets rows refer to what isn't there yet."""
        raise NotImplementedError

    # What follows from it.

    def dangling(self):
        """Foreign keys that refer to nothing, found by looking at the rows."""
        found = []
        keys = [(s.table, k) for s in self.shapes().values() for k in s.foreign_keys]
        selects = [
            f"select {number}, count(*) from {self.quote_table(table)} c where "
            + " and ".join(f"c.{self.quote(column)} is not null" for column in key.columns)
            + f" and not exists (select 1 from {self.quote_table(key.table)} p where "
            + " and ".join(f"p.{self.quote(r)} = c.{self.quote(c)}" for c, r in zip(key.columns, key.refers)) + ")"
            for number, (table, key) in enumerate(keys)]
        for number, count in self.query(*selects) if selects else []:
            if count != "0":
                table, key = keys[int(number)]
                found.append(f"{count} rows of {table} ({', '.join(key.columns)}) refer to nothing in {key.table}")
        return found

    def quote_table(self, table):
        return self.quote(table)

    def run_script(self, script):
        """Runs a script (text, or the path of a file) as its user would: (exit status, what the client said)."""
        return self.start_script(script)()

    def start_script(self, script):
        """Starts a client, and returns a function that gives it the script and waits for its end. Between the two the client has
        time to connect, so that several can be let loose at once."""
        data = script.read_bytes() if isinstance(script, pathlib.Path) else script.encode()
        process = self.engine.start(self.script_command())
        return lambda: finish(process, data)

    def apply(self, script):
        """Runs a script that is not what is tested: it has to succeed."""
        done = self.run_script(script)
        if done.status:
            name = script.name if isinstance(script, pathlib.Path) else "a script"
            raise EngineError(f"{name} ended with {done.status}:\n{done.output}")

    def tables(self):
        """The names of all tables but migc's own."""
        return sorted(t for t in self.columns() if not rows_module.is_version_table(t))

    def all_rows(self):
        """{table: Rows} of all tables but migc's own."""
        return rows_module.dump(self)

    def rows(self, table):
        return rows_module.dump(self, [table])[table]

    def versions(self):
        """The revisions that migc_version holds, sorted."""
        return rows_module.versions(self)


def finish(process, data):
    try:
        output, _ = process.communicate(data, timeout=CLIENT_TIMEOUT)
        return Run(process.returncode, output.decode(errors="replace"))
    except subprocess.TimeoutExpired:
        process.kill()
        output, _ = process.communicate()
        return Run(124, output.decode(errors="replace") + f"\nkilled after {CLIENT_TIMEOUT} s")


class Engine:
    """An engine that is running. Use it as a context manager; it is stopped and cleaned up whatever happens."""

    name = None  # its target, as migc's --dialect says it
    family = None  # what its versions have in common
    transactional = True  # whether a transaction takes DDL back
    concurrent = True  # whether two clients can be at it at the same time
    roles_of_server = True  # whether a role that is made in one database is there in all
    exceptions = None  # cases that it can't play: h2_exceptions.py
    plays_as = None  # what it has in common with others that play a script just alike; None if there are none

    def __init__(self):
        self.folder = None
        self.server = None
        self.turn = threading.Lock()  # several threads may ask for databases
        self.made = itertools.count(1)
        self.spare = []  # databases that are empty again

    def __enter__(self):
        with contextlib.ExitStack() as undo:
            self.folder = pathlib.Path(tempfile.mkdtemp(prefix=self.name.replace(":", "-") + "."))
            undo.callback(self.remove)
            self.open()
            undo.pop_all()
        return self

    def __exit__(self, *_):
        self.remove()

    def open(self):
        """Starts the server, where there is one."""

    def judged(self, case, problems):
        """What counts of the problems with a case."""
        return self.exceptions.judged(self.name, case, problems) if self.exceptions else problems

    def fresh(self):
        """A new, empty database. It goes when the engine goes, if not earlier."""
        with self.turn:
            if self.spare:
                return self.spare.pop()
        return self.create(f"t{next(self.made)}")

    def create(self, name):
        raise NotImplementedError

    def drop(self, database):
        """Takes a database away before the engine goes."""
        raise NotImplementedError

    # Helpers for the engines.

    def start(self, command):
        return subprocess.Popen(
            command, env=clean_environment(self.folder), cwd=self.folder,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def ask(self, command, text):
        """Runs a query of the tests' own; it must not fail."""
        try:
            done = subprocess.run(command, input=text.encode(), env=clean_environment(self.folder), cwd=self.folder,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=CLIENT_TIMEOUT)
        except subprocess.TimeoutExpired as error:
            raise EngineError(f"no answer within {CLIENT_TIMEOUT} s to:\n{text}") from error
        if done.returncode:
            raise EngineError(f"{done.stderr.decode(errors='replace').strip()}\nin:\n{text}")
        return done.stdout.decode(errors="surrogateescape")

    def as_user(self):
        """What to put before a server's command line: servers refuse to run as root, and this one ends when we end."""
        setpriv = [program("setpriv", "util-linux"), "--pdeathsig=KILL"]
        if os.geteuid() == 0:
            shutil.chown(self.folder, "nobody")
            setpriv += ["--reuid=nobody", "--regid=nogroup", "--clear-groups"]
        return setpriv

    def for_server(self, folder):
        """A folder of programs, where the user of the servers can read it: itself, or a copy."""
        folder = pathlib.Path(folder).resolve()
        if os.geteuid() or all(above.stat().st_mode & stat.S_IXOTH for above in folder.parents):
            return folder
        return shutil.copytree(folder, self.folder / "programs", symlinks=True)

    def prepare(self, data, command):
        """Fills a new server's folder of data by this command: the first time, and by a copy of what that gave from then on."""
        store = BUILD / "engines" / self.name.replace(":", "-")
        store.parent.mkdir(parents=True, exist_ok=True)
        with open(f"{store}.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not store.exists():
                self.fill(command)
                half = pathlib.Path(f"{store}.half")
                shutil.rmtree(half, ignore_errors=True)
                shutil.copytree(data, half)
                half.rename(store)
                return
        shutil.copytree(store, data)
        if os.geteuid() == 0:
            for folder, _, files in os.walk(data):
                for path in (folder, *(os.path.join(folder, file) for file in files)):
                    shutil.chown(path, "nobody", "nogroup")

    def fill(self, command):
        done = subprocess.run(command, env=clean_environment(self.folder), cwd=self.folder,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode:
            raise EngineError(f"{command[0]} failed:\n{done.stdout.decode(errors='replace')}")

    def serve(self, command, ready):
        """Starts a server, and waits until the command `ready` succeeds."""
        log = self.folder / "log"
        with log.open("wb") as out:
            self.server = subprocess.Popen(command, env=clean_environment(self.folder), cwd=self.folder,
                                           stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT)
        end = time.monotonic() + SERVER_TIMEOUT
        while time.monotonic() < end and self.server.poll() is None:
            if subprocess.run(ready, env=clean_environment(self.folder), stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0:
                return
            time.sleep(0.03)
        raise EngineError(f"{self.name} did not start:\n{log.read_text(errors='replace')[-4000:]}")

    stop_signal = signal.SIGTERM

    def remove(self):
        if self.server and self.server.poll() is None:
            self.server.send_signal(self.stop_signal)
            try:
                self.server.wait(20)
            except subprocess.TimeoutExpired:
                self.server.kill()
                self.server.wait()
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)


def stop_cleanly_on_signals():
    """Ended by a signal, a test still stops its servers: the signal becomes an exception."""
    def leave(number, _):
        raise SystemExit(128 + number)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)
