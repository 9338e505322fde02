"""Two short words for the evening, easy to read out in a hall and to type on a phone."""

import secrets

_FIRST = (
    "blauwe", "bonte", "dappere", "frisse", "gele", "gouden", "groene", "grote", "jonge", "kleine", "kromme",
    "lange", "lichte", "mooie", "nieuwe", "oude", "rode", "ronde", "snelle", "stille", "sterke", "vlotte",
    "warme", "witte", "zachte", "zilveren", "zoete", "zonnige",
)  # fmt: skip
_SECOND = (
    "appel", "berg", "boom", "boot", "brug", "deur", "eend", "fiets", "haven", "huis", "kade", "kat", "kers",
    "kop", "lamp", "maan", "markt", "molen", "muts", "park", "plein", "pont", "raam", "schoen", "ster",
    "straat", "tafel", "toren", "trein", "trui", "tuin", "vis", "vogel", "wagen", "wind", "wolk",
)  # fmt: skip


def new_join_code(but: str = "") -> str:
    """Two words such as "groene-fiets", chosen by chance; never those of `but`."""
    while True:
        code = f"{secrets.choice(_FIRST)}-{secrets.choice(_SECOND)}"
        if code != but:
            return code
