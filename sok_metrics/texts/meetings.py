"""The sentences about meetings, actions, decisions and the work of an evening."""

from datetime import date
from typing import Any

from sok_metrics.nouns.model import MeetingKind, Withheld, Withholding
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.formats import (
    day,
    headed,
    is_present,
    listed,
    number,
    percentage,
    shown_figure,
    weekday,
    withheld_word,
)
from sok_metrics.texts.statuses import choice_word


def reviews_sentence(held: int, promised: int | None, next_on: date | None, *, year: int) -> str:
    """How many review meetings there were this year of those promised, and when the next one is."""
    coming = (
        _("De volgende is op {day}.").format(day=day(next_on))
        if next_on is not None
        else _("De volgende is nog niet gepland.")
    )
    return f"{_held_words(held, promised, year)} {coming}"


def _held_words(held: int, promised: int | None, year: int) -> str:
    if held == 0 and not promised:
        return _("In {year} was er nog geen voortgangsbijeenkomst.").format(year=year)
    if promised is None or held > promised:
        return ngettext(
            "In {year} was er {held} voortgangsbijeenkomst.",
            "In {year} waren er {held} voortgangsbijeenkomsten.",
            held,
        ).format(year=year, held=held)
    if held == 0:
        return _("In {year} was er nog geen van de {promised} beloofde voortgangsbijeenkomsten.").format(
            year=year, promised=promised
        )
    return ngettext(
        "In {year} was er {held} van de {promised} beloofde voortgangsbijeenkomsten.",
        "In {year} waren er {held} van de {promised} beloofde voortgangsbijeenkomsten.",
        held,
    ).format(year=year, held=held, promised=promised)


def kind_word(kind: str, monthly_name: str) -> str:
    """What a kind of meeting is called; the monthly one as the neighbourhood calls it."""
    return monthly_name if kind == MeetingKind.MONTHLY else headed(choice_word("meeting", "kind", kind))


def meeting_sentence(meeting: Any, today: date) -> str:
    """What one meeting was or will be: who came, when it is, or that it was cancelled."""
    held_on = meeting.held_on.date()
    if meeting.status == "cancelled":
        return _("Deze bijeenkomst van {day} ging niet door.").format(day=day(held_on))
    if meeting.status == "planned" and held_on < today:
        return _("Deze bijeenkomst was gepland op {day}. Er is nog niets over opgeschreven.").format(
            day=day(held_on)
        )
    if meeting.status == "planned":
        at = (
            _(" om {time}").format(time=meeting.start_time.lstrip("0"))
            if is_present(meeting.start_time)
            else ""
        )
        return _("Deze bijeenkomst is op {day}{at}.").format(day=weekday(held_on), at=at)
    if isinstance(people := shown_figure(meeting, "attendance", "attendance_hidden"), Withheld):
        return _("Er waren {few} mensen.").format(few=withheld_word(people))
    if not is_present(meeting.attendance) or meeting.attendance == 0:
        return _("Hoeveel mensen er waren, is niet geteld.")
    counted = ngettext("Er was {n} mens", "Er waren {n} mensen", int(meeting.attendance))
    share = _("; {share} is bewoner of van een initiatief.").format(
        share=percentage(meeting.resident_share, 0)
    )
    return counted.format(n=number(meeting.attendance, 0)) + share


def attendance_words(meeting: Any) -> str:
    """How many people came, with the share of the neighbourhood itself, in a few words."""
    if isinstance(people := shown_figure(meeting, "attendance", "attendance_hidden"), Withheld):
        return _("{few} mensen").format(few=withheld_word(people))
    if not is_present(meeting.attendance) or meeting.attendance == 0:
        return _("niet geteld")
    counted = ngettext("{n} mens", "{n} mensen", int(meeting.attendance))
    return _("{people}, {share} uit de wijk").format(
        people=counted.format(n=number(meeting.attendance, 0)), share=percentage(meeting.resident_share, 0)
    )


def attendance_title(meeting: Any) -> str:
    """How many people came and how many of them were new: "22 mensen, minder dan 5 voor het eerst"."""
    people = shown_figure(meeting, "attendance", "attendance_hidden")
    if isinstance(people, Withheld):
        return _("{few} mensen").format(few=withheld_word(people)).capitalize()
    if not is_present(people):
        return ""
    counted = ngettext("{n} mens", "{n} mensen", int(people)).format(n=number(people, 0))
    new = shown_figure(meeting, "first_time_count", "first_time_hidden")
    if isinstance(new, Withheld) and new.why is not Withholding.SMALL:
        return _("{people}; hoeveel voor het eerst, wordt niet getoond").format(people=counted)
    first = withheld_word(new) if isinstance(new, Withheld) else number(new, 0)
    return _("{people}, {first} voor het eerst").format(people=counted, first=first)


