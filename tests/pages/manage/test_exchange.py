"""Excel in and out, as an editor sees it: look first, then save as a whole, then undo."""

import pytest

from sok_metrics import clock
from sok_metrics.nouns.model import Role
from sok_metrics.workbook.exchange.day_order import MONTH_FIRST
from sok_metrics.workbook.exchange.notation import COMMA, POINT
from sok_metrics.workbook.exchange.wide_grid import Rest
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


def infos(page):
    """What is said beside the preview, without the escapes of Markdown."""
    return " ".join(one.value for one in page.info).replace("\\", "")


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
    assert button(page, "Opslaan").disabled, "first somebody says that it is right"
    page.checkbox[-1].check().run()
    button(page, "Opslaan").click().run()
    assert {row["value"] for row in kept.whole().rows("SELECT value FROM measurement")} == {10.0, 1234.5}


def test_what_is_left_out_is_named_and_signs_and_lines_go_with_a_tap(editor_page, kept):
    table = "Indicator;2021;2022;2023;Opmerking\nIND-01;10;x;n.b.;let op\nIets anders;1;2;3;\nTotaal;5;5;5;\n"
    page = upload(editor_page, table.encode(), "cijfers.csv")
    assert "4 ('Totaal')" in infos(page)
    assert "'Opmerking'" in infos(page)
    assert headlines(page)[-1].endswith(" 2 fout")
    page.button_group(key="exchange_cijfers.csv_cijfers_signs").set_value(["x", "n.b."]).run()
    assert not page.exception
    page.multiselect(key="exchange_cijfers.csv_cijfers_lines").set_value([3, 4]).run()
    assert headlines(page)[-1] == "1 nieuw, 0 veranderd, 0 hetzelfde, 0 fout"
    assert "3 ('Iets anders'), 4 ('Totaal')" in infos(page)
    assert "'x' (1), 'n.b.' (1)" in infos(page)


@pytest.fixture
def areas_page(visit_store, sign_in, botu_store):
    """The page of a neighbourhood of which indicators have a series in several areas."""
    sign_in(Role.EDITOR)
    return visit_store("uitwisselen", botu_store)


def test_figures_without_an_area_are_asked_about_once_and_remembered(areas_page, botu_store):
    table = "Indicator;2008;2009\nGasverbruik per woning;1200;1100\n"
    page = upload(areas_page, table.encode(), "cijfers.csv")
    assert headlines(page)[-1] == "Cijfers zonder gebied"
    assert "Opslaan" not in labels(page)
    question = page.selectbox(key="exchange_rest_cijfers.csv_cijfers")
    assert question.options[0] == "de hoofdreeks: Bospolder"
    assert question.options[-1] == "laat deze cijfers weg"
    question.set_value("Rotterdam").run()
    assert tables(page)[-1]["reeks"].tolist() == ["ECO-05-RD", "ECO-05-RD"]
    page.selectbox(key="exchange_rest_cijfers.csv_cijfers").set_value(Rest.MAIN).run()
    assert tables(page)[-1]["reeks"].tolist() == ["ECO-05-BO", "ECO-05-BO"]
    if "Opslaan" in labels(page) and button(page, "Opslaan").disabled:
        page.checkbox[-1].check().run()
    button(page, "Opslaan").click().run()
    assert not page.exception
    page = upload(page, table.replace("2009", "2007").encode(), "nieuw.csv")
    assert page.selectbox(key="exchange_rest_nieuw.csv_nieuw").value == Rest.MAIN
    assert tables(page)[-1]["reeks"].tolist() == ["ECO-05-BO"]


def test_another_unit_is_converted_once_somebody_said_so_and_that_is_remembered(areas_page):
    table = "Indicator;2008;2009\nStroomverbruik per woning, Rotterdam (MWh);2,1;2,05\n"
    page = upload(areas_page, table.encode(), "cijfers.csv")
    assert headlines(page)[-1] == "Rekenen we deze cijfers om?"
    assert "Opslaan" not in labels(page)
    question = page.radio(key="exchange_unit_cijfers.csv_MWh_kWh")
    assert question.options == ["ja: 2,1 MWh wordt 2.100 kWh", "nee: de cijfers staan al in kWh"]
    question.set_value(True).run()
    assert tables(page)[-1]["waarde"].tolist() == ["2100", "2050"]
    assert "Omgerekend: 2,1 MWh wordt 2.100 kWh." in infos(page)
    if button(page, "Opslaan").disabled:
        page.checkbox[-1].check().run()
    button(page, "Opslaan").click().run()
    assert not page.exception
    page = upload(page, table.replace("2009", "2007").encode(), "nieuw.csv")
    assert page.radio(key="exchange_unit_nieuw.csv_MWh_kWh").value is True


def test_what_was_chosen_is_remembered_for_the_next_table_with_these_headings(editor_page, kept):
    first = "Indicator;2021;2022;Groei\nIND-01;10;x;\nIets anders;1;2;\n"
    page = upload(editor_page, first.encode(), "cijfers.csv")
    page.button_group(key="exchange_cijfers.csv_cijfers_signs").set_value(["x"]).run()
    page.multiselect(key="exchange_cijfers.csv_cijfers_lines").set_value([3]).run()
    button(page, "Opslaan").click().run()
    assert any("1 regel is opgeslagen" in one.value for one in page.success)

    next_year = "Indicator;2021;2022;2023;Groei\nIND-01;10;x;12;\nIets anders;1;2;3;\n"
    page = upload(page, next_year.encode(), "nieuw.csv")
    assert not page.exception
    assert headlines(page)[-1] == "1 nieuw, 0 veranderd, 1 hetzelfde, 0 fout"


