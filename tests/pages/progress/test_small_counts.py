"""Small counts: known in the store, and to be found on no page and in no file."""

import json
import re
import shutil

import pytest

from sok_metrics.errors import SokError
from sok_metrics.nouns.model import Role, View
from sok_metrics.store.changes.permissions import VISITOR
from sok_metrics.store.connection import open_store
from sok_metrics.store.queries.meetings import list_meetings
from sok_metrics.store.queries.progress import read_progress
from sok_metrics.tasks.files.asked import NUMBER, Asked
from sok_metrics.tasks.files.catalogue import FILES
from sok_metrics.tasks.storage.status import read_status
from sok_metrics.ui.forms.labels import Names
from sok_metrics.ui.forms.parts import read_form
from sok_metrics.ui.forms.place import Asked as AskedForm
from sok_metrics.ui.parts.navigation import ENTRIES
from tests.days import be_at
from tests.derive import narrowed
from tests.pages.conftest import TODAY
from tests.pages.test_every_page import OBJECT
from tests.pages.visits import headline, open_address, words
from tests.seen import numbers_in, text_of_file, text_of_page
from tests.store.rows import measurement, save
from tests.store.test_derive import told, truth, views
from tests.thousands import CAME, LIMIT, hidden_answers, people_at_meetings, put_thousands, secrets

pytestmark = [pytest.mark.full, pytest.mark.timeout(400)]

SECRETS = {
    "the baseline": "6.5307",
    "the first measurement": "7.3107",
    "the latest": "8.4707",
    "what was said before a correction": "9.6207",
    "what another came in the place of": "5.7807",
    "a percentage of few people": "88.2607",
    "a part of a total": "9.2107",
    "the part beside it": "30.8207",
    "told in a note": "8.471207",
}
EXACT = sorted({form for text in SECRETS.values() for form in (text, text.replace(".", ","))})
ROUNDED = sorted({f"{float(text):.2f}".replace(".", ",") for text in SECRETS.values()} | {"88,3", "30,8"})
ADDRESSES = [entry.url + OBJECT.get(entry.url, "") for entry in ENTRIES if entry.needs is Role.VISITOR]
ADDRESSES += [f"indicator?code={code}" for code in ("ECO-02", "ECO-01", "INC-05", "TEA-03")]
ADDRESSES += ["doelen?code=D1", "doelen?code=D2", "doelen?code=D3", "waarden?code=W1", "zoeken?q=huishoudens"]
ADDRESSES += ["sinds?van=2022-06-01", "indicatoren?op=2026-11-01", "indicator?code=ECO-02&op=2023-01-15"]
THOUSANDS = [f"indicator?code=DUIZ{end}" for end in ("", "-G", "-E", "-N", "-B", "-K", "-V")]
THOUSANDS += [f"bijeenkomst?nummer={number}" for number in CAME]
THOUSANDS += [
    "zoeken?q=Duizenden",
    "indicator?code=DUIZ&op=2026-05-01",
    "indicator?code=DUIZ-K&op=2026-08-31",
]
THOUSANDS += ["indicator?code=DUIZ-V&op=2026-08-31", "bijeenkomst?nummer=902&op=2026-08-31"]
THOUSANDS += ["sinds?van=2026-05-01", "sinds?van=2026-05-01&tot=2026-10-01", "overzicht?op=2026-05-01"]


def of(series, start, end, value, **more):
    return measurement(end, value, series_code=series, period_start=start, **more)


