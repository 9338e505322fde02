"""Numbers and amounts as Dutch people type them."""

import re
from decimal import Decimal

from sok_metrics.texts import _

MOST_DIGITS = 15
"""Before the comma, and after it; as many keep their value in the store, in Excel and in a browser."""
# A group of thousands never begins with 0: 0.125 is an eighth, or a slip, but never 125.
_DUTCH_NUMBER = re.compile(r"[+-]?([1-9]\d{0,2}(\.\d{3})+|\d+)(,\d+)?")
_GROUPS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:[\s'\u2019]\d{3})+(?!\d)")
_CURRENCY = re.compile(r"€|(?<![a-z])euro?(?![a-z])")
_LONGEST = 1_000  # characters; what is longer is no figure, and takes long to look through
_DASHES = re.compile("[\u2212\u2013\u2014]")
_NO_CENTS = re.compile(r"([.,])(?:--?|=)$")
_MINUS_BEHIND = re.compile(r"(.*\d)\s*-")
_IN_BRACKETS = re.compile(r"\(\s*(.*\d.*)\)")
_NOTE = re.compile(r"(?<=\d)\s*([\u00b9\u00b2\u00b3\u2070-\u207f]+\)?|\*+\)?|\(?[0-9a-z]\))$", re.IGNORECASE)


def parse_number(text: str) -> float:
    """The number in a Dutch text; ValueError with a sentence for the user when it is none.

    The comma stands before decimals; a dot (or a space) only between groups of three digits. So "1.234" is
    1234, "1,234" is one and a bit, and "1.5" is refused rather than guessed.
    """
    return float(_parse(text, bare_figure(text)))


def parse_amount(text: str) -> Decimal:
    """The amount in euros in a Dutch text; ValueError when it is none or has more than two decimals."""
    amount = _parse(text, bare_amount(text))
    if decimals_in(amount) > 2:
        raise ValueError(
            _("Een bedrag heeft hoogstens twee cijfers achter de komma: {text}").format(text=text)
        )
    return round(amount, 2)


def bare_figure(text: str) -> str:
    """The figure without what people write around and in it: "€", "%", "15,-", spaces between thousands."""
    if len(text) > _LONGEST:
        return ""
    bare = _CURRENCY.sub("", _DASHES.sub("-", text.lower()).replace("-/-", "-"), count=1)
    bare = _NO_CENTS.sub(r"\g<1>00", bare.strip().removesuffix("%").strip())
    if behind := _MINUS_BEHIND.fullmatch(bare):
        bare = f"-{behind[1]}"
    bare = _GROUPS.sub(lambda groups: re.sub(r"\D", "", groups[0]), bare)
    return re.sub(r"^([+-])\s+", r"\1", bare.strip())


def bare_amount(text: str) -> str:
    """The same of an amount, which book-keepers put between brackets when it is below zero."""
    if len(text) > _LONGEST:
        return ""
    inside = _IN_BRACKETS.fullmatch(_CURRENCY.sub("", text.lower(), count=1).strip())
    return f"-{bare_figure(inside[1])}" if inside else bare_figure(text)


def dutch_figure(bare: str) -> Decimal | None:
    """The value of a bare figure with a decimal comma; None when it is written otherwise."""
    if not bare.isascii() or not _DUTCH_NUMBER.fullmatch(bare):
        return None
    return Decimal(bare.replace(".", "").replace(",", "."))


def check_digits(figure: Decimal) -> None:
    """Raise ValueError for a figure with more digits than keep their value."""
    if abs(figure) >= 10**MOST_DIGITS or decimals_in(figure) > MOST_DIGITS:
        raise ValueError(
            _(
                "Dit getal is te groot of heeft te veel cijfers. "
                "Er passen er {most} voor de komma, en {most} erna."
            ).format(most=MOST_DIGITS)
        )


def decimals_in(figure: Decimal) -> int:
    """How many decimals were written, zeros too."""
    exponent = figure.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def what_is_wrong(text: str, bare: str) -> str:
    """What to say of a text that is no figure."""
    if not bare:
        return _("Hier hoort een getal te staan, bijvoorbeeld 1.234,5")
    if re.fullmatch(r"[+-]?\d+\.\d+", bare):
        return _('"{text}" is niet duidelijk. Zet een komma voor de decimalen: {better}').format(
            text=text.strip(), better=bare.replace(".", ",")
        )
    if _IN_BRACKETS.fullmatch(bare):
        return _(
            "Dit getal staat tussen haakjes. Is het minder dan nul? Schrijf dan een min: -{inside}"
        ).format(inside=bare.strip("() "))
    if note := _NOTE.search(text.strip()):
        return _("Bij dit getal staat een noot: {note}. Laat alleen het getal staan.").format(note=note[1])
    return _('"{text}" is geen getal. Schrijf het zo: 1.234,5').format(text=text.strip())


def _parse(text: str, bare: str) -> Decimal:
    figure = dutch_figure(bare)
    if figure is None:
        raise ValueError(what_is_wrong(text, bare))
    check_digits(figure)
    return figure
