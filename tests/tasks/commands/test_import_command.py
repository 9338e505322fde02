"""The command that reads a file in: `python -m sok_metrics import`."""

import pytest
from click.testing import CliRunner

from sok_metrics.__main__ import main
from sok_metrics.store.connection import open_store
from tests.store.rows import count

pytestmark = pytest.mark.full


@pytest.fixture
def path(built_stores, tmp_path):
    """A store of a neighbourhood that has just begun."""
    path = tmp_path / "sok.duckdb"
    path.write_bytes(built_stores("empty").read_bytes())
    return path


@pytest.fixture
def run(path, tmp_path):
    """run("--preview", text=...): the command on the store with a file that holds this text."""

    def command(*options, text, name="partijen.csv"):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return CliRunner().invoke(main, ["--database", str(path), "import", str(file), *options])

    return command


def parties_in(path):
    store = open_store(path)
    try:
        return count(store, "party")
    finally:
        store.close()


GOOD = "code;naam;soort\nPA;Partij A;bewoners\n"


def test_a_look_ahead_saves_nothing_and_then_a_file_is_saved_once(run, path):
    looked = run("--preview", text=GOOD)
    assert (looked.exit_code, looked.output) == (0, "1 nieuw, 0 veranderd, 0 hetzelfde, 0 fout\n")
    assert parties_in(path) == 0
    saved = run(text=GOOD)
    assert saved.exit_code == 0
    assert "Opgeslagen als wijziging" in saved.output
    assert parties_in(path) == 1
    again = run(text=GOOD)
    assert (again.exit_code, again.output) == (0, "0 nieuw, 0 veranderd, 1 hetzelfde, 0 fout\n")


def test_every_fault_is_named_and_nothing_is_saved(run, path):
    wrong = run(text=GOOD + "PB;;marsman\n")
    assert wrong.exit_code == 1
    assert "regel 3, kolom 'naam'" in wrong.stderr
    assert "staat 'marsman'" in wrong.stderr
    assert wrong.stderr.endswith("Er is niets opgeslagen. Verbeter het bestand en probeer het opnieuw.\n")
    assert parties_in(path) == 0


def test_a_rule_of_a_row_is_named_with_its_line(run, path):
    wrong = run(
        text="code;naam;soort;doet_mee_sinds;gestopt_op\nPA;Partij A;bewoners;2024-01-01;2023-12-31\n"
    )
    assert wrong.exit_code == 1
    assert "regel 2, kolom 'gestopt_op'" in wrong.stderr
    assert "De partij stopt voor zij meedoet." in wrong.stderr
    assert parties_in(path) == 0


def test_what_may_be_right_is_saved_only_by_who_is_sure(run):
    series = "code;naam;wat_meet_het;eenheid;soort;richting;hoe_vaak\nI;I;x;stuks;getal;hoger;jaar\n"
    assert run(text=series, name="indicatoren.csv").exit_code == 0
    assert run(text="code;indicator\nI;I\n", name="reeksen.csv").exit_code == 0
    figure = {"text": "reeks;van;tot_en_met;waarde\nI;2199-01-01;2199-12-31;5\n", "name": "metingen.csv"}
    assert run("--preview", **figure).exit_code == 0
    unsure = run(**figure)
    assert unsure.exit_code == 1
    assert "Deze periode is nog niet om" in unsure.stdout
    assert "--sure" in unsure.stderr
    assert "Opgeslagen als wijziging" in run("--sure", **figure).output


def test_a_figure_that_can_be_read_in_two_ways_is_asked_and_then_read_as_said(run):
    content = "code;naam;jaar;toegezegd\nT;Fonds;2026;1,250\n"
    unclear = run("--preview", text=content, name="bronnen_van_geld.csv")
    assert unclear.exit_code == 1
    assert "Dit kan 1,25 zijn of 1250" in unclear.stderr
    assert "--decimal comma" in unclear.stderr
    chosen = run("--preview", "--decimal", "point", text=content, name="bronnen_van_geld.csv")
    assert (chosen.exit_code, chosen.output) == (0, "1 nieuw, 0 veranderd, 0 hetzelfde, 0 fout\n")


@pytest.fixture
def in_botu(built_stores, tmp_path):
    """in_botu("--preview", text=...): the command on a copy of BoTu's store."""
    path = tmp_path / "botu.duckdb"
    path.write_bytes(built_stores("botu").read_bytes())

    def command(*options, text, name="cijfers.csv"):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return CliRunner().invoke(main, ["--database", str(path), "import", str(file), *options])

    return command


