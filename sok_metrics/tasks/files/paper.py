"""The file of a paper, for who may see it now."""

from pathlib import Path

from sok_metrics.errors import SokError
from sok_metrics.nouns.model import Role, View
from sok_metrics.store.queries.agenda import read_any_paper, read_paper
from sok_metrics.tasks.files.asked import NUMBER, Asked
from sok_metrics.tasks.storage.papers import find_paper
from sok_metrics.texts import _

_MOST_DIGITS = 15


def paper_name(asked: Asked) -> str:
    """What it is called: as when it came."""
    return str(_paper(asked)[1])


def make_paper(asked: Asked) -> Path:
    """The file itself; raises SokError when it is not there, or not for who asks."""
    return find_paper(asked.store, _paper(asked)[0])


def _paper(asked: Asked) -> tuple[str, str]:
    """The key and the name of the paper that the address names, as it may be seen now."""
    text = asked.first(NUMBER)
    found = None
    if text.isascii() and text.isdecimal() and len(text) < _MOST_DIGITS:
        if asked.actor.role.covers(Role.EDITOR):
            found = read_any_paper(asked.store.whole(), int(text))
        else:
            found = read_paper(asked.store.reader(View()), int(text))
    if found is None:
        raise SokError(_("Dit stuk is er niet (meer)."))
    return found["file_key"], found["file_name"]