@pytest.fixture(scope="module")
def guarded(built_stores, tmp_path_factory):
    """BoTu with figures that must stay hidden, in every way that there is."""
    path = tmp_path_factory.mktemp("guarded") / "sok.duckdb"
    shutil.copy(built_stores("botu"), path)
    store = open_store(path)
    latest = ("ECO-02", "2026-10-01", "2026-10-31")
    before = ("ECO-02", "2026-09-01", "2026-09-30")
    counted_anew = {"correction_reason": "anders geteld"}
    save(store, indicator=[{"code": code, "privacy_threshold": "10"} for code in ("INC-05", "TEA-03")])
    save(store, series=[{"code": "ECO-02", "baseline_value": "6.5307"}])
    save(store, series=[{"code": "ECO-01", "target_value": None, "target_series_code": "ECO-02"}])
    areas = {"TEA-03-A": "BU05990321", "TEA-03-B": "BU05990322"}
    parts = [{"code": code, "area_code": area, "role": "other"} for code, area in areas.items()]
    save(store, series=[{"indicator_code": "TEA-03", **part} for part in parts])
    save(
        store,
        measurement=[
            of("ECO-02", "2022-04-01", "2022-04-30", "7.3107", **counted_anew),
            of(*before, "9.6207", **counted_anew),
            of("TEA-03", "2026-10-30", "2026-10-31", "40.0314", **counted_anew),
            of("TEA-03-A", "2026-10-30", "2026-10-31", "9.2107", **counted_anew),
            of("TEA-03-B", "2026-10-30", "2026-10-31", "30.8207", **counted_anew),
        ],
    )
    save(store, measurement=[of("INC-05", "2026-06-01", "2026-06-30", "88.2607", base_count="4")])
    noted = {"note": "eigenlijk 8,471207"}
    for value, reason in (
        ("8.4707", "opnieuw geteld"),
        ("5.7807", "was 8,4707"),
        ("8.4707", "toch niet 5,7807"),
    ):
        save(store, measurement=[of(*latest, value, correction_reason=reason, **noted)])
    save(store, measurement=[of(*before, "24.5", correction_reason="was eerst 9,6207")])
    put_thousands(store)
    yield store
    store.close()


class Seen(dict[str, str]):
    """What a visitor gets at an address: {address: text}, looked at when first asked for."""

    def __missing__(self, address):
        page = open_address(address)
        assert not page.exception
        self[address] = text_of_page(page)
        return self[address]


@pytest.fixture(scope="module")
def texts_seen():
    return Seen()


@pytest.fixture
def seen(texts_seen, visit_guarded):
    """The pages of the guarded store, each looked at once."""
    return texts_seen


@pytest.fixture
def everything(seen, files):
    """All that a visitor gets, in pages and in files."""
    return {address: seen[address] for address in [*ADDRESSES, *THOUSANDS]} | files


@pytest.fixture(scope="module")
def files(guarded):
    """Every file that a visitor may have, now, in the past and of real figures alone; and `status --json`."""
    asked = [{}, {"op": ("2026-05-01",)}, {"voorbeelden": ("nee",)}]
    with pytest.MonkeyPatch.context() as patch:
        be_at(patch, TODAY)
        texts = {}
        for name, file in FILES.items():
            for about in abouts(guarded, name, file) if file.needs is Role.VISITOR else ():
                for parameters in asked:
                    if parameters.keys() <= file.listens_to:
                        made = made_for_visitor(guarded, file, about | parameters)
                        texts[f"{name} {about | parameters}"] = text_of_file(made) if made else ""
        return texts | {"status --json": json.dumps(read_status(guarded, TODAY).as_json())}


def abouts(store, name, file):
    """What a file can be about: each value and goal, the two newest meetings (all take minutes), or all."""
    if name == "a4.pdf":
        return [{"code": (code,)} for code in read_progress(store.reader(), TODAY).commitments["code"]]
    if NUMBER in file.listens_to:
        return [{NUMBER: (str(number),)} for number in list_meetings(store.reader())["number"][:2]]
    return [{}]


def made_for_visitor(store, file, parameters):
    """The file; None where this meeting has none that visitors may have."""
    try:
        return file.make(Asked(store, VISITOR, "", TODAY, parameters))
    except SokError:
        if NUMBER not in parameters:
            raise
        return None


@pytest.fixture
def visit_guarded(guarded, monkeypatch):
    monkeypatch.setenv("SOK_DATABASE", str(guarded.path))
    return open_address


def leaks(shown):
    return [text for text in EXACT if text in shown]


def leaks_of(text):
    """In what people read, rounded as it is shown, and in all that goes to the browser."""
    return leaks(text) + [one for one in ROUNDED if re.search(rf"(?<!\d){one}\b", text)]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_shows_a_small_count(seen, address):
    assert leaks_of(seen[address]) == []


@pytest.mark.parametrize("address", THOUSANDS)
def test_no_page_shows_a_number_that_is_hidden(seen, address):
    assert [one for one in secrets() if one.value in numbers_in(seen[address])] == []


def test_no_file_shows_a_number_that_is_hidden(files):
    told = [(name, one) for name, text in files.items() for one in secrets() if one.value in numbers_in(text)]
    assert told == []