def test_a_plain_table_is_read_and_says_how(in_botu):
    done = in_botu(text="Jaar;Energiearmoede\n2008;9\n2009;8\n")
    assert done.exit_code == 0
    assert done.output.startswith("2 nieuw, 0 veranderd")
    assert "één cijfer op elke regel; koppen op regel 1, cijfers in B." in done.output
    assert "Opgeslagen als wijziging" in done.output


@pytest.mark.parametrize(
    ("text", "told", "options"),
    [
        ("Indicator;2008\nGasverbruik per woning;900\n", "Geef --area met een gebied", ("--area", "main")),
        (
            "Indicator;2008\nGasverbruik per woning;900\n",
            "Geef --area met een gebied",
            ("--area", "Rotterdam"),
        ),
        ("Jaar;Aantal\n2008;9\n2009;8\n", "Geef de code met --indicator", ("--indicator", "INC-05")),
        ("Gebied;2008;2009\nBospolder;9;8\nRotterdam;9;8\n", "met --indicator", ("--indicator", "ECO-05")),
        ("Indicator;2008\nECO-06-BO;2,1 MWh\n", "Geef --convert (2,1 MWh wordt 2.100 kWh)", ("--convert",)),
        ("Indicator;2008;2009\nINC-05;x;8\n", "--no-figure een teken", ("--no-figure", "x")),
        ("Indicator;2008\nINC-05;8\nIets;3\n", "met --leave-out een regel", ("--leave-out", "3")),
        ("Indicator;2008;2009\nECO-05-BO;1.234;1.300\n", "Geef --decimal comma", ("--decimal", "comma")),
    ],
)
def test_where_it_may_not_guess_it_names_the_option_that_says_it(in_botu, text, told, options):
    asked = in_botu("--preview", text=text)
    assert asked.exit_code == 1
    assert told in asked.stderr.replace("\n", " ")
    said = in_botu("--preview", *options, text=text)
    assert said.exit_code == 0, said.output
    assert not said.stdout.startswith("0 nieuw")


def test_what_was_said_of_a_table_is_remembered_for_the_next_and_said(in_botu):
    first = in_botu("--no-figure", "x", text="Jaar;Energiearmoede\n2006;x\n2007;9\n")
    assert "Opgeslagen als wijziging" in first.output
    assert "eerder zo gelezen" not in first.output
    again = in_botu(text="Jaar;Energiearmoede\n2008;x\n2009;9\n")
    assert again.exit_code == 0, again.output
    assert "Een tabel met deze koppen is eerder zo gelezen. Daarom nu weer." in again.output
    assert "Ook gelezen: kolom A (periode)." in again.output
    assert "Opgeslagen als wijziging" in again.output


def test_days_that_can_be_read_in_two_ways_are_asked_and_then_read_as_said(in_botu):
    text = "Datum;Energiearmoede\n3/4/2008;9\n5/4/2009;8\n"
    asked = in_botu(text=text)
    assert asked.exit_code == 1
    assert "Geef --days day (3/4/2008 is 3 april 2008) of --days month" in asked.stderr.replace("\n", " ")
    said = in_botu("--preview", "--days", "month", text=text)
    assert said.output.startswith("2 nieuw")


def test_a_wrong_option_says_what_there_is(in_botu):
    text = "Indicator;2008\nGasverbruik per woning;900\n"
    for options, told in (
        (("--area", "Utrecht"), "Het gebied 'Utrecht' kennen we niet. Wel: "),
        (("--sheet", "Blad1"), "Het blad 'Blad1' staat niet in het bestand. Wel: cijfers."),
        (("--indicator", "INC-05"), "De tabel noemt zelf al indicatoren."),
    ):
        wrong = in_botu(*options, text=text)
        assert (wrong.exit_code, told in wrong.stderr) == (1, True), wrong.output


def test_a_file_that_is_no_table_is_said_to_be_what_it_is(in_botu):
    wrong = in_botu(text="%PDF-1.7", name="brief.pdf")
    assert wrong.exit_code == 1
    assert wrong.output.startswith("brief.pdf: Dit is een PDF, geen tabel. Stuur een Excel-bestand (.xlsx)")
    assert wrong.output.count("\n") == 1
