"""Whether a store stands where other programs copy or lock files in ways that a database does not survive.

A program that synchronises a folder copies the file while it changes, and brings an older one back; on a
network share two computers can both think that they have it alone. Damaged files and two writers are known.
"""

import ctypes
import os
from pathlib import Path

from sok_metrics.texts import _

_SYNCED = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "mijn drive": "Google Drive",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "syncthing": "Syncthing",
    "pcloud": "pCloud",
    "stackdrive": "STACK",
    "cloudstorage": "iCloud",
}
"""How the name of such a folder begins, in lower case."""
_MARKS = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".owncloudsync.log": "Nextcloud",
    ".nextcloudsync.log": "Nextcloud",
}
"""What such a program leaves in the folder that it looks after."""
_NETWORK = ("nfs", "cifs", "smb", "ncp", "afp", "davfs", "fuse.sshfs", "fuse.rclone", "fuse.davfs", "ceph")
_MOUNTS = Path("/proc/self/mountinfo")
_REMOTE_DRIVE = 4  # what Windows calls DRIVE_REMOTE


def place_warning(path: Path) -> str | None:
    """What to know about the place of the store at `path`; None when it is a disk of this computer."""
    path = path.resolve()
    program = _synced_by(path)
    if program is not None:
        return _(
            "Het bestand staat in een map die {program} ook op andere plekken bewaart. Daarvan kan het "
            "beschadigd raken, of kunnen twee computers er tegelijk in schrijven. Zet het in een gewone map "
            "van deze computer. Reservekopieën mogen wel in {program} staan."
        ).format(program=program)
    if _is_on_network(path):
        return _(
            "Het bestand staat op een schijf in het netwerk. Daarvan kan het beschadigd raken, of kunnen "
            "twee computers er tegelijk in schrijven. Zet het op een schijf van de computer zelf. "
            "Reservekopieën mogen wel in het netwerk staan."
        )
    return None


def _synced_by(path: Path) -> str | None:
    for folder in path.parents:
        name = folder.name.casefold()
        for begin, program in _SYNCED.items():
            if name == begin or name.startswith((f"{begin} ", f"{begin}-", f"{begin}_")):
                return program
        for mark, program in _MARKS.items():
            if (folder / mark).exists():
                return program
    return None


def _is_on_network(path: Path) -> bool:
    if os.name == "nt":
        return _is_remote_on_windows(path)
    try:
        lines = _MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:  # not Linux: nobody tells
        return False
    return _kind_of_disk(path, lines).startswith(_NETWORK)


def _kind_of_disk(path: Path, mounts: list[str]) -> str:
    """The kind of file system that holds `path`: that of the longest mount point above it."""
    longest, kind = -1, ""
    for line in mounts:
        before, _separator, after = line.partition(" - ")
        fields, kinds = before.split(" "), after.split(" ")
        if len(fields) < 5 or not kinds[0]:
            continue
        point = Path(fields[4].replace("\\040", " "))
        if path.is_relative_to(point) and len(point.parts) >= longest:
            longest, kind = len(point.parts), kinds[0]
    return kind


def _is_remote_on_windows(path: Path) -> bool:
    if path.drive.startswith("\\\\"):
        return True
    windows = getattr(ctypes, "windll", None)
    kind = windows.kernel32.GetDriveTypeW(f"{path.drive}\\") if windows is not None else 0
    return bool(kind == _REMOTE_DRIVE)
