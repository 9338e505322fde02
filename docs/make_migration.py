"""The next step of the schema, from the description of the tables: `make migration NAME=what_it_does`."""

import re
import sys
from pathlib import Path

from sok_metrics.store.migration import known_migrations
from sok_metrics.store.schema import DECIDE, migration_sql

FOLDER = Path(__file__).resolve().parent.parent / "sok_metrics" / "store" / "migrations"


def main(name: str) -> str:
    """Write the step when there is one to write, and tell what was done or is left to do."""
    if not re.fullmatch("[a-z][a-z0-9_]*", name):
        return "Say what the step does in small letters: make migration NAME=minutes_have_an_author"
    sql = migration_sql()
    if not sql:
        return "The tables are as they are described: there is nothing to do."
    path = FOLDER / f"{known_migrations()[-1].number + 1:04}_{name}.sql"
    path.write_text(f"-- {name.replace('_', ' ').capitalize()}.\n\n{sql}\n", encoding="utf-8", newline="\n")
    then = "decide what it asks, " if DECIDE in sql else ""
    return f"{path}: read it, {then}say in its first line why, and commit it with the description."


if __name__ == "__main__":
    print(main(" ".join(sys.argv[1:])))
