"""Write docs/tabellen.md from the description of the tables: `python -m docs.make_tables`."""

import re
from pathlib import Path

from sok_metrics.nouns import COMMON_COLUMNS, TABLES, TABLES_BY_NAME, Column, ColumnType, Table
from sok_metrics.nouns.plausible import sentences_of

PATH = Path(__file__).with_name("tabellen.md")
_TYPES = {
    ColumnType.TEXT: "tekst",
    ColumnType.INTEGER: "heel getal",
    ColumnType.NUMBER: "getal (met een punt: 12.5)",
    ColumnType.MONEY: "bedrag in euro (1250.50)",
    ColumnType.DATE: "datum (2026-03-31)",
    ColumnType.MOMENT: "moment (2026-03-31 20:30:00, UTC)",
    ColumnType.YES_NO: "ja of nee",
}
_FIGURE = re.compile(r"\{\w+\}")
_INTRO = """# De tabellen

Per tabel een CSV-bestand met deze naam, in UTF-8, met komma's ertussen. De eerste regel bevat de koppen.
Een tabel of kolom die u niet nodig hebt, laat u weg; wat *verplicht* is, moet u invullen.
**Vet** is waaraan een regel te herkennen is. Een datum ligt van 1800 tot en met 2199.

Deze pagina is gemaakt uit het programma zelf: `python -m docs.make_tables`.
"""
_HEAD = ("| kop | wat | |", "| --- | --- | --- |")


def page() -> str:
    """The whole page as Markdown."""
    parts = [_INTRO]
    for table in TABLES:
        rows = [_row(column, column.name in table.key) for column in table.columns]
        parts.append("\n".join([f"## {table.sheet}\n", *_HEAD, *rows, "", *_rules(table)]))
    rows = [_row(column, is_key=False) for column in COMMON_COLUMNS]
    parts.append(
        "\n".join(["## In elke tabel\n\nDeze koppen mogen in elk bestand staan.\n", *_HEAD, *rows, ""])
    )
    return "\n".join(parts)


def _rules(table: Table) -> list[str]:
    """What is refused, and what is asked about, each with what is said of it."""
    said = [
        f"- {table.column(rule.place).heading}: {_FIGURE.sub('…', sentence)}"
        for rule in table.rules
        for sentence in sentences_of(rule)
    ]
    return ["Hier let de SOK-monitor op:\n", *dict.fromkeys(said), ""] if said else []


def _row(column: Column, is_key: bool) -> str:
    name = f"**{column.heading}**" if is_key else column.heading
    what = _TYPES[column.type]
    if column.choices:
        what = "een van: " + ", ".join(column.choices)
    elif column.is_free_text and not column.refers_to:
        what = f"{what}, hooguit {_dutch(column.longest)} tekens"
    elif column.lowest is not None and column.highest is not None and not column.refers_to:
        what = f"{what}, van {_dutch(column.lowest)} tot en met {_dutch(column.highest)}"
    elif column.refers_to:
        target = TABLES_BY_NAME[column.refers_to]
        what = f"{target.column(target.key[0]).heading} uit `{target.sheet}`"
    needed = "verplicht" if column.required and column.default is None else ""
    return f"| {name} | {what} | {needed} |"


def _dutch(figure: float) -> str:
    return f"{figure:,.0f}".replace(",", ".")


if __name__ == "__main__":
    PATH.write_text(page(), encoding="utf-8")
