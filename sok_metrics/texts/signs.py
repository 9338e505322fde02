"""Signs as a printer sets them: what is typed as "CO2" and "m3" shows as "CO₂" and "m³"."""

import re

_TYPED = re.compile(r"(?<![\w/.@-])(?:CO2|m2|m3)(?![\w/@]|\.\w)")
"""As a word of its own, or the first part of one: in an address they stay as they are."""
_SET = {"CO2": "CO₂", "m2": "m²", "m3": "m³"}


def with_small_figures(text: str) -> str:
    """The text with the small figures of CO₂, m² and m³."""
    return _TYPED.sub(lambda found: _SET[found[0]], text)
