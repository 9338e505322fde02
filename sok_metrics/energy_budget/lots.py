"""A lot that anybody can draw again: the order of proposals that a word gives, made known before the vote."""

import hashlib
from collections.abc import Iterable


def draw_lot(word: str, codes: Iterable[str]) -> tuple[str, ...]:
    """The codes in the order of the SHA-256 of the word, a slash and the code.

    The word is published before the vote and comes from chance that all can see, such as dice in the room.
    """
    return tuple(sorted(codes, key=lambda code: hashlib.sha256(f"{word}/{code}".encode()).digest()))
