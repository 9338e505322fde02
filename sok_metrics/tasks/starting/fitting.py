"""What fits a value or goal in own words, because it shares a word with it: suggestions, no judgements."""

from collections.abc import Mapping

from sok_metrics.sources.known import known_fields
from sok_metrics.store.queries.spelling import holds
from sok_metrics.tasks.starting.starter import starter_indicators

_SHORTEST_WORD, _SHORTEST_INNER_WORD = 3, 6
_SAYS_LITTLE = """
    aan alle alles als ander andere beter betere bij buurt daar dan dat deze die dit doen door echt
    een eigen elk elke elkaar gaan gaat geen goed goede graag heb hebben heel heeft het hier hoe
    hoeveel hun iedereen iemand iets kan keer klaar komen krijgen krijgt kunnen maar maken meer
    mensen met minder moet moeten mogen naar niemand niet nog onze ook ons over per samen staan
    staat steeds tot uit van veel voor vooral waar was wat weinig welk welke wie wij wijk wil willen
    worden wordt zelf zich zien zij zijn zodat zonder
"""
"""Words that many goals share and that tell nothing about what to measure."""
_NO_HOUSE = ("huishoud", "gezin")
"""A household would be found for a goal about houses."""


def fitting_starters(text: str) -> dict[str, tuple[str, ...]]:
    """The figures of the common set that share words with a text: code -> those words, most first."""
    figures = [one for one in starter_indicators() if not one.is_card]
    return _fitting(text, {one.code: f"{one.name} {one.row['definition']}" for one in figures})


def fitting_fields(text: str) -> dict[str, tuple[str, ...]]:
    """The subjects of CBS that share words with a text: name -> those words, most first."""
    return _fitting(text, {field.name: field.label for field in known_fields()})


def _fitting(text: str, described: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    shared = {key: _shared_words(text, description) for key, description in described.items()}
    found = [(key, words) for key, words in shared.items() if words]
    return dict(sorted(found, key=lambda one: -len(one[1])))


def _shared_words(text: str, other: str) -> tuple[str, ...]:
    """The words of a text that stand in another, in any form; else long ones of the other within the text."""
    text, other = (words.casefold().replace(*_NO_HOUSE) for words in (text, other))
    of_text = [word for word in _telling(text, _SHORTEST_WORD) if holds(other, word)]
    inside = [word for word in _telling(other, _SHORTEST_INNER_WORD) if holds(text, word)]
    return tuple(dict.fromkeys(of_text or inside))


def _telling(text: str, shortest: int) -> list[str]:
    words = (word.strip(".,:;!?()'\"").casefold() for word in text.split())
    return [word for word in words if len(word) >= shortest and word not in _SAYS_LITTLE.split()]
