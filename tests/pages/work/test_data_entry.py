"""Metingen invullen: an evening's figures in one grid."""

import pytest

from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.measurements import Entry, record_measurements
from sok_metrics.texts.periods import parse_period
from tests.pages.test_every_page import is_fine
from tests.pages.visits import as_read, headline, words
from tests.store.rows import save

PAGE = "metingen-invullen"


@pytest.fixture(autouse=True)
def _as_editor(sign_in):
    sign_in(Role.EDITOR)


def fill(page, series, text, name="value"):
    [field] = [one for one in page.text_input if one.key.endswith(f"_{series}_{name}")]
    return field.set_value(text).run()


def press_save(page):
    return page.button(key="measuring_save").click().run()


def figures(store, series):
    found = store.whole().rows(
        "SELECT value, period_end, source FROM measurement WHERE series_code = $code AND archived_at IS NULL "
        "ORDER BY period_end",
        {"code": series},
    )
    return [(row["value"], row["period_end"].isoformat(), row["source"]) for row in found]


def test_what_is_due_stands_there_with_its_last_figure(visit):
    page = visit(PAGE)
    assert is_fine(page)
    assert headline(page) == "Metingen invullen"
    shown = words(page)
    assert "Mensen met bijstand (Bospolder)" in shown
    assert "Vorige: 670 mensen (2024)" in shown
    assert "Nu: 2025" in shown
    assert "Aandeel bewoners aan tafel" not in shown


def test_an_evening_is_saved_in_one_go_and_can_be_undone(visit_store, botu_store):
    page = visit_store(PAGE, botu_store)
    page = fill(page, "INC-07-BO", "655")
    page = fill(page, "SRO-01", "3,6")
    page = press_save(page)
    assert not page.exception
    assert {one.value for one in page.success} == {"2 metingen opgeslagen."}
    assert figures(botu_store, "INC-07-BO")[-1][:2] == (655, "2025-12-31")
    assert figures(botu_store, "SRO-01")[-1][:2] == (3.6, "2026-09-30")
    assert "INC-07-BO" not in str([one.key for one in page.text_input if one.value])
    page = page.button(key="undo-saved").click().run()
    assert figures(botu_store, "INC-07-BO")[-1][1] == "2024-12-31"
    assert [one.value for one in page.text_input if one.key.endswith("INC-07-BO_value")] == ["655"]
    page = press_save(page)
    assert {one.value for one in page.success} == {"2 metingen opgeslagen."}


def test_everything_wrong_is_said_at_once_and_nothing_is_lost(visit_store, botu_store):
    page = visit_store(PAGE, botu_store)
    before = figures(botu_store, "SRO-01")
    page = fill(page, "INC-07-BO", "veel")
    page = fill(page, "INC-07-TU", "7300")
    page = fill(page, "SRO-01", "3,6")
    assert "Klopt dit?" in page.warning[0].value
    page = press_save(page)
    wrong = [as_read(one.value) for one in page.error]
    assert '"veel" is geen getal' in wrong[0]
    assert "Kijk nog eens naar deze 2 rijen: Mensen met bijstand" in wrong[1]
    assert figures(botu_store, "SRO-01") == before
    page = fill(page, "INC-07-BO", "655")
    page = page.checkbox[0].check().run()
    page = press_save(page)
    assert {one.value for one in page.success} == {"3 metingen opgeslagen."}
    assert figures(botu_store, "INC-07-TU")[-1][0] == 7300


def test_a_correction_asks_why(visit_store, botu_store):
    # an invented figure may just go, so this one is real
    save(
        botu_store,
        measurement=[
            {
                "series_code": "SRO-01",
                "period_start": "2026-04-01",
                "period_end": "2026-06-30",
                "origin": "real",
            }
        ],
    )
    before = len(figures(botu_store, "SRO-01"))
    page = visit_store(f"{PAGE}?code=SRO-01", botu_store)
    page = page.text_input(key="measuring_evening").set_value("2e kwartaal 2026").run()
    page = fill(page, "SRO-01", "3,9")
    page = press_save(page)
    assert "Kijk nog eens naar deze rij: Werk voor bewoners" in as_read(page.error[0].value)
    [reason] = [one for one in page.text_input if one.key.endswith("_reason")]
    assert reason.label == "Er staat al 3,4 fte voor 2e kwartaal 2026. Waarom verandert u dat?"
    page = press_save(reason.set_value("dubbel geteld").run())
    assert {one.value for one in page.success} == {"1 meting opgeslagen."}
    assert len(figures(botu_store, "SRO-01")) == before
    assert figures(botu_store, "SRO-01")[-1][0] == 3.9


def test_a_filter_does_not_lose_what_was_typed(visit_store, botu_store):
    page = visit_store(PAGE, botu_store)
    page = fill(page, "INC-07-BO", "655")
    page = page.multiselect(key="measuring_about").set_value(["W7"]).run()
    assert [one.value for one in page.text_input if one.key.endswith("_value")] == ["655"]


def test_who_comes_second_sees_both_figures(visit_store, botu_store):
    page = visit_store(PAGE, botu_store)
    page = fill(page, "INC-07-BO", "655")
    record_measurements(
        botu_store,
        [Entry("INC-07-BO", parse_period("2025"), value=640.0)],
        by=Actor("Jan", Role.EDITOR),
    )
    page = press_save(page)
    assert "Kijk nog eens naar deze rij: Mensen met bijstand (Bospolder)" in as_read(page.error[0].value)
    [choice] = page.radio
    assert choice.label == "Jan vulde intussen 640 mensen in voor 2025. Wat moet er staan?"
    page = choice.set_value("mine").run()
    page = fill(page, "INC-07-BO", "laatste stand", "reason")
    page = press_save(page)
    assert {one.value for one in page.success} == {"1 meting opgeslagen."}
    assert figures(botu_store, "INC-07-BO")[-1][0] == 655


def test_visitors_and_the_past_get_a_kind_word(visit, sign_in):
    page = visit(f"{PAGE}?op=2024-01-01")
    assert "Ga terug naar vandaag" in words(page)
    sign_in(Role.VISITOR)
    page = visit(PAGE)
    assert "Meld u" in words(page)
    assert not [one for one in page.text_input if one.key.startswith("measuring")]
