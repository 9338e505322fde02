"""Pages of a past day: what was archived or made internal since is not on them, but for editors, marked."""

import pytest

from sok_metrics.nouns.model import Role
from tests.pages.stores import put_commitments
from tests.pages.visits import words
from tests.store.rows import meeting, project, save

WRITTEN, TAKEN = {"recorded_at": "2026-10-01 12:00:00"}, {"recorded_at": "2026-11-10 12:00:00"}
DAY = "op=2026-11-01"
PAGES = (
    "overzicht",
    "ideeen",
    "werkboek",
    "project?code=P1",
    "bijeenkomst?nummer=1",
    "bijeenkomsten",
    "zoeken?q=zeppelin",
    "sinds?van=2026-09-01&tot=2026-11-20",
)
SLANDER = ("Een zeppelin", "Zeppelin bouwen", "Over de zeppelin", "Avond")
LEFT_OUT = "Een deel is later weggehaald."


@pytest.fixture(scope="module")
def gone(own_copy):
    """A store with an idea, a project and a meeting that spoke of a zeppelin, and are not public now."""
    store = own_copy("bare")
    put_commitments(store, **WRITTEN)
    save(
        store,
        agreement=[{"code": "SOK", "name": "SOK", "neighbourhood": "Wijk", **WRITTEN}],
        idea=[{"number": "1", "submitted_on": "2026-10-01", "text": "Een zeppelin", **WRITTEN}],
        project=[project("P1", title="Zeppelin bouwen", **WRITTEN), project("P2", **WRITTEN)],
        meeting=[meeting(1, title="Avond", minutes="Over de zeppelin", **WRITTEN)],
    )
    save(
        store,
        idea=[{"number": "1", "archived_at": "2026-11-10 12:00:00", **TAKEN}],
        project=[{"code": "P1", "visibility": "internal", **TAKEN}],
        meeting=[{"number": "1", "visibility": "draft", **TAKEN}],
    )
    return store


def at(page, day=DAY):
    return f"{page}{'&' if '?' in page else '?'}{day}"


@pytest.mark.parametrize("page", PAGES)
def test_no_page_of_a_past_day_shows_it(visit_store, gone, page):
    shown = visit_store(at(page), gone)
    assert not shown.exception
    said = words(shown)
    assert not [words_of_it for words_of_it in SLANDER if words_of_it in said]
    assert LEFT_OUT in said


def test_an_editor_sees_it_with_a_mark(visit_store, gone, sign_in):
    sign_in(Role.EDITOR)
    assert "[nu in het archief] Een zeppelin" in words(visit_store(at("ideeen"), gone))
    shown = words(visit_store(at("project?code=P1"), gone))
    assert "[nu niet openbaar] Zeppelin bouwen" in shown
    assert "Alleen de redactie ziet ook wat later is weggehaald." in shown
    shown = words(visit_store(at("bijeenkomst?nummer=1"), gone))
    assert "[nu niet openbaar] Avond" in shown
    assert "Over de zeppelin" in shown
    assert "zeppelin" not in words(visit_store("ideeen", gone)).lower().split("niet openbaar of in")[0]


def test_nothing_is_said_of_a_day_of_which_nothing_was_taken_away(visit_store, gone):
    assert LEFT_OUT not in words(visit_store(at("ideeen", "op=2026-11-20"), gone))
