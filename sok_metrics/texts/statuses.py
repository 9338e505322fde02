"""The words of statuses, reasons, flags and choices."""

from typing import Any

from sok_metrics.nouns import TABLES_BY_NAME
from sok_metrics.nouns.model import Frequency, Reason, Status
from sok_metrics.texts import _
from sok_metrics.texts.formats import NOTHING, is_present

_LOOKS: dict[Status, tuple[str, str, str]] = {
    Status.ACHIEVED: ("check_circle", _("doel gehaald"), _("gehaald")),
    Status.ON_TRACK: ("trending_up", _("op schema"), _("op schema")),
    Status.SLIGHTLY_BEHIND: ("schedule", _("loopt iets achter"), _("iets achter")),
    Status.FAR_BEHIND: ("error", _("loopt ver achter"), _("ver achter")),
    Status.MISSED: ("cancel", _("niet gehaald"), _("niet gehaald")),
    Status.WRONG_WAY: ("trending_down", _("gaat de verkeerde kant op"), _("verkeerde kant op")),
    Status.RIGHT_WAY: ("trending_up", _("gaat de goede kant op"), _("goede kant op")),
    Status.UNCHANGED: ("trending_flat", _("blijft ongeveer gelijk"), _("ongeveer gelijk")),
    Status.TOO_FEW: ("help", _("te weinig metingen"), _("te weinig metingen")),
    Status.NOT_MEASURED: ("help", _("niet gemeten"), _("niet gemeten")),
    Status.NO_JUDGEMENT: ("forum", _("geen oordeel"), _("geen oordeel")),
}
"""Icon, word, and the word after a count."""
STATUS_ICON: dict[Status, str] = {status: icon for status, (icon, _word, _short) in _LOOKS.items()}
"""The Material Symbols name of each status."""
GOOD = (Status.ACHIEVED, Status.ON_TRACK, Status.RIGHT_WAY)
UNKNOWN = (Status.TOO_FEW, Status.NOT_MEASURED, Status.NO_JUDGEMENT)
"""Of which we cannot say how it goes."""


def status_word(status: Status | str) -> str:
    """The word of a status, as it stands beside its icon."""
    return _LOOKS[Status(status)][1]


def short_status_word(status: Status | str) -> str:
    """The word of a status as it stands after a count: right for one and for many."""
    return _LOOKS[Status(status)][2]


def reason_sentence(reason: Reason | str) -> str:
    """Why a series gets no judgement (or what to talk about beside it), and what one can do about it."""
    return {
        Reason.NO_DIRECTION: _(
            "Er is niet afgesproken welke kant goed is. Praat samen over wat dit cijfer zegt."
        ),
        Reason.STORY: _("Dit zijn verhalen. Die lezen we samen; we geven er geen cijfer voor."),
        Reason.CARD: _("Dit is wat mensen aan tafel vinden. Dat vergelijken we niet met een streefwaarde."),
        Reason.TARGET_EQUALS_BASELINE: _(
            "De streefwaarde is gelijk aan de nulmeting. "
            "Praat samen over een andere, of kies de richting 'houden zo'."
        ),
        Reason.TARGET_AGAINST_DIRECTION: _(
            "De streefwaarde ligt aan de verkeerde kant van de nulmeting. "
            "Controleer ze allebei, en praat samen over de streefwaarde."
        ),
        Reason.TARGET_DATE_BEFORE_BASELINE: _(
            "De streefdatum ligt voor de nulmeting. Controleer de twee datums."
        ),
        Reason.TARGET_DATE_PASSED: _(
            "De streefdatum is voorbij, maar het cijfer van die dag is er nog niet. Vul het in als het er is."
        ),
        Reason.TARGET_IS_ITSELF: _("De reeks is haar eigen streefwaarde. Kies een andere reeks."),
        Reason.INTERIM_CONTRADICTS: _(
            "Een tussendoel ligt niet tussen de nulmeting en de streefwaarde. Verbeter het tussendoel."
        ),
        Reason.NO_TARGET_DATE: _("Er is een streefwaarde, maar geen streefdatum. Spreek een datum af."),
        Reason.BASELINE_WITHOUT_DATE: _("De nulmeting heeft geen datum. Vul de datum van de nulmeting in."),
        Reason.RANGE_INCOMPLETE: _(
            "De grenzen zijn niet compleet. Vul de laagste en de hoogste waarde in; de laagste komt eerst."
        ),
        Reason.TARGET_SERIES_EMPTY: _("De reeks die als streefwaarde dient, heeft nog geen metingen."),
        Reason.TARGET_OUT_OF_BOUNDS: _("De streefwaarde kan niet: die ligt buiten wat mogelijk is."),
        Reason.GROWTH_NEEDS_POSITIVE: _(
            "Een groeipercentage werkt alleen met cijfers boven nul. Kies het rechte pad."
        ),
        Reason.COMPARISON: _("Dit cijfer is om mee te vergelijken. Er is niets over afgesproken."),
        Reason.SMALL_COUNTS: _(
            "Dit gaat over kleine aantallen. We laten ze niet zien, om mensen te beschermen. "
            "Cijfers waaruit u ze kunt berekenen ook niet."
        ),
    }[Reason(reason)]


