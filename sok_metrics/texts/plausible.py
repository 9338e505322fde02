"""The sentence that asks to look at a figure once more."""

from sok_metrics.nouns.plausible import SENTENCES, TIMES, Unlikely
from sok_metrics.nouns.rules import Said
from sok_metrics.texts import _
from sok_metrics.texts.formats import number


def unlikely_sentence(
    reason: Unlikely, *, last: float | None, lower: float | None, upper: float | None
) -> str:
    """Why this figure is not likely, and what to do: a warning, for the figure may be right."""
    figures = {"last": last, "lower": lower, "upper": upper, "times": TIMES}
    return said_sentence(Said(SENTENCES[reason], figures))


def said_sentence(said: Said) -> str:
    """What a rule says of a row, with its figures."""
    sentence = _(said.sentence)
    if not said.figures:
        return sentence
    return sentence.format(**{name: number(figure) for name, figure in said.figures.items()})
