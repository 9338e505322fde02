"""Making the pictures of the charts as the room saw them: which are asked, and which are kept."""

import json
import shutil
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sok_metrics.errors import RefusedError
from sok_metrics.tasks.room.director import Director
from sok_metrics.tasks.room.kept_pictures import INDEX, PNG, point_folder
from sok_metrics.tasks.room.slide_words import Chart
from sok_metrics.tasks.storage.deliver import put_in_place
from sok_metrics.texts import _

LARGEST = 1_500_000
"""Bytes of one picture: a chart of 1,600 by 900 is some 60 kB."""
MOST = 24
"""Charts of one point."""
_WIDEST = 4_000


def charts_of_point(director: Director, point: int) -> list[Chart]:
    """The charts on the slides of one point, in their order: what a browser is asked to draw."""
    shown = director.shown()
    if shown.deck is None:
        return []
    places = [index for index, slide in enumerate(shown.deck.slides) if slide.at[0] == point]
    charts = [chart for index in places for chart in director.words(index).charts]
    return charts[:MOST]


def keep_picture(store: Path, meeting: int, point: int, place: int, chart: Chart, content: bytes) -> None:
    """Keep one picture; raises RefusedError for what is none, or too large."""
    if len(content) > LARGEST or not _is_picture(content):
        raise RefusedError(_("Dit beeld is niet te gebruiken."))
    folder = point_folder(store, meeting, point)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    put_in_place(content, folder / f"{place:02}.png")


def write_index(store: Path, meeting: int, point: int, charts: Sequence[Chart]) -> None:
    """Say beside the pictures what each shows; pictures of an earlier time this point was closed go away."""
    folder = point_folder(store, meeting, point)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    index: list[Mapping[str, Any]] = [
        {"file": f"{place:02}.png", "name": chart.name, "alt": chart.alt, "below": _below(chart)}
        for place, chart in enumerate(charts)
    ]
    put_in_place(json.dumps(index, ensure_ascii=False).encode(), folder / INDEX)


def _below(chart: Chart) -> str:
    words = "; ".join(badge.word for badge in chart.badges)
    return ". ".join(part for part in (words, chart.below) if part)


def _is_picture(content: bytes) -> bool:
    """Whether this is a PNG of a size that a screen can have."""
    if not content.startswith(PNG) or content[12:16] != b"IHDR" or len(content) < 60:
        return False
    width, height = (int(one) for one in struct.unpack(">II", content[16:24]))
    return 0 < width <= _WIDEST and 0 < height <= _WIDEST
