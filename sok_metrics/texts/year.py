"""The sentences of the year wheel: what was, what comes, and what is late."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sok_metrics.texts import _, ngettext
from sok_metrics.texts.formats import DUTCH, listed, short_day
from sok_metrics.texts.meetings import days_late_words


def year_sentence(held: int, promised: int | None, to_plan: int, late: int, *, year: int) -> str:
    """How a year does: the review meetings against the promise, and how much is late."""
    if promised:
        words = (
            _("In {year} waren er {held} voortgangsbijeenkomsten; {promised} waren er beloofd.")
            if held >= promised
            else _("In {year} waren er {held} van de {promised} voortgangsbijeenkomsten.")
        ).format(year=year, held=held, promised=promised)
    else:
        words = ngettext(
            "In {year} was er {held} voortgangsbijeenkomst.",
            "In {year} waren er {held} voortgangsbijeenkomsten.",
            held,
        ).format(year=year, held=held)
    parts = [words]
    if to_plan:
        plan = ngettext("Er moet er nog {n} gepland worden.", "Er moeten er nog {n} gepland worden.", to_plan)
        parts.append(plan.format(n=to_plan))
    if late:
        parts.append(ngettext("{n} ding is te laat.", "{n} dingen zijn te laat.", late).format(n=late))
    return " ".join(parts)


def lane_words(monthly_name: str) -> Mapping[str, str]:
    """What each kind of day is called; the monthly meeting has a name of its own."""
    return {
        "review": _("Voortgang"),
        "assessment": _("Beoordeling"),
        "monthly": monthly_name,
        "other": _("Andere bijeenkomst"),
        "money_ends": _("Einde van geld"),
        "second_look": _("Besluit opnieuw bekijken"),
        "not_shared": _("Nog niet te delen"),
    }


def state_words() -> Mapping[str, str]:
    """Whether what belongs to a day was, comes, or is late."""
    return {"held": _("geweest"), "planned": _("komt nog"), "late": _("te laat")}


def sign_words() -> str:
    """What the marks of the chart mean."""
    return _("vol: geweest · open: komt nog · ruit: te laat")


def late_words(day: date, today: date) -> str:
    """Of when something was, and by how many days it is late."""
    return f"{short_day(day)} · {days_late_words((today - day).days)}"


def missing_assessment(year: int) -> str:
    """That nobody planned the yearly assessment."""
    return _("De beoordeling van {year} is nog niet gepland.").format(year=year)


def missed_months_words(months: Sequence[int], monthly_name: str) -> str:
    """The months that passed without a monthly meeting."""
    names = DUTCH.months["stand-alone"]["wide"]
    return _("Geen {meeting} in {months}.").format(
        meeting=monthly_name, months=listed([names[month] for month in months])
    )


def day_words(one: Any, lane: str, state: str) -> str:
    """One day in words: "12 mrt 2027 Voortgang lente (geweest)"."""
    return f"{short_day(one.day)} {one.title} ({lane}, {state})"
