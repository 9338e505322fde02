"""Files that somebody sent in with faults, while their page is open: to give back with the faults marked."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from weakref import WeakValueDictionary

from sok_metrics.errors import Problem, SokError
from sok_metrics.tasks.files.beside import beside
from sok_metrics.texts import _


@dataclass(frozen=True)
class SentIn:
    """A file with faults; the page keeps it, and with the page it is gone."""

    name: str
    content: bytes
    problems: tuple[Problem, ...]
    owner: str
    """Whose it is, as `Account.signed_in_as`."""
    key: str = field(default_factory=lambda: secrets.token_urlsafe(16))


_sent_in: WeakValueDictionary[str, SentIn] = WeakValueDictionary()


def hold(name: str, content: bytes, problems: Sequence[Problem], owner: str) -> SentIn:
    """The file, to be found by its key while somebody holds what this gives."""
    held = SentIn(name, content, tuple(problems), owner)
    _sent_in[held.key] = held
    return held


def find_sent_in(key: str, owner: str) -> SentIn:
    """The file with this key; raises SokError when it is gone, or somebody else's."""
    held = _sent_in.get(key)
    if held is None or held.owner != owner:
        raise SokError(
            _(
                "Uw bestand is hier niet meer: de pagina waarop u het inlas, is dicht of opnieuw geopend. "
                "Kies het bestand daar opnieuw."
            )
        )
    return held


def marked(held: SentIn) -> bytes:
    """A copy of the file in which the faults are marked."""
    # Only here: openpyxl takes 0.1 s to load.
    from sok_metrics.workbook.exchange.marked import marked_copy

    return beside(marked_copy, held.content, held.name, held.problems)
