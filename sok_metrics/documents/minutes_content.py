"""What the minutes are made from, with the pictures of what was on the screen."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sok_metrics.documents.printed import Printed
from sok_metrics.views.minutes import Minutes


@dataclass(frozen=True)
class Picture:
    """A chart as the room saw it."""

    content: bytes
    """A PNG."""
    series_code: str
    alt: str
    below: str


Pictures = Mapping[int, tuple[Picture, ...]]
"""Point -> its charts as pictures, where the screen made any."""


@dataclass(frozen=True)
class MinutesBook(Printed):
    """The minutes of one meeting."""

    minutes: Minutes
    pictures: Pictures = field(default_factory=dict)

    @property
    def has_examples(self) -> bool:
        """Whether anything in it is an invented example."""
        return self.minutes.has_examples