@pytest.mark.timeout(600)  # by itself it looks at all pages anew
def test_nothing_that_is_hidden_follows_from_all_that_a_visitor_gets(guarded, everything):
    """The attacker of `tests/derive.py`, who knows what stands on the pages and in the files."""
    found = set().union(*map(numbers_in, everything.values()))
    assert {20021, 52013, 38231, 65340} <= found  # what is shown is found
    looks = [truth(guarded, view) for view in views(guarded)]
    thousands = [look[look["code"].str.startswith("DUIZ")] for look in looks]
    assert narrowed(told(thousands, lambda row: row.value in found)) == []
    assert narrowed([people_at_meetings(found)]) == []
    assert {left for left in hidden_answers(found).values() if 0 < left < LIMIT} == set()


def test_an_editor_sees_no_more_on_the_pages_than_others(visit_guarded, sign_in):
    sign_in(Role.ADMINISTRATOR)
    for address in ("indicator?code=ECO-02", "sinds", "indicatoren"):
        assert leaks_of(text_of_page(visit_guarded(address))) == []


def test_a_hidden_figure_is_called_less_than_ten(visit_guarded):
    shown = words(visit_guarded("indicator?code=ECO-02"))
    assert "van minder dan 10 naar minder dan 10 huishoudens per maand" in shown
    assert "geen oordeel: dit gaat over kleine aantallen" in shown
    assert "kleine aantallen niet getoond" in shown
    assert "niet gemeten" not in shown
    assert "niet getoond" in words(visit_guarded("indicator?code=TEA-03"))


def test_the_pages_say_why_something_is_not_there(seen):
    why = "We laten ze niet zien, om mensen te beschermen. Cijfers waaruit u ze kunt berekenen ook niet."
    assert all(why in seen[f"indicator?code={code}"] for code in ("DUIZ", "DUIZ-G", "DUIZ-V"))
    assert "Er waren minder dan 5000 antwoorden. Die tonen we niet." in seen["indicator?code=DUIZ-K"]
    few = seen["bijeenkomst?nummer=903"]
    assert "Minder dan 5000 mensen. Kleine aantallen tonen we niet" in few
    assert "Van 1 kaart tonen we de antwoorden niet: het zijn er minder dan 5000." in few
    assert "zijn de antwoorden later verbeterd" in seen["bijeenkomst?nummer=902&op=2026-08-31"]


def test_examples_as_they_come_say_it_too(visit):
    page = visit("indicator?code=ECO-02")
    assert headline(page) == "Huishoudens geholpen: geen oordeel, te kleine aantallen"
    assert "van minder dan 10 naar 23 huishoudens per maand; streefwaarde 60 in 2028" in words(page)


def test_no_file_holds_a_small_count(files):
    assert {name: found for name, text in files.items() if (found := leaks(text))} == {}
    assert "minder dan 10" in files["indicatoren.xlsx {}"]


def test_a_new_indicator_has_no_threshold_that_nobody_set(guarded):
    reader = guarded.whole()
    form = read_form(reader, AskedForm("indicator"), TODAY, Names(reader))
    assert form is not None
    assert form.parts[0].shown["privacy_threshold"] is None


def test_the_page_says_that_a_threshold_works(visit):
    assert "Aantallen van 1 tot en met 9 laten we niet zien" in words(visit("indicator?code=ECO-02"))


def test_an_editor_sees_what_is_hidden_behind_a_tap_and_nobody_else_does(visit_store, guarded, sign_in):
    tap = "hidden_figures"
    assert tap not in [toggle.key for toggle in visit_store("indicator?code=ECO-02", guarded).toggle]
    sign_in(Role.EDITOR)
    page = visit_store("indicator?code=ECO-02", guarded)
    assert leaks(words(page)) == []
    page = page.toggle(key=tap).set_value(True).run()
    assert not page.exception
    assert "8,47" in words(page)
    past = visit_store("indicator?code=ECO-02&op=2026-11-01", guarded)
    assert tap not in [toggle.key for toggle in past.toggle]


def test_no_query_for_readers_gives_a_small_count(guarded):
    for moment in (None, guarded.whole().rows("SELECT max(made_at) AS m FROM change_set")[0]["m"]):
        progress = read_progress(guarded.reader(View(as_of=moment)), TODAY)
        assert leaks(progress.assessed.to_csv()) == []
