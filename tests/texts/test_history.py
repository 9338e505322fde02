"""Changes in plain sentences."""

import pytest

from sok_metrics.nouns import TABLES
from sok_metrics.texts.fields import noun
from sok_metrics.texts.history import line_sentence, tally_sentence, thing_word, value_words


def row(**values):
    return {"archived_at": None, **values}


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (None, row(title="T"), "voegde project P1 toe"),
        (row(status="plan"), row(status="running"), "veranderde van project P1 de status van plan in loopt"),
        (row(plan=None), row(plan="Zo"), "vulde bij project P1 'Het plan' in: \"Zo\""),
        (row(title="Oud"), row(title=None), 'maakte bij project P1 de titel leeg (er stond "Oud")'),
        (
            row(title="a", status="plan"),
            row(title="b", status="running"),
            "veranderde van project P1 de titel en de status",
        ),
        (row(), {"archived_at": "2026-01-01 00:00:00"}, "haalde project P1 weg"),
        ({"archived_at": "2026-01-01 00:00:00"}, row(), "zette project P1 terug"),
    ],
)
def test_one_changed_row_is_a_plain_sentence(before, after, sentence):
    names = [name for name in after if before is None or after[name] != before.get(name)]
    found = line_sentence("project", ["P1"], before, after, names)
    assert found.replace("'Plan'", "'Het plan'") == sentence


def test_a_long_text_is_cut_in_a_sentence_and_whole_in_the_table():
    text = "woord " * 50
    sentence = line_sentence("project", ["P1"], row(title="x"), row(title=text), ["title"])
    assert sentence.endswith(' ..."')
    assert len(sentence) < 150
    assert value_words("project", "title", text) == text


def test_many_fields_are_counted():
    after = row(a=1, b=2, c=3, d=4, e=5)
    names = ["title", "status", "description", "starts_on", "ends_on"]
    assert line_sentence("project", ["P1"], row(), after, names).endswith(
        "de titel, de status, de omschrijving en nog 2 gegevens"
    )


@pytest.mark.parametrize(
    ("tallies", "sentence"),
    [
        ([("measurement", 12, 0, 0, 0)], "voegde 12 metingen toe"),
        ([("measurement", 1, 0, 0, 0)], "voegde 1 meting toe"),
        (
            [("measurement", 12, 1, 0, 0), ("project", 0, 3, 1, 2)],
            "voegde 12 metingen toe, veranderde 1 meting en 3 projecten, haalde 1 project weg "
            "en zette 2 projecten terug",
        ),
        (
            [(table.name, 1_000, 0, 0, 0) for table in TABLES[:5]],
            "voegde 1.000 overeenkomsten, 1.000 versies van de overeenkomst, "
            "1.000 waarden, doelen en afspraken en nog 2.000 regels toe",
        ),
        ([], "veranderde niets"),
    ],
)
def test_many_changed_rows_are_counted(tallies, sentence):
    assert tally_sentence(tallies) == sentence


@pytest.mark.parametrize(
    ("table", "column", "value", "words"),
    [
        ("measurement", "value", 1234.5678, "1.234,5678"),
        ("measurement", "value", "10.0", "10"),
        ("measurement", "value", 1e-9, "1e-09"),
        ("payment", "amount", "1234.50", "€ 1.234,50"),
        ("project", "starts_on", "2026-02-01", "1 feb 2026"),
        ("indicator", "is_core", "true", "ja"),
        ("indicator", "is_core", False, "nee"),
        ("project", "status", "running", "loopt"),
        ("project", "title", None, "(leeg)"),
        ("project", "archived_at", "2026-07-01 10:00:00.5", "1 juli 2026, 12:00"),
    ],
)
def test_values_are_shown_as_people_read_them(table, column, value, words):
    assert value_words(table, column, value) == words


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_has_words(table):
    assert noun(table.name).many
    assert thing_word(
        table.name, ["2026-01-01" if "period" in name or name.endswith("_on") else "1" for name in table.key]
    )
