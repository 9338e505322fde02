"""The sentences of the annual assessment: what each step asks, and how it stands."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sok_metrics.texts import _, ngettext
from sok_metrics.texts.formats import listed, short_day

STEPS = 5


def assessment_sentence(year: int, done: int) -> str:
    """How far the assessment of a year is."""
    return _("Beoordeling {year}: {n} van de {all} stappen zijn gedaan").format(year=year, n=done, all=STEPS)


def meeting_words(title: str | None, held_on: date | None, *, is_held: bool) -> str:
    """When people assess together."""
    if title is None:
        return _("Er is nog geen bijeenkomst voor de beoordeling. Plan er een van de soort 'beoordeling'.")
    words = _("{title} was op {day}.") if is_held else _("{title} is op {day}.")
    return words.format(title=title, day=short_day(held_on))


def step_titles() -> Mapping[str, str]:
    """What each step is called."""
    return {
        "figures": _("1. De cijfers"),
        "rules": _("2. Onze afspraken over de organisatie, met bewijs"),
        "cards": _("3. De kaarten over het samenwerken"),
        "new_version": _("4. Wat veranderen we in de overeenkomst?"),
        "next_year": _("5. De projecten van volgend jaar"),
    }


def figures_words(measured: int, indicators: int) -> str:
    """Whether the figures are ready to be talked about."""
    if not indicators:
        return _("Er zijn nog geen indicatoren.")
    if measured == indicators:
        return _("Alle {all} indicatoren zijn op tijd gemeten.").format(all=indicators)
    return _("{n} van de {all} indicatoren zijn op tijd gemeten. Vul aan wat er nog mist.").format(
        n=measured, all=indicators
    )


def rules_words(checks: Mapping[Any, int]) -> str:
    """How many rules are kept, and how many are not."""
    total = sum(checks.values())
    if not total:
        return _("Er zijn nog geen afspraken over de organisatie.")
    kept = sum(n for status, n in checks.items() if str(status) == "kept")
    broken = sum(n for status, n in checks.items() if str(status) == "broken")
    return _("We houden {kept} van de {all} afspraken; {broken} houden we niet.").format(
        kept=kept, all=total, broken=broken
    )


def cards_words(answered: int, cards: int) -> str:
    """Whether people said how it is to work together."""
    if not cards:
        return _("Er is nog geen kaart over het samenwerken. Maak er een bij een samenwerkingsafspraak.")
    if not answered:
        return ngettext(
            "Er is {n} kaart over het samenwerken. Vraag die aan het begin van de bijeenkomst.",
            "Er zijn {n} kaarten over het samenwerken. Vraag die aan het begin van de bijeenkomst.",
            cards,
        ).format(n=cards)
    return _("{n} van de {all} kaarten zijn op de bijeenkomst beantwoord.").format(n=answered, all=cards)


def version_words(title: str | None, begins: date | None, *, is_new: bool) -> str:
    """Which text counts, and whether it is of this year."""
    if title is None:
        return _("Er is nog geen tekst van de overeenkomst.")
    words = (
        _("Er is een nieuwe versie: {title}, geldt vanaf {day}.")
        if is_new
        else _("De tekst van nu is {title}, sinds {day}. Verandert er iets? Begin dan een nieuwe versie.")
    )
    return words.format(title=title, day=short_day(begins))


def unsigned_words(names: Sequence[str]) -> str:
    """Who must sign the new version; that all did without names."""
    if not names:
        return _("Alle partijen hebben deze versie getekend.")
    return ngettext("Moet nog tekenen: {names}.", "Moeten nog tekenen: {names}.", len(names)).format(
        names=listed(names)
    )


def change_words(code: str, before: str | None, after: str | None) -> tuple[str, str, str]:
    """What changed, what it was, and what it became: for a table."""
    return code, before or _("stond er niet in"), after or _("staat er niet meer in")


def series_words(count: int, year: int) -> str:
    """How many projects are in next year's series."""
    if not count:
        return _("In de reeks van {year} staat nog geen project.").format(year=year)
    return ngettext(
        "In de reeks van {year} staat {n} project.", "In de reeks van {year} staan {n} projecten.", count
    ).format(year=year, n=count)
