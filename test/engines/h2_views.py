"""Views whose table changes. Oracle lets them be invalid for a while, and looks at them anew when they are used; H2 refuses the change.
So they are set aside here, and made again as soon as they can be read."""

import re

from catalogue_h2 import unescaped
from facts import fact
from h2_text import text
from oracle_names import shown
from servers import EngineError

VIEWS = "select table_name, view_definition from information_schema.views where table_schema = 'PUBLIC' order by table_name"
RIGHTS = """select rights, table_name, grantee from information_schema.rights where table_schema = 'PUBLIC' and table_name = {}"""
COMMENT = "select remarks from information_schema.views where table_schema = 'PUBLIC' and table_name = {}"
DROP = re.compile(r'alter table "([^"]+)" drop column |drop table "([^"]+)"')


class Views:
    def __init__(self, database):
        self.database = database
        self.invalid = {}  # {name: the statements that make it}

    def around(self, statement):
        """Runs a statement, without the views that are in its way."""
        table = DROP.match(statement)
        if table:
            self.set_aside(table[1] or table[2])
        self.database.execute(statement)
        self.make_again()

    def set_aside(self, table):
        """Takes away the views on a table, and those on them."""
        views, met = [(view, unescaped(told)) for view, told in self.database.ask(VIEWS)], [table]
        for name in met:
            met += [view for view, told in views if view not in met and f'"{name}"' in told]
        for view, definition in [(view, told) for view, told in views if view in met]:
            told = self.database.ask(COMMENT.format(text(view)))[0][0]
            self.invalid[view] = [
                f'create view "{view}" as {definition}', *([f"comment on view \"{view}\" is {text(told)}"] if told else []),
                *(f'grant {rights} on "{on}" to "{role}"' for rights, on, role in self.database.ask(RIGHTS.format(text(view))))]
        for view in met[:0:-1]:
            self.database.execute(f'drop view "{view}"')

    def make_again(self):
        for view, statements in list(self.invalid.items()):
            try:
                self.database.execute(statements[0])
            except EngineError:
                continue
            for statement in statements[1:]:
                self.database.execute(statement)
            del self.invalid[view]

    def facts(self):
        return [fact(f"view {shown(view)}", "", "state", "invalid") for view in self.invalid]
