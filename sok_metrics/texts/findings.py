"""The finding of one series in one line: the title of its chart or page."""

import re
from math import isclose
from typing import Any

from sok_metrics.nouns.model import Direction, IndicatorKind, Reason, Status
from sok_metrics.texts import _
from sok_metrics.texts.formats import figure, is_present, number
from sok_metrics.texts.statuses import UNKNOWN, is_true, short_reason

TITLE_LENGTH = 70
"""How long a title may be before the words that can be missed are left out."""

_TAKES_A_VERB = re.compile(
    r"^((het|de) )?(\w+ )?"
    r"\w*(verbruik|index|aandeel|aantal|armoede|uitstoot|verschil|vertrouwen|rondkomen|werk)\b",
    re.IGNORECASE,
)
"""Names that can be followed by "stijgt"; after others (plurals, clauses) we say what of it rises."""


def finding(row: Any) -> str:
    """What one row of assess() says, such as "Gasverbruik per woning daalt, maar iets te langzaam"."""
    status = Status(row.status)
    moves = status in _MOVING or (row.reason == Reason.NO_DIRECTION and not is_withheld(row))
    if is_true(row, "is_outdated") and moves:
        return _outdated_finding(row, status)
    if status in _SHORT_FINDINGS:
        return f"{_name(row)}: {_SHORT_FINDINGS[status](row)}"
    if row.direction in (Direction.RANGE, Direction.MAINTAIN):
        return f"{_name(row)}: {_level_finding(row, status)}"
    if status is Status.ACHIEVED:
        return f"{_name(row)}: {_achieved(row)}"
    return _moving(row, _verdict(status))


def _achieved(row: Any) -> str:
    if is_true(row, "is_slipping"):
        return _("streefwaarde gehaald, maar zakt terug")
    return _("streefwaarde gehaald")


def _too_few(row: Any) -> str:
    if row.measurement_count == 1:
        return _("één meting, nog geen oordeel")
    return _("te weinig metingen voor een oordeel")


def _missed(row: Any) -> str:
    return _("niet gehaald, het scheelt {amount}").format(amount=difference(row, row.shortfall))


def _no_judgement(row: Any) -> str:
    if not is_present(row.reason):
        return _("geen oordeel")
    if row.reason == Reason.NO_DIRECTION and change(row):
        movement = _("stijgt") if change(row) > 0 else _("daalt")
        return _("{what} {movement}; praat over wat dat betekent").format(
            what=what_moves(row), movement=movement
        )
    return short_reason(row.reason)


def _not_measured(row: Any) -> str:
    return _("nog niet gemeten")


_SHORT_FINDINGS = {
    Status.MISSED: _missed,
    Status.TOO_FEW: _too_few,
    Status.NOT_MEASURED: _not_measured,
    Status.NO_JUDGEMENT: _no_judgement,
}


_MOVING = set(Status) - set(UNKNOWN)


def _outdated_finding(row: Any, status: Status) -> str:
    """Old figures are told in the past tense, with the year in which they stop."""
    year = row.latest_date.year
    if status is Status.ACHIEVED:
        return _("{name}: gehaald in {year}; daarna niet gemeten").format(name=_name(row), year=year)
    if status is Status.MISSED:
        return _("{name}: niet gehaald; laatste cijfer is van {year}").format(name=_name(row), year=year)
    movement = {1: _("steeg"), -1: _("daalde"), 0: _("bleef gelijk")}[change(row)]
    if status is Status.UNCHANGED:
        movement = _("bleef ongeveer gelijk")
    return _("{subject} {movement} tot {year}; daarna niet gemeten").format(
        subject=_subject(row), movement=movement, year=year
    )


def _level_finding(row: Any, status: Status) -> str:
    """For an indicator that should stay within limits, or as it is."""
    if row.direction == Direction.MAINTAIN:
        if status is Status.ACHIEVED:
            return _("blijft op peil")
        return _("zakt onder het peil van de start")
    if status is Status.ACHIEVED:
        return _("binnen de afgesproken grenzen")
    if status is Status.WRONG_WAY:
        return _("buiten de grenzen en steeds verder weg")
    if status in (Status.ON_TRACK, Status.RIGHT_WAY):
        return _("buiten de grenzen, maar op de goede weg")
    return _("buiten de afgesproken grenzen")