def short_reason(reason: Reason | str) -> str:
    """Why a series gets no judgement, in the few words that fit in a chart title."""
    return {
        Reason.NO_DIRECTION: _("hier hoort een gesprek bij"),
        Reason.STORY: _("verhalen, zonder oordeel"),
        Reason.CARD: _("wat mensen aan tafel vinden"),
        Reason.TARGET_EQUALS_BASELINE: _("geen oordeel, streefwaarde is de nulmeting"),
        Reason.TARGET_AGAINST_DIRECTION: _("geen oordeel, streefwaarde klopt niet"),
        Reason.TARGET_DATE_BEFORE_BASELINE: _("geen oordeel, streefdatum klopt niet"),
        Reason.TARGET_DATE_PASSED: _("geen oordeel, cijfer van de streefdatum volgt"),
        Reason.TARGET_IS_ITSELF: _("geen oordeel, streefwaarde is de reeks zelf"),
        Reason.INTERIM_CONTRADICTS: _("geen oordeel, tussendoel klopt niet"),
        Reason.NO_TARGET_DATE: _("geen oordeel, er is geen streefdatum"),
        Reason.BASELINE_WITHOUT_DATE: _("geen oordeel, nulmeting heeft geen datum"),
        Reason.RANGE_INCOMPLETE: _("geen oordeel, grenzen zijn niet compleet"),
        Reason.TARGET_SERIES_EMPTY: _("geen oordeel, streefwaarde is nog niet bekend"),
        Reason.TARGET_OUT_OF_BOUNDS: _("geen oordeel, streefwaarde kan niet"),
        Reason.GROWTH_NEEDS_POSITIVE: _("geen oordeel, groeipercentage kan hier niet"),
        Reason.COMPARISON: _("om mee te vergelijken"),
        Reason.SMALL_COUNTS: _("geen oordeel, te kleine aantallen"),
    }[Reason(reason)]


def flag_words(row: Any) -> list[str]:
    """What stands beside the status of one row of assess(): out of date, slipping, example."""
    words = []
    if is_true(row, "is_outdated"):
        words.append(_("verouderd"))
    if is_true(row, "is_slipping"):
        words.append(_("gehaald maar zakt terug"))
    if is_true(row, "is_example"):
        words.append(_("voorbeeld"))
    return words


def is_true(row: Any, column: str) -> bool:
    """Whether a yes/no column of a row says yes; missing is no."""
    value = getattr(row, column, False)
    return is_present(value) and bool(value)


def frequency_words(code: str) -> str:
    """How often an indicator is measured: "elk jaar"."""
    words: dict[str, str] = {
        Frequency.MONTHLY: _("elke maand"),
        Frequency.QUARTERLY: _("elk kwartaal"),
        Frequency.PER_REVIEW: _("bij elke voortgangsbijeenkomst"),
        Frequency.HALF_YEARLY: _("elk half jaar"),
        Frequency.YEARLY: _("elk jaar"),
        Frequency.TWO_YEARLY: _("om de twee jaar"),
        Frequency.ONCE: _("één keer"),
    }
    return words.get(code, NOTHING)


def choice_word(table: str, column: str, code: Any) -> str:
    """The word that people use for a code in the store, such as "loopt" for a running project."""
    if not is_present(code):
        return NOTHING
    return _(TABLES_BY_NAME[table].column(column).words.get(str(code), str(code)))
