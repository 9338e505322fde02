"""Signs that a sheet cannot hold, as Excel itself writes them: `_x000D_` for a return."""

import re

NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x0d\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(text: str) -> str:
    """The text with its digits above the line: the 1 of a note is no part of the figure before it."""
    return text.translate(_RAISED)


def escape(sign: str) -> str:
    """One sign in Excel's own escape."""
    return f"_x{ord(sign):04X}_"


def unescaped(text: str) -> str:
    """The text with Excel's _x000D_ and the like as the characters that they stand for."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
