"""The sentence that asks to look at a figure once more."""

from sok_metrics.progress.plausible import TIMES, Unlikely
from sok_metrics.texts.catalogue import _
from sok_metrics.texts.formats import number


def unlikely_sentence(
    reason: Unlikely, *, last: float | None, lower: float | None, upper: float | None
) -> str:
    """Why this figure is not likely, and what to do: a warning, for the figure may be right."""
    sentence = {
        Unlikely.TOO_LOW: _("Dit is lager dan kan: het laagste is {lower}. Klopt dit?"),
        Unlikely.TOO_HIGH: _("Dit is hoger dan kan: het hoogste is {upper}. Klopt dit?"),
        Unlikely.MUCH_MORE: _("Dit is {times} keer zo veel als de vorige keer ({last}), of meer. Klopt dit?"),
        Unlikely.MUCH_LESS: _("Dit is {times} keer zo weinig als de vorige keer ({last}). Klopt dit?"),
    }[reason]
    return sentence.format(lower=number(lower), upper=number(upper), last=number(last), times=TIMES)
