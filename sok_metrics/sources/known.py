"""The tables and the subjects of CBS that we know, as they stand in data/cbs."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "data" / "cbs"
KEY_FIGURES = "Kerncijfers wijken en buurten"
"""The series of tables that has a row for each neighbourhood and a column for each subject."""
_EDITION = re.compile(rf"{KEY_FIGURES} (\d{{4}})")
_TABLE = re.compile(r"\d{5}[A-Z]{3}")


@dataclass(frozen=True, order=True)
class Edition:
    """The key figures of one year, and the table that holds them."""

    year: int
    table: str

    @property
    def title(self) -> str:
        """Its name at CBS."""
        return f"{KEY_FIGURES} {self.year}"


@dataclass(frozen=True)
class KnownField:
    """A subject of CBS in plain words."""

    name: str
    label: str
    unit: str
    other_names: tuple[str, ...] = ()
    """What CBS called it in other years."""
    counted_otherwise_after: int | None = None
    """After this year CBS counts it another way: figures of before and after make no one line."""
    explanation: str = ""


@cache
def known_fields() -> tuple[KnownField, ...]:
    """The subjects that fit an agreement about energy and living, in the order of the list."""
    return tuple(
        KnownField(
            name=row["veld"],
            label=row["naam"],
            unit=row["eenheid"],
            other_names=tuple(row["ook_genoemd"].split()),
            counted_otherwise_after=int(row["anders_geteld_na"]) if row["anders_geteld_na"] else None,
            explanation=row["uitleg"],
        )
        for row in _rows("velden")
    )


def field_named(name: str) -> KnownField | None:
    """The known subject with this name, or with this name in some years."""
    return next((field for field in known_fields() if name in (field.name, *field.other_names)), None)


@cache
def known_editions() -> tuple[Edition, ...]:
    """The editions that were there when this program was made, oldest first."""
    rows = [row for row in _rows("tabellen") if row["reeks"] == KEY_FIGURES]
    return tuple(sorted(Edition(int(row["jaar"]), row["tabel"]) for row in rows))


def edition_of(title: str, table: str) -> Edition | None:
    """The edition that a table with this title is; None for every other table."""
    match = _EDITION.fullmatch(title.strip())
    return Edition(int(match[1]), table) if match and _TABLE.fullmatch(table) else None


def year_of(title: str) -> int | None:
    """The year in the title of an edition."""
    match = _EDITION.fullmatch(title.strip())
    return int(match[1]) if match else None


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))
