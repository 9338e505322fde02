"""Charts, tested by their data and their labels; and each is checked as a valid plotly figure."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from sok_metrics import charts
from sok_metrics.charts.axes import time_axis, time_ticks, value_axis
from sok_metrics.charts.labels import EndLabel, Plot, label_width, right_margin, shifts
from sok_metrics.charts.palette import Colours
from sok_metrics.charts.theme import SIZES, text_width, wrap
from sok_metrics.nouns.model import Status


class Row:
    """One row of assess(), with gas per home as the figures that a test does not care about."""

    def __init__(self, **changes: Any) -> None:
        """Take the usual figures with these changes."""
        nothing = float("nan")
        usual: dict[str, Any] = {
            "indicator_name": "Gasverbruik per woning",
            "series_label": "",
            "unit": "m3 per jaar",
            "kind": "number",
            "direction": "lower",
            "status": Status.WRONG_WAY,
            "reason": None,
            "baseline_value": 900.0,
            "effective_baseline_value": 900.0,
            "effective_baseline_date": year_end(2014),
            "baseline_is_first": False,
            "latest_value": 990.0,
            "latest_date": year_end(2017),
            "measurement_count": 4,
            "target_value": nothing,
            "target_date": pd.NaT,
            "target_series_code": None,
            "target_source": None,
            "range_low": nothing,
            "range_high": nothing,
            "lower_bound": nothing,
            "upper_bound": nothing,
            "change_per_year": 30.0,
            "is_outdated": False,
            "is_slipping": False,
            "is_example": False,
        }
        self.__dict__.update(usual | changes)


def year_end(year: int) -> pd.Timestamp:
    return pd.Timestamp(year, 12, 31)


def yearly(values: dict[int, float], **columns: Any) -> pd.DataFrame:
    rows = [
        {"period_start": pd.Timestamp(year, 1, 1), "period_end": year_end(year), "value": float(value)}
        | {"source": "CBS", "is_example": False}
        | columns
        for year, value in values.items()
    ]
    return pd.DataFrame(rows)


GAS = yearly({2014: 900, 2015: 970, 2016: 1030, 2017: 990})
BESIDE = pd.concat(
    [
        yearly({2014: 900, 2017: 960}, series_label="Tussendijken", role="other"),
        yearly({2014: 800, 2017: 840}, series_label="Rotterdam", role="comparison"),
    ]
)
PATH = pd.DataFrame({"date": [year_end(2014), year_end(2028)], "value": [900.0, 500.0]})
PROJECTION = pd.DataFrame(
    {
        "date": [year_end(2017), year_end(2028)],
        "value": [990.0, 1000.0],
        "low": [990.0, 850.0],
        "high": [990.0, 1150.0],
    }
)
EVENTS = pd.DataFrame({"date": [pd.Timestamp(2015, 6, 9)], "label": ["start sociale teams"]})


def words(figure: go.Figure) -> list[str]:
    """All labels of a figure, without markup for bold and with spaces for new lines."""
    texts = (annotation.text for annotation in figure.layout.annotations)
    return [text.replace("<br>", " ").replace("<b>", "").replace("</b>", "") for text in texts]


def trace(figure: go.Figure, name: str) -> Any:
    return next(found for found in figure.data if found.name == name)


def check(figure: go.Figure) -> go.Figure:
    """The same figure, built with plotly's own check of every property."""
    return go.Figure(figure.to_dict())


@pytest.mark.parametrize("size", list(SIZES))
@pytest.mark.parametrize("dark", [True, False])
def test_a_full_series_chart_is_a_valid_figure_with_its_words(size: charts.SizeName, dark: bool) -> None:
    figure = check(
        charts.series_chart(
            Row(series_label="Bospolder, editie 2026", target_value=500.0, target_date=year_end(2028)),
            GAS,
            PATH,
            comparison=BESIDE,
            events=EVENTS,
            projection=PROJECTION,
            revisions=GAS.head(1),
            size=size,
            dark=dark,
        )
    )
    shown = words(figure)
    assert {"Bospolder 990", "Tussendijken 960", "Rotterdam 840", "streefwaarde 500 in 2028"} <= set(shown)
    assert "verwachting (geen belofte)" in shown
    assert "start sociale teams" in shown
    assert shown[0].startswith("Gasverbruik per woning")
    assert figure.layout.showlegend is False
    assert (
        min(a.font.size for a in figure.layout.annotations)
        >= {"small": 14, "room": 14, "room_tall": 14, "large": 18, "screen": 24, "projector": 24}[size]
    )


