"""Who was at the table, as bars."""

import pandas as pd

from sok_metrics.charts import DARK, LIGHT, attendance_bars

PRESENT = pd.DataFrame({"group_name": ["resident", "municipality", "initiative"], "count": [26, 7, 0]})


def test_each_group_that_came_has_a_bar_with_its_number():
    [trace] = attendance_bars(PRESENT, "33 mensen").data
    assert list(trace.y) == ["bewoner", "gemeente"]
    assert list(trace.x) == [26, 7]
    assert list(trace.text) == ["<b>26</b>", "<b>7</b>"]


def test_the_neighbourhood_itself_has_the_strong_colour():
    for dark, palette in ((False, LIGHT), (True, DARK)):
        [trace] = attendance_bars(PRESENT, "33 mensen", dark=dark).data
        assert list(trace.marker.color) == [palette.ours, palette.muted]


def test_nobody_is_a_titled_empty_figure():
    figure = attendance_bars(PRESENT.iloc[:0], "niemand")
    assert not figure.data
    assert figure.layout.meta["title"] == "niemand"
