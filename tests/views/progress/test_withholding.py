"""Which figures are not shown, and what may still be said of their series."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sok_metrics.nouns.model import Reason, Status
from sok_metrics.texts.findings import finding
from sok_metrics.texts.sentences import progress_sentence
from sok_metrics.views.progress.closure import _maximum, _null_space
from sok_metrics.views.progress.projection import project
from sok_metrics.views.progress.status import assess
from sok_metrics.views.progress.suppression import withhold
from tests.chance import tries
from tests.derive import Number, narrowed
from tests.views.progress.test_status import series

TODAY = date(2026, 11, 22)


_LINE = ("sum_of", "area_code", "group_name")


def figures(*rows):
    usual = {
        "sum_of": "I", "kind": "number", "threshold": 10, "area_code": "", "is_total_area": True,
        "group_name": "", "edition": "", "period_start": "2024-01-01", "period_end": "2024-12-31",
        "base_count": np.nan, "most": np.nan, "is_baseline": False, "is_real": True, "order": 1,
        "recorded_at": "2025-01-01", "until": None,
    }  # fmt: skip
    whole = [usual | row for row in rows]
    named = [
        {"series_code": f"{row['sum_of']} {row['area_code']} {row['group_name']}"} | row for row in whole
    ]
    return pd.DataFrame(named)


def reasons(*rows):
    return [code and code.split()[0] for code in withhold(figures(*rows))]


def area(code, value, **more):
    return {"area_code": code, "is_total_area": code == "samen", "value": value, **more}


def group(name, value, **more):
    return {"group_name": name, "value": value, **more}


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"value": 9}, "small"),
        ({"value": 0.5}, "small"),
        ({"value": 0}, None),
        ({"value": 10}, None),
        ({"value": -3}, None),
        ({"value": 61, "kind": "percentage"}, None),
        ({"value": 61, "kind": "percentage", "base_count": 9}, "small_base"),
        ({"value": 0, "kind": "percentage", "base_count": 9}, "small_base"),
        ({"value": 61, "kind": "percentage", "base_count": 10}, None),
        ({"value": 1200, "kind": "euro", "base_count": 3}, "small_base"),
        ({"value": 50, "base_count": 3}, "small_base"),
        ({"value": np.nan, "base_count": 3}, None),
    ],
)
def test_a_figure_is_hidden_for_its_size_or_for_what_it_rests_on(row, why):
    assert reasons(row) == [why]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([area("samen", 40), area("BO", 9), area("TU", 31)], [None, "small", "beside"]),
        ([area("samen", 40), area("BO", 9), area("TU", 11), area("X", 20)], [None, "small", "beside", None]),
        (
            [area("samen", 40), area("BO", 9), area("TU", 3), area("X", 28)],
            [None, "small", "small", "beside"],
        ),
        # 12 together would say that each is 3 to 9
        ([area("samen", 38), area("BO", 9), area("TU", 1), area("X", 28)], [None, "small", "small", None]),
        ([area("BO", 9), area("TU", 31)], ["small", None]),  # no total to take it from
        ([area("samen", 40), area("BO", 9)], [None, "small"]),  # one part alone is no sum
        ([area("samen", 18), area("BO", 9), area("TU", 9)], ["beside", "small", "small"]),
        ([area("samen", 9), area("BO", 9), area("TU", 0)], ["small", "small", None]),
        ([group("", 40), group("vrouw", 9), group("man", 31)], [None, "small", "beside"]),
        ([area("samen", 40, sum_of="J"), area("BO", 9), area("TU", 31)], [None, "small", None]),
        ([area("samen", 40, edition="oud"), area("BO", 9), area("TU", 31)], [None, "small", None]),
        (
            [area("samen", 40, kind="percentage"), area("BO", 9, kind="percentage"), area("TU", 31)],
            [None, None, None],
        ),
    ],
)
def test_a_total_gives_nothing_away(rows, why):
    assert reasons(*rows) == why


def money(value, people, **more):
    return {"kind": "euro", "value": value, "base_count": people, **more}


def share(value, people=np.nan, **more):
    return {"kind": "percentage", "value": value, "base_count": people, **more}


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        # amounts of money that add up, over areas, groups or time
        (
            [money(40000, 80) | area("samen", 40000), money(1200, 3) | area("BO", 1200),
             money(38800, 77) | area("TU", 38800)],
            [None, "small_base", "beside"],
        ),
        # and averages, which don't: but with how many people there were they do
        (
            [money(500, 80) | area("samen", 500), money(400, 3) | area("BO", 400),
             money(503.9, 77) | area("TU", 503.9)],
            [None, "small_base", "beside"],
        ),
        (
            [money(500, 80) | area("samen", 500), money(400, 3) | area("BO", 400),
             money(700, 50) | area("TU", 700)],
            [None, "small_base", None],
        ),
        # shares of groups: 40% of 40 people are 60% of 8 and 35% of 32
        (
            [share(40, 40), share(60, 8) | group("vrouw", 60), share(35, 32) | group("man", 35)],
            [None, "small_base", "beside"],
        ),
        # the number itself may be an average too
        (
            [group("", 21, base_count=40), group("vrouw", 25, base_count=8),
             group("man", 20, base_count=32)],
            [None, "small_base", "beside"],
        ),
        # answers are 100% together, with the rounding that people do
        ([share(61, 8) | group("ja", 61), share(40) | group("nee", 40)], ["small_base", "beside"]),
        (
            [share(50, 8) | group("ja", 50), share(30) | group("nee", 30),
             share(20) | group("weet niet", 20)],
            ["small_base", "beside", "beside"],
        ),
        ([share(61, 8) | group("ja", 61), share(61) | group("nee", 61)], ["small_base", None]),
        ([share(61, 80) | group("ja", 61), share(39) | group("nee", 39)], [None, None]),
    ],
)  # fmt: skip
def test_amounts_averages_and_shares_give_nothing_away(rows, why):
    assert reasons(*rows) == why


def test_amounts_over_time_give_nothing_away():
    spans = [(Q1, 1000, 20), (Q2, 200, 3), (TO_JUNE, 1200, 23)]
    rows = [money(value, people) | during(*period, value) for period, value, people in spans]
    assert reasons(*rows) == ["beside", "small_base", None]


def during(first, last, value, **more):
    return {"period_start": f"2025-{first}", "period_end": f"2025-{last}", "value": value, **more}


Q1, Q2, Q3 = ("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30")
TO_SEPTEMBER, TO_JUNE, YEAR = ("01-01", "09-30"), ("01-01", "06-30"), ("01-01", "12-31")


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        # quarters beside a longer period that they fill
        ([(Q1, 12), (Q2, 15), (Q3, 3), (TO_SEPTEMBER, 30)], ["beside", "beside", "small", None]),
        ([(Q1, 12), (Q2, 15), (TO_SEPTEMBER, 31)], [None, "beside", None]),  # the rest is 4, published or not
        ([(Q1, 12), (Q2, 15), (TO_SEPTEMBER, 27)], [None, None, None]),  # nobody in the rest
        ([(Q1, 12), (Q2, 15), (TO_SEPTEMBER, 37)], [None, None, None]),
        # a total so far: the difference of two is small
        ([(Q1, 12), (TO_JUNE, 15), (TO_SEPTEMBER, 40)], [None, "beside", None]),
        # periods that overlap: the one minus the other
        ([(TO_JUNE, 40), (("04-01", "09-30"), 35), (Q2, 25)], [None, None, None]),
        ([(TO_JUNE, 40), (("04-01", "09-30"), 35), (Q2, 34)], ["beside", None, "beside"]),
        # periods that touch give nothing away
        ([(Q1, 12), (Q2, 3), (Q3, 40)], [None, "small", None]),
    ],
)
def test_a_longer_period_gives_no_shorter_one_away(rows, why):
    found = reasons(*(during(first, last, value) for (first, last), value in rows))
    assert found == why


@pytest.mark.parametrize(
    ("orders", "why"),
    [
        # what was out already stays out: the newcomer is hidden
        ((1, 1, 1, 2), [None, None, "small", "beside"]),
        # to hide the last one is not enough here: 15 and 3 together say that 3 is at most 8
        ((1, 3, 1, 2), [None, "beside", "small", "beside"]),
        # a small count that comes last finds the others out: of those the newest goes
        ((1, 2, 4, 3), [None, None, "small", "beside"]),
    ],
)
def test_what_is_published_last_is_hidden_rather_than_what_was_out(orders, why):
    values = [(Q1, 12), (Q2, 15), (Q3, 3), (TO_SEPTEMBER, 30)]
    rows = [
        during(*period, value, order=order) for (period, value), order in zip(values, orders, strict=True)
    ]
    assert reasons(*rows) == why


def test_areas_that_count_in_other_periods_give_nothing_away():
    rows = [
        area("samen", 60, **{k: v for k, v in during(*YEAR, 60).items() if k != "value"}),
        *(area("BO", value) | during(*quarter, value) for quarter, value in ((Q1, 12), (Q2, 14), (Q3, 13))),
        area("BO", 15) | during("10-01", "12-31", 15),
        area("TU", 6) | during(*YEAR, 6),
    ]
    why = reasons(*rows)
    assert why[-1] == "small"
    assert any(why[:-1])


def test_an_earlier_version_gives_nothing_away():
    def version(since, until, order):
        return {"recorded_at": since, "until": until, "order": order}

    rows = [
        area("samen", 40, **version("2025-01-01", "2025-02-01", 1)),
        area("BO", 9, **version("2025-01-01", "2025-02-01", 1)),
        area("TU", 31, **version("2025-01-01", None, 1)),
        area("samen", 50, **version("2025-02-01", None, 2)),
        area("BO", 19, **version("2025-02-01", None, 2)),
    ]
    # TU hides the 9 of January; to show it in February would bring that back
    assert reasons(*rows) == [None, "small", "beside", None, "beside"]


def test_who_leaves_the_examples_out_finds_nothing_that_an_example_hid():
    rows = [area("samen", 60), area("BO", 9), area("TU", 31), area("X", 20, is_real=False)]
    # of all four X is the smallest to hide; without it 60, 31 and 9 would stand beside each other
    assert reasons(*rows) == [None, "small", "beside", None]
    assert reasons(*(row | {"is_real": True} for row in rows)) == [None, "small", None, "beside"]


SHAPES = st.tuples(st.integers(1, 4), st.integers(1, 6))


@settings(max_examples=tries(60))
@given(
    arrays(float, SHAPES, elements=st.sampled_from([-1.0, 0.0, 1.0])),
    st.randoms(use_true_random=False),
)
def test_the_ways_in_which_hidden_figures_move_leave_every_sum_as_it_is(sums, chance):
    order = list(range(sums.shape[1]))
    chance.shuffle(order)
    ways = _null_space(sums[:, order].copy(), np.array(order))
    assert np.allclose(sums @ ways, 0.0)
    assert ways.shape[1] == sums.shape[1] - np.linalg.matrix_rank(sums)
    assert not ways.size or np.linalg.matrix_rank(ways) == ways.shape[1]


@pytest.mark.parametrize(
    ("gains", "limits", "room", "wanted", "most"),
    [
        ([1, 1], [[1, 0], [0, 1], [1, 1]], [2, 3, 4], 100, 4),
        ([1, 1], [[1, 0], [0, 1], [1, 1]], [2, 3, 4], 3, 3),
        ([2, 1], [[1, 0], [0, 1], [1, 1]], [2, 3, 4], 100, 6),
        ([3, 2], [[2, 1], [1, 2], [1, 0], [0, 1]], [8, 7, 3.5, 3], 100, 13),
        ([1, 0], [[-1, 0], [1, 1], [0, -1]], [5, 2, 3], 100, 5),
        ([1, -1], [[0, 1], [1, 0]], [1, 2], 50, 50),
        ([1], [[1]], [0], 9, 0),
    ],
)
def test_a_hidden_figure_moves_as_far_as_the_others_have_room(gains, limits, room, wanted, most):
    gained, limited, free = (np.array(one, dtype=float) for one in (gains, limits, room))
    assert _maximum(gained, limited, free, wanted) == pytest.approx(most)


def numbers_of(found):
    why = withhold(found)
    return [
        Number(
            row.sum_of, row.series_code, row.area_code.replace("samen", "*"), row.group_name,
            pd.Timestamp(row.period_start).toordinal(), pd.Timestamp(row.period_end).toordinal() + 1,
            Fraction(row.value), row.threshold, code and code.split()[0],
            is_count=row.kind == "number",
        )
        for row, code in zip(found.itertuples(), why, strict=True)
    ]  # fmt: skip


QUARTERS = (Q1, Q2, Q3, ("10-01", "12-31"))
PERIODS = {(at, at + 1): quarter for at, quarter in enumerate(QUARTERS)}
PERIODS |= {(0, 2): TO_JUNE, (0, 3): TO_SEPTEMBER, (0, 4): YEAR, (1, 3): ("04-01", "09-30")}


@st.composite
def counts(draw):
    """People counted per area, group and quarter, and the figures that are published of them."""
    areas = draw(st.sampled_from([(), ("BO", "TU"), ("BO", "TU", "X")]))
    groups = draw(st.sampled_from([(), ("vrouw", "man")]))
    places = [(a, g, q) for a in areas or ("",) for g in groups or ("",) for q in range(4)]
    people = {place: draw(st.integers(0, 12) | st.integers(0, 60)) for place in places}
    shown = [
        area(place, 0) | group(name, 0) | {"quarters": quarters}
        for place in (("samen", *areas) if areas else ("",))
        for name in ("", *groups)
        for quarters in draw(st.lists(st.sampled_from(sorted(PERIODS)), min_size=1, max_size=3, unique=True))
    ]
    rows = []
    for row in shown:
        first, last = row.pop("quarters")
        inside = [
            count
            for (place, name, quarter), count in people.items()
            if row["area_code"] in ("samen", place)
            and row["group_name"] in ("", name)
            and first <= quarter < last
        ]
        is_total = row["area_code"] in ("samen", "")
        rows.append(
            row
            | during(*PERIODS[first, last], sum(inside), order=draw(st.integers(1, 3)))
            | {"is_total_area": is_total}
        )
    return figures(
        *[row | {"threshold": draw(st.shared(st.sampled_from([5, 10]), key="limit"))} for row in rows]
    )


@settings(max_examples=tries(40))
@given(counts())
def test_no_hidden_number_can_be_derived(found):
    numbers = numbers_of(found)
    assert all(number.label for number in numbers if 0 < number.value < number.threshold)
    assert narrowed([numbers]) == []


@st.composite
def amounts(draw):
    """Money of people per area and group, and the totals; and how many people each amount rests on."""
    areas = draw(st.sampled_from([("BO", "TU"), ("BO", "TU", "X")]))
    groups = draw(st.sampled_from([(), ("vrouw", "man")]))
    purses = {
        (place, name): (draw(st.integers(0, 900)), draw(st.integers(1, 30)))
        for place in areas
        for name in groups or ("",)
    }
    rows = []
    for place in ("samen", *areas):
        for name in ("", *groups):
            inside = [purse for (a, g), purse in purses.items() if place in ("samen", a) and name in ("", g)]
            value, people = (sum(each) for each in zip(*inside, strict=True))
            rows.append(money(value, people, order=draw(st.integers(1, 3))) | group(name, value))
            rows[-1] |= {"area_code": place, "is_total_area": place == "samen"}
    return figures(*rows)


@settings(max_examples=tries(15))
@given(amounts())
def test_no_hidden_amount_can_be_derived(found):
    assert narrowed([numbers_of(found)]) == []


@settings(max_examples=tries(15))
@given(counts())
def test_what_was_hidden_once_stays_hidden(found):
    """Tomorrow's figures never bring back what is hidden today, nor take back what was shown."""
    before = found[found["order"] < 3]
    then, now = withhold(before).notna(), withhold(found).loc[before.index].notna()
    assert (now | ~then).all()


