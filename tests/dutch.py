"""How hard a Dutch text is to read: words, sentences, syllables and the Flesch-Douma score.

The score is `206.84 - 0.93 * (words per sentence) - 0.77 * (syllables per 100 words)`: W.H. Douma's
adaptation of Flesch to Dutch (De leesbaarheid van landbouwbladen, Landbouwhogeschool Wageningen, 1960; quoted
with its table of norms at https://dbnl.org/tekst/_taa014197701_01/_taa014197701_01_0089.php: 60-70 normal,
70-80 fairly easy, 80-90 easy). It knows nothing of
meaning: a low score is a reason to look, a high one proves nothing.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

PLACEHOLDER = "waarde"
"""What {n}, {day} or {title} counts as: a word of two syllables, between a figure and a name."""

# Longest first: "ieu" is one sound, and so is "oei". A vowel with a trema always begins a syllable, so it
# stands apart: "ideeën" is i-dee-en.
_VOWELS = re.compile("aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|au|ou|[aeiouy]|[äëïöü]")
_ODD: dict[str, int] = {
    "café": 2,
    "e-mail": 2,
    "e-mailadres": 4,
    "euro's": 2,
    "museum": 3,
    "team": 1,
    "teams": 1,
    "online": 2,
    "qr-code": 4,
}
"""Words that are not said as they are spelled, or where two vowels that meet are not one sound."""

_MARKUP = re.compile(r":material/\w+:|:[\w-]+\[|[*`\]\[_]{1,2}(?=\w)|(?<=\w)[*`\]]+|\]\([^)]*\)")
_FORMAT = re.compile(r"\{[^{}]*\}")
_FILE = re.compile(r"(?<![\w/])[\w/-]*(?:[/_]\w+|\w\.(?:csv|docx|pdf|xlsx|duckdb))(?:[\w/.]*\w)?")
_END = re.compile(r"(?<=[.!?…])['\")]*\s+|\n+")
_WORD = re.compile(r"[^\W_](?:[\w'’.,-]*[^\W_])?")


@dataclass(frozen=True)
class Counts:
    """What the score is made of."""

    sentences: int
    words: int
    syllables: int

    @property
    def score(self) -> float:
        """Flesch-Douma: 60 and more is normal, 30 and less very hard."""
        return flesch_douma(self.words / self.sentences, self.syllables / self.words)


def flesch_douma(words_per_sentence: float, syllables_per_word: float) -> float:
    """The formula itself (see the top of this file)."""
    return 206.84 - 0.93 * words_per_sentence - 77 * syllables_per_word


def count(sentences: Iterable[str]) -> Counts:
    """The counts of these sentences together; there must be a word in them."""
    found = [words(sentence) for sentence in sentences]
    every = [word for of_sentence in found for word in of_sentence]
    return Counts(len(found), len(every), sum(map(syllables, every)))


def sentences(text: str) -> list[str]:
    """The sentences of a text; one ends at . ! ? or the end of a line, not at a colon or semicolon."""
    return [sentence for part in _END.split(_plain(text)) if words(sentence := part.strip())]


def words(sentence: str) -> list[str]:
    """The words; a compound with a hyphen, a number or the name of a file is one."""
    return _WORD.findall(_plain(sentence))


def syllables(word: str) -> int:
    """The syllables of a word, as sounds of vowels; what has none, such as "pdf", is said in parts."""
    known = _ODD.get(word.lower())
    if known is not None:
        return known
    lower = unicodedata.normalize("NFC", word.lower())
    accentless = "".join(_without_accent(sign) for sign in lower)
    found = len(_VOWELS.findall(accentless))
    return found or min(3, sum(sign.isalnum() for sign in lower))


def _without_accent(sign: str) -> str:
    """é as e; the trema stays, for it says where a syllable begins."""
    return sign if sign in "äëïöü" else unicodedata.normalize("NFD", sign)[0]


def _plain(text: str) -> str:
    """The text as it is read: without markup, a value for each placeholder, a file as one word."""
    return _FILE.sub("bestand", _MARKUP.sub(" ", _FORMAT.sub(PLACEHOLDER, text)))
