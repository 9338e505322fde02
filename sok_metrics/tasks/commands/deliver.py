"""Having a command of the command line done, and its file put where somebody wants it."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from sok_metrics.texts import _

# In the functions: what a command does not need takes time to load.


def ask(database: Path, name: str, **options: Any) -> bytes:
    """The answer of a command, done by the server that has the store open, or here."""
    from sok_metrics.tasks.commands.ask import have_done

    return have_done(database, name, options)


def told(database: Path, name: str, **options: Any) -> dict[str, Any]:
    """The same of a command that answers in JSON."""
    answer: dict[str, Any] = json.loads(ask(database, name, **options))
    return answer


def make_file(
    database: Path, output: Path, name: str, *, force: bool, is_private: bool = False, **options: Any
) -> None:
    """Have a file made and put it where somebody wants it."""
    from sok_metrics.tasks.storage.deliver import deliver, refuse_existing

    if not force:
        refuse_existing(output)
    deliver(ask(database, name, **options), output, overwrite=force, is_private=is_private)
    say_made(output.resolve())


def say_made(path: Path) -> None:
    """Tell where the file is."""
    click.echo(_("Gemaakt: {path}").format(path=path))


def view_options(as_of: datetime | None, without_examples: bool) -> dict[str, Any]:
    """What a file is to show, as a command takes it."""
    return {
        "as_of": as_of.date().isoformat() if as_of is not None else None,
        "with_examples": not without_examples,
    }
