"""Search finds all words, whatever their capitals and accents, and never what a visitor may not see."""

import time
from datetime import datetime

import pytest

from sok_metrics.nouns.model import View
from sok_metrics.store.queries.search import (
    MOST_HITS,
    find,
    find_wider,
    likely_question,
    wider_question,
    words_of,
)
from tests.store.rows import consent, indicator, meeting, party, person, project, save


def found(store, question, view=None):
    return find(store.reader(view), question)


def keys(store, question, view=None):
    hits = found(store, question, view)
    return [
        f"{row.kind} {row.code or row.link_to}".strip()
        for row in hits[["kind", "code", "link_to"]].itertuples()
    ]


def fill(store):
    """Rows of every kind that search looks in; gives the store."""
    save(
        store,
        agreement_version=[
            {"number": "1", "title": "Eerste", "valid_from": "2021-12-31"},
            {"number": "2", "title": "Tweede", "valid_from": "2024-01-01"},
        ],
        commitment=[{"code": "W1", "kind": "value"}, {"code": "O1", "kind": "organisation_rule"}],
        commitment_text=[
            {"commitment_code": code, "agreement_version": version, "position": "1", "title": title}
            for code, version, title in [
                ("W1", "1", "Oude woorden"),
                ("W1", "2", "Gelijkwaardig"),
                ("O1", "2", "Bijeenkomen"),
            ]
        ],
        party=[party("PA", name="Stichting Zonnig")],
        person=[person("M1", name="Test Persoon", party_code="PA"), person("M2", name="Test Zonder")],
        consent=[
            consent("M1", "name"),
            consent("M2", "phone"),
            consent("M2", "name", withdrawn_on="2025-01-01"),
        ],
        project=[
            project("P1", title="Café Élan", summary="Koffie en warmte", contact_person_code="M1"),
            project("P2", title="Geheim plan", visibility="internal"),
        ],
        project_party=[{"project_code": "P1", "party_code": "PA"}],
        indicator=[
            indicator("GAS-01", name="Gasverbruik", definition="Hoeveel warmte een huis vraagt"),
            indicator("GAS-02", name="Warmte in huis", definition="100% van _alles_ in 'euro' 🙂"),
        ],
        meeting=[
            meeting(7, title="Herfstbijeenkomst", minutes="Veel warmte in de zaal"),
            meeting(8, title="Besloten", visibility="internal"),
        ],
        agenda_item=[{"number": "1", "meeting_number": "7", "position": "1", "title": "Ketens maken"}],
        remark=[
            {"number": "1", "meeting_number": "7", "text": "Dat was te snel"},
            {"number": "2", "meeting_number": "7", "text": "Onder ons gezegd", "visibility": "internal"},
        ],
        decision=[
            {"number": "1", "decided_on": "2024-03-01", "text": "Wij kiezen warmte", "meeting_number": "7"},
            {"number": "2", "decided_on": "2024-03-01", "text": "Stil besluit", "meeting_number": "8"},
        ],
        idea=[
            {"number": "1", "submitted_on": "2024-02-01", "text": "Warmte uit de koelcel"},
            {"number": "2", "submitted_on": "2024-02-01", "text": "Verborgen idee", "visibility": "draft"},
        ],
    )
    return store


@pytest.fixture(scope="module")
def filled(own_copy):
    """A store that every test reads and none changes."""
    return fill(own_copy("bare"))


def test_every_kind_is_found_in_its_order(filled):
    assert keys(filled, "warmte") == [
        "project P1",
        "indicator GAS-02",  # its title has the word
        "indicator GAS-01",
        "meeting 7",
        "decision 7",
        "idea",
    ]
    assert keys(filled, "gelijk") == ["commitment W1"]
    assert keys(filled, "test persoon") == ["person P1"]


@pytest.mark.parametrize("question", ["cafe elan", "CAFÉ", "élan", "cafe\u0301", "stichting zonnig", "p1"])
def test_capitals_and_accents_make_no_difference(filled, question):
    assert "project P1" in keys(filled, question)


def with_words_in_forms(store):
    texts = [
        "Zonnepanelen op school",
        "Eén warmtenetwerk of twee warmtenetten",
        "Hoeveel CO₂ een huis met een energie-coach bespaart",
        "Bomen in de straat",
    ]
    ideas = [
        {"number": str(10 + place), "submitted_on": "2024-02-01", "text": text}
        for place, text in enumerate(texts)
    ]
    save(fill(store), idea=ideas)
    return store


@pytest.fixture(scope="module")
def words_in_forms(own_copy):
    """The same, with words in other forms than they are looked for."""
    return with_words_in_forms(own_copy("bare"))


def ideas_found(store, question):
    return [text.split()[0] for text in found(store, question)["text"] if text]


@pytest.mark.parametrize(
    ("question", "first_word"),
    [
        ("zonnepaneel", "Zonnepanelen"),
        ("zonne-paneel", "Zonnepanelen"),
        ("warmtenet", "Eén"),
        ("warmtenetten", "Eén"),
        ("co2", "Hoeveel"),
        ("CO₂", "Hoeveel"),
        ("energiecoaches", "Hoeveel"),
        ("huizen", "Hoeveel"),
        ("boom", "Bomen"),
    ],
)
def test_a_word_is_found_in_its_other_forms(words_in_forms, question, first_word):
    assert first_word in ideas_found(words_in_forms, question)


