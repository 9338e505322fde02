"""The page of the annual assessment: five steps, each marked once it is behind us."""

from datetime import date, datetime

import pytest

from sok_metrics.nouns.model import Role
from tests.days import be_at
from tests.pages.meetings.test_minutes import shown_on
from tests.store.rows import indicator, measurement, meeting, project, save, series

YEAR = 2026


@pytest.fixture
def begun(store, monkeypatch):
    """An agreement in which nothing was assessed yet."""
    be_at(monkeypatch, datetime(2026, 10, 1, 9))
    save(
        store,
        agreement=[{"code": "SOK", "name": "SOK Wijk", "neighbourhood": "Wijk"}],
        agreement_version=[{"number": "1", "title": "Eerste", "valid_from": "2022-01-01"}],
        commitment=[{"code": "D9", "kind": "goal"}, {"code": "S9", "kind": "cooperation_rule"}],
        commitment_text=[text("D9", "Betaalbaar"), text("S9", "Samen")],
        party=[
            {"code": "COR", "name": "Corporatie", "kind": "housing_corporation"},
            {"code": "GEM", "name": "Gemeente", "kind": "municipality"},
            {"code": "WEG", "name": "Vertrokken", "kind": "other", "left_on": "2024-01-01"},
        ],
        indicator=[
            indicator(), indicator("K-1", kind="card", question="Ging het goed?"),
        ],
        indicator_commitment=[
            {"indicator_code": "IND-01", "commitment_code": "D9"},
            {"indicator_code": "K-1", "commitment_code": "S9"},
        ],
        series=[series(role="main"), series("K-1", indicator_code="K-1", role="main")],
        measurement=[measurement("2025-12-31", "42")],
    )  # fmt: skip
    be_at(monkeypatch, date(2026, 11, 22))
    return store


def text(code, title, version="1"):
    return {"commitment_code": code, "agreement_version": version, "position": "1", "title": title}


def test_before_it_begins_each_step_says_what_to_do(begun, visit_store):
    page = shown_on(visit_store("beoordeling", begun))
    assert "Beoordeling 2026: 0 van de 5 stappen zijn gedaan" in page
    assert "Er is nog geen bijeenkomst voor de beoordeling." in page
    assert "In de reeks van 2027 staat nog geen project." in page
    assert "Begin dan een nieuwe versie." in page
    assert "Er is 1 kaart over het samenwerken." in page


def test_each_step_is_marked_once_it_is_behind_us(begun, visit_store, sign_in):
    sign_in(Role.EDITOR)
    save(
        begun,
        meeting=[meeting(5, "2026-11-19", kind="assessment", title="Beoordeling")],
        agenda_item=[
            {"number": "1", "meeting_number": "5", "position": "1", "title": "Doel", "kind": "commitment",
             "commitment_code": "D9", "closed_at": "2026-11-19 19:00:00", "outcome": "discussed"},
            {"number": "2", "meeting_number": "5", "position": "2", "title": "Afspraken", "kind": "rules",
             "closed_at": "2026-11-19 19:30:00", "outcome": "next_time"},
        ],
        card_answer=[
            {"meeting_number": "5", "indicator_code": "K-1", "group_name": "resident", "score": "4",
             "count": "12"},
        ],
        agreement_version=[{"number": "2", "title": "Tweede", "valid_from": "2026-11-20"}],
        commitment_text=[text("D9", "Betaalbaar voor iedereen", "2"), text("S9", "Samen", "2")],
        signature=[{"number": "1", "party_code": "COR", "signed_on": "2026-11-20"}],
        project=[project("P9", title="Buurtbatterij", series_year="2027", status="plan")],
    )  # fmt: skip
    page = visit_store("beoordeling", begun)
    shown = shown_on(page)
    assert "Beoordeling 2026: 3 van de 5 stappen zijn gedaan" in shown
    assert "Moet nog tekenen: Gemeente." in shown
    assert "P9 Buurtbatterij" in shown
    [table] = [one.value for one in page.table]
    assert table.values.tolist() == [["D9", "Betaalbaar", "Betaalbaar voor iedereen"]]
    save(begun, signature=[{"number": "2", "party_code": "GEM", "signed_on": "2026-11-21"}])
    save(begun, agenda_item=[{"number": "2", "outcome": "discussed"}])
    assert "5 van de 5" in shown_on(visit_store("beoordeling", begun))
