"""The minutes: what was entered stands on the page and in the Word file, and nobody reads them too soon."""

import json
import struct
import zlib
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from docx import Document

from sok_metrics.errors import RefusedError, SokError
from sok_metrics.nouns.model import Actor, Role, View
from sok_metrics.store.changes.publications import NewPublication, start_tuning, withdraw
from sok_metrics.store.queries.publications import PublicationKind, list_publications
from sok_metrics.tasks.minutes.noting import keep
from sok_metrics.tasks.minutes.reading import minutes_file, minutes_for
from sok_metrics.tasks.minutes.steps import approve, fix
from sok_metrics.views.minutes import MinutesStep
from tests.days import be_at
from tests.store.rows import consent, indicator, measurement, meeting, person, project, save, series, stored
from tests.tasks.minutes.test_noting import note, thing

EDITOR, VISITOR = Actor("Nour", Role.EDITOR), Actor("bezoeker", Role.VISITOR)
HELD_ON = date(2026, 10, 8)
CLOSED = "2026-10-08 18:14:00"
LAST_DAY = HELD_ON + timedelta(days=14)
NEXT = date(2026, 11, 12)
ENTERED = (
    "1. De rekening", "bewoner: 31, van wie 10 voor het eerst", "ingebracht door: bewoner",
    "Een vraag uit de buurt.",
    "We spraken over de *rekening*.", "Het was druk.", "We bellen elke maand.", "na tellen van de stemmen",
    "12 voor en 3 tegen", "door het wijkteam", "opnieuw bekijken op 1 mrt 2027",
    "Andere meningen: Te vaak, vindt een ondernemer.", "Maak een belrooster.", "Corporatie, Sanne de Vries",
    "klaar voor 1 dec 2026", "De prijs van de leverancier.", "Het gesprek loopt nog.",
    "tot en met 1 jan 2027",
    "Een open dag.", "“Ik snap mijn rekening niet.”", "Hulp aan de deur", "naar 42 stuks",
)  # fmt: skip
SECRET = ("Geheim Hierover", "0612345678")


@pytest.fixture
def evening(store, monkeypatch):
    """A meeting at which all kinds of things were noted, at a point about a goal with a figure."""
    be_at(monkeypatch, datetime(2026, 10, 1, 9))
    save(
        store,
        agreement=[{"code": "SOK", "name": "SOK Wijk", "neighbourhood": "Wijk"}],
        agreement_version=[{"number": "1", "title": "Eerste", "valid_from": "2022-01-01"}],
        commitment=[{"code": "D9", "kind": "goal"}],
        commitment_text=[
            {"commitment_code": "D9", "agreement_version": "1", "position": "1", "title": "Betaalbaar"}
        ],
        party=[{"code": "COR", "name": "Corporatie", "kind": "housing_corporation"}],
        person=[person("A", name="Sanne de Vries"), person("B", name=SECRET[0], phone=SECRET[1])],
        consent=[consent("A")],
        project=[project()],
        indicator=[indicator(name="Hulp aan de deur")],
        indicator_commitment=[{"indicator_code": "IND-01", "commitment_code": "D9"}],
        series=[series(role="main", baseline_value="10", baseline_date="2022-12-31")],
        measurement=[measurement("2024-12-31", "40"), measurement("2025-12-31", "42")],
        meeting=[meeting(1, HELD_ON.isoformat(), status="planned", title="Herfst")],
        agenda_item=[
            {
                "number": "1", "meeting_number": "1", "position": "1", "title": "De rekening",
                "brought_by": "resident", "commitment_code": "D9", "project_code": "P1",
                "reason": "Een vraag uit de buurt.",
            },
        ],
    )  # fmt: skip
    be_at(monkeypatch, datetime(2026, 10, 8, 18, 10))
    note(store, "We spraken over de *rekening*.\nHet was druk.", by=EDITOR)
    thing(store, "decision", "d", text="We bellen elke maand.", how="count", votes_for="12",
          votes_against="3", decided_by="het wijkteam", dissent="Te vaak, vindt een ondernemer.",
          review_on="2027-03-01")  # fmt: skip
    thing(store, "action", "a", text="Maak een belrooster.", owner_party_code="COR", owner_person_code="A",
          due_on="2026-12-01")  # fmt: skip
    thing(store, "action", "b", text="Ruim op.", owner_person_code="B")
    thing(store, "withheld", "w", text="De prijs van de leverancier.", owner_party_code="COR",
          reason="Het gesprek loopt nog.", until="2027-01-01")  # fmt: skip
    thing(store, "idea", "i", text="Een open dag.", submitted_by="resident")
    thing(store, "remark", "r", text="Ik snap mijn rekening niet.", said_by="resident")
    keep(store, 1, by=EDITOR)
    save(
        store,
        agenda_item=[{"number": "1", "closed_at": CLOSED, "outcome": "discussed"}],
        meeting=[{"number": "1", "status": "held", "closed_at": "2026-10-08 19:30:00"}],
        attendance=[
            {"meeting_number": "1", "group_name": "resident", "count": "31", "first_time_count": "10"}
        ],
    )
    return store


