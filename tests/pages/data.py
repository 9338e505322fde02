"""The CSV files of the project, read without the project: what the pages must show."""

import csv
from collections.abc import Iterator

from tests.browser.serving import ROOT

PAGE_OF_KIND = {"waarde": "waarden", "doel": "doelen", "samenwerkingsafspraak": "afspraken"}


def rows(folder: str, name: str) -> list[dict[str, str]]:
    """The rows of one file, such as rows("botu", "metingen")."""
    with (ROOT / "data" / folder / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def commitment_addresses() -> Iterator[tuple[str, str]]:
    """Address and code of each commitment that has a page."""
    for row in rows("botu", "waarden_doelen_afspraken"):
        if row["soort"] in PAGE_OF_KIND:
            yield f"{PAGE_OF_KIND[row['soort']]}?code={row['code']}", row["code"]


def indicators(folder: str) -> list[dict[str, str]]:
    return rows(folder, "indicatoren")


def titles() -> dict[str, str]:
    """The title of each commitment."""
    return {row["code"]: row["titel"] for row in rows("botu", "teksten")}


def known_by(found: list[dict[str, str]], moment: str) -> list[dict[str, str]]:
    """The rows that stood in the store at this moment ("2023-12-04 23:59:59")."""
    return [row for row in found if row["vastgelegd_op"] <= moment]
