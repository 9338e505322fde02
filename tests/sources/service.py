"""CBS's service as the tests see it: answers in the shape of tests/assets/cbs (not a recording)."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import parse_qs, unquote, urlsplit

from sok_metrics.errors import SourceFaultError, SourceUnreachableError

ASSETS = Path(__file__).resolve().parents[1] / "assets" / "cbs"
STATLINE_2014 = ASSETS / "Kerncijfers_wijken_en_buurten_2014_Delfshaven.csv"
STATLINE_2015 = ASSETS / "Kerncijfers_wijken_en_buurten_2015_Delfshaven.csv"
TABLE_2020 = "84799NED"
GAS, POWER = "GemiddeldAardgasverbruikTotaal", "GemiddeldElektriciteitsverbruikTotaal"
LOW_INCOME, BENEFIT = "HuishoudensMetEenLaagInkomen", "PersonenPerSoortUitkeringBijstand"
LONGEST_ADDRESS = 2_000
"""Signs; what is longer CBS answers with a fault (cbsodataR, issue 16)."""
BOSPOLDER, TUSSENDIJKEN, ROTTERDAM = "BU05990321", "BU05990322", "GM0599"


def asset(name: str) -> Any:
    return json.loads((ASSETS / f"odata_v3_{TABLE_2020}_{name}_gereconstrueerd.json").read_text("utf-8"))


Rows = Sequence[Mapping[str, object]]


class Service:
    """A getter that answers as CBS does; `asked` is every address that was asked."""

    def __init__(self, page_size: int = 10_000, address: str = "https://cbs.example") -> None:
        self.address = address
        self.page_size = page_size
        self.asked: list[str] = []
        properties, rows = asset("DataProperties")["value"], asset("delfshaven")["value"]
        self.tables: dict[str, tuple[Rows, Rows]] = {TABLE_2020: (properties, rows)}
        self.catalogue: Rows = []
        self.faults: dict[str, bytes | Exception] = {}

    def add_table(
        self, table: str, columns: Mapping[str, tuple[str, str]], rows: Mapping[str, Mapping[str, object]]
    ) -> None:
        """columns: key -> (title, unit); rows: area code -> {key: figure}."""
        properties = [{"Type": "GeoDetail", "Key": "WijkenEnBuurten", "Title": "Wijken en buurten"}]
        properties += [
            {"Type": "Topic", "Key": key, "Title": title, "Unit": unit, "Datatype": "Long"}
            for key, (title, unit) in columns.items()
        ]
        found = [{"WijkenEnBuurten": code.ljust(10), **figures} for code, figures in rows.items()]
        self.tables[table] = (properties, found)

    def breaks(self, part: str, answer: bytes | Exception) -> None:
        """What stands at an address with this part in it: bytes, or an error."""
        self.faults[part] = answer

    def __call__(self, url: str) -> bytes:
        self.asked.append(url)
        if len(url) > LONGEST_ADDRESS:
            raise SourceFaultError("Dit adres is te lang (nummer 414).")
        for part, answer in self.faults.items():
            if part in url:
                if isinstance(answer, Exception):
                    raise answer
                return answer
        parts, options = urlsplit(url), parse_qs(urlsplit(url).query)
        *_, table, resource = parts.path.split("/")
        if table == "ODataCatalog":
            return as_bytes(self.catalogue)
        if table not in self.tables:
            raise SourceFaultError("Dit bestaat niet (nummer 404).")
        properties, rows = self.tables[table]
        if resource == "DataProperties":
            return as_bytes(properties)
        codes = re.findall(r"'([^']*)'", unquote(options["$filter"][0]))
        chosen = [row for row in rows if row["WijkenEnBuurten"] in codes]
        skip = int(options.get("$skip", ["0"])[0])
        following = f"{url.partition('&$skip')[0]}&$skip={skip + self.page_size}"
        is_last = skip + self.page_size >= len(chosen)
        return as_bytes(chosen[skip : skip + self.page_size], None if is_last else following)


def as_bytes(rows: Rows, following: str | None = None) -> bytes:
    answer = {"value": rows} | ({"odata.nextLink": following} if following else {})
    return json.dumps(answer).encode()


def no_network(url: str) -> NoReturn:
    raise SourceUnreachableError("cbs.example is nu niet te bereiken. Er is niets veranderd.")
