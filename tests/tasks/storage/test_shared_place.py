"""A store in a folder that is synchronised, or on a network share, is told of."""

from pathlib import Path

import pytest

from sok_metrics.tasks.storage import shared_place
from sok_metrics.tasks.storage.shared_place import place_warning

MOUNTS = """22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:44 / /mnt/deel rw,relatime shared:20 - cifs //server/deel rw
41 22 0:45 / /mnt/naam\\040met\\040spatie rw - nfs4 server:/x rw
42 40 8:2 / /mnt/deel/eigen rw - ext4 /dev/sdb1 rw
"""


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("OneDrive - Gemeente Rotterdam/sok", "OneDrive"),
        ("Dropbox/sok", "Dropbox"),
        ("Google Drive/Mijn map", "Google Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("Nextcloud2/sok", None),
        ("Nextcloud/sok", "Nextcloud"),
        ("gewone map/sok", None),
    ],
)
def test_the_name_of_a_folder_tells(tmp_path, folder, program):
    warning = place_warning(tmp_path / folder / "sok.duckdb")
    assert warning is None if program is None else warning is not None and program in warning


def test_what_a_program_left_in_the_folder_tells(tmp_path):
    (tmp_path / "sok").mkdir()
    (tmp_path / ".stfolder").mkdir()
    assert "Syncthing" in (place_warning(tmp_path / "sok" / "sok.duckdb") or "")


@pytest.mark.parametrize(
    ("path", "is_remote"),
    [
        ("/mnt/deel/sok.duckdb", True),
        ("/mnt/naam met spatie/sok.duckdb", True),
        ("/mnt/deel/eigen/sok.duckdb", False),
        ("/mnt/deeltje/sok.duckdb", False),
        ("/srv/sok.duckdb", False),
    ],
)
def test_a_network_share_is_told_of(monkeypatch, tmp_path, path, is_remote):
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS, encoding="utf-8")
    monkeypatch.setattr(shared_place, "_MOUNTS", mounts)
    assert shared_place._is_on_network(Path(path)) is is_remote
