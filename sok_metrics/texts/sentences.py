"""The sentences that explain figures: where a series came from and goes to, and counts of statuses."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from sok_metrics.nouns.model import Direction, IndicatorKind, Status, Withheld, Withholding
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.findings import change, difference, is_withheld
from sok_metrics.texts.formats import (
    figure,
    is_present,
    period_word,
    quantity,
    shown_figure,
    unit_word,
)
from sok_metrics.texts.statuses import GOOD, UNKNOWN, is_true, reason_sentence, short_status_word, status_word


def progress_sentence(row: Any, target_label: str | None = None, *, beside_status: bool = False) -> str:
    """How one row of assess() went: "van 120 naar 90; streefwaarde 60 in 2028; op schema".

    `target_label` names the series that serves as target ("Rotterdam, editie 2024": series_name of its row).
    Beside the status itself the sentence does not say it again, but for why there is none.
    """
    parts = [_change_part(row), target_words(row, target_label), _pace_part(row), _missed_part(row)]
    if not beside_status or is_present(row.reason) or not any(parts):
        parts.append(_status_part(row, beside_status=beside_status))
    if is_true(row, "is_slipping"):
        parts.append(_("sinds de vorige meting gaat het terug"))
    if (is_true(row, "is_outdated") or _stopped_too_soon(row)) and is_present(row.latest_date):
        parts.append(_("laatste meting {year}").format(year=row.latest_date.year))
    return "; ".join(part for part in parts if part)


def _change_part(row: Any) -> str:
    if row.kind == IndicatorKind.STORY:
        return ""
    latest, baseline = _latest(row), _baseline(row)
    if not is_present(latest):
        return _baseline_only(row)
    if _is_before_baseline(row):
        return _baseline_only(row)
    if not _has_two_dates(row):
        return _("eerste meting {value} in {date}").format(
            value=_quantity(row, latest), date=period_word(row.latest_date)
        )
    if change(row) == 0 and not is_withheld(row):
        return _("gelijk gebleven op {value}").format(value=_quantity(row, latest))
    if all(isinstance(one, Withheld) and one.why is not Withholding.SMALL for one in (latest, baseline)):
        return _("het eerste en het laatste cijfer tonen we niet")
    first = _figure(row, baseline)
    if is_true(row, "baseline_is_first"):
        first = _("{value} (eerste meting, {date})").format(
            value=first, date=period_word(row.effective_baseline_date)
        )
    return _("van {first} naar {latest}").format(first=first, latest=_quantity(row, latest))


def _latest(row: Any) -> Any:
    return shown_figure(row, "latest_value", "latest_hidden")


def _baseline(row: Any) -> Any:
    return shown_figure(row, "effective_baseline_value", "baseline_hidden")


def _baseline_only(row: Any) -> str:
    baseline = shown_figure(row, "baseline_value", "baseline_hidden")
    if is_present(baseline):
        return _("nulmeting {value}; daarna nog niet gemeten").format(value=_quantity(row, baseline))
    return ""


def _has_two_dates(row: Any) -> bool:
    return is_present(_baseline(row)) and row.effective_baseline_date != row.latest_date


def _is_before_baseline(row: Any) -> bool:
    return is_present(row.effective_baseline_date) and bool(row.latest_date < row.effective_baseline_date)


def target_words(row: Any, target_label: str | None) -> str:
    """What was agreed about the figure of one row of assess(): "streefwaarde 60 in 2028"."""
    if row.direction == Direction.RANGE:
        return _range_part(row)
    if row.direction == Direction.MAINTAIN:
        return _maintain_part(row)
    if is_present(row.target_series_code):
        return _other_series_part(row, target_label)
    if is_present(row.target_value):
        return _("streefwaarde {value}").format(value=_figure(row, row.target_value)) + _target_date(row)
    has_none = row.direction in (Direction.HIGHER, Direction.LOWER) and row.kind != IndicatorKind.CARD
    return _("geen streefwaarde") if has_none else ""


def _range_part(row: Any) -> str:
    if not (is_present(row.range_low) and is_present(row.range_high)):
        return ""
    return _("afgesproken tussen {low} en {high}").format(
        low=_figure(row, row.range_low), high=_figure(row, row.range_high)
    )


def _maintain_part(row: Any) -> str:
    if not is_present(row.effective_baseline_value):
        return _("houden zoals het is")
    return _("houden zo: minstens {value}").format(value=_figure(row, _baseline(row)))


def _other_series_part(row: Any, target_label: str | None) -> str:
    """A target that is another series names that series, because its edition matters."""
    named = (target_label, getattr(row, "target_series_label", None))
    label = next((str(name) for name in named if is_present(name)), _("een andere reeks"))
    target = shown_figure(row, "target_value", "target_hidden")
    if not is_present(target):
        return _("streefwaarde: het cijfer van {label}, nog niet bekend").format(label=label)
    value = _figure(row, target)
    return _("streefwaarde {value}{date}, het cijfer van {label}").format(
        value=value, date=_target_date(row), label=label
    )


def _target_date(row: Any) -> str:
    return _(" in {date}").format(date=period_word(row.target_date)) if is_present(row.target_date) else ""


def _pace_part(row: Any) -> str:
    """The mean change per year, where no target tells how fast it should go."""
    if row.status not in (Status.RIGHT_WAY, Status.WRONG_WAY) or is_present(row.target_value):
        return ""
    if row.direction == Direction.MAINTAIN or not is_present(row.change_per_year) or row.change_per_year == 0:
        return ""
    amount = difference(row, abs(row.change_per_year))
    if row.change_per_year > 0:
        return _("gemiddeld {amount} erbij per jaar").format(amount=amount)
    return _("gemiddeld {amount} eraf per jaar").format(amount=amount)


def _missed_part(row: Any) -> str:
    """By how much a target was missed."""
    if row.status != Status.MISSED:
        return ""
    return _("het scheelt {amount}").format(amount=difference(row, row.shortfall))


def _stopped_too_soon(row: Any) -> bool:
    """Whether a target counts as missed by a figure from before its date."""
    return row.status == Status.MISSED and bool(row.latest_date < row.target_date)


def _status_part(row: Any, *, beside_status: bool) -> str:
    if not is_present(row.reason):
        return status_word(row.status)
    why = reason_sentence(row.reason).split(". ")[0].removesuffix(".")
    why = why[0].lower() + why[1:]
    if row.status == Status.NO_JUDGEMENT:
        return _("geen oordeel: {why}").format(why=why)
    return why if beside_status else f"{status_word(row.status)}; {why}"


def _figure(row: Any, value: Any) -> str:
    if row.kind == IndicatorKind.RUBRIC:
        return quantity(value, row.unit, row.kind)
    return figure(value, row.unit, row.kind)


def _quantity(row: Any, value: Any) -> str:
    """The figure with the words that follow it; scales and indexes say in the title what they are."""
    if isinstance(value, Withheld):
        return quantity(value, row.unit, row.kind)
    return f"{_figure(row, value)} {unit_word(row.unit, row.kind, value)}".strip()


def hidden_note(measurements: pd.DataFrame) -> str:
    """How many of these measurements are not shown: "3 kleine aantallen niet getoond"; empty for none."""
    count = int(measurements["hidden"].notna().sum()) if "hidden" in measurements else 0
    if not count:
        return ""
    return ngettext("{n} klein aantal niet getoond", "{n} kleine aantallen niet getoond", count).format(
        n=count
    )


def counts_sentence(counts: Mapping[Any, int]) -> str:
    """How many series have each status, in the fixed order: "2 op schema · 1 ver achter"."""
    by_status = _by_status(counts)
    parts = [f"{by_status[status]} {short_status_word(status)}" for status in Status if by_status[status]]
    return " · ".join(parts) or _("nog geen indicatoren")


def areas_note(with_areas: int) -> str:
    """That of so many indicators the worst area counts."""
    return ngettext(
        "Van {n} indicator zijn er cijfers per gebied. "
        "Daarvan telt het gebied dat de meeste aandacht nodig heeft.",
        "Van {n} indicatoren zijn er cijfers per gebied. "
        "Daarvan telt steeds het gebied dat de meeste aandacht nodig heeft.",
        with_areas,
    ).format(n=with_areas)


def agreement_sentence(counts: Mapping[Any, int]) -> str:
    """How the agreement does as a whole, from the number of indicators per status."""
    by_status = _by_status(counts)
    total = sum(by_status.values())
    if not total:
        return _("Er zijn nog geen indicatoren.")
    good, behind = _sum(by_status, GOOD), _sum(by_status, _BEHIND)
    same, unknown = by_status[Status.UNCHANGED], _sum(by_status, UNKNOWN)
    if good + behind + same == 0:
        return ngettext(
            "Er is {total} indicator. We weten nog niet hoe het gaat.",
            "Er zijn {total} indicatoren. We weten nog niet hoe het gaat.",
            total,
        ).format(total=total)
    if total == 1:
        return _one_sentence(good, behind)
    shares = [
        (
            good,
            ngettext(
                "Van de {total} indicatoren gaat er {n} goed",
                "Van de {total} indicatoren gaan er {n} goed",
                good,
            ),
        ),
        (behind, ngettext("{n} heeft aandacht nodig", "{n} hebben aandacht nodig", behind)),
        (same, ngettext("{n} blijft gelijk", "{n} blijven gelijk", same)),
        (unknown, _("van {n} weten we het nog niet")),
    ]
    if not good:
        shares[0] = (good, _("Van de {total} indicatoren gaat er nog geen goed"))
    first, *others = [words.format(total=total, n=count) for count, words in shares]
    parts = [first, *(words for words, (count, _words) in zip(others, shares[1:], strict=True) if count)]
    return "; ".join(parts) + "."


def _one_sentence(good: int, behind: int) -> str:
    if good:
        return _("Er is 1 indicator; die gaat goed.")
    return (
        _("Er is 1 indicator; die heeft aandacht nodig.")
        if behind
        else _("Er is 1 indicator; die blijft gelijk.")
    )


_BEHIND = (Status.SLIGHTLY_BEHIND, Status.FAR_BEHIND, Status.MISSED, Status.WRONG_WAY)


def _sum(by_status: Mapping[Status, int], statuses: tuple[Status, ...]) -> int:
    return sum(by_status[status] for status in statuses)


def _by_status(counts: Mapping[Any, int]) -> dict[Status, int]:
    by_status = dict.fromkeys(Status, 0)
    for status, count in counts.items():
        by_status[Status(status)] += int(count)
    return by_status
