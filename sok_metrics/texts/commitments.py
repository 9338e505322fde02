"""The sentences about a value, goal or rule: what was measured, what people experience, and the gap."""

from collections.abc import Mapping
from typing import Any

from sok_metrics.nouns.model import Status
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.findings import finding
from sok_metrics.texts.formats import is_present, number
from sok_metrics.texts.statuses import GOOD, UNKNOWN

_LOW_SCORE, _HIGH_SCORE = 2.5, 3.5


def commitment_sentence(counts: Mapping[Any, int], worst: Any | None) -> str:
    """How one commitment does: what needs attention first, or that all goes well.

    `worst` is the row of assess() that needs attention most; None when nothing was judged.
    """
    judged, good = _judged(counts), _good(counts)
    if sum(counts.values()) == 0:
        return _("Hier horen nog geen indicatoren bij.")
    if judged == 0 or worst is None:
        return _("Er is nog te weinig gemeten om te zeggen hoe het gaat.")
    if good == judged == 2:
        return _("Beide indicatoren met een oordeel gaan goed.")
    if good == judged:
        return ngettext(
            "De ene indicator met een oordeel gaat goed.",
            "Alle {n} indicatoren met een oordeel gaan goed.",
            judged,
        ).format(n=judged)
    attention = _("Let op: {finding}.").format(finding=finding(worst))
    if good == 0:
        return attention
    share = ngettext("{n} van de {all} gaat goed.", "{n} van de {all} gaan goed.", good).format(
        n=good, all=judged
    )
    return f"{attention} {share}"


def answer_sentence(counts: Mapping[Any, int], worst: Any | None, latest: Any | None) -> str:
    """The sentence on top: from the figures, or from the newest answers where nothing else is measured."""
    if not counts and latest is not None:
        return card_sentence(latest.median, latest.previous_median)
    return commitment_sentence(counts, worst)


def no_answers_words(*, is_hidden: bool) -> str:
    """Why there is no score of a card: nobody was asked, or few answered."""
    return _("te weinig antwoorden om te tonen") if is_hidden else _("nog niet gevraagd")


def people_words(count: int) -> str:
    """How many people answered a card: "48 mensen"."""
    return ngettext("{n} mens", "{n} mensen", count).format(n=count)


def card_sentence(median: Any, previous_median: Any, *, is_hidden: bool = False) -> str:
    """What the room gave this card, and what it gave before; `is_hidden` where only few answered."""
    if not is_present(median) and is_hidden:
        return _("Er zijn te weinig antwoorden van mensen aan tafel om te tonen.")
    if not is_present(median):
        return _("Nog niet gevraagd aan de mensen aan tafel.")
    now = _("Mensen aan tafel geven dit een {score} van 5").format(score=number(median))
    if not is_present(previous_median):
        return now + "."
    if median == previous_median:
        return now + _("; dat was de vorige keer ook zo.")
    return now + _("; vorige keer een {score}.").format(score=number(previous_median))


def gap_sentence(counts: Mapping[Any, int], median: Any) -> str:
    """That figures and experience clearly differ; empty where they do not."""
    judged = _judged(counts)
    if judged == 0 or not is_present(median):
        return ""
    share = _good(counts) / judged
    if share >= 2 / 3 and median <= _LOW_SCORE:
        return _("De cijfers gaan goed, maar mensen aan tafel merken dat nog niet. Praat daarover.")
    if share <= 1 / 3 and median >= _HIGH_SCORE:
        return _("Mensen aan tafel zijn positief, maar de cijfers blijven achter. Praat daarover.")
    return ""


def _judged(counts: Mapping[Any, int]) -> int:
    return sum(int(count) for status, count in counts.items() if Status(status) not in UNKNOWN)


def _good(counts: Mapping[Any, int]) -> int:
    return sum(int(count) for status, count in counts.items() if Status(status) in GOOD)
