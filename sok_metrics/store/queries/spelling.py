"""How words are compared in a search: what looks or sounds the same in Dutch is the same word."""

import re
import unicodedata

_SMALL_FIGURES = ("⁰¹²³₀₁₂₃", "01230123")
_DOUBLED = "abcdefgklmnoprstu"
"""Letters that Dutch writes twice in one form of a word and once in another: paneel, panelen; net, netten."""
_HARD, _SOFT = "zv", "sf"
"""Huizen, huis; brieven, brief."""
_WORD = re.compile(r"[a-z][a-z'’-]+")
_ENDINGS = (("en", 3), ("es", 5), ("s", 4), ("e", 4))
"""What a form of a word ends on, each with how many letters must be left before it."""
_SHORT, _LONG = 4, 8


def folded(text: str) -> str:
    """Without capitals, accents and small figures: "CO₂" is "co2"."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def folded_sql(text: str) -> str:
    """The same of a text in SQL; strip_accents() is DuckDB's, PostgreSQL has unaccent()."""
    return f"strip_accents(lower(translate({text}, '{_SMALL_FIGURES[0]}', '{_SMALL_FIGURES[1]}')))"


def sounded(text: str) -> str:
    """The words of a text as they sound, with a space before each."""
    text = folded(text)
    for letter in _DOUBLED:
        text = text.replace(letter * 2, letter)
    text = text.translate(str.maketrans(_HARD, _SOFT))
    return " " + " ".join(re.findall("[a-z0-9]+", text))


def sounded_sql(folded_text: str) -> str:
    """The same of a folded text in SQL."""
    for letter in _DOUBLED:
        folded_text = f"replace({folded_text}, '{letter * 2}', '{letter}')"
    return f"regexp_replace(' ' || translate({folded_text}, '{_HARD}', '{_SOFT}'), '[^a-z0-9]+', ' ', 'g')"


def root_of(word: str) -> str:
    """What the forms of a word share, as it sounds; a short one only begins a word. "" when it is no word."""
    if not _WORD.fullmatch(folded(word)):
        return ""
    root = sounded(word).replace(" ", "")
    for ending, least in _ENDINGS:
        if root.endswith(ending) and len(root) - len(ending) >= least:
            root = root.removesuffix(ending)
            break
    return root if len(root) >= _SHORT else f" {root}"


def is_long(root: str) -> bool:
    """Whether a root is so long that we find it written apart too: energie-coach, energie coach."""
    return len(root) >= _LONG


def holds_sql(word: str, root: str, name: str, *, text: str, sound: str) -> str:
    """The condition that a folded text, or its sound, holds a word; `name` tells to what it is bound."""
    ways = [f"position({folded_sql(f'$word_{name}')} IN {text}) > 0"]
    if root:
        ways.append(f"position($root_{name} IN {sound}) > 0")
    if is_long(root):
        ways.append(f"position($root_{name} IN replace({sound}, ' ', '')) > 0")
    return f"({' OR '.join(ways)})"


def holds(text: str, word: str) -> bool:
    """Whether one word of a text holds a word that was looked for."""
    root = root_of(word)
    return (bool(folded(word)) and folded(word) in folded(text)) or (bool(root) and root in sounded(text))
