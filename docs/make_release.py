"""A version of the dashboard: `make release VERSION=1.2.0` writes it down, commits it and tags it."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

from sok_metrics import clock

ROOT = Path(__file__).resolve().parent.parent
UNRELEASED = "## [Unreleased]\n"
_VERSION = re.compile(r'^__version__ = "(?P<version>[\d.]+)"$', re.MULTILINE)


class CannotReleaseError(Exception):
    """What keeps a version from being made, in one sentence."""


def main(version: str, root: Path = ROOT, today: date | None = None) -> None:
    """Date the changes, raise the version number, commit, and tag with the changes as notes."""
    if _git(root, "status", "--porcelain"):
        raise CannotReleaseError("There are changes that are not committed: commit or remove them first.")
    if _git(root, "tag", "--list", f"v{version}"):
        raise CannotReleaseError(f"There is a version {version} already.")
    code, changelog, about = root / "sok_metrics/__init__.py", root / "CHANGELOG.md", root / "publiccode.yml"
    day = today or clock.today()
    raised = raise_version(_read(code), version)
    dated, notes = date_changes(_read(changelog), version, day)
    published = publish(_read(about), version, day)
    for path, text in ((code, raised), (changelog, dated), (about, published)):
        path.write_text(text, encoding="utf-8", newline="\n")
    _git(root, "commit", "--all", "--message", f"Version {version}")
    _git(root, "tag", "--annotate", f"v{version}", "--cleanup=verbatim", "--message", notes)


def raise_version(code: str, version: str) -> str:
    """The module with the version, with this one in it; the first release may keep the number that stands."""
    found = _VERSION.search(code)
    if not re.fullmatch(r"\d+\.\d+\.\d+", version) or found is None:
        raise CannotReleaseError("Say which version: make release VERSION=1.2.0")
    if _numbers(version) < _numbers(found["version"]):
        raise CannotReleaseError(f"Version {version} is before {found['version']}, which this is.")
    return _VERSION.sub(f'__version__ = "{version}"', code)


def date_changes(changelog: str, version: str, day: date) -> tuple[str, str]:
    """The changelog with what was unreleased under this version, and the notes for its tag."""
    before, found, rest = changelog.partition(UNRELEASED)
    notes = re.split(r"^## ", rest, maxsplit=1, flags=re.MULTILINE)[0].strip()
    if not found or not notes:
        raise CannotReleaseError("CHANGELOG.md has nothing under [Unreleased]: what would be new?")
    heading = f"## [{version}] - {day.isoformat()}\n"
    return f"{before}{UNRELEASED}\n{heading}{rest}", f"SOK-monitor {version}\n\n{notes}\n"


def publish(about: str, version: str, day: date) -> str:
    """publiccode.yml with the version and the day of its release, after the address of the code."""
    lines = [line for line in about.splitlines() if not line.startswith(("softwareVersion:", "releaseDate:"))]
    after = next(place for place, line in enumerate(lines) if line.startswith("url:")) + 1
    lines[after:after] = [f'softwareVersion: "{version}"', f'releaseDate: "{day.isoformat()}"']
    return "\n".join(lines) + "\n"


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()


if __name__ == "__main__":
    wanted = " ".join(sys.argv[1:])
    try:
        main(wanted)
    except CannotReleaseError as error:
        sys.exit(str(error))
    print(f"Made and tagged. To let others have it: git push --follow-tags origin main v{wanted}")
