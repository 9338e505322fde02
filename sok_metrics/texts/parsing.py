"""Numbers and amounts as Dutch people type them."""

import re
from decimal import Decimal

from sok_metrics.texts import _

MOST_DIGITS = 15
"""Before the comma, and after it; as many keep their value in the store, in Excel and in a browser."""
_DUTCH_NUMBER = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?")


def parse_number(text: str) -> float:
    """The number in a Dutch text; ValueError with a sentence for the user when it is none.

    The comma stands before decimals; a dot (or a space) only between groups of three digits. So "1.234" is
    1234, "1,234" is one and a bit, and "1.5" is refused rather than guessed.
    """
    return float(_parse(text))


def parse_amount(text: str) -> Decimal:
    """The amount in euros in a Dutch text; ValueError when it is none or has more than two decimals."""
    amount = _parse(text)
    if amount != round(amount, 2):
        raise ValueError(
            _("Een bedrag heeft hoogstens twee cijfers achter de komma: {text}").format(text=text)
        )
    return round(amount, 2)


def _parse(text: str) -> Decimal:
    bare = _without_signs(text)
    if not _DUTCH_NUMBER.fullmatch(bare) or not bare.isascii():
        raise ValueError(_explanation(text, bare))
    whole, _comma, decimals = bare.lstrip("+-").replace(".", "").partition(",")
    if len(whole.lstrip("0")) > MOST_DIGITS or len(decimals) > MOST_DIGITS:
        raise ValueError(
            _("Dit getal heeft te veel cijfers. Er passen er {most} voor de komma, en {most} erna.").format(
                most=MOST_DIGITS
            )
        )
    return Decimal(bare.replace(".", "").replace(",", "."))


def _without_signs(text: str) -> str:
    """The text without "€", "%" or "euro", with a plain minus, and with dots for spaces between thousands."""
    bare = (
        text.strip()
        .lower()
        .replace("\u2212", "-")
        .removeprefix("€")
        .removesuffix("%")
        .removesuffix("euro")
        .strip()
    )
    return re.sub(r"(?<=\d)\s(?=\d{3}(?!\d))", ".", bare)


def _explanation(text: str, bare: str) -> str:
    if not bare:
        return _("Hier hoort een getal te staan, bijvoorbeeld 1.234,5")
    if re.fullmatch(r"[+-]?\d+\.\d+", bare):
        return _('"{text}" is niet duidelijk. Zet een komma voor de decimalen: {better}').format(
            text=text.strip(), better=bare.replace(".", ",")
        )
    return _('"{text}" is geen getal. Schrijf het zo: 1.234,5').format(text=text.strip())
