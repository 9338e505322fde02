"""The settings that come along are those of a careful server on this computer."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def test_without_being_told_otherwise_the_server_is_for_this_computer_only():
    assert SETTINGS["server"]["address"] == "127.0.0.1"
    assert set(SETTINGS["server"]["allowedHosts"]) == {"localhost", "127.0.0.1"}


def test_forms_of_other_sites_and_large_files_stay_out():
    assert SETTINGS["server"]["enableXsrfProtection"] is True
    assert SETTINGS["server"].get("enableCORS", True) is True
    assert SETTINGS["server"]["maxUploadSize"] <= 50


def test_faults_and_use_are_told_to_nobody():
    assert SETTINGS["client"]["showErrorDetails"] == "none"
    assert SETTINGS["browser"]["gatherUsageStats"] is False


def test_secrets_never_get_into_git():
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    assert {"/.streamlit/secrets.toml", "*.toegang*"} <= set(ignored)
