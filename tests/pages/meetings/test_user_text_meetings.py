"""What people wrote at a meeting is shown literally on every page about meetings."""

import pytest

from tests.pages.stores import put_commitments
from tests.pages.test_user_text import ACTING, NASTY, markdown_texts, own_words
from tests.pages.visits import elements, words
from tests.store.rows import action, meeting, party, project, save

pytestmark = pytest.mark.full

ADDRESSES = [
    "bijeenkomsten",
    "bijeenkomst?nummer=1",
    "bijeenkomst?nummer=2",
    "acties",
    "besluiten",
    "maandelijks-overleg",
]


@pytest.fixture(params=NASTY.values(), ids=list(NASTY), scope="module")
def nasty(request):
    return request.param


@pytest.fixture(scope="module")
def nasty_store(own_copy, nasty):
    """Meetings in which every text is the nasty one."""
    empty_store = own_copy("empty")
    put_commitments(empty_store, W1=nasty)
    belongs = {"meeting_number": "1", "commitment_code": "W1", "project_code": "P1"}
    save(
        empty_store,
        party=[party("GEM", name=nasty)],
        project=[project("P1", title=nasty)],
        meeting=[
            meeting(1, title=nasty, place=nasty, minutes=nasty, organised_by=nasty),
            meeting(2, "2099-01-01", title=nasty, place=nasty, status="planned"),
        ],
        agenda_item=[
            {"number": str(number), "position": "1", "title": nasty, **belongs, "meeting_number": str(number)}
            for number in (1, 2)
        ],
        spotlight=[{"number": "1", "meeting_number": "1", "project_code": "P1", "text": nasty}],
        remark=[{"number": "1", "text": nasty, **belongs}],
        decision=[
            {"number": "1", "decided_on": "2024-03-01", "text": nasty, **belongs},
            {"number": "2", "decided_on": "2024-03-01", "text": nasty, "review_on": "2024-06-01"},
        ],
        action=[
            action(1, text=nasty, owner_party_code="GEM", due_on="2024-06-01", **belongs),
            action(2, text=nasty, owner_party_code="GEM", done_on="2024-06-01", **belongs),
        ],
        fund=[
            {
                "code": "A",
                "name": nasty,
                "year": "2026",
                "amount_promised": "10.00",
                "ends_on": "2026-12-31",
            }
        ],
    )
    return empty_store


def test_text_of_people_is_shown_literally_and_whole(visit_store, nasty_store, nasty):
    for address in ADDRESSES:
        page = visit_store(address, nasty_store)
        assert not page.exception, address
        assert not page.error, address
        assert " ".join(nasty.split()) in words(page), address
        for text in markdown_texts(page):
            for own in own_words(text, nasty):
                assert not ACTING.search(own), (address, text)
        labels = [element.proto.label for element in elements(page.main) if element.type == "page_link"]
        assert [label for label in labels if "](" in label] == []
