"""The pictures of charts that the screen of the room made when a point closed, kept beside the store."""

import json
import re
from pathlib import Path

from sok_metrics.documents.minutes_content import Picture

FOLDER_END = ".beelden"
_INDEX = "beelden.json"
_NAME = re.compile(r"\d{2}\.png")
_PNG = b"\x89PNG\r\n\x1a\n"


def pictures_of(store: Path, meeting: int) -> dict[int, tuple[Picture, ...]]:
    """Point -> its charts, in their order; without a folder there are none."""
    folder = store.with_name(store.name + FOLDER_END) / str(meeting)
    if not folder.is_dir():
        return {}
    points = sorted(one for one in folder.iterdir() if one.name.isdecimal())
    found = {int(one.name): tuple(_in_folder(one)) for one in points}
    return {point: pictures for point, pictures in found.items() if pictures}


def _in_folder(folder: Path) -> list[Picture]:
    """The pictures that the index names; one that is not there, or is no picture, is left out."""
    try:
        index = json.loads((folder / _INDEX).read_text(encoding="utf-8"))
        named = [one for one in index if _NAME.fullmatch(str(one["file"]))]
        return [
            Picture(content, str(one["name"]), str(one["alt"]), str(one["below"]))
            for one in named
            if (content := _content(folder / str(one["file"]))).startswith(_PNG)
        ]
    except (OSError, ValueError, TypeError, KeyError):
        return []


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""
