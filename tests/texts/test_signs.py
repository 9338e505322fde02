"""Small figures where they belong, and nowhere else."""

import pytest

from sok_metrics.texts.formats import axis_unit, quantity
from sok_metrics.texts.signs import with_small_figures


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Zoveel mogelijk CO2 besparen", "Zoveel mogelijk CO₂ besparen"),
        ("Euro- en CO2-voordeel (CO2)", "Euro- en CO₂-voordeel (CO₂)"),
        ("990 m3 gas op 80 m2.", "990 m³ gas op 80 m²."),
        ("CO₂ en m³", "CO₂ en m³"),
        ("https://voorbeeld.nl/CO2/m3 en m3.nl", "https://voorbeeld.nl/CO2/m3 en m3.nl"),
        ("M3, CO2X, sam3, IND-m3", "M3, CO2X, sam3, IND-m3"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_is_typed_large_shows_small(typed, shown):
    assert with_small_figures(typed) == shown


def test_a_unit_shows_its_small_figure():
    assert quantity(12.0, "ton CO2 per jaar", "number") == "12 ton CO₂ per jaar"
    assert axis_unit("m3 per jaar", "number") == "m³ per jaar"
