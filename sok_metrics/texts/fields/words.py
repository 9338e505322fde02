"""The words of one field."""

from typing import NamedTuple


class Words(NamedTuple):
    """What a field is called, and one sentence on what belongs in it."""

    label: str
    help: str
