"""The words of the page on which somebody notes during a meeting."""

from collections.abc import Mapping
from datetime import date

from sok_metrics.texts import _, ngettext
from sok_metrics.texts.formats import day
from sok_metrics.texts.statuses import choice_word

NOTES_PATH = "/notuleren"
"""Where that page stands."""


def page_words() -> dict[str, str]:
    """What the script of the page says; {…} it fills in itself."""
    return {
        "typing": _("Wordt bewaard…"),
        "saved": _("Bewaard om {time}"),
        "kept": _("Staat in het verslag"),
        "trying": _("Nog niet bewaard, ik probeer het opnieuw"),
        "signedOut": _("Nog niet bewaard: u bent niet meer aangemeld. Uw tekst blijft op dit apparaat."),
        "signIn": _("Meld u aan in een ander tabblad"),
        "allSaved": _("Alles is bewaard."),
        "waiting": _("Nog niet bewaard: {n}. Laat deze pagina open."),
        "conflict": _("Iemand anders schreef hier ook. Beide teksten zijn bewaard. Kies wat er moet staan."),
        "theirs": _("Van {name}, {time}"),
        "takeMine": _("Houd wat in het veld staat"),
        "takeTheirs": _("Neem deze tekst"),
        "takeBoth": _("Zet ze onder elkaar"),
        "form": _("een formulier van het dashboard"),
        "remove": _("Haal weg"),
        "removed": _("Weggehaald."),
        "putBack": _("Zet terug"),
        "more": _("Meer: {labels}"),
        "nothing": _("kies"),
        "done": _("Klaar met dit punt"),
        "again": _("Open dit punt weer"),
        "isDone": _("klaar"),
        "noPoints": _("Er staan nog geen punten op de agenda. Zet die er eerst op, bij de bijeenkomst."),
        "hint": _("Met Ctrl en Enter begint u het volgende."),
        "stays": _("Uw laatste woorden zijn nog niet bewaard."),
    }


def meeting_facts(values: Mapping[str, str | None]) -> str:
    """The day, time and place of a meeting, of its row in canonical text."""
    held_on = values["held_on"]
    when = day(date.fromisoformat(held_on)) if held_on else ""
    return " · ".join(part for part in (when, values["start_time"], values["place"]) if part)


def point_facts(values: Mapping[str, str | None]) -> str:
    """Why a point is on the agenda, for how long, and who brought it in."""
    minutes, brought_by = values["minutes_planned"], values["brought_by"]
    parts = (
        values["reason"] or "",
        ngettext("{n} minuut", "{n} minuten", int(minutes)).format(n=minutes) if minutes else "",
        _("ingebracht door: {group}").format(group=choice_word("agenda_item", "brought_by", brought_by))
        if brought_by
        else "",
    )
    return " · ".join(part for part in parts if part)