def words_of(content):
    """All the words of a Word file."""
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def shown_on(page):
    assert not page.exception
    texts = [one.value for one in (*page.title, *page.header, *page.subheader, *page.markdown, *page.info)]
    links = [one.proto.label for one in page.get("page_link")]
    return "\n".join([*texts, *links]).replace("\\", "")


def tune(store, monkeypatch):
    """The parties read the minutes, and their last day is over."""
    be_at(monkeypatch, HELD_ON + timedelta(days=1))
    new = NewPublication(PublicationKind.MINUTES, "Verslag", LAST_DAY, meeting_number=1)
    number = start_tuning(store, new, today=HELD_ON + timedelta(days=1), by=EDITOR)
    be_at(monkeypatch, LAST_DAY + timedelta(days=1))
    return number


def test_page_and_word_file_say_what_was_entered_and_nothing_without_consent(evening, visit_store, sign_in):
    sign_in(Role.EDITOR)
    page = shown_on(visit_store("verslag?nummer=1", evening))
    file = words_of(minutes_file(evening, View(), 1, by=EDITOR))
    for text in ENTERED:
        assert text in page, text
        assert text in file, text
    for text in SECRET:
        assert text not in page
        assert text not in file
    assert "Concept" in page


def test_a_line_leads_to_its_decision_action_project_and_indicator_and_the_meeting_leads_back(
    evening, visit_store, sign_in
):
    sign_in(Role.EDITOR)
    page = visit_store("verslag?nummer=1", evening)
    addresses = {(one.proto.page, one.proto.query_string) for one in page.get("page_link")}
    assert {"besluiten", "acties", "ideeen", "indicator", "project", "doelen", "bijeenkomst"} <= {
        one.rpartition("/")[2] for one, _query in addresses
    }
    back = visit_store("bijeenkomst?nummer=1", evening)
    assert "Verslag" in [one.proto.label for one in back.get("page_link")]


def test_a_decision_and_an_action_lead_to_their_point_in_the_minutes(evening, visit_store, sign_in):
    place = "/verslag?nummer=1#punt-1"
    for page in ("besluiten", "acties"):
        assert place not in str([one.value for one in visit_store(page, evening).markdown])
    sign_in(Role.EDITOR)
    for page in ("besluiten", "acties"):
        assert place in str([one.value for one in visit_store(page, evening).markdown])


def test_what_the_room_answered_while_the_meeting_still_went_on_stands_in_the_minutes(evening, monkeypatch):
    be_at(monkeypatch, datetime(2026, 10, 8, 18, 12))
    save(
        evening,
        meeting=[{"number": "1", "status": "planned", "closed_at": None}],
        indicator=[indicator("K-1", name="Kaart", kind="card", unit="score", question="Gaat het?")],
        indicator_commitment=[{"indicator_code": "K-1", "commitment_code": "D9"}],
        card_answer=[
            {"meeting_number": "1", "indicator_code": "K-1", "group_name": "resident", "score": "4",
             "count": "24"},
        ],
    )  # fmt: skip
    be_at(monkeypatch, datetime(2026, 10, 8, 19, 30))
    save(evening, meeting=[{"number": "1", "status": "held", "closed_at": "2026-10-08 19:30:00"}])
    [point] = minutes_for(evening, View(), 1, by=EDITOR).minutes.points
    assert [(row.indicator_code, row.median, row.n) for row in point.cards] == [("K-1", 4, 24)]
    assert "24 mensen" in words_of(minutes_file(evening, View(), 1, by=EDITOR))


def test_a_later_correction_is_marked_beside_the_figure_that_the_room_saw(evening, monkeypatch):
    be_at(monkeypatch, NEXT)
    save(evening, measurement=[measurement("2025-12-31", "45", correction_reason="Dubbel geteld.")])
    save(evening, measurement=[measurement("2026-06-30", "50")])
    [seen] = minutes_for(evening, View(), 1, by=EDITOR).minutes.corrected
    assert seen.now is not None
    assert (seen.row.latest_value, seen.now.value) == (42, 45)
    file = words_of(minutes_file(evening, View(), 1, by=EDITOR))
    assert "was 42 stuks toen de zaal keek, nu 45 stuks. Dubbel geteld." in file
    assert "50 stuks" not in file


def test_what_came_in_between_two_points_shows_only_at_the_second(evening, monkeypatch):
    be_at(monkeypatch, datetime(2026, 10, 8, 18, 20))
    save(evening, measurement=[measurement("2026-09-30", "44")])
    save(evening, agenda_item=[{
        "number": "2", "meeting_number": "1", "position": "2", "title": "Nog eens", "commitment_code": "D9",
        "closed_at": "2026-10-08 18:30:00",
    }])  # fmt: skip
    be_at(monkeypatch, NEXT)
    first, second = minutes_for(evening, View(), 1, by=EDITOR).minutes.points
    assert (first.figures[0].row.latest_value, second.figures[0].row.latest_value) == (42, 44)


