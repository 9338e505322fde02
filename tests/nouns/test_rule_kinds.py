"""Each kind of rule at its edges: what it lets pass, and from where on it is broken."""

from datetime import date

import pytest

from sok_metrics.nouns.rule_kinds import (
    AtLeastOne,
    AtMostOne,
    EndsUntilLater,
    Exists,
    Final,
    Matches,
    NotAbove,
    NotBefore,
    NotInFuture,
    NotItself,
    Only,
    OnlyOnePer,
    ReasonForChange,
)
from sok_metrics.nouns.rules import Around, Of

TODAY = date(2026, 11, 22)
SENTENCE = "Zo niet."


def is_broken(rule, row, *, before=None, beside=()):
    return rule.is_broken(row, Around(TODAY, before, [*beside, row], {}))


ORDER = NotBefore("end", "start", sentence=SENTENCE)
LATER = NotBefore("end", "start", strictly=True, sentence=SENTENCE)
LOW = NotAbove("low", "high", sentence=SENTENCE)
CODE = Matches("code", "[a-z]+[0-9]", sentence=SENTENCE)
ONE = AtLeastOne(("a", "b"), sentence=SENTENCE)
NO_TWO = AtMostOne(("a", "b", "c"), sentence=SENTENCE)
KNOWN = Only("a", ("x", None), sentence=SENTENCE)
PAST = NotInFuture("day", sentence=SENTENCE)
THERE = Exists(Of("level", ("indicator", "value"), "title"), sentence=SENTENCE)
TITLE = "level(indicator,value).title"


def cells(names, *values):
    return dict(zip(names.split(), values, strict=True))


@pytest.mark.parametrize(
    ("rule", "row", "broken"),
    [
        (ORDER, cells("start end", "2024-01-02", "2024-01-01"), True),
        (ORDER, cells("start end", "2024-01-02", "2024-01-02"), False),
        (ORDER, cells("start end", "2024-01-02", None), False),
        (ORDER, cells("start end", None, "2024-01-01"), False),
        (ORDER, cells("start end", "gisteren", "2024-01-01"), False),
        (LATER, cells("start end", "2024-01-02", "2024-01-02"), True),
        (LATER, cells("start end", "2024-01-02", "2024-01-03"), False),
        (LOW, cells("low high", "2.01", "2"), True),
        (LOW, cells("low high", "2", "2.00"), False),
        (LOW, cells("low high", "9", "10"), False),
        (LOW, cells("low high", "2", None), False),
        (LOW, cells("low high", None, "2"), False),
        (CODE, {"code": "a1"}, False),
        (CODE, {"code": " a1 "}, False),
        (CODE, {"code": "a1b"}, True),
        (CODE, {"code": None}, False),
        (ONE, cells("a b", None, None), True),
        (ONE, cells("a b", None, "x"), False),
        (ONE, cells("a b", "x", "x"), False),
        (NO_TWO, cells("a b c", None, "x", None), False),
        (NO_TWO, cells("a b c", None, "x", "x"), True),
        (NO_TWO, cells("a b c", None, None, None), False),
        (KNOWN, {"a": "x"}, False),
        (KNOWN, {"a": None}, False),
        (KNOWN, {"a": "y"}, True),
        (PAST, {"day": "2026-11-22"}, False),
        (PAST, {"day": "2026-11-23"}, True),
        (PAST, {"day": None}, False),
        (THERE, {"indicator": "I", "value": "2", TITLE: None}, True),
        (THERE, {"indicator": "I", "value": "2", TITLE: "op weg"}, False),
        (THERE, {"indicator": "I", "value": None, TITLE: None}, False),
    ],
)
def test_a_row_by_itself_breaks_a_rule_from_its_edge_on(rule, row, broken):
    assert is_broken(rule, row) is broken


def step(code, following, total=None):
    return {"code": code, "next": following, "total": total}


@pytest.mark.parametrize(
    ("row", "beside", "broken"),
    [
        (step("A", None), [], False),
        (step("A", "A"), [], True),
        (step("A", "B"), [step("B", "A")], True),
        (step("A", "B"), [step("B", "C"), step("C", "A")], True),
        (step("A", "B"), [step("B", "C"), step("C", None)], False),
        (step("A", "B"), [], False),
        # a circle of others is their mistake, and no reason to go round for ever
        (step("A", "B"), [step("B", "C"), step("C", "B")], False),
    ],
)
def test_a_row_leads_nowhere_back_to_itself(row, beside, broken):
    assert is_broken(NotItself("next", "code", sentence=SENTENCE), row, beside=beside) is broken


def part(amount, most="100"):
    return {"of": "1", "amount": amount, "grant(of).amount": most}


def test_of_rows_with_the_same_only_the_first_for_which_the_rule_holds_is_right():
    rule = OnlyOnePer(("day",), where={"kind": "x"}, sentence=SENTENCE)
    first, other, second = ({"day": "1", "kind": kind} for kind in ("x", "y", "x"))
    assert rule.beside == ("day",)
    assert [
        rule.is_broken(one, Around(TODAY, None, [other, first, second], {})) for one in (first, second)
    ] == [
        False,
        True,
    ]


def test_the_way_back_is_looked_for_among_all_rows():
    assert NotItself("next", "code", sentence=SENTENCE).beside == ()


STOOD = {"status": "held", "text": "oud", "why": None, "archived_at": None}


@pytest.mark.parametrize(
    ("before", "after", "broken"),
    [
        (STOOD, {"text": "nieuw"}, True),
        (STOOD, {"text": "nieuw", "why": " "}, True),
        (STOOD, {"text": "nieuw", "why": "typfout"}, False),
        (STOOD, {"text": "oud"}, False),
        (STOOD | {"status": "planned"}, {"text": "nieuw"}, False),
        (STOOD | {"archived_at": "2026-01-01 00:00:00"}, {"text": "nieuw"}, False),
        (None, {"text": "nieuw"}, False),
    ],
)
def test_a_change_of_what_stands_needs_a_reason(before, after, broken):
    rule = ReasonForChange(("text",), "why", {"status": "held"}, sentence=SENTENCE)
    assert is_broken(rule, STOOD | after, before=before) is broken


@pytest.mark.parametrize(
    ("before", "after", "broken"),
    [
        (STOOD, {"text": "nieuw"}, True),
        (STOOD, {"why": "anders"}, False),
        (STOOD | {"status": "planned"}, {"text": "nieuw"}, False),
        (STOOD | {"text": None}, {"text": "nieuw"}, False),
        (None, {"text": "nieuw"}, False),
    ],
)
def test_what_is_final_stays_as_it_is(before, after, broken):
    rule = Final({"status": "held"}, ("text",), filled=("text",), sentence=SENTENCE)
    assert is_broken(rule, STOOD | after, before=before) is broken


@pytest.mark.parametrize(
    ("before", "begin", "end", "broken"),
    [
        ("2026-05-01", "2026-05-01", None, True),
        ("2026-05-01", "2026-05-02", None, False),
        ("2026-05-01", None, None, True),
        ("2026-05-01", "2026-01-01", "2026-06-01", False),
        (None, "2026-01-01", None, False),
    ],
)
def test_what_has_ended_begins_anew_only_after_that_end(before, begin, end, broken):
    rule, stood = EndsUntilLater("end", "begin", sentence=SENTENCE), {"begin": "2026-01-01", "end": before}
    assert is_broken(rule, {"begin": begin, "end": end}, before=stood) is broken
    assert not is_broken(rule, {"begin": begin, "end": end})
