"""Alembic's output for a case: its own library, offline, in this process."""

import io
import re
import warnings

from output import Output, Way

try:
    import alembic
    import sqlalchemy as sa
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from sqlalchemy.dialects import mssql, mysql, oracle, postgresql
except ImportError as error:
    raise SystemExit(f"{error}: install the Debian package alembic") from error

BETWEEN = re.compile(r"\n\s*\n+(?!\s)")  # statements are set apart by an empty line
ADDRESS = re.compile(r" at 0x[0-9a-f]+")  # of an object: another one each time
SEPARATORS = ("GO", "/")


def version():
    return alembic.__version__


def output(case, dialect):
    up = way(case, "alembic", dialect)
    return Output(up, way(case, "alembic back", dialect) if up.made else Way(missing=True))


def way(case, kind, dialect):
    code = case.written(kind, dialect.name)
    if code is None:
        return Way(missing=True)
    written = io.StringIO()
    context = MigrationContext.configure(
        dialect_name=dialect.alembic, dialect_opts={"paramstyle": "named"},
        opts={"as_sql": True, "literal_binds": True, "output_buffer": written})
    names = {"op": Operations(context), "sa": sa, "postgresql": postgresql, "mysql": mysql, "mssql": mssql, "oracle": oracle}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(compile(code, str(case.path), "exec"), names)  # pylint: disable=exec-used
    except (NameError, SyntaxError, TypeError) as error:
        raise SystemExit(f"{case.path}: {kind}: {error!r}") from error
    except Exception as error:  # whatever Alembic says, it is what its user gets to see
        said = f"{type(error).__name__}: {error}".split("(Background on")[0]
        return Way(refusal=" ".join(ADDRESS.sub("", said).split()))
    found = [tidied(text) for text in BETWEEN.split(written.getvalue())]
    return Way([text for text in found if text and text.rstrip(";") not in SEPARATORS])


def tidied(text):
    return "\n".join(line.rstrip().replace("\t", "    ") for line in text.strip().splitlines())
