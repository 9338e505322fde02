"""Which figures ask for a second look."""

import pytest

from sok_metrics.nouns.plausible import Unlikely, unlikely
from sok_metrics.texts.plausible import unlikely_sentence


@pytest.mark.parametrize(
    ("value", "last", "lower", "upper", "expected"),
    [
        (100.0, 10.0, None, None, Unlikely.MUCH_MORE),
        (99.9, 10.0, None, None, None),
        (1.0, 10.0, None, None, Unlikely.MUCH_LESS),
        (1.1, 10.0, None, None, None),
        (-100.0, 10.0, None, None, Unlikely.MUCH_MORE),
        (0.0, 10.0, None, None, None),
        (10.0, 0.0, None, None, None),
        (10.0, None, None, None, None),
        (None, 10.0, 0.0, 100.0, None),
        (-1.0, 10.0, 0.0, 100.0, Unlikely.TOO_LOW),
        (0.0, None, 0.0, 100.0, None),
        (100.0, 99.0, 0.0, 100.0, None),
        (101.0, 1.0, 0.0, 100.0, Unlikely.TOO_HIGH),
    ],
)
def test_a_figure_is_unlikely_outside_its_bounds_or_ten_times_the_last(value, last, lower, upper, expected):
    assert unlikely(value, last, lower, upper) is expected


def test_the_sentence_names_what_the_figure_was_compared_with():
    bounds = {"last": 1234.5, "lower": 0.0, "upper": 100.0}
    assert "1.234,5" in unlikely_sentence(Unlikely.MUCH_MORE, **bounds)
    assert "1.234,5" in unlikely_sentence(Unlikely.MUCH_LESS, **bounds)
    assert "het hoogste is 100" in unlikely_sentence(Unlikely.TOO_HIGH, **bounds)
    assert "het laagste is 0" in unlikely_sentence(Unlikely.TOO_LOW, **bounds)
