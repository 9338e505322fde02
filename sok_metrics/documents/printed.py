"""What every document has: whose it is, and of which moment."""

from dataclasses import dataclass
from datetime import datetime

from sok_metrics.nouns.model import Agreement
from sok_metrics.texts import _

EXAMPLE = _("voorbeeld")


@dataclass(frozen=True)
class Printed:
    """A document of one moment; moments are naive UTC."""

    agreement: Agreement
    generated_at: datetime
    as_of: datetime | None
    """None for the figures of now."""

    @property
    def moment(self) -> datetime:
        """The moment that the figures tell about."""
        return self.as_of or self.generated_at

    @property
    def has_examples(self) -> bool:
        """Whether anything in it is an invented example."""
        raise NotImplementedError
