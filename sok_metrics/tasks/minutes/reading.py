"""Who may read the minutes of a meeting, and the minutes with all that a document needs."""

from dataclasses import replace

from sok_metrics import clock
from sok_metrics.documents.minutes_content import MinutesBook
from sok_metrics.errors import SokError
from sok_metrics.nouns.model import Actor, Role, View
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.agreement import read_agreement
from sok_metrics.store.queries.minutes import read_minutes
from sok_metrics.store.reader import Reader
from sok_metrics.tasks.files.beside import beside
from sok_metrics.tasks.minutes.pictures import pictures_of
from sok_metrics.texts import _


def minutes_for(store: Store, view: View, number: int, *, by: Actor) -> MinutesBook:
    """The minutes of a meeting for who asks: editors at any time, all others once they are public.

    Raises SokError when there are none for them.
    """
    is_editor = by.role.covers(Role.EDITOR)
    book = minutes_book(store, store.reader(replace(view, in_tuning=is_editor)), number)
    if book is None or not (is_editor or book.minutes.is_public):
        raise SokError(_("Dit verslag is er niet, of is nog niet openbaar."))
    return book


def minutes_book(store: Store, reader: Reader, number: int) -> MinutesBook | None:
    """The minutes as this reader sees them; None without such a meeting. Ask first who may read them."""
    agreement, minutes = read_agreement(reader), read_minutes(reader, number)
    if agreement is None or minutes is None:
        return None
    return MinutesBook(
        agreement=agreement,
        generated_at=clock.now(),
        as_of=reader.view.as_of,
        minutes=minutes,
        pictures=pictures_of(store.path, number),
    )


def minutes_file(store: Store, view: View, number: int, *, by: Actor) -> bytes:
    """The minutes as a Word file; raises SokError as `minutes_for`."""
    return beside(_written, minutes_for(store, view, number, by=by))


def _written(book: MinutesBook) -> bytes:
    # Only here: a page without a document should not pay for loading this library.
    from sok_metrics.documents.minutes_word import minutes_docx

    return minutes_docx(book)
