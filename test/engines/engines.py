"""All engines that the tests are run on. As a program it lists them."""

import mysql
import postgres
import sqlite

ENGINES = {engine.name: engine for engine in (
    sqlite.Sqlite335, sqlite.Sqlite340, sqlite.SqliteNewest,
    postgres.Postgres12, postgres.Postgres15, postgres.Postgres18,
    mysql.MariaDb1011, mysql.MySql57,
)}

# Targets that there is no server for: what is compiled for them is parsed alone (parse.py).
PARSED = ["mysql:8.0", "mssql:2017", "mssql:2019", "mssql:2022", "oracle:12.2", "oracle:19", "oracle:23"]

MAIN = ["sqlite:3.40", "postgres:15", "mariadb:10.11"]  # one of each kind, the ones that Debian has
TARGETS = [*ENGINES, *PARSED]


def covers(name, target):
    """Whether a target goes by this name: `sqlite` is all versions of it, `all` is everything."""
    return name in ("all", target, target.split(":")[0])


def named(name):
    """The engines that go by a name, for --engine."""
    found = [engine for engine in ENGINES if covers(name, engine)]
    if not found:
        raise ValueError(name)
    return found


def option(parser):
    """Adds --engine to a program's options."""
    parser.add_argument("--engine", action="append", type=named, metavar="NAME",
                        help="postgres, or postgres:12; may be repeated; without it, all")


def chosen(told):
    """The names of the engines that --engine asks for."""
    return [name for names in told.engine or [ENGINES] for name in names]


if __name__ == "__main__":
    print("\n".join(ENGINES))