def test_a_figure_of_a_period_that_is_still_to_come_is_asked_about(editor_page, kept):
    page = upload(editor_page, b"Indicator;2021;2022\nIND-01;10;11\n", "cijfers.csv")
    assert not button(page, "Opslaan").disabled
    button(page, "Kies een ander bestand").click().run()
    year = clock.today().year + 2
    page = upload(page, f"Indicator;2021;{year}\nIND-01;10;11\n".encode(), "later.csv")
    assert button(page, "Opslaan").disabled
    assert any("nog niet om" in " ".join(table["Wat u kunt doen"]) for table in tables(page)[1:2])
    page.checkbox[-1].check().run()
    assert not button(page, "Opslaan").disabled


def test_figures_of_a_plain_table_that_can_be_read_in_two_ways_are_asked_about(editor_page, kept):
    page = upload(editor_page, b"Indicator;2021;2022\nIND-01;1.234;1.300\n", "cijfers.csv")
    assert headlines(page)[-1] == "Hoe leest u deze getallen?"
    [question] = [one for one in page.radio if "1.234" in one.label]
    question.set_value(COMMA).run()
    assert headlines(page)[-1] == "2 nieuw, 0 veranderd, 0 hetzelfde, 0 fout"


def test_without_a_layout_it_says_what_it_could_not_read(editor_page):
    page = upload(editor_page, b"Periode;Aantal\nschooljaar 2012/13;12 ca\n", "cijfers.csv")
    [told] = [one.value.replace("\\", "") for one in (*page.error, *page.info, *page.warning)]
    assert "Deze perioden kunnen we niet lezen: A2 ('schooljaar 2012/13')" in told
    assert "Deze cijfers kunnen we niet lezen: B2 ('12 ca')" in told
    assert "Stuur een tabel met cijfers" in told


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("foto.jpg", b"\xff\xd8\xff\xe0 geen tabel", "foto.jpg: Dit is een plaatje, geen tabel."),
        ("leeg.csv", b"", "leeg.csv: Dit bestand is leeg."),
        ("kapot.xlsx", b"PK\x03\x04 kapot", "kapot.xlsx: Dit is geen leesbaar Excel-bestand."),
        ("brief.txt", b"Beste mensen,\n\nhierbij de cijfers.\n", "We vinden geen regel en geen kolom"),
    ],
)
def test_a_file_that_is_no_table_gets_one_sentence_and_makes_room_for_another(
    editor_page, name, content, told
):
    page = upload(editor_page, content, name)
    [said] = [one.value.replace("\\", "") for one in (*page.error, *page.info, *page.warning)]
    assert said.startswith(told)
    assert not headlines(page)
    assert not page.table
    assert "Opslaan" not in labels(page)
    again = [one for one in page.button if one.label == "Kies een ander bestand"]
    for one in again:
        one.click().run()
    assert headlines(upload(page, RIGHT)) == ["1 nieuw, 1 veranderd, 0 hetzelfde, 0 fout"]


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


UNCLEAR = b"reeks;van;tot_en_met;waarde\nIND-01;2021-01-01;2021-12-31;1.234\n"


def test_figures_that_can_be_read_in_two_ways_are_asked_once_and_remembered(editor_page, kept):
    page = upload(editor_page, UNCLEAR, "metingen.csv")
    assert headlines(page) == ["Hoe leest u deze getallen?"]
    assert "Opslaan" not in labels(page)
    [question] = page.radio
    assert question.label == "Kolom **waarde** op het blad 'metingen': wat is 1.234?"
    assert question.options == [
        "1234: de punt staat tussen de duizendtallen",
        "1,234: de punt staat voor de decimalen",
    ]
    question.set_value(POINT).run()
    assert not page.exception
    assert headlines(page)[1].startswith("1 nieuw")
    assert tables(page)[0]["waarde"].tolist() == ["1,234"]
    page.radio[0].set_value(COMMA).run()
    assert tables(page)[0]["waarde"].tolist() == ["1234"]
    page.radio[0].set_value(POINT).run()
    button(page, "Opslaan").click().run()
    assert not page.exception
    assert kept.whole().rows("SELECT value FROM measurement")[0]["value"] == 1.234


def test_days_of_a_plain_table_that_can_be_read_in_two_ways_are_asked_once(editor_page):
    page = upload(editor_page, b"Datum;IND-01\n3/4/2021;10\n5/4/2022;11\n", "cijfers.csv")
    assert headlines(page)[-1] == "Hoe leest u deze datums?"
    [question] = [one for one in page.radio if "3/4/2021" in one.label]
    assert question.options == [
        "3 april 2021: de dag staat voorop",
        "4 maart 2021: de maand staat voorop",
    ]
    question.set_value(MONTH_FIRST).run()
    assert not page.exception
    assert headlines(page)[-1].startswith("2 nieuw")
    assert tables(page)[-1]["van"].tolist() == ["4 maart 2021", "4 mei 2022"]


def test_the_column_that_completes_the_periods_is_chosen_and_remembered(editor_page):
    content = b"Jaar;Vlak;IND-01\n2021;Q1;10\n2021;Q2;11\n2022;alle;12\n"
    page = upload(editor_page, content, "cijfers.csv")
    [part] = [one for one in page.selectbox if one.label.startswith("Staat een deel van de periode")]
    assert part.value == 0
    part.set_value(2).run()
    assert not page.exception
    told = " ".join(tables(page)[1]["Wat u kunt doen"])
    assert "alle 2022" in told
    lines = [one for one in page.multiselect if one.label == "Welke regels doen niet mee?"]
    lines[0].set_value([4]).run()
    button(page, "Opslaan").click().run()
    page = upload(page, content.replace(b"2021", b"2020"), "cijfers.csv")
    [part] = [one for one in page.selectbox if one.label.startswith("Staat een deel van de periode")]
    assert part.value == 2