def test_our_line_has_our_figures_and_hovers_in_dutch() -> None:
    figure = charts.series_chart(Row(), GAS)
    ours = trace(figure, "gemeten")
    assert list(ours.y) == [900.0, 970.0, 1030.0, 990.0]
    assert list(ours.x) == ["2014-12-31", "2015-12-31", "2016-12-31", "2017-12-31"]
    assert ours.hovertext[2] == "<b>2016</b>: 1.030 m³ per jaar<br>bron: CBS"
    assert figure.layout.separators == ",."


def test_the_title_is_the_finding_unless_the_page_gives_one_or_none() -> None:
    assert "verkeerde kant op" in words(charts.series_chart(Row(), GAS))[0]
    assert words(charts.series_chart(Row(), GAS, title="Mijn titel"))[0] == "Mijn titel"
    assert charts.series_chart(Row(), GAS, title="").layout.annotations[0].name != "title"
    assert charts.series_chart(Row(), GAS).layout.meta["title"].startswith("Gasverbruik")


def test_an_axis_that_does_not_start_at_zero_says_so() -> None:
    assert "m³ per jaar; as begint bij 850" in words(charts.series_chart(Row(), GAS))
    from_zero = charts.series_chart(Row(), yearly({2014: 10, 2015: 30}))
    assert from_zero.layout.yaxis.range[0] == 0
    assert "m³ per jaar" in words(from_zero)


def test_yearly_figures_have_their_year_right_under_them() -> None:
    axis = charts.series_chart(Row(), GAS).layout.xaxis
    assert list(axis.ticktext) == ["2014", "2015", "2016", "2017"]
    assert list(axis.tickvals) == list(trace(charts.series_chart(Row(), GAS), "gemeten").x)


def test_figures_of_a_few_months_have_dutch_months_under_them() -> None:
    ends = pd.Series(pd.to_datetime(["2023-12-05", "2024-03-12"]))
    assert [word for _tick, word in time_ticks(time_axis(ends), ends, most=5)] == [
        "dec<br>2023",
        "feb<br>2024",
        "apr<br>2024",
    ]


def test_a_long_axis_has_few_years() -> None:
    ends = pd.Series([year_end(2014), year_end(2028)])
    assert [word for _tick, word in time_ticks(time_axis(ends), ends, most=5)] == [
        "2014",
        "2017",
        "2020",
        "2023",
        "2026",
    ]


def test_figures_of_the_first_of_january_have_their_year_under_them() -> None:
    ends = pd.Series(pd.to_datetime(["2014-01-01", "2016-01-01", "2026-01-01"]))
    assert (pd.Timestamp(2014, 1, 1), "2014") in time_ticks(time_axis(ends), ends, most=5)


def test_a_year_of_meetings_has_its_word_in_the_middle() -> None:
    ends = pd.Series(pd.to_datetime(["2024-03-12", "2026-12-31"]))
    assert time_ticks(time_axis(ends), ends, most=5)[0] == (pd.Timestamp(2024, 7, 1), "2024")


def test_percentages_stay_within_their_bounds() -> None:
    axis = value_axis([60.0, 98.0], lower=0.0, upper=100.0)
    assert axis.high == 100.0
    percent = Row(kind="percentage", unit="% van de acties", lower_bound=0.0, upper_bound=100.0)
    figure = charts.series_chart(percent, yearly({2014: 10, 2015: 98}))
    assert list(figure.layout.yaxis.ticktext) == ["0%", "25%", "50%", "75%", "100%"]


@pytest.mark.parametrize("values", [[0.0], [5.0], [-3.0, 4.0], [0.0, 0.001], [1e9, 2e9], [7.0, 7.0]])
def test_every_axis_holds_its_figures(values: list[float]) -> None:
    axis = value_axis(values)
    assert axis.low <= min(values) <= max(values) <= axis.high
    assert axis.high > axis.low


def test_examples_are_lighter_dashed_and_named() -> None:
    some = GAS.assign(is_example=[False, False, True, True])
    figure = charts.series_chart(Row(), some)
    assert trace(figure, "voorbeeld").line.dash == "dash"
    assert list(trace(figure, "gemeten").y) == [900.0, 970.0, None, None]
    assert list(trace(figure, "voorbeeld").y) == [None, 970.0, 1030.0, 990.0]
    assert "990 voorbeeld" in words(figure)
    assert "voorbeeld, geen echt cijfer" in trace(figure, "gemeten").hovertext[3]


