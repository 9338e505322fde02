"""What a form holds: the fields of one table or two, and its links."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sok_metrics.nouns import Column
from sok_metrics.store.queries.records import Record, Values
from sok_metrics.ui.forms.place import Asked
from sok_metrics.ui.forms.specs import Linked, LinkField


@dataclass(frozen=True)
class Part:
    """The fields of one table in a form; `shown` is what stood there when the form was opened."""

    table: str
    columns: tuple[Column, ...]
    shown: Values
    folded: str = ""
    """The heading under which all of it stands folded in; "" when it stands open."""


@dataclass(frozen=True)
class Form:
    """A form with its parts; `record` is what stands in the store now, None for a new thing."""

    asked: Asked
    record: Record | None
    parts: tuple[Part, ...]
    links: Mapping[LinkField, Linked]
    today: date
    unknown: Values
    """What the address filled in that cannot be: column -> text."""
