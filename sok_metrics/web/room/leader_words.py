"""The words of the page of who leads; what changes is filled in by its script."""

from collections.abc import Sequence
from functools import cache
from html import escape
from importlib import resources
from string import Template

from sok_metrics.texts import _
from sok_metrics.texts.notes import NOTES_PATH
from sok_metrics.web.room.places import ROOM_PATH, SCREEN_PATH


def leader_html(base: str, meetings: Sequence[tuple[int, str]]) -> str:
    """The page before its script fills it in; `meetings` are those to choose from."""
    words = {name: escape(text) for name, text in _page_words().items()}
    return _template().substitute(
        words,
        home=escape(f"{base}/"),
        screen=escape(base + SCREEN_PATH),
        counting=escape(f"{base}{ROOM_PATH}/tellen"),
        notes=escape(base + NOTES_PATH),
        options="".join(f'<option value="{number}">{escape(title)}</option>' for number, title in meetings),
        advice="".join(f"<li>{escape(sentence)}</li>" for sentence in _advice()),
    )


@cache
def _template() -> Template:
    source = resources.files("sok_metrics.web.room").joinpath("assets", "leader.html")
    return Template(source.read_text(encoding="utf-8"))


def script_words() -> dict[str, str]:
    """The words that the script of the page shows."""
    return {
        "lost": _("Geen verbinding met het dashboard. We proberen het opnieuw."),
        "none": _("Dit is de laatste dia."),
        "screens": _("computers die meekijken, met deze erbij: {n}"),
        "slide": _("dia {n} van {total}"),
        "closed": _("afgesloten"),
        "left": _("nog {time} van de {minutes} minuten"),
        "over": _("{time} over de {minutes} minuten heen"),
        "spent": _("{time} bezig"),
        "start": _("Klok verder"),
        "pause": _("Klok stil"),
        "show": _("Beeld terug (B)"),
        "blank": _("Zwart beeld (B)"),
        "open_card": _("Open deze kaart"),
        "close_card": _("Sluit deze kaart"),
        "card_closed": _("gesloten"),
        "answers": _("antwoorden: {n}"),
        "sure_close": _("Deze kaart sluiten? Daarna kan niemand er meer op antwoorden."),
        "sure_other": _(
            "Er staat een andere bijeenkomst op het scherm. Kaarten die nog open staan, sluiten we en tellen "
            "we. Toch deze kiezen?"
        ),
        "sure_off": _(
            "Er staan nog kaarten open. Die sluiten we en tellen we. Daarna kan niemand er meer op "
            "antwoorden. Doorgaan?"
        ),
        "room_open": _("De zaal is open tot {time}. Dan gaat zij vanzelf dicht."),
        "room_opening": _("De zaal gaat open…"),
        "other_addresses": _("Lukt het niet? Deze computer heeft ook dit adres: {addresses}"),
        "pictures": _("We bewaren de grafieken van dit punt voor het verslag…"),
    }


def _page_words() -> dict[str, str]:
    return {
        "which_meeting": _("Welke bijeenkomst komt op het scherm?"),
        "meeting": _("Bijeenkomst"),
        "put_on_screen": _("Zet op het scherm"),
        "now": _("Nu op het scherm"),
        "next": _("Hierna"),
        "steer": _("Bedienen"),
        "previous": _("← Vorige"),
        "forward": _("Volgende →"),
        "blank": _("Zwart beeld (B)"),
        "pause": _("Klok stil"),
        "reset": _("Klok op nul"),
        "smaller": _("Kleiner (−)"),
        "larger": _("Groter (+)"),
        "keys": _(
            "Met toetsen of een klikker: pijltjes, of PageUp en PageDown. B is een zwart beeld. "
            "Home is het begin en End het einde. Met + en − wordt het beeld groter en kleiner."
        ),
        "cards": _("Stemkaarten"),
        "this_point": _("Dit punt"),
        "discussed": _("Besproken: sluit dit punt"),
        "next_time": _("Naar de volgende keer"),
        "dropped": _("Dit punt vervalt"),
        "reopen": _("Toch weer openen"),
        "all_slides": _("Alle dia's"),
        "screen_and_phones": _("Het scherm en de telefoons"),
        "open_screen": _("Open het scherm voor de beamer"),
        "screen_help": _(
            "Sleep dat venster naar de beamer en druk op F11. De toets D wisselt licht en donker."
        ),
        "room_help": _(
            "Met de zaalmodus doen telefoons in de zaal mee. Alleen de pagina's van de zaal staan dan open "
            "op het netwerk; het dashboard niet."
        ),
        "room_on": _("Zaalmodus aan"),
        "room_off": _("Zaalmodus uit"),
        "does_it_work": _("Werkt het op een telefoon?"),
        "stop": _("Haal deze bijeenkomst van het scherm"),
        "sure_stop": _(
            "Hiermee gaat de bijeenkomst van het scherm. Kaarten die nog open staan, sluiten we en tellen "
            "we. Doorgaan?"
        ),
        "count_paper": _("Kaarten van papier of handen tellen, en de deur"),
        "take_notes": _("Notuleren"),
        "to_dashboard": _("Naar het dashboard"),
        "noscript": _("Zet JavaScript aan in deze browser."),
    }


def _advice() -> Sequence[str]:
    """What to try before people come in."""
    return (
        _(
            "Probeer het voor de avond. Zet uw telefoon op dezelfde wifi, scan de code "
            "en kijk of de pagina komt."
        ),
        _("Vraagt Windows of dit programma op het netwerk mag? Zeg dan ja voor dit netwerk."),
        _(
            "Veel openbare wifi houdt apparaten uit elkaar. Dan helpt een eigen hotspot, van een telefoon of "
            "van deze computer. Laat iedereen daarop inloggen, en zet de zaalmodus uit en weer aan."
        ),
        _("Internet is niet nodig. Een hotspot zonder internet is genoeg."),
        _(
            "Een Android-telefoon kan zelf weggaan van een hotspot zonder internet. Vraagt hij of hij "
            "verbonden moet blijven? Kies dan ja. Gaat het toch mis, zet dan mobiele data uit."
        ),
        _("Lukt het niet? Gebruik kaarten van papier of tel handen, en typ de aantallen in."),
    )