def test_what_was_said_before_is_a_hollow_point() -> None:
    figure = charts.series_chart(Row(), GAS, revisions=yearly({2015: 950}))
    assert trace(figure, "eerder gemeld").marker.symbol == "circle-open"
    assert trace(figure, "eerder gemeld").hovertext[0] == "eerder gemeld: 950 m³ per jaar"


def test_comparisons_are_grey_and_other_series_of_ours_are_not() -> None:
    figure = charts.series_chart(Row(), GAS, comparison=BESIDE)
    assert trace(figure, "Rotterdam").line.color == charts.LIGHT.comparison
    assert trace(figure, "Tussendijken").line.color == charts.LIGHT.other


def test_a_range_shows_both_its_limits_and_a_level_to_keep_one() -> None:
    in_range = charts.series_chart(Row(direction="range", range_low=800.0, range_high=950.0), GAS)
    assert {"ondergrens 800", "bovengrens 950"} <= set(words(in_range))
    kept = charts.series_chart(Row(direction="maintain"), GAS)
    assert "houden: minstens 900" in words(kept)


def test_a_target_without_a_path_is_a_flat_line() -> None:
    figure = charts.series_chart(Row(target_value=500.0), GAS)
    assert set(trace(figure, "streefwaarde").y) == {500.0}
    assert "streefwaarde 500" in words(figure)


def test_without_measurements_the_chart_says_so() -> None:
    for nothing in (GAS.head(0), GAS.assign(value=float("nan"))):
        figure = check(charts.series_chart(Row(status=Status.NOT_MEASURED, measurement_count=0), nothing))
        assert words(figure) == ["Gasverbruik per woning: nog niet gemeten", "nog geen metingen"]


def test_one_measurement_makes_a_chart() -> None:
    figure = check(charts.series_chart(Row(status=Status.TOO_FEW, measurement_count=1), GAS.head(1)))
    assert list(trace(figure, "gemeten").y) == [900.0]
    assert list(figure.layout.xaxis.ticktext) == ["2014"]


def test_names_from_the_data_cannot_be_markup() -> None:
    figure = charts.series_chart(Row(), GAS, title="<a href='x'>klik</a>")
    assert "<a" not in figure.layout.annotations[0].text


def label(text: str, y: float, across: float = 1.0) -> EndLabel:
    return EndLabel((text,), "2017-12-31", across, y, "#000000")


def test_labels_at_the_same_height_move_apart() -> None:
    plot = Plot(200, 180, 0, 100)
    moved = shifts([label("een", 50), label("twee", 50), label("drie", 51)], SIZES["small"], plot)
    assert moved is not None
    heights = sorted([90 + moved[0], 90 + moved[1], 91.8 + moved[2]])
    assert all(above - below >= 18 for below, above in zip(heights, heights[1:], strict=False))


def test_labels_that_do_not_fit_make_the_chart_higher() -> None:
    many = pd.concat(
        [yearly({2014: 900, 2017: 900 + n}, series_label=f"Buurt {n}", role="other") for n in range(14)]
    )
    figure = charts.series_chart(Row(), GAS, comparison=many)
    assert figure.layout.height > SIZES["small"].height


def test_the_right_margin_holds_the_longest_label_on_a_phone() -> None:
    size = SIZES["small"]
    long = label("Tussendijken 1.030", 50)
    assert right_margin([long], size, 50) >= label_width(long, size) - 1
    inside = label("Tussendijken 1.030", 50, across=0.3)
    assert right_margin([inside], size, 50) == 12


def card_rows() -> pd.DataFrame:
    counts = {"n1": [1, 3], "n2": [4, 11], "n3": [9, 13], "n4": [15, 10], "n5": [10, 4]}
    return pd.DataFrame(
        {
            "held_on": pd.to_datetime(["2025-12-02", "2026-03-10"]),
            "group_name": ["", ""],
            "n": [39, 41],
            "median": [4.0, 3.0],
        }
        | counts
    )


def test_the_answers_to_a_card_stand_around_the_middle_score() -> None:
    figure = check(charts.card_distribution(card_rows(), "Mediaan zakt van 4 naar 3"))
    middle = trace(figure, "3")
    assert list(figure.layout.yaxis.ticktext) == ["10 mrt<br>2026", "2 dec<br>2025"]
    for start, width in zip(middle.base, middle.x, strict=True):
        assert start == pytest.approx(-width / 2)
    assert sum(trace(figure, str(score)).x[0] for score in range(1, 6)) == pytest.approx(100)
    assert {"mediaan 3 41 mensen", "mediaan 4 39 mensen"} <= set(words(figure))
    assert trace(figure, "1").hovertext[0] == "3 keer een 1"


