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
_BARE_POINT = re.compile(r"^([+-]?)\s*([.,]\d)")
_GROUPS_WITHOUT_CENTS = re.compile(r"([+-]?\d{1,3}([.,])\d{3}(?:\2\d{3})*)\2-{1,2}")
_QUARTERS = {"\u00bc": Decimal("0.25"), "\u00bd": Decimal("0.5"), "\u00be": Decimal("0.75")}
_WITH_QUARTER = re.compile(r"([+-]?)(\d{0,9})\s*([\u00bc\u00bd\u00be])")
_TIMES = re.compile(
    r"(?P<figure>.*[\d,.-])\s*"
    r"(?:(?P<thousand>dzd|duizend|k)|(?P<million>mln|miljoen|mio)|(?P<milliard>mld|miljard))\.?"
    r"(?P<currency>\s*(?:€|euro?))?",
    re.IGNORECASE,
)
_HOW_MANY = {"thousand": 10**3, "million": 10**6, "milliard": 10**9}
_ABOUT = re.compile(
    r"(?:[<>\u2264\u2265~\u2248\u00b1]|(?:ca|circa|ongeveer|bijna|ruim)\b|\+/-).*\d.*"
    r"|\d[\d.,]*\s*(?:-|\u2013|tot|t/m|\u00e0)\s*\d[\d.,]*",
    re.IGNORECASE,
)
_MONTH = "(?:jan|feb|mrt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)"
_MADE_A_DATE = re.compile(
    rf"\d{{1,2}}-{_MONTH}(?:-\d{{2,4}})?|{_MONTH}-\d{{2}}|\d{{1,2}}[-/]\d{{1,2}}[-/]\d{{4}}", re.IGNORECASE
)
_NOTE = re.compile(r"(?<=\d)\s*([\u00b9\u00b2\u00b3\u2070-\u207f]+\)?|\*+\)?|\(?[0-9a-z]\))$", re.IGNORECASE)


def parse_number(text: str) -> float:
    """The number in a Dutch text; ValueError with a sentence for the user when it is none.

    The comma stands before decimals; a dot (or a space) only between groups of three digits. So "1.234" is
    1234, "1,234" is one and a bit, and "1.5" is refused rather than guessed.
    """
    rest, times = without_times(text)
    return float(_parse(text, bare_figure(rest), times))


def parse_amount(text: str) -> Decimal:
    """The amount in euros in a Dutch text; ValueError when it is none or has more than two decimals."""
    rest, times = without_times(text)
    amount = _parse(text, bare_amount(rest), times)
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
    if bare.endswith("-") and (whole := _GROUPS_WITHOUT_CENTS.fullmatch(bare.strip())):  # 1.200.-
        return re.sub("[.,]", "", whole[1])
    bare = _BARE_POINT.sub(r"\g<1>0\2", bare.strip())
    bare = _NO_CENTS.sub(r"\g<1>00", bare.strip().removesuffix("%").strip())
    if behind := _MINUS_BEHIND.fullmatch(bare):
        bare = f"-{behind[1]}"
    bare = _GROUPS.sub(lambda groups: re.sub(r"\D", "", groups[0]), bare)
    return re.sub(r"^([+-])\s+", r"\1", bare.strip())


def without_times(text: str) -> tuple[str, int]:
    """A figure without the word behind it that says how many: "1,5 mln" is 1,5 a million times."""
    is_bare = text[-1:].isdecimal()  # nearly all of a large table
    found = None if is_bare or len(text) > _LONGEST else _TIMES.fullmatch(text.strip())
    if found is None:
        return text, 1
    times = next(times for name, times in _HOW_MANY.items() if found[name])
    return f"{found['figure']}{found['currency'] or ''}", times


def bare_amount(text: str) -> str:
    """The same of an amount, which book-keepers put between brackets when it is below zero."""
    if len(text) > _LONGEST:
        return ""
    inside = _IN_BRACKETS.fullmatch(_CURRENCY.sub("", text.lower(), count=1).strip())
    return f"-{bare_figure(inside[1])}" if inside else bare_figure(text)


def dutch_figure(bare: str) -> Decimal | None:
    """The value of a bare figure with a decimal comma; None when it is written otherwise."""
    if not bare.isascii() and (quarter := _WITH_QUARTER.fullmatch(bare)):
        size = int(quarter[2] or 0) + _QUARTERS[quarter[3]]
        return -size if quarter[1] == "-" else size
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
    if _MADE_A_DATE.fullmatch(text.strip()):
        return _("Excel maakte hier een datum van. Maak de cel op als getal en typ het getal opnieuw.")
    if _IN_BRACKETS.fullmatch(bare):
        return _(
            "Dit getal staat tussen haakjes. Is het minder dan nul? Schrijf dan een min: -{inside}"
        ).format(inside=bare.strip("() "))
    if _ABOUT.fullmatch(text.strip()):
        return _('"{text}" is geen precies getal. Schrijf één getal.').format(text=text.strip())
    if note := _NOTE.search(text.strip()):
        return _("Bij dit getal staat een noot: {note}. Laat alleen het getal staan.").format(note=note[1])
    return _('"{text}" is geen getal. Schrijf het zo: 1.234,5').format(text=text.strip())


def taken(figure: Decimal, times: int) -> Decimal:
    """A figure so many times, without the zeros that were no decimals."""
    if times == 1:
        return figure
    whole = figure * times
    return whole if whole % 1 else whole.quantize(Decimal(1))


def _parse(text: str, bare: str, times: int) -> Decimal:
    figure = dutch_figure(bare)
    if figure is None:
        raise ValueError(what_is_wrong(text, bare))
    check_digits(figure)
    figure = taken(figure, times)
    check_digits(figure)
    return figure
