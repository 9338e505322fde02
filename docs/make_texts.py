"""Every sentence of the dashboard in sok_metrics/locale/sok_metrics.pot: `make texts`."""

import ast
import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

ROOT = Path(__file__).resolve().parent.parent
PATH = ROOT / "sok_metrics" / "locale" / "sok_metrics.pot"
SENTENCES_OF = {"_": 1, "N_": 1, "ngettext": 2}
"""Function -> how many of its arguments are sentences."""

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
        for message in messages_in(file.read_text(encoding="utf-8")):
            yield file.relative_to(ROOT).as_posix(), message


def messages_in(source: str) -> Iterator[Message]:
    """Every message of a module in the order of its lines; Babel (2.18) itself passes over f-strings."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        count = SENTENCES_OF.get(ast.unparse(call.func), 0)
        texts = [str(one.value) for one in call.args[:count] if isinstance(one, ast.Constant)]
        if count and len(texts) == count:
            yield texts[0] if count == 1 else (texts[0], texts[1])


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