@pytest.mark.parametrize("question", ["zonnebloem", "net", "gasten", "bomvol", "coachen zeppelin"])
def test_another_word_is_not_found(words_in_forms, question):
    assert not {"Zonnepanelen", "Bomen", "Hoeveel"} & set(ideas_found(words_in_forms, question))


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("zonepanelne", "zonnepanelen"),
        ("warmtnet", "warmtenetten"),
        ("gasverbriuk", "gasverbruik"),
        ("verl warmte", "veel warmte"),
        ("buurtschool", "school"),
        ("zeppelin", ""),
        ("d9", ""),
        ("geheimm", ""),
        ("", ""),
        ("%", ""),
    ],
)
def test_a_typing_error_leads_to_the_word_that_looks_most_like_it(words_in_forms, question, meant):
    assert likely_question(words_in_forms.reader(), question) == meant


@pytest.mark.parametrize(
    ("question", "wider"),
    [
        ("warmtenetwerken", "warmtenet"),
        ("warmtenetbeheer", "warmtenet"),
        ("warmtenet", ""),
        ("zonnepanelen", ""),
        ("energie-coaches", ""),
        ("schoolplein", ""),
        ("zeppelin", ""),
        ("%", ""),
        ("", ""),
    ],
)
def test_a_long_word_is_looked_for_by_what_it_begins_with_too(words_in_forms, question, wider):
    assert wider_question(words_in_forms.reader(), question) == wider


def test_what_a_shorter_word_finds_comes_beside_and_is_counted_without_what_was_found(store):
    save(
        with_words_in_forms(store),
        idea=[{"number": "30", "submitted_on": "2024-02-01", "text": "Twee warmtenetten"}],
    )
    reader = store.reader()
    hits = find(reader, "warmtenetwerk")
    wider, others = find_wider(reader, "warmtenetwerk", hits)
    assert wider == "warmtenet"
    assert list(hits["text"]) == ["Eén warmtenetwerk of twee warmtenetten"]
    assert list(others["text"]) == ["Twee warmtenetten"]
    assert list(others["found_of_kind"]) == [1]
    assert find_wider(reader, "zeppelin", find(reader, "zeppelin"))[1].empty


def test_all_words_must_be_there(filled):
    assert keys(filled, "warmte koffie") == ["project P1"]
    assert keys(filled, "koffie   warmte koffie") == ["project P1"]
    assert keys(filled, "warmte zeppelin") == []


def test_agenda_and_what_was_said_lead_to_the_meeting(filled):
    assert keys(filled, "ketens") == ["meeting 7"]
    assert keys(filled, "te snel") == ["meeting 7"]


@pytest.mark.parametrize(
    "question",
    ["geheim", "besloten", "stil besluit", "onder ons", "verborgen", "oude woorden", "000", "test zonder"],
)
def test_what_is_not_public_or_not_of_now_is_not_found(filled, question):
    assert keys(filled, question) == []


def test_a_withdrawn_consent_hides_a_name_in_the_past_too(store):
    save(fill(store), consent=[consent("M1", "name", withdrawn_on="2026-01-01")])
    assert keys(store, "test persoon") == []
    assert keys(store, "test persoon", View(as_of=datetime(2024, 6, 1))) == []


def test_examples_are_marked_and_can_be_left_out(store):
    zeppelin = {"number": "9", "submitted_on": "2024-01-01", "text": "Zeppelin", "origin": "example"}
    save(fill(store), idea=[zeppelin])
    assert found(store, "zeppelin")["is_example"].tolist() == [True]
    assert found(store, "zeppelin", View(with_examples=False)).empty


def test_the_past_knows_nothing_of_later(filled):
    assert found(filled, "warmte", View(as_of=datetime(2020, 1, 1))).empty


@pytest.mark.parametrize(("question", "count"), [("%", 1), ("_", 1), ("'euro'", 1), ("🙂", 1), ("100%", 1)])
def test_signs_mean_themselves(filled, question, count):
    assert len(found(filled, question)) == count


@pytest.mark.parametrize(
    "question",
    [
        "",
        "   ",
        "\x00\x01",
        "x" * 10_000,
        "%' OR 1=1 --",
        "<b>x</b>",
        "\\",
        "$word_0 {party}",
        "漢字",
        "\u0301",
    ]
    + [" ".join("abcdefghij" * 20)],
)
def test_a_strange_question_finds_nothing_and_harms_nothing(filled, question):
    hits = found(filled, question)
    likely_question(filled.reader(), question)
    assert len(hits) <= MOST_HITS
    assert list(hits.columns) == [
        "kind", "sort", "code", "link_to", "title", "text", "held_on", "is_example", "found_of_kind",
    ]  # fmt: skip


def test_only_the_first_hundred_characters_count():
    assert words_of("a " + "b" * 200) == ["a", "b" * 98]
    assert words_of("een\x00twee een") == ["een", "twee"]
    assert words_of("  ") == []


def test_two_thousand_indicators_are_searched_fast_and_leave_room_for_the_others(store, put):
    fill(store)
    put("indicator", *(indicator(f"IND-{n}", name=f"Warmte {n}") for n in range(2_000)))
    times = []
    for question in ("warmte", "warmte 19", "zeppelin"):
        start = time.perf_counter()
        hits = found(store, question)
        times.append(time.perf_counter() - start)
        if question == "warmte":
            assert len(hits) == MOST_HITS
            assert {"project", "indicator", "meeting", "decision", "idea"} == set(hits["kind"])
            assert hits[hits["kind"] == "indicator"]["found_of_kind"].iloc[0] == 2_002
    assert min(times) < 0.5, times  # about 0.05 on an idle machine
