"""The result of a card as everybody may see it, and whether the sums can be."""

import pandas as pd
import pytest

from sok_metrics.views.at_the_table import at_the_table
from sok_metrics.views.card_result import card_results, more_answers_than_people


def answers(*rows, held_on="2026-03-19", meeting=5, code="K-1"):
    """Rows of (group, score, count)."""
    return pd.DataFrame(
        [
            {
                "meeting_number": meeting,
                "held_on": pd.Timestamp(held_on),
                "indicator_code": code,
                "group_name": group,
                "score": score,
                "count": count,
                "threshold": 0,
                "is_corrected": False,
            }
            for group, score, count in rows
        ]
    )


def result(*frames, code="K-1", meeting=5):
    return card_results([code], meeting, pd.concat(frames, ignore_index=True))[code]


def test_the_result_has_everybody_with_median_and_share_of_high_scores():
    found = result(answers(("resident", 1, 1), ("resident", 4, 3), ("resident", 5, 4)))
    assert (found.everybody.n, found.everybody.median, found.high) == (8, 4.5, 87.5)
    assert [(bar.score, bar.n, bar.length) for bar in found.bars] == [
        (1, 1, 25), (2, 0, 0), (3, 0, 0), (4, 3, 75), (5, 4, 100),
    ]  # fmt: skip


def test_groups_stand_in_their_usual_order_and_only_from_five_answers():
    found = result(
        answers(("municipality", 2, 6), ("resident", 4, 9), ("other", 3, 4), ("entrepreneur", 3, 1))
    )
    assert [(row.group_name, row.n) for row in found.groups] == [("resident", 9), ("municipality", 6)]


def test_a_group_that_would_tell_of_a_smaller_one_is_not_shown():
    found = result(answers(("municipality", 2, 6), ("resident", 4, 9), ("other", 3, 1)))
    assert [row.group_name for row in found.groups] == ["resident"]


def test_too_few_answers_are_hidden_and_nobody_is_not():
    few = result(answers(("resident", 4, 4)))
    assert (few.everybody, few.bars, few.is_hidden) == (None, (), True)
    nobody = result(answers(("resident", 4, 9)), meeting=6)
    assert (nobody.everybody, nobody.is_hidden) == (None, False)


def test_earlier_meetings_stand_beside_it_and_later_ones_do_not():
    found = result(
        answers(("resident", 2, 7), held_on="2025-03-19", meeting=3),
        answers(("resident", 3, 7), held_on="2025-09-19", meeting=4),
        answers(("resident", 4, 7)),
        answers(("resident", 5, 7), held_on="2026-09-19", meeting=6),
        answers(("resident", 5, 7), held_on="2025-09-19", meeting=4, code="K-2"),
    )
    assert [(row.meeting_number, row.median) for row in found.earlier] == [(4, 3.0), (3, 2.0)]


def test_without_a_single_answer_anywhere_there_is_a_result():
    found = card_results(["K-1", "K-2"], 5, answers(("resident", 4, 7)).iloc[:0])
    assert [one.everybody for one in found.values()] == [None, None]


@pytest.mark.parametrize(
    ("counts", "present", "expected"),
    [
        ({("resident", 4): 3}, {}, []),
        ({("resident", 4): 3}, {"resident": 3}, []),
        ({("resident", 4): 3, ("resident", 5): 1}, {"resident": 3, "other": 2}, [("resident", 4, 3)]),
        ({("other", 4): 1}, {"resident": 1}, [("other", 1, 0)]),
        ({("resident", 4): 9}, {"resident": 3}, [("", 9, 3), ("resident", 9, 3)]),
    ],
)
def test_more_answers_than_people_are_found_per_group_and_in_all(counts, present, expected):
    assert [tuple(one) for one in more_answers_than_people(counts, present)] == expected


def test_the_table_knows_how_many_are_of_the_neighbourhood():
    found = at_the_table({"resident": (6, 2), "initiative": (2, 0), "municipality": (3, 1), "other": (1, 0)})
    assert (found.people, found.residents, found.others, found.first_timers) == (12, 8, 4, 3)
    assert found.share == pytest.approx(66.67, abs=0.01)


def test_an_empty_table_has_no_share():
    assert at_the_table({}).share is None
    assert at_the_table({"resident": (0, 0)}).share is None
