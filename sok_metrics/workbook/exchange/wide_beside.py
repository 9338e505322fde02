"""What a guess takes from what stands beside the figures: their area, and lines that are no measurements."""

from dataclasses import replace

from sok_metrics.workbook.exchange.cells import plain_word
from sok_metrics.workbook.exchange.wide_grid import Direction, Grid, Layout
from sok_metrics.workbook.exchange.wide_names import SeriesNames
from sok_metrics.workbook.exchange.wide_words import aim_in, heads_area, is_remark, is_total
from sok_metrics.workbook.exchange.wide_words_around import WordsAround

_LINES_THAT_COUNT = 2_000
"""Lines that are looked through for what may be passed over."""


def with_what_stands_beside(grid: Grid, layout: Layout, names: SeriesNames) -> Layout:
    """The layout with the area that the table names, and without totals, units, remarks and targets."""
    around = WordsAround(grid, layout)
    layout = _with_area(grid, layout, names, around)
    return replace(layout, left_out_lines=frozenset(lines_to_leave_out(grid, layout, names)))


def _with_area(grid: Grid, layout: Layout, names: SeriesNames, around: WordsAround) -> Layout:
    column = _area_column(grid, layout, names, around)
    if column is not None:
        words = {around.text(line, column) for line in grid.lines_of(layout)}
        ours = frozenset(word for word in words if names.area_of(word))
        only = ((column, ours | {""} & words),) if ours and words - ours - {""} else ()
        return replace(layout, area_column=column, only=only)
    if are_areas(grid, layout, names):
        codes = names.codes_in(around.titles)
        return replace(layout, series_code=layout.series_code or (codes[0] if codes else None))
    texts = _over_the_whole(layout, around)
    named: set[str] = {area for text in texts for area in names.areas_in(text)}
    if len(named) != 1:
        return _with_doubt_of_area(layout, names, texts)
    area = named.pop()
    if layout.direction is Direction.TWO_COLUMNS and layout.subject_column is None:
        return replace(layout, series_code=_series_in(names, layout.series_code, area))
    return replace(layout, area=area)


def _with_doubt_of_area(layout: Layout, names: SeriesNames, texts: tuple[str, ...]) -> Layout:
    """The layout of which the area has to be asked, when only the name of an indicator was seen."""
    code = layout.series_code
    if code is None or layout.direction is not Direction.TWO_COLUMNS or len(names.areas_of(code)) < 2:
        return layout
    is_written = any(plain_word(code) in plain_word(text) for text in texts)
    return replace(layout, is_series_guessed=not is_written)


def _series_in(names: SeriesNames, code: str | None, area: str) -> str | None:
    """The series of this indicator in the area; None when somebody has to say which one is meant."""
    try:
        return None if code is None else names.in_area(code, area)
    except ValueError:
        return None


def _over_the_whole(layout: Layout, around: WordsAround) -> tuple[str, ...]:
    """The texts that are about all figures: of one column its heading too."""
    if len(layout.value_columns) == 1 and layout.direction is Direction.TWO_COLUMNS:
        return (*around.titles, *around.above(layout.value_columns[0]))
    return around.titles


def _area_column(grid: Grid, layout: Layout, names: SeriesNames, around: WordsAround) -> int | None:
    """The column that says of which area a line is: by its heading, or as most of it are areas of ours."""
    taken = {layout.subject_column, *layout.value_columns}
    if layout.subject_line is not None and _is_area_column(grid, layout, names, around):
        return layout.label_column
    if layout.direction is not Direction.PERIODS_ACROSS or not _is_area_column(grid, layout, names, around):
        taken.add(layout.label_column)
    for column in range(1, grid.width(layout.sheet) + 1):
        if column in taken or column == layout.label_column:
            continue
        texts = [text for line in grid.lines_of(layout) if (text := around.text(line, column))]
        if texts and (heads_area(around.heading(column)) or _most_are_areas(texts, names)):
            return column
    return None


def _is_area_column(grid: Grid, layout: Layout, names: SeriesNames, around: WordsAround) -> bool:
    texts = [around.text(line, layout.label_column) for line in grid.lines_of(layout)]
    return _most_are_areas([text for text in texts if text], names)


def _most_are_areas(texts: list[str], names: SeriesNames) -> bool:
    return 2 * sum(names.area_of(text) is not None for text in texts) > len(texts)


def are_areas(grid: Grid, layout: Layout, names: SeriesNames) -> bool:
    """Whether areas stand where the indicators are expected: then all is of one indicator."""
    around = WordsAround(grid, layout)
    if layout.direction is Direction.TWO_COLUMNS or layout.subject_line is not None:
        return False
    if layout.direction is Direction.PERIODS_ACROSS:
        texts = [around.text(line, layout.label_column) for line in grid.lines_of(layout)]
        if heads_area(around.heading(layout.label_column)) and any(map(names.area_of, texts)):
            return True
    else:
        texts = [around.heading(column) for column in layout.value_columns]
    return _most_are_areas([text for text in texts if text], names) if any(texts) else False


def is_line_of_areas(layout: Layout, names: SeriesNames, around: WordsAround) -> bool:
    """Whether areas stand right under the headings: then they are part of these."""
    if layout.period_line is not None:
        return False
    texts = [around.text(layout.first_line, column) for column in layout.value_columns]
    return any(texts) and all(names.area_of(text) for text in texts if text)


def lines_to_leave_out(grid: Grid, layout: Layout, names: SeriesNames) -> dict[int, str]:
    """Lines that are likely no measurements, each with the words that show it."""
    around = WordsAround(grid, layout)
    found: dict[int, str] = {}
    if around.unit_line:
        found[around.unit_line] = _words_on(around.unit_line, layout, around)
    if is_line_of_areas(layout, names, around):
        found[layout.first_line] = _words_on(layout.first_line, layout, around)
    for line in list(grid.lines_of(replace(layout, left_out_lines=frozenset())))[:_LINES_THAT_COUNT]:
        if not any(around.text(line, column) for column in layout.value_columns):
            continue
        label = around.text(line, layout.label_column)
        if is_total(label) or is_remark(label):
            found.setdefault(line, label)
        for text in around.kinds(line, before=min(layout.value_columns, default=1)):
            if aim_in(text) and not names.find(text):
                found.setdefault(line, text)
    if layout.direction is Direction.PERIODS_ACROSS and are_areas(grid, layout, names):
        for line in grid.lines_of(layout):
            text = around.text(line, layout.label_column)
            if text and names.area_of(text) is None:
                found.setdefault(line, text)
    return found


def _words_on(line: int, layout: Layout, around: WordsAround) -> str:
    return " ".join(around.text(line, column) for column in layout.value_columns)
