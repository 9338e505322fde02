"""The work in short: meetings, actions and money, as the overview shows them."""

from dataclasses import dataclass

from sok_metrics.nouns.model import MeetingKind
from sok_metrics.views.actions import Actions
from sok_metrics.views.energy_budget.ledger import Account
from sok_metrics.views.meetings import Meetings
from sok_metrics.views.money import Books


@dataclass(frozen=True)
class Work:
    """What the overview tells beside the indicators, on one day."""

    meetings: Meetings
    actions: Actions
    books: Books

    @property
    def money(self) -> Account:
        """All money together."""
        return self.books.ledger.total()

    @property
    def has_examples(self) -> bool:
        """Whether any of these figures rests on an invented one."""
        reviews = self.meetings.of_kinds([MeetingKind.REVIEW.value]).rows
        frames = (reviews, self.actions.open)
        return self.books.has_examples or any(bool(frame["is_example"].any()) for frame in frames)
