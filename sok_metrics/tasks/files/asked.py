"""What the address of a file says: which file of which moment, and who asks for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sok_metrics.clock import end_of_day
from sok_metrics.errors import SokError
from sok_metrics.model import Actor, View
from sok_metrics.store.connection import Store
from sok_metrics.texts import _
from sok_metrics.texts.formats import day

FILES_PATH = "/ophalen"
DAY, WITH_EXAMPLES, CODE = "op", "voorbeelden", "code"
"""What an address says of the view, on the pages as well."""
BACKUP_NAME, SENT_IN_KEY = "naam", "sleutel"

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
    def day(self) -> date:
        """The day that is shown; raises SokError when what is asked is no day, or still to come."""
        text = self.first(DAY)
        try:
            asked = date.fromisoformat(text) if text else self.today
        except ValueError as error:
            raise SokError(
                _("'{text}' is geen datum. Schrijf jaar-maand-dag, zoals 2023-12-04.").format(text=text[:40])
            ) from error
        if asked > self.today:
            raise SokError(_("{day} moet nog komen.").format(day=day(asked)))
        return asked

    @property
    def view(self) -> View:
        """The moment and the choice of figures, as on the page."""
        moment = end_of_day(self.day) if self.day < self.today else None
        return View(as_of=moment, with_examples=self.first(WITH_EXAMPLES) != "nee")
