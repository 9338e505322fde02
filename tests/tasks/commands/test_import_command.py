"""The command that reads a file in: `python -m sok_metrics import`."""

import pytest
from click.testing import CliRunner

from sok_metrics.__main__ import main
from sok_metrics.store import open_store
from tests.store.rows import count

pytestmark = pytest.mark.full


@pytest.fixture
def run(built_stores, tmp_path):
    """run("--preview", text=...): the command on a store of its own with a file that holds this text."""
    path = tmp_path / "sok.duckdb"
    path.write_bytes(built_stores("empty").read_bytes())
    file = tmp_path / "partijen.csv"

    def command(*options, text):
        file.write_text(text, encoding="utf-8")
        return CliRunner().invoke(main, ["--database", str(path), "import", str(file), *options])

    def parties():
        store = open_store(path)
        try:
            return count(store, "party")
        finally:
            store.close()

    command.parties = parties
    return command


GOOD = "code;naam;soort\nPA;Partij A;bewoners\n"


def test_a_look_ahead_saves_nothing_and_then_a_file_is_saved_once(run):
    looked = run("--preview", text=GOOD)
    assert (looked.exit_code, looked.output) == (0, "1 nieuw, 0 veranderd, 0 hetzelfde, 0 fout\n")
    assert run.parties() == 0
    saved = run(text=GOOD)
    assert saved.exit_code == 0
    assert "Opgeslagen als wijziging" in saved.output
    assert run.parties() == 1
    again = run(text=GOOD)
    assert (again.exit_code, again.output) == (0, "0 nieuw, 0 veranderd, 1 hetzelfde, 0 fout\n")


def test_every_fault_is_named_and_nothing_is_saved(run):
    wrong = run(text=GOOD + "PB;;marsman\n")
    assert wrong.exit_code == 1
    assert "regel 3, kolom 'naam'" in wrong.stderr
    assert "staat 'marsman'" in wrong.stderr
    assert wrong.stderr.endswith("Er is niets opgeslagen. Verbeter het bestand en probeer het opnieuw.\n")
    assert run.parties() == 0