def test_the_median_has_a_mark_in_its_score_or_between_two() -> None:
    even = card_rows().tail(1).assign(n1=0, n2=0, n3=5, n4=5, n5=0, n=10, median=3.5)
    assert list(trace(charts.card_distribution(even, ""), "mediaan").x) == pytest.approx([25.0])
    assert list(trace(charts.card_distribution(card_rows().tail(1), ""), "mediaan").x) == pytest.approx([0.0])


def test_a_card_over_the_meetings_shows_median_and_number_of_answers() -> None:
    figure = check(charts.card_trend(card_rows(), "Mediaan zakt"))
    assert list(figure.data[0].y) == [4.0, 3.0]
    assert list(figure.data[0].text) == ["<b>4</b>", "<b>3</b>"]
    assert list(figure.layout.xaxis.ticktext) == ["dec<br>2025<br>39 mensen", "mrt<br>2026<br>41 mensen"]
    # Half of the last label fits beside its point, also where that is the end of the chart.
    assert figure.layout.margin.r >= text_width("41 mensen", figure.layout.font.size) / 2


def test_a_card_without_answers_says_so() -> None:
    for chart in (charts.card_distribution, charts.card_trend):
        assert words(chart(card_rows().head(0), "Kaart")) == ["Kaart", "nog geen metingen"]


def test_the_status_bar_has_a_count_and_a_word_for_each_status() -> None:
    figure = check(charts.status_bar({"not_measured": 8, "on_track": 2, "achieved": 0, Status.FAR_BEHIND: 1}))
    assert [part.x[0] for part in figure.data] == [2, 1, 8]
    assert [part.hovertext[0] for part in figure.data] == [
        "2 op schema",
        "1 loopt ver achter",
        "8 niet gemeten",
    ]
    for word in ("2 op schema", "1 ver achter", "8 niet gemeten"):
        assert word in words(figure)[0]
    assert figure.data[2].marker.pattern.shape == "/"
    assert figure.data[2].marker.color == charts.LIGHT.background


def contrast(first: str, second: str) -> float:
    """The WCAG contrast of two colours."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dim = sorted((luminance(first), luminance(second)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("palette", [charts.LIGHT, charts.DARK], ids=["light", "dark"])
def test_all_text_in_charts_has_enough_contrast(palette: Colours) -> None:
    for colour in (
        palette.text,
        palette.muted,
        palette.ours,
        palette.other,
        palette.comparison,
        palette.target,
    ):
        assert contrast(colour, palette.background) >= 4.5
    for paint in palette.status.values():
        assert contrast(paint.text, paint.fill or palette.background) >= 4.5
        assert contrast(paint.outline, palette.background) >= 2.9
    for fill, text in palette.scores:
        assert contrast(fill, text) >= 4.5


def test_every_status_is_painted_in_both_modes() -> None:
    assert set(charts.LIGHT.status) == set(charts.DARK.status) == set(Status)


def test_long_titles_break_into_even_lines() -> None:
    lines = wrap("Gasverbruik per woning (Bospolder) steeg tot 2017; daarna niet meer gemeten", 46)
    assert len(lines) == 2
    assert abs(len(lines[0]) - len(lines[1])) < 8


def test_what_a_chart_shows_is_said_in_words() -> None:
    said = charts.series_alt(Row(), GAS)
    assert said.startswith(
        "Gasverbruik per woning stijgt; dat is de verkeerde kant op. Lijngrafiek met 4 metingen"
    )
    assert "van 2014 tot 2017: van 900 naar 990 m³ per jaar" in said
    of_another = charts.series_alt(
        Row(target_value=None, target_series_code="GAS-R"), GAS, "gas in Rotterdam"
    )
    assert "gas in Rotterdam" in of_another
    assert charts.series_alt(Row(), GAS.assign(is_example=True)).endswith("voorbeeldcijfers bij.")
    assert charts.series_alt(Row(status="not_measured"), GAS.head(0)).endswith("Nog geen metingen.")
    assert charts.card_alt(card_rows(), "Kaart") == (
        "Kaart. Op 10 maart 2026 was de mediaan 3 van 5, bij 41 antwoorden."
    )
    assert charts.status_alt({"on_track": 2}, "Waarden") == "Waarden. 2 op schema."
