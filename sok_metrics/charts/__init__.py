"""Charts: finished figures in, a plotly Figure out, with the finding as title and words at the lines."""

from sok_metrics.charts.alt import card_alt, series_alt, status_alt
from sok_metrics.charts.attendance import attendance_bars
from sok_metrics.charts.cards import card_distribution, card_trend
from sok_metrics.charts.palette import DARK, LIGHT
from sok_metrics.charts.series import series_chart
from sok_metrics.charts.statuses import status_bar
from sok_metrics.charts.theme import PLOTLY_CONFIG, SizeName

__all__ = [
    "DARK",
    "LIGHT",
    "PLOTLY_CONFIG",
    "SizeName",
    "attendance_bars",
    "card_alt",
    "card_distribution",
    "card_trend",
    "series_alt",
    "series_chart",
    "status_alt",
    "status_bar",
]
