"""Excel in and out, as an editor sees it: look first, then save as a whole, then undo."""

import pytest

from sok_metrics.nouns.model import Role
from tests.store.rows import count, indicator, measurement, party, save, series, stored

RIGHT = b"code;naam;soort\nPA;Nieuwe naam;bewoners\nPB;Partij *B*;gemeente\n"
WRONG = b"code;naam;soort\nPA;Nieuwe naam;marsman\nPB;;gemeente\n"
WIDE = b"Indicator;2021;2022\nIndicator IND-01;10;11\n"
TWO = b"Jaar;Aantal\n2021;10\n2022;1.234,5\n"


@pytest.fixture
def kept(empty_store):
    """A small store of a neighbourhood, with one party and one series."""
    save(empty_store, party=[party("PA")], indicator=[indicator()], series=[series()])
    return empty_store


@pytest.fixture
def editor_page(visit_store, sign_in, kept):
    """The page as an editor sees it."""
    sign_in(Role.EDITOR)
    return visit_store("uitwisselen", kept)


def upload(page, content, name="partijen.csv"):
    page.file_uploader[0].set_value((name, content, "text/csv"))
    page.run()
    assert not page.exception
    return page


def button(page, label):
    [found] = [one for one in page.button if one.label == label]
    return found


def labels(page):
    return [one.label for one in page.button]


def headlines(page):
    return [one.value for one in page.subheader]


def tables(page):
    return [table.value for table in page.table]


def test_a_visitor_is_asked_to_sign_in(visit_store, kept):
    page = visit_store("uitwisselen", kept)
    assert not page.file_uploader
    assert not page.exception


def test_a_file_is_looked_at_saved_and_undone(editor_page, kept):
    page = upload(editor_page, RIGHT)
    assert headlines(page) == ["1 nieuw, 1 veranderd, 0 hetzelfde, 0 fout"]
    changed, new = tables(page)
    assert changed[["Wat", "Staat er nu", "Wordt"]].to_numpy().tolist()[0] == [
        "PA",
        "Partij PA",
        "Nieuwe naam",
    ]
    assert new["naam"].tolist() == [r"Partij \*B\*"]
    assert count(kept, "party") == 1, "nothing is saved yet"

    button(page, "Opslaan").click().run()
    assert not page.exception
    assert any("2 regels zijn opgeslagen" in one.value for one in page.success)
    assert stored(kept, "party", "PA").values["name"] == "Nieuwe naam"
    assert page.file_uploader, "the next file can be chosen"

    button(page, "Ongedaan maken: partijen.csv").click().run()
    assert not page.exception
    assert stored(kept, "party", "PA").values["name"] == "Partij PA"
    assert stored(kept, "party", "PB").is_archived
    assert not any(label.startswith("Ongedaan maken") for label in labels(page))


def test_a_file_with_faults_names_them_all_and_cannot_be_saved(editor_page, kept):
    page = upload(editor_page, WRONG)
    assert headlines(page) == ["0 nieuw, 0 veranderd, 0 hetzelfde, 2 fout"]
    [problems] = tables(page)
    assert problems["Regel"].tolist() == ["2", "3"]
    assert problems["Kolom"].tolist() == ["soort", "naam"]
    assert "Opslaan" not in labels(page)
    assert [one.label for one in page.link_button][-1] == "Uw bestand, met de fouten gemarkeerd"
    button(page, "Kies een ander bestand").click().run()
    assert headlines(upload(page, RIGHT)) == ["1 nieuw, 1 veranderd, 0 hetzelfde, 0 fout"]


def test_what_somebody_else_changed_is_shown_before_it_is_saved(editor_page, kept):
    page = upload(editor_page, RIGHT)
    save(kept, party=[party("PA", name="Van een ander")])
    button(page, "Opslaan").click().run()
    assert not page.exception
    assert any("intussen iets veranderd" in one.value for one in page.error)
    assert tables(page)[0]["Staat er nu"].tolist()[0] == "Van een ander"
    assert stored(kept, "party", "PA").values["name"] == "Van een ander"
    button(page, "Opslaan").click().run()
    assert stored(kept, "party", "PA").values["name"] == "Nieuwe naam"


