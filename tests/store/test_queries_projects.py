"""What the project book reads beside the projects: milestones, parties and money."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from sok_metrics.nouns.model import View
from sok_metrics.store.queries import projects
from sok_metrics.store.queries.money import list_allocations, list_payments
from sok_metrics.views.money import money_of_projects
from tests.store import rows


def list_money(reader):
    return money_of_projects(list_allocations(reader), list_payments(reader))


NEW_QUERIES = (projects.list_milestones, projects.list_project_parties, list_money)


@pytest.mark.parametrize("query", NEW_QUERIES)
def test_an_empty_store_gives_the_columns_without_rows(store, query):
    found = query(store.reader())
    assert found.empty
    assert "project_code" in found.columns


def test_milestones_stand_in_the_order_of_time(store):
    milestones = [
        {"number": "1", "project_code": "P1", "title": "zonder dag"},
        {"number": "2", "project_code": "P1", "title": "laat", "due_on": "2025-01-01"},
        {"number": "3", "project_code": "P1", "title": "vroeg", "due_on": "2024-01-01"},
    ]
    rows.save(store, project=[rows.project()], milestone=milestones)
    found = projects.list_milestones(store.reader())
    assert found["title"].tolist() == ["vroeg", "laat", "zonder dag"]
    assert found["due_on"].iloc[0] == pd.Timestamp(date(2024, 1, 1))


def test_who_leads_stands_first_among_the_parties(store):
    links = [
        {"project_code": "P1", "party_code": code, "role": role}
        for code, role in (("PA", "funder"), ("PB", "partner"), ("PC", "lead"))
    ]
    rows.save(
        store,
        project=[rows.project()],
        party=[rows.party("PA"), rows.party("PB"), rows.party("PC")],
        project_party=links,
    )
    assert projects.list_project_parties(store.reader())["role"].tolist() == ["lead", "partner", "funder"]


def test_what_is_granted_and_paid_is_exact_to_the_cent(botu_store):
    found = list_money(botu_store.reader())
    granted = botu_store.whole().rows(
        "SELECT sum(amount) AS amount FROM {allocation_fund} AS part WHERE allocation_number IN "
        "(SELECT number FROM {allocation} AS allocation WHERE project_code IS NOT NULL)"
    )[0]["amount"]
    paid = botu_store.whole().rows("SELECT sum(amount) AS amount FROM {payment} AS payment")[0]["amount"]
    assert all(isinstance(amount, Decimal) for amount in found["granted"])
    assert sum(found["granted"], Decimal()) == granted
    assert sum(found["paid"], Decimal()) == paid
    assert found["is_example"].all()


@pytest.mark.parametrize("query", NEW_QUERIES)
def test_nothing_shows_of_an_internal_project(botu_store, query):
    assert "P6" in set(query(botu_store.reader())["project_code"])
    known = botu_store.whole().rows("SELECT * FROM project WHERE code = 'P6'")[0]
    keep = ("code", "title", "status", "origin")
    rows.save(botu_store, project=[{name: known[name] for name in keep} | {"visibility": "internal"}])
    assert "P6" not in set(query(botu_store.reader())["project_code"])


@pytest.mark.parametrize("query", NEW_QUERIES)
def test_without_examples_no_invented_row_is_read(botu_store, query):
    assert query(botu_store.reader(View(with_examples=False))).empty
