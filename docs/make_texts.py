"""Every sentence of the dashboard in sok_metrics/locale/sok_metrics.pot: `make texts`."""

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import write_po

ROOT = Path(__file__).resolve().parent.parent
PATH = ROOT / "sok_metrics" / "locale" / "sok_metrics.pot"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}

Message = str | tuple[str, ...]

HEADER = """\
# The sentences of the SOK-monitor. Dutch is the source language; a translation is a .po file beside this one.
# Made by `make texts`, without dates and line numbers, so that it changes only when a sentence does.
#"""
CHANGES_BY_ITSELF = ("POT-Creation-Date", "Generated-By", "Report-Msgid-Bugs-To", "Language-Team")


def source_files() -> list[Path]:
    """The files with sentences for the user, in a fixed order."""
    return sorted([ROOT / "dashboard.py", *ROOT.glob("pages/**/*.py"), *ROOT.glob("sok_metrics/**/*.py")])


def messages() -> Iterator[tuple[str, Message]]:
    """The file of every message in the code, and the message: one text, or one and many."""
    for file in source_files():
        for _line, message, _comments, _context in extract_from_file("python", file, keywords=KEYWORDS):
            yield file.relative_to(ROOT).as_posix(), message


def template() -> str:
    """The content of the file, the same as long as the sentences and their places are the same."""
    catalog = Catalog(project="sok-monitor", charset="utf-8", fuzzy=False, header_comment=HEADER)
    for path, message in messages():
        catalog.add(message, locations=[(path, 1)])
    written = io.BytesIO()
    write_po(written, catalog, width=100, sort_by_file=True, include_lineno=False)
    lines = written.getvalue().decode("utf-8").splitlines(keepends=True)
    return "".join(
        line for line in lines if not line.startswith(tuple(f'"{name}:' for name in CHANGES_BY_ITSELF))
    )


if __name__ == "__main__":
    PATH.write_text(template(), encoding="utf-8", newline="\n")
