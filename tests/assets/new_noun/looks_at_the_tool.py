"""What the dashboard makes of a noun that was only described; runs in a copy of the project that has it."""

from datetime import date

from docs import make_tables
from sok_metrics.nouns.model import Role
from sok_metrics.store.changes.forget import forget
from sok_metrics.store.queries.records import list_records
from sok_metrics.store.queries.search import find
from sok_metrics.tasks.files.importing import exchange_workbook, look_at_file, save_import
from sok_metrics.workbook.exchange.read import read_exchange
from tests.pages.visits import headline, words
from tests.store.rows import TESTER, save

CAMERA = {"code": "G1", "name": "Warmtecamera", "kind": "measuring", "project_code": "P1"}


def test_it_has_a_form_that_saves_and_can_be_undone(botu_store, visit_store, sign_in):
    sign_in(Role.EDITOR)
    visit = visit_store("werkboek?nieuw=tool&met_project_code=P1", botu_store)
    assert headline(visit) == "Nieuw: gereedschap"
    fields = {one.label: one for one in [*visit.text_input, *visit.selectbox, *visit.text_area]}
    assert {"Naam", "Soort", "Bij welke partij (mag leeg)", "Verhaal (mag leeg)"} <= set(fields)
    assert fields["Project (mag leeg)"].value == "P1"
    fields["Naam"].set_value("Warmtecamera")
    fields["Soort"].set_value("measuring")
    press(visit, "Opslaan")
    [saved] = list_records(botu_store.whole(), "tool")
    assert saved.key == ("G1",)
    assert saved.values["bought_on"] == "2026-11-22"
    press(visit, "Ongedaan maken: gereedschap G1 Warmtecamera")
    assert list_records(botu_store.whole(), "tool") == []


def test_it_stands_with_what_it_hangs_on_and_in_the_history(botu_store, visit_store, sign_in):
    save(botu_store, tool=[CAMERA])
    save(botu_store, tool=[CAMERA | {"kind": "building"}])
    sign_in(Role.EDITOR)
    project = words(visit_store("werkboek?wijzig=project:P1", botu_store))
    assert "Te leen (1)" in project
    assert "G1 Warmtecamera" in project
    history = words(visit_store("geschiedenis", botu_store))
    assert "voegde gereedschap G1 toe" in history
    assert "veranderde van gereedschap G1 de soort van meten in klussen" in history
    of_one = visit_store("geschiedenis?tabel=tool&code=G1", botu_store)
    assert headline(of_one) == "Geschiedenis van gereedschap G1"


def test_it_comes_in_and_goes_out_with_what_each_column_is_for(botu_store):
    content = b"code;naam;soort;project\nG1;Warmtecamera;meten;P1\nG2;Ladder;dansen;P99\n"
    wrong = look_at_file(botu_store, content, "gereedschap.csv", by=TESTER).preview.problems
    assert sorted((one.sheet, one.line, one.heading) for one in wrong) == [
        ("gereedschap", 3, "project"),
        ("gereedschap", 3, "soort"),
    ]
    good = look_at_file(botu_store, content[: content.index(b"G2")], "gereedschap.csv", by=TESTER)
    save_import(botu_store, good.tables, by=TESTER, reason="toets", seen=good.preview)
    assert len(list_records(botu_store.whole(), "tool")) == 1
    workbook = read_exchange(exchange_workbook(botu_store, by=TESTER), "uit.xlsx")
    assert list(workbook.tables["tool"]["name"]) == ["Warmtecamera"]
    assert list(workbook.tables)[-1] == "tool"
    assert "## gereedschap\n" in make_tables.page()


def test_it_is_found(botu_store, visit_store):
    save(botu_store, tool=[CAMERA | {"story": "Laat zien waar de warmte weglekt"}])
    assert list(find(botu_store.reader(), "weglekt")["kind"]) == ["tool"]
    assert "Stuks gereedschap (1)" in words(visit_store("zoeken?q=weglekt", botu_store))


def test_what_is_about_a_person_goes_when_the_person_is_forgotten(botu_store):
    save(botu_store, tool=[CAMERA | {"person_code": "VB-P6", "place": "Bij de buurvrouw met de rode deur"}])
    save(botu_store, tool=[CAMERA | {"code": "G2", "person_code": "VB-P7", "place": "In het buurthuis"}])
    forget(botu_store, "VB-P6", by=TESTER, day=date(2026, 11, 22), spots=())
    places = {one.key[0]: one.values["place"] for one in list_records(botu_store.whole(), "tool")}
    assert places == {"G1": None, "G2": "In het buurthuis"}
    [row] = botu_store.whole().rows(
        "SELECT count(place) AS kept FROM tool_history WHERE person_code = 'VB-P6'"
    )
    assert row["kept"] == 0


def test_the_page_about_privacy_tells_why_it_is_kept(botu_store, visit_store):
    page = words(visit_store("gegevens", botu_store))
    assert "Gereedschap dat we lenen" in page
    assert "Samen doen met wat er al is." in page


def press(visit, label):
    [button] = [one for one in visit.button if one.label == label]
    button.click().run()
