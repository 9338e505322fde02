"""Where a store, its backups and the note of its server are kept."""

import os
from pathlib import Path

ENVIRONMENT_NAME = "SOK_DATABASE"
DEFAULT_DATABASE = Path(__file__).resolve().parents[2] / "data" / "sok.duckdb"


def database_path() -> Path:
    """The store of this installation: what SOK_DATABASE says, or else `data/sok.duckdb` of the project."""
    named = os.environ.get(ENVIRONMENT_NAME, "").strip()
    return Path(named).expanduser().resolve() if named else DEFAULT_DATABASE


def backup_folder(path: Path) -> Path:
    """The folder that holds the backups of the store at `path`."""
    return path.resolve().parent / "backups"


def server_note(path: Path) -> Path:
    """The file in which a running server says how to reach it, beside the store at `path`."""
    resolved = path.resolve()
    return resolved.with_name(resolved.name + ".server")
