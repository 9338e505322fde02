"""Where the pictures of charts as the room saw them stand: beside the store, a folder for each point."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

FOLDER_END = ".beelden"
INDEX = "beelden.json"
PNG = b"\x89PNG\r\n\x1a\n"
_NAME = re.compile(r"\d{2}\.png")


@dataclass(frozen=True)
class KeptPicture:
    """A chart as a picture, with its words for who cannot see it and what stood below it."""

    path: Path
    name: str
    """The code of the series, or what else was drawn."""
    alt: str
    below: str


def pictures_folder(store: Path) -> Path:
    """Where the pictures of all meetings are kept, beside the store at this place."""
    return store.with_name(store.name + FOLDER_END)


def point_folder(store: Path, meeting: int, point: int) -> Path:
    """Where those of one point are kept."""
    return pictures_folder(store) / str(int(meeting)) / str(int(point))


def points_with_pictures(store: Path, meeting: int) -> list[int]:
    """The points of a meeting of which there is a folder."""
    folder = pictures_folder(store) / str(int(meeting))
    return sorted(int(one.name) for one in folder.glob("*") if one.name.isdecimal())


def list_pictures(store: Path, meeting: int, point: int) -> list[KeptPicture]:
    """The pictures of one point, in their order.

    One that a browser did not make, or that is no picture, is left out; without a readable index all are.
    """
    folder = point_folder(store, meeting, point)
    try:
        found = [
            KeptPicture(folder / str(one["file"]), str(one["name"]), str(one["alt"]), str(one["below"]))
            for one in json.loads((folder / INDEX).read_text(encoding="utf-8"))
            if _NAME.fullmatch(str(one["file"]))
        ]
        return [one for one in found if one.path.exists() and one.path.read_bytes().startswith(PNG)]
    except (OSError, ValueError, TypeError, KeyError):
        return []
