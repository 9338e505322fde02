"""Whatever stands in an address, the page opens and says in Dutch what it cannot show."""

import re
from itertools import chain

import pytest

from sok_metrics.nouns.model import Role
from sok_metrics.ui.parts.navigation import ENTRIES
from tests.browser.serving import ROOT
from tests.pages.visits import words

pytestmark = pytest.mark.full

OWN = {
    "afspraken": ["code"],
    "acties": ["partij"],
    "afstemmen": ["nummer", "partij", "sleutel"],
    "organisatie": ["code", "jaar"],
    "bijeenkomst": ["nummer"],
    "bijeenkomsten": ["soort", "eerder"],
    "doelen": ["code"],
    "eerste-stappen": ["stap", "bij"],
    "energiebegroting": ["jaar"],
    "geschiedenis": ["door", "tabel", "code", "van", "tot", "blad", "wijziging"],
    "indicator": ["code"],
    "indicatoren": ["zoek", "status", "bij", "vergelijking"],
    "mensen": ["persoon"],
    "metingen-invullen": ["code"],
    "project": ["code"],
    "sinds": ["van", "tot"],
    "vergeten": ["persoon"],
    "waarden": ["code"],
    "werkboek": ["jaar"],
    "zoeken": ["q"],
}
"""What each page reads of its address, beside the day and the choice of figures that all pages read."""
EVERYWHERE = ["op", "voorbeelden", "wijzig", "nieuw", "versie", "met_kind", "met_project_code"]
HOSTILE = [
    "0001-01-01",
    "9999-12-31",
    "2023-02-30",
    "9" * 5000,
    "-1",
    "",
    "x" * 10_000,
    "P1\x00'; DROP TABLE project; --",
    "🙂 漢字 ‮om٣",
    "project:P1|**vet**|%00",
    "1e999",
    "milestone",
]


@pytest.fixture
def page(visit, sign_in):
    """page("waarden"): one visit, that goes on to other addresses of that page."""
    sign_in(Role.ADMINISTRATOR)
    return visit


def look(visit, parameters):
    visit.query_params.clear()
    for name, value in parameters.items():
        visit.query_params[name] = value
    return visit.run()


def is_calm(visit, about):
    assert not visit.exception, (about, [one.value for one in visit.exception])
    assert not re.search(r"Traceback|Exception|Error", words(visit)), about


@pytest.mark.parametrize("address", sorted(OWN))
def test_a_page_bears_whatever_stands_in_its_own_parameters(page, address):
    visit = page(address)
    for turn in range(len(HOSTILE)):
        parameters = {name: HOSTILE[(turn + place) % len(HOSTILE)] for place, name in enumerate(OWN[address])}
        is_calm(look(visit, parameters), parameters)


@pytest.mark.parametrize("value", HOSTILE, ids=[one[:12] or "empty" for one in HOSTILE])
def test_what_every_page_reads_may_be_anything(page, value):
    visit = page("werkboek")
    is_calm(look(visit, dict.fromkeys(EVERYWHERE, value)), value[:40])
    for name in ("wijzig", "nieuw"):
        is_calm(look(visit, {name: value, "versie": value}), (name, value[:40]))
    is_calm(look(visit, {name: [value, "2024-01-01", value] for name in EVERYWHERE}), value[:40])


@pytest.mark.parametrize("address", sorted({one.url for one in ENTRIES} - set(OWN)))
def test_the_other_pages_bear_what_they_do_not_read(page, address):
    visit = page(address)
    is_calm(look(visit, dict.fromkeys({*chain(*OWN.values()), *EVERYWHERE}, "9" * 5000)), address)


def test_a_day_that_cannot_be_is_said_in_dutch(page):
    shown = words(page("geschiedenis?van=0001-01-01&tot=9999-12-31"))
    assert "'0001-01-01' is geen dag die hier kan." in shown
    assert "'9999-12-31' is geen dag die hier kan." in shown
    assert "wijziging" in shown
    assert "1 januari 1 is te lang geleden." in words(page("waarden?op=0001-01-01"))


def test_every_parameter_that_a_page_reads_is_tried():
    known = {*chain(*OWN.values()), *EVERYWHERE}
    source = "\n".join(
        path.read_text("utf-8")
        for folder in ("sok_metrics/ui", "pages")
        for path in (ROOT / folder).rglob("*.py")
    )
    constants = dict(re.findall(r'^(\w*(?:PARAMETER|_KEY|PLACE|CHANGE))\b[^=\n]*= "([a-z]+)"', source, re.M))
    read = set(re.findall(r'query_params(?:\.get\(|\[)(?:\w+\.)?([A-Z_]+|"\w+")', source))
    bound = set(re.findall(r'key=([A-Z_]+|"\w+")[^)]*?bind="query-params"', source, re.S))
    named = {constants.get(one, one).strip('"') for one in read | bound}
    assert {one for one in named if one.islower()} <= known
