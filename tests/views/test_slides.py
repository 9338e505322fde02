"""Which slides there are: from the agenda, in its order, and never more on one than it can bear."""

from types import SimpleNamespace

import pytest

from sok_metrics.views.slides import (
    CHARTS_A_SLIDE,
    Evening,
    SlideKind,
    find_slide,
    high_share,
    slides_of,
)


def point(number, kind="talk", **more):
    return SimpleNamespace(number=number, kind=kind, commitment_code=None, title=f"punt {number}", **more)


def evening(*agenda, **more):
    return Evening(meeting=SimpleNamespace(number=1), agenda=agenda, **more)


def standing(drawn=0, card=None):
    return SimpleNamespace(drawn=[SimpleNamespace(series_code=f"S-{n}") for n in range(drawn)], card=card)


def kinds(slides):
    return [slide.kind for slide in slides]


def test_without_an_agenda_there_is_a_welcome():
    assert kinds(slides_of(evening())) == [SlideKind.WELCOME]
    assert slides_of(evening())[0].at == (None, 0)


def test_a_welcome_on_the_agenda_takes_the_place_of_that_one():
    slides = slides_of(evening(point(4, "welcome"), point(5)))
    assert [slide.at for slide in slides] == [(4, 0), (5, 0)]


@pytest.mark.parametrize(
    ("drawn", "slides"), [(0, 1), (1, 1), (CHARTS_A_SLIDE, 1), (CHARTS_A_SLIDE + 1, 2), (12, 6)]
)
def test_a_goal_takes_as_many_slides_as_its_charts_and_then_its_card(drawn, slides):
    goal = point(7, "commitment")
    goal.commitment_code = "D2"
    made = slides_of(evening(goal, standings={"D2": standing(drawn, card=SimpleNamespace())}))[1:]
    assert kinds(made) == [SlideKind.COMMITMENT] * slides + [SlideKind.CARD]
    assert [slide.place for slide in made] == list(range(slides + 1))
    assert all(slide.count == slides + 1 for slide in made)
    assert sum(len(slide.rows) for slide in made) == drawn


def test_a_point_on_a_goal_that_is_not_there_is_a_talk():
    goal = point(7, "commitment")
    goal.commitment_code = "D9"
    assert kinds(slides_of(evening(goal)))[1:] == [SlideKind.TALK]


def test_of_a_long_list_the_last_slide_tells_how_many_there_are_more():
    made = slides_of(evening(point(3, "spotlight"), spotlights=[SimpleNamespace()] * 20))[1:]
    assert [len(slide.rows) for slide in made] == [2, 2, 2]
    assert [slide.rest for slide in made] == [0, 0, 14]


def test_each_kind_of_point_has_a_slide_when_there_is_nothing_to_show():
    points = [point(number, kind.value) for number, kind in enumerate(SlideKind, start=10)]
    of_the_agenda = [one for one in points if one.kind not in ("card", "funds")]
    slides = slides_of(evening(*of_the_agenda))
    assert {slide.at[0] for slide in slides} >= {one.number for one in of_the_agenda}


def test_a_slide_is_found_by_its_point_and_place():
    slides = slides_of(evening(point(3, "spotlight"), point(4), spotlights=[SimpleNamespace()] * 5))
    assert find_slide(slides, 3, 1) == 2
    assert find_slide(slides, 4, 0) == 4
    assert find_slide(slides, 3, 9) == 3, "the last of its point"
    assert find_slide(slides, 99, 0) == 0, "the first when the point is gone"
    assert find_slide(slides, None, 0) == 0


def test_the_share_that_is_high_is_of_all_who_answered():
    assert high_share(SimpleNamespace(n=8, n4=3, n5=1)) == 50
