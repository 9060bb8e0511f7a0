#!/usr/bin/env python3
"""What `migc check --format=html` writes is a whole page: well formed, with nothing from elsewhere, every link with its end in it, and
whatever stands in a history stands in the page as text.

    test/reports/pages.py --migc build/migc

The last line is "N passed, N failed".
"""

import argparse
import html.parser
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT / "test" / "engines"))

from report import Report  # noqa: E402

VOID = {"meta", "br", "hr", "img", "input", "link", "area", "base", "col", "embed", "source", "track", "wbr"}
# What the writer of the page uses; whatever else is there has come in from a history.
TAGS = set("""html head meta title style body main header footer section article h1 h2 h3 h4 p ul ol li b i span a code pre
    table thead tbody tr th td details summary figure figcaption div svg defs symbol use circle path rect text g""".split())
PHRASING = {"a", "b", "i", "span", "code", "svg", "use"}

HOSTILE = "<script>alert(1)</script> \"double\" 'single' & &amp; </pre></code>"
NAME = '<img src=x onerror="alert(1)">'
MARKS = "a\u200fb\u061cc"


class Page(html.parser.HTMLParser):
    """Reads a page; `problems` says what is wrong with it."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.problems, self.ids, self.links, self.text, self.tags = [], [], [], [], [], {}
        if not text.startswith("<!DOCTYPE html>\n"):
            self.problems.append("it does not begin with a doctype")
        self.feed(text)
        self.close()
        if self.open:
            self.problems.append(f"never closed: {self.open}")
        for name in set(self.ids):
            if self.ids.count(name) > 1:
                self.problems.append(f"the id {name} is there more than once")
        self.problems += [f"the link #{link} leads nowhere" for link in sorted(set(self.links) - set(self.ids))]

    def handle_starttag(self, tag, attributes):
        self.tags[tag] = self.tags.get(tag, 0) + 1
        if tag not in TAGS:
            self.problems.append(f"line {self.getpos()[0]}: <{tag}> is none of the page's own")
        if "p" in self.open and tag not in PHRASING and "svg" not in self.open:
            self.problems.append(f"line {self.getpos()[0]}: <{tag}> inside of a <p>")
        if len({name for name, _ in attributes}) != len(attributes):
            self.problems.append(f"line {self.getpos()[0]}: an attribute twice")
        for name, value in attributes:
            if name == "id":
                self.ids.append(value)
            elif name == "href" and value.startswith("#"):
                self.links.append(value[1:])
            elif name in ("href", "src", "srcset", "style", "data", "action", "xlink:href") or name.startswith("on"):
                self.problems.append(f"line {self.getpos()[0]}: {name}={value!r}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"line {self.getpos()[0]}: </{tag}> closes nothing")

    def handle_data(self, data):
        if self.open and self.open[-1] == "style":
            self.problems += [f"the sheet has {found}" for found in re.findall(r"url\(|@import|expression\(|</", data)]
        else:
            self.text.append(data)


def check(migc, folder, *arguments, status=0):
    """The page, and what is wrong with the run or with the page."""
    done = subprocess.run([migc, "check", "--format=html", *arguments], cwd=folder, capture_output=True, timeout=60)
    page = Page(done.stdout.decode())
    if done.returncode != status:
        page.problems.append(f"exit status {done.returncode} instead of {status}: {done.stderr.decode()[-500:]}")
    return page


def missing(page, *texts):
    whole = "".join(page.text)
    return [f"the page does not say {text!r}" for text in texts if text not in whole]


def hostile(migc, report, folder):
    quoted = NAME.replace('"', '""')
    message = HOSTILE.replace('"', '""')
    file = f"x{NAME}.mig"
    good = f'''revision a "{message}";
-- {HOSTILE}
create table "{quoted}" (id bigint primary key, "{MARKS}" varchar(200) default '{HOSTILE.replace("'", "''")}');
revision b "Two" after a;
drop table "{quoted}";
execute $$ select '{HOSTILE}' $$ irreversible '{HOSTILE.replace("'", "''")}';
'''
    (folder / file).write_text(good)
    page = check(migc, folder, file, "--dialect", "postgres", "--dialect", "sqlite")
    own = missing(page, HOSTILE, quoted, file, MARKS.replace("\u200f", "\ufffd").replace("\u061c", "\ufffd"))
    marks = [f"the mark {mark!r} is in the page" for mark in "\u200e\u200f\u061c\u202e" if mark in "".join(page.text)]
    report.check("hostile names are text", page.problems + own + marks)
    (folder / file).write_text(good + f'drop table "{quoted}x";\n')
    page = check(migc, folder, file, "--dialect", "postgres", status=1)
    report.check("hostile names in errors are text", page.problems + missing(page, quoted + "x", file))


HISTORY = """revision a "One";
create table users (id bigint primary key, name varchar(20) not null, note text);
create table orders (id bigint primary key, user_id bigint references users (id));
revision b "Two" after a;
rename table users to people;
alter table people { rename column name to title; alter column title type varchar(80); drop column note; }
revision c "Three" after b;
alter table orders drop column user_id;
"""


def contents(migc, report, folder):
    (folder / "h.mig").write_text(HISTORY)
    page = check(migc, folder, "h.mig", "--dialect", "postgres", "--dialect", "sqlite")
    matrix = [] if page.tags.get("td") == 3 * 2 else [f"{page.tags.get('td')} cells for 3 revisions and 2 targets"]
    drawn = missing(page, "users → people", "name → title: varchar(20) → varchar(80)", "note text",
                    "what stood in column note of people, in every row", "drop column note;", "postgres:15", "sqlite:3.40",
                    'alter table "people" drop column "note"')
    report.check("findings, scripts and pictures", page.problems + matrix + drawn)
    page = check(migc, folder, "h.mig", "--dialect", "postgres", "--require=exact", status=1)
    report.check("what is required and not there", page.problems + missing(page, "M701", "Revisions and targets"))
    page = check(migc, folder, "h.mig", "--dialect", "postgres", "nothing:head", status=1)
    report.check("a range that is not there", page.problems + missing(page, "there is no revision"))
    page = check(migc, folder, "h.mig", "--dialect", "postgres", "c:c")
    report.check("an empty range", page.problems)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--migc", required=True, type=lambda path: pathlib.Path(path).resolve(), help="the compiler")
    migc = parser.parse_args().migc
    report = Report()
    for project in sorted((ROOT / "examples").iterdir()):
        page = check(migc, ROOT, "--project", f"examples/{project.name}")
        revisions = subprocess.run([migc, "history", "--project", project], capture_output=True, text=True, check=True)
        count = len(revisions.stdout.splitlines())
        whole = [] if page.tags.get("article") == count else [f"{page.tags.get('article')} revisions of {count}"]
        report.check(f"examples/{project.name}", page.problems + whole)
    with tempfile.TemporaryDirectory() as folder:
        hostile(migc, report, pathlib.Path(folder))
        contents(migc, report, pathlib.Path(folder))
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
