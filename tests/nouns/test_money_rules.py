"""The rules of money at their edges: from which cent on they are broken, and who may pardon it."""

from datetime import date

import pytest

from sok_metrics.nouns.money_rules import Covered, Fits
from sok_metrics.nouns.rules import Around, Total

OUT, THERE = Total("grant", ("pot",)), Total("gift", ("pot",))
RULE = Covered((OUT,), (THERE,), or_else=("promised",), pardon="why", sentence="Zo niet.")
FIT = Fits("given", "asked", sentence="Zo niet.")


def row(out, there, *, amount="1", pot="A", why=None, archived_at=None, promised=None):
    named = {OUT.name: out, THERE.name: there, "promised": promised}
    return named | {"amount": amount, "pot": pot, "why": why, "archived_at": archived_at}


def said(one, before=None, *, may_pardon=True):
    return RULE.said(one, Around(date(2026, 11, 22), before, [], {}, may_pardon)) is not None


@pytest.mark.parametrize(
    ("out", "there", "promised", "broken"),
    [
        ("10.00", "10", None, False),
        ("10.01", "10", None, True),
        ("10.01", "0.00", "99", True),
        ("10.01", None, "10.01", False),
        ("10.01", None, "10", True),
        ("10", None, None, True),
        (None, None, None, False),
        ("0.3", "0.30000000000000004", None, False),
    ],
)
def test_what_goes_out_is_there_and_cents_make_no_difference(out, there, promised, broken):
    assert said(row(out, there, promised=promised)) is broken


@pytest.mark.parametrize(
    ("before", "after", "broken"),
    [
        (row("20", "10", amount="5"), row("20", "10", amount="5"), False),
        (row("20", "10", amount="15"), row("19", "10", amount="14"), False),
        (row("20", "10", amount="15"), row("20.01", "10", amount="15.01"), True),
        (row("20", "10"), row("11", "10", pot="B"), True),
        (row("20", "10"), row("19", "10", archived_at="2026-01-01"), False),
        (row("20", "10"), row("20", "9", archived_at="2026-01-01"), True),
        (row("20", "10", archived_at="2026-01-01"), row("21", "10"), True),
        # somebody else's row of the same pot, in the same file
        (row("10", "10", amount="5"), row("20", "10", amount="5"), False),
        (row("20", "10", why="mag"), row("20", "10"), True),
    ],
)
def test_a_change_makes_a_shortage_no_worse(before, after, broken):
    assert said(after, before) is broken


def test_only_the_administration_pardons_and_only_with_a_reason():
    assert not said(row("11", "10", why="Het geld komt morgen."))
    assert said(row("11", "10", why="Het geld komt morgen."), may_pardon=False)
    assert said(row("11", "10", why="  "))


@pytest.mark.parametrize(
    ("given", "asked", "broken"),
    [("x", None, False), (None, None, False), ("x", "x", False), ("y", "x", True), (None, "x", True)],
)
def test_what_is_asked_is_there(given, asked, broken):
    around = Around(date(2026, 11, 22), None, [], {})
    assert FIT.is_broken({"given": given, "asked": asked}, around) is broken
