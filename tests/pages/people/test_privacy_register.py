"""What pages keep between two looks is never of another moment, choice of figures or state of the store."""

import shutil
from types import SimpleNamespace

import pytest
import streamlit as st

from sok_metrics.store.connection import open_store
from tests.pages.visits import as_read, headline, texts, words
from tests.store.rows import measurement, save

OWN = "gasverbruik in ons blok"


def _measured(store, value, **cells):
    """A goal with one indicator, measured in two years."""
    save(
        store,
        agreement_version=[{"number": "1", "title": "Versie 1", "valid_from": "2021-12-31"}],
        commitment=[{"code": "D1", "kind": "goal"}],
        commitment_text=[
            {
                "commitment_code": "D1", "agreement_version": "1", "position": "1",
                "title": "Samen", "description": "Samen",
            }
        ],
        indicator=[
            {
                "code": "IND-01", "name": OWN, "definition": "wat het meet", "unit": "m3", "kind": "number",
                "direction": "lower", "frequency": "yearly",
            }
        ],
        indicator_commitment=[{"indicator_code": "IND-01", "commitment_code": "D1"}],
        series=[{"code": "IND-01", "indicator_code": "IND-01"}],
        measurement=[measurement("2024-12-31", "90"), measurement("2025-12-31", value, **cells)],
    )  # fmt: skip


@pytest.mark.parametrize("address", ["doelen?code=D1", "indicator?code=IND-01"])
def test_what_is_kept_goes_with_the_next_write(store, visit_store, address):
    _measured(store, "77")
    assert "77" in words(visit_store(address, store))
    assert "77" in words(visit_store(address, store))
    save(store, measurement=[measurement("2025-12-31", "66", correction_reason="verkeerd afgelezen")])
    corrected = words(visit_store(address, store))
    assert "66" in corrected
    assert address.startswith("indicator") or "77" not in corrected  # the indicator's page tells what it was


def test_what_is_kept_goes_when_a_backup_is_put_back_that_counts_its_changes_anew(empty_store, visit_store):
    before = empty_store.path.with_suffix(".kept")
    empty_store.close()
    shutil.copy(empty_store.path, before)
    shown = []
    for value in ("77", "66"):
        shutil.copy(before, empty_store.path)
        opened = open_store(empty_store.path)
        _measured(opened, value)
        shown.append(words(visit_store("doelen?code=D1", opened)))
        opened.close()
    assert "77" in shown[0]
    assert "66" in shown[1]
    assert "77" not in shown[1]


@pytest.mark.parametrize("address", ["doelen?code=D1", "indicator?code=IND-01"])
def test_examples_stay_out_of_what_is_kept_for_who_wants_real_figures(store, visit_store, address):
    _measured(store, "77", origin="example")
    for _look in range(2):
        assert "77" in words(visit_store(address, store))
        without = visit_store(f"{address}&voorbeelden=nee", store)
        assert "77" not in words(without)


def test_the_same_page_is_kept_light_and_dark(visit, monkeypatch):
    def colours():
        specs = [chart.proto.spec for chart in visit("doelen?code=D2").get("plotly_chart")]
        assert specs
        return specs

    light = colours()
    monkeypatch.setattr(type(st.context), "theme", SimpleNamespace(type="dark"))
    assert all(one != other for one, other in zip(light, colours(), strict=True))


def test_a_second_look_shows_just_what_the_first_did(visit):
    for address in ("doelen?code=D2", "waarden?code=W3", "indicator?code=ECO-01", "overzicht"):
        first, second = visit(address), visit(address)
        assert [as_read(text) for text in texts(first)] == [as_read(text) for text in texts(second)]
        assert headline(first) == headline(second)
