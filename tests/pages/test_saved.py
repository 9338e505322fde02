"""What was saved last stands above every page: one undo, that names what it undoes and can be undone."""

import pytest

from sok_metrics.nouns.model import Role
from sok_metrics.store.queries.records import list_records
from tests.pages.visits import headline, words
from tests.store.rows import measurement, party, save, stored


@pytest.fixture
def open_page(botu_store, visit_store, sign_in):
    """open_page("werkboek"): this page for somebody of the redactie."""
    sign_in(Role.EDITOR)
    return lambda address: visit_store(address, botu_store)


def field(visit, kind, label):
    [found] = [one for one in getattr(visit, kind) if one.label == label]
    return found


def press(visit, label):
    [found] = [one for one in visit.button if one.label == label]
    return found.click().run()


def undos(visit):
    return [one.label for one in visit.button if one.key == "undo-saved"]


def rename(visit, title):
    field(visit, "text_input", "Titel").set_value(title)
    return press(visit, "Opslaan")


def archive(visit):
    [sure] = [box for box in visit.checkbox if box.label == "Ja, haal dit van alle pagina's"]
    sure.check().run()
    return press(visit, "Archiveer")


def title(store):
    return stored(store, "project", "P1").values["title"]


def test_what_was_undone_can_be_done_again_and_undone_again(open_page, botu_store):
    before = title(botu_store)
    page = rename(open_page("project?code=P1&wijzig=project:P1&versie=1"), "Samen")
    assert undos(page) == ["Ongedaan maken: project P1 Samen"]
    for now, label in ((before, "Opnieuw doen"), ("Samen", "Ongedaan maken"), (before, "Opnieuw doen")):
        page = page.button(key="undo-saved").click().run()
        assert not page.exception
        assert title(botu_store) == now
        assert undos(page) == [f"{label}: project P1 Samen"]
    assert "Teruggedraaid: project P1 Samen. Alles staat weer zoals het stond." in words(page)


def test_the_undo_goes_when_something_else_was_saved_and_the_way_to_it_stays(open_page, botu_store):
    page = rename(open_page("project?code=P1&wijzig=project:P1&versie=1"), "Samen")
    save(botu_store, party=[party("NIEUW")])
    page = page.run()
    assert undos(page) == []
    assert "Opgeslagen: project P1 Samen" in words(page)
    assert title(botu_store) == "Samen"


def test_two_saves_on_one_page_leave_one_undo(visit_store, botu_store, sign_in):
    sign_in(Role.EDITOR)
    page = visit_store("metingen-invullen", botu_store)
    page.query_params["wijzig"] = "project:P1"
    page = rename(page.run(), "Samen")
    [value] = [one for one in page.text_input if one.key and one.key.endswith("INC-07-BO_value")]
    value.set_value("655").run()
    page = press(page, "Sla alle metingen op")
    assert not page.exception
    assert undos(page) == ["Ongedaan maken: 1 meting"]
    assert len([one for one in page.button if "ngedaan" in one.label]) == 1


def test_making_an_indicator_is_not_undone_under_the_feet_of_its_measurements(open_page, botu_store):
    page = open_page("indicatoren?nieuw=indicator")
    for label, value in (("Naam", "Proef"), ("Eenheid", "stuks")):
        field(page, "text_input", label).set_value(value)
    [code] = [one for one in page.text_input if one.label.startswith("Code")]
    code.set_value("PROEF-1")
    [what] = [one for one in page.text_area if one.label == "Wat meet het?"]
    what.set_value("wat het meet")
    field(page, "selectbox", "Soort cijfer").set_value("number")
    field(page, "selectbox", "Welke kant moet het op?").set_value("higher")
    field(page, "selectbox", "Hoe vaak meten we?").set_value("yearly")
    page = press(page, "Opslaan")
    assert undos(page) == ["Ongedaan maken: indicator PROEF-1 Proef"], [one.value for one in page.error]
    save(botu_store, measurement=[measurement(series_code="PROEF-1")])
    assert undos(page.run()) == []
    [row] = botu_store.whole().rows("SELECT max(number) - 1 AS made FROM change_set")
    page = open_page(f"geschiedenis?wijziging={row['made']}")
    assert "later kwam meting PROEF-1" in words(page)
    assert f"Het is wijziging {row['made'] + 1}. Draai eerst die terug." in words(page)
    assert not [one for one in page.button if "terug" in one.label]


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("project?code=P1", "project:P1"),
        ("indicator?code=SRO-01", "indicator:SRO-01"),
        ("bijeenkomst?nummer=1", "meeting:1"),
        ("waarden?code=W1", "commitment:W1"),
    ],
)
def test_who_archives_what_the_page_is_about_lands_where_all_of_them_are(
    open_page, botu_store, address, form
):
    page = archive(open_page(f"{address}&wijzig={form}"))
    assert not page.exception
    table, key = form.split(":")
    assert stored(botu_store, table, key).is_archived
    assert headline(page) != "Niet gevonden"
    assert not page.error
    assert undos(page)[0].startswith("Ongedaan maken: archiveren van")
    page = page.button(key="undo-saved").click().run()
    assert key in {record.key[0] for record in list_records(botu_store.whole(), table)}
