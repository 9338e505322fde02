"""Which letters a text file was written in: UTF-8, or those of Windows, MS-DOS or an old Mac."""

import re

from sok_metrics.errors import RefusedError
from sok_metrics.texts import _

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_LOWER, _UPPER = "a-zàáâãäåçèéêëìíîïñòóôõöøùúûüýÿß", "A-ZÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝ"
_COMMON = "ëïéèöüàçê€"
_WORD = re.compile(r"[^\W\d_²³¹¼½¾]+")
_DUTCH_WORD = re.compile(rf"(?=.*[A-Za-z])[{_LOWER}{_UPPER}]+|[àéê]")
_ODD_CAPITAL = re.compile(r"[a-z][À-ÖØ-Ý]|[À-ÖØ-Ý]{2}[a-z]")
_SIGN = re.compile(r"[^\w\s\x00-\x7f]")
_ORDINARY_SIGNS = set("€£°§«»‘’“”„–—…•·±×÷©®™¼½¾²³¹\u00ad\ufffd")
_BETWEEN_LETTERS = re.compile(r"(?<=[^\W\d_])[^\w\s\x00-\x7f’–—·](?=[^\W\d_])|€(?=[a-z])")
_WRONG_BYTE = re.compile("[\udc80-\udcff]")
_AROUND = 20  # signs beside what is wrong


def decoded(content: bytes) -> tuple[str, str | None]:
    """The text, and what to say when its letters are those of an old system; RefusedError when it is none."""
    if content[:2] in _UTF_16:
        return _whole(content, "utf-16"), None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _older(content)
    return _without_nulls(text), None


def _whole(content: bytes, encoding: str) -> str:
    try:
        return _without_nulls(content.decode(encoding))
    except UnicodeDecodeError as error:
        raise RefusedError(_unreadable()) from error


def _without_nulls(text: str) -> str:
    if "\x00" in text:
        raise RefusedError(_unreadable())
    return text


def _older(content: bytes) -> tuple[str, str | None]:
    """The text in the letters that make the fewest odd words; of equals those of Windows."""
    _refuse_broken_utf8(content)
    systems = {"cp1252": "", "cp858": _("MS-DOS"), "mac_roman": _("een oude Mac")}
    texts = {name: text for name in systems if (text := _decoded_as(content, name)) is not None}
    odd = {name: _odd_words(text) for name, text in texts.items()}
    best = min(odd, key=lambda name: (odd[name], -sum(map(texts[name].count, _COMMON))))
    if 2 * odd[best] > _strange_words(texts[best]):
        raise RefusedError(_unreadable())
    note = None
    if systems[best]:
        note = _(
            "De letters van dit bestand zijn die van {system}. Zo zijn ze gelezen. "
            "Kijk of letters als ë en é kloppen."
        ).format(system=systems[best])
    elif odd[best]:
        note = _("Sommige letters van dit bestand zijn vreemd. Kijk of letters als ë en é kloppen.")
    return _without_nulls(texts[best]), note


def _refuse_broken_utf8(content: bytes) -> None:
    """A file in UTF-8 with a wrong byte is damaged: in other letters all of it would be wrong."""
    text = content.decode("utf-8-sig", "surrogateescape")
    is_utf8 = any(not sign.isascii() and not "\udc80" <= sign <= "\udcff" for sign in text)
    wrong = _WRONG_BYTE.search(text)
    if is_utf8 and wrong:
        before = re.split(r"[\s;,]", text[max(wrong.start() - _AROUND, 0) : wrong.start()])[-1]
        after = re.split(r"[\s;,]", text[wrong.end() : wrong.end() + _AROUND])[0]
        word = _WRONG_BYTE.sub("?", f"{before}?{after}")
        raise RefusedError(
            _(
                "Op regel {line} staat een letter die stuk is, in '{word}'. "
                "Verbeter die, en sla het bestand op als CSV UTF-8."
            ).format(line=len(text[: wrong.start() + 1].splitlines()), word=word)
        )


def _decoded_as(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _odd_words(text: str) -> int:
    """How many words and signs no Dutch text would have: a capital after a small letter, ‰ within a word."""
    words = _words(text)
    odd = sum(not _DUTCH_WORD.fullmatch(word) or bool(_ODD_CAPITAL.search(word)) for word in words)
    odd += sum(sign not in _ORDINARY_SIGNS for sign in _SIGN.findall(text))
    return odd + len(_BETWEEN_LETTERS.findall(text))


def _strange_words(text: str) -> int:
    """How many words and signs have more than the plainest letters."""
    return len(_words(text)) + len(_SIGN.findall(text))


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if not word.isascii()]


def _unreadable() -> str:
    return _("Dit is geen leesbaar CSV-bestand. Sla het in Excel op als CSV UTF-8.")
