"""The common set to pick from: values, goals, rules and first indicators for any neighbourhood."""

from collections.abc import Collection, Mapping
from functools import cache
from typing import NamedTuple

import pandas as pd

from sok_metrics.nouns.model import CommitmentKind
from sok_metrics.tasks.starting.start import DATA_FOLDER
from sok_metrics.workbook.exchange.csv_folder import read_csv_folder

STARTER_FOLDER = DATA_FOLDER / "starter"
Row = dict[str, str | None]


class StarterCommitment(NamedTuple):
    """A value, goal or rule to pick; its code says only which one it is in the set."""

    code: str
    kind: CommitmentKind
    title: str
    description: str
    parameters: tuple[tuple[str, str], ...]
    """Of an organisation rule: what is counted, and how much was agreed."""


class StarterIndicator(NamedTuple):
    """An indicator to pick: its row, that of its series, and the codes in the set that it belongs to."""

    row: Row
    series: Row
    commitments: tuple[str, ...]

    @property
    def code(self) -> str:
        """Which one it is in the set."""
        return str(self.row["code"])

    @property
    def name(self) -> str:
        """What people call it."""
        return str(self.row["name"])

    @property
    def is_card(self) -> bool:
        """Whether it is a question for the room."""
        return self.row["kind"] == "card"

    @property
    def is_core(self) -> bool:
        """Whether most neighbourhoods want it."""
        return self.row["is_core"] == "true"


@cache
def starter_commitments() -> tuple[StarterCommitment, ...]:
    """Every value, goal and rule of the set, in its order."""
    tables = _tables()
    kinds = {row["code"]: str(row["kind"]) for row in tables["commitment"]}
    parameters: dict[str, list[tuple[str, str]]] = {}
    for row in tables["rule_parameter"]:
        parameters.setdefault(str(row["commitment_code"]), []).append((str(row["name"]), str(row["value"])))
    return tuple(
        StarterCommitment(
            code := str(row["commitment_code"]),
            CommitmentKind(kinds[code]),
            str(row["title"]),
            str(row["description"]),
            tuple(parameters.get(code, ())),
        )
        for row in tables["commitment_text"]
    )


@cache
def starter_indicators() -> tuple[StarterIndicator, ...]:
    """Every indicator of the set, the cards first."""
    tables = _tables()
    links: dict[str, list[str]] = {}
    for row in tables["indicator_commitment"]:
        links.setdefault(str(row["indicator_code"]), []).append(str(row["commitment_code"]))
    series = {row["indicator_code"]: row for row in tables["series"]}
    return tuple(
        StarterIndicator(row, series[row["code"]], tuple(links.get(str(row["code"]), ())))
        for row in tables["indicator"]
    )


def picked_codes(titles: Mapping[str, str]) -> dict[str, str]:
    """Code in the set -> code in the agreement, for what was picked from the set (`titles` by code)."""
    by_title = {title.casefold(): code for code, title in titles.items()}
    return {
        one.code: by_title[one.title.casefold()]
        for one in starter_commitments()
        if one.title.casefold() in by_title
    }


def fitting_indicators(picked: Collection[str], known: Collection[str]) -> list[StarterIndicator]:
    """The indicators that belong to something that was picked and are not there yet."""
    return [
        one
        for one in starter_indicators()
        if one.code not in known and any(code in picked for code in one.commitments)
    ]


def _tables() -> dict[str, list[Row]]:
    def rows(frame: pd.DataFrame) -> list[Row]:
        bare = frame.drop(columns="_line").astype(object)
        found = bare.where(bare.notna(), None).to_dict("records")
        return [{str(name): value for name, value in row.items()} for row in found]

    return {name: rows(frame) for name, frame in read_csv_folder(STARTER_FOLDER).items()}