def test_the_attacker_finds_what_is_not_hidden_well():
    rows = [during(*period, value) for period, value in ((Q1, 12), (Q2, 15), (Q3, 3), (TO_SEPTEMBER, 30))]
    numbers = [
        replace(number, label="small" if number.value == 3 else None) for number in numbers_of(figures(*rows))
    ]
    [told] = narrowed([numbers])
    assert "1.0 to 9.0 became 3.0 to 3.0" in told


def measured(*points):
    rows = [
        {
            "series_code": "I",
            "period_start": pd.Timestamp(day),
            "period_end": pd.Timestamp(day),
            "value": np.nan if value == "small" else value,
            "hidden": "small 10" if value == "small" else None,
        }
        for day, value in points
    ]
    return pd.DataFrame(rows).astype({"hidden": object})


NO_STEPS = pd.DataFrame({"series_code": [], "due_on": [], "value": []})


def judged(*points, **cells):
    usual = {"direction": "higher", "baseline_value": None, "baseline_date": None, "target_value": None}
    row = series(series_code="I", **(usual | {"target_date": None} | cells)).assign(
        indicator_name="Geholpen", series_label="", unit="huishoudens", privacy_threshold=10
    )
    [answer] = assess(row, measured(*points), NO_STEPS, today=TODAY).itertuples()
    return answer


