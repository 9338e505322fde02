"""What would mend a rule of the organisation that is not kept (yet)."""

from collections.abc import Callable

from sok_metrics.nouns.outcomes import CheckReason, CheckStatus, Part, RuleName
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.formats import day


def mend_sentence(part: Part, *, is_past: bool) -> str:
    """What people can do about one part; empty where nothing needs to be done."""
    if part.status is CheckStatus.KEPT or part.reason is CheckReason.NOT_STARTED:
        return ""
    if part.unmarked and part.name in _MEETING_NAMES:
        return ngettext(
            "Zet erbij of {n} bijeenkomst die gepland stond, is gehouden.",
            "Zet erbij of {n} bijeenkomsten die gepland stonden, zijn gehouden.",
            len(part.unmarked),
        ).format(n=len(part.unmarked))
    if part.name is None or part.reason is CheckReason.NOT_COUNTED:
        return _("Kijk er samen naar bij de beoordeling, of spreek een getal af.")
    return (_MENDS_PAST if is_past else _MENDS).get(part.name, _nothing)(part)


_MEETING_NAMES = (RuleName.REVIEWS, RuleName.MONTHLY_MEETINGS, RuleName.ASSESSMENTS)


def _nothing(_part: Part) -> str:
    return ""


def _plan_reviews(part: Part) -> str:
    if part.status is CheckStatus.BROKEN:
        return _("Dit jaar lukt het niet meer. Plan de bijeenkomsten van volgend jaar nu al.")
    to_plan = part.required - part.found - part.planned
    if to_plan <= 0:
        return _("Ze staan gepland. Nodig de mensen uit.")
    return ngettext("Plan nog {n} bijeenkomst.", "Plan nog {n} bijeenkomsten.", to_plan).format(n=to_plan)


def _plan_assessments(part: Part) -> str:
    if part.status is CheckStatus.BROKEN:
        return _("Dit jaar lukt het niet meer. Plan de beoordeling van volgend jaar nu al.")
    if part.found + part.planned >= part.required:
        return _("De beoordeling staat gepland. Leg de cijfers klaar.")
    return _("Plan een beoordeling van proces, doelen en resultaten.")


def _plan_monthly(part: Part) -> str:
    if part.missed_months:
        return _("Een maand die voorbij is, haalt u niet meer in. Plan het overleg voor elke maand vooruit.")
    if part.status is CheckStatus.DUE_SOON:
        return _("Plan het overleg van deze maand.")
    return ""


def _prepare_agenda(part: Part) -> str:
    if part.reason is CheckReason.NO_RECORDS:
        return ""
    if part.reason is CheckReason.NOT_PREPARED and part.day is not None:
        return _("Zet voor {day} bij elk agendapunt om welke waarde of welk doel het gaat.").format(
            day=day(part.day)
        )
    return _link_items(part)


def _link_items(_part: Part) -> str:
    return _("Was het er wel over? Zet dan de waarde of het doel bij het agendapunt.")


def _ask_cards(part: Part) -> str:
    if part.reason is CheckReason.NO_RECORDS:
        return ""
    return _("Zijn er kaarten ingevuld? Tel ze dan alsnog. Neem ze de volgende keer mee.")


def _constant(words: str) -> Callable[[Part], str]:
    return lambda _part: words


_MENDS: dict[RuleName, Callable[[Part], str]] = {
    RuleName.REVIEWS: _plan_reviews,
    RuleName.MONTHLY_MEETINGS: _plan_monthly,
    RuleName.ASSESSMENTS: _plan_assessments,
    RuleName.FIRST_TIMERS: _constant(
        _("Nodig nieuwe mensen uit, en tel bij elke bijeenkomst wie er nieuw is.")
    ),
    RuleName.PROJECT_SERIES: _constant(_("Kies samen nieuwe projecten voor het werkboek.")),
    RuleName.ADJUSTMENTS: _constant(
        _("Besluit samen of de overeenkomst anders moet, en schrijf dat besluit op. Nee mag ook.")
    ),
    RuleName.LINKED_ITEMS: _prepare_agenda,
    RuleName.CARDS: _ask_cards,
    RuleName.BUDGET_FUNDS: _constant(_("Zoek nieuw geld voor de energiebegroting, of vraag om uitstel.")),
    RuleName.PROCESS_GROUP: _constant(_("Kies een procesgroep op de volgende bijeenkomst.")),
    RuleName.PLANS: _constant(_("Schrijf het plan bij het project.")),
    RuleName.CONTACTS: _constant(
        _("Vraag per project iemand die bereikbaar wil zijn, en leg vast dat naam en nummer zichtbaar mogen.")
    ),
    RuleName.RUNS_UNTIL: _constant(_("Spreek af tot wanneer de overeenkomst loopt.")),
}

_MENDS_PAST: dict[RuleName, Callable[[Part], str]] = {
    RuleName.LINKED_ITEMS: _link_items,
    RuleName.PLANS: _MENDS[RuleName.PLANS],
    RuleName.CARDS: _constant(_("Zijn er kaarten ingevuld? Tel ze dan alsnog.")),
    RuleName.ADJUSTMENTS: _constant(_("Is er wel over besloten? Schrijf het besluit dan alsnog op.")),
}
"""A year that is over: only what may not have been written down."""