def test_the_pictures_of_the_screen_are_in_the_annex_and_a_broken_one_is_not(evening, monkeypatch):
    folder = evening.path.with_name(evening.path.name + ".beelden") / "1" / "1"
    folder.mkdir(parents=True)
    (folder / "00.png").write_bytes(png())
    (folder / "01.png").write_bytes(b"geen beeld")
    index = [
        {"file": f"{n:02}.png", "name": "IND-01", "alt": "Het stijgt.", "below": "gaat goed"}
        for n in (0, 1, 2)
    ]
    (folder / "beelden.json").write_text(json.dumps(index), encoding="utf-8")
    book = minutes_for(evening, View(), 1, by=EDITOR)
    assert [one.alt for one in book.pictures[1]] == ["Het stijgt."]
    document = Document(BytesIO(minutes_file(evening, View(), 1, by=EDITOR)))
    assert len(document.inline_shapes) == 1
    assert document.inline_shapes[0]._inline.docPr.get("descr") == "Het stijgt."
    assert document.tables == []


def test_nobody_reads_minutes_before_the_parties_have(evening, monkeypatch, visit_store):
    def is_closed():
        page = shown_on(visit_store("verslag?nummer=1", evening))
        with pytest.raises(SokError, match="nog niet openbaar"):
            minutes_file(evening, View(), 1, by=VISITOR)
        return "nog niet openbaar" in page and "belrooster" not in page

    be_at(monkeypatch, HELD_ON + timedelta(days=1))
    assert is_closed()
    number = tune(evening, monkeypatch)
    be_at(monkeypatch, LAST_DAY)
    assert is_closed(), "the last day is still theirs"
    be_at(monkeypatch, LAST_DAY + timedelta(days=1))
    page = shown_on(visit_store("verslag?nummer=1", evening))
    file = words_of(minutes_file(evening, View(), 1, by=VISITOR))
    for text in ENTERED:
        assert text in page, text
        assert text in file, text
    [publication] = list_publications(evening.whole())
    withdraw(evening, number, version=publication.version, today=LAST_DAY + timedelta(days=1), by=EDITOR)
    assert is_closed()


def test_the_four_steps_come_one_after_the_other(evening, monkeypatch):
    def step():
        return minutes_for(evening, View(), 1, by=EDITOR).minutes.step

    assert step() is MinutesStep.DRAFT
    with pytest.raises(RefusedError, match="partijen"):
        approve(evening, 1, HELD_ON, by=EDITOR)
    tune(evening, monkeypatch)
    be_at(monkeypatch, LAST_DAY)
    assert step() is MinutesStep.WITH_PARTIES
    with pytest.raises(RefusedError, match="tot en met"):
        approve(evening, 1, LAST_DAY, by=EDITOR)
    be_at(monkeypatch, NEXT)
    assert step() is MinutesStep.READ
    with pytest.raises(RefusedError, match="goedgekeurd"):
        fix(evening, 1, by=EDITOR)
    approve(evening, 1, NEXT, by=EDITOR)
    assert step() is MinutesStep.APPROVED
    thing(evening, "decision", "half", how="consent")
    with pytest.raises(RefusedError, match="notities"):
        fix(evening, 1, by=EDITOR)
    thing(evening, "decision", "half", version=1, turn=2, removes=True)
    fix(evening, 1, by=EDITOR)
    assert step() is MinutesStep.FIXED
    with pytest.raises(RefusedError, match="staat vast"):
        note(evening, "Nog iets.", by=EDITOR)


def test_an_editor_takes_each_step_on_the_page(evening, monkeypatch, visit_store, sign_in):
    sign_in(Role.EDITOR)
    tune(evening, monkeypatch)
    save(evening, meeting=[meeting(2, LAST_DAY.isoformat(), title="Overleg")])
    page = visit_store("verslag?nummer=1", evening)
    press(page, "Verslag goedgekeurd")
    assert stored(evening, "meeting", "1").values["minutes_approved_on"] == LAST_DAY.isoformat()
    page = visit_store("verslag?nummer=1", evening)
    press(page, "Stel het verslag vast")
    assert stored(evening, "meeting", "1").values["minutes_fixed_on"] is None
    page = visit_store("verslag?nummer=1", evening)
    page.checkbox[0].check()
    press(page, "Stel het verslag vast")
    assert stored(evening, "meeting", "1").values["minutes_fixed_on"] is not None
    assert "staat vast sinds" in shown_on(visit_store("verslag?nummer=1", evening))


@pytest.mark.parametrize("number", ["", "99", "x", "-1", "9" * 40])
def test_there_is_a_page_for_minutes_that_are_not_there(visit, sign_in, number):
    sign_in(Role.EDITOR)
    assert "nog niet openbaar" in shown_on(visit(f"verslag?nummer={number}", "botu"))


def press(page, label):
    [button] = [one for one in page.button if one.label == label]
    button.click().run()
    assert not page.exception


def png():
    """A picture of one white dot."""
    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0\xff")), (b"IEND", b""))
    chunks = [
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