def test_a_hidden_latest_figure_gets_no_judgement_and_no_numbers():
    row = judged(("2024-12-31", 12), ("2025-12-31", "small"), target_value=60, target_date="2028-12-31")
    assert (row.status, row.reason, row.latest_hidden) == (
        Status.NO_JUDGEMENT,
        Reason.SMALL_COUNTS,
        "small 10",
    )
    assert np.isnan([row.latest_value, row.pace, row.change_per_year]).all()
    assert "naar minder dan 10 huishoudens" in progress_sentence(row)
    assert finding(row).endswith("geen oordeel, te kleine aantallen")


def test_two_figures_that_are_hidden_beside_others_are_told_in_one():
    row = judged(("2024-12-31", "small"), ("2025-12-31", "small"))
    row = row._replace(latest_hidden="beside 10", baseline_hidden="beside 10")
    assert progress_sentence(row).startswith("het eerste en het laatste cijfer tonen we niet; ")


def test_a_hidden_baseline_gives_no_pace_but_a_reached_target_counts():
    target = {"target_value": 20, "target_date": "2028-12-31"}
    row = judged(("2024-12-31", "small"), ("2025-12-31", 15), **target)
    assert (row.status, row.reason, row.baseline_hidden) == (
        Status.NO_JUDGEMENT,
        Reason.SMALL_COUNTS,
        "small 10",
    )
    assert np.isnan([row.due_value, row.pace]).all()
    assert "van minder dan 10 (eerste meting, 2024) naar 15 huishoudens" in progress_sentence(row)
    assert judged(("2024-12-31", "small"), ("2025-12-31", 25), **target).status == Status.ACHIEVED


