"""A plain table of figures that somebody has, read by a layout that people point out."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from sok_metrics import clock
from sok_metrics.errors import Problem
from sok_metrics.nouns import TABLES_BY_NAME
from sok_metrics.nouns.model import Actor, IndicatorKind
from sok_metrics.store.changes.preview import preview
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.records import list_records
from sok_metrics.store.reader import WholeReader
from sok_metrics.tasks.figures.provisional import is_provisional, provisional_words
from sok_metrics.tasks.files.file_to_import import FileToImport
from sok_metrics.texts import _
from sok_metrics.texts.formats import number
from sok_metrics.workbook.exchange.doubts import Decide, nobody_said
from sok_metrics.workbook.exchange.wide import Figures, Grid, Layout, NamedSeries, apply_layout
from sok_metrics.workbook.exchange.wide_grid import Rest
from sok_metrics.workbook.exchange.wide_left_out import left_out


def named_series(reader: WholeReader) -> list[NamedSeries]:
    """The series that figures can come in for, with what people may call them.

    Computed ones and cards have none; the name of an indicator stands for its main series only.
    """
    indicators = {record.key[0]: record.values for record in list_records(reader, "indicator")}
    areas = {record.key[0]: record.values["name"] or "" for record in list_records(reader, "area")}
    found = []
    for record in list_records(reader, "series"):
        values = record.values
        indicator = indicators.get(values["indicator_code"] or "")
        if indicator is None or indicator["derived_metric"] or indicator["kind"] == IndicatorKind.CARD:
            continue
        name = indicator["name"] or record.key[0]
        label = values["label"]
        is_main = values["role"] == "main"
        if is_main:
            names = (name, *([label] if label else []), indicator["code"] or name)
        else:
            names = (f"{name}, {label or record.key[0]}", *([label] if label else []))
        area = values["area_code"]
        called = (areas.get(area) or area, area) if area else ()
        unit = indicator["unit"] or ""
        found.append(NamedSeries(record.key[0], names, values["indicator_code"] or "", called, unit))
    return found


def look_at_figures(
    store: Store,
    grid: Grid,
    layout: Layout,
    series: Sequence[NamedSeries],
    name: str,
    by: Actor,
    decide: Decide = nobody_said,
) -> FileToImport:
    """What the figures would change when the table is laid out like this; nothing is written."""
    today = clock.today()
    figures = apply_layout(grid, layout, series, today, decide)
    tables = {"measurement": _with_notes(store.whole(), figures)}
    ahead = preview(store, tables, by=by)
    told = replace(
        ahead,
        problems=(*figures.problems, *_of_their_sheet(ahead.problems, layout)),
        warnings=(*figures.questions, *_of_their_sheet(ahead.warnings, layout)),
    )
    notes = (*grid.notes, *_told_of(figures, layout), *left_out(grid, layout, today))
    return FileToImport(
        name, tables, notes, told, figures.doubts, without_area=figures.without_area, units=figures.units
    )


def _told_of(figures: Figures, layout: Layout) -> list[str]:
    """What was done to the figures."""
    told = [
        _("Er staat '{words}'. Die cijfers zijn keer {times} gedaan.").format(
            words=words, times=number(times)
        )
        for words, times in figures.times.items()
    ]
    told += [
        _("Omgerekend: {example}.").format(example=doubt.example())
        for doubt in figures.units
        if dict(layout.converts).get(doubt.place)
    ]
    if figures.without_area.count and layout.rest is Rest.LEFT_OUT:
        sentence = _("Cijfers zonder gebied, die zijn weggelaten: {count}.")
        told.append(sentence.format(count=number(figures.without_area.count)))
    if figures.provisional:
        sentence = _("Voorlopige cijfers: {count}. Dat komt erbij te staan.")
        told.append(sentence.format(count=number(len(figures.provisional))))
    return told


def _with_notes(reader: WholeReader, figures: Figures) -> pd.DataFrame:
    """The rows, with beside provisional figures that they are so; other remarks stay."""
    if not figures.provisional:
        return figures.rows
    stored = {record.key: record.values["note"] for record in list_records(reader, "measurement")}
    keys = zip(*(figures.rows[name] for name in TABLES_BY_NAME["measurement"].key), strict=True)
    notes = [_with_mark(stored.get(key)) if key in figures.provisional else stored.get(key) for key in keys]
    return figures.rows.assign(note=pd.Series(notes, dtype=object))


def _with_mark(note: str | None) -> str:
    if note is not None and is_provisional(note):
        return note
    return " ".join(part for part in (note, provisional_words()) if part)


def _of_their_sheet(problems: Sequence[Problem], layout: Layout) -> tuple[Problem, ...]:
    """The problems by the name of the sheet that people know; the columns of ours are not in it."""
    return tuple(replace(problem, sheet=layout.sheet) for problem in problems)
