"""A long file: a line for each subject of an area, instead of a column."""

from collections import defaultdict
from dataclasses import replace

from sok_metrics.errors import SourceFaultError
from sok_metrics.sources.statline_cells import read_year, split_heading
from sok_metrics.sources.statline_layout import CODE, PERIODS, Heading, Layout
from sok_metrics.texts import _

_SUBJECT = ("Onderwerp", "Onderwerpen")
_VALUE = ("Waarde", "Waarden", "Cijfer", "Value")
_UNIT = ("Eenheid", "Eenheden", "Unit")


def is_long(layout: Layout) -> bool:
    """Whether the subjects stand below each other."""
    return layout.column(*_SUBJECT) is not None and bool(_value_columns(layout))


def made_wide(layout: Layout) -> Layout:
    """The same figures with a column for each subject, and a line for each area and period."""
    period = layout.column(*PERIODS)
    subjects: dict[tuple[str, str], None] = {}
    found: dict[tuple[str, str], dict[tuple[str, str], str]] = defaultdict(dict)
    for n, cells in layout.body.items():
        subject = _subject(layout, cells)
        subjects[subject] = None
        for column in _value_columns(layout):
            heading = layout.headings[column].title
            told = heading if read_year(heading) else cells[period] if period is not None else ""
            line = found[cells[layout.code_column], told]
            if subject in line:
                raise SourceFaultError(
                    _("Op regel {line} staat '{title}' voor de tweede keer bij {area}.").format(
                        line=n, title=subject[0], area=cells[layout.code_column].strip()
                    )
                )
            line[subject] = cells[column]
    headings = [Heading(CODE, "code", ()), Heading(PERIODS[0], "", ())]
    headings += [Heading(title, unit, ()) for title, unit in subjects]
    lines = [[area, told, *(line.get(one, "") for one in subjects)] for (area, told), line in found.items()]
    return replace(
        layout, headings=tuple(headings), code_column=0, body=dict(enumerate(lines, min(layout.body)))
    )


def _value_columns(layout: Layout) -> list[int]:
    """The column with the figures, or one for each year."""
    return [
        n for n, heading in enumerate(layout.headings) if heading.title in _VALUE or read_year(heading.title)
    ]


def _subject(layout: Layout, cells: list[str]) -> tuple[str, str]:
    """The title and the unit of a line."""
    place, unit = layout.column(*_SUBJECT), layout.column(*_UNIT)
    title, in_brackets = split_heading(cells[place or 0])
    return title, cells[unit].strip() if unit is not None else in_brackets
