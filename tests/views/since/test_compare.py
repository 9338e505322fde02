"""What changed between two moments: hand-made states of one thing each."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from sok_metrics.nouns.model import Status, Withheld, Withholding
from sok_metrics.nouns.outcomes import ChangeKind, Tally, Turn
from sok_metrics.views.since import tally
from sok_metrics.views.since.change import State
from sok_metrics.views.since.compare import changes_between
from sok_metrics.views.since.indicators import turn_of

COLUMNS = {
    "assessed": "series_code indicator_code indicator_name role status target_value target_hidden is_example "
    "edition group_name is_outdated pace",
    "measurements": "series_code period_start period_end value hidden story correction_reason is_derived "
    "is_example",
    "cards": "meeting_number indicator_code indicator_name group_name median previous_median held_on "
    "is_example",
    "commitments": "code title description is_example",
    "projects": "code title status summary plan is_example",
    "milestones": "number project_code title reached_on is_example",
    "decisions": "number text decided_on withdrawn_on is_example",
    "actions": "number text agreed_on done_on dropped_on is_example",
    "allocations": "number fund_code proposal_title project_title granted_on amount is_example",
    "payments": "number description paid_on amount is_example",
}
DAY = date(2026, 9, 17)
STARTS = {"is_example": False, "is_derived": False, "is_outdated": False, "edition": "", "group_name": ""}


def state(**rows):
    """A state with these rows (each a dict); columns that a row leaves out are missing."""
    frames = {}
    for name, columns in COLUMNS.items():
        filled = [STARTS | row for row in rows.get(name, [])]
        frames[name] = pd.DataFrame(filled, columns=columns.split(), dtype=object)
    return State(**frames)


def changed(before, after):
    return list(changes_between(state(**before), state(**after)).itertuples(index=False))


def series(status=Status.ON_TRACK, **cells):
    row = {"series_code": "S", "indicator_code": "I", "indicator_name": "Gas", "role": "main"}
    return {"assessed": [row | {"status": status.value} | cells]}


def measured(value=10.0, end=DAY, **cells):
    row = {"series_code": "S", "period_start": end, "period_end": end, "value": value}
    return [row | cells]


def test_two_equal_states_have_no_changes():
    one = series() | {
        "measurements": measured(),
        "projects": [{"code": "P1", "title": "Zon", "status": "plan"}],
        "decisions": [{"number": 1, "text": "ja", "decided_on": DAY}],
        "actions": [{"number": 1, "text": "doe", "agreed_on": DAY}],
        "allocations": [{"number": 1, "fund_code": "A", "amount": Decimal("1.00"), "granted_on": DAY}],
        "commitments": [{"code": "W1", "title": "Samen", "description": None}],
    }
    assert changed(one, one) == []


def test_two_empty_states_give_a_frame_with_its_columns():
    found = changes_between(state(), state())
    assert found.empty
    assert {"kind", "turn", "code", "before", "after"} <= set(found.columns)


@pytest.mark.parametrize(
    ("before", "after", "turn"),
    [
        (Status.FAR_BEHIND, Status.SLIGHTLY_BEHIND, Turn.BETTER),
        (Status.UNCHANGED, Status.RIGHT_WAY, Turn.BETTER),
        (Status.ON_TRACK, Status.ACHIEVED, Turn.BETTER),
        (Status.ACHIEVED, Status.ON_TRACK, Turn.WORSE),
        (Status.RIGHT_WAY, Status.WRONG_WAY, Turn.WORSE),
        (Status.TOO_FEW, Status.WRONG_WAY, Turn.NEW),
        (Status.NOT_MEASURED, Status.TOO_FEW, Turn.OTHER),
        (Status.ON_TRACK, Status.NO_JUDGEMENT, Turn.OTHER),
        (Status.RIGHT_WAY, Status.ON_TRACK, Turn.OTHER),
    ],
)
def test_a_status_turns_better_worse_or_neither(before, after, turn):
    assert turn_of(before, after) is turn
    [change] = changed(series(before), series(after))
    assert (change.kind, change.turn, change.code, change.before, change.after) == (
        ChangeKind.STATUS,
        turn,
        "I",
        before,
        after,
    )


def test_what_is_only_compared_with_is_no_indicator():
    before, after = (series(status, role="comparison") for status in (Status.ON_TRACK, Status.FAR_BEHIND))
    assert changed(before, after) == []


def areas(**statuses):
    """One indicator with a series per area; "main" is that of all."""
    rows = [
        series(status, series_code=area, role="main" if area == "main" else "other")["assessed"][0]
        for area, status in statuses.items()
    ]
    return {"assessed": rows}


def test_an_area_that_gets_worse_is_not_hidden_behind_the_main_series():
    before = areas(main=Status.ON_TRACK, bos=Status.ON_TRACK, tus=Status.FAR_BEHIND)
    after = areas(main=Status.ON_TRACK, bos=Status.ON_TRACK, tus=Status.WRONG_WAY)
    [change] = changed(before, after)
    assert (change.turn, change.series_code, change.series_before) == (Turn.WORSE, "tus", "")


def test_when_another_area_counts_now_it_is_told_which_counted_before():
    before = areas(main=Status.ON_TRACK, bos=Status.ON_TRACK, tus=Status.SLIGHTLY_BEHIND)
    after = areas(main=Status.ON_TRACK, bos=Status.WRONG_WAY, tus=Status.SLIGHTLY_BEHIND)
    [change] = changed(before, after)
    assert (change.before, change.after) == (Status.SLIGHTLY_BEHIND, Status.WRONG_WAY)
    assert (change.turn, change.series_code, change.series_before) == (Turn.WORSE, "bos", "tus")


def test_an_indicator_gets_worse_once_and_what_changed_in_other_areas_is_told_beside_it():
    before = areas(main=Status.ON_TRACK, bos=Status.ON_TRACK, tus=Status.ON_TRACK)
    after = areas(main=Status.ON_TRACK, bos=Status.SLIGHTLY_BEHIND, tus=Status.WRONG_WAY)
    found = changes_between(state(**before), state(**after))
    assert list(zip(found["turn"], found["series_code"], strict=True)) == [
        (Turn.WORSE, "tus"),
        (Turn.OTHER, "bos"),
    ]
    assert tally(found).worse == 1


def test_each_area_has_a_target_of_its_own():
    before, after = areas(main=Status.ON_TRACK, bos=Status.ON_TRACK), areas(main=Status.ON_TRACK)
    before["assessed"][1]["target_value"] = 80.0
    after["assessed"].append(before["assessed"][1] | {"target_value": 60.0})
    [change] = changed(before, after)
    assert (change.kind, change.series_code, change.before, change.after) == (
        ChangeKind.TARGET, "bos", 80.0, 60.0,
    )  # fmt: skip


def test_a_new_indicator_is_new_and_an_archived_one_is_told():
    [added] = changed({}, series())
    [gone] = changed(series(), {})
    assert (added.kind, added.turn, added.after) == (ChangeKind.INDICATOR, Turn.NEW, Status.ON_TRACK)
    assert (gone.kind, gone.turn, gone.before) == (ChangeKind.INDICATOR, Turn.OTHER, Status.ON_TRACK)


def test_another_target_is_told_with_both_figures():
    [change] = changed(series(target_value=80.0), series(target_value=60.0))
    assert (change.kind, change.before, change.after) == (ChangeKind.TARGET, 80.0, 60.0)


WITHHELD = Withheld(Withholding.SMALL, 5)


def test_of_a_target_or_a_figure_that_is_not_shown_only_that_is_told():
    before, after = series(target_value=80.0, target_hidden=None), series(target_value=None)
    after["assessed"][0]["target_hidden"] = WITHHELD.code
    [change] = changed(before, after | {"measurements": []})
    assert (change.kind, change.before, change.after) == (ChangeKind.TARGET, 80.0, WITHHELD)
    point = measured(None, hidden=WITHHELD.code)
    [change] = changed(series(), series() | {"measurements": point})
    assert (change.kind, change.turn, change.after) == (ChangeKind.MEASUREMENT, Turn.NEW, WITHHELD)


def test_a_new_measurement_is_new():
    [change] = changed(series(), series() | {"measurements": measured(12.5)})
    assert (change.kind, change.turn, change.before, change.after, change.happened_on) == (
        ChangeKind.MEASUREMENT,
        Turn.NEW,
        None,
        12.5,
        DAY,
    )


def test_a_corrected_measurement_says_both_figures_and_why():
    before = series() | {"measurements": measured(10.0)}
    after = series() | {"measurements": measured(11.0, correction_reason="dubbel geteld")}
    [change] = changed(before, after)
    assert (change.kind, change.before, change.after, change.reason) == (
        ChangeKind.CORRECTION,
        10.0,
        11.0,
        "dubbel geteld",
    )


def test_a_corrected_story_is_a_correction_too():
    before, after = (series() | {"measurements": measured(None, story=text)} for text in ("oud", "nieuw"))
    [change] = changed(before, after)
    assert (change.kind, change.before, change.after) == (ChangeKind.CORRECTION, "oud", "nieuw")


def test_a_figure_that_the_store_computes_anew_is_no_correction():
    before, after = (series() | {"measurements": measured(v, is_derived=True)} for v in (10.0, 12.0))
    assert changed(before, after) == []


def test_a_measurement_of_a_series_that_may_not_be_seen_is_not_told():
    assert changed({}, {"measurements": measured()}) == []


def test_a_withdrawn_measurement_is_told_but_is_not_new():
    [change] = changed(series() | {"measurements": measured()}, series())
    assert (change.kind, change.turn, change.before) == (ChangeKind.MEASUREMENT, Turn.OTHER, 10.0)


def card(median, meeting=1, **cells):
    row = {"meeting_number": meeting, "indicator_code": "K", "indicator_name": "Kaart", "group_name": ""}
    return row | {"median": median, "held_on": date(2026, meeting, 1)} | cells


@pytest.mark.parametrize(("median", "turn"), [(4, Turn.BETTER), (2, Turn.WORSE)])
def test_a_card_is_compared_with_the_answer_before(median, turn):
    before = [card(5, 1), card(3, 2)]
    [change] = changed(
        {"cards": before},
        {"cards": [*before, card(3, 3), card(median, 4), card(1, 4, group_name="resident")]},
    )
    assert (change.kind, change.turn, change.before, change.after) == (ChangeKind.CARD, turn, 3, median)


def test_the_same_answer_again_is_no_change_and_a_first_one_is_new():
    assert changed({"cards": [card(3, 1)]}, {"cards": [card(3, 1), card(3, 2)]}) == []
    [change] = changed({}, {"cards": [card(3)]})
    assert (change.turn, change.before, change.after) == (Turn.NEW, None, 3)
    assert changed({}, {"cards": [card(None)]}) == []


def test_cards_stand_in_the_order_in_which_they_were_last_answered():
    answers = [card(3, 1), card(3, 2, indicator_code="L"), card(4, 3)]
    assert [change.code for change in changed({}, {"cards": answers})] == ["L", "K"]


@pytest.mark.parametrize(
    ("before", "after", "turn"),
    [
        (None, "idea", Turn.NEW),
        ("plan", "running", Turn.OTHER),
        ("running", "finished", Turn.DONE),
        ("running", "stopped", Turn.OTHER),
        ("running", None, Turn.OTHER),
    ],
)
def test_a_project_begins_moves_and_ends(before, after, turn):
    def rows(status):
        return {"projects": [{"code": "P1", "title": "Zon", "status": status}] if status else []}

    [change] = changed(rows(before), rows(after))
    assert (change.kind, change.turn, change.before, change.after) == (
        ChangeKind.PROJECT,
        turn,
        before,
        after,
    )


def test_a_milestone_counts_when_it_is_reached():
    row = {"number": 1, "project_code": "P1", "title": "Plan klaar", "reached_on": None}
    [change] = changed({"milestones": [row]}, {"milestones": [row | {"reached_on": DAY}]})
    assert (change.kind, change.turn, change.code) == (ChangeKind.MILESTONE, Turn.DONE, "P1")
    assert changed({}, {"milestones": [row]}) == []


def test_what_is_put_away_of_the_work_is_no_news():
    gone = {name: ONE_OF_EACH[name] for name in ("milestones", "decisions", "actions", "cards")}
    assert changed(gone, {}) == []


def test_decisions_are_made_and_withdrawn():
    row = {"number": 4, "text": "We meten elk jaar", "decided_on": DAY, "withdrawn_on": None}
    [made] = changed({}, {"decisions": [row]})
    [undone] = changed({"decisions": [row]}, {"decisions": [row | {"withdrawn_on": DAY}]})
    assert [(one.kind, one.turn, one.code) for one in (made, undone)] == [
        (ChangeKind.DECISION, Turn.NEW, "4"),
        (ChangeKind.DECISION, Turn.OTHER, "4"),
    ]


def test_actions_are_agreed_done_and_dropped():
    row = {"number": 2, "text": "Folder maken", "agreed_on": DAY, "done_on": None, "dropped_on": None}
    done, dropped = row | {"done_on": DAY}, row | {"dropped_on": DAY}
    turns = [
        [change.turn for change in changed({"actions": before}, {"actions": after})]
        for before, after in [([], [row]), ([row], [done]), ([row], [dropped]), ([], [done])]
    ]
    assert turns == [[Turn.NEW], [Turn.DONE], [Turn.OTHER], [Turn.NEW, Turn.DONE]]


def test_money_is_granted_paid_and_changed_to_the_cent():
    grant = {
        "number": 1,
        "fund_code": "A",
        "granted_on": DAY,
        "amount": Decimal("10.00"),
        "proposal_title": "Zon",
    }
    payment = {"number": 1, "paid_on": DAY, "amount": Decimal("5.00"), "description": "Voorschot"}
    granted, paid = changed({}, {"allocations": [grant], "payments": [payment]})
    assert (granted.kind, granted.turn, granted.after) == (ChangeKind.GRANT, Turn.NEW, Decimal("10.00"))
    assert (paid.kind, paid.turn, paid.title) == (ChangeKind.PAYMENT, Turn.DONE, "Voorschot")
    [change] = changed({"allocations": [grant]}, {"allocations": [grant | {"amount": Decimal("9.99")}]})
    assert (change.turn, change.before, change.after) == (Turn.OTHER, Decimal("10.00"), Decimal("9.99"))
    [change] = changed({"payments": [payment]}, {"payments": [payment | {"amount": Decimal("4.99")}]})
    assert (change.turn, change.before, change.after) == (Turn.OTHER, Decimal("5.00"), Decimal("4.99"))
    [gone] = changed({"allocations": [grant]}, {})
    assert (gone.turn, gone.before, gone.after, gone.code) == (Turn.OTHER, Decimal("10.00"), None, "1")
    [back] = changed({"payments": [payment]}, {})
    assert (back.turn, back.before, back.after, back.happened_on) == (Turn.OTHER, Decimal("5.00"), None, DAY)


@pytest.mark.parametrize(
    ("proposal", "project", "title"), [("Zon", "P1", "Zon"), (None, "Dak", "Dak"), (None, None, "")]
)
def test_a_grant_is_called_after_its_proposal_or_else_its_project(proposal, project, title):
    grant = {"number": 1, "fund_code": "A", "granted_on": DAY, "amount": Decimal("1.00")}
    [change] = changed({}, {"allocations": [grant | {"proposal_title": proposal, "project_title": project}]})
    assert (change.title, change.code, change.happened_on) == (title, "1", DAY)


def test_a_part_of_a_grant_out_of_another_fund_is_another_amount():
    grant = {"number": 1, "fund_code": "A", "granted_on": DAY, "amount": Decimal("1.00")}
    [change] = changed({"allocations": [grant]}, {"allocations": [grant, grant | {"fund_code": "B"}]})
    assert (change.turn, change.before, change.after) == (Turn.NEW, None, Decimal("1.00"))


def test_a_text_that_reads_otherwise_is_told():
    before = {"commitments": [{"code": "W1", "title": "Samen", "description": "oud"}]}
    after = {"commitments": [{"code": "W1", "title": "Samen", "description": "nieuw"}]}
    [change] = changed(before, after)
    assert (change.kind, change.turn, change.code, change.before, change.after) == (
        ChangeKind.TEXT,
        Turn.OTHER,
        "W1",
        "oud",
        "nieuw",
    )


def test_a_commitment_that_comes_or_goes_is_told_once_and_a_project_is_a_change_of_its_own():
    row = {"code": "W1", "title": "Samen", "description": "zo"}
    [new] = changed({}, {"commitments": [row]})
    [gone] = changed({"commitments": [row]}, {})
    assert [(one.kind, one.turn, one.title) for one in (new, gone)] == [
        (ChangeKind.TEXT, Turn.NEW, "Samen"),
        (ChangeKind.TEXT, Turn.OTHER, "Samen"),
    ]
    project = {"code": "P1", "title": "Zon", "status": "plan", "summary": "kort", "plan": None}
    assert [one.kind for one in changed({}, {"projects": [project]})] == [ChangeKind.PROJECT]
    longer = project | {"summary": "lang", "plan": "zo"}
    told = changed({"projects": [project]}, {"projects": [longer]})
    assert [(one.code, one.before, one.after) for one in told] == [("P1", "kort", "lang"), ("P1", "", "zo")]


def test_better_comes_first_then_worse_then_new():
    def both(first, second):
        one, two = series(first)["assessed"][0], series(second)["assessed"][0]
        return {"assessed": [one, two | {"series_code": "T", "indicator_code": "J"}]}

    after = both(Status.FAR_BEHIND, Status.ON_TRACK) | {"measurements": measured()}
    found = changed(both(Status.ON_TRACK, Status.FAR_BEHIND), after)
    assert [change.turn for change in found] == [Turn.BETTER, Turn.WORSE, Turn.NEW]


def test_what_the_sentence_counts_is_what_stands_under_its_heads():
    before, after = series(Status.FAR_BEHIND), series(Status.ON_TRACK)
    before["cards"], after["cards"] = [card(2, 1)], [card(2, 1), card(4, 2)]
    found = changes_between(state(**before), state(**after))
    assert (found["turn"] == Turn.BETTER).sum() == 2
    assert tally(found) == Tally(better=2, worse=0, measurements=0, changes=2, cards=1)


ONE_OF_EACH = {
    "cards": [card(3)],
    "projects": [{"code": "P1", "title": "Zon", "status": "plan"}],
    "milestones": [{"number": 1, "project_code": "P1", "title": "Klaar", "reached_on": DAY}],
    "decisions": [{"number": 1, "text": "Ja", "decided_on": DAY}],
    "actions": [{"number": 1, "text": "Doe", "agreed_on": DAY}],
    "allocations": [{"number": 1, "fund_code": "A", "granted_on": DAY, "amount": Decimal(1)}],
    "payments": [{"number": 1, "paid_on": DAY, "amount": Decimal(1)}],
    "commitments": [{"code": "W1", "title": "Samen"}],
}


UNDATED = {ChangeKind.INDICATOR, ChangeKind.PROJECT, ChangeKind.TEXT}


@pytest.mark.parametrize("is_example", [True, False])
def test_an_example_stays_marked(is_example):
    marked = {name: [row | {"is_example": is_example} for row in rows] for name, rows in ONE_OF_EACH.items()}
    found = changed({}, marked | series(is_example=is_example))
    assert len(found) == len(ONE_OF_EACH) + 1
    assert {change.is_example for change in found} == {is_example}
    [point] = changed(series(), series() | {"measurements": measured(is_example=is_example)})
    assert point.is_example is is_example


def test_each_change_says_when_it_happened_and_changes_of_a_kind_stand_together():
    found = changed({}, ONE_OF_EACH | series())
    assert [change.kind for change in found if change.turn is Turn.NEW] == [
        ChangeKind.CARD, ChangeKind.INDICATOR, ChangeKind.PROJECT, ChangeKind.DECISION, ChangeKind.ACTION,
        ChangeKind.GRANT, ChangeKind.TEXT,
    ]  # fmt: skip
    assert [change.kind for change in found if change.turn is Turn.DONE] == [
        ChangeKind.MILESTONE,
        ChangeKind.PAYMENT,
    ]
    assert {change.happened_on for change in found if change.kind not in UNDATED} == {DAY, date(2026, 1, 1)}
