"""The charts of a value or goal on the screen, and what who leads may ask about."""

from collections.abc import Sequence
from typing import Any

from sok_metrics.charts import DARK, LIGHT, SizeName, series_alt
from sok_metrics.charts.of_series import series_figure, target_name
from sok_metrics.nouns.model import Status
from sok_metrics.store.queries.indicators import list_measurements
from sok_metrics.tasks.room.deck import Deck
from sok_metrics.tasks.room.slide_words import Badge, Chart
from sok_metrics.texts import slides as texts
from sok_metrics.texts.findings import finding
from sok_metrics.texts.sentences import progress_sentence
from sok_metrics.texts.statuses import flag_words, status_word
from sok_metrics.views.standing import Standing

_MOST_FINDINGS = 4


def series_charts(deck: Deck, rows: Sequence[Any]) -> tuple[Chart, ...]:
    """A chart for each of these series; one alone is larger."""
    size: SizeName = "projector" if len(rows) == 1 else "screen"
    return tuple(_chart(deck, row, size) for row in rows)


def leader_findings(standing: Standing) -> tuple[str, ...]:
    """What does not go well, to ask about, and what was said last."""
    found = [finding(row) for row in list(standing.to_discuss)[:_MOST_FINDINGS]]
    asked = (texts.listed_findings(found),) if found else ()
    return (*asked, *(f"“{texts.cut(row.text)}”" for row in list(standing.remarks)[:2]))


def _chart(deck: Deck, row: Any, size: SizeName) -> Chart:
    progress = deck.progress
    series = progress.assessed[progress.assessed["indicator_code"] == row.indicator_code]
    measurements = list_measurements(deck.reader, series["series_code"].tolist())
    target = target_name(row, progress)

    def make(dark: bool) -> Any:
        return series_figure(row, progress, series, measurements, dark=dark, size=size)

    return Chart(
        name=str(row.series_code),
        alt=series_alt(row, measurements[measurements["series_code"] == row.series_code], target),
        make=make,
        badges=_badges(row),
        below=texts.cut(progress_sentence(row, target, beside_status=True)),
    )


def _badges(row: Any) -> tuple[Badge, ...]:
    status = Status(row.status)
    light, dark = LIGHT.status[status], DARK.status[status]
    plain_light, plain_dark = ("", LIGHT.muted, LIGHT.text), ("", DARK.muted, DARK.text)
    return (
        Badge(
            status_word(status),
            (light.fill or "", light.outline, light.text),
            (dark.fill or "", dark.outline, dark.text),
        ),
        *(Badge(word, plain_light, plain_dark) for word in flag_words(row)),
    )
