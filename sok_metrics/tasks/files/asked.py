"""What the address of a file says: which file of which moment, and who asks for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sok_metrics.errors import SokError
from sok_metrics.nouns.calendar import end_of_day
from sok_metrics.nouns.model import Actor, View
from sok_metrics.store.connection import Store
from sok_metrics.texts import _
from sok_metrics.texts.formats import day

FILES_PATH = "/ophalen"
DAY, WITH_EXAMPLES, CODE, NUMBER = "op", "voorbeelden", "code", "nummer"
"""What an address says of the view, on the pages as well."""
BACKUP_NAME, SENT_IN_KEY = "naam", "sleutel"

_MOST_DIGITS = 15

Parameters = Mapping[str, tuple[str, ...]]
"""What the address of a file says: name -> values."""


@dataclass(frozen=True)
class Asked:
    """Who asks for a file, out of which store, and what the address says of it."""

    store: Store
    actor: Actor
    owner: str
    """Who that is, as `Account.signed_in_as`; "" for a visitor."""
    today: date
    parameters: Parameters

    def first(self, name: str) -> str:
        """The value of a parameter; "" without."""
        return next(iter(self.parameters.get(name, ())), "")

    @property
    def number(self) -> int:
        """The number of the thing that is asked for; raises SokError when it is none."""
        text = self.first(NUMBER)
        if not (text.isascii() and text.isdecimal()) or len(text) > _MOST_DIGITS:
            raise SokError(_("Dit bestand bestaat niet."))
        return int(text)

    @property
    def day(self) -> date:
        """The day that is shown; raises SokError when what is asked is no day, or still to come."""
        asked = parsed_day(self.first(DAY)) or self.today
        if asked > self.today:
            raise SokError(_("{day} moet nog komen.").format(day=day(asked)))
        return asked

    @property
    def view(self) -> View:
        """The moment and the choice of figures, as on the page."""
        return view_on(self.day, self.today, with_examples=self.first(WITH_EXAMPLES) != "nee")


def parsed_day(text: str) -> date | None:
    """The day that somebody asks; None without a text, SokError when it is no day."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise SokError(
            _("'{text}' is geen datum. Schrijf jaar-maand-dag, zoals 2023-12-04.").format(text=text[:40])
        ) from error


def view_on(day: date, today: date, *, with_examples: bool) -> View:
    """What was known at the end of this day, or what is known now."""
    return View(as_of=end_of_day(day) if day < today else None, with_examples=with_examples)
