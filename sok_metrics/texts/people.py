"""The words about people, what they agreed to, and forgetting them."""

from datetime import date
from typing import Any

from sok_metrics.nouns.model import PersonalField
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.fields import field_label, noun
from sok_metrics.texts.formats import short_day


def personal_field_word(field: PersonalField) -> str:
    """What a personal field is called: "naam", "P.S."."""
    return {
        PersonalField.NAME: _("naam"),
        PersonalField.PHONE: _("telefoon"),
        PersonalField.EMAIL: _("e-mail"),
        PersonalField.PERSONAL_NOTE: _("P.S."),
    }[field]


def people_sentence(people: int, unseen: int) -> str:
    """How many people are kept, and of how many not everything may be seen."""
    if not people:
        return _("Er staan nog geen mensen in dit bestand")
    words = ngettext("{n} persoon", "{n} mensen", people).format(n=people)
    if not unseen:
        return _("{people}; alles is te zien, met toestemming").format(people=words)
    return _("{people}; bij {n} is niet alles te zien").format(people=words, n=unseen)


def consent_words(kept: Any) -> str:
    """What is known of the consent for one field, in one sentence."""
    how = f" ({kept.how})" if kept.how else ""
    if kept.given_on is None:
        return _("geen toestemming") if kept.value else _("niet ingevuld")
    given = short_day(date.fromisoformat(kept.given_on))
    if kept.withdrawn_on is not None:
        return _("ingetrokken op {withdrawn}; gegeven op {given}{how}").format(
            withdrawn=short_day(date.fromisoformat(kept.withdrawn_on)), given=given, how=how
        )
    return _("toestemming sinds {given}{how}").format(given=given, how=how)


def place_words(place: Any) -> str:
    """Where a text with the name stands: "actie 12, wat er moet gebeuren"."""
    table, key, column = place.spot
    if table == "change_set":
        what = _("wie wijzigde") if column == "made_by" else _("reden")
        return _("wijziging {number}, {what}").format(number=key[0], what=what)
    if table == "draft":
        meeting, table, _key = key
        what = f"{noun(table).one}, {field_label(table, column).lower()}"
        return _("notities van bijeenkomst {number}, {what}").format(number=meeting, what=what)
    where = f"{noun(table).one} {', '.join(key)}, {field_label(table, column).lower()}"
    return where if place.is_now else _("{where} (in een eerdere versie)").format(where=where)
