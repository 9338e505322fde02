"""A plain table of figures that somebody has, read by a layout that people point out."""

from collections.abc import Sequence
from dataclasses import replace

from sok_metrics.errors import Problem
from sok_metrics.nouns.model import Actor, IndicatorKind
from sok_metrics.store.changes.preview import preview
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.records import list_records
from sok_metrics.store.reader import WholeReader
from sok_metrics.tasks.files.importing import FileToImport
from sok_metrics.workbook.exchange.wide import Grid, Layout, NamedSeries, apply_layout


def named_series(reader: WholeReader) -> list[NamedSeries]:
    """The series that figures can come in for, with what people may call them.

    Computed ones and cards have none; the name of an indicator stands for its main series only.
    """
    indicators = {record.key[0]: record.values for record in list_records(reader, "indicator")}
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
        found.append(NamedSeries(record.key[0], names))
    return found


def look_at_figures(
    store: Store, grid: Grid, layout: Layout, series: Sequence[NamedSeries], name: str, *, by: Actor
) -> FileToImport:
    """What the figures would change when the table is laid out like this; nothing is written."""
    rows, problems = apply_layout(grid, layout, series)
    tables = {"measurement": rows}
    ahead = preview(store, tables, by=by)
    told = replace(
        ahead,
        problems=(*problems, *_of_their_sheet(ahead.problems, layout)),
        warnings=_of_their_sheet(ahead.warnings, layout),
    )
    return FileToImport(name, tables, (), told)


def _of_their_sheet(problems: Sequence[Problem], layout: Layout) -> tuple[Problem, ...]:
    """The problems by the name of the sheet that people know; the columns of ours are not in it."""
    return tuple(replace(problem, sheet=layout.sheet) for problem in problems)
