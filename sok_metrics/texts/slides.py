"""The words on the screen of the room: short, as the back row reads them from ten metres."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sok_metrics.nouns.outcomes import Turn
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.formats import day, is_present, number, percentage, short_day, weekday, whole_euros
from sok_metrics.texts.meetings import days_late_words
from sok_metrics.texts.statuses import choice_word

LONGEST_LINE = 180
"""Characters of one line of a list; a whole story stands in the dashboard."""

TURN_SIGN = {Turn.BETTER: "↗", Turn.WORSE: "↘", Turn.NEW: "+", Turn.DONE: "✓", Turn.OTHER: "·"}


def cut(text: str, longest: int = LONGEST_LINE) -> str:
    """A text in one paragraph, ended at a word where it is too long for the screen."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rsplit(" ", 1)[0][: longest - 1] + " …"


def welcome_words(meeting: Any) -> str:
    """When and where the meeting is."""
    at = _(" om {time}").format(time=meeting.start_time.lstrip("0")) if is_present(meeting.start_time) else ""
    where = f" · {meeting.place}" if is_present(meeting.place) else ""
    return f"{weekday(meeting.held_on)}{at}{where}"


def point_detail(point: Any) -> str:
    """Who brought a point of the agenda, and how long it may take."""
    parts = []
    if is_present(point.brought_by):
        parts.append(
            _("ingebracht door: {group}").format(
                group=choice_word("agenda_item", "brought_by", point.brought_by)
            )
        )
    if is_present(point.minutes_planned) and point.minutes_planned:
        parts.append(minutes_words(int(point.minutes_planned)))
    return " · ".join(parts)


def minutes_words(minutes: int) -> str:
    """How long a point may take."""
    return ngettext("{n} minuut", "{n} minuten", minutes).format(n=minutes)


def point_place(position: int, total: int) -> str:
    """Which point of the agenda this is: "punt 4 van 14"."""
    return _("punt {n} van {total}").format(n=position, total=total)


def rest_words(rest: int) -> str:
    """That there is more than fits on the screen; empty when there is not."""
    return _("en nog {n}").format(n=rest) if rest else ""


def no_change_words() -> str:
    """What stands under the sentence when nothing changed."""
    return _("Er is niets veranderd in de cijfers, projecten en acties.")


def no_review_words() -> str:
    """That there is no earlier review to compare with."""
    return _("Er was nog geen voortgangsbijeenkomst. Dit is de eerste keer.")


def action_detail(action: Any) -> str:
    """Who does an action, and when it must be done."""
    who = action.owner_party if is_present(action.owner_party) else _("nog van niemand")
    if action.state == "late":
        when = days_late_words(int(action.days_late))
    elif is_present(action.due_on):
        when = _("klaar voor {day}").format(day=short_day(action.due_on))
    else:
        when = _("geen datum")
    return f"{who} · {when}"


def further_charts(place: int, count: int) -> str:
    """Above the charts that did not fit beside the sentence; `place` counts from 0."""
    return _("Meer cijfers ({n} van {total})").format(n=place + 1, total=count)


def spotlight_heading(count: int) -> str:
    """Above who is put in the spotlight, or the question who that will be."""
    return _("In het zonnetje") if count else _("Wie of wat zetten we vandaag in het zonnetje?")


def decision_detail(decision: Any) -> str:
    """How something was decided, as far as that was written down, and when we look at it again."""
    parts = []
    if is_present(getattr(decision, "how", None)):
        parts.append(choice_word("decision", "how", decision.how))
    if is_present(decision.review_on):
        parts.append(_("opnieuw bekijken op {day}").format(day=day(decision.review_on)))
    return " · ".join(parts)


def asked_for_decision() -> str:
    """Above a decision that still has to be taken."""
    return _("Wat besluiten we?")


def budget_words(available: Decimal, granted: Decimal, paid: Decimal) -> str:
    """The state of the money in one sentence."""
    there = whole_euros(available)
    if not granted:
        words = _("Van {there} is nog niets toegekend.").format(there=there)
    else:
        words = _("Van {there} is {granted} toegekend en {paid} betaald.").format(
            there=there, granted=whole_euros(granted), paid=whole_euros(paid)
        )
    return words.replace("€ ", "€\N{NO-BREAK SPACE}")


def no_budget_words() -> str:
    """That there is no money in the books."""
    return _("Er staat nog geen geld in de energiebegroting.")


def projects_got_heading() -> str:
    """Above what was granted to each project."""
    return _("Dit is er toegekend aan de projecten")


def closing_heading() -> str:
    """What the last slide says."""
    return _("Bedankt voor uw komst")


def closing_words(agreed: int, next_on: Any) -> str:
    """How many actions were agreed this evening, and when we meet again."""
    words = ngettext("We spraken vandaag {n} actie af.", "We spraken vandaag {n} acties af.", agreed).format(
        n=agreed
    )
    if not agreed:
        words = _("Het verslag komt in het dashboard.")
    if next_on is not None:
        words += " " + _("De volgende keer is op {day}.").format(day=day(next_on))
    return words


def question_words(question: str, name: str) -> str:
    """The question on a card; its name where nobody wrote one."""
    return question or name


def score_words(row: Any, high: float) -> str:
    """What the room gave a card: the median, how many answered, and how many percent gave a 4 or a 5."""
    return _("Middelste score {median} van 5 · {n} antwoorden · {share} gaf een 4 of 5").format(
        median=number(row.median), n=number(row.n, 0), share=percentage(high, 0)
    )


def earlier_words(median: Any) -> str:
    """What the room gave a card at the meeting before; empty when it was never asked before."""
    if not is_present(median):
        return ""
    return _("Vorige keer: {score} van 5").format(score=number(median))


def card_groups_title(row: Any, *, is_now: bool) -> str:
    """Above the answers per group; with the day, when they are not of this meeting."""
    if is_now:
        return _("Per groep (vanaf vijf antwoorden)")
    return _("Per groep op {day} (vanaf vijf antwoorden)").format(day=day(row.held_on))


def no_result_words() -> str:
    """That what stands here is of earlier meetings."""
    return _("Van deze bijeenkomst is er nog geen uitslag om te tonen. Dit zijn de vorige keren.")


def card_over_time_title() -> str:
    """Above the answers of this meeting and those before."""
    return _("Vandaag en eerder")


def not_asked_words() -> str:
    """That a card still has to be opened."""
    return _("Deze kaart is nog niet gevraagd.")


def voting_words() -> str:
    """What people do while a card is open."""
    return _("Geef uw antwoord op uw telefoon: 1 is helemaal niet, 5 is helemaal wel.")


def measured_head() -> str:
    """Before the counts of what was measured."""
    return _("Gemeten")


def experienced_head() -> str:
    """Before what the room gave."""
    return _("Ervaren")


def listed_findings(findings: Sequence[str]) -> str:
    """What the leader may ask about."""
    return _("Vraag door over: {what}").format(what="; ".join(findings))
