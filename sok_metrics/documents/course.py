"""The course of one indicator as a small chart of lines in a cell: what was measured, and the target."""

from dataclasses import dataclass

from fpdf import FPDF

from sok_metrics.documents.lettering import HEADING, OWN, QUIET
from sok_metrics.texts.formats import short_period
from sok_metrics.views.progress.trends import Line, SmallChart

_EXAMPLE = (124, 155, 200)
_HEIGHT, _PLOT = 11.0, 7.0  # mm
_SIDE = 0.8  # mm: room for half a dot
_DOT, _LAST_DOT = 0.5, 0.8  # mm
_YEAR_SIZE = 6.5  # points


@dataclass(frozen=True)
class Course:
    """A small chart with the first and the last year below it."""

    chart: SmallChart
    words: str
    """What it shows, for who has the page read aloud."""
    is_example: bool
    height: float = _HEIGHT

    def draw(self, pdf: FPDF, left: float, top: float, width: float) -> None:
        """The target in dashes, our figures as one strong line with dots, and the years."""
        for line in self.chart.targets:
            pdf.set_draw_color(*QUIET)
            pdf.set_line_width(0.25)
            pdf.set_dash_pattern(1, 0.8)
            pdf.polyline(_placed(line, left, top, width))
        pdf.set_dash_pattern()
        colour = _EXAMPLE if self.is_example else HEADING
        pdf.set_draw_color(*colour)
        pdf.set_fill_color(*colour)
        pdf.set_line_width(0.5)
        for line in self.chart.measured:
            places = _placed(line, left, top, width)
            if len(places) > 1:
                pdf.polyline(places)
            for x, y in places:
                pdf.circle(x, y, _DOT, style="F")
            last = places[-1]
        pdf.circle(*last, _LAST_DOT, style="F")
        pdf.set_line_width(0.2)
        self._write_years(pdf, left, top, width)

    def _write_years(self, pdf: FPDF, left: float, top: float, width: float) -> None:
        pdf.set_font(OWN, "", _YEAR_SIZE)
        pdf.set_text_color(*QUIET)
        for moment, align in ((self.chart.first, "L"), (self.chart.last, "R")):
            pdf.set_xy(left, top + _PLOT)
            pdf.cell(width, _HEIGHT - _PLOT, short_period(moment), align=align)


def _placed(line: Line, left: float, top: float, width: float) -> list[tuple[float, float]]:
    across, down = width - 2 * _SIDE, _PLOT - 2 * _SIDE
    return [(left + _SIDE + x * across, top + _SIDE + (1 - y) * down) for x, y in line]
