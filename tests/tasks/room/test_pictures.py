"""Pictures of charts: kept per point, only what is one, and told with their words."""

import io

import pytest
from PIL import Image

from sok_metrics.errors import RefusedError
from sok_metrics.tasks.room.kept_pictures import list_pictures, pictures_folder
from sok_metrics.tasks.room.pictures import keep_picture, write_index
from sok_metrics.tasks.room.slide_words import Badge, Chart

CHART = Chart(
    "D2-1", "Het daalt.", lambda _dark: None, (Badge("op schema", ("",) * 3, ("",) * 3),), "van 4 naar 3"
)


def png(size=(40, 30)):
    content = io.BytesIO()
    Image.new("RGB", size, "white").save(content, "png")
    return content.getvalue()


def test_a_picture_is_kept_with_its_words(tmp_path):
    store = tmp_path / "sok.duckdb"
    write_index(store, 3, 7, [CHART, CHART])
    keep_picture(store, 3, 7, 1, CHART, png())
    [found] = list_pictures(store, 3, 7)
    assert (found.name, found.alt, found.below) == ("D2-1", "Het daalt.", "op schema. van 4 naar 3")
    assert found.path.read_bytes() == png()
    assert found.path.stat().st_mode & 0o077 == 0
    assert list_pictures(store, 3, 8) == []


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a" + b"x" * 100, png()[:20], png() + b"x" * 2_000_000, png((5_000, 10))]
)
def test_what_is_no_picture_is_refused(tmp_path, content):
    store = tmp_path / "sok.duckdb"
    with pytest.raises(RefusedError):
        keep_picture(store, 1, 1, 0, CHART, content)
    assert not list(pictures_folder(store).rglob("*.png"))


def test_closing_a_point_again_begins_with_no_picture(tmp_path):
    store = tmp_path / "sok.duckdb"
    write_index(store, 3, 7, [CHART])
    keep_picture(store, 3, 7, 0, CHART, png())
    write_index(store, 3, 7, [CHART])
    assert list_pictures(store, 3, 7) == []
