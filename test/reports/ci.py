#!/usr/bin/env python3
"""The GitHub Action of action.yml and the hooks of .pre-commit-hooks.yaml, carried out: the action's steps as GitHub runs them, with what
is given in the environment and files for what is said; the hooks by pre-commit itself, in a repository made for it.

    test/reports/ci.py --migc build/migc

The last line is "N passed, N failed".
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT / "test" / "engines"))

from report import Report  # noqa: E402

GOOD = 'revision a "Tables";\n\ncreate table t (\n    id bigint primary key,\n);\n\nrevision b "No tables & <b>" after a;\n\ndrop table t;\n'
BAD = GOOD + "drop table ::error::u;\n"


class Action:
    """action.yml; run() carries its steps out as the runner does (bash --noprofile --norc -eo pipefail)."""

    def __init__(self, folder, path):
        self.text = yaml.safe_load((ROOT / "action.yml").read_text())
        self.folder, self.path = folder, path

    def run(self, **given):
        known = {name: entry["default"] for name, entry in self.text["inputs"].items()}
        inputs = {name.replace("_", "-"): value for name, value in given.items()}
        assert not set(inputs) - set(known), inputs
        inputs = known | inputs
        outputs, said = {}, ""
        self.summary = ""
        for step in self.text["runs"]["steps"]:
            files = {name: self.folder / f".{name.lower()}" for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
            for file in files.values():
                file.write_text("")
            fill = lambda text: re.sub(r"\$\{\{ (inputs|steps)\.([\w.-]+) \}\}", lambda found: (  # noqa: E731
                inputs[found[2]] if found[1] == "inputs" else outputs[found[2].replace(".outputs.", "/")]), text)
            environment = {name: fill(value) for name, value in step.get("env", {}).items()}
            script = self.folder / ".step.sh"
            script.write_text(step["run"])
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", script], cwd=self.folder, capture_output=True, timeout=60,
                env={"PATH": f"{self.path}:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "GITHUB_ACTION_PATH": str(ROOT)} | environment
                | {name: str(file) for name, file in files.items()})
            said += (done.stdout + done.stderr).decode()
            for line in files["GITHUB_OUTPUT"].read_text().splitlines():
                name, value = line.split("=", 1)
                outputs[f"{step['id']}/{name}"] = value
            self.summary += files["GITHUB_STEP_SUMMARY"].read_text()
            if done.returncode:
                break
        self.status, self.said = done.returncode, said
        self.output = outputs.get("check/status")
        for file in (*files.values(), script):
            file.unlink()
        return self

    def expect(self, status, *texts, summary=()):
        problems = [] if self.status == status else [f"exit status {self.status} instead of {status}"]
        problems += [] if self.output == str(status) else [f"the output is {self.output}"]
        problems += [f"it does not say {text!r}" for text in texts if text not in self.said]
        problems += [f"the page does not say {text!r}" for text in summary if text not in self.summary]
        return problems + ([self.said] if problems else [])


def action(migc, report, folder):
    path = folder / "bin"
    path.mkdir()
    (path / "migc").symlink_to(migc)
    project = folder / "a project's \"own\" $(touch pwned) `touch pwned`"
    (project / "migrations").mkdir(parents=True)
    (project / "migc.toml").write_text('[project]\ndialects = ["postgres", "sqlite"]\n')
    file = project / "migrations" / "1.mig"
    file.write_text(GOOD)
    act = Action(folder, path)
    for step in act.text["runs"]["steps"]:
        report.check(f"step {step['id']}: nothing is pasted into its script", re.findall(r"\$\{\{.*", step["run"]))
        declared = set(re.findall(r"inputs\.([\w-]+)", str(step.get("env", {}))))
        if declared:
            report.check("each input is used, and declared", sorted(declared ^ set(act.text["inputs"])))

    run = lambda **given: act.run(project=project.name, **given)  # noqa: E731
    report.check("all is well", run().expect(0, "::notice title=migc check::2 revisions, no errors",
                                             summary=["| `drop table t` |", "way back: 1 exact, 1 lossy"]))
    report.check("a grade that is required", run(require="guarded").expect(1, "::error file=", "M701", summary=["M701"]))
    report.check("a range", run(range=":a").expect(0, "::notice title=migc check::1 revision, no errors"))
    report.check("since a revision", run(since="a").expect(0, "::notice title=migc check::1 revision, no errors"))
    report.check("dialects", run(dialects=" mysql  mariadb:10.11\noracle").expect(0, "mysql:8.0 mariadb:10.11 oracle:19"))
    report.check("wrong usage", run(dialects="db2").expect(2, "'db2' is no target"))
    report.check("options in inputs are values", run(range="--output=x").expect(1, "::error title=M"))
    injected = run(range="$(touch pwned); touch pwned", since="", dialects="`touch pwned` \"; touch pwned", require="")
    report.check("no input is a script", injected.expect(2) + [str(found) for found in folder.rglob("pwned")])
    sarif = folder / "out put.sarif"
    problems = run(sarif_file="out put.sarif", require="exact").expect(1)
    found = json.loads(sarif.read_text())["runs"][0]["results"] if sarif.exists() else []
    report.check("SARIF", problems + ([] if [result["ruleId"] for result in found] == ["M701"] else [str(found)]))
    file.write_text(BAD)
    report.check("an error", run().expect(1, "::error file=", summary=["error:"]))
    text = run(annotations="false")
    commands = [line for line in text.said.splitlines() if line.startswith("::")]
    token = commands[0].removeprefix("::stop-commands::") if commands else ""
    ends = [] if len(commands) == 2 and len(token) >= 32 and commands[1] == f"::{token}::" else [str(commands)]
    report.check("text without annotations", text.expect(1, "error:") + ends)
    escaped = [] if "<b>" not in run().summary.split("</pre>")[0] else [act.summary]
    report.check("the page's text is no markup", escaped)


def hooks(migc, report, folder):
    path = folder / "bin2"
    path.mkdir()
    (path / "migc").symlink_to(migc)
    environment = {
        "PATH": f"{path}:/usr/bin:/bin", "HOME": str(folder), "PRE_COMMIT_HOME": str(folder / "cache"), "LC_ALL": "C.UTF-8",
        "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.com", "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@example.com"}

    def call(where, *words):
        return subprocess.run(words, cwd=where, env=environment, capture_output=True, text=True, timeout=120)

    def commit(where):
        call(where, "git", "init", "-q", "-b", "main")
        call(where, "git", "add", "-A")
        call(where, "git", "commit", "-qm", "All")
        return call(where, "git", "rev-parse", "HEAD").stdout.strip()

    ours, theirs = folder / "ours", folder / "theirs"
    ours.mkdir()
    (ours / ".pre-commit-hooks.yaml").write_bytes((ROOT / ".pre-commit-hooks.yaml").read_bytes())
    revision = commit(ours)
    (theirs / "migrations").mkdir(parents=True)
    (theirs / "migc.toml").write_text('[project]\ndialects = ["postgres"]\n[check]\nrequire = "lossy"\n')
    file = theirs / "migrations" / "a b.mig"
    file.write_text(GOOD)
    names = [entry["id"] for entry in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())]
    report.check("the hooks", [] if names == ["migc-fmt", "migc-check"] else names)
    config = {"repos": [{"repo": str(ours), "rev": revision, "hooks": [{"id": name} for name in names]}]}
    (theirs / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    commit(theirs)

    def says(name, *expected):
        done = call(theirs, "pre-commit", "run", "--all-files", "--color=never")
        results = re.findall(r"^migc \w+\.+(Passed|Failed)$", done.stdout, flags=re.M)
        report.check(f"pre-commit: {name}", [] if results == list(expected) else [done.stdout + done.stderr])

    says("all is well", "Passed", "Passed")
    file.write_text(GOOD.replace("create table", "CREATE   TABLE"))
    says("not in canonical form", "Failed", "Passed")
    file.write_text(GOOD.replace("drop table t", "drop table u"))
    says("an error", "Passed", "Failed")
    file.write_text(GOOD)
    (theirs / "migc.toml").write_text('[project]\ndialects = ["postgres"]\n[check]\nrequire = "exact"\n')
    says("a grade that is required", "Passed", "Failed")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--migc", required=True, type=lambda path: pathlib.Path(path).resolve(), help="the compiler")
    migc = parser.parse_args().migc
    report = Report()
    with tempfile.TemporaryDirectory() as name:
        action(migc, report, pathlib.Path(name))
        hooks(migc, report, pathlib.Path(name))
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
