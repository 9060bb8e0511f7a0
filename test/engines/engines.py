"""All engines that the tests are run on."""

import h2
import mysql
import postgres
import sqlite

ENGINES = {engine.name: engine for engine in (
    sqlite.Sqlite335, sqlite.Sqlite340, sqlite.SqliteNewest,
    postgres.Postgres12, postgres.Postgres15, postgres.Postgres18,
    mysql.MariaDb1011, mysql.MySql57,
)}

# Another engine in their place: it can tell what becomes of tables and rows, but nothing of their clients, functions and errors.
STAND_INS = {engine.name: engine for engine in (h2.Oracle122, h2.Oracle19, h2.Oracle23)}
PLAYED = ENGINES | STAND_INS
PLAYING = ("cases.py", "play.py", "random_histories.py", "selftest.py")  # the programs that stand-ins will do for

# Targets that there is no server for: what is compiled for them is parsed (parse.py).
PARSED = ["mysql:8.0", "mssql:2017", "mssql:2019", "mssql:2022", "oracle:12.2", "oracle:19", "oracle:23"]

MAIN = ["sqlite:3.40", "postgres:15", "mariadb:10.11"]  # one of each kind, the ones that Debian has
TARGETS = [*ENGINES, *PARSED]


def covers(name, target):
    """Whether a target goes by this name: `sqlite` is all versions of it, `all` is everything."""
    return name in ("all", target, target.split(":")[0])


def option(parser, among=None):
    """Adds --engine to a program's options: names of ENGINES, or of those that it is run on."""
    among = ENGINES if among is None else among

    def named(name):
        found = [engine for engine in among if covers(name, engine)]
        if not found:
            raise ValueError(name)
        return found

    parser.add_argument("--engine", action="append", type=named, default=[], metavar="NAME",
                        help="postgres, or postgres:12; may be repeated; without it, all")
    parser.set_defaults(engines=list(among))


def chosen(told):
    """The names of the engines that --engine asks for."""
    return [name for names in told.engine or [told.engines] for name in names]


def side_by_side(program):
    """What --engine is given in processes of their own. Stand-ins share one: they are one engine, and much is alike for them."""
    return [*ENGINES, *({name.split(":")[0]: None for name in STAND_INS} if program in PLAYING else {})]
