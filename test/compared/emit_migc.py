"""migc's output for a case: the statements, without what a script has around them."""

import re
import subprocess

from output import Output, Way

HEAD = re.compile(r"^-- (up|down) case for (\S+)\n", flags=re.M)
CHECK = re.compile(r"^(select json_extract\('\{\}', 'migc: .*|insert into `migc_guard` .*|create temporary table `migc_guard`.*)$")
# A guard that is a block: PostgreSQL's, SQL Server's, Oracle's.
BLOCK = re.compile(r"^(do \$migc_*\$\n#variable_conflict use_column\ndeclare\n.*?^\$migc_*\$;?|declare @found bigint = .*?^end;?|declare\n    n integer;\nbegin\n    select \(.*?^end;)$",
                   flags=re.S | re.M)
ERROR = re.compile(r": error: (.*)$", flags=re.M)


def version(migc):
    return subprocess.run([migc, "--version"], capture_output=True, text=True, check=True).stdout.split()[-1]


def output(migc, case, dialect):
    """(what is written, the target with its version)"""
    done = subprocess.run([migc, "check", "setup:case", str(case.path), "--dialect", dialect.name, "--emit=sql"],
                          capture_output=True, text=True, check=False)
    if done.returncode:
        errors = ERROR.findall(done.stderr)
        if done.returncode != 1 or not errors:
            raise SystemExit(f"{case.path}: migc ended with {done.returncode} for {dialect.name}:\n{done.stderr}")
        return Output(Way(refusal="; ".join(dict.fromkeys(errors))), Way(missing=True))
    _, *parts = HEAD.split(done.stdout)
    ways = {parts[n]: Way(shortened(parts[n + 2])) for n in range(0, len(parts), 3)}
    if set(ways) != {"up", "down"}:
        return Output(ways.get("up", Way(missing=True)), Way(missing=True))
    return Output(ways["up"], ways["down"])


def shortened(text):
    """The lines, each run of checks as one line that says what they are."""
    lines, checks = [], 0
    text = BLOCK.sub("insert into `migc_guard` …", text)
    for line in [*text.rstrip("\n").split("\n"), None]:
        if line is not None and CHECK.match(line):
            checks += 1
            continue
        if checks and line == "":
            continue
        if checks:
            lines.append(f"-- … {checks} check{'s' * (checks > 1)} that stop{'s' * (checks == 1)} the script")
            checks = 0
        if line is not None:
            lines.append(line)
    return lines
