"""Rows of a shape: what tables hold is not always what a test would think of."""

from seed import Seeder
from values import FLAVOURS

ORDERS = {"typical": "plain", "tricky": "tricky", "nulls": "sparse", "duplicates": "same", "extremes": "extreme", "empty": None}
SHAPES = tuple(ORDERS)
WRITTEN = 2  # rows in each table


class ShapedSeeder(Seeder):
    """Rows of one shape, where the table takes them."""

    def __init__(self, database, hints, shape):
        super().__init__(database, hints)
        self.shape = shape
        self.flavours = tuple(dict.fromkeys([ORDERS[shape] or FLAVOURS[0], *FLAVOURS]))

    def fill(self):
        if self.shape != "empty":
            super().fill()

    def write_more(self):
        """What an application inserts: the tables may have no room for it, or refuse it."""
        self.look()
        for table in sorted(self.shapes):
            for _ in range(WRITTEN):
                self.put(table, self.next_number(table))