def test_a_series_of_only_hidden_figures_was_measured():
    row = judged(("2025-12-31", "small"))
    assert (row.status, row.measurement_count) == (Status.NO_JUDGEMENT, 1)
    assert "eerste meting minder dan 10 huishoudens in 2025" in progress_sentence(row)


def test_there_is_no_scenario_from_a_figure_that_is_not_shown():
    points = [("2022-12-31", 20), ("2023-12-31", 18), ("2024-12-31", 14), ("2025-12-31", "small")]
    row = series(series_code="I", privacy_threshold=10, kind="number")
    answer = assess(row, measured(*points), NO_STEPS, today=TODAY)
    assert project(answer, measured(*points), until=date(2028, 12, 31)).empty


def test_a_figure_in_between_that_is_not_shown_does_not_shape_the_scenario():
    shown = [("2021-12-31", 20), ("2022-12-31", 18), ("2024-12-31", 14), ("2025-12-31", 13)]
    row = series(series_code="I", privacy_threshold=10, kind="number")
    seen, skipped = (
        project(assess(row, points, NO_STEPS, today=TODAY), points, until=date(2028, 12, 31))
        for points in (measured(*shown), measured(*shown, ("2023-12-31", "small")))
    )
    assert len(seen) == 4
    pd.testing.assert_frame_equal(seen, skipped)