def _verdict(status: Status) -> str:
    """What is said after "stijgt" or "daalt"."""
    return {
        Status.ON_TRACK: _(" en ligt op schema"),
        Status.SLIGHTLY_BEHIND: _(", maar iets te langzaam"),
        Status.FAR_BEHIND: _(", maar veel te langzaam"),
        Status.WRONG_WAY: _("; dat is de verkeerde kant op"),
        Status.RIGHT_WAY: _("; dat is de goede kant op"),
        Status.UNCHANGED: "",
    }[status]


def _moving(row: Any, verdict: str) -> str:
    if row.status == Status.UNCHANGED:
        return _("{subject} blijft ongeveer gelijk").format(subject=_subject(row))
    movement = {1: _("stijgt"), -1: _("daalt"), 0: _("blijft gelijk")}[change(row)]
    if change(row) == 0 and row.status == Status.FAR_BEHIND:
        verdict = _("; zo halen we de streefwaarde niet")
    return f"{_subject(row)} {movement}{verdict}"


def change(row: Any) -> int:
    """1 when the latest figure is above the baseline, -1 when below, 0 when equal, older or unknown."""
    latest, baseline = row.latest_value, row.effective_baseline_value
    if not (is_present(latest) and is_present(baseline)) or isclose(latest, baseline, abs_tol=1e-12):
        return 0
    if is_present(row.effective_baseline_date) and row.latest_date < row.effective_baseline_date:
        return 0
    return 1 if latest > baseline else -1


def difference(row: Any, size: float) -> str:
    """How far two figures of a series are apart; shares differ by percentage points."""
    if row.kind == IndicatorKind.PERCENTAGE or str(row.unit or "").startswith("%"):
        return _("{number} procentpunt").format(number=number(size))
    return figure(size, row.unit, row.kind)


def is_withheld(row: Any) -> bool:
    """Whether the latest figure or the baseline is not shown, so that nothing can be said of the change."""
    names = ("latest_hidden", "baseline_hidden")
    return any(is_present(why) for name in names if (why := getattr(row, name, None)) is not None)


def threshold_words(row: Any) -> str:
    """That small counts are not shown, and under which number; empty without a threshold."""
    threshold: Any = getattr(row, "privacy_threshold", None)
    if not is_present(threshold) or threshold < 2:
        return ""
    if row.kind == IndicatorKind.NUMBER:
        return _("Aantallen van 1 tot en met {most} laten we niet zien.").format(most=int(threshold) - 1)
    return _("Cijfers over minder dan {n} mensen laten we niet zien.").format(n=int(threshold))


def what_moves(row: Any) -> str:
    """What of an indicator rises or falls: "aandeel", "aantal", "bedrag" or "cijfer"."""
    if row.kind == IndicatorKind.PERCENTAGE:
        return _("aandeel")
    if row.kind == IndicatorKind.EURO:
        return _("bedrag")
    return _("aantal") if str(row.unit or "").startswith("aantal") else _("cijfer")


def _subject(row: Any) -> str:
    """The name so that a verb can follow: "Gasverbruik per woning" or "Huishoudens geholpen: aantal"."""
    name = _name(row)
    return name if _TAKES_A_VERB.match(name) else f"{name}: {what_moves(row)}"


def series_name(row: Any) -> str:
    """The area, edition and group of a series: "Rotterdam, editie 2024"; empty when it has none."""
    parts = (getattr(row, column, None) for column in ("area_name", "edition", "group_name"))
    return ", ".join(str(part) for part in parts if is_present(part))


def _name(row: Any) -> str:
    """The indicator's name with the series that is meant, as far as that fits in a title."""
    label = getattr(row, "series_label", "")
    if not is_present(label):
        return str(row.indicator_name)
    for part in (str(label), str(label).split(",")[0]):
        if len(row.indicator_name) + len(part) <= TITLE_LENGTH * 4 // 7:
            return f"{row.indicator_name} ({part})"
    return f"{row.indicator_name} ({str(label).split(',')[0]})"
