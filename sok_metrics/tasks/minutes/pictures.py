"""The pictures that the screen of the room made when a point closed, as they go into the minutes."""

from pathlib import Path

from sok_metrics.documents.minutes_content import Picture
from sok_metrics.tasks.room.kept_pictures import list_pictures, points_with_pictures


def pictures_of(store: Path, meeting: int) -> dict[int, tuple[Picture, ...]]:
    """Point -> its charts, in their order; points without any are left out."""
    found = {
        point: tuple(
            Picture(one.path.read_bytes(), one.name, one.alt, one.below)
            for one in list_pictures(store, meeting, point)
        )
        for point in points_with_pictures(store, meeting)
    }
    return {point: pictures for point, pictures in found.items() if pictures}