def test_what_is_there_already_need_not_be_saved(editor_page):
    page = upload(editor_page, b"code;naam;soort\nPA;Partij PA;anders\n")
    assert headlines(page)[0].startswith("0 nieuw, 0 veranderd, 1 hetzelfde")
    assert "Opslaan" not in labels(page)


def test_a_wide_table_is_understood_and_can_be_pointed_out(editor_page, kept):
    save(kept, measurement=[measurement("2021-12-31", "10", period_start="2021-01-01")])
    page = upload(editor_page, WIDE, "cijfers.csv")
    assert headlines(page) == ["Wijs aan wat waar staat", "1 nieuw, 0 veranderd, 1 hetzelfde, 0 fout"]
    page.multiselect[0].set_value([2]).run()
    assert headlines(page)[-1] == "0 nieuw, 0 veranderd, 1 hetzelfde, 0 fout"
    page.multiselect[0].set_value([]).run()
    assert "Kies in welke kolommen" in page.info[-1].value
    page.multiselect[0].set_value([3]).run()
    button(page, "Opslaan").click().run()
    assert not page.exception
    assert [row["value"] for row in kept.whole().rows("SELECT value FROM measurement ORDER BY 1")] == [
        10,
        11,
    ]


def test_two_columns_ask_of_which_indicator_they_are(editor_page, kept):
    page = upload(editor_page, TWO, "cijfers.csv")
    assert "van welke indicator" in page.info[-1].value
    page.selectbox(key="exchange_cijfers.csv_cijfers_series").set_value("IND-01").run()
    assert headlines(page)[-1] == "2 nieuw, 0 veranderd, 0 hetzelfde, 0 fout"
    assert any("het valt op" in one.value for one in page.warning), "1.234,5 is a hundred times as much"
    button(page, "Opslaan").click().run()
    assert {row["value"] for row in kept.whole().rows("SELECT value FROM measurement")} == {10.0, 1234.5}


@pytest.mark.parametrize(
    ("name", "content"),
    [("foto.jpg", b"\xff\xd8\xff\xe0 geen tabel"), ("leeg.csv", b""), ("kapot.xlsx", b"PK\x03\x04 kapot")],
)
def test_a_file_that_is_no_table_gets_a_sentence(editor_page, name, content):
    page = upload(editor_page, content, name)
    assert headlines(page)[-1].endswith(" fout")
    assert not headlines(page)[-1].endswith(" 0 fout")
    assert "Opslaan" not in labels(page)


def test_a_large_preview_shows_the_first_rows_and_says_so(editor_page):
    lines = "".join(f"P{number};Partij {number};bewoners\n" for number in range(300))
    page = upload(editor_page, f"code;naam;soort\n{lines}".encode())
    assert headlines(page) == ["300 nieuw, 0 veranderd, 0 hetzelfde, 0 fout"]
    assert len(tables(page)[0]) == 200
    assert any("eerste 200 van 300" in one.value for one in page.markdown)


def test_a_day_in_the_past_takes_no_files(visit_store, sign_in, kept):
    sign_in(Role.EDITOR)
    page = visit_store("uitwisselen?op=2024-01-01", kept)
    assert not page.file_uploader
    assert "verleden" in page.info[0].value


def test_who_was_signed_out_meanwhile_saves_nothing(editor_page, sign_in, kept):
    page = upload(editor_page, RIGHT)
    sign_in(Role.VISITOR)
    found = [one for one in page.button if one.label == "Opslaan"]
    found[0].click().run()
    assert not page.exception
    assert stored(kept, "party", "PA").values["name"] == "Partij PA"