def hidden_people_note() -> str:
    """Why some counts of people at a meeting are not shown."""
    return _("Kleine aantallen tonen we niet, en ook niet waaruit u die kunt berekenen.")


def unshown_card_note(row: Any) -> str:
    """Why nothing, or some group, is not shown of the answers to a card; a row of `unshown_cards`."""
    if row.is_corrected:
        return _("Deze antwoorden zijn later verbeterd. Kijk voor de antwoorden naar vandaag.")
    if row.group_name:
        words = _("Groepen met minder dan {limit} antwoorden, en wat die verraadt, staan er niet apart bij.")
        return words.format(limit=row.limit)
    return _("Er waren minder dan {limit} antwoorden. Die tonen we niet.").format(limit=row.limit)


def unshown_cards_note(rows: Any) -> str:
    """How many cards of one meeting are not shown, and why; rows of `unshown_cards` of everybody."""
    count = ngettext("Van {n} kaart", "Van {n} kaarten", len(rows)).format(n=len(rows))
    if rows["is_corrected"].any():
        words = _("{cards} zijn de antwoorden later verbeterd. Kijk daarvoor naar vandaag.")
    else:
        words = _("{cards} tonen we de antwoorden niet: het zijn er minder dan {limit}.")
    return words.format(cards=count, limit=rows["limit"].max())


def actions_sentence(total: int, open_count: int, late: int) -> str:
    """How many actions are open (late ones too) and how many of those are late."""
    if total == 0:
        return _("Er zijn nog geen acties.")
    if open_count == 0:
        return ngettext(
            "De ene actie is klaar.", "Van de {total} acties staat er geen meer open.", total
        ).format(total=total)
    if open_count == 1:
        opened = ngettext("De ene actie staat open", "Van de {total} acties is er 1 open", total)
        rest = _(", en die is te laat.") if late else _("; die is niet te laat.")
        return opened.format(total=total) + rest
    rest = (
        ngettext("; {late} daarvan is te laat.", "; {late} daarvan zijn te laat.", late)
        if late
        else _("; geen daarvan is te laat.")
    )
    return (_("Van de {total} acties zijn er {open} open") + rest).format(
        total=total, open=open_count, late=late
    )


def decisions_sentence(total: int, due: int) -> str:
    """How many decisions there are and how many of them must be looked at again now."""
    if total == 0:
        return _("Er zijn nog geen besluiten.")
    if due == 0:
        return ngettext(
            "Er is {total} besluit. Dat hoeft nu niet opnieuw bekeken te worden.",
            "Er zijn {total} besluiten. Geen daarvan hoeft nu opnieuw bekeken te worden.",
            total,
        ).format(total=total)
    return ngettext(
        "Van de {total} besluiten moet er {due} opnieuw bekeken worden.",
        "Van de {total} besluiten moeten er {due} opnieuw bekeken worden.",
        due,
    ).format(total=total, due=due)


def worklist_sentence(measurements: int, projects: int, actions: int, money: int, ideas: int) -> str:
    """How much asks for attention now, in one line."""
    parts = [
        (measurements, ngettext("{n} meting", "{n} metingen", measurements)),
        (projects, ngettext("{n} project", "{n} projecten", projects)),
        (actions, ngettext("{n} actie", "{n} acties", actions)),
        (money, ngettext("{n} bron van geld", "{n} bronnen van geld", money)),
        (ideas, ngettext("{n} idee", "{n} ideeën", ideas)),
    ]
    words = [word.format(n=count) for count, word in parts if count]
    if not words:
        return _("Er is nu niets dat aandacht vraagt.")
    return _("Nu vragen aandacht: {things}.").format(things=listed(words))


def days_late_words(days: int) -> str:
    """By how many days something is late: "21 dagen te laat"."""
    return ngettext("{n} dag te laat", "{n} dagen te laat", days).format(n=days)


def days_left_words(days: int) -> str:
    """How long there still is: "nog 39 dagen"; "vandaag de laatste dag"."""
    if days == 0:
        return _("vandaag is de laatste dag")
    return ngettext("nog {n} dag", "nog {n} dagen", days).format(n=days)
